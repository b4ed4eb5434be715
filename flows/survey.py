"""Which files of a source have to be read: not those that the warehouse knows, nor the same content twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.outcome import failed
from flows.sources import SourceFile, identify
from flows.summary import DocumentResult
from schemas.base import Model
from schemas.records import DocumentStatus


class Known(Model):
    """A report that the warehouse holds already, read by the extractor of this version."""

    report_id: str
    status: DocumentStatus
    reason: str | None


@dataclass(frozen=True, slots=True)
class Survey:
    """The files of a source in their order, told apart by content."""

    files: tuple[SourceFile | DocumentResult, ...]
    """A file to be read, or the result of one that need not or cannot be."""

    @property
    def to_read(self) -> tuple[SourceFile, ...]:
        """The files to be read."""
        return tuple(f for f in self.files if isinstance(f, SourceFile))


def survey(paths: Sequence[Path], known: Mapping[str, Known]) -> Survey:
    """Identify each file; one that cannot be opened becomes a failed result, not an exception."""
    first: dict[str, str] = {}
    return Survey(tuple(_look_at(path, known, first) for path in paths))


def _look_at(path: Path, known: Mapping[str, Known], first: dict[str, str]) -> SourceFile | DocumentResult:
    try:
        file = identify(path)
    except OSError as error:
        failure = failed(path, f"The file could not be read: {error.strerror or type(error).__name__}")
        return DocumentResult(name=path.name, sha256=None, status=failure.status, reason=failure.reason, transient=True)
    if file.sha256 in first:
        # The status of the file of the same content takes its place once that is known.
        status = DocumentStatus.EXTRACTED
        return DocumentResult(
            name=path.name, sha256=file.sha256, status=status, reason=None, same_as=first[file.sha256]
        )
    first[file.sha256] = path.name
    held = known.get(file.sha256)
    if held is None:
        return file
    return DocumentResult(
        name=path.name,
        sha256=file.sha256,
        status=held.status,
        reason=held.reason,
        report_id=held.report_id,
        known=True,
    )
