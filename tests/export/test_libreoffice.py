"""The workbook as LibreOffice reads it: in its own format every cell has the type and value of the warehouse."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.export.conftest import draft
from tests.warehouse.corpus import bulk_load
from warehouse.export.fields import SEPARATOR
from warehouse.export.files import ordered
from warehouse.export.package import WORKBOOK, export
from warehouse.export.selection import Filters, select_reports
from warehouse.export.tables import TABLES
from warehouse.store import Warehouse, open_warehouse

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TRUTHS = ("of:=TRUE()", "of:=FALSE()")
"""LibreOffice reads every truth value of a workbook as one of these."""
Cell = tuple[str, object] | None
"""Type and value; None where the cell is empty."""


def text_of(element: ElementTree.Element) -> str:
    """The text of a cell or of a part of it; runs of blanks are elements of their own."""
    if element.tag == f"{TEXT}s":
        return " " * int(element.get(f"{TEXT}c", "1"))
    parts = [element.text or ""]
    for child in element:
        parts += [text_of(child), child.tail or ""]
    return "".join(parts)


def cell_of(element: ElementTree.Element) -> Cell:
    """What LibreOffice takes a cell for."""
    kind = element.get(f"{OFFICE}value-type")
    if kind == "date":
        return kind, date.fromisoformat(str(element.get(f"{OFFICE}date-value")))
    if kind == "boolean":
        return kind, element.get(f"{OFFICE}boolean-value") == "true"
    if kind == "float":
        return kind, float(str(element.get(f"{OFFICE}value")))
    return (kind, "\n".join(text_of(p) for p in element.findall(f"{TEXT}p"))) if kind else None


def rows_of(sheet: ElementTree.Element, width: int) -> Iterator[list[Cell]]:
    """The rows of a sheet that hold anything, as many cells of each as are asked for."""
    for row in sheet.iter(f"{TABLE}table-row"):
        cells: list[Cell] = []
        for cell in row:
            repeated = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
            cells += [cell_of(cell)] * min(repeated, width - len(cells))
        if any(cells):
            yield cells


def wanted(value: object) -> Cell:
    """What a value of the warehouse has to be in a workbook."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "boolean", value
    if isinstance(value, int | float):
        return "float", float(value)
    if isinstance(value, date):
        return "date", value
    if isinstance(value, list):
        return ("string", SEPARATOR.join(map(str, value))) if value else None
    return "string", value


Convert = Callable[[Path], dict[str, ElementTree.Element]]


@pytest.fixture
def converted(libreoffice: str, tmp_path: Path) -> Convert:
    """Converts the workbook of an export; its sheets by name."""

    def convert(folder: Path) -> dict[str, ElementTree.Element]:
        # A profile of its own, so that an office that somebody has open on this machine is not disturbed.
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [libreoffice, profile, "--headless", "--convert-to", "fods", "--outdir", str(tmp_path)]
        done = subprocess.run([*command, str(folder / WORKBOOK)], capture_output=True, text=True, check=False)
        target = (tmp_path / WORKBOOK).with_suffix(".fods")
        assert target.is_file(), done.stderr
        book = ElementTree.parse(target)  # noqa: S314 - our own file
        return {str(sheet.get(f"{TABLE}name")): sheet for sheet in book.iter(f"{TABLE}table")}

    return convert


def exported(db: Warehouse, folder: Path) -> Path:
    export(db, folder)
    select_reports(db, Filters())
    return folder


def test_every_cell_has_its_type_and_value(sample_db: Warehouse, converted: Convert, tmp_path: Path) -> None:
    sheets = converted(exported(sample_db, tmp_path / "out"))
    kinds = set()
    for table in (table for table in TABLES if table.in_workbook):
        rows = sample_db.rows(ordered(table))
        names = [str(column[0]) for column in sample_db.con.description or ()]
        head, *found = rows_of(sheets[table.name], len(names))
        assert head == [("string", name) for name in names]
        assert found == [[wanted(value) for value in row] for row in rows], table.name
        kinds |= {cell[0] for row in found for cell in row if cell}
    assert kinds == {"string", "float", "date", "boolean"}


def test_no_text_becomes_a_formula_a_number_or_a_date(converted: Convert, tmp_path: Path) -> None:
    texts = ["=1+1", "+44 20", "-x", "@SUM(A1)", "0012", "1/2", "2024-01-02", "TRUE", "1e5", "two  blanks"]
    with open_warehouse(tmp_path / "nasty.duckdb") as db:
        (report_id,) = bulk_load(db, [draft(7, 2022).report()])
        db.execute(
            "INSERT INTO findings BY NAME SELECT ? AS report_id, 'strength' AS kind, '1.1' AS section, 1 AS ordinal, "
            '1 AS page, 0 AS x0, 0 AS "top", 1 AS x1, 1 AS bottom, [] AS parts, unnest(?::VARCHAR[]) AS text',
            [report_id, texts],
        )
        sheets = converted(exported(db, tmp_path / "out"))
    head, *rows = rows_of(sheets["findings"], 40)
    column = head.index(("string", "text"))
    assert {row[column] for row in rows} == {("string", text) for text in texts}
    formulas = {cell.get(f"{TABLE}formula") for sheet in sheets.values() for cell in sheet.iter(f"{TABLE}table-cell")}
    assert formulas <= {None, *TRUTHS}
