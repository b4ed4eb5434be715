"""Models and plain records into tables, one statement a table.

The rows travel as one JSON parameter that DuckDB takes apart by the table's own columns: for one report as fast as
reading NDJSON from a file, and nothing is left on the disk. A column that no row names stays NULL.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from functools import lru_cache

from schemas.base import Evidence
from warehouse.connection import Warehouse


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no column type")


@lru_cache
def _json_type(kind: str) -> object:
    """DuckDB's structure for a column type: lists in brackets, structs as objects, the rest by name."""
    if kind.endswith("[]"):
        return [_json_type(kind[:-2])]
    if kind.startswith("STRUCT"):  # a box, the only one there is
        return {"page": "INTEGER", "x0": "DOUBLE", "top": "DOUBLE", "x1": "DOUBLE", "bottom": "DOUBLE"}
    return kind


def insert_rows(db: Warehouse, table: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert records by column name; all must name the same columns. Raises WarehouseError where one does not fit."""
    if not rows:
        return
    insert_json(db, table, list(rows[0]), json.dumps(rows, default=_plain))


def insert_json(db: Warehouse, table: str, names: Sequence[str], rows: str) -> None:
    """Insert a JSON array of objects that hold the named columns; raises WarehouseError where one does not fit."""
    columns = db.columns()[table]
    structure = json.dumps([{name: _json_type(columns[name]) for name in names}])
    db.execute(
        f"INSERT INTO {table} BY NAME SELECT unnest(from_json_strict(?::JSON, '{structure}'), max_depth := 2)",  # noqa: S608
        [rows],
    )


def place(evidence: Sequence[Evidence]) -> dict[str, object]:
    """The evidence columns: the first box in `page` to `bottom`, all of them in `parts`."""
    return {**evidence[0].model_dump(), "parts": [box.model_dump() for box in evidence]}
