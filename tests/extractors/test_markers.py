"""Bullets that are dashes, and bullets that are drawn."""

from __future__ import annotations

import pytest

from extractors.markers import opening_dashes, with_dashes, with_dots
from extractors.page import Picture
from tests.extractors.builders import line


class TestDashes:
    dashed = (line("– one thing", 70, 100), line("– another thing", 70, 112))

    def test_two_at_one_edge_are_bullets(self) -> None:
        assert opening_dashes(self.dashed) == 2
        assert [(s.marker, s.text) for s in with_dashes(self.dashed, usual=False)] == [
            ("–", "one thing"),
            ("–", "another thing"),
        ]

    def test_one_alone_may_be_the_middle_of_a_sentence(self) -> None:
        lone = (line("the plan is clear"), line("– and it is used", top=112))
        assert with_dashes(lone, usual=False) == lone

    def test_one_alone_is_a_bullet_where_the_next_line_is_indented_past_it(self) -> None:
        hanging = (line("– one thing that goes", 70, 100), line("on below", 70 + 5 + 2.8, 112))
        assert [s.marker for s in with_dashes(hanging, usual=False)] == ["–", ""]

    def test_a_dash_at_the_same_edge_opens_the_line_of_another_column(self) -> None:
        both = line("the plan is clear", 70, 124), line("left – right", 200 - 22.8, 136)
        other = line("– first on the right", 200, 100), line("– second on the right", 200, 112)
        found = with_dashes((*other, both[0], both[1]), usual=False)
        assert [(s.marker, s.text) for s in found] == [
            ("–", "first on the right"),
            ("–", "second on the right"),
            ("", "the plan is clear"),
            ("", "left"),
            ("–", "right"),
        ]

    def test_one_alone_is_a_bullet_where_the_document_is_used_to_them(self) -> None:
        assert [s.marker for s in with_dashes(self.dashed[:1], usual=True)] == ["–"]


class TestDots:
    text = line("Staff are skilled", 90, 100)

    def test_a_drawn_dot_is_a_bullet(self) -> None:
        (segment,) = with_dots((self.text,), [Picture(78, 103, 82, 107)])
        assert (segment.marker, segment.marker_x0, segment.text) == ("•", 78, "Staff are skilled")

    @pytest.mark.parametrize(
        "dot",
        [Picture(78, 130, 82, 134), Picture(20, 103, 24, 107), Picture(60, 95, 82, 115), Picture(200, 103, 204, 107)],
        ids=["below", "far to the left", "too large", "to the right"],
    )
    def test_other_signs_are_none(self, dot: Picture) -> None:
        assert with_dots((self.text,), [dot]) == (self.text,)

    def test_a_line_with_a_marker_gets_no_second_one(self) -> None:
        marked = line("review the offer", 90, 100, marker="1.")
        assert with_dots((marked,), [Picture(78, 103, 82, 107)]) == (marked,)
