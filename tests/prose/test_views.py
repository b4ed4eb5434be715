"""Questions across reports: the views on themes run on the warehouse's own tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

WAREHOUSE = Path(__file__).resolve().parents[2] / "warehouse"
ROWS = {
    "findings": "'area_for_improvement', '2.1', 1, 't', ['victims', 'ict']",
    "recommendations": "1, 1, 'x', 'do it', ['victims']",
    "standard_ratings": "'annex', '1.2', '1', 'Staff', 'Outstanding', 'Outstanding', true",
}


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for folder in ("migrations", "views"):
            for path in sorted((WAREHOUSE / folder).glob("*.sql")):
                if folder == "migrations" or path.name.startswith("themes_"):
                    connection.execute(path.read_text(encoding="utf-8"))
        for report, started, rating in (("a-2019", "2019-01-01", "Good"), ("a-2023", "2023-01-01", "Outstanding")):
            connection.execute(
                "INSERT INTO reports (report_id, document_sha256, is_current, service_id, framework, fieldwork_started,"
                " published, overall_rating, pages, extractor_version, loaded_at)"
                " VALUES (?, '', true, 'a', 'youth-2018', ?, ?, ?, 1, '', now()::TIMESTAMP)",
                [report, started, started, rating],
            )
            for table, values in (*ROWS.items(), ("findings", "'strength', '1.2', 1, 's', ['police']")):
                rest = ", NULL, NULL" if table == "recommendations" else ""
                connection.execute(f"INSERT INTO {table} VALUES (?, {values}, 1, 0, 0, 1, 1, []{rest})", [report])  # noqa: S608
        yield connection


def test_themes_by_year(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "SELECT published_in, theme, reports, of_reports FROM themes_by_year"
        " WHERE kind = 'area_for_improvement' ORDER BY ALL"
    ).fetchall()
    assert rows == [(2019, "ict", 1, 1), (2019, "victims", 1, 1), (2023, "ict", 1, 1), (2023, "victims", 1, 1)]


def test_recommendations_are_counted_by_theme_beside_findings(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "SELECT published_in, overall_rating, theme, findings, reports, of_reports FROM themes_by_year"
        " WHERE kind = 'recommendation' ORDER BY ALL"
    ).fetchall()
    assert rows == [(2019, "Good", "victims", 1, 1, 1), (2023, "Outstanding", "victims", 1, 1, 1)]


def test_a_report_counts_once_among_those_looked_at_though_it_has_findings_of_no_kind(
    db: duckdb.DuckDBPyConnection,
) -> None:
    db.execute("DELETE FROM findings WHERE report_id = 'a-2019'")
    db.execute("UPDATE reports SET published = '2023-06-01', overall_rating = 'Outstanding'")
    rows = db.execute("SELECT kind, theme, reports, of_reports FROM themes_by_year ORDER BY ALL").fetchall()
    assert rows == [
        ("area_for_improvement", "ict", 1, 2),
        ("area_for_improvement", "victims", 1, 2),
        ("recommendation", "victims", 2, 2),
        ("strength", "police", 1, 2),
    ]


def test_themes_that_recur(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute("SELECT theme, earlier_report, later_report FROM themes_recurring").fetchall()
    assert rows == [("victims", "a-2019", "a-2023")]


def test_strengths_of_what_is_outstanding(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute("SELECT report_id, standard, text, themes FROM themes_outstanding ORDER BY ALL").fetchall()
    assert rows == [("a-2019", "1.2", "s", ["police"]), ("a-2023", "1.2", "s", ["police"])]
