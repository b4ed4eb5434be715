"""Which ratings a standard may have."""

from __future__ import annotations

from extractors.ratings import RatingReader
from extractors.standards import is_overall
from schemas.framework import Framework
from tests.extractors.builders import flow, line


def test_the_overall_rating_is_no_standards(youth_2021: Framework) -> None:
    lines = [line("Overall rating: Good", 70, 60), line("1.1 Governance and leadership", 70, 80)]
    lines += [line("Overall rating", 70, 200), line("Inadequate", 300, 200)]
    lines += [line("Overall rating", 70, 300), line("Outstanding", 75, 314)]
    lines += [line("1.2 Staff", 70, 400), line("Good", 300, 400)]
    made = flow(lines)
    cells = RatingReader(youth_2021).cells(made.lines)
    assert [is_overall(cell, made) for cell in cells] == [True, True, True, False]
