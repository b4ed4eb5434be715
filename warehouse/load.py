"""Documents and reports into the warehouse, one transaction each.

A document is known by the SHA-256 of its bytes. The same document read again by the same extractors changes nothing;
read by newer ones, it replaces its report's rows under the same id. Another document of the same report is a corrected
publication: a row of its own that supersedes the one before, which stays. Which was published before which is told by
the printed dates and, where these do not tell, by the order of loading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from schemas.base import Sourced
from schemas.records import Document
from schemas.report import Finding, InspectionReport, Recommendation
from warehouse.connection import Warehouse, now
from warehouse.identity import neighbours, next_id, publications
from warehouse.rows import insert_rows, place

EVIDENCE_TABLES = ("report_evidence", "standard_ratings", "key_questions", "findings", "recommendations", "claims")
REPORT_TABLES = (*EVIDENCE_TABLES, "gaps", "theme_words", "recommendation_answers")

SINGLE_VALUES = (
    "title",
    "area",
    "service_name",
    "fieldwork_started",
    "published",
    "lead_inspector",
    "chief_inspector",
    "isbn",
    "overall_rating",
    "score",
    "score_max",
    "court_cases",
    "oocd_cases",
    "resettlement_cases",
    "recommendations_stated",
)


def load_document(db: Warehouse, document: Document, report: InspectionReport | None, *, run_id: str) -> str | None:
    """The report's id after loading; None for a document without a report.

    All or nothing. A document that already gave a report is never downgraded: a later failure on it changes nothing.
    Raises WarehouseError where the rows do not fit, and leaves the warehouse as it was.
    """
    with db.transaction():
        known = db.row("SELECT report_id, extractor_version FROM reports WHERE document_sha256 = ?", [document.sha256])
        if known and (report is None or not _is_newer(report.extractor_version, known[1])):
            return str(known[0])
        _put_document(db, document, run_id)
        if report is None:
            return None
        if known:
            report_id, supersedes, is_current = _replaced(db, str(known[0]))
        else:
            others = publications(db, report)
            report_id = next_id(report, others)
            supersedes, corrected_by = neighbours(report, others)
            is_current = corrected_by is None
            if supersedes and is_current:
                db.execute("UPDATE reports SET is_current = false WHERE report_id = ?", [supersedes])
            if corrected_by:
                db.execute("UPDATE reports SET supersedes = ? WHERE report_id = ?", [report_id, corrected_by])
        header: dict[str, object] = {
            "report_id": report_id,
            "supersedes": supersedes,
            "is_current": is_current,
            "run_id": run_id,
        }
        for table, rows in report_rows(report, header).items():
            insert_rows(db, table, rows)
        return report_id


def _is_newer(version: str, loaded: str) -> bool:
    """Whether a version is to replace a loaded one: dotted numbers by size, anything else when it differs."""
    if re.fullmatch(r"\d+(\.\d+)*", version) and re.fullmatch(r"\d+(\.\d+)*", loaded):
        return [int(n) for n in version.split(".")] > [int(n) for n in loaded.split(".")]
    return version != loaded


def _put_document(db: Warehouse, document: Document, run_id: str) -> None:
    known = db.row("SELECT status, reason FROM documents WHERE sha256 = ?", [document.sha256])
    if known == (document.status.value, document.reason):
        return
    if known:
        db.execute("DELETE FROM documents WHERE sha256 = ?", [document.sha256])
    fetched = document.fetched_at
    row: dict[str, object] = document.model_dump() | {
        "fetched_at": fetched.astimezone(UTC).replace(tzinfo=None) if fetched.tzinfo else fetched,
        "run_id": run_id,
    }
    insert_rows(db, "documents", [row])


def _replaced(db: Warehouse, report_id: str) -> tuple[str, str | None, bool]:
    """Remove a report's rows to make way for a better reading; its id and place in the chain stay."""
    kept = db.row("SELECT supersedes, is_current FROM reports WHERE report_id = ?", [report_id])
    assert kept is not None  # noqa: S101 - the caller has just read this row
    for table in (*REPORT_TABLES, "reports"):
        db.execute(f"DELETE FROM {table} WHERE report_id = ?", [report_id])  # noqa: S608 - names from the tuple above
    return report_id, kept[0], kept[1]


