from __future__ import annotations

import signal
import subprocess
import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.base import Rating
from schemas.errors import WarehouseError
from schemas.records import DocumentStatus
from schemas.report import InspectionReport
from tests.warehouse.builders import document_of, sourced
from tests.warehouse.corpus import random_draft, seeded
from warehouse.identity import slug
from warehouse.load import EVIDENCE_TABLES, REPORT_TABLES, finish_run, load_document, start_run
from warehouse.store import Warehouse, open_warehouse

ROOT = Path(__file__).resolve().parents[2]


def dump(db: Warehouse) -> dict[str, list[tuple[object, ...]]]:
    tables = [name for (name,) in db.rows("SELECT table_name FROM duckdb_tables() ORDER BY table_name")]
    return {table: db.rows(f"FROM {table} ORDER BY ALL") for table in tables}


def load(db: Warehouse, report: InspectionReport) -> str | None:
    return load_document(db, document_of(report), report, run_id="run-1")


def changed(report: InspectionReport, sha: str, **changes: object) -> InspectionReport:
    return report.model_copy(update={"document_sha256": sha * 64, **changes})


def test_a_report_is_loaded_whole(db: Warehouse, report: InspectionReport) -> None:
    report_id = load(db, report)
    assert report_id == f"{slug(report.area.value)}-{report.published.value:%Y-%m}"  # type: ignore[union-attr]
    row = db.row("SELECT service_name, overall_rating, published, score, is_current, supersedes, pages FROM reports")
    assert row is not None
    assert row[0] == report.service_name.value  # type: ignore[union-attr]
    assert row[4:] == (True, None, 48)
    for table in ("standard_ratings", "key_questions", "recommendations"):
        assert db.rows(f"FROM {table} SELECT count(*)") == [(len(getattr(report, table)),)]
    first = report.standard_ratings[0]
    placed = db.row("SELECT page, x0, top, x1, bottom, parts, rating FROM standard_ratings LIMIT 1")
    assert placed is not None
    box = first.evidence[0]
    assert placed[:5] == (box.page, box.x0, box.top, box.x1, box.bottom)
    assert placed[5] == [part.model_dump() for part in first.evidence]
    assert db.rows("SELECT printed FROM report_evidence WHERE field = 'overall_rating'")[0][0] == row[1]
    assert db.rows("SELECT status, bytes, fetched_at FROM documents") == [
        ("extracted", 1000, datetime(2026, 1, 2, 3, 4, 5))
    ]


def test_loading_twice_changes_nothing(db: Warehouse, report: InspectionReport) -> None:
    load(db, report)
    before = dump(db)
    assert load_document(db, document_of(report, url="elsewhere"), report, run_id="run-2") == before["reports"][0][0]
    assert dump(db) == before


def test_times_are_kept_in_utc(db: Warehouse, report: InspectionReport) -> None:
    summer = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=1)))
    load_document(db, document_of(report, fetched_at=summer), report, run_id="r")
    assert db.rows("SELECT fetched_at FROM documents") == [(datetime(2026, 7, 1, 11),)]


def test_newer_extractors_replace_the_rows_under_the_same_id(db: Warehouse, report: InspectionReport) -> None:
    first = load(db, report)
    better = report.model_copy(update={"extractor_version": "1.0.10", "recommendations": report.recommendations[:1]})
    assert load(db, better) == first
    assert db.rows("SELECT count(*) FROM reports") == [(1,)]
    assert db.rows("SELECT count(*) FROM recommendations") == [(1,)]
    before = dump(db)
    older = report.model_copy(update={"extractor_version": "1.0.9"})
    assert load(db, older) == first
    assert dump(db) == before


