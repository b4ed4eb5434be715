"""Evidence held against the page: the words that stand in its box, read anew by pypdfium2.

A page that its `/Rotate` flag turns is read as the reader sees it: the box is turned into page space first.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from extractors.text import fold
from schemas.base import Evidence, Sourced
from schemas.report import InspectionReport

SLACK = 1.0
"""Points by which a box may pass the edge of its page, or a glyph the edge of its box."""
LONGEST = 130
"""Letters that a value's box may hold: those of its line."""


def every_box(report: InspectionReport) -> Iterator[Evidence]:
    """All boxes of a report."""
    for name in type(report).model_fields:
        value = getattr(report, name)
        if isinstance(value, Sourced):
            yield from value.evidence
        elif isinstance(value, tuple):
            for row in value:
                yield from getattr(row, "evidence", ())


def figures(report: InspectionReport) -> Iterator[tuple[str, Evidence]]:
    """The words of every rating and percentage, with the box that should hold them."""
    for r in report.standard_ratings:
        if r.rating_printed is not None:
            yield r.rating_printed, r.evidence[0]
    for q in report.key_questions:
        if q.pct_yes is not None:
            yield str(q.pct_yes), q.evidence[0]
    for single in (report.overall_rating, report.score, report.isbn):
        if single is not None:
            yield single.printed, single.evidence[0]


def check_boxes(report: InspectionReport, path: Path) -> int:
    """How many boxes there are; fails where one is empty or leaves its page."""
    count = 0
    with pdfium.PdfDocument(path) as document:
        sizes = [page.get_size() for page in document]
    for box in every_box(report):
        width, height = sizes[box.page - 1]
        assert box.x0 < box.x1 and box.top < box.bottom, box
        assert box.x0 >= -SLACK and box.top >= -SLACK, box
        assert box.x1 <= width + SLACK and box.bottom <= height + SLACK, (box, width, height)
        count += 1
    return count


def check_figures(report: InspectionReport, path: Path) -> int:
    """How many ratings and percentages there are; fails where a box does not hold the words printed."""
    found = list(figures(report))
    with pdfium.PdfDocument(path) as document:
        for number in sorted({box.page for _, box in found}):
            page = document[number - 1]
            text = page.get_textpage()
            for printed, box in (pair for pair in found if pair[1].page == number):
                inside = fold(text.get_text_bounded(*page_space(page, box)))
                assert _holds(inside, fold(printed)), (printed, inside, box)
                assert len(inside) < LONGEST, (printed, inside, box)
            text.close()
            page.close()
    return len(found)


def page_space(page: Any, box: Evidence) -> tuple[float, float, float, float]:
    """A box as (left, bottom, right, top) in the page's own space: before rotation, origin bottom left."""
    left, bottom, right, top = page.get_cropbox()
    x0, y0, x1, y1 = box.x0 - SLACK, box.top - SLACK, box.x1 + SLACK, box.bottom + SLACK
    turns = {
        0: (left + x0, top - y1, left + x1, top - y0),
        90: (left + y0, bottom + x0, left + y1, bottom + x1),
        180: (right - x1, bottom + y0, right - x0, bottom + y1),
        270: (right - y1, top - x1, right - y0, top - x0),
    }
    return turns[page.get_rotation()]


def _holds(inside: str, printed: str) -> bool:
    """Whether a box's letters hold a value's; scraps may stand in the file in any order."""
    return printed in inside or sorted(printed) == sorted(inside)
