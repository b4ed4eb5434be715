"""Where documents come from: a folder, one file, or the sample reports that come with the project."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from flows.errors import SourceError
from schemas.base import Model
from schemas.records import Document, DocumentStatus

SAMPLE = "sample"
SAMPLES_DIR = Path(__file__).resolve().parent.parent / "data" / "samples"
CHUNK = 1 << 20


class Discovery(Model):
    """What a source holds."""

    source: str
    """The source as it was asked for."""
    files: tuple[Path, ...]
    """PDFs by name, sorted."""
    left_out: int
    """Other files beside them, by name no PDF or hidden."""


class SourceFile(Model):
    """One file and its content's identity."""

    path: Path
    sha256: str
    bytes: int
    media_type: str | None
    """Told from the first bytes, not from the name; None where the file is empty."""

    def document(self, status: DocumentStatus, reason: str | None) -> Document:
        """The row that the warehouse keeps of it."""
        return Document(
            sha256=self.sha256,
            # Absolute: `hmip show` looks for it from any folder.
            url=str(self.path.absolute()),
            media_type=self.media_type,
            bytes=self.bytes,
            fetched_at=datetime.now(UTC),
            status=status,
            reason=reason,
        )


def discover(source: str, samples: Path = SAMPLES_DIR) -> Discovery:
    """The PDFs of a source; raises SourceError where it cannot be read or holds none.

    Only the folder itself is looked at, not the folders below it. A hidden file is left out: some systems keep a
    picture or a lock beside each document under its name.
    """
    folder = samples if source == SAMPLE else Path(source).expanduser()
    if folder.is_file():
        return Discovery(source=source, files=(folder,), left_out=0)
    try:
        entries = [entry for entry in folder.iterdir() if not entry.is_dir()]
    except FileNotFoundError as error:
        raise SourceError(f"There is no folder {folder}; give one that holds reports, or 'sample'.") from error
    except OSError as error:
        raise SourceError(f"The folder {folder} cannot be read ({error.strerror}); check its permissions.") from error
    files = sorted(
        (e for e in entries if e.suffix.lower() == ".pdf" and not e.name.startswith(".")), key=lambda e: e.name
    )
    if not files:
        beside = f" (but {len(entries)} other files)" if entries else ""
        raise SourceError(f"The folder {folder} holds no PDF{beside}; give one that holds reports.")
    return Discovery(source=source, files=tuple(files), left_out=len(entries) - len(files))


def identify(path: Path) -> SourceFile:
    """The file's content in short, read piece by piece; raises OSError where it cannot be read."""
    digest, size, head = hashlib.sha256(), 0, b""
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            head = head or chunk[:1024]
            digest.update(chunk)
            size += len(chunk)
    return SourceFile(path=path, sha256=digest.hexdigest(), bytes=size, media_type=sniff(head))


def sniff(head: bytes) -> str | None:
    """The media type that the first bytes of a file speak of; None for no bytes."""
    if not head:
        return None
    if b"%PDF-" in head:
        return "application/pdf"
    start = head.lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    return "application/octet-stream"
