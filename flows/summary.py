"""What a run did: one line a document, one line a report, and the totals."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from schemas.base import Model
from schemas.records import DocumentStatus, Flag, Severity


class DocumentResult(Model):
    """What became of one file of the source."""

    name: str
    """File name."""
    sha256: str | None
    """None where the file could not be read at all."""
    status: DocumentStatus
    reason: str | None
    """One sentence; None where the report was extracted whole."""
    report_id: str | None = None
    """The report it gave; None where it gave none."""
    known: bool = False
    """Whether the warehouse held it before this run, so that it was not read again."""
    same_as: str | None = None
    """Name of an earlier file of the same content; it was loaded once, under that name."""
    transient: bool = False
    """Whether another run may well succeed."""
    detail: str | None = None
    """The reader's traceback, where it broke."""


class ReportLine(Model):
    """One report of the run as the warehouse holds it now."""

    report_id: str
    service_name: str | None
    framework: str
    overall_rating: str | None
    score: int | None
    score_max: int | None
    ratings: int
    """Ratings read, over all places."""
    key_questions: int
    """Percentages read, over all places."""
    gaps: int
    flags: dict[Severity, int]
    """Open flags by severity."""


class RunSummary(Model):
    """Everything that a run reports at its end."""

    run_id: str
    source: str
    warehouse: str | None
    """The file; None where the run kept nothing."""
    started_at: datetime
    ended_at: datetime
    left_out: int
    """Files of the source that are not called PDFs."""
    documents: tuple[DocumentResult, ...]
    reports: tuple[ReportLine, ...]
    flags: tuple[Flag, ...]
    """Open flags of these reports."""

    @property
    def seconds(self) -> float:
        """How long the run took."""
        return (self.ended_at - self.started_at).total_seconds()

    @property
    def failed(self) -> tuple[DocumentResult, ...]:
        """Documents that we, not they, failed on."""
        return tuple(d for d in self.documents if d.status is DocumentStatus.FAILED)

    @property
    def rejected(self) -> tuple[DocumentResult, ...]:
        """Documents that are no report."""
        return tuple(d for d in self.documents if d.status is DocumentStatus.REJECTED)

    def statuses(self) -> Counter[DocumentStatus]:
        """How many documents ended how; a second file of the same content is not counted."""
        return Counter(d.status for d in self.documents if d.same_as is None)

    def severities(self) -> Counter[Severity]:
        """How many open flags of each severity."""
        return Counter(flag.severity for flag in self.flags)
