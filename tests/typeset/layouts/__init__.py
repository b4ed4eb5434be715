"""Layouts: a report in, a PDF with its truth and its planted contradictions out."""

from typing import Any, NamedTuple

from tests.typeset.content import Report

from . import typst_page
from .canvas import emit
from .compose import compose, scope_of
from .presets import PRESETS, mixed
from .traits import Layout

__all__ = ["PRESETS", "Layout", "Typeset", "mixed", "scope_of", "typeset"]


class Typeset(NamedTuple):
    """A PDF with what goes into `NAME.truth.json`, `NAME.planted.json` and `NAME.claims.json`."""

    pdf: bytes
    truth: dict[str, Any]
    planted: list[dict[str, Any]]
    claims: list[dict[str, Any]]


def typeset(report: Report, layout: Layout) -> Typeset:
    """A report in a layout."""
    document, draft = compose(report, layout)
    if layout.engine == "typst":
        pdf = typst_page.typeset(document, layout)
    else:
        pdf = emit.typeset(document, layout, report.seed)
    return Typeset(pdf, draft.truth(), report.planted, draft.statements())
