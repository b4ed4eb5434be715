"""The night as a Prefect flow in this process, and as a plain command that cron starts."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner

from flows.cli.app import app
from flows.errors import SourceError
from flows.nightly_lock import only_run
from tests.conftest import Runs
from tests.nightly.conftest import Open
from tests.nightly.sites import bare_site, made
from tests.replica.faults import Fault
from warehouse.publish import working_path

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.usefixtures("prefect")
@pytest.mark.filterwarnings("ignore:Type object:DeprecationWarning")
class TestInProcess:
    def test_tasks_artifacts_cache_and_state(self, house: Open, own_runs: Runs) -> None:
        from prefect.artifacts import Artifact

        from flows.nightly_flow import run_night_flow

        home = house(bare_site(3))
        done = run_night_flow(home.job())
        assert len(done.digest.new) == 3

        async def artifact(key: str) -> str:
            found = await Artifact.aget(key=key)
            assert found is not None
            return str(found.data)

        assert "place-001" in asyncio.run(artifact("hmip-night"))
        assert "3 new reports" in asyncio.run(artifact("hmip-digest"))
        run, tasks = own_runs()
        assert run.state is not None
        assert run.state.is_completed()
        assert {task.name.split(" ")[0] for task in tasks} >= {"collect", "extract"}
        assert (home.folder / "raw" / "nightly.log").read_text().count("event=fetched") == 3

        # The same content read again by the same extractors, into another warehouse, comes from the cache.
        home.warehouse.unlink()
        working_path(home.warehouse).unlink()
        again = run_night_flow(home.job(reader="tests.nightly.test_flow:never"))
        assert len(again.documents) == 3
        assert home.rows("SELECT count(*) FROM reports") == [(3,)]

    def test_an_incomplete_night_fails_and_says_so(
        self, house: Open, own_runs: Runs, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from flows.nightly_flow import run_night_flow

        home = house(bare_site(2))
        monkeypatch.setenv("HMIP_WEBHOOK", home.base + "/hook")
        home.site.faults = [Fault("403", made(1).slug + ".pdf")]
        done = run_night_flow(home.job())
        assert not done.is_whole
        run, _ = own_runs()
        assert run.state is not None
        assert run.state.is_failed()
        assert "403" in (run.state.message or "")
        assert home.site.asked("/hook")
        assert "event=night_failed flow=nightly" in (home.folder / "raw" / "nightly.log").read_text()

    def test_a_server_that_does_not_answer_is_one_sentence(self, house: Open) -> None:
        from prefect.settings import PREFECT_API_URL, temporary_settings

        from flows.cli.nightly import run_night

        home = house(bare_site(1))
        settings = {PREFECT_API_URL: "http://someone:secret@127.0.0.1:9/api"}
        said = r"at http://127\.0\.0\.1:9/api does not answer \(ConnectError\): start it"
        with temporary_settings(settings), pytest.raises(SourceError, match=said):
            run_night(home.job(), prefect=True)
        assert not home.site.requests

    def test_where_another_run_is_at_work_the_flow_leaves(self, house: Open) -> None:
        from flows.nightly_flow import run_night_flow
        from flows.nightly_lock import AnotherRunError

        home = house(bare_site(1))
        with only_run(home.folder / "raw" / "run.lock"), pytest.raises(AnotherRunError, match="this one leaves"):
            run_night_flow(home.job())
        assert not home.site.requests


VERSION = "1"


def never(path: Path) -> None:
    """A reader of the same version that must not be asked."""
    raise AssertionError(path)


def as_cron_would(home_folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """The command with next to no environment, from another folder."""
    return subprocess.run(
        [str(Path(sys.executable).parent / "hmip"), *arguments],
        env={"PATH": "/usr/bin:/bin", "HOME": str(home_folder), **settings},
        cwd="/",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_plain_command_from_cron(house: Open) -> None:
    from tests.replica.reports import make_reports
    from tests.replica.site import make_site

    reports = make_reports(2)
    home = house(make_site(reports))
    settings = {"HMIP_PUBLISHERS": str(home.folder / "publishers.toml"), "HMIP_PAUSE_SECONDS": "0"}
    first = as_cron_would(home.folder, "nightly", "--no-prefect", "--warehouse", str(home.warehouse), **settings)
    assert first.returncode == 0, first.stderr
    assert "2 new reports" in first.stdout
    live = ("run", "--source", "live", "--no-prefect", "--warehouse", str(home.warehouse))
    second = as_cron_would(home.folder, *live, **settings)
    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout.endswith(": nothing new.\n")
    assert len(second.stdout.splitlines()) == 1
    with only_run(home.folder / "raw" / "run.lock"):
        third = as_cron_would(home.folder, *live, "--json", **settings)
    assert (third.returncode, third.stdout) == (0, "null\n")
    assert "Another run is at work" in third.stderr
    filled = as_cron_would(home.folder, "backfill", "--from", "2018", "--warehouse", str(home.warehouse), **settings)
    assert "in all: 9 shown, 2 loaded, 0 missing" in filled.stdout


def test_a_publisher_that_is_not_on_file_is_one_sentence(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    said = CliRunner().invoke(app, ["nightly", "--no-prefect", "--publisher", "x", "--warehouse", str(warehouse)])
    assert said.exit_code == 3
    assert said.stderr == "hmip: There is no publisher 'x' in publishers.toml; it has new-site, old-site.\n"


def test_a_schedule_without_a_server_says_what_to_do(tmp_path: Path) -> None:
    said = as_cron_would(tmp_path, "schedule", "--warehouse", str(tmp_path / "w.duckdb"), PREFECT_HOME=str(tmp_path))
    assert said.returncode == 3
    assert "prefect server start" in said.stderr


@pytest.mark.parametrize("first", ["2026-03-28", "2026-10-24"])
def test_the_schedule_fires_once_a_night_also_when_the_clocks_change(first: str) -> None:
    from prefect.server.schemas.schedules import CronSchedule

    from flows.nightly_times import CRON, TIMEZONE

    london = ZoneInfo(TIMEZONE)
    start = datetime.fromisoformat(first).replace(tzinfo=london)
    moments = asyncio.run(CronSchedule(cron=CRON, timezone=TIMEZONE).get_dates(3, start=start))
    assert [f"{moment.astimezone(london):%d %H:%M}" for moment in moments] == [
        f"{start + timedelta(days=day):%d} 03:30" for day in range(3)
    ]
    assert len({moment.astimezone(london).utcoffset() for moment in moments}) == 2


def test_the_deployment_on_file_is_the_one_that_the_command_makes() -> None:
    from importlib import import_module

    from flows.nightly_schedule import ENTRYPOINT, NAME, POOL
    from flows.nightly_times import CRON, TIMEZONE

    (deployment,) = import_module("yaml").safe_load((ROOT / "prefect.yaml").read_text())["deployments"]
    assert deployment["schedules"] == [{"cron": CRON, "timezone": TIMEZONE, "active": True}]
    assert TIMEZONE == "Europe/London"
    assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}
    assert (deployment["name"], deployment["entrypoint"]) == (NAME, ENTRYPOINT)
    assert deployment["work_pool"]["name"] == POOL
    assert "prefect>=3.8.8,<4" in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    assert (ROOT / ENTRYPOINT.partition(":")[0]).is_file()
