"""Reading while writing: readers in processes of their own, as analysts are."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from schemas.errors import WarehouseError
from warehouse.publish import publish, working_file, working_path
from warehouse.store import open_warehouse

READER = """
import sys, duckdb
con = duckdb.connect(sys.argv[1], read_only=True)
for _ in sys.stdin:
    print(con.execute("SELECT count(*), sum(pct_yes) FROM key_questions").fetchone(), flush=True)
"""
WRITER = """
import sys, time, duckdb
con = duckdb.connect(sys.argv[1])
print("open", flush=True)
sys.stdin.readline()
"""


class Other:
    """Another process that has the file open and answers when asked."""

    def __init__(self, program: str, file: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self) -> str:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def end(self) -> int:
        self.process.communicate()
        return self.process.returncode


@pytest.fixture
def public(samples: Path, tmp_path: Path) -> Path:
    """A published warehouse with its working file beside it."""
    public = tmp_path / "hmip.duckdb"
    shutil.copy(samples, working_path(public))
    publish(working_path(public), public)
    return public


def write(public: Path) -> None:
    with open_warehouse(working_path(public)) as db:
        db.execute("UPDATE key_questions SET pct_yes = 0")


def test_an_open_reader_goes_on_while_the_new_copy_is_put_in_place(public: Path) -> None:
    reader = Other(READER, public)
    before = reader.ask()
    write(public)
    publish(working_path(public), public)
    assert reader.ask() == before
    later = Other(READER, public)
    assert later.ask() == "(179, 0)"
    assert reader.ask() == before
    assert (reader.end(), later.end()) == (0, 0)


def test_analysts_read_while_a_run_writes(public: Path) -> None:
    writer = Other(WRITER, working_path(public))
    assert writer.process.stdout and writer.process.stdout.readline() == "open\n"
    reader = Other(READER, public)
    assert reader.ask().startswith("(179, ")
    assert (reader.end(), writer.end()) == (0, 0)


def test_a_file_that_is_being_written_is_not_published(public: Path) -> None:
    before = public.read_bytes()
    writer = Other(WRITER, working_path(public))
    assert writer.process.stdout and writer.process.stdout.readline() == "open\n"
    with pytest.raises(WarehouseError, match="Another process"):
        publish(working_path(public), public)
    assert public.read_bytes() == before
    assert sorted(path.name for path in public.parent.iterdir()) == ["hmip.duckdb", "hmip.working.duckdb"]
    assert writer.end() == 0


def test_a_commit_that_is_still_in_the_log_is_published(public: Path) -> None:
    program = """
import sys, os, duckdb
con = duckdb.connect(sys.argv[1])
con.execute("PRAGMA disable_checkpoint_on_shutdown")
con.execute("UPDATE key_questions SET pct_yes = 0")
os._exit(0)
"""
    subprocess.run([sys.executable, "-c", program, str(working_path(public))], check=True)
    assert working_path(public).with_name(f"{working_path(public).name}.wal").is_file()
    publish(working_path(public), public)
    reader = Other(READER, public)
    assert reader.ask() == "(179, 0)"
    assert reader.end() == 0


def test_what_a_crashed_writer_left_is_not_replayed_into_the_new_copy(public: Path) -> None:
    log = public.with_name(f"{public.name}.wal")
    log.write_bytes(b"left over")
    publish(working_path(public), public)
    assert not log.exists()
    with open_warehouse(public, read_only=True) as db:
        assert db.rows("SELECT count(*) FROM reports") == [(5,)]


def test_a_full_or_missing_folder_gives_one_sentence(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WarehouseError, match="cannot be published"):
        publish(samples, tmp_path / "file" / "hmip.duckdb")


def test_the_first_run_goes_on_from_what_is_published(public: Path) -> None:
    working_path(public).unlink()
    assert working_file(public) == working_path(public)
    with open_warehouse(working_path(public)) as db:
        db.execute("UPDATE key_questions SET pct_yes = 0")
    assert working_file(public) == working_path(public)
    with open_warehouse(working_path(public), read_only=True) as db:
        assert db.rows("SELECT sum(pct_yes) FROM key_questions") == [(0,)]


def test_the_very_first_run_starts_with_nothing(tmp_path: Path) -> None:
    working = working_file(tmp_path / "hmip.duckdb")
    assert working == tmp_path / "hmip.working.duckdb"
    assert not working.exists()
