"""What is missing becomes a gap with its page, and nothing else takes its place."""

from __future__ import annotations

from extractors.anchors import Anchor
from extractors.gaps import left_out
from schemas.base import Place
from schemas.framework import Framework
from tests.extractors.builders import line


def anchor(framework: Framework, number: str, place: Place, page: int) -> Anchor:
    standard = framework.standards[number]
    return Anchor(standard, 0, (line(number, page=page),), standard.name, True, place=place)


def test_a_standard_that_the_summary_leaves_out_is_a_gap_of_that_page(youth_2021: Framework) -> None:
    summary = [anchor(youth_2021, number, Place.SUMMARY, 5) for number in ("1.1", "1.2", "1.4")]
    body = [anchor(youth_2021, number, Place.BODY, 9) for number in ("1.1", "1.2", "1.3", "1.4", "2.1")]
    (gap,) = left_out([*summary, *body], youth_2021)
    assert (gap.field, gap.standard, gap.reason, gap.page) == ("rating", "1.3", "unreadable", 5)
    assert list(left_out(body, youth_2021)) == []
