"""From glyphs to lines: rows, marks, cells, words in scraps, markers set as text."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.page import Glyph, Run, Segment
from extractors.rows import clean, sketch
from extractors.segments import join_segments
from extractors.words import Vocabulary
from tests.extractors.builders import run


def segments(*runs: Run, known: Sequence[str] = ()) -> tuple[Segment, ...]:
    """The segments of a page of some runs."""
    return join_segments(sketch(runs), 1, Vocabulary.of(known))


def texts(*runs: Run, known: Sequence[str] = ()) -> list[str]:
    return [s.text for s in segments(*runs, known=known)]


def raised(text: str, x: float, baseline: float = 100.0) -> Run:
    """A small run a little above a line of ten points."""
    return run(text, x, baseline - 3.5, size=6.5)


def test_runs_on_one_baseline_make_one_row_in_the_order_of_print() -> None:
    runs = [run("are safe", 158.5, 100.4), run("lower line", 70, 112), run("Most children here", 70, 100)]
    assert texts(*runs) == ["Most children here are safe", "lower line"]


def test_a_wide_gap_parts_cells() -> None:
    assert texts(run("2.1 Assessment", 70), run("Good", 300)) == ["2.1 Assessment", "Good"]


def test_a_tight_table_parts_at_its_only_wide_gap() -> None:
    # 0.28 em between words, 1.5 em between cells
    assert texts(run("Assessment", 70), run("Good", 70 + 50 + 15)) == ["Assessment", "Good"]


def test_the_even_spaces_of_a_justified_line_part_nothing() -> None:
    prose = "children were not always asked what they wanted"
    assert texts(run(prose, gap=1.1)) == [prose]
    assert len(texts(run("children were not always", gap=0.3), run("Good rating given", 200, gap=0.3))) == 2


def test_a_space_of_the_file_counts_where_no_space_stands_inside_a_word() -> None:
    prose = [run("one two three four five six", 70, 120 + 12 * i) for i in range(5)]
    narrow = run("Dr Amara", 70, 100, gap=0.16)
    assert texts(narrow, *prose)[0] == "Dr Amara"
    torn = [run("mana gement", 70, 200 + 12 * i, gap=0.12, spaces=False) for i in range(3)]
    assert texts(narrow, *prose, *torn)[0] == "DrAmara"


def test_a_narrow_space_is_judged_by_the_usual_one() -> None:
    def page(usual: float) -> str:
        prose = [run("one two three four five six", 70, 120 + 12 * i, gap=usual, spaces=False) for i in range(5)]
        return texts(run("Dr Amara", 70, 100, gap=0.18, spaces=False), *prose)[0]

    assert (page(0.23), page(0.28)) == ("Dr Amara", "DrAmara")


def test_half_a_word_at_a_line_end_is_no_torn_piece() -> None:
    assert texts(run("in the ca-"), known=["theca"]) == ["in the ca-"]


def test_letter_spacing_is_no_space() -> None:
    def spaced(word: str, x: float) -> tuple[Glyph, ...]:
        return tuple(Glyph(c, x + 7.5 * i, x + 7.5 * i + 5, False) for i, c in enumerate(word))

    glyphs = (*spaced("RATING", 70), *spaced("SUMMARY", 70 + 6 * 7.5 + 5))
    assert texts(Run(glyphs, 100, 92, 102, 10, False, False)) == ["RATING SUMMARY"]


def test_the_spaces_of_short_words_in_scraps_are_no_letter_spacing() -> None:
    prose = "a gr|o|up has be|e|n se|t u|p t|o lo|ok at it"
    glyphs: list[Glyph] = []
    at = 70.0
    for word in prose.split(" "):
        for piece in word.split("|"):
            glyphs.append(Glyph(piece, at, at + 5 * len(piece), False))
            at = glyphs[-1].x1
        at += 2.2
    assert texts(Run(tuple(glyphs), 100, 92, 102, 10, False, False)) == [prose.replace("|", "")]


def test_bold_that_is_printed_twice_is_read_once() -> None:
    assert texts(run("Good"), run("Good", 70.3)) == ["Good"]
    assert texts(run("aa bb")) == ["aa bb"]


def test_a_footnote_mark_stands_beside_its_word() -> None:
    (segment,) = segments(run("Score 24/36"), raised("1", 70 + 25 + 2.8 + 25))
    assert segment.text == "Score 24/36"
    assert [w.text for w in segment.words if w.mark] == ["1"]
    assert not segment.footnote


def test_a_raised_mark_opens_a_footnote() -> None:
    first, second = segments(raised("2", 66), run("The overall rating is not a sum", 72), run("Plain", 70, 130))
    assert first.footnote and first.text == "The overall rating is not a sum"
    assert not second.footnote


def test_the_raised_end_of_an_ordinal_goes_back_into_its_word() -> None:
    assert texts(run("on 1"), raised("st", 70 + 10 + 2.8 + 5.2), run("May", 100)) == ["on 1st May"]


def test_spaces_of_the_file_decide_where_widths_are_not_to_be_trusted() -> None:
    prose = " ".join(["safety"] * 25)
    closed = run(prose, gap=0.0)
    assert texts(closed) == [prose]
    assert texts(run("safety first", gap=0.0), run(prose, 70, 140)) == ["safetyfirst", prose]


def test_scraps_of_a_word_are_joined_and_a_gap_in_doubt_is_decided_by_the_words() -> None:
    assert texts(run("Partners hips", gap=0.12, spaces=False)) == ["Partnerships"]
    assert texts(run("keep other people", gap=0.13, spaces=False)) == ["keep other people"]
    assert texts(run("Fallow dale", gap=0.12, spaces=False), known=["Fallowdale"]) == ["Fallowdale"]


@pytest.mark.parametrize(
    ("before", "text", "marker"),
    [
        ("•", "Staff are skilled", "•"),
        ("\uf0b7", "Staff are skilled", "\uf0b7"),
        ("1.", "review the offer", "1."),
        ("(2)", "review the offer", "(2)"),
        ("a)", "review the offer", "a)"),
        ("o", "review the offer", "o"),
        ("–", "review the offer", "–"),
    ],
)
def test_a_marker_hangs_before_its_text(before: str, text: str, marker: str) -> None:
    (segment,) = segments(run(before, 70), run(text, 88))
    assert (segment.marker, segment.text, segment.x0, segment.marker_x0) == (marker, text, 88, 70)


@pytest.mark.parametrize("text", ["1.2 Staff", "a plan", "o clock", "– then", "24 cases", "i.e. staff"])
def test_what_only_looks_like_a_marker_stays_in_the_text(text: str) -> None:
    (segment,) = segments(run(text))
    assert (segment.text, segment.marker) == (text, "")


def test_a_bullet_opens_a_new_segment_in_the_next_column() -> None:
    left, right = segments(run("• calm premises • poor data", gap=0.4))
    assert (left.text, left.marker, right.text, right.marker) == ("calm premises", "•", "poor data", "•")


def test_a_pictogram_is_no_word() -> None:
    (segment,) = segments(run("Staff", 70), run("J", 100, symbol=True))
    assert segment.text == "Staff"
    assert [w.text for w in segment.words if w.symbol] == ["J"]


def test_runs_without_size_are_nothing() -> None:
    assert texts(run("ghost", size=0.0), run("Staff")) == ["Staff"]
    assert sketch([]) == []


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("o\ufb03cer", "officer"),
        ("24/36¹", "24/36"),
        ("well\u00adbeing", "wellbeing"),
        ("practi\u00ad", "practi\u00ad"),
        ("up\u0002to\u0002date", "up-to-date"),
        ("\u0002\u0003", "\ufffd\ufffd"),
    ],
)
def test_clean(printed: str, text: str) -> None:
    assert clean(printed) == text
