"""Where each standard stands: its number, its name as printed, and which place of the report that is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.anchors import Anchor, AnchorReader
from extractors.assign import assign_ratings
from extractors.page import Segment
from extractors.places import place_anchors
from extractors.ratings import RatingReader
from extractors.words import Vocabulary
from schemas.base import Place
from schemas.framework import Framework
from tests.extractors.builders import flow, line


def candidates(framework: Framework, *lines: Segment) -> list[Anchor]:
    return AnchorReader(framework, RatingReader(framework), Vocabulary.of([])).candidates(flow(lines))


def anchors_of(framework: Framework, lines: Sequence[Segment]) -> list[Anchor]:
    ratings = RatingReader(framework)
    made = flow(lines)
    anchors = AnchorReader(framework, ratings, Vocabulary.of([])).candidates(made)
    assign_ratings(anchors, list(ratings.cells(lines)))
    return place_anchors(anchors, made, ratings)


def placed(framework: Framework, lines: Sequence[Segment]) -> list[tuple[str, Place]]:
    return [(a.standard.number, a.place) for a in anchors_of(framework, lines)]


@pytest.mark.parametrize(
    "lines",
    [
        [line("1.3 Partnerships and services")],
        [line("1.3. Partnerships and services:")],
        [line("1,3 Partnerships and services")],
        [line("1 .3 Partner ships and ser vices")],
        [line("1.3", 70), line("Partnerships and services", 110)],
        [line("1.3", 70, 106), line("Partnerships and", 110, 100), line("services", 110, 112)],
        [line("1.3 Partnerships", 70, 100), line("and services", 88, 112)],
        [line("1.3 Partner-", 70, 100), line("ships and services", 88, 112)],
        [line("1.3 Partnerships and services Good", 70)],
        [line("Standard 1.3: Partnerships and services")],
        [line("1.3", 70, 780), line("Partnerships and", 110, 780), line("services", 110, 60, page=2)],
        [line("1.3", 70, 100, size=14), line("Partnerships and", 70, 118), line("services", 70, 130)],
        [line("1.3", 70, 101), line("Partnerships and", 95, 100), line("services", 70, 114)],
    ],
    ids=[
        "plain",
        "stops",
        "comma",
        "scraps",
        "cells",
        "cell of two lines",
        "wrapped",
        "cut word",
        "rating in line",
        "in words",
        "over the page",
        "below",
        "under its number",
    ],
)
def test_a_name_as_it_may_be_printed(youth_2021: Framework, lines: list[Segment]) -> None:
    (anchor,) = candidates(youth_2021, *lines)
    assert anchor.standard.number == "1.3" and anchor.known
    assert anchor.name.replace(" ", "") == "Partnershipsandservices"


def test_a_name_that_a_narrow_cell_breaks_is_whole(youth_2021: Framework) -> None:
    cell = [line("Implementatio", 110, 100), line("n and delivery", 110, 112)]
    (anchor,) = candidates(youth_2021, line("2.3", 70, 100), *cell)
    assert anchor.name == "Implementation and delivery"


def test_a_cell_of_four_lines_is_read_down_to_the_next_number(youth_2021: Framework) -> None:
    cell = [
        line(text, 110, 100 + 12 * i) for i, text in enumerate(["Out-of-court", "disposal", "policy and", "provision"])
    ]
    below = [line("4.1", 70, 162), line("Resettlement", 110, 162)]
    first, second = candidates(youth_2021, line("3.4", 70, 100), *cell, *below)
    assert (first.name, second.name) == ("Out-of-court disposal policy and provision", "Resettlement")


def test_a_number_over_its_name_does_not_take_the_name_of_the_next_card(youth_2021: Framework) -> None:
    cards = [line("2.1", 60, 100, size=14), line("Assessment", 60, 118), line("2.2", 180, 100, size=14)]
    found = candidates(youth_2021, *cards, line("Planning", 180, 118))
    assert [(a.standard.number, a.name) for a in found] == [("2.1", "Assessment"), ("2.2", "Planning")]


def test_a_misprinted_name_is_kept_as_printed(youth_2021: Framework) -> None:
    for lines in ([line("2.4 Planning")], [line("2.4", 70), line("Planning", 110)]):
        (anchor,) = candidates(youth_2021, *lines)
        assert (anchor.standard.number, anchor.name, anchor.known) == ("2.4", "Planning", False)


def test_a_name_of_no_standard_is_kept_as_printed(youth_2021: Framework) -> None:
    (anchor,) = candidates(youth_2021, line("1.2", 70), line("Staffing matters", 110), line("Good", 400))
    assert (anchor.name, anchor.known) == ("Staffing matters", False)


def test_a_known_name_in_capitals_is_spelled_as_the_framework_spells_it(youth_2021: Framework) -> None:
    known, unknown = candidates(youth_2021, line("1.2 STAFF", 70, 100), line("2.1 PLANNING", 70, 200))
    assert (known.spelled, unknown.spelled) == ("Staff", "PLANNING")


def test_the_longest_name_that_the_lines_make_is_taken(youth_2021: Framework) -> None:
    lines = [line("4.1 Resettlement", 70, 100), line("policy and provision", 70, 112)]
    (anchor,) = candidates(youth_2021, *lines)
    assert anchor.name == "Resettlement policy and provision" and anchor.known


def test_a_variant_of_a_name_is_known(youth_2021: Framework) -> None:
    (anchor,) = candidates(youth_2021, line("4.1 Resettlement"))
    assert anchor.known and anchor.name == "Resettlement"


@pytest.mark.parametrize(
    "segment",
    [
        line("2.1.1 Does assessment sufficiently analyse how to keep the child safe?"),
        line("2.1. 1 Is the child safe?"),
        line("5.1 Assessment"),
        line("2.1% of children"),
        line("1.10 Staff"),
        line("In 2.1 we saw that assessments were clear"),
        line("2.1 per cent of all children in the area were known to the service in that year."),
        line("Assessment", marker="2.1"),
    ],
    ids=[
        "question",
        "spaced question",
        "unknown",
        "per cent",
        "two digits",
        "prose",
        "prose after a number",
        "list item",
    ],
)
def test_what_is_no_label(youth_2021: Framework, segment: Segment) -> None:
    assert candidates(youth_2021, segment) == []


def test_the_label_is_the_number_with_its_name(youth_2021: Framework) -> None:
    number, name = line("1.2", 70, 100), line("Staff", 110, 100)
    (anchor,) = candidates(youth_2021, number, name, line("Good", 400, 100))
    assert anchor.label == (number, name)
    assert (anchor.x0, anchor.x1, anchor.top, anchor.page) == (70, name.x1, 100, 1)


class TestPlaces:
    summary = [
        part
        for i, (label, rating) in enumerate(
            [("1.1 Governance and leadership", "Good"), ("1.2 Staff", "Good"), ("4.1 Resettlement", "Inadequate")]
        )
        for part in (line(label, 70, 100 + 20 * i), line(rating, 400, 100 + 20 * i))
    ]
    expected = [
        ("1.1", Place.SUMMARY),
        ("1.2", Place.SUMMARY),
        ("4.1", Place.SUMMARY),
        ("1.1", Place.BODY),
        ("1.2", Place.BODY),
        ("1.1", Place.ANNEX),
    ]
    prose = "Leaders know what the children need, and they have set out a plan that partners have agreed to follow."
    body = [
        line("1.1 Governance and leadership", 70, 100, page=2, bold=True),
        line("Good", 400, 100, page=2),
        line(prose, 70, 130, page=2),
        line("1.2 Staff", 70, 300, page=2, bold=True),
        line("Good", 400, 300, page=2),
        line(prose, 70, 330, page=2),
    ]
    annex = [
        line("Annex 2: Inspection results", 70, 60, page=3, size=18),
        line("1.1 Governance and leadership", 70, 100, page=3),
        line("Good", 400, 100, page=3),
    ]

    def test_follow_from_what_stands_between_the_standards(self, youth_2021: Framework) -> None:
        between = line(self.prose, 70, 60, page=2)
        assert placed(youth_2021, [*self.summary, between, *self.body, *self.annex]) == self.expected

    def test_one_standard_named_three_times_is_no_summary(self, youth_2021: Framework) -> None:
        heads = [line("4.1 Resettlement", 70, 40), line("4.1 Resettlement", 70, 60), line("4.1 Resettlement", 70, 90)]
        assert placed(youth_2021, [*heads, line("Outstanding", 300, 90)]) == [("4.1", Place.BODY)]

    def test_a_summary_ends_where_the_numbers_begin_again(self, youth_2021: Framework) -> None:
        assert placed(youth_2021, [*self.summary, *self.body, *self.annex]) == self.expected

    def test_of_a_standard_that_is_named_twice_the_rated_one_counts(self, youth_2021: Framework) -> None:
        again = line("4.1 Resettlement policy and provision", 70, 500, page=2)
        rated = line("4.1 Resettlement", 70, 700, page=2), line("Good", 400, 700, page=2)
        lines = [*self.body, again, line(self.prose, 70, 520, page=2), *rated]
        (found,) = [a for a in anchors_of(youth_2021, lines) if a.standard.number == "4.1"]
        assert (found.place, found.label[0].top) == (Place.BODY, 700)
        assert found.rating is not None and found.rating.printed == "Good"

    def test_a_mention_without_rating_and_name_is_none(self, youth_2021: Framework) -> None:
        assert placed(youth_2021, [line("2.3 and what we saw of it", 70, 100)]) == []
