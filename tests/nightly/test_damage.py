"""What happens to files between two nights: damaged, lost, held by others. One sentence, or healed without one."""

from __future__ import annotations

import logging
import os
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.errors import SourceError
from flows.fetch.ledger import Ledger
from flows.nightly_log import log_to_file
from schemas.errors import WarehouseError
from tests.nightly.conftest import House, Open
from tests.nightly.sites import bare_site
from warehouse.publish import working_path


def stored(home: House) -> Path:
    return sorted((home.folder / "raw").glob("*/*.pdf"))[0]


def lose_the_warehouse(home: House) -> None:
    home.warehouse.unlink()
    working_path(home.warehouse).unlink()


def test_a_truncated_file_is_fetched_again_the_same_night(house: Open) -> None:
    home = house(bare_site(3))
    home.night()
    path = stored(home)
    whole = path.read_bytes()
    path.write_bytes(whole[:100])
    lose_the_warehouse(home)
    home.site.forget_requests()
    assert home.night().is_whole
    assert path.read_bytes() == whole
    assert len([request for request in home.site.requests if request.sent_pdf]) == 1
    assert home.rows("SELECT count(*) FROM reports") == [(3,)]


def test_a_file_of_other_bytes_is_told_and_fetched_again_the_next_night(house: Open) -> None:
    home = house(bare_site(3))
    home.night()
    path = stored(home)
    whole = path.read_bytes()
    path.write_bytes(whole[:-9] + b"X" * 9)
    lose_the_warehouse(home)
    done = home.night()
    assert [(d.status.value, d.name) for d in done.documents if d.reason] == [("failed", path.name)]
    assert not done.is_whole
    assert home.rows("SELECT count(*) FROM reports") == [(2,)]
    assert home.night().is_whole
    assert path.read_bytes() == whole
    assert home.rows("SELECT count(*) FROM reports") == [(3,)]


def test_a_lost_warehouse_is_filled_again_without_a_pdf(house: Open) -> None:
    home = house(bare_site(3))
    home.night()
    lose_the_warehouse(home)
    home.site.forget_requests()
    assert home.night().is_whole
    assert not [request for request in home.site.requests if request.sent_pdf]
    assert home.rows("SELECT count(*) FROM reports") == [(3,)]


@pytest.mark.parametrize("kept", [0, 4096, -4096])
def test_a_damaged_ledger_is_one_sentence_and_the_warehouse_stays(house: Open, kept: int) -> None:
    home = house(bare_site(20))
    home.night()
    path = home.folder / "raw" / "ledger.sqlite3"
    data = path.read_bytes()
    path.write_bytes(data[:kept] if kept < 0 else data[:kept] + os.urandom(len(data) - kept))
    with pytest.raises(
        WarehouseError, match=r"ledger\.sqlite3 is damaged \(.*\): restore a copy of it, or move it away"
    ):
        home.night()
    assert home.rows("SELECT count(*) FROM reports") == [(20,)]
    for part in path.parent.glob("ledger.sqlite3*"):
        part.unlink()
    done = home.night()
    assert done.is_whole
    assert home.rows("SELECT count(*) FROM reports") == [(20,)]


def test_a_page_that_went_wrong_in_the_ledger_is_asked_for_whole(house: Open) -> None:
    home = house(bare_site(2))
    home.night()
    with sqlite3.connect(home.folder / "raw" / "ledger.sqlite3") as db:
        db.execute("UPDATE addresses SET body = x'00' WHERE body IS NOT NULL")
    assert home.night().is_whole


def test_a_ledger_that_another_process_holds_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.fetch.ledger.BUSY_SECONDS", 0.01)
    path = tmp_path / "ledger.sqlite3"
    with Ledger(path) as ledger:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(WarehouseError, match="Another process is using the fetch ledger"):
            ledger.put_count("new-site", 3)
        other.execute("ROLLBACK")
        other.close()
        ledger.put_count("new-site", 3)


def test_a_digest_is_noted_whole_or_not_at_all(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.sqlite3") as ledger:
        with pytest.raises(WarehouseError):
            ledger.put_digest(("run", "now", "title", None, True), ["a-report"])  # type: ignore[arg-type]
        assert ledger.rows("SELECT * FROM announced") == []
        ledger.put_digest(("run", "now", "title", "text", True), ["a-report"])
        assert ledger.rows("SELECT report_id FROM announced") == [("a-report",)]


def test_what_killed_runs_left_half_made_is_removed(house: Open) -> None:
    home = house(bare_site(1))
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    dead = [f".hmip.duckdb.{ended.pid}.building", f".hmip.working.duckdb.{ended.pid}.building.wal", ".part-x"]
    alive = [f".hmip.duckdb.{os.getpid()}.building", "mine.part-x", ".hmip.duckdb.building"]
    for name in (*dead, *alive):
        (home.folder / name).touch()
    (home.folder / "raw").mkdir()
    (home.folder / "raw" / ".part-y").touch()
    assert home.night().is_whole
    left = {path.name for path in home.folder.rglob("*")}
    assert left >= {*alive[1:]}
    assert not left & {*dead, ".part-y"}


@pytest.mark.parametrize("name", ["raw", "raw/nightly.log", "raw/run.lock"])
def test_what_cannot_be_written_is_one_sentence(house: Open, name: str) -> None:
    from flows.cli.nightly import run_night

    home = house(bare_site(1))
    in_the_way = home.folder / name
    in_the_way.parent.mkdir(exist_ok=True)
    if name == "raw":
        in_the_way.touch()
    else:
        in_the_way.mkdir()
    with pytest.raises(SourceError, match=r"The (log|lock) .* cannot be .*; check the folder\."):
        run_night(home.job(), prefect=False)
    assert not home.site.requests


def test_the_log_is_in_universal_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    time.tzset()
    try:
        with log_to_file(tmp_path) as path:
            moment = datetime.now(UTC)
            logging.getLogger("flows.test").info("event=test")
        written = datetime.fromisoformat(path.read_text().split()[0])
    finally:
        monkeypatch.undo()
        time.tzset()
    assert abs((written - moment).total_seconds()) < 600  # Kathmandu is more than five hours ahead


@pytest.mark.parametrize("kept", [0, 300_000])
def test_a_damaged_working_file_may_be_removed(house: Open, kept: int) -> None:
    home = house(bare_site(3))
    home.night()
    working = working_path(home.warehouse)
    working.write_bytes(working.read_bytes()[:kept])
    with pytest.raises(WarehouseError, match="is damaged: remove it; the next run begins from the published file"):
        home.night()
    for path in working.parent.glob(f"{working.name}*"):
        path.unlink()
    home.site.forget_requests()
    assert home.night().digest.is_quiet
    assert not [request for request in home.site.requests if request.sent_pdf]
    assert home.rows("SELECT count(*) FROM reports") == [(3,)]
