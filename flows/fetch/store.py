"""Fetched files, kept by the SHA-256 of their bytes, each written whole or not at all and never twice."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from flows.sources import identify
from schemas.errors import WarehouseError


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in the store."""

    sha256: str
    path: Path
    bytes: int
    is_new: bool
    """Whether these bytes were not there before."""


def file_path(folder: Path, sha256: str) -> Path:
    """Where the store keeps a content."""
    return folder / sha256[:2] / f"{sha256}.pdf"


def is_sound(path: Path, sha256: str) -> bool:
    """Whether a stored file is there and holds what its name says."""
    try:
        return identify(path).sha256 == sha256
    except OSError:
        return False


def keep(folder: Path, data: bytes) -> Stored:
    """Put bytes into the store; raises WarehouseError where the disk refuses."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = file_path(folder, sha256)
    # A file of this name is whole: it got it only when all its bytes were on the disk.
    if path.is_file() and path.stat().st_size == len(data):
        return Stored(sha256, path, len(data), is_new=False)
    write_whole(path, data)
    return Stored(sha256, path, len(data), is_new=True)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that whatever happens, either all of it is there or what was there before."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".part-", delete=False) as part:
            try:
                part.write(data)
                part.flush()
                os.fsync(part.fileno())
                Path(part.name).chmod(0o644)
                Path(part.name).replace(path)
            except BaseException:
                Path(part.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise WarehouseError(
            f"The file {path} cannot be written ({error.strerror}); free the disk or the folder."
        ) from error


def sweep(folder: Path, *, below: bool = True) -> int:
    """Remove what a killed run left half written; how many files that were. Only for whoever holds the lock.

    `below`: also in the folders of the folder.
    """
    parts = list(folder.glob(".part-*")) + (list(folder.glob("*/.part-*")) if below else [])
    for part in parts:
        part.unlink(missing_ok=True)
    return len(parts)
