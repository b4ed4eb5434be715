"""`hmip sql`: one question to the warehouse."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import typer

from flows.cli.base import WarehouseOption, warehouse_path


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def sql(
    query: Annotated[str, typer.Argument(metavar='"SELECT ..."', help="One statement of SQL, in DuckDB's dialect.")],
    warehouse: WarehouseOption = None,
    output: Annotated[Format, typer.Option("--format", help="How to print the rows.")] = Format.TABLE,
) -> None:
    """Ask the warehouse a question in SQL; it is opened for reading only."""
    from warehouse.store import open_warehouse

    with open_warehouse(warehouse_path(warehouse), read_only=True) as db:
        rows = db.rows(query)
        columns = [str(column[0]) for column in db.con.description or ()]
    if output is Format.JSON:
        records = [dict(zip(columns, row, strict=True)) for row in rows]
        typer.echo(json.dumps(records, indent=2, ensure_ascii=False, default=as_text))
    elif output is Format.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([as_cell(value) for value in row] for row in rows)
    else:
        print_table(columns, rows)


def as_text(value: object) -> str:
    """Dates as ISO 8601, anything else as DuckDB's Python value prints."""
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def as_cell(value: object) -> object:
    """The value as one cell of a CSV file: lists and structs as JSON, NULL as an empty cell."""
    return json.dumps(value, ensure_ascii=False, default=as_text) if isinstance(value, list | dict) else value


def print_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Rows as a table with their count below."""
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    from flows.cli.screen import console

    out = console()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(escape(column), overflow="fold")
    for row in rows:
        table.add_row(*("[dim]NULL[/]" if value is None else escape(str(as_cell(value))) for value in row))
    out.print(table)
    out.print(f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}")
