"""Overall rating, score, sizes of samples, number of recommendations."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.page import Segment
from extractors.paragraphs import make
from extractors.ratings import RatingReader
from extractors.sections import Section
from extractors.totals import Totals
from extractors.words import Vocabulary
from schemas.base import Rating
from schemas.framework import Framework
from tests.extractors.builders import flow, line


def totals(framework: Framework, lines: Sequence[Segment], domain: str | None = None) -> Totals:
    """The reader of some lines, each a paragraph of its own; all of them stand in one domain."""
    words = Vocabulary.of([])
    prose = [make([segment], index, words) for index, segment in enumerate(lines)]
    where = [Section(domain, None)] * len(lines)
    return Totals(flow(lines), framework, RatingReader(framework), prose, where, (1,))


@pytest.mark.parametrize(
    "lines",
    [
        [line("Overall rating Good")],
        [line("Overall rating", 70), line("Good", 300)],
        [line("Overall rating:", 70, 100), line("Good", 75, 116)],
        [line("OVERALL", 70), line("Good", 300), line("1.1 Governance", 70, 130), line("Inadequate", 300, 130)],
        [line("Score 24/36 Overall rating Good")],
        [line("Overall, the service is rated as ‘Good’.", 70)],
        [line("Overall the work of this service was rated: Good", 70)],
    ],
    ids=["in the line", "beside", "below", "short label", "after the score", "quoted in prose", "in prose"],
)
def test_the_overall_rating(youth_2021: Framework, lines: list[Segment]) -> None:
    found = totals(youth_2021, lines).overall_rating()
    assert found is not None and (found.value, found.printed) == (Rating.GOOD, "Good")


def test_a_two_line_overall_rating(youth_2021: Framework) -> None:
    lines = [line("Overall rating", 70, 105), line("Requires", 300, 100), line("improvement", 300, 111)]
    found = totals(youth_2021, lines).overall_rating()
    assert found is not None and found.value is Rating.REQUIRES_IMPROVEMENT
    assert (found.evidence[0].top, found.evidence[0].bottom) == (100, 121)


@pytest.mark.parametrize(
    "lines",
    [
        [line("1.1 Governance", 70), line("Good", 300)],
        [line("Overall rating", 70, 100), line("Good", 300, 300)],
        [line("Overall, the staff told us that they enjoy their work.")],
    ],
    ids=["of a standard", "far away", "no rating"],
)
def test_an_overall_rating_that_is_not_printed_is_none(youth_2021: Framework, lines: list[Segment]) -> None:
    assert totals(youth_2021, lines).overall_rating() is None


@pytest.mark.parametrize(
    ("lines", "score"),
    [
        ([line("Score: 24/36")], (24, 36)),
        ([line("Score", 70), line("11 / 24", 300)], (11, 24)),
        ([line("Overall score", 70, 100), line("9 out of 36", 72, 114)], (9, 36)),
        ([line("Score: 21 (of 36)")], (21, 36)),
        ([line("Score: 21 out of a possible 36")], (21, 36)),
        ([line("Score 24/361")], (24, 36)),
        ([line("Score 11/2412")], (11, 24)),
        ([line("Score 24/36", marks=["1"])], (24, 36)),
        ([line("Score 24")], (24, None)),
        ([line("Score", 70), line("0/36", 300)], (0, 36)),
        ([line("Score: 18 out of", 70, 100), line("24", 70, 112), line("Overall rating Good", 300, 100)], (18, 24)),
        ([line("Overall rating Good")], (None, None)),
        ([line("We met on 11/12/2021 in the office")], (None, None)),
        ([line("The score", 70, 100), line("24/36", 300, 400)], (None, None)),
    ],
)
def test_the_score(youth_2021: Framework, lines: list[Segment], score: tuple[int | None, int | None]) -> None:
    points, maximum = totals(youth_2021, lines).score()
    assert (points.value if points else None, maximum.value if maximum else None) == score


def test_a_score_on_another_page_than_the_summary_is_not_the_score(youth_2021: Framework) -> None:
    assert totals(youth_2021, [line("Ratings"), line("Score 24/36", page=2)]).score() == (None, None)


@pytest.mark.parametrize(
    ("text", "domain", "samples"),
    [
        ("We inspected 24 community sentences managed by the service.", None, {"court_cases": 24}),
        ("We examined nineteen post-court cases.", None, {"court_cases": 19}),
        ("We reviewed a total of twenty-one out-of-court disposals.", None, {"oocd_cases": 21}),
        ("We looked in detail at 12 cases.", "3", {"oocd_cases": 12}),
        ("Twelve community resolutions were inspected.", None, {"oocd_cases": 12}),
        ("In this domain, 17 court disposals were examined.", "2", {"court_cases": 17}),
        ("We inspected 20 community sentences and 3 custodial sentences.", "2", {"court_cases": 23}),
        ("We inspected three resettlement cases.", None, {"resettlement_cases": 3}),
        (
            "We inspected 32 court disposal cases and twenty out-of-court disposal cases.",
            None,
            {"court_cases": 32, "oocd_cases": 20},
        ),
        ("We read 20 community sentences, and 9 of their plans in depth.", None, {"court_cases": 20}),
        ("We interviewed 24 members of staff.", "2", {}),
        ("We inspected 3 offices of the service.", "2", {}),
        ("We inspected 30 cases.", None, {}),
    ],
)
def test_the_samples(youth_2021: Framework, text: str, domain: str | None, samples: dict[str, int]) -> None:
    found = totals(youth_2021, [line(text)], domain).samples()
    assert {name: sourced.value for name, sourced in found.items()} == samples


def test_the_first_statement_of_a_sample_counts(youth_2021: Framework) -> None:
    lines = [line("We inspected 24 court disposals."), line("We examined 5 court disposals again.", top=130)]
    assert totals(youth_2021, lines).samples()["court_cases"].value == 24


def test_samples_may_stand_in_a_table(youth_2021: Framework) -> None:
    head = [line("Kind of case", 70, 100), line("Cases open", 250, 100), line("Cases inspected", 400, 100)]
    court = [line("Court disposals", 70, 114), line("61", 260, 114), line("16", 430, 114)]
    oocd = [line("Out-of-court disposals", 70, 128), line("88", 260, 128), line("17", 430, 128)]
    found = totals(youth_2021, [*head, *court, *oocd]).samples()
    assert {name: sourced.value for name, sourced in found.items()} == {"court_cases": 16, "oocd_cases": 17}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We have made seven recommendations that we believe will help.", 7),
        ("We make 12 key recommendations.", 12),
        ("There are three recommendations for the board.", 3),
        ("It has acted on four recommendations of the last inspection.", None),
        ("We have made recommendations.", None),
    ],
)
def test_the_number_of_recommendations(youth_2021: Framework, text: str, count: int | None) -> None:
    found = totals(youth_2021, [line(text)]).recommendations_stated()
    assert (found.value if found else None) == count
