"""The workbook as the format has it: types of cells, the codebook, nothing that runs."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from warehouse.export.package import WORKBOOK, export
from warehouse.export.tables import TABLES
from warehouse.store import open_warehouse

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Book:
    """What a spreadsheet program reads from a workbook: the type and value of every cell."""

    def __init__(self, file: Path) -> None:
        self.zip = zipfile.ZipFile(file)
        shared = ElementTree.fromstring(self.zip.read("xl/sharedStrings.xml"))  # noqa: S314 - our own file
        self.strings = ["".join(t.text or "" for t in si.iter(f"{MAIN}t")) for si in shared.iter(f"{MAIN}si")]
        book = ElementTree.fromstring(self.zip.read("xl/workbook.xml"))  # noqa: S314
        self.sheets = [str(sheet.get("name")) for sheet in book.iter(f"{MAIN}sheet")]
        styles = ElementTree.fromstring(self.zip.read("xl/styles.xml"))  # noqa: S314
        (cell_styles,) = styles.iter(f"{MAIN}cellXfs")
        self.styles = [dict(style.attrib) for style in cell_styles]

    def xml(self, sheet: str) -> str:
        return self.zip.read(f"xl/worksheets/sheet{self.sheets.index(sheet) + 1}.xml").decode()

    def rows(self, sheet: str) -> list[dict[str, tuple[str, object, dict[str, str]]]]:
        """Cells by column letters: kind (s, b, n), value, style."""
        rows = []
        for row in ElementTree.fromstring(self.xml(sheet)).iter(f"{MAIN}row"):  # noqa: S314
            cells = {}
            for cell in row.iter(f"{MAIN}c"):
                kind, text = cell.get("t", "n"), cell.findtext(f"{MAIN}v") or ""
                value: object = self.strings[int(text)] if kind == "s" else float(text) if text else None
                cells[re.sub(r"\d", "", str(cell.get("r")))] = (kind, value, self.styles[int(cell.get("s", "0"))])
            rows.append(cells)
        return rows

    def records(self, sheet: str) -> list[dict[str, tuple[str, object, dict[str, str]]]]:
        """Rows by the names in the heading."""
        heads, *rows = self.rows(sheet)
        names = {column: str(value) for column, (_, value, _) in heads.items()}
        return [{names[column]: cell for column, cell in row.items()} for row in rows]


@pytest.fixture(scope="module")
def book(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Book:
    folder = tmp_path_factory.mktemp("workbook") / "out"
    with open_warehouse(samples, read_only=True) as db:
        export(db, folder)
    return Book(folder / WORKBOOK)


def test_there_is_a_sheet_a_table_a_page_about_it_and_a_codebook(book: Book) -> None:
    assert book.sheets == ["about", *(t.name for t in TABLES if t.in_workbook), "codebook"]


def test_types_are_kept(book: Book) -> None:
    first = book.records("reports")[0]
    assert first["report_id"][:2] == ("s", "dunbeck-2022-08")
    assert first["score"][:2] == ("n", 26.0)
    assert first["is_matched"][:2] == ("b", 0.0)
    assert first["is_matched"][2]["numFmtId"] != "0"
    kind, day, style = first["published"]
    # 1 August 2022 in days since the end of 1899, with a format of its own.
    assert (kind, day) == ("n", 44774.0)
    assert style["numFmtId"] not in ("0", None)
    assert "isbn" in first and first["isbn"][0] == "s"


def test_unknown_is_an_empty_cell(book: Book) -> None:
    (quenferry,) = [r for r in book.records("ratings_wide") if r["report_id"][1] == "north-quenferry-2019-06"]
    assert "rating_1_1" not in quenferry
    assert quenferry["rating_1_2"][1] == "Good"


def test_no_sheet_holds_a_formula_or_a_link(book: Book) -> None:
    for sheet in book.sheets:
        assert "<f>" not in book.xml(sheet)
        assert "<hyperlink" not in book.xml(sheet)


def test_the_codebook_explains_every_column(book: Book) -> None:
    explained = {(row["sheet"][1], row["column"][1]) for row in book.records("codebook") if row["meaning"][1]}
    for table in TABLES:
        if table.in_workbook:
            heads = book.rows(table.name)[0]
            assert {(table.name, value) for _, value, _ in heads.values()} <= explained
