"""Ratings shown by a mark under the heading of a column."""

from __future__ import annotations

from extractors.anchors import AnchorReader
from extractors.page import Segment
from extractors.ratings import RatingReader
from extractors.scales import read_scales
from extractors.words import Vocabulary
from schemas.framework import Framework
from tests.extractors.builders import flow, line

HEADS = ("Inadequate", "Requires improvement", "Good", "Outstanding")
EDGES = (200, 260, 370, 400)


def heads(top: float = 80) -> list[Segment]:
    return [line(text, x, top) for text, x in zip(HEADS, EDGES, strict=True)]


def read(framework: Framework, *lines: Segment) -> list[tuple[str, float]]:
    """Each rating cell with its height."""
    ratings = RatingReader(framework)
    anchors = AnchorReader(framework, ratings, Vocabulary.of([])).candidates(flow(lines))
    return [(c.rating.value, c.top) for c in read_scales(list(ratings.cells(lines)), anchors, lines)]


def test_a_mark_is_the_rating_of_its_column(youth_2021: Framework) -> None:
    labels = [line("1.1 Governance and leadership", 40, 100), line("1.2 Staff", 40, 120)]
    marks = [line("●", 300, 100), line("✓", 375, 120)]
    assert read(youth_2021, *heads(), *labels, *marks) == [("Requires improvement", 100), ("Good", 120)]


def test_headings_without_marks_are_nobodys_rating(youth_2021: Framework) -> None:
    assert read(youth_2021, *heads(), line("1.1 Governance and leadership", 40, 100), line("note", 300, 100)) == []


def test_a_mark_between_two_columns_is_none(youth_2021: Framework) -> None:
    assert read(youth_2021, *heads(), line("1.2 Staff", 40, 100), line("●", 480, 100)) == []


def test_cards_with_ratings_in_the_order_of_the_scale_are_no_scale(youth_2021: Framework) -> None:
    labels = [line(f"2.{n}", x, 60) for n, x in enumerate((60, 180, 300, 420), 1)]
    ratings = [line(text, x, 80) for text, x in zip(HEADS, (62, 182, 302, 422), strict=True)]
    assert [rating for rating, _ in read(youth_2021, *labels, *ratings)] == list(HEADS)


def test_ratings_beside_labels_are_no_scale(youth_2021: Framework) -> None:
    row = [line("2.1 Assessment", 40, 100), line("Good", 200, 100), line("Inadequate", 300, 100)]
    assert [rating for rating, _ in read(youth_2021, *row)] == ["Good", "Inadequate"]
