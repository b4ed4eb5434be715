"""Shared by all tests: Prefect, for those that ask for it, and tests whose program is not installed.

Those are left out, and the summary says so plainly, with how to get the program.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.programs import PROGRAMS, notice, without

if TYPE_CHECKING:
    from prefect.client.schemas.objects import FlowRun, TaskRun

Runs = Callable[[], tuple["FlowRun", list["TaskRun"]]]
LEFT_OUT = pytest.StashKey[Counter[str]]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what cannot be looked at on this machine."""
    missing = {name for name, program in PROGRAMS.items() if program.path is None}
    needs = {item: without(missing, tuple(getattr(item, "fixturenames", ()))) for item in items}
    config.stash[LEFT_OUT] = Counter(name for name in needs.values() if name)
    config.hook.pytest_deselected(items=[item for item, name in needs.items() if name])
    items[:] = [item for item, name in needs.items() if not name]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was not tested."""
    left_out = config.stash.get(LEFT_OUT, Counter())
    if left_out:
        terminalreporter.section("some tests did not run", sep="!", red=True)
    for name, count in left_out.items():
        for line in notice(name, count):
            terminalreporter.line(line)


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
