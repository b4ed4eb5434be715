"""Reading while writing: a copy of the warehouse that is put in place whole, under readers that have the old one open.

DuckDB lets one process write a file or many read it. So a run writes a file of its own and, when it has closed it,
publishes a copy under the name that analysts open. The name is swapped in one step: a reader that has the old file open
goes on reading it undisturbed, one that opens the name later gets the new file, and no one ever sees half of it.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from schemas.errors import WarehouseError
from warehouse.connection import Warehouse
from warehouse.store import WORKING, open_warehouse

READ_ONLY = 0o444
WRITABLE = 0o644


def working_path(public: Path) -> Path:
    """The file that a run writes, beside the one it publishes: `hmip.duckdb` gives `hmip.working.duckdb`."""
    return public.with_name(f"{public.stem}{WORKING}{public.suffix}")


def working_file(public: Path) -> Path:
    """The file for a run to write; made from the published one where there is none yet.

    Raises WarehouseError where the published one is being written or the copy cannot be made.
    """
    working = working_path(public)
    if not working.exists() and public.exists():
        publish(public, working)
        working.chmod(WRITABLE)
    return working


@contextmanager
def writing(public: Path) -> Iterator[Warehouse]:
    """The warehouse to write to, closed at the end.

    Where a nightly run publishes the file, that is its working file, which is published again; else it is the file
    itself. Raises WarehouseError as `open_warehouse` and `publish` do.
    """
    working = working_path(public)
    shared = working.exists()
    with open_warehouse(working if shared else public) as db:
        yield db
    if shared:
        publish(working, public)


def publish(db_path: Path, public_path: Path) -> None:
    """Put a read-only copy of a closed warehouse in the place of the published one, in one step.

    Raises WarehouseError where the warehouse is open for writing, is not whole, or the copy cannot be written; the
    published file is then as it was.
    """
    try:
        public_path.parent.mkdir(parents=True, exist_ok=True)
        building = public_path.with_name(f".{public_path.name}.{os.getpid()}.building")
        try:
            copy_whole(db_path, building)
            # What a crashed writer left beside the old file must not be replayed into the new one.
            _log_of(public_path).unlink(missing_ok=True)
            building.replace(public_path)
            _to_disk(public_path.parent)
        finally:
            building.unlink(missing_ok=True)
            _log_of(building).unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise WarehouseError(f"The warehouse cannot be published at {public_path} ({reason}).") from error


def remove_leftovers(public: Path) -> int:
    """Remove copies that a killed process left half made; how many files that were."""
    removed = 0
    for target in (public, working_path(public)):
        name = re.compile(rf"\.{re.escape(target.name)}\.(\d+)\.building(\.wal)?")
        for path in public.parent.glob(f".{target.name}.*.building*"):
            if (found := name.fullmatch(path.name)) and not is_running(int(found[1])):
                path.unlink(missing_ok=True)
                removed += 1
    return removed


def is_running(process: int) -> bool:
    """Whether there is a process of this number."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def copy_whole(source: Path, target: Path) -> None:
    """A read-only copy that holds every committed row; raises WarehouseError where it would not."""
    with open_warehouse(source, read_only=True) as held:
        # While it is held open for reading, no process can write to it.
        rows = row_counts(held)
        shutil.copyfile(source, target)
        if _log_of(source).is_file():
            shutil.copyfile(_log_of(source), _log_of(target))
    with open_warehouse(target) as copy:
        copy.execute("CHECKPOINT")
        copied = row_counts(copy)
    if copied != rows:
        raise WarehouseError(f"The copy of {source} does not hold what the warehouse holds; nothing was published.")
    _to_disk(target)
    target.chmod(READ_ONLY)


def row_counts(db: Warehouse) -> dict[str, int]:
    """Rows by table."""
    names = [str(name) for (name,) in db.rows("SELECT table_name FROM duckdb_tables() ORDER BY table_name")]
    return {name: int(db.rows(f'SELECT count(*) FROM "{name}"')[0][0]) for name in names}  # noqa: S608 - from the catalogue


def _log_of(path: Path) -> Path:
    """DuckDB's write-ahead log of a file."""
    return path.with_name(f"{path.name}.wal")


def _to_disk(path: Path) -> None:
    """Wait until a file, or a folder's list of files, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