def report_rows(report: InspectionReport, header: dict[str, object]) -> dict[str, list[dict[str, object]]]:
    """Rows by table of one report; `header` gives report_id, supersedes, is_current and run_id."""
    values: dict[str, Sourced[object] | None] = {name: getattr(report, name) for name in SINGLE_VALUES}
    key: dict[str, object] = {"report_id": header["report_id"]}
    single = {name: sourced.value if sourced else None for name, sourced in values.items()}
    rows: dict[str, list[dict[str, object]]] = {
        "reports": [
            {**header, **single}
            | {"document_sha256": report.document_sha256, "framework": report.framework, "pages": report.pages}
            | {"extractor_version": report.extractor_version, "loaded_at": now()}
            | {"police_area": report.police_area, "authorities_named": list(report.authorities_named)}
        ],
        "report_evidence": [
            {**key, "field": name, "printed": sourced.printed, **place(sourced.evidence)}
            for name, sourced in values.items()
            if sourced
        ],
        "gaps": [{**key, **gap.model_dump()} for gap in report.gaps],
    }
    for table in EVIDENCE_TABLES[1:]:
        rows[table] = [
            {
                **key,
                **item.model_dump(exclude={"evidence", "themes", "answers"}),
                **_themes(item),
                **place(item.evidence),
            }
            for item in getattr(report, table)
        ]
    rows["theme_words"] = [
        {**key, "kind": kind, "section": section, "ordinal": item.ordinal, "theme": tag.theme, "words": list(tag.words)}
        for kind, section, item in _tagged(report)
        for tag in item.themes or ()
    ]
    rows["recommendation_answers"] = [
        {**key, "recommendation": item.ordinal, **answer.model_dump()}
        for item in report.recommendations
        for answer in item.answers
    ]
    return rows


def _themes(item: object) -> dict[str, object]:
    """The column `themes` of a finding or recommendation: NULL where nobody has looked; nothing for other rows."""
    if not isinstance(item, Finding | Recommendation):
        return {}
    return {"themes": None if item.themes is None else [tag.theme for tag in item.themes]}


def _tagged(report: InspectionReport) -> Iterator[tuple[str, str | None, Finding | Recommendation]]:
    """Everything that may have themes, with its kind and section."""
    for finding in report.findings:
        yield finding.kind.value, finding.section, finding
    for recommendation in report.recommendations:
        yield "recommendation", None, recommendation


def start_run(db: Warehouse, source: str) -> str:
    """Id of a new run, which sorts by its start. Runs found running belong to dead processes: they become interrupted.

    One process at a time can write, so whoever left a run running is gone.
    """
    started = now()
    run_id = f"run-{started:%Y%m%dT%H%M%S%f}"
    with db.transaction():
        db.execute("UPDATE runs SET status = 'interrupted' WHERE status = 'running'")
        db.execute(
            "INSERT INTO runs BY NAME SELECT ? AS run_id, ?::TIMESTAMP AS started_at, ? AS source, 0 AS fetched, "
            "0 AS extracted, 0 AS rejected, 0 AS failed, 0 AS flags_new, 'running' AS status",
            [run_id, started, source],
        )
    return run_id


def finish_run(
    db: Warehouse,
    run_id: str,
    *,
    fetched: int = 0,
    extracted: int = 0,
    rejected: int = 0,
    failed: int = 0,
    status: str = "completed",
) -> int:
    """Close a run with its counts; returns how many flags were first seen in it."""
    started = db.row("SELECT started_at FROM runs WHERE run_id = ?", [run_id])
    since: datetime = started[0] if started else now()
    counted = db.row("SELECT count(*) FROM flag_history WHERE first_seen >= ?", [since])
    flags_new = int(counted[0]) if counted else 0
    db.execute(
        "UPDATE runs SET ended_at = ?, fetched = ?, extracted = ?, rejected = ?, failed = ?, flags_new = ?, status = ? "
        "WHERE run_id = ?",
        [now(), fetched, extracted, rejected, failed, flags_new, status, run_id],
    )
    return flags_new
