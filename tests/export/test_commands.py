"""The commands: what they print and with which status they end."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli.app import app
from flows.cli.base import Exit
from warehouse.export.package import names
from warehouse.store import open_warehouse

runner = CliRunner()


def hmip(*arguments: object, status: Exit = Exit.OK) -> str:
    """What a command prints; it has to end with a status."""
    result = runner.invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == status, result.output
    return result.stdout if status is Exit.OK else result.stderr


def test_export_lists_what_it_wrote(samples: Path, tmp_path: Path) -> None:
    printed = hmip("export", tmp_path / "out", "--warehouse", samples, "--framework", "youth-2021")
    assert [line.split()[0] for line in printed.splitlines()[:-1]] == names()
    assert printed.splitlines()[-1].startswith("3 reports, snapshot ")
    written = json.loads(hmip("export", tmp_path / "out", "--warehouse", samples, "--from", 2024, "--json"))
    assert written["reports"] == 1


def test_what_cannot_be_exported_is_one_sentence(samples: Path, tmp_path: Path) -> None:
    said = hmip("export", tmp_path / "out", "--warehouse", samples, "--framework", "adult", status=Exit.SOURCE)
    assert said == "hmip: No report has the framework 'adult'; there are: youth-2018, youth-2021.\n"
    said = hmip("export", tmp_path / "out", "--warehouse", tmp_path / "none.duckdb", status=Exit.SOURCE)
    assert "There is no warehouse at" in said
    (tmp_path / "file").write_text("mine")
    assert "is a file" in hmip("export", tmp_path / "file", "--warehouse", samples, status=Exit.SOURCE)


def test_snapshot_and_diff(samples: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copy(samples, tmp_path / "mine.duckdb"))
    taken = json.loads(hmip("snapshot", "--warehouse", mine, "--json"))
    assert Path(taken["file"]).parent == tmp_path / "snapshots"
    assert "already frozen: 5 reports" in hmip("snapshot", "--warehouse", mine)
    assert hmip("diff", taken["file"], mine).endswith("nothing changed\n")
    with open_warehouse(mine) as db:
        db.execute("UPDATE reports SET score = 1 WHERE report_id = 'dunbeck-2022-08'")
    lines = hmip("diff", taken["file"], mine).splitlines()
    assert lines[0] == "value changed: dunbeck-2022-08, score: 26 → 1"
    assert lines[-1].endswith("1 × value changed")
    assert len(json.loads(hmip("diff", taken["file"], mine, "--json"))["changes"]) == 1


@pytest.mark.parametrize("command", ["snapshot", "plot"])
def test_a_missing_warehouse_is_one_sentence(command: str, tmp_path: Path) -> None:
    folder = (tmp_path / "out",) if command == "plot" else ()
    assert "There is no warehouse at" in hmip(command, *folder, "--warehouse", tmp_path / "no", status=Exit.SOURCE)