def test_a_replaced_reading_keeps_its_place_in_the_chain(db: Warehouse, report: InspectionReport) -> None:
    first = load(db, report)
    second = load(db, changed(report, "b"))
    load(db, report.model_copy(update={"extractor_version": "2.0"}))
    load(db, changed(report, "b", extractor_version="2.0"))
    chain = db.rows("SELECT report_id, supersedes, is_current FROM reports ORDER BY report_id")
    assert chain == [(first, None, False), (second, first, True)]


def test_a_version_that_is_no_number_replaces_when_it_differs(db: Warehouse, report: InspectionReport) -> None:
    load(db, report)
    load(db, report.model_copy(update={"extractor_version": "dev"}))
    assert db.rows("SELECT extractor_version FROM reports") == [("dev",)]


def test_corrected_publications_supersede_and_stay(db: Warehouse, report: InspectionReport) -> None:
    first = load(db, report)
    second = load(db, changed(report, "b", overall_rating=sourced(Rating.GOOD, 5)))
    # Published in another month, but of the same area and the same fieldwork.
    third = load(db, changed(report, "c", published=sourced(date(2024, 5, 1))))
    assert (second, third) == (f"{first}-r2", f"{first}-r3")
    chain = db.rows("SELECT report_id, supersedes, is_current FROM reports ORDER BY report_id")
    assert chain == [(first, None, False), (second, first, False), (third, second, True)]
    counts = db.rows("SELECT count(*) FROM standard_ratings GROUP BY report_id")
    assert len(set(counts)) == 1
    assert len(counts) == 3


def test_an_older_publication_loaded_later_takes_its_place_in_the_chain(
    db: Warehouse, report: InspectionReport
) -> None:
    days = {"b": date(2024, 6, 1), "c": date(2024, 3, 1), "d": date(2024, 4, 1), "e": date(2024, 6, 1)}
    ids = [load(db, changed(report, sha, published=sourced(day))) for sha, day in days.items()]
    assert ids[1:] == [f"{ids[0]}-r2", f"{ids[0]}-r3", f"{ids[0]}-r4"]
    june, march, april, june_again = ids
    chain: dict[str, str | None] = dict(db.rows("SELECT report_id, supersedes FROM reports"))
    assert chain == {march: None, april: march, june: april, june_again: june}
    assert db.rows("SELECT report_id FROM reports WHERE is_current") == [(june_again,)]
    # A date that is not printed tells nothing: the order of loading counts.
    undated = load(db, changed(report, "f", published=None))
    assert db.rows("SELECT report_id, supersedes FROM reports WHERE is_current") == [(undated, june_again)]


def test_the_next_inspection_of_a_service_is_a_report_of_its_own(db: Warehouse, report: InspectionReport) -> None:
    first = load(db, report)
    later = changed(report, "b", published=sourced(date(2026, 5, 1)), fieldwork_started=sourced(date(2026, 2, 1)))
    second = load(db, later)
    assert second == f"{slug(report.area.value)}-2026-05"  # type: ignore[union-attr]
    assert db.rows("SELECT count(*) FROM reports WHERE is_current AND supersedes IS NULL") == [(2,)]
    assert first != second


def test_ids_fall_back_where_area_or_date_is_not_printed(db: Warehouse, report: InspectionReport) -> None:
    assert load(db, changed(report, "a", area=None, published=None)) is not None
    bare = {"area": None, "service_name": None, "title": None, "published": None, "fieldwork_started": None}
    assert load(db, changed(report, "b", **bare)) == "report-bbbbbbbb-undated"


def test_documents_without_a_report_are_only_documents(db: Warehouse, report: InspectionReport) -> None:
    document = document_of(report, status=DocumentStatus.REJECTED, reason="It is a scan.")
    assert load_document(db, document, None, run_id="r") is None
    assert load_document(db, document, None, run_id="r2") is None
    assert db.rows("SELECT status, reason, run_id FROM documents") == [("rejected", "It is a scan.", "r")]
    assert db.rows("SELECT count(*) FROM reports") == [(0,)]
    # Better extractors read it after all; a later failure does not undo that.
    assert load(db, report) is not None
    assert db.rows("SELECT status, reason FROM documents") == [("extracted", None)]
    load_document(db, document_of(report, status=DocumentStatus.FAILED, reason="Too slow."), None, run_id="r3")
    assert db.rows("SELECT status FROM documents") == [("extracted",)]


