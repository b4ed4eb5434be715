"""From what one document gave to its rows in the warehouse, and to the line of the run's summary."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from flows.outcome import Failure, Outcome, failed, sentence
from flows.sources import SourceFile
from flows.summary import DocumentResult
from schemas.records import DocumentStatus
from schemas.report import Gap, InspectionReport

if TYPE_CHECKING:
    from warehouse.store import Warehouse

log = logging.getLogger(__name__)

GAPS_NAMED = 3
"""How many missing values the reason of a partial document names."""


def is_informational(gap: Gap) -> bool:
    """Whether a gap leaves the report whole.

    Older reports print no score, no ISBN, no sample size: that a single value of the report is not printed says nothing
    of how well it was read, and a domain may not have been rated at all. A standard's value, the overall rating, or
    anything printed that could not be read does.
    """
    if gap.reason == "domain_not_rated":
        return True
    return gap.reason == "not_printed" and gap.standard is None and gap.field != "overall_rating"


def status_of(report: InspectionReport) -> tuple[DocumentStatus, str | None]:
    """`extracted` with no reason, or `partial` with a sentence that names the first of what is missing."""
    missing = [gap for gap in report.gaps if not is_informational(gap)]
    if not missing:
        return DocumentStatus.EXTRACTED, None
    named = [f"{g.field}{f' of {g.standard}' if g.standard else ''} ({g.reason.replace('_', ' ')})" for g in missing]
    more = f" and {len(named) - GAPS_NAMED} more" if len(named) > GAPS_NAMED else ""
    noun = "value" if len(named) == 1 else "values"
    reason = f"{len(named)} expected {noun} could not be read: {', '.join(named[:GAPS_NAMED])}{more}"
    return DocumentStatus.PARTIAL, sentence(reason)


def land(db: Warehouse, file: SourceFile, outcome: Outcome, run_id: str) -> DocumentResult:
    """Load what one document gave, and say what became of it; a report that cannot be loaded counts as failed.

    Raises what the warehouse raises where not even the failure can be written down.
    """
    if not isinstance(outcome, Failure) and outcome.report.document_sha256 != file.sha256:
        outcome = failed(file.path, "The file changed while it was read; run again.", transient=True)
    if not isinstance(outcome, Failure):
        try:
            return _load(db, file, outcome.report, run_id)
        except Exception as error:
            log.warning("event=load_failed file=%s error=%s", file.path.name, type(error).__name__)
            outcome = failed(file.path, f"The report could not be loaded: {type(error).__name__}: {error}")
    return _refuse(db, file, outcome, run_id)


def _load(db: Warehouse, file: SourceFile, report: InspectionReport, run_id: str) -> DocumentResult:
    from warehouse.load import load_document

    status, reason = status_of(report)
    report_id = load_document(db, file.document(status, reason), report, run_id=run_id)
    return DocumentResult(name=file.path.name, sha256=file.sha256, status=status, reason=reason, report_id=report_id)


def _refuse(db: Warehouse, file: SourceFile, failure: Failure, run_id: str) -> DocumentResult:
    from warehouse.load import load_document

    load_document(db, file.document(failure.status, failure.reason), None, run_id=run_id)
    return DocumentResult(
        name=file.path.name,
        sha256=file.sha256,
        status=failure.status,
        reason=failure.reason,
        transient=failure.transient,
        detail=failure.detail,
    )
