"""Cells that only a column's left edge parts."""

from __future__ import annotations

from extractors.cells import with_rating_cells
from extractors.page import Segment
from tests.extractors.builders import line, word

RATINGS = [line("Good", 222, 100), line("Requires", 222, 140), line("improvement", 222, 152)]


def close(text: str, rating: str, x: float, top: float) -> Segment:
    """A name with a rating beside it at `x`, an ordinary space apart."""
    name = line(text, x - 3 - 5 * len(text), top)
    return Segment((*name.words, word(rating, x, top)), 1)


def test_a_name_that_touches_the_column_of_ratings_is_cut_there() -> None:
    row = close("Partnerships and services", "Requires", 222, 120)
    assert [s.text for s in with_rating_cells([*RATINGS, row])][3:] == ["Partnerships and services", "Requires"]


def test_half_a_word_of_a_rating_is_cut_off_as_well() -> None:
    name = close("Governance and", "Requires", 222, 120)
    row = Segment((*name.words, word("impro-", 265, 120)), 1)
    assert [s.text for s in with_rating_cells([*RATINGS, row])][3:] == ["Governance and", "Requires impro-"]


def test_a_rating_word_that_stands_elsewhere_is_left_in_its_line() -> None:
    prose = close("The quality of the work is", "good", 260, 120)
    assert with_rating_cells([*RATINGS, prose]) == (*RATINGS, prose)


def test_a_rating_of_two_words_is_never_cut() -> None:
    row = close("Requires", "improvement", 222, 120)
    assert with_rating_cells([*RATINGS, row]) == (*RATINGS, row)


def test_a_page_without_a_column_of_ratings_is_left_as_it_is() -> None:
    row = close("The quality of the work is", "good", 222, 120)
    assert with_rating_cells([row, line("Good", 222, 100)]) == (row, line("Good", 222, 100))
