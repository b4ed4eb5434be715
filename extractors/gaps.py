"""What the framework promises and the pages do not give: never a guess, never silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.anchors import Anchor
from extractors.flow import Flow
from extractors.page import Page
from schemas.base import Place
from schemas.framework import Basis, Framework
from schemas.report import Gap, InspectionReport, KeyQuestion

DOUBTFUL = frozenset({"rating", "pct_yes", "key_question"})
"""Fields whose gaps are worth a second reading."""


def is_doubtful(gap: Gap) -> bool:
    """Whether the other reader may find what this one did not."""
    return gap.reason == "unreadable" or gap.field in DOUBTFUL and gap.reason == "not_printed"


def gaps_of_standards(
    anchors: Sequence[Anchor], questions: Sequence[KeyQuestion], flow: Flow, framework: Framework
) -> Iterator[Gap]:
    """Ratings, standards and key questions that the framework has and the report does not."""
    yield from _unrated(anchors, flow)
    yield from left_out(anchors, framework)
    yield from _missing(anchors, framework)
    yield from _unread(anchors, questions, framework)


def gaps_of_report(report: InspectionReport) -> Iterator[Gap]:
    """Single values that every report prints and this one does not, and texts with letters that no page tells."""
    yield from _single_values(report)
    yield from _unreadable(report)


def _unrated(anchors: Sequence[Anchor], flow: Flow) -> Iterator[Gap]:
    for anchor in anchors:
        if anchor.rating is None:
            shown = _has_picture(anchor, flow.pages[anchor.page - 1])
            yield Gap(
                field="rating",
                standard=anchor.standard.number,
                expected=f"a rating beside {anchor.standard.number} in the {anchor.place}",
                reason="printed_as_picture" if shown else "not_printed",
                page=anchor.page,
            )


def _has_picture(anchor: Anchor, page: Page) -> bool:
    """Whether an image stands in the label's row or in the box below it, or a drawn sign in its row.

    A drawn shape that shares an edge with another is the cell of a table.
    """
    drawn = [p for p in page.pictures if p.drawn]
    for picture in page.pictures:
        middle = (picture.top + picture.bottom) / 2
        reach = 8 if picture.drawn else 60
        if picture.x0 <= anchor.x0 or not anchor.top - 8 <= middle <= anchor.bottom + reach:
            continue
        if not picture.drawn or not any(picture.joins(other) for other in drawn if other is not picture):
            return True
    return False


def _missing(anchors: Sequence[Anchor], framework: Framework) -> Iterator[Gap]:
    """Standards that no place of the report names."""
    named = {a.standard.number for a in anchors}
    rated_domains = {number[0] for number in named}
    for standard in framework.standard:
        if standard.number in named:
            continue
        whole = standard.domain not in rated_domains
        yield Gap(
            field="standard",
            standard=standard.number,
            expected=f"{standard.number} {standard.name}",
            reason="domain_not_rated" if whole else "not_printed",
        )


def left_out(anchors: Sequence[Anchor], framework: Framework) -> Iterator[Gap]:
    """Standards that the body names and the summary, which has others of their domain, does not."""
    summary = {a.standard.number: a for a in anchors if a.place is Place.SUMMARY}
    for number in sorted({a.standard.number for a in anchors if a.place is Place.BODY} - set(summary)):
        beside = [a for n, a in summary.items() if n[0] == number[0]]
        if beside:
            name = framework.standards[number].name
            yield Gap(
                field="rating",
                standard=number,
                expected=f"{number} {name} in the summary",
                reason="unreadable",
                page=beside[0].page,
            )


def _unread(anchors: Sequence[Anchor], questions: Sequence[KeyQuestion], framework: Framework) -> Iterator[Gap]:
    """Standards that the summary names and no section of the report speaks of, and case data without any question."""
    places: dict[str, set[Place]] = {}
    for anchor in anchors:
        places.setdefault(anchor.standard.number, set()).add(anchor.place)
    asked = {q.standard for q in questions}
    for number, found in places.items():
        standard = framework.standards[number]
        if found == {Place.SUMMARY}:
            yield Gap(
                field="body", standard=number, expected=f"a section on {number} {standard.name}", reason="not_printed"
            )
        if standard.basis is Basis.CASE_DATA and number not in asked:
            yield Gap(field="key_question", standard=number, expected=standard.questions[0], reason="not_printed")


def _unreadable(report: InspectionReport) -> Iterator[Gap]:
    """Texts with letters that the page does not tell; they stand as U+FFFD."""
    named = [("name", r.standard, r.name, r.evidence) for r in report.standard_ratings]
    asked = [("question", q.standard, q.question, q.evidence) for q in report.key_questions]
    found = [(f.kind.value, f.section, f.text, f.evidence) for f in report.findings]
    advised = [("recommendation", None, f"{r.addressee} {r.text}", r.evidence) for r in report.recommendations]
    for field, standard, text, boxes in [*named, *asked, *found, *advised]:
        if "\ufffd" in text:
            page = boxes[0].page
            yield Gap(field=field, standard=standard, expected="text", found=text, reason="unreadable", page=page)


def _single_values(report: InspectionReport) -> Iterator[Gap]:
    for field in ("title", "area", "service_name", "published", "overall_rating"):
        if getattr(report, field) is None:
            yield Gap(field=field, expected=field.replace("_", " "), reason="not_printed")
