"""The Prefect flow of a night: the same plain functions with tasks in their place, hooks, and artifacts.

Importing this module imports Prefect. A worker imports it by the entrypoint in `prefect.yaml`.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import FlowRun, State
from prefect.context import TaskRunContext
from prefect.flows import Flow
from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows import nightly_artifact
from flows.digest_send import post
from flows.errors import SourceError
from flows.inspections import NotReadError, may_retry, outcome_of
from flows.isolate import ReaderPool, default_workers
from flows.nightly import NightJob, NightSteps, collect, night
from flows.nightly_find import Basket, Finder, Settled
from flows.nightly_lock import AnotherRunError
from flows.nightly_log import log_to_file
from flows.nightly_summary import Night
from flows.outcome import Failure, Outcome
from flows.pipeline import RETRIES, RETRY_SECONDS, Steps, check
from flows.publisher.listing import Entry, Publisher
from flows.settings import load_settings
from schemas.errors import HmipError
from schemas.records import DocumentStatus, Flag
from warehouse.store import Warehouse

log = logging.getLogger(__name__)

TIME_LIMIT_SECONDS = 6 * 3600
"""A night is ended after this, whatever it does; fetching stops long before, see HMIP_TIME_LIMIT_MINUTES."""
CACHE_DAYS = 30
WAREHOUSE = "data/hmip.duckdb"


@dataclass(slots=True)
class Here:
    """A run in this process: its job, and what it did."""

    job: NightJob
    night: Night | None = None


current: ContextVar[Here | None] = ContextVar("current", default=None)
"""The run in this process; a worker makes its own job from the environment."""


class NightIncompleteError(HmipError):
    """A night that could not do everything; what it did is in the warehouse."""

    def __init__(self, done: Night) -> None:
        super().__init__(done.digest.title + ": " + " ".join(done.digest.troubles[:3]))
        self.night = done


def by_content(_: TaskRunContext, parameters: dict[str, Any]) -> str:
    """The same bytes are never read twice by the same extractors."""
    return f"extract-{parameters['version']}-{Path(parameters['path']).stem}"


@task(
    name="extract",
    task_run_name="extract {path.stem}",
    cache_key_fn=by_content,
    cache_expiration=timedelta(days=CACHE_DAYS),
    persist_result=True,
    retries=RETRIES,
    retry_delay_seconds=RETRY_SECONDS,
    retry_condition_fn=may_retry,
)
def extract_content(pool: ReaderPool, path: Path, version: str | None) -> Outcome:
    """What one stored file gave; raises NotReadError where our reader failed on it."""
    outcome = pool.extract(path)
    if isinstance(outcome, Failure) and outcome.status is DocumentStatus.FAILED:
        raise NotReadError(outcome)
    return outcome


def extract_contents(pool: ReaderPool, paths: Sequence[Path]) -> Iterator[Outcome]:
    """Outcomes in the order of the paths, one task each, only a few ahead."""
    version = pool.version()
    ahead: deque[PrefectFuture[Outcome]] = deque()
    for path in paths:
        ahead.append(extract_content.submit(pool, path, version))
        if len(ahead) >= 2 * pool.workers:
            yield outcome_of(ahead.popleft())
    while ahead:
        yield outcome_of(ahead.popleft())


@task(name="collect", task_run_name="collect {publisher.name}", cache_policy=NO_CACHE, persist_result=False)
def collect_task(finder: Finder, publisher: Publisher, entries: Sequence[Entry], basket: Basket) -> list[Settled]:
    """Fetch what is new of a publisher. Retries are the client's: it alone knows what a server asked for."""
    return collect(finder, publisher, entries, basket)


@task(name="check", cache_policy=NO_CACHE, persist_result=False)
def check_warehouse(db: Warehouse) -> tuple[Flag, ...]:
    """The open flags, after holding every report against every rule."""
    return check(db)


STEPS = NightSteps(collect=collect_task, pipeline=Steps(read=extract_contents, check=check_warehouse))


def say_so(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:
    """A night that did not end well is told to the log and to the webhook."""
    settings = load_settings()
    here = current.get()
    job = here.job if here else NightJob(Path(flow_run.parameters.get("warehouse", WAREHOUSE)), settings)
    with suppress(SourceError), log_to_file(job.folder):
        name, run = flow.name, flow_run.name
        log.error("event=night_failed flow=%s run=%s state=%s message=%s", name, run, state.name, state.message)
    if settings.webhook:
        post(settings, {"title": f"The night did not end well: {state.name}", "text": state.message or ""})


@flow(
    name="nightly",
    validate_parameters=False,
    persist_result=False,
    timeout_seconds=TIME_LIMIT_SECONDS,
    on_failure=[say_so],
    on_crashed=[say_so],
)
def nightly(
    warehouse: str = WAREHOUSE,
    publishers: Sequence[str] = (),
    from_year: int | None = None,
    workers: int | None = None,
) -> str:
    """Bring the warehouse up to date with what publishers show; a sentence on what was done.

    Raises NightIncompleteError at the end where not everything could be done. Where another run is at work it leaves.
    """
    here = current.get() or Here(NightJob(warehouse=Path(warehouse)))
    job = replace(
        here.job, warehouse=Path(warehouse), publishers=tuple(publishers), from_year=from_year, workers=workers
    )
    try:
        with log_to_file(job.folder):
            done = night(job, STEPS)
    except AnotherRunError as error:
        create_markdown_artifact(key=nightly_artifact.KEY_DIGEST, markdown=f"{error}\n")
        return str(error)
    create_table_artifact(key=nightly_artifact.KEY_TABLE, table=nightly_artifact.table(done), description=done.totals())
    create_markdown_artifact(key=nightly_artifact.KEY_DIGEST, markdown=nightly_artifact.text(done))
    here.night = done
    if not done.is_whole:
        raise NightIncompleteError(done)
    return done.totals()


def run_night_flow(job: NightJob) -> Night:
    """Run the flow for a job in this process; the night comes back also where it is incomplete."""
    here = Here(job)
    token = current.set(here)
    workers = job.workers or default_workers()
    runner = cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner[Any](max_workers=workers))
    try:
        said = nightly.with_options(task_runner=runner)(
            str(job.warehouse), list(job.publishers), job.from_year, workers
        )
    except NightIncompleteError as error:
        return error.night
    finally:
        current.reset(token)
    if here.night is None:
        raise AnotherRunError(said)
    return here.night
