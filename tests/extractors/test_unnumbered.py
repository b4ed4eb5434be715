"""Standards that are named without their numbers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.page import Segment
from extractors.ratings import RatingReader
from extractors.unnumbered import NameReader
from extractors.words import Vocabulary
from schemas.framework import Framework
from tests.extractors.builders import flow, line

SHARED = ("Assessment", "Planning", "Implementation and delivery")
COURT = (*SHARED, "Reviewing")
DISPOSALS = (*SHARED, "Out-of-court disposal policy and provision")


def table(names: Sequence[str], top: float = 100, x: float = 70, ratings: bool = True) -> list[Segment]:
    """Names in one column, a rating beside each."""
    out = []
    for index, name in enumerate(names):
        out.append(line(name, x, top + 15 * index))
        if ratings:
            out.append(line("Good", x + 240, top + 15 * index))
    return out


def numbers(framework: Framework, lines: Sequence[Segment], taken: set[int] | None = None) -> list[str]:
    ratings = RatingReader(framework)
    reader = NameReader(framework, ratings, Vocabulary.of([]))
    made = flow(lines)
    return [a.standard.number for a in reader.anchors(made, list(ratings.cells(lines)), taken or set())]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("Staff", "Partnerships and services"), ["1.2", "1.3"]),
        (COURT, ["2.1", "2.2", "2.3", "2.4"]),
        (DISPOSALS, ["3.1", "3.2", "3.3", "3.4"]),
        ((*COURT, *DISPOSALS), ["2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4"]),
        ((*DISPOSALS, *COURT), ["3.1", "3.2", "3.3", "3.4", "2.1", "2.2", "2.3", "2.4"]),
        (SHARED, []),
    ],
    ids=["names of one standard", "court", "out of court", "both", "in another order", "names that two domains share"],
)
def test_a_row_of_names_is_told_by_the_one_that_only_one_standard_has(
    youth_2021: Framework, names: Sequence[str], found: list[str]
) -> None:
    assert numbers(youth_2021, table(names)) == found


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("Court disposals", ["2.1", "2.2", "2.3"]),
        ("Domain three: Out-of-court disposals", ["3.1", "3.2", "3.3"]),
        ("Resettlement", []),
    ],
)
def test_shared_names_are_told_by_the_heading_of_their_domain(
    youth_2021: Framework, heading: str, found: list[str]
) -> None:
    assert numbers(youth_2021, [line(heading, 70, 80, bold=True), *table(SHARED)]) == found


def test_a_name_that_contradicts_the_heading_is_left_out(youth_2021: Framework) -> None:
    lines = [line("Out-of-court disposals", 70, 80, bold=True), *table(COURT)]
    assert numbers(youth_2021, lines) == ["3.1", "3.2", "3.3"]


def test_the_cell_of_a_domain_beside_its_rows_is_no_heading_above_them(youth_2021: Framework) -> None:
    first, second = table(COURT, 100, 200), table(DISPOSALS, 160, 200)
    cells = [line("Out-of-court disposals", 40, 120), line("Court disposals", 40, 130)]
    assert numbers(youth_2021, [*cells, *first, *second]) == [f"{d}.{n}" for d in "23" for n in "1234"]


def test_a_box_keeps_to_the_heading_above_it(youth_2021: Framework) -> None:
    left, right = line("Organisational delivery", 70, 80), line("Court disposals", 330, 80)
    last = [line("Information and facilities", 70, 160), line("Good", 240, 160)]
    lines = [left, *table(("Staff",)), right, *table(COURT, x=330), *last]
    assert numbers(youth_2021, lines) == ["1.2", "2.1", "2.2", "2.3", "2.4", "1.4"]


def test_a_name_over_two_lines(youth_2021: Framework) -> None:
    lines = [line("Partnerships and", 70, 100), line("services", 70, 112), line("Good", 240, 106)]
    assert numbers(youth_2021, lines) == ["1.3"]


def test_a_name_and_its_rating_in_one_cell(youth_2021: Framework) -> None:
    assert numbers(youth_2021, [line("Reviewing Good")]) == ["2.4"]


def test_a_name_without_a_rating_is_none(youth_2021: Framework) -> None:
    assert numbers(youth_2021, table(("Staff", "Reviewing"), ratings=False)) == []


def test_the_name_of_a_numbered_label_is_none(youth_2021: Framework) -> None:
    lines = table(("Staff",))
    assert numbers(youth_2021, lines, {id(lines[0])}) == []
