"""Shared by all tests: Prefect, for those that ask for it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from prefect.client.schemas.objects import FlowRun, TaskRun

Runs = Callable[[], tuple["FlowRun", list["TaskRun"]]]


@pytest.fixture(scope="session")
def prefect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of Prefect while its server runs in this process, as `hmip run` starts it.

    There is one for all tests of the process: Prefect keeps its settings from when it was imported, and the first
    database that it opened, whatever is said to it later. What a test looks for there, it finds through `own_runs`.
    """
    from flows import server

    home = tmp_path_factory.mktemp("prefect")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("PREFECT_API_URL", "PREFECT_PROFILE"):
            patch.delenv(name, raising=False)
        for name, value in (*server.QUIET.items(), ("PREFECT_HOME", str(home))):
            patch.setenv(name, value)
        if "prefect" in sys.modules:
            from prefect.context import refresh_global_settings_context

            refresh_global_settings_context()
        with server.server():
            yield home


@pytest.fixture
def own_runs(prefect: Path, request: pytest.FixtureRequest) -> Iterator[Runs]:
    """Gives the one flow run that this test made, and its task runs, whatever other tests left on the server."""
    from prefect import tags
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterTags

    mark = request.node.nodeid
    made = FlowRunFilter(tags=FlowRunFilterTags(all_=[mark]))

    def runs() -> tuple[FlowRun, list[TaskRun]]:
        with get_client(sync_client=True) as client:
            (run,) = client.read_flow_runs(flow_run_filter=made)
            return run, client.read_task_runs(flow_run_filter=made)

    with tags(mark):
        yield runs
