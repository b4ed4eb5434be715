"""Snapshots: the warehouse frozen as a read-only file that can be cited, with a checksum beside it.

A snapshot's id is the day of the latest load and the beginning of a digest of the content: the same reports read by the
same extractors have the same digest wherever and whenever they were loaded.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from schemas.base import Model
from schemas.errors import WarehouseError
from warehouse.connection import Warehouse
from warehouse.publish import copy_whole
from warehouse.store import open_warehouse

CONTENT = (
    "reports",
    "report_evidence",
    "standard_ratings",
    "key_questions",
    "findings",
    "recommendations",
    "claims",
    "gaps",
    "services",
    "flags",
)
BESIDE_CONTENT = "COLUMNS(LAMBDA c: c NOT IN ('loaded_at', 'run_id', 'first_seen'))"
"""When and by which run a row was written says nothing about the reports."""
DIGITS = 12


class Snapshot(Model):
    """One frozen warehouse."""

    snapshot: str
    """Its id."""
    file: Path
    sha256: str
    """Of the file's bytes."""
    reports: int
    is_new: bool
    """Whether it was made now; false where the same content had been frozen before."""


def content_digest(db: Warehouse) -> str:
    """SHA-256, in hexadecimal, over every row that says something about a report, in an order of its own."""
    digest = hashlib.sha256()
    for table in CONTENT:
        row = db.row(
            "SELECT coalesce(sha256(string_agg(row_digest, '' ORDER BY row_digest)), '') FROM ("  # noqa: S608
            f"SELECT sha256(to_json(t)::VARCHAR) AS row_digest FROM (SELECT {BESIDE_CONTENT} FROM {table}) AS t)"
        )
        digest.update(f"{table} {row[0] if row else ''}\n".encode())
    return digest.hexdigest()


def snapshot_id(db: Warehouse) -> str:
    """Day of the latest load and the beginning of the content's digest: `2026-11-22-0123456789ab`."""
    row = db.row("SELECT strftime(max(loaded_at), '%Y-%m-%d') FROM reports")
    return f"{(row and row[0]) or 'empty'}-{content_digest(db)[:DIGITS]}"


def take_snapshot(db_path: Path, folder: Path) -> Snapshot:
    """Freeze a warehouse into a folder; the same content is frozen once.

    Raises WarehouseError where it is open for writing, the folder cannot be written, or a snapshot that is there
    already is not what its checksum says.
    """
    with open_warehouse(db_path, read_only=True) as db:
        name = snapshot_id(db)
        row = db.row("SELECT count(*) FROM reports")
    file = folder / f"hmip-{name}.duckdb"
    is_new = not file.exists()
    try:
        if is_new:
            folder.mkdir(parents=True, exist_ok=True)
            building = folder / f".{file.name}.building"
            building.unlink(missing_ok=True)
            copy_whole(db_path, building)
            checksum = file_digest(building)
            checksum_file(file).write_text(f"{checksum}  {file.name}\n", encoding="utf-8")
            building.replace(file)
        else:
            checksum = verify(file)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise WarehouseError(f"The snapshot cannot be written to {folder} ({reason}).") from error
    return Snapshot(snapshot=name, file=file, sha256=checksum, reports=int(row[0]) if row else 0, is_new=is_new)


def verify(file: Path) -> str:
    """The checksum of a snapshot; raises WarehouseError where its bytes are not those that were frozen."""
    noted = checksum_file(file)
    if not noted.is_file():
        raise WarehouseError(f"The snapshot {file} has no checksum file {noted.name}; delete it and take it again.")
    expected = noted.read_text(encoding="utf-8").split(" ", 1)[0]
    found = file_digest(file)
    if found != expected:
        raise WarehouseError(f"The snapshot {file} was changed since it was taken; delete it and take it again.")
    return found


def checksum_file(file: Path) -> Path:
    """The file beside a snapshot that `sha256sum --check` reads."""
    return file.with_name(f"{file.name}.sha256")


def file_digest(file: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
