"""The Prefect flow over the same functions, on its own server in this process."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from flows.pipeline import Job
from tests.conftest import Runs
from tests.flows.conftest import Write

pytestmark = [
    pytest.mark.usefixtures("prefect"),
    # Prefect's own use of SQLAlchemy, a thousand times a run.
    pytest.mark.filterwarnings("ignore:Type object:DeprecationWarning"),
]


def test_the_flow_runs_one_task_a_document_and_publishes_its_summary(job: Job, write: Write, own_runs: Runs) -> None:
    from prefect.artifacts import Artifact

    from flows.inspections import run_flow

    write("a.pdf", "report Borchester")
    write("b.pdf", "crash")
    write("c.pdf", "refuse")
    write("d.pdf", "disk")
    summary = run_flow(job)
    assert [d.status.value for d in summary.documents] == ["extracted", "failed", "rejected", "extracted"]

    flow_run, task_runs = own_runs()
    tasks = {run.name: run for run in task_runs}
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


def test_a_flow_without_failures_completes(job: Job, write: Write, own_runs: Runs) -> None:
    from flows.inspections import run_flow

    write("a.pdf", "report Borchester")
    summary = run_flow(job)
    assert not summary.failed
    flow_run, _ = own_runs()
    assert flow_run.state is not None
    assert flow_run.state.is_completed()


def test_the_server_is_a_thread_of_this_process_in_a_folder_of_its_own(prefect: Path) -> None:
    from prefect.settings import get_current_settings

    assert any(thread.name == "prefect-server" for thread in threading.enumerate())
    assert get_current_settings().home == prefect
    assert (prefect / "prefect.db").is_file()
