"""Snapshots and what changed between two."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from schemas.errors import WarehouseError
from warehouse.changes import difference
from warehouse.snapshots import file_digest, snapshot_id, take_snapshot
from warehouse.store import open_warehouse


@pytest.fixture
def mine(samples: Path, tmp_path: Path) -> Path:
    """A warehouse of the samples that a test may change."""
    return Path(shutil.copy(samples, tmp_path / "mine.duckdb"))


def change(path: Path, *statements: str) -> Path:
    with open_warehouse(path) as db:
        for statement in statements:
            db.execute(statement)
    return path


def test_a_snapshot_is_read_only_and_has_its_checksum(mine: Path, tmp_path: Path) -> None:
    taken = take_snapshot(mine, tmp_path / "snapshots")
    assert taken.is_new
    assert taken.reports == 5
    assert stat.S_IMODE(taken.file.stat().st_mode) == 0o444
    noted = taken.file.with_name(f"{taken.file.name}.sha256").read_text(encoding="utf-8")
    assert noted == f"{file_digest(taken.file)}  {taken.file.name}\n"
    with open_warehouse(taken.file, read_only=True) as db:
        assert snapshot_id(db) == taken.snapshot
    assert sorted(path.name for path in taken.file.parent.iterdir()) == [taken.file.name, f"{taken.file.name}.sha256"]


def test_the_same_content_is_frozen_once(mine: Path, tmp_path: Path) -> None:
    first = take_snapshot(mine, tmp_path)
    change(mine, "UPDATE reports SET run_id = 'another'")
    again = take_snapshot(mine, tmp_path)
    assert not again.is_new
    assert again.sha256 == first.sha256


def test_other_content_has_another_id(mine: Path, tmp_path: Path) -> None:
    first = take_snapshot(mine, tmp_path)
    change(mine, "UPDATE key_questions SET pct_yes = 1 WHERE ordinal = 1 AND standard = '2.1'")
    assert take_snapshot(mine, tmp_path).snapshot != first.snapshot


def test_a_snapshot_that_was_changed_is_not_trusted(mine: Path, tmp_path: Path) -> None:
    taken = take_snapshot(mine, tmp_path)
    taken.file.chmod(0o644)
    taken.file.write_bytes(taken.file.read_bytes() + b"x")
    with pytest.raises(WarehouseError, match="was changed"):
        take_snapshot(mine, tmp_path)


def test_nothing_changed(mine: Path, samples: Path) -> None:
    assert difference(samples, mine).changes == ()


def test_every_kind_of_change_is_told(mine: Path, samples: Path) -> None:
    change(
        mine,
        "UPDATE reports SET score = 1 WHERE report_id = 'dunbeck-2022-08'",
        "UPDATE standard_ratings SET rating = 'Good' WHERE report_id = 'dunbeck-2022-08' "
        "AND standard = '3.2' AND place = 'body'",
        "UPDATE key_questions SET pct_yes = 1 WHERE report_id = 'dunbeck-2022-08' "
        "AND standard = '2.1' AND ordinal = 1 AND place = 'annex'",
        "UPDATE flag_history SET closed_at = now() WHERE rule_id = 'band'",
        "INSERT INTO reports SELECT * REPLACE ('new-2030-01' AS report_id) FROM reports "
        "WHERE report_id = 'dunbeck-2022-08'",
        "DELETE FROM reports WHERE report_id = 'marshire-vale-2023-11'",
    )
    found = difference(samples, mine)
    told = [(c.kind, c.report_id, c.what, c.before, c.after) for c in found.changes]
    closed = told.pop()
    assert told == [
        ("report added", "new-2030-01", "Dunbeck Youth Justice Team", None, "Good"),
        ("report removed", "marshire-vale-2023-11", "Marshire Vale Youth Justice and Prevention Service", "Good", None),
        ("value changed", "dunbeck-2022-08", "score", "26", "1"),
        ("rating changed", "dunbeck-2022-08", "3.2 in the body", "Requires improvement", "Good"),
        ("percentage changed", "dunbeck-2022-08", "2.1 question 1 in the annex", "79", "1"),
    ]
    assert closed[:3] == ("flag closed", "dunbeck-2022-08", "band 3.2")
    assert found.counts()["rating changed"] == 1


def test_a_snapshot_of_an_older_program_can_be_compared(mine: Path, samples: Path) -> None:
    change(mine, "DELETE FROM schema_migrations WHERE number > 4", "DROP TABLE view_files")
    assert difference(mine, samples).changes == ()


def test_what_is_no_warehouse_is_refused(samples: Path, tmp_path: Path) -> None:
    stray = tmp_path / "stray.duckdb"
    stray.write_text("no database")
    with pytest.raises(WarehouseError, match="cannot be opened"):
        difference(samples, stray)
