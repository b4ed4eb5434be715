"""Reading PDFs for a command: in a process of their own with the limits of a run, and into a warehouse in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flows.cli.base import debugging, say, warehouse_path
from flows.errors import SourceError
from flows.isolate import ReaderPool, default_workers
from flows.landing import land
from flows.outcome import Failure, Outcome
from flows.sources import identify

if TYPE_CHECKING:
    from warehouse.store import Warehouse


@dataclass(frozen=True, slots=True)
class Opened:
    """A report in an open warehouse, and the PDF that it was read from."""

    db: Warehouse
    report_id: str
    file: Path
    sha256: str


def started(files: Sequence[Path]) -> ReaderPool:
    """A pool whose workers import the reader while the caller goes on; raises SourceError for a file not there."""
    for file in files:
        if not file.is_file():
            what = "is a folder; name the PDFs in it" if file.is_dir() else "is not there; check its name"
            raise SourceError(f"The file {file} {what}.")
    return ReaderPool(min(len(files), default_workers()), copy=True).warm()


def show_detail(outcome: Outcome) -> Outcome:
    """The outcome itself; where the reader broke and the user asked for it, its traceback goes to standard error."""
    if isinstance(outcome, Failure) and outcome.detail and debugging():
        say(outcome.detail)
    return outcome


def read_one(file: Path) -> Outcome:
    """What one document gave."""
    with started([file]) as pool:
        return show_detail(pool.extract(file))


def empty_warehouse() -> Warehouse:
    """A warehouse in memory that knows the rules and holds no report."""
    from warehouse.checks import sync_rules
    from warehouse.store import open_warehouse

    db = open_warehouse(None)
    sync_rules(db)
    return db


def load_one(db: Warehouse, file: Path, outcome: Outcome) -> Opened:
    """Put one report into an empty warehouse; raises SourceError with the reason where there is none."""
    source = identify(file)
    result = land(db, source, outcome, "check")
    if result.report_id is None:
        raise SourceError(f"{file}: {result.reason}")
    return Opened(db, result.report_id, file, source.sha256)


def existing(path: Path) -> Path:
    """The warehouse's path; raises SourceError where there is none, rather than making an empty one."""
    if not path.is_file():
        raise SourceError(
            f"There is no warehouse at {path}; make one with 'hmip run', or name another with --warehouse."
        )
    return path


@contextmanager
def opened(name: str, warehouse: Path | None) -> Iterator[Opened]:
    """A report by its id, its service's name, or its PDF. A PDF is read afresh and needs no warehouse.

    Raises SourceError or WarehouseError where there is no such report.
    """
    from warehouse.query import resolve_report
    from warehouse.store import open_warehouse

    file = Path(name)
    if file.is_file() or file.suffix.lower() == ".pdf":
        with started([file]) as pool, empty_warehouse() as db:
            yield load_one(db, file, show_detail(pool.extract(file)))
        return
    with open_warehouse(existing(warehouse_path(warehouse)), read_only=True) as db:
        report_id = resolve_report(db, name)
        row = db.row(
            "SELECT d.url, d.sha256 FROM documents AS d JOIN reports AS r ON r.document_sha256 = d.sha256 "
            "WHERE r.report_id = ?",
            [report_id],
        )
        url, sha256 = row or ("", "")
        yield Opened(db, report_id, Path(url), sha256)