def test_a_report_that_does_not_fit_leaves_nothing(db: Warehouse, report: InspectionReport) -> None:
    before = dump(db)
    wrong = report.key_questions[0].model_copy(update={"pct_yes": 101})
    with pytest.raises(WarehouseError):
        load(db, report.model_copy(update={"key_questions": (*report.key_questions, wrong)}))
    assert dump(db) == before


def test_a_killed_load_leaves_whole_reports_only(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    script = """
import sys, pathlib
from tests.warehouse.builders import document_of
from tests.warehouse.corpus import random_draft, seeded
from warehouse.load import load_document
from warehouse.store import open_warehouse
db = open_warehouse(pathlib.Path(sys.argv[1]))
for n in range(10000):
    report = random_draft(seeded(n), n, framework_id="youth-2021", plain=True).report()
    load_document(db, document_of(report), report, run_id="r")
    print(n, flush=True)
"""
    with subprocess.Popen([sys.executable, "-c", script, str(path)], cwd=ROOT, stdout=subprocess.PIPE) as loader:
        assert loader.stdout is not None
        for line in loader.stdout:
            if int(line) == 5:
                break
        # Somewhere within a later report.
        loader.send_signal(signal.SIGKILL)
    with open_warehouse(path) as db:
        ids = db.rows("SELECT report_id, area FROM reports ORDER BY loaded_at")
        assert len(ids) >= 6
        for report_id, area in ids:
            number = int(area.split()[-1])
            whole = random_draft(seeded(number), number, framework_id="youth-2021", plain=True).report()
            for table in ("standard_ratings", "key_questions", "recommendations", "claims", "gaps"):
                (count,) = db.rows(f"FROM {table} SELECT count(*) WHERE report_id = ?", [report_id])[0]
                assert count == len(getattr(whole, table)), (report_id, table)
        for table in REPORT_TABLES:
            orphans = db.rows(f"FROM {table} ANTI JOIN reports USING (report_id)")
            assert orphans == []
        assert db.rows("SELECT count(*) FROM documents") == [(len(ids),)]


def test_evidence_tables_all_have_boxes(db: Warehouse) -> None:
    for table in EVIDENCE_TABLES:
        columns = {row[0] for row in db.rows(f"DESCRIBE {table}")}
        assert {"page", "x0", "top", "x1", "bottom", "parts"} <= columns


def test_a_run_is_counted_and_a_dead_one_is_marked(db: Warehouse) -> None:
    dead = start_run(db, "folder")
    run = start_run(db, "folder")
    assert dead < run
    assert finish_run(db, run, fetched=3, extracted=2, rejected=1) == 0
    rows = db.rows("SELECT run_id, status, fetched, extracted, rejected, failed FROM runs ORDER BY run_id")
    assert rows == [(dead, "interrupted", 0, 0, 0, 0), (run, "completed", 3, 2, 1, 0)]
    assert db.rows("SELECT count(*) FROM runs WHERE ended_at IS NOT NULL") == [(1,)]


def test_slugs_of_real_names() -> None:
    assert slug("Bath & North East Somerset") == "bath-and-north-east-somerset"
    assert slug("Rhondda  Cynon-Taf’s") == "rhondda-cynon-tafs"
    assert slug("Ynys Môn") == "ynys-mon"


@given(st.text())
def test_a_slug_is_stable(text: str) -> None:
    assert slug(slug(text)) == slug(text)


def test_the_corpus_is_the_same_for_the_same_seed() -> None:
    assert random_draft(seeded(3), 3).report() == random_draft(seeded(3), 3).report()
