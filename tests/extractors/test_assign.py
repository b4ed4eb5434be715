"""Which rating belongs to which standard."""

from __future__ import annotations

import pytest

from extractors.anchors import Anchor, AnchorReader
from extractors.assign import assign_ratings
from extractors.page import Segment
from extractors.ratings import RatingReader
from extractors.words import Vocabulary
from schemas.framework import Framework
from tests.extractors.builders import flow, line

STANDARDS = ("2.1 Assessment", "2.2 Planning", "2.3 Implementation and delivery", "2.4 Reviewing")
RATINGS = ("Good", "Outstanding", "Requires improvement", "Inadequate")


def given(framework: Framework, *lines: Segment) -> dict[str, str | None]:
    """The rating that each standard gets, by page and number."""
    ratings = RatingReader(framework)
    made = flow(lines)
    anchors: list[Anchor] = AnchorReader(framework, ratings, Vocabulary.of([])).candidates(made)
    assign_ratings(anchors, list(ratings.cells(lines)))
    return {a.standard.number: a.rating.rating.value if a.rating else None for a in anchors}


def rows(x_label: float, x_rating: float, *, drop: float = 0.0, pitch: float = 20.0) -> list[Segment]:
    """A table: labels in one column, ratings in another."""
    out = []
    for index, (standard, rating) in enumerate(zip(STANDARDS, RATINGS, strict=True)):
        top = 100 + pitch * index
        out += [line(standard, x_label, top), line(rating, x_rating, top + drop)]
    return out


def test_a_rating_of_three_lines_belongs_to_the_label_at_its_first(youth_2021: Framework) -> None:
    left = [line("1.1 Governance and", 20, 100), line("leadership", 36, 111), line("Good", 180, 106)]
    broken = [line(text, 420, 100 + 11 * i) for i, text in enumerate(["Requires", "improve-", "ment"])]
    assert given(youth_2021, *left, line("2.1 Assessment", 290, 100), *broken) == {
        "1.1": "Good",
        "2.1": "Requires improvement",
    }


EXPECTED = {"2.1": "Good", "2.2": "Outstanding", "2.3": "Requires improvement", "2.4": "Inadequate"}


@pytest.mark.parametrize(
    "lines",
    [rows(70, 400), rows(250, 70), rows(70, 400, drop=4), rows(70, 90, drop=25, pitch=90)],
    ids=["to the right", "to the left", "a little lower", "in the box below"],
)
def test_a_column_of_ratings(youth_2021: Framework, lines: list[Segment]) -> None:
    assert given(youth_2021, *lines) == EXPECTED
    assert given(youth_2021, *reversed(lines)) == EXPECTED


def test_two_columns_of_standards_keep_their_own_ratings(youth_2021: Framework) -> None:
    lines = []
    for index in range(2):
        for column in range(2):
            at = 2 * column + index
            lines.append(line(STANDARDS[at], 60 + 260 * column, 100 + 20 * index))
            lines.append(line(RATINGS[at], 230 + 260 * column, 100 + 20 * index))
    assert given(youth_2021, *lines) == EXPECTED


def test_two_columns_of_standards_with_their_ratings_on_the_left(youth_2021: Framework) -> None:
    lines = []
    for at, (standard, rating) in enumerate(zip(STANDARDS, RATINGS, strict=True)):
        x, top = 40 + 280 * (at // 2), 100 + 20 * (at % 2)
        lines += [line(rating, x, top), line(standard, x + 110, top)]
    assert given(youth_2021, *lines) == EXPECTED


def test_cards_side_by_side_keep_the_ratings_at_their_feet(youth_2021: Framework) -> None:
    names = (["Assessment"], ["Planning"], ["Implementation and", "delivery"], ["Reviewing"])
    lines = []
    for index, (name, rating) in enumerate(zip(names, RATINGS, strict=True)):
        x = 60 + 125 * index
        lines.append(line(f"2.{index + 1}", x, 100, size=14))
        lines += [line(part, x, 118 + 12 * i) for i, part in enumerate(name)]
        lines.append(line(rating, x + 8, 145))
    assert given(youth_2021, *lines) == EXPECTED


def test_boxes_below_headings_in_two_columns_keep_to_their_column(youth_2021: Framework) -> None:
    left = [
        line("2.1 Assessment", 60, 100),
        line("Good", 200, 150),
        line("2.2 Planning", 60, 260),
        line("Good", 200, 300),
    ]
    right = [line("2.3 Implementation and delivery", 320, 120), line("Inadequate", 470, 135)]
    assert given(youth_2021, *left, *right) == {"2.1": "Good", "2.2": "Good", "2.3": "Inadequate"}


def test_a_rating_at_the_end_of_the_label_stays_there(youth_2021: Framework) -> None:
    lines = [line("2.1 Assessment Good"), line("Inadequate", 400, 100)]
    assert given(youth_2021, *lines) == {"2.1": "Good"}


def test_a_box_at_the_top_of_the_next_page(youth_2021: Framework) -> None:
    lines = [line("2.1 Assessment", 70, 780), line("Good", 90, 70, page=2), line("2.2 Planning", 70, 300, page=2)]
    assert given(youth_2021, *lines) == {"2.1": "Good", "2.2": None}


def test_a_rating_on_the_next_page_below_another_standard_is_that_ones(youth_2021: Framework) -> None:
    lines = [line("2.1 Assessment", 70, 780), line("2.2 Planning", 70, 60, page=2), line("Good", 90, 90, page=2)]
    assert given(youth_2021, *lines) == {"2.1": None, "2.2": "Good"}
    assert given(youth_2021, *lines, line("Inadequate", 90, 400, page=2)) == {"2.1": None, "2.2": "Good"}


def test_a_rating_above_its_heading_is_the_last_resort(youth_2021: Framework) -> None:
    lines = [line("Good", 90, 70), line("2.1 Assessment", 70, 100)]
    assert given(youth_2021, *lines) == {"2.1": "Good"}
    assert given(youth_2021, *lines, line("Inadequate", 90, 130)) == {"2.1": "Inadequate"}


def test_a_rating_far_below_is_nobodys(youth_2021: Framework) -> None:
    assert given(youth_2021, line("2.1 Assessment", 70, 100), line("Good", 90, 320)) == {"2.1": None}


def test_one_rating_is_given_once(youth_2021: Framework) -> None:
    lines = [line("2.1 Assessment", 70, 100), line("2.2 Planning", 70, 120), line("Good", 400, 120)]
    assert given(youth_2021, *lines) == {"2.1": None, "2.2": "Good"}
