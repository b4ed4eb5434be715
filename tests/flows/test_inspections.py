"""The Prefect flow over the same functions, on its own server in this process."""

from __future__ import annotations

import asyncio
import threading

import pytest

from flows.pipeline import Job
from tests.flows.conftest import Write

pytestmark = [
    pytest.mark.usefixtures("prefect"),
    # Prefect's own use of SQLAlchemy, a thousand times a run.
    pytest.mark.filterwarnings("ignore:Type object:DeprecationWarning"),
]


def test_the_flow_runs_one_task_a_document_and_publishes_its_summary(job: Job, write: Write) -> None:
    from prefect.artifacts import Artifact
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.sorting import FlowRunSort

    from flows.inspections import run_flow

    write("a.pdf", "report Borchester")
    write("b.pdf", "crash")
    write("c.pdf", "refuse")
    write("d.pdf", "disk")
    summary = run_flow(job)
    assert [d.status.value for d in summary.documents] == ["extracted", "failed", "rejected", "extracted"]

    with get_client(sync_client=True) as client:
        (flow_run,) = client.read_flow_runs(limit=1, sort=FlowRunSort.START_TIME_DESC)
        tasks = {run.name: run for run in client.read_task_runs()}
    assert flow_run.state is not None
    assert flow_run.state.is_failed()
    assert "1 document failed" in (flow_run.state.message or "")
    assert {"extract a.pdf", "extract b.pdf", "extract c.pdf", "extract d.pdf"} <= tasks.keys()
    assert {name.split("-")[0] for name in tasks} >= {"discover", "check"}
    assert tasks["extract d.pdf"].run_count == 2
    assert tasks["extract b.pdf"].run_count == 1

    async def artifact(key: str) -> str:
        found = await Artifact.aget(key=key)
        assert found is not None
        return str(found.data)

    assert "borchester-2023-09" in asyncio.run(artifact("hmip-run"))
    text = asyncio.run(artifact("hmip-run-summary"))
    assert "## Failed" in text
    assert "c.pdf" in text


def test_a_flow_without_failures_completes(job: Job, write: Write) -> None:
    from prefect.client.orchestration import get_client

    from flows.inspections import run_flow

    write("a.pdf", "report Borchester")
    summary = run_flow(job)
    assert not summary.failed
    with get_client(sync_client=True) as client:
        assert any(run.state is not None and run.state.is_completed() for run in client.read_flow_runs())


def test_the_server_is_a_thread_of_this_process() -> None:
    assert any(thread.name == "prefect-server" for thread in threading.enumerate())
