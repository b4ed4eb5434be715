"""The data package: valid, complete, the same bytes twice, safe in spreadsheets, with its sources."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import time
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pytest

from schemas.errors import WarehouseError
from tests.export.conftest import draft
from tests.warehouse.corpus import bulk_load
from warehouse.export.files import is_formula, text_cell
from warehouse.export.package import Export, export, names
from warehouse.export.selection import Filters
from warehouse.export.tables import TABLES
from warehouse.store import Warehouse, open_warehouse


def read_csv(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.fixture(scope="module")
def package(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "package"
    with open_warehouse(samples, read_only=True) as db:
        export(db, folder)
    return folder


@pytest.fixture(scope="module")
def described(package: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    return content


def test_frictionless_finds_nothing_wrong(package: Path) -> None:
    report = frictionless.validate(str(package / "datapackage.json"))
    assert report.valid, report.to_summary()
    assert report.stats["tasks"] == 2 * len(TABLES) + 1


def test_a_thousand_reports_are_exported_whole_and_valid(thousand: Path, tmp_path: Path) -> None:
    with open_warehouse(thousand, read_only=True) as db:
        written = export(db, tmp_path / "out")
    assert written.reports == 1000
    assert frictionless.validate(str(tmp_path / "out" / "datapackage.json")).valid


def test_the_same_warehouse_gives_the_same_bytes(package: Path, samples: Path, tmp_path: Path) -> None:
    time.sleep(1.1)
    with open_warehouse(samples, read_only=True) as db:
        export(db, tmp_path / "again")
    assert digests(tmp_path / "again") == digests(package)
    assert set(digests(package)) == set(names())


def test_csv_and_parquet_hold_the_same_rows(package: Path) -> None:
    for table in TABLES:
        (count,) = duckdb.execute(f"SELECT count(*) FROM '{package}/parquet/{table.name}.parquet'").fetchall()  # noqa: S608
        assert len(read_csv(package / "csv" / f"{table.name}.csv")) == count[0], table.name


def test_every_long_value_has_report_page_and_pdf(package: Path) -> None:
    for name in ("ratings", "key_questions", "findings", "recommendations", "claims"):
        rows = read_csv(package / "csv" / f"{name}.csv")
        assert rows, name
        for row in rows:
            assert row["report_id"] and row["pdf_url"].endswith(".pdf") and len(row["pdf_sha256"]) == 64
            assert int(row["page"]) >= 1


def test_every_field_has_type_and_meaning_and_ratings_their_values(described: dict[str, Any]) -> None:
    tables = [resource for resource in described["resources"] if resource["type"] == "table"]
    fields = [(r["name"], f) for r in tables for f in r["schema"]["fields"]]
    assert all(field["type"] and field["description"].strip() for _, field in fields)
    ratings = {f["name"]: f for name, f in fields if name == "ratings_wide"}
    assert ratings["rating_3_4_policy"]["constraints"]["enum"] == [
        "Outstanding",
        "Good",
        "Requires improvement",
        "Inadequate",
    ]
    assert ratings["rating_3_4_joint_working"]["description"] == "Rating of 3.4 Joint working."
    for resource in described["resources"]:
        assert resource["hash"].startswith("sha256:")


def test_the_package_says_where_it_comes_from(described: dict[str, Any], package: Path, samples: Path) -> None:
    assert described["snapshot"] in (package / "CITATION.cff").read_text(encoding="utf-8")
    assert described["licenses"][0]["name"] == "OGL-UK-3.0"
    assert "Open Government Licence" in described["description"]
    with open_warehouse(samples, read_only=True) as db:
        (version,) = db.rows("SELECT DISTINCT extractor_version FROM reports")
    assert described["extractor_versions"] == list(version)


def test_no_path_of_this_machine_is_exported(package: Path, samples: Path) -> None:
    text = "".join(p.read_text(encoding="utf-8") for p in package.rglob("*") if p.suffix in (".csv", ".json", ".md"))
    assert str(Path.cwd()) not in text
    assert str(samples.parent) not in text


@pytest.mark.parametrize("text", ["=1+1", "+44", "-x", "@SUM(A1)", "\tx", "＝1"])
def test_texts_that_would_run_are_known(text: str) -> None:
    assert is_formula(text)
    assert text_cell(text) == f"'{text}"
    assert text_cell(f"a{text}") == f"a{text}"


@pytest.fixture
def nasty(tmp_path: Path) -> Path:
    """A warehouse with words that a spreadsheet would run, and others that break careless files."""
    path = tmp_path / "nasty.duckdb"
    with open_warehouse(path) as db:
        (report_id,) = bulk_load(db, [draft(7, 2022).report()])
        db.execute(
            "INSERT INTO findings BY NAME SELECT ? AS report_id, 'strength' AS kind, '1.1' AS section, 1 AS ordinal, "
            '1 AS page, 0 AS x0, 0 AS "top", 1 AS x1, 1 AS bottom, [] AS parts, unnest(?::VARCHAR[]) AS text, '
            "unnest([['-drugs', 'x'], NULL, [], ['y']]) AS themes",
            [report_id, ['=HYPERLINK("x")', 'a "b", c', "+1", "é’ﬁ"]],
        )
    return path


def test_cells_are_safe_and_parquet_is_as_printed(nasty: Path, tmp_path: Path) -> None:
    with open_warehouse(nasty, read_only=True) as db:
        export(db, tmp_path / "out")
    rows = read_csv(tmp_path / "out" / "csv" / "findings.csv")
    assert {row["text"] for row in rows} == {'\'=HYPERLINK("x")', 'a "b", c', "'+1", "é’ﬁ"}
    assert {row["themes"] for row in rows} == {"'-drugs; x", "", "y"}
    printed = duckdb.execute(f"SELECT text FROM '{tmp_path}/out/parquet/findings.parquet'").fetchall()  # noqa: S608
    assert ('=HYPERLINK("x")',) in printed
    assert frictionless.validate(str(tmp_path / "out" / "datapackage.json")).valid


def run_filtered(db: Warehouse, folder: Path, **filters: Any) -> tuple[Export, list[dict[str, str]]]:
    written = export(db, folder, Filters(**filters))
    return written, read_csv(folder / "csv" / "ratings_wide.csv")


def test_filters_keep_what_they_name(history: Warehouse, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    cases: list[tuple[dict[str, Any], int]] = [
        ({"frameworks": ("youth-2018",)}, 1),
        ({"year_from": 2023}, 3),
        ({"year_from": 2022, "year_to": 2022}, 2),
        ({"regions": ("North",)}, 6),
        ({"services": ("Alpha", "beta")}, 5),
        ({"services": ("Alpha",), "year_to": 2022}, 2),
    ]
    for filters, count in cases:
        written, rows = run_filtered(history, folder, **filters)
        assert len(rows) == written.reports == count, filters
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["filters"] == {"services": ["Alpha"], "year_to": 2022}


def test_a_theme_keeps_its_findings_and_their_reports(history: Warehouse, tmp_path: Path) -> None:
    history.execute(
        "UPDATE recommendations SET themes = ['victims'] WHERE report_id = 'place-3-in-2023' AND ordinal = 2"
    )
    written, rows = run_filtered(history, tmp_path / "out", themes=("victims",))
    assert written.reports == 1
    assert [row["ordinal"] for row in read_csv(tmp_path / "out" / "csv" / "recommendations.csv")] == ["2"]


@pytest.mark.parametrize(
    ("filters", "says"),
    [
        ({"frameworks": ("adult",)}, "youth-2018, youth-2021"),
        ({"regions": ("Mordor",)}, "North"),
        ({"services": ("Nowhere",)}, "Nowhere"),
        ({"year_from": 2090}, "No current report"),
    ],
)
def test_a_filter_that_fits_nothing_is_refused(history: Warehouse, tmp_path: Path, filters: Any, says: str) -> None:
    with pytest.raises(WarehouseError, match=says):
        export(history, tmp_path / "out", Filters(**filters))
    assert not (tmp_path / "out").exists()


def test_a_folder_with_other_files_is_left_alone(package: Path, sample_db: Warehouse, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(package, folder)
    (folder / "notes.txt").write_text("mine")
    before = digests(folder)
    with pytest.raises(WarehouseError, match="notes.txt"):
        export(sample_db, folder)
    assert digests(folder) == before
