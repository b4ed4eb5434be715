"""What is missing becomes a gap with its page, and nothing else takes its place."""

from __future__ import annotations

from extractors.anchors import Anchor
from extractors.ratings import RatingReader
from extractors.report import _is_overall, _left_out
from schemas.base import Place
from schemas.framework import Framework
from tests.extractors.builders import flow, line


def anchor(framework: Framework, number: str, place: Place, page: int) -> Anchor:
    standard = framework.standards[number]
    return Anchor(standard, 0, (line(number, page=page),), standard.name, True, place=place)


def test_a_standard_that_the_summary_leaves_out_is_a_gap_of_that_page(youth_2021: Framework) -> None:
    summary = [anchor(youth_2021, number, Place.SUMMARY, 5) for number in ("1.1", "1.2", "1.4")]
    body = [anchor(youth_2021, number, Place.BODY, 9) for number in ("1.1", "1.2", "1.3", "1.4", "2.1")]
    (gap,) = _left_out([*summary, *body], youth_2021)
    assert (gap.field, gap.standard, gap.reason, gap.page) == ("rating", "1.3", "unreadable", 5)
    assert list(_left_out(body, youth_2021)) == []


def test_the_overall_rating_is_no_standards(youth_2021: Framework) -> None:
    lines = [line("Overall rating: Good", 70, 60), line("1.1 Governance and leadership", 70, 80)]
    lines += [line("Overall rating", 70, 200), line("Inadequate", 300, 200)]
    lines += [line("Overall rating", 70, 300), line("Outstanding", 75, 314)]
    lines += [line("1.2 Staff", 70, 400), line("Good", 300, 400)]
    made = flow(lines)
    cells = RatingReader(youth_2021).cells(made.lines)
    assert [_is_overall(cell, made) for cell in cells] == [True, True, True, False]
