"""Ending a run at any moment, and starting two together: the warehouse is that of an undisturbed run."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest

from flows.nightly_lock import AnotherRunError, only_run
from tests.nightly.conftest import House, Open
from tests.nightly.readers import tiny_pdf
from tests.nightly.sites import made, tiny_site

KILLS = 20 if os.environ.get("HMIP_SLOW") else 4
REPORTS = 40

CONTENT = {
    "reports": "* EXCLUDE (loaded_at, run_id)",
    "documents": "* EXCLUDE (fetched_at, run_id) REPLACE (regexp_replace(url, ':[0-9]+', '') AS url, "
    "regexp_replace(landing_url, ':[0-9]+', '') AS landing_url)",
    "publications": "* EXCLUDE (first_seen) REPLACE (regexp_replace(page, ':[0-9]+', '') AS page, "
    "regexp_replace(pdf_url, ':[0-9]+', '') AS pdf_url)",
    "report_evidence": "*",
    "service_links": "*",
    "services": "*",
    "flag_history": "* EXCLUDE (first_seen, last_seen, closed_at)",
}


def content(home: House) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in the warehouse but moments and ids of runs."""
    queries = {table: f"SELECT {columns} FROM {table} ORDER BY ALL" for table, columns in CONTENT.items()}  # noqa: S608
    return {table: home.rows(query) for table, query in queries.items()}


RUN = """
import sys
from pathlib import Path
from flows.nightly import NightJob
from flows.cli.nightly import run_night
watch = lambda step: print("step", file=sys.stderr, flush=True)
job = NightJob(warehouse=Path(sys.argv[1]), reader=sys.argv[2], workers=1, watch=watch)
done = run_night(job, prefect=False)
print("left" if done is None else done.totals())
"""


def start(home: House) -> subprocess.Popen[str]:
    """A night in a process of its own; it writes a line on standard error for each step."""
    settings = {
        "HMIP_PUBLISHERS": str(home.folder / "publishers.toml"),
        "HMIP_PAUSE_SECONDS": "0.005",
        "HMIP_RETRY_SECONDS": "0.02",
    }
    return subprocess.Popen(
        [sys.executable, "-c", RUN, str(home.warehouse), "tests.nightly.readers:tiny"],
        env={**os.environ, **settings},
        cwd=Path(__file__).resolve().parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kill_after(home: House, step: int, moment: float) -> bool:
    """Kill a night a moment after one of its steps; whether it was still running."""
    with start(home) as process:
        assert process.stderr is not None
        for _ in range(step):
            process.stderr.readline()
        time.sleep(moment)
        process.kill()
    return process.returncode == -signal.SIGKILL


def test_killed_at_random_moments_the_next_run_completes(house: Open) -> None:
    calm = house(tiny_site(REPORTS))
    process = start(calm)
    _, said = process.communicate(timeout=300)
    assert process.returncode == 0, said
    steps = said.count("step\n")
    assert steps > 2 * REPORTS  # each entry, then each report that is read
    expected = content(calm)
    rng = Random(8)  # noqa: S311
    killed = 0
    while killed < KILLS:
        home = house(tiny_site(REPORTS))
        # After the last step there is still the checking, publishing and telling: every fourth is ended there.
        step, moment = (steps, 0.6) if killed % 4 == 3 else (rng.randint(0, steps), 0.02)
        if not kill_after(home, step, rng.uniform(0, moment)):
            continue  # it was quicker than the kill
        killed += 1
        assert home.night().is_whole
        assert content(home) == expected
        assert not list(home.folder.rglob(".part-*"))
        assert not list(home.folder.glob(".*.building*"))
        sent = [request.path for request in home.site.requests if request.sent_pdf]
        assert len(sent) - len(set(sent)) <= 1  # only what was under way when it was killed is fetched again


def test_killed_between_the_fetch_and_the_load_of_a_correction(house: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    home = house(tiny_site(4))

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("flows.nightly.load", die)
        for rating in ("Good", "Inadequate"):
            home.site.replace_pdf(made(2).slug, tiny_pdf("Place 002", made(2).published, rating), touch=True)
            with pytest.raises(KeyboardInterrupt):
                home.night()
    done = home.night()
    assert len(done.digest.corrected) == 1
    assert home.rows("SELECT overall_rating FROM reports WHERE area = 'Place 002' AND is_current") == [("Inadequate",)]


def test_two_runs_started_together(house: Open) -> None:
    home = house(tiny_site(REPORTS))
    processes = [start(home), start(home)]
    said = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    left = [text for text, errors in said if text == "left\n" and "Another run is at work (process" in errors]
    if not left:  # on a busy machine one may have ended before the other began; then that one had nothing to do
        assert sum("0 PDFs fetched" in text for text, _ in said) == 1
    assert home.rows("SELECT count(*) FROM reports") == [(REPORTS,)]
    assert len([r for r in home.site.requests if r.sent_pdf]) == REPORTS


def test_the_lock_names_its_holder(tmp_path: Path) -> None:
    lock = tmp_path / "run.lock"
    with only_run(lock), pytest.raises(AnotherRunError, match=f"process {os.getpid()}"), only_run(lock):
        raise AssertionError
    with only_run(tmp_path / "run.lock"):
        assert str(os.getpid()) in (tmp_path / "run.lock").read_text()


def test_a_lock_that_a_killed_run_left_to_its_child_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    lock = tmp_path / "run.lock"
    lock.write_text(f"process {ended.pid}, since 2024-05-01 03:30 UTC\n")
    with lock.open() as child:
        fcntl.flock(child, fcntl.LOCK_EX)
        threading.Timer(0.3, lambda: fcntl.flock(child, fcntl.LOCK_UN)).start()
        with only_run(lock):
            assert f"process {os.getpid()}" in lock.read_text()
