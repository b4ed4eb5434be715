"""Ratings as they are printed: alone, over two lines or pages, with a mark, at the end of a line."""

from __future__ import annotations

import pytest

from extractors.page import Segment
from extractors.ratings import RatingCell, RatingReader
from schemas.base import Rating
from schemas.framework import Framework
from tests.extractors.builders import line


@pytest.fixture
def reader(youth_2021: Framework) -> RatingReader:
    return RatingReader(youth_2021)


def cells(reader: RatingReader, *segments: Segment) -> list[tuple[Rating, str]]:
    return [(c.rating, c.printed) for c in reader.cells(segments)]


@pytest.mark.parametrize(
    ("text", "rating", "printed"),
    [
        ("Good", Rating.GOOD, "Good"),
        ("OUTSTANDING", Rating.OUTSTANDING, "OUTSTANDING"),
        ("inadequate", Rating.INADEQUATE, "inadequate"),
        ("Requires Improvement", Rating.REQUIRES_IMPROVEMENT, "Requires Improvement"),
        ("Requires improvement", Rating.REQUIRES_IMPROVEMENT, "Requires improvement"),
        ("Re quires improve-ment", Rating.REQUIRES_IMPROVEMENT, "Requires improvement"),
        ("‘Good’.", Rating.GOOD, "Good"),
        ("Good2", Rating.GOOD, "Good"),
        ("Requires improvement12", Rating.REQUIRES_IMPROVEMENT, "Requires improvement"),
    ],
)
def test_a_text_that_is_a_rating(reader: RatingReader, text: str, rating: Rating, printed: str) -> None:
    assert reader.whole(text) == (rating, printed)


@pytest.mark.parametrize("text", ["Good practice", "Requires", "improvement", "Satisfactory", "Good123", "2", ""])
def test_a_text_that_is_none(reader: RatingReader, text: str) -> None:
    assert reader.whole(text) is None


@pytest.mark.parametrize(
    ("text", "before", "rating"),
    [
        ("2.1 Assessment Good", "2.1 Assessment", Rating.GOOD),
        ("1.2 Staff Requires Improvement", "1.2 Staff", Rating.REQUIRES_IMPROVEMENT),
        ("1.2 Staff Re quires imp rove ment", "1.2 Staff", Rating.REQUIRES_IMPROVEMENT),
        ("Good", None, Rating.GOOD),
    ],
)
def test_a_rating_at_the_end_of_a_line(reader: RatingReader, text: str, before: str | None, rating: Rating) -> None:
    split = reader.at_end(line(text))
    assert split is not None
    head, cell = split
    assert (head.text if head else None) == before
    assert cell.rating is rating
    assert cell.x1 == line(text).x1


def test_a_mark_after_a_rating_is_no_part_of_it(reader: RatingReader) -> None:
    split = reader.at_end(line("2.3 Delivery Good", marks=["3"]))
    assert split is not None and split[1].rating is Rating.GOOD


@pytest.mark.parametrize("text", ["Staff are good at this", "Good practice", "1.2 Staff"])
def test_a_line_that_ends_in_none(reader: RatingReader, text: str) -> None:
    assert reader.at_end(line(text)) is None


@pytest.mark.parametrize("lead", ["Rating", "Our rating:", "Overall rating", "Rated"])
def test_a_rating_behind_its_own_label_is_a_cell(reader: RatingReader, lead: str) -> None:
    assert cells(reader, line(f"{lead} Good")) == [(Rating.GOOD, "Good")]


@pytest.mark.parametrize("text", ["2.1 Assessment Good", "Domain two was Good", "staff said it was good"])
def test_a_rating_behind_other_words_is_no_cell(reader: RatingReader, text: str) -> None:
    assert cells(reader, line(text)) == []


def test_a_bullet_that_reads_as_a_rating_is_no_cell(reader: RatingReader) -> None:
    assert cells(reader, line("Good", marker="•")) == []


def test_the_last_word_of_a_sentence_is_no_cell(reader: RatingReader) -> None:
    above = line("The last audit of the work of case managers called it", 85, 100, marker="•")
    assert cells(reader, above, line("Good", 85, 112)) == []
    short = line("1.2 Staff", 85, 100)
    assert cells(reader, short, line("Good", 85, 112)) == [(Rating.GOOD, "Good")]


class TestTwoLines:
    upper = line("Requires", 400, 100)

    def test_are_one_rating_with_one_box(self, reader: RatingReader) -> None:
        lower = line("improvement", 400, 111)
        (cell,) = reader.cells([self.upper, line("Staff", 70, 105), lower])
        assert cell == RatingCell(Rating.REQUIRES_IMPROVEMENT, "Requires improvement", (self.upper, lower))
        assert (cell.top, cell.bottom, cell.x0, cell.x1) == (100, 121, 400, lower.x1)

    def test_may_end_in_the_mark_of_a_footnote(self, reader: RatingReader) -> None:
        assert [r for r, _ in cells(reader, self.upper, line("improvement2", 400, 111))] == [
            Rating.REQUIRES_IMPROVEMENT
        ]

    def test_may_be_three(self, reader: RatingReader) -> None:
        for cut in (["improve-", "ment"], ["Improvemen", "t"]):
            below = [line(text, 400, 111 + 11 * i) for i, text in enumerate(cut)]
            assert [rating for rating, _ in cells(reader, self.upper, *below)] == [Rating.REQUIRES_IMPROVEMENT]
        assert cells(reader, self.upper, line("improve-", 400, 111)) == []

    def test_keep_a_capital_that_was_printed(self, reader: RatingReader) -> None:
        assert cells(reader, self.upper, line("Improvement", 400, 111)) == [
            (Rating.REQUIRES_IMPROVEMENT, "Requires Improvement")
        ]

    def test_may_run_together_with_the_cell_to_the_left(self, reader: RatingReader) -> None:
        words = line("and", 382.2, 111).words + line("improvement", 400, 111).words
        (cell,) = reader.cells([self.upper, Segment(words, 1)])
        assert [s.text for s in cell.segments] == ["Requires", "improvement"]

    def test_may_be_parted_by_a_page_break(self, reader: RatingReader) -> None:
        low = line("Requires", 400, 780)
        (cell,) = reader.cells([low, line("improvement", 400, 60, page=2)])
        assert (cell.page, cell.top, cell.bottom) == (1, 780, 790)
        centred = line("improvement", 400 - 7.5, 60, page=2)
        assert cells(reader, low, centred) == [(Rating.REQUIRES_IMPROVEMENT, "Requires improvement")]

    @pytest.mark.parametrize(
        "lower",
        [line("improvement", 400, 140), line("improvement", 70, 111), line("improvement", 400, 88)],
        ids=["too far below", "in another column", "above"],
    )
    def test_far_apart_are_none(self, reader: RatingReader, lower: Segment) -> None:
        assert cells(reader, self.upper, lower) == []
