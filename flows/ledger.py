"""What a run asks of the warehouse beside loading and checking: what it knows already, and what it holds in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from flows.summary import ReportLine, RunSummary
from flows.survey import Known
from schemas.records import DocumentStatus, Flag, Severity

if TYPE_CHECKING:
    from warehouse.store import Warehouse

KNOWN = """
SELECT d.sha256, r.report_id, d.status, d.reason
FROM documents AS d
JOIN reports AS r ON r.document_sha256 = d.sha256
WHERE r.extractor_version = ?
"""

LINE_FIELDS = (
    "report_id",
    "service_name",
    "framework",
    "overall_rating",
    "score",
    "score_max",
    "ratings",
    "key_questions",
    "gaps",
)

LINES = """
SELECT
    r.report_id, r.service_name, r.framework, r.overall_rating, r.score, r.score_max,
    (SELECT count(s.rating) FROM standard_ratings AS s WHERE s.report_id = r.report_id) AS ratings,
    (SELECT count(k.pct_yes) FROM key_questions AS k WHERE k.report_id = r.report_id) AS key_questions,
    (SELECT count(*) FROM gaps AS g WHERE g.report_id = r.report_id) AS gaps
FROM reports AS r
WHERE list_contains(?, r.report_id)
ORDER BY r.report_id
"""


def known_reports(db: Warehouse, version: str | None) -> dict[str, Known]:
    """Documents that gave a report to this version of the extractors, by SHA-256; none where the version is unknown."""
    rows = db.rows(KNOWN, [version])
    return {
        sha256: Known(report_id=report_id, status=DocumentStatus(status), reason=reason)
        for sha256, report_id, status, reason in rows
    }


def report_lines(db: Warehouse, report_ids: Collection[str], flags: Collection[Flag]) -> tuple[ReportLine, ...]:
    """One line a report, in the order of their ids."""
    counts: dict[str, Counter[Severity]] = {report_id: Counter() for report_id in report_ids}
    for flag in flags:
        counts[flag.report_id][flag.severity] += 1
    lines = []
    for row in db.rows(LINES, [sorted(report_ids)]):
        values = dict(zip(LINE_FIELDS, row, strict=True))
        lines.append(ReportLine.model_validate(values | {"flags": dict(counts[row[0]])}))
    return tuple(lines)


def start(db: Warehouse, source: str) -> str:
    """Id of a new run."""
    from warehouse.load import start_run

    return start_run(db, source)


def finish(db: Warehouse, summary: RunSummary) -> None:
    """Close the run with its counts; only what was read in it counts."""
    from warehouse.load import finish_run

    fresh = [d for d in summary.documents if not d.known and d.same_as is None]
    counts = Counter(d.status for d in fresh)
    finish_run(
        db,
        summary.run_id,
        fetched=len(fresh),
        extracted=counts[DocumentStatus.EXTRACTED] + counts[DocumentStatus.PARTIAL],
        rejected=counts[DocumentStatus.REJECTED],
        failed=counts[DocumentStatus.FAILED],
    )
