"""One table as CSV and as Parquet. Rows are in the order of all their columns, so the same rows give the same bytes.

In CSV a text that a spreadsheet would run as a formula gets an apostrophe before it; in Parquet it is as printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from schemas.errors import WarehouseError
from warehouse.connection import Warehouse
from warehouse.export.fields import SEPARATOR, Field
from warehouse.export.tables import Table

FORMULA = "=+-@\t\r\n＝＋－＠"
"""Characters that make a spreadsheet take a cell for a formula when they come first; the last four are full-width."""


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula."""
    return text.startswith(tuple(FORMULA))


def text_cell(value: str) -> str:
    """A text as a spreadsheet may have it."""
    return f"'{value}" if is_formula(value) else value


def ordered(table: Table) -> str:
    """The table's rows in an order that depends on nothing but the rows."""
    return f"SELECT * FROM ({table.sql}) ORDER BY ALL"  # noqa: S608


def write_csv(db: Warehouse, table: Table, fields: Sequence[Field], file: Path) -> int:
    """How many rows were written; raises WarehouseError where the file does not hold as many afterwards."""
    columns = ", ".join(_cell(field) for field in fields)
    _copy(db, f"SELECT {columns} FROM ({ordered(table)})", file, "FORMAT csv, HEADER")  # noqa: S608
    written = _count(db, f"({table.sql})")
    names = ", ".join(f"'{field.name}': 'VARCHAR'" for field in fields)
    read = _count(
        db, f"read_csv({_quoted(file)}, header = true, columns = {{{names}}}, auto_detect = false, quote = '\"')"
    )
    if read != written:
        raise WarehouseError(f"The file {file.name} holds {read} rows instead of {written}: the disk may be full.")
    return written


def write_parquet(db: Warehouse, table: Table, file: Path) -> None:
    """Write the table with lists as lists and every text as printed."""
    _copy(db, ordered(table), file, "FORMAT parquet, COMPRESSION zstd")


def _cell(field: Field) -> str:
    name = f'"{field.name}"'
    if field.is_list:
        name = f"array_to_string(list_transform({name}, LAMBDA v: v::VARCHAR), '{SEPARATOR}')"
    elif field.kind != "VARCHAR":
        return name
    starts = "[" + "".join(f"chr({ord(c)})," for c in FORMULA).rstrip(",") + "]"
    return f"CASE WHEN list_contains({starts}, {name}[1]) THEN '''' || {name} ELSE {name} END AS \"{field.name}\""


def _copy(db: Warehouse, query: str, file: Path, options: str) -> None:
    db.execute(f"COPY ({query}) TO {_quoted(file)} ({options})")


def _count(db: Warehouse, what: str) -> int:
    row = db.row(f"SELECT count(*) FROM {what}")  # noqa: S608
    return int(row[0]) if row else 0


def _quoted(file: Path) -> str:
    return "'" + str(file).replace("'", "''") + "'"
