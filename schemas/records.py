"""What the warehouse keeps beside reports: documents, rules, flags and runs."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from schemas.base import Model


class DocumentStatus(StrEnum):
    """What became of a document."""

    EXTRACTED = "extracted"
    """A report was read whole."""
    PARTIAL = "partial"
    """A report was read, but something that the framework promises is missing: see its gaps."""
    REJECTED = "rejected"
    """No report: not a PDF, a scan, another publication, a framework not on file."""
    FAILED = "failed"
    """The reader broke or ran out of time or memory."""


class Document(Model):
    """One distinct file content that was ever fetched, keyed by its SHA-256."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    url: str | None
    """Where the file came from: an address, or a file's full path."""
    landing_url: str | None = None
    """The publisher's page that links to it."""
    media_type: str | None
    bytes: Annotated[int, Field(ge=0)]
    fetched_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    status: DocumentStatus
    reason: str | None
    """One sentence; None where the report was extracted whole."""


class Severity(StrEnum):
    """How sure a flag is."""

    ERROR = "error"
    """The report contradicts itself or a rule in force."""
    WARNING = "warning"
    """Very probably a mistake, but an explanation exists that the report does not print."""
    INFO = "info"
    """Worth knowing."""


class Rule(Model):
    """One check, as the header of its SQL file declares it."""

    rule_id: Annotated[str, Field(pattern=r"^[a-z0-9.-]+$")]
    title: str
    kind: str
    severity: Severity
    """The highest severity that the rule gives."""
    source: str
    in_force_from: date | None
    in_force_to: date | None
    frameworks: tuple[str, ...]
    """Framework ids; empty where it holds for all."""


class Flag(Model):
    """One inconsistency found in one report."""

    report_id: str
    rule_id: str
    severity: Severity
    standard: str | None
    key_question_ordinal: int | None
    published: str | None
    """What the report prints."""
    expected: str | None
    """What would agree."""
    message: str
    pages: tuple[int, ...]


class Run(Model):
    """One run of the pipeline."""

    run_id: str
    started_at: datetime
    ended_at: datetime | None = None
    source: str
    fetched: int = 0
    extracted: int = 0
    rejected: int = 0
    failed: int = 0
    flags_new: int = 0
    status: str = "running"
    """`running`, `completed`, or `interrupted` (found so by a later run)."""
