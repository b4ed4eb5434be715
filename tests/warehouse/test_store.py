from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from schemas.errors import WarehouseError
from schemas.framework import frameworks
from warehouse.store import MIGRATIONS_DIR, Warehouse, _why_not_opened, migrations, open_warehouse

ROOT = Path(__file__).resolve().parents[2]

# warehouse-contract: what analysts rely on.
EVIDENCE = "page x0 top x1 bottom"
CONTRACT = {
    "documents": "sha256 url landing_url media_type bytes fetched_at etag last_modified status reason",
    "reports": "report_id document_sha256 supersedes is_current service_id service_name area framework title "
    "fieldwork_started published lead_inspector chief_inspector isbn overall_rating score score_max court_cases "
    "oocd_cases resettlement_cases recommendations_stated pages extractor_version loaded_at",
    "standard_ratings": "report_id place standard domain name rating rating_printed counts_toward_overall " + EVIDENCE,
    "key_questions": "report_id place standard ordinal question pct_yes is_bold " + EVIDENCE,
    "findings": "report_id kind section ordinal text themes " + EVIDENCE,
    "recommendations": "report_id ordinal printed_number addressee text themes " + EVIDENCE,
    "claims": "report_id section sentence kind value numerator denominator standard key_question_ordinal agrees "
    + EVIDENCE,
    "gaps": "report_id field standard expected found reason page",
    "services": "service_id name aliases country region local_authorities gss_codes",
    "rules": "rule_id title kind severity source in_force_from in_force_to frameworks",
    "flags": "report_id rule_id severity standard key_question_ordinal published expected message pages first_seen",
    "runs": "run_id started_at ended_at source fetched extracted rejected failed flags_new status",
}


@pytest.mark.parametrize("table", CONTRACT)
def test_every_table_of_the_contract_has_its_columns(db: Warehouse, table: str) -> None:
    held = {row[0] for row in db.rows("SELECT column_name FROM duckdb_columns() WHERE table_name = ?", [table])}
    assert set(CONTRACT[table].split()) <= held


def test_every_table_and_column_is_described(db: Warehouse) -> None:
    tables = db.rows("SELECT table_name FROM duckdb_tables() WHERE comment IS NULL")
    views = db.rows("SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL")
    columns = db.rows(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL "
        "AND table_name IN (SELECT table_name FROM duckdb_tables())"
    )
    assert (tables, views, columns) == ([], [], [])


def test_migrations_are_numbered_without_gaps_and_recorded_once(tmp_path: Path) -> None:
    numbers = [number for number, _, _ in migrations()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(re.fullmatch(r"\d{4}_[a-z_]+\.sql", file.name) for file in MIGRATIONS_DIR.iterdir())
    path = tmp_path / "w.duckdb"
    for _ in range(2):
        with open_warehouse(path) as db:
            assert [n for (n,) in db.rows("SELECT number FROM schema_migrations ORDER BY number")] == numbers


def test_frameworks_are_copied_and_renewed_when_they_change(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with open_warehouse(path) as db:
        assert {f for (f,) in db.rows("SELECT framework FROM frameworks")} == set(frameworks())
        db.execute("UPDATE framework_rating_bands SET from_pct = 1; UPDATE frameworks SET digest = 'older'")
    with open_warehouse(path) as db:
        assert db.rows("SELECT count(*) FROM framework_rating_bands WHERE from_pct = 1") == [(0,)]
        standards = db.rows("SELECT framework, count(*) FROM framework_standards GROUP BY framework")
        assert dict(standards) == {name: len(framework.standard) for name, framework in frameworks().items()}


def test_an_error_in_a_transaction_leaves_nothing_behind(db: Warehouse) -> None:
    with pytest.raises(WarehouseError, match="refused a statement"), db.transaction():
        db.execute("INSERT INTO services (service_id, name) VALUES ('a', 'A')")
        db.execute("INSERT INTO services (service_id, name) VALUES ('a', 'again')")
    assert db.rows("SELECT * FROM services") == []
    with pytest.raises(KeyError), db.transaction():
        db.execute("INSERT INTO services (service_id, name) VALUES ('a', 'A')")
        raise KeyError
    assert db.rows("SELECT * FROM services") == []


def test_an_inner_transaction_joins_the_outer_one(db: Warehouse) -> None:
    with pytest.raises(KeyError), db.transaction():
        with db.transaction():
            db.execute("INSERT INTO services (service_id, name) VALUES ('a', 'A')")
        raise KeyError
    assert db.rows("SELECT * FROM services") == []


def test_reading_needs_a_file(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="There is no warehouse at"):
        open_warehouse(tmp_path / "none.duckdb", read_only=True)
    with pytest.raises(WarehouseError, match="cannot be opened"):
        open_warehouse(tmp_path / "no-folder" / "w.duckdb")


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    open_warehouse(path).close()
    with open_warehouse(path, read_only=True) as db:
        assert db.rows("SELECT count(*) FROM reports") == [(0,)]
        with pytest.raises(WarehouseError, match="read-only"):
            db.execute("DELETE FROM reports")


def test_other_files_are_told_apart(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("no database " * 1000)
    with pytest.raises(WarehouseError, match="is not a DuckDB warehouse"):
        open_warehouse(text)
    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as con:
        con.execute("CREATE TABLE t (a INTEGER)")
    with pytest.raises(WarehouseError, match="no warehouse of inspection reports"):
        open_warehouse(other)


def test_newer_and_older_warehouses_are_told(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with open_warehouse(path) as db:
        db.execute("INSERT INTO schema_migrations VALUES (9999, '9999_later', now()::TIMESTAMP)")
    with pytest.raises(WarehouseError, match="newer than this program"):
        open_warehouse(path)
    with duckdb.connect(str(path)) as con:
        con.execute("DELETE FROM schema_migrations WHERE number IN (9999, 4)")
    with pytest.raises(WarehouseError, match="older than this program"):
        open_warehouse(path, read_only=True)


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    open_warehouse(path).close()
    content = bytearray(path.read_bytes())
    content[12] ^= 255
    path.write_bytes(content)
    with pytest.raises(WarehouseError, match="is damaged"):
        open_warehouse(path)


def test_a_newer_duckdb_is_told() -> None:
    reason = "IO Error: Trying to read a database file with version number 99, but we can only read versions up to 67."
    assert "written by a newer DuckDB" in _why_not_opened(Path("w.duckdb"), reason)


def test_a_file_in_use_is_told(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    script = (
        "import sys, pathlib; from warehouse.store import open_warehouse; "
        "db = open_warehouse(pathlib.Path(sys.argv[1])); print(1, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"1\n"
        with pytest.raises(WarehouseError, match="Another process is using"):
            open_warehouse(path)
        holder.communicate()
    open_warehouse(path).close()
