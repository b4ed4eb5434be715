"""The schedule on a real Prefect server with a process worker, both on the loopback interface."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows import server as quiet
from tests.nightly.conftest import Open
from tests.replica.reports import make_reports
from tests.replica.site import make_site

BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parents[2]
EVERY_TEN_SECONDS = "* * * * * */10"
"""Prefect's cron may have seconds as a sixth field."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def process(log: Path, environment: dict[str, str], *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that ends with the block, and whatever it started with it."""
    with log.open("wb") as stream:
        started = subprocess.Popen(
            arguments, env=environment, cwd=ROOT, stdout=stream, stderr=stream, start_new_session=True
        )
        try:
            yield started
        finally:
            os.killpg(started.pid, signal.SIGTERM)
            try:
                started.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(started.pid, signal.SIGKILL)
                started.wait()


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=2) as answer:  # noqa: S310 - our own server
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def until(seconds: float, ready: object) -> bool:
    deadline = time.monotonic() + seconds
    assert callable(ready)
    while time.monotonic() < deadline:
        if ready():
            return True
        time.sleep(0.2)
    return False


def test_the_schedule_fires_and_the_worker_fills_the_warehouse(house: Open, tmp_path: Path) -> None:
    home = house(make_site(make_reports(3)))
    port = free_port()
    address = f"http://127.0.0.1:{port}/api"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")},
        **quiet.QUIET,
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PREFECT_API_URL": address,
        "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "2",
        "PREFECT_WORKER_QUERY_SECONDS": "1",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "HMIP_PUBLISHERS": str(home.folder / "publishers.toml"),
        "HMIP_PAUSE_SECONDS": "0",
    }
    prefect = str(BIN / "prefect")
    log = tmp_path / "worker.log"
    serve = (prefect, "server", "start", "--host", "127.0.0.1", "--port", str(port))
    with process(tmp_path / "server.log", environment, *serve):
        assert until(400, lambda: answers(address)), (tmp_path / "server.log").read_text()
        said = subprocess.run(
            [str(BIN / "hmip"), "schedule", "--warehouse", str(home.warehouse), "--cron", EVERY_TEN_SECONDS],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert said.returncode == 0, said.stderr
        assert "Europe/London" in said.stdout
        # Not the digest: on a busy machine the next run, a quiet one, may have written another by the time it is read.
        feed = home.folder / "feed.xml"
        with process(log, environment, prefect, "worker", "start", "--pool", "hmip", "--type", "process"):
            assert until(400, lambda: feed.is_file() and "3 new reports" in feed.read_text()), log.read_text()
    assert home.rows("SELECT count(*) FROM reports") == [(3,)]
    check_deployment(tmp_path / "prefect" / "prefect.db")


def check_deployment(database: Path) -> None:
    """What the server kept: runs that the schedule made, one at a time, in London time."""
    import sqlite3

    with sqlite3.connect(database) as db:
        ((limit, options),) = db.execute("SELECT concurrency_limit, concurrency_options FROM deployment").fetchall()
        ((schedule, active),) = db.execute("SELECT schedule, active FROM deployment_schedule").fetchall()
        scheduled = db.execute(
            "SELECT count(*) FROM flow_run WHERE auto_scheduled AND start_time IS NOT NULL"
        ).fetchone()
    assert limit == 1 or "1" in str(limit)
    assert "CANCEL_NEW" in options
    assert "Europe/London" in schedule
    assert active
    assert scheduled[0] >= 1
