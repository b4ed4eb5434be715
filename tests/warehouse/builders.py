"""Reports as models, without a PDF: from hand-checked truth files, and small ones for single tests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

from schemas.base import Evidence, Place, Sourced
from schemas.framework import Framework, frameworks
from schemas.records import Document, DocumentStatus
from schemas.report import Finding, FindingKind, InspectionReport, KeyQuestion, Recommendation, StandardRating

Value = TypeVar("Value")

SHARED_REPORTS = Path(__file__).resolve().parents[3] / "shared" / "reports"
PAGES = {"summary": 5, "body": 10, "annex": 40}


def box(page: int, line: int = 1) -> tuple[Evidence, ...]:
    """A box on a page, lower the higher the line."""
    return (Evidence(page=page, x0=72.0, top=20.0 * line, x1=300.0, bottom=20.0 * line + 12),)


def sourced(value: Value | None, page: int = 2, printed: str | None = None) -> Sourced[Value] | None:
    return None if value is None else Sourced[Any](value=value, printed=printed or str(value), evidence=box(page))


def month(text: str | None) -> date | None:
    return date.fromisoformat(f"{text}-01" if len(text) == 7 else text) if text else None


def place_page(place: str, standard: str) -> int:
    """One page for the summary, one a standard in the body, one a domain in the annex."""
    number = int(standard[0]) * 4 + int(standard[2])
    return PAGES[place] + {"summary": 0, "body": number, "annex": int(standard[0])}[place]


def rating_row(framework: Framework, row: Mapping[str, Any]) -> StandardRating:
    standard = framework.standards[row["standard"]]
    return StandardRating(
        place=Place(row["place"]),
        standard=standard.number,
        domain=standard.domain,
        name=row["name"],
        rating=framework.spellings[row["rating"]] if row["rating"] else None,
        rating_printed=row["rating"],
        counts_toward_overall=standard.in_score,
        evidence=box(place_page(row["place"], standard.number), int(standard.number[2])),
    )


def truth_report(path: Path) -> InspectionReport:
    """The report that a truth file describes."""
    truth = json.loads(path.read_text(encoding="utf-8"))
    head = truth["report"]
    framework = frameworks()[head["framework"]]
    pdf = path.with_name(path.name.replace(".truth.json", ".pdf"))
    overall = framework.spellings[head["overall_rating"]] if head["overall_rating"] else None
    return InspectionReport(
        framework=framework.id,
        title=sourced(f"An inspection of youth services in {head['area']}", 1),
        area=sourced(head["area"], 1),
        service_name=sourced(head["service_name"], 1),
        fieldwork_started=sourced(month(head["fieldwork_started"])),
        published=sourced(month(head["published"])),
        lead_inspector=sourced(head["lead_inspector"]),
        chief_inspector=sourced(head["chief_inspector"]),
        isbn=sourced(head["isbn"]),
        overall_rating=sourced(overall, 5, head["overall_rating"]),
        score=sourced(head["score"], 5),
        score_max=sourced(head["score_max"], 5),
        court_cases=sourced(head["court_cases"]),
        oocd_cases=sourced(head["oocd_cases"]),
        resettlement_cases=sourced(head["resettlement_cases"]),
        recommendations_stated=sourced(head["stated_recommendation_count"], 7),
        standard_ratings=tuple(rating_row(framework, row) for row in truth["standard_ratings"]),
        key_questions=tuple(
            KeyQuestion(**row, is_bold=None, evidence=box(place_page(row["place"], row["standard"]), row["ordinal"]))
            for row in truth["key_questions"]
        ),
        findings=tuple(
            Finding(
                kind=FindingKind(row["kind"]),
                section=str(row["section"]),
                ordinal=row["ordinal"],
                text=row["text"],
                evidence=box(8),
            )
            for row in truth["findings"]
        ),
        recommendations=tuple(Recommendation(**row, evidence=box(7)) for row in truth["recommendations"]),
        claims=(),
        gaps=(),
        pages=48,
        document_sha256=hashlib.sha256(pdf.read_bytes()).hexdigest(),
        extractor_version="1.0.0",
    )


def document_of(report: InspectionReport, **changes: Any) -> Document:
    """The document that a report would have been read from."""
    return Document(
        sha256=report.document_sha256,
        url=f"reports/{report.document_sha256[:8]}.pdf",
        media_type="application/pdf",
        bytes=1000,
        fetched_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        status=DocumentStatus.EXTRACTED,
        reason=None,
    ).model_copy(update=changes)
