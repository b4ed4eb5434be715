"""Reading order, running headers and footers, footnotes, contents."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from extractors.flow import read_flow, reading_order
from extractors.page import Segment
from tests.extractors.builders import column, line, pages


def order(segments: Iterable[Segment]) -> list[str]:
    return [s.text for s in reading_order(list(segments))]


def texts(lines: Iterable[Segment]) -> list[str]:
    return [s.text for s in read_flow(pages(lines)).lines]


def body(page: int) -> list[Segment]:
    """Some prose in the middle of a page."""
    return column([f"prose {word} of page" for word in ("one", "two", "three")], 70, 300, page=page)


class TestColumns:
    left = column(["left one", "left two", "left three"], 70, 100)
    right = column(["right one", "right two", "right three"], 320, 100)

    def test_columns_are_read_one_after_the_other(self) -> None:
        assert order([*self.right, *self.left]) == [s.text for s in (*self.left, *self.right)]

    def test_columns_whose_lines_stand_at_other_heights(self) -> None:
        lower = column(["right one", "right two", "right three"], 320, 101.5)
        assert order([*self.left, *lower]) == [s.text for s in (*self.left, *lower)]

    def test_a_line_across_ends_them(self) -> None:
        across = line("a line of prose that runs over both of the columns " + "and on " * 6, 70, 140)
        below = line("left again", 70, 152), line("right again", 320, 152)
        last = line("left last", 70, 164), line("right last", 320, 164)
        found = order([*self.left, *self.right, across, *below, *last])
        assert found[6] == across.text
        assert found[7:] == ["left again", "left last", "right again", "right last"]

    def test_a_table_row_is_read_from_left_to_right(self) -> None:
        assert order([line("Good", 400, 100), line("1.1 Staff", 70, 100)]) == ["1.1 Staff", "Good"]

    def test_a_large_heading_after_the_right_column_ends_is_read_last(self) -> None:
        heading = line("2.1 Assessment", 70, 200, size=16)
        assert order([*self.left, *self.right, heading])[-1] == "2.1 Assessment"

    def test_balanced_lists_one_below_the_other_are_read_one_after_the_other(self) -> None:
        lists = [
            line(f"{name} {n}", x, top + 12 * n, marker="•" if n == 0 else "")
            for name, x, top in (("a", 85, 114), ("b", 335, 114), ("c", 85, 186), ("d", 335, 186))
            for n in range(3)
        ]
        heads = [line("Strengths", 70, 100), line("Areas for improvement", 70, 168)]
        found = order([*heads, *lists])
        assert found[0] == "Strengths" and found[7] == "Areas for improvement"
        assert [text[0] for text in found[1:7] + found[8:]] == [*"aaabbb", *"cccddd"]

    def test_a_list_of_two_short_items_side_by_side(self) -> None:
        left = [line("Staff are proud", 85, 100, marker="•"), line("of their work", 85, 112)]
        right = [line("Buildings are", 180, 100, marker="•"), line("well placed", 180, 112)]
        assert order([*left, *right]) == [s.text for s in (*left, *right)]

    def test_a_heading_of_findings_after_the_right_column_ends_is_read_last(self) -> None:
        heading, item = line("Areas for improvement", 70, 150), line("waits are long", 85, 164, marker="•")
        assert order([*self.left, *self.right, heading, item])[-2:] == [heading.text, item.text]

    def test_headings_of_findings_side_by_side_part_what_is_above_them(self) -> None:
        heads = [line("Strengths", 70, 160), line("Areas for improvement", 320, 160)]
        items = [line("one", 85, 174, marker="•"), line("two", 335, 174, marker="•")]
        found = order([*self.left, *self.right, *heads, *items])
        assert found[:6] == [s.text for s in (*self.left, *self.right)]
        assert found[6:] == ["Strengths", "one", "Areas for improvement", "two"]

    def test_a_heading_beside_a_column_that_runs_on_ends_nothing(self) -> None:
        left = [line("left one", 70, 100), line("Heading", 70, 130), line("left two", 70, 150)]
        right = column([f"right {n}" for n in range(6)], 320, 100, pitch=10)
        assert order([*left, *right]) == [s.text for s in (*left, *right)]

    def test_the_gap_of_a_justified_line_is_no_column(self) -> None:
        first = [line("children were", 70, 100), line("asked", 149, 100)]
        assert order([*first, line("and so the plan was changed for them", 70, 112)])[:2] == ["children were", "asked"]


class TestFurniture:
    def test_running_heads_and_page_numbers_are_set_aside(self) -> None:
        lines = []
        for n in range(1, 5):
            lines += [line("Inspection of youth justice services", 70, 30, page=n), *body(n)]
            lines.append(line(str(n), 300, 800, page=n))
        assert texts(lines) == [s.text for n in range(1, 5) for s in body(n)]

    def test_a_footer_with_a_changing_number_is_one_footer(self) -> None:
        lines = [s for n in range(1, 5) for s in (*body(n), line(f"Fallowdale report {n}", 70, 800, page=n))]
        assert not any("report" in text for text in texts(lines))

    def test_a_chapters_title_that_runs_over_its_pages_is_set_aside_on_the_first(self) -> None:
        head = line("4.1 Resettlement", 70, 30, size=7)
        title = line("4.1 Resettlement", 70, 60, size=18)
        kept = texts([*(s for n in (2, 3) for s in body(n)), head, title])
        assert kept.count("4.1 Resettlement") == 1
        assert texts([*body(2), line("4.1 Resettlement", 70, 30, size=7)]).count("4.1 Resettlement") == 1

    def test_what_stands_on_two_pages_only_is_kept(self) -> None:
        lines = [s for n in (1, 2) for s in (line("Good practice", 70, 30, page=n), *body(n))]
        assert texts(lines).count("Good practice") == 2

    def test_a_rating_at_the_same_height_on_many_pages_is_kept(self) -> None:
        lines = [s for n in range(1, 6) for s in (line("Requires improvement", 70, 30, page=n), *body(n))]
        assert texts(lines).count("Requires improvement") == 5

    def test_the_same_words_in_the_middle_of_pages_are_kept(self) -> None:
        lines = [s for n in range(1, 6) for s in (line("Effective practice", 70, 400, page=n), *body(n))]
        assert texts(lines).count("Effective practice") == 5

    def test_a_figure_in_a_row_at_the_foot_of_a_page_is_kept(self) -> None:
        row = [line("Is the child safe?", 70, 790, page=1), line("74", 400, 790, page=1)]
        assert "74" in texts([*body(1), *row])


class TestFootnotes:
    note = line("The overall rating is not a sum.", 76, 770, size=7.5, marks=())

    def test_small_print_that_opens_with_a_number_is_set_aside(self) -> None:
        flow = read_flow(pages([*body(1), line("1 The overall rating is Good.", 70, 770, size=7.5)]))
        assert [s.text for s in flow.footnotes] == ["1 The overall rating is Good."]
        assert [s.text for s in flow.lines] == [s.text for s in body(1)]

    def test_so_are_the_lines_that_go_on_with_it(self) -> None:
        lines = [line("1 See the rules for", 70, 760, size=7.5), line("the overall rating", 70, 769, size=7.5)]
        assert len(read_flow(pages([*body(1), *lines])).footnotes) == 2

    @pytest.mark.parametrize(
        "other",
        [
            line("1 The plan is clear", 70, 770),
            line("Source: the service", 70, 770, size=7.5),
            line("2 children in custody", 70, 150, size=7.5),
        ],
        ids=["as large as the body", "without a mark", "high on the page"],
    )
    def test_other_lines_are_text(self, other: Segment) -> None:
        assert read_flow(pages([*body(1), other])).footnotes == ()


def test_small_print_high_on_a_page_is_text_though_nothing_follows() -> None:
    lines = [line("Table 3", 70, 100), line("2 children in custody", 70, 150, size=7.5), *body(2)]
    assert read_flow(pages(lines)).footnotes == ()


def test_a_table_of_contents_is_set_aside() -> None:
    entries = ["Foreword ........ 3", "Ratings ........ 5", "1.1 Staff ........ 8", "Annex ........ 20"]
    flow = read_flow(pages([line("Contents", 70, 80, size=16), *column(entries), *body(2)]))
    assert [s.text for s in flow.lines] == [s.text for s in body(2)]
    assert len(flow.contents) == 5


def test_contents_without_leaders_are_known_by_their_heading() -> None:
    flow = read_flow(pages([line("Contents", 70, 80, size=16), *column(["Foreword 3", "Ratings 5"]), *body(2)]))
    assert len(flow.contents) == 3


def test_the_body_is_set_in_the_size_of_most_of_the_text() -> None:
    flow = read_flow(pages([line("Large", 70, 80, size=20), *body(1), line("small", 70, 700, size=7)]))
    assert flow.body_size == 10.0


def test_pages_without_text_give_an_empty_flow() -> None:
    assert read_flow(pages([])).lines == ()
