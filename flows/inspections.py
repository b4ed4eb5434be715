"""The Prefect flow: the plain pipeline with one task a document, and its summary as artifacts.

Importing this module imports Prefect; `flows.server.configure` has to speak first.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from prefect.tasks import Task

from flows import artifact
from flows.isolate import ReaderPool, default_workers
from flows.outcome import Failure, Outcome
from flows.pipeline import RETRIES, RETRY_SECONDS, Job, Steps, check, run, worth_another_try
from flows.sources import SAMPLE, Discovery, discover
from flows.summary import RunSummary
from schemas.errors import HmipError
from schemas.records import DocumentStatus, Flag
from warehouse.store import Warehouse

current: ContextVar[Job | None] = ContextVar("current", default=None)
"""The job whose limits and watcher the flow uses: a function is no parameter that Prefect could store."""


class NotReadError(Exception):
    """A document that our reader failed on; Prefect shows its task as failed."""

    def __init__(self, outcome: Failure) -> None:
        super().__init__(outcome.reason)
        self.outcome = outcome


class DocumentsFailedError(HmipError):
    """Documents that our reader failed on; everything else of the run is done and in the summary."""

    def __init__(self, summary: RunSummary) -> None:
        count = len(summary.failed)
        super().__init__(f"{count} {'document' if count == 1 else 'documents'} failed: {summary.failed[0].reason}")
        self.summary = summary


def may_retry(_: Task[..., object], __: TaskRun, state: State[object]) -> bool:
    """Whether a failed task is worth another attempt."""
    error = state.data
    return isinstance(error, NotReadError) and worth_another_try(error.outcome)


@task(
    name="extract",
    task_run_name="extract {path.name}",
    retries=RETRIES,
    retry_delay_seconds=RETRY_SECONDS,
    retry_condition_fn=may_retry,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def extract_document(pool: ReaderPool, path: Path) -> Outcome:
    """What one document gave; raises NotReadError where our reader failed on it."""
    outcome = pool.extract(path)
    if isinstance(outcome, Failure) and outcome.status is DocumentStatus.FAILED:
        raise NotReadError(outcome)
    return outcome


@task(name="discover", cache_policy=NO_CACHE, persist_result=False)
def discover_source(source: str) -> Discovery:
    """The PDFs of a source."""
    return discover(source)


@task(name="check", cache_policy=NO_CACHE, persist_result=False)
def check_warehouse(db: Warehouse) -> tuple[Flag, ...]:
    """The open flags, after holding every report against every rule."""
    return check(db)


def extract_documents(pool: ReaderPool, paths: Sequence[Path]) -> Iterator[Outcome]:
    """Outcomes in the order of the paths, one task each, only a few ahead so that reports do not pile up in memory."""
    ahead: deque[PrefectFuture[Outcome]] = deque()
    for path in paths:
        ahead.append(extract_document.submit(pool, path))
        if len(ahead) >= 2 * pool.workers:
            yield outcome_of(ahead.popleft())
    while ahead:
        yield outcome_of(ahead.popleft())


def outcome_of(future: PrefectFuture[Outcome]) -> Outcome:
    """What a task gave, also where it failed on the document; any other failure of a task is raised."""
    try:
        return future.result()
    except NotReadError as error:
        return error.outcome


STEPS = Steps(discover=discover_source, read=extract_documents, check=check_warehouse)


@flow(name="inspections", validate_parameters=False, persist_result=False)
def inspections(source: str = SAMPLE, warehouse: str | None = None, workers: int | None = None) -> RunSummary:
    """Bring the warehouse up to date with a source; raises DocumentsFailedError at the end where our reader failed."""
    path = Path(warehouse) if warehouse else None
    job = replace(current.get() or Job(source, path), source=source, warehouse=path, workers=workers)
    summary = run(job, STEPS)
    create_table_artifact(key="hmip-run", table=artifact.table(summary), description=artifact.totals(summary))
    create_markdown_artifact(key="hmip-run-summary", markdown=artifact.markdown(summary))
    if summary.failed:
        raise DocumentsFailedError(summary)
    return summary


def run_flow(job: Job) -> RunSummary:
    """Run the flow for a job in this process; the summary comes back also where documents failed."""
    token = current.set(job)
    workers = job.workers or default_workers()
    runner = cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner[Any](max_workers=workers))
    try:
        return inspections.with_options(task_runner=runner)(
            job.source, str(job.warehouse) if job.warehouse else None, workers
        )
    except DocumentsFailedError as error:
        return error.summary
    finally:
        current.reset(token)
