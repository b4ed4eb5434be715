"""The workbook: a page about the export, a sheet a table, and the codebook. Dates stay dates, numbers stay numbers.

Nothing in it depends on the clock, so the same warehouse gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from schemas.errors import WarehouseError
from warehouse.connection import Row, Warehouse
from warehouse.export.fields import SEPARATOR, Field
from warehouse.export.files import is_formula, ordered
from warehouse.export.tables import Table

MOST_ROWS = 1_048_575
MOST_LETTERS = 32_767
WIDEST = 60
SAMPLED = 200
"""Rows by which a column's width is chosen."""
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
CODEBOOK = ("sheet", "column", "type", "meaning", "allowed values")


class Book:
    """An open workbook with the house's formats."""

    def __init__(self, file: Path, created: datetime) -> None:
        self.book = xlsxwriter.Workbook(str(file), OPTIONS)
        self.book.set_properties({"created": created, "title": "Inspection reports of HM Inspectorate of Probation"})
        self.head = self.book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.day = self.book.add_format({"num_format": "yyyy-mm-dd"})
        # Saved as CSV and opened again, a text such as =1+1 would run; its format says that it is a text.
        self.quoted = self.book.add_format({"quote_prefix": True})
        self.bold = self.book.add_format({"bold": True})
        # Excel needs no format to show TRUE and FALSE; LibreOffice takes some cells without one for numbers.
        self.truth = self.book.add_format({"num_format": '"TRUE";"TRUE";"FALSE"'})

    def sheet(self, name: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """A sheet with a heading that stays in sight, and filters."""
        if len(rows) > MOST_ROWS:
            raise WarehouseError(
                f"The table {name} has {len(rows)} rows, more than a workbook holds: filter the export."
            )
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
        sheet.write_row(0, 0, heads, self.head)
        for column, width in enumerate(widths(heads, rows[:SAMPLED])):
            sheet.set_column(column, column, width)
        writers = {str: self._text(sheet), bool: self._truth(sheet), date: self._day(sheet), list: self._list(sheet)}
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if value is not None:
                    writers.get(type(value), sheet.write_number)(number, column, value)

    def about(self, lines: Mapping[str, str]) -> None:
        """The first sheet: what this is, in two columns."""
        sheet = self.book.add_worksheet("about")
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 110)
        for number, (name, text) in enumerate(lines.items()):
            sheet.write_string(number, 0, name, self.bold)
            sheet.write_string(number, 1, text)

    def _text(self, sheet: Any) -> Callable[[int, int, str], None]:
        def write(row: int, column: int, value: str) -> None:
            sheet.write_string(row, column, value[:MOST_LETTERS], self.quoted if is_formula(value) else None)

        return write

    def _list(self, sheet: Any) -> Callable[[int, int, list[object]], None]:
        write = self._text(sheet)
        return lambda row, column, value: write(row, column, SEPARATOR.join(map(str, value)))

    def _truth(self, sheet: Any) -> Callable[[int, int, bool], None]:
        return lambda row, column, value: sheet.write_boolean(row, column, value, self.truth)

    def _day(self, sheet: Any) -> Callable[[int, int, date], None]:
        return lambda row, column, value: sheet.write_datetime(row, column, value, self.day)


def widths(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> list[int]:
    """A width for each column: as wide as what stands in it, within reason."""
    columns = zip(*rows, strict=True) if rows else [()] * len(heads)
    longest = (max((len(str(v)) for v in column if v is not None), default=0) for column in columns)
    return [min(max(len(head), most) + 2, WIDEST) for head, most in zip(heads, longest, strict=True)]


def write_workbook(
    db: Warehouse, file: Path, tables: Mapping[Table, Sequence[Field]], about: Mapping[str, str], created: datetime
) -> None:
    """Write the workbook; raises WarehouseError where a table does not fit."""
    book = Book(file, created)
    book.about(about)
    for table, fields in tables.items():
        rows: list[Row] = db.rows(ordered(table))
        book.sheet(table.name, [field.name for field in fields], rows)
    book.sheet("codebook", CODEBOOK, codebook(tables))
    book.book.close()


def codebook(tables: Mapping[Table, Sequence[Field]]) -> list[tuple[str, ...]]:
    """A row a column of every sheet."""
    return [
        (table.name, field.name, field.type, field.meaning, SEPARATOR.join(field.allowed))
        for table, fields in tables.items()
        for field in fields
    ]
