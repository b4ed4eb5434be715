"""Segments and pages: what is text in them, and boxes as the reader sees the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.page import Page, Picture, Segment, evidence
from tests.extractors.builders import column, line, pages, word

WIDTH, HEIGHT = 600.0, 800.0
SPAN = st.tuples(st.floats(0, 500), st.floats(1, 90))


def turned(turn: int) -> Page:
    """A page as it was turned to set its text upright; the reader's page is 600 by 800."""
    width, height = (HEIGHT, WIDTH) if turn % 2 else (WIDTH, HEIGHT)
    return Page(1, width, height, (), turn=turn)


@pytest.mark.parametrize(
    ("turn", "box"),
    [
        (0, (10, 20, 110, 32)),  # the reader's own page
        (1, (20, 690, 32, 790)),  # set upright by a quarter clockwise: its top edge was the reader's left
        (2, (490, 768, 590, 780)),
        (3, (568, 10, 580, 110)),
    ],
)
def test_a_box_is_turned_back(turn: int, box: tuple[float, ...]) -> None:
    found = turned(turn).evidence([Picture(10, 20, 110, 32)])
    assert (found.x0, found.top, found.x1, found.bottom) == box


@given(st.integers(0, 3), SPAN, SPAN)
def test_turning_a_box_there_and_back_gives_the_box(
    turn: int, across: tuple[float, float], down: tuple[float, float]
) -> None:
    picture = Picture(across[0], down[0], across[0] + across[1], down[0] + down[1])
    there = turned(turn).evidence([picture])
    reader = Page(1, WIDTH, HEIGHT, (), turn=(4 - turn) % 4)
    found = reader.evidence([Picture(there.x0, there.top, there.x1, there.bottom)])
    expected = (picture.x0, picture.top, picture.x1, picture.bottom)
    assert (found.x0, found.top, found.x1, found.bottom) == pytest.approx(expected, abs=0.02)


def test_a_box_goes_round_all_parts() -> None:
    found = turned(0).evidence([word("Requires", 400, 100), word("improvement", 398, 112)])
    assert (found.x0, found.top, found.x1, found.bottom) == (398, 100, 453, 122)


def test_a_value_over_a_page_break_has_a_box_on_each_page() -> None:
    lines = [*column(["one", "two"], 70, 700), *column(["three"], 70, 80, page=2)]
    boxes = evidence(pages(lines), lines)
    assert [(b.page, b.top, b.bottom) for b in boxes] == [(1, 700, 722), (2, 80, 90)]


def test_marks_and_signs_are_no_part_of_a_segments_text_or_box() -> None:
    segment = line("Score 24/36", 70, 100, marks=["1"])
    assert (segment.text, segment.x1, segment.top) == ("Score 24/36", 70 + 25 + 2.8 + 25, 100)


def test_a_segment_of_nothing_but_a_mark_has_its_box() -> None:
    segment = Segment((word("1", 70, 100, mark=True),), 1)
    assert (segment.text, segment.x0, segment.footnote) == ("", 70, True)


def test_a_segment_is_bold_only_where_all_of_it_is() -> None:
    assert Segment((word("Good", 70, 100, bold=True),), 1).bold
    assert not Segment((word("Good", 70, 100, bold=True), word("work", 100, 100)), 1).bold


def test_a_part_of_a_segment() -> None:
    segment = line("2.1 Assessment Good")
    part = segment.part(1)
    assert part is not None and part.text == "Assessment Good" and part.x0 == segment.words[1].x0
    assert segment.part(3) is None
