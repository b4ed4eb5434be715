"""A whole run as plain functions, over documents that do their worst."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from flows.errors import SourceError
from flows.outcome import Limits
from flows.pipeline import Job, Progress, run
from flows.sources import discover, identify, sniff
from flows.summary import RunSummary
from schemas.errors import ConfigError, WarehouseError
from tests.flows.conftest import Write
from warehouse.store import open_warehouse


def statuses(summary: RunSummary) -> dict[str, str]:
    return {d.name: d.status.value for d in summary.documents}


def rows(path: Path | None, query: str) -> list[tuple[object, ...]]:
    with open_warehouse(path, read_only=True) as db:
        return db.rows(query)


def test_every_document_lands_with_its_status_and_the_run_goes_on(job: Job, write: Write) -> None:
    write("a.pdf", "report Borchester")
    write("b.pdf", "crash")
    write("c.PDF", "partial Ambridge")
    write("d.pdf", "refuse")
    write("e.pdf", "loop")
    write("f.pdf", "eat")
    write("g.pdf", "changed")
    write("h.pdf", "report Felpersham")
    write(".hidden.pdf", "crash")
    write("notes.txt", "no PDF")
    seen: list[Progress] = []
    summary = run(replace(job, limits=Limits(seconds=3, megabytes=300), watch=seen.append))
    assert statuses(summary) == {
        "a.pdf": "extracted",
        "b.pdf": "failed",
        "c.PDF": "partial",
        "d.pdf": "rejected",
        "e.pdf": "failed",
        "f.pdf": "failed",
        "g.pdf": "failed",
        "h.pdf": "extracted",
    }
    assert summary.left_out == 2
    assert [line.report_id for line in summary.reports] == [
        "ambridge-2023-09",
        "borchester-2023-09",
        "felpersham-2023-09",
    ]
    found = rows(job.warehouse, "SELECT regexp_extract(url, '[^/]+$'), reason FROM documents")
    held = {str(name): reason for name, reason in found}
    assert held.keys() == statuses(summary).keys()
    assert held["a.pdf"] is None
    assert held["c.PDF"] == "1 expected value could not be read: rating of 2.1 (printed as picture)."
    assert held["g.pdf"] == "The file changed while it was read; run again."
    assert all(str(held[name]).endswith(".") for name in held if name not in ("a.pdf", "h.pdf"))
    assert rows(job.warehouse, "SELECT fetched, extracted, rejected, failed, status FROM runs") == [
        (8, 3, 1, 4, "completed")
    ]
    assert (seen[-1].done, seen[-1].total) == (8, 8)


def test_a_document_is_known_by_a_path_that_holds_from_any_folder(
    job: Job, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write("a.pdf", "report Borchester")
    monkeypatch.chdir(file.parent.parent)
    run(replace(job, source=file.parent.name))
    assert rows(job.warehouse, "SELECT url FROM documents") == [(str(file),)]


def test_a_second_run_reads_and_changes_nothing(job: Job, write: Write) -> None:
    write("a.pdf", "report Borchester")
    write("b.pdf", "partial Ambridge")
    everything = "SELECT d.* EXCLUDE run_id, r.* FROM documents AS d JOIN reports AS r ON r.document_sha256 = d.sha256"
    run(job)
    before = rows(job.warehouse, everything)
    again = run(job)
    assert [d.known for d in again.documents] == [True, True]
    assert statuses(again) == {"a.pdf": "extracted", "b.pdf": "partial"}
    assert again.documents[1].reason is not None
    assert len(again.reports) == 2
    assert rows(job.warehouse, everything) == before


def test_the_same_bytes_under_two_names_are_loaded_once(job: Job, write: Write) -> None:
    write("a.pdf", "report Borchester")
    write("b.pdf", "report Borchester")
    write("c.pdf", "refuse")
    write("d.pdf", "refuse")
    summary = run(job)
    assert [d.same_as for d in summary.documents] == [None, "a.pdf", None, "c.pdf"]
    assert statuses(summary) == {"a.pdf": "extracted", "b.pdf": "extracted", "c.pdf": "rejected", "d.pdf": "rejected"}
    assert rows(job.warehouse, "SELECT count(*) FROM reports") == [(1,)]
    assert sum(summary.statuses().values()) == 2


def test_reports_are_loaded_in_the_order_of_names_however_long_each_takes(job: Job, write: Write) -> None:
    write("1.pdf", "slow")
    for number in range(2, 7):
        write(f"{number}.pdf", f"report Borchester\n{number}")
    summary = run(job)
    ids = [d.report_id for d in summary.documents[1:]]
    assert ids == ["borchester-2023-09", *(f"borchester-2023-09-r{n}" for n in range(2, 6))]


def test_a_disk_gets_another_try_and_a_document_does_not(
    job: Job, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.pipeline.RETRY_SECONDS", 0.01)
    write("a.pdf", "disk")
    write("b.pdf", "disk_for_good")
    summary = run(job)
    assert statuses(summary) == {"a.pdf": "extracted", "b.pdf": "failed"}
    assert summary.documents[1].reason == "The file could not be read: Input/output error."


def test_a_file_that_cannot_be_opened_is_a_failed_document(
    job: Job, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.pdf", "report Borchester")
    write("b.pdf", "report Ambridge")

    def refuse(path: Path) -> object:
        if path.name == "b.pdf":
            raise PermissionError(13, "Permission denied")
        return identify(path)

    monkeypatch.setattr("flows.survey.identify", refuse)
    summary = run(job)
    assert statuses(summary) == {"a.pdf": "extracted", "b.pdf": "failed"}
    assert summary.documents[1].sha256 is None


def test_a_report_that_does_not_load_is_a_failed_document(
    job: Job, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    from warehouse import load

    real = load.load_document

    def refuse(db: object, document: object, report: object, *, run_id: str) -> object:
        if report is not None and getattr(report, "area").value == "Ambridge":  # noqa: B009
            raise WarehouseError("The warehouse refused a statement: no.")
        return real(db, document, report, run_id=run_id)  # type: ignore[arg-type]

    monkeypatch.setattr(load, "load_document", refuse)
    write("a.pdf", "report Ambridge")
    write("b.pdf", "report Borchester")
    summary = run(job)
    assert statuses(summary) == {"a.pdf": "failed", "b.pdf": "extracted"}
    assert rows(job.warehouse, "SELECT count(*) FROM documents WHERE status = 'failed'") == [(1,)]


def test_a_fault_of_our_own_data_stops_the_run(job: Job, write: Write) -> None:
    write("a.pdf", "misconfigured")
    with pytest.raises(ConfigError):
        run(job)


def test_a_run_may_keep_nothing(job: Job, write: Write) -> None:
    write("a.pdf", "report Borchester")
    summary = run(replace(job, warehouse=None))
    assert summary.warehouse is None
    assert len(summary.reports) == 1


def test_a_source_that_is_not_there_or_empty_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="There is no folder"):
        discover(str(tmp_path / "nowhere"))
    (tmp_path / "notes.txt").touch()
    with pytest.raises(SourceError, match="holds no PDF"):
        discover(str(tmp_path))


def test_one_file_is_a_source_too(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.touch()
    assert discover(str(path)).files == (path,)


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (b"", None),
        (b"\n%PDF-1.7", "application/pdf"),
        (b"  <!DOCTYPE html>", "text/html"),
        (b"PK\x03\x04", "application/octet-stream"),
    ],
)
def test_the_first_bytes_tell_the_media_type(head: bytes, media_type: str | None) -> None:
    assert sniff(head) == media_type


KILLED = """
import sys, time
from pathlib import Path
from flows.outcome import Limits
from flows.pipeline import Job, run
def watch(step):
    print(step.done, flush=True)
    if step.done >= int(sys.argv[3]):
        time.sleep(3600)
