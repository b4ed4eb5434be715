"""A whole night as plain functions: look at what publishers show, fetch what is new, load it, and say what is news.

Whatever ends the process, the next night goes on from there: files are kept whole or not at all, every step is one
transaction, and what is to be done is worked out anew from what is there. The Prefect flow puts tasks in place of some
of these functions.
"""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from flows.digest import Digest, build
from flows.digest_send import deliver
from flows.fetch.allow import Resolve, resolve
from flows.fetch.client import Client
from flows.fetch.ledger import Ledger, stamp
from flows.fetch.store import sweep
from flows.isolate import ReaderPool
from flows.nightly_find import Basket, Finder, Settled
from flows.nightly_load import load, patient_warehouse, year_counts
from flows.nightly_lock import only_run
from flows.nightly_summary import Found, Night
from flows.outcome import Limits
from flows.pipeline import Progress, Steps, Watcher, ignore, make_folder
from flows.processes import FULL_READER
from flows.publisher.build import publishers
from flows.publisher.config import load_publishers
from flows.publisher.listing import Entry, Publisher
from flows.services import load_services
from flows.settings import Settings, load_settings
from flows.summary import RunSummary
from warehouse.publish import publish, remove_leftovers, working_file, working_path

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NightJob:
    """What a night is to do."""

    warehouse: Path
    settings: Settings = field(default_factory=load_settings)
    publishers: tuple[str, ...] = ()
    """By name; empty for all that take part in a night, or in a backfill."""
    from_year: int | None = None
    """The first year of a backfill; None for a usual night."""
    workers: int | None = None
    limits: Limits | None = None
    reader: str = FULL_READER
    watch: Watcher = ignore
    lookup: Resolve = resolve

    @property
    def working(self) -> Path:
        """The file that the night writes; readers have the published one."""
        return working_path(self.warehouse)

    @property
    def folder(self) -> Path:
        """Where fetched files and the ledger are."""
        return self.settings.raw or self.warehouse.parent / "raw"


Collect = Callable[[Finder, Publisher, Sequence[Entry], Basket], list[Settled]]


def collect(finder: Finder, publisher: Publisher, entries: Sequence[Entry], basket: Basket) -> list[Settled]:
    """Fetch what is new of a publisher; the entries that were known and left alone."""
    return finder.collect(publisher, entries, basket)


@dataclass(frozen=True, slots=True)
class NightSteps:
    """The functions that a night is made of; the Prefect flow puts tasks in their place."""

    collect: Collect = collect
    pipeline: Steps = field(default_factory=Steps)


def night(job: NightJob, steps: NightSteps | None = None) -> Night:
    """Do a whole night; raises AnotherRunError, ConfigError, SourceError or WarehouseError where it cannot go on."""
    with only_run(job.folder / "run.lock"), Ledger(job.folder / "ledger.sqlite3") as ledger:
        if left := sweep(job.folder) + sweep(job.warehouse.parent, below=False) + remove_leftovers(job.warehouse):
            log.warning("event=swept files=%d", left)
        return _night(job, steps or NightSteps(), ledger)


def _night(job: NightJob, steps: NightSteps, ledger: Ledger) -> Night:
    started, began = datetime.now(UTC), stamp()
    make_folder(job.warehouse)
    working_file(job.warehouse)
    file = load_publishers(job.settings.publishers)
    load_services(job.settings.services)  # a list that is wrong should be known before anyone is asked for anything
    kinds = json.dumps([kind.model_dump() for kind in file.kind])
    deadline = time.monotonic() + 60 * job.settings.time_limit_minutes if job.from_year is None else float("inf")
    with (
        Client(job.settings, ledger, file.hosts, job.lookup) as client,
        ReaderPool(job.workers, job.limits, job.reader) as pool,
    ):
        finder = Finder(
            client=client,
            ledger=ledger,
            folder=job.folder,
            settings=job.settings,
            wording=hashlib.sha256(kinds.encode()).hexdigest()[:12],
            deadline=deadline,
            from_year=job.from_year,
            watch=job.watch,
        )
        taking_part = publishers(file, job.publishers, backfill=job.from_year is not None)
        found, runs = _find_and_load(job, steps, ledger, finder, pool, taking_part)
    with patient_warehouse(job.working) as db:
        digest = _digest(job, ledger, runs, found, began, lambda *args: build(db, *args))
        years = year_counts(db) if job.from_year is not None else ()
    publish(job.working, job.warehouse)
    deliver(digest, job.warehouse.parent, ledger, job.settings)
    result = Night(
        run_ids=tuple(run.run_id for run in runs),
        started_at=started,
        ended_at=datetime.now(UTC),
        found=tuple(found),
        documents=tuple(d for run in runs for d in run.documents),
        digest=digest,
        requests=client.tally.requests,
        not_modified=client.tally.unchanged,
        bytes=client.tally.bytes,
        paused_seconds=client.tally.paused,
        years=years,
    )
    log.info("event=night_done %s", result.totals())
    return result


def _find_and_load(
    job: NightJob,
    steps: NightSteps,
    ledger: Ledger,
    finder: Finder,
    pool: ReaderPool,
    taking_part: Sequence[Publisher],
) -> tuple[list[Found], list[RunSummary]]:
    """Year by year in a backfill, all at once otherwise: what was fetched is loaded before the next year is fetched."""
    years = None if job.from_year is None else range(job.from_year, datetime.now(UTC).year + 1)
    shown = [(publisher, *finder.entries(publisher, years)) for publisher in taking_part]
    baskets = [basket for _, _, basket in shown]
    runs, fetched = [], 0
    for year in [None] if years is None else [*years, None]:
        for publisher, entries, basket in shown:
            part = entries if years is None else [e for e in entries if _of_year(e, year)]
            settled = steps.collect(finder, publisher, part, basket)
            finder.recheck(publisher, settled, basket)
        job.watch(Progress(0, 0, f"loading {year or ''}".strip()))
        fetched, loaded = sum(len(basket.fetched) for basket in baskets), fetched
        if year is None or fetched > loaded:
            runs.append(load(job.working, ledger, job.folder, pool, steps.pipeline, job.watch, job.settings.services))
    return [basket.done() for basket in baskets], runs


def _of_year(entry: Entry, year: int | None) -> bool:
    """Whether an entry is of a year; None stands for those whose listing shows no date."""
    return (entry.published.year if entry.published else None) == year


Build = Callable[[datetime, Sequence[str], Sequence[str], datetime | None, int], Digest]


def _digest(
    job: NightJob, ledger: Ledger, runs: Sequence[RunSummary], found: Sequence[Found], began: str, make: Build
) -> Digest:
    announced = [report_id for (report_id,) in ledger.rows("SELECT report_id FROM announced")]
    last = ledger.rows("SELECT max(at) FROM digests")[0][0]
    digest = make(
        datetime.now(UTC),
        [run.run_id for run in runs],
        announced,
        datetime.fromisoformat(last) if last else None,
        job.settings.stale_years,
    )
    troubles = [f"{f.publisher}: {f.failure}" for f in found if f.failure]
    troubles += [
        f"{f.postponed} publications of {f.publisher} are left for the next night." for f in found if f.postponed
    ]
    troubles += [f"{url}: {reason}" for f in found for url, reason in f.missed]
    return digest.model_copy(
        update={
            "troubles": tuple(troubles),
            "left_out": tuple((left.title or left.page, left.reason) for f in found for left in f.left_out),
            "faults": len(ledger.faults_since(began)),
        }
    )
