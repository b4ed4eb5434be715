"""Discover, extract, load, check: a whole run as plain functions. The Prefect flow puts tasks in their place.

Extraction runs in parallel, loading one report at a time and in the order of the files' names: there is one writer, and
the same folder gives the same warehouse however long each document took to read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flows.isolate import ReaderPool
from flows.landing import land
from flows.ledger import finish, known_reports, report_lines, start
from flows.outcome import Failure, Limits, Outcome
from flows.processes import FULL_READER
from flows.sources import Discovery, SourceFile, discover
from flows.summary import DocumentResult, RunSummary
from flows.survey import Survey, survey
from schemas.errors import WarehouseError
from schemas.records import Flag

if TYPE_CHECKING:
    from warehouse.store import Warehouse

RETRIES = 2
"""Further attempts where the file, not its content, made the trouble."""
RETRY_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come."""

    done: int
    """Documents finished."""
    total: int
    """Documents to be read."""
    name: str
    """The document finished last, or what the run does now."""


Watcher = Callable[[Progress], None]


def ignore(_: Progress) -> None:
    """A watcher that watches nothing."""


def worth_another_try(outcome: Outcome) -> bool:
    """Whether the same document may well be read the next time: a disk changes its mind, a document never does."""
    return isinstance(outcome, Failure) and outcome.transient


def read_patiently(pool: ReaderPool, path: Path) -> Outcome:
    """The outcome of one document, after a few attempts where the file could not be read."""
    outcome = pool.extract(path)
    for _ in range(RETRIES):
        if not worth_another_try(outcome):
            break
        time.sleep(RETRY_SECONDS)
        outcome = pool.extract(path)
    return outcome


def read_all(pool: ReaderPool, paths: Sequence[Path]) -> Iterator[Outcome]:
    """Outcomes in the order of the paths."""
    return pool.map(paths, read_patiently)


def check(db: Warehouse) -> tuple[Flag, ...]:
    """Hold every report against every rule, and give the open flags."""
    from warehouse.checks import run_checks

    return run_checks(db)


@dataclass(frozen=True, slots=True)
class Steps:
    """The functions that a run is made of; the Prefect flow puts tasks in their place."""

    discover: Callable[[str], Discovery] = discover
    read: Callable[[ReaderPool, Sequence[Path]], Iterator[Outcome]] = read_all
    check: Callable[[Warehouse], tuple[Flag, ...]] = check


@dataclass(frozen=True, slots=True)
class Job:
    """What a run is to do."""

    source: str
    """`sample`, or a folder."""
    warehouse: Path | None
    """The file; None for one in memory that is gone afterwards."""
    workers: int | None = None
    limits: Limits | None = None
    reader: str = FULL_READER
    """`module:function` that the workers read a document with."""
    watch: Watcher = ignore


def run(job: Job, steps: Steps | None = None) -> RunSummary:
    """Do a whole run; raises SourceError, WarehouseError, ConfigError or ReaderError where it cannot go on at all."""
    from flows.services import apply_services
    from flows.settings import SERVICES
    from warehouse.publish import writing
    from warehouse.store import open_warehouse

    steps = steps or Steps()
    started = datetime.now(UTC)
    found = steps.discover(job.source)
    if job.warehouse is not None:
        make_folder(job.warehouse)
    opened = open_warehouse(None) if job.warehouse is None else writing(job.warehouse)
    with ReaderPool(job.workers, job.limits, job.reader) as pool, opened as db:
        pool.warm(len(found.files))
        run_id = start(db, job.source)
        files = survey(found.files, known_reports(db, pool.version()))
        documents = settle(files, read_and_load(db, files, pool, steps, job.watch, run_id))
        job.watch(Progress(len(files.to_read), len(files.to_read), "checking"))
        apply_services(db, SERVICES)
        ids = {d.report_id for d in documents if d.report_id}
        flags = tuple(flag for flag in steps.check(db) if flag.report_id in ids)
        summary = RunSummary(
            run_id=run_id,
            source=job.source,
            warehouse=str(job.warehouse) if job.warehouse else None,
            started_at=started,
            ended_at=datetime.now(UTC),
            left_out=found.left_out,
            documents=documents,
            reports=report_lines(db, ids, flags),
            flags=flags,
        )
        finish(db, summary)
    return summary


def make_folder(warehouse: Path) -> None:
    """Make the folder that the warehouse goes into; raises WarehouseError where that is refused."""
    try:
        warehouse.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise WarehouseError(
            f"The folder {warehouse.parent} cannot be made ({reason}); choose another place with --warehouse."
        ) from error


def read_and_load(
    db: Warehouse, files: Survey, pool: ReaderPool, steps: Steps, watch: Watcher, run_id: str
) -> dict[str, DocumentResult]:
    """The results by SHA-256 of the files that have to be read, each loaded before the next."""
    results = {}
    total = len(files.to_read)
    watch(Progress(0, total, "reading"))
    outcomes = steps.read(pool, [file.path for file in files.to_read])
    for done, (file, outcome) in enumerate(zip(files.to_read, outcomes, strict=True), start=1):
        results[file.sha256] = land(db, file, outcome, run_id)
        watch(Progress(done, total, file.path.name))
    return results


def settle(files: Survey, read: Mapping[str, DocumentResult]) -> tuple[DocumentResult, ...]:
    """One result a file of the source; a second file of the same content takes over what became of the first."""
    settled: list[DocumentResult] = []
    first: dict[str | None, DocumentResult] = {}
    for file in files.files:
        result = read[file.sha256] if isinstance(file, SourceFile) else file
        if result.same_as is not None:
            result = first[result.sha256].model_copy(update={"name": result.name, "same_as": result.same_as})
        else:
            first[result.sha256] = result
        settled.append(result)
    return tuple(settled)
