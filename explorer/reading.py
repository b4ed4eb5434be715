"""Rows of a warehouse by the names of their columns, as the templates use them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from warehouse.connection import Warehouse

Record = Mapping[str, Any]
"""One row: the database names and types its columns, and a template that asks for another fails the build."""


def records(db: Warehouse, sql: str, params: Sequence[object] | None = None) -> list[Record]:
    """All rows of a query by the names of their columns; raises WarehouseError with DuckDB's reason."""
    rows = db.rows(sql, params)
    names = [column[0] for column in db.con.description or ()]
    return [dict(zip(names, row, strict=True)) for row in rows]


def grouped(rows: Iterable[Record], *names: str) -> dict[Any, list[Record]]:
    """Rows by the value of one column, or by the tuple of several; each group in the order of the rows."""
    groups: dict[Any, list[Record]] = {}
    for row in rows:
        key = row[names[0]] if len(names) == 1 else tuple(row[name] for name in names)
        groups.setdefault(key, []).append(row)
    return groups