run(Job(sys.argv[1], Path(sys.argv[2]), 2, Limits(), "tests.flows.readers:obey", watch))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("after", [0, 1, 3, 6])
def test_a_run_killed_at_any_moment_leaves_whole_reports_and_the_next_run_completes(
    job: Job, write: Write, after: int
) -> None:
    for number in range(8):
        write(f"{number}.pdf", f"report Borchester {number}")
    # Two reports later it waits, so that however late the kill comes, it is before the end.
    command = [sys.executable, "-c", KILLED, job.source, str(job.warehouse), str(after + 2)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) >= after:
                break
        time.sleep(0.01 * after)
        os.kill(process.pid, signal.SIGKILL)
    halves = (
        "SELECT r.report_id FROM reports AS r "
        "WHERE (SELECT count(*) FROM report_evidence AS e WHERE e.report_id = r.report_id) <> 8 "
        "OR r.document_sha256 NOT IN (SELECT sha256 FROM documents)"
    )
    with open_warehouse(job.warehouse) as db:
        assert db.rows(halves) == []
    summary = run(job)
    assert len(summary.reports) == 8
    assert rows(job.warehouse, halves) == []
    assert rows(job.warehouse, "SELECT status FROM runs ORDER BY run_id") == [("interrupted",), ("completed",)]


def test_a_warehouse_in_use_is_one_sentence(job: Job, write: Write) -> None:
    write("a.pdf", "report Borchester")
    run(job)
    script = (
        "import sys\nfrom pathlib import Path\nfrom warehouse.store import open_warehouse\n"
        "db = open_warehouse(Path(sys.argv[1]))\nprint('open', flush=True)\ninput()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(job.warehouse)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(WarehouseError, match="Another process"):
            run(job)
        other.communicate("\n")
