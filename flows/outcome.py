"""What one document may cost, and what reading it gave."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import Field, ValidationError

from flows.processes import DEFAULT_MEGABYTES, DEFAULT_SECONDS
from schemas.base import Model
from schemas.errors import ConfigError, ExtractionFailedError
from schemas.records import DocumentStatus
from schemas.report import InspectionReport

REASON_LENGTH = 300


class Limits(Model):
    """What one document may cost."""

    seconds: float = Field(default=DEFAULT_SECONDS, gt=0)
    """Wall clock for one document."""
    megabytes: int = Field(default=DEFAULT_MEGABYTES, gt=0)
    """Memory of the worker; kept only where the system offers such a limit."""
    documents: int = Field(default=100, gt=0)
    """A worker is replaced after so many documents."""


class Extraction(Model):
    """A document that was read."""

    path: Path
    report: InspectionReport


class Failure(Model):
    """A document that gave no report."""

    path: Path
    error: str
    """Name of the class in `schemas.errors`."""
    status: DocumentStatus
    reason: str
    """One sentence."""
    transient: bool = False
    """Whether the same document may well be read the next time: the file, not its content, made the trouble."""
    detail: str | None = None
    """The reader's traceback, for whoever mends it."""


Outcome = Extraction | Failure


def sentence(text: str) -> str:
    """The text on one line, cut to a readable length, with a full stop."""
    line = " ".join(text.split())
    if len(line) > REASON_LENGTH:
        line = line[:REASON_LENGTH].rstrip() + "…"
    return line if line.endswith((".", "!", "?", "…")) else line + "."


def failed(path: Path, reason: str, *, transient: bool = False, detail: str | None = None) -> Failure:
    """A failure of our own reader."""
    return Failure(
        path=path,
        error=ExtractionFailedError.__name__,
        status=DocumentStatus.FAILED,
        reason=sentence(reason),
        transient=transient,
        detail=detail,
    )


def outcome_of(path: Path, letter: str, text: bytes, limits: Limits) -> Outcome:
    """The outcome that a worker's answer stands for; raises ConfigError where it holds for every document."""
    if letter == "R":
        return _report(path, text)
    return _failure(path, letter, json.loads(text), limits)


def _report(path: Path, text: bytes) -> Outcome:
    try:
        return Extraction(path=path, report=InspectionReport.model_validate_json(text))
    except ValidationError as error:
        return failed(path, f"The reader gave a malformed report: {error.errors()[0]['msg']}", detail=str(error))


def _failure(path: Path, letter: str, answer: dict[str, str], limits: Limits) -> Failure:
    reason, detail = answer.get("reason", ""), answer.get("detail")
    if letter == "D":
        status = DocumentStatus(answer["status"])
        return Failure(path=path, error=answer["error"], status=status, reason=sentence(reason))
    if letter == "C":
        raise ConfigError(reason)
    if letter == "M":
        return failed(path, f"Reading needed more than {limits.megabytes:,} MB of memory and was stopped.")
    if letter == "O":
        return failed(path, f"The file could not be read: {reason}", transient=True, detail=detail)
    return failed(path, f"The reader broke on this document: {reason}", detail=detail)
