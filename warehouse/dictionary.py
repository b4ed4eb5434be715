"""The data dictionary as a page: `python -m warehouse.dictionary > docs/data-dictionary.md` writes it from the schema.

Every description is the comment that the database itself carries; allowed values are those of the models.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from schemas.base import Place, Rating
from schemas.framework import Basis
from schemas.records import DocumentStatus, Severity
from schemas.report import ClaimKind, FindingKind
from warehouse.connection import Warehouse
from warehouse.store import open_warehouse
from warehouse.views import create_views, load_views

INTRODUCTION = """# Data dictionary

Written by `python -m warehouse.dictionary > docs/data-dictionary.md` from the schema; do not edit it by hand.

Views are for asking questions, tables hold what was read. Unknown is NULL, never an empty text. Days are DATE: where a
report prints only a month, its first day stands for it. Times are UTC. Pages count from 1, boxes are in PDF points from
the top left of the page.

| word | values |
|---|---|
"""

VALUES = (
    ("rating", Rating),
    ("place", Place),
    ("basis", Basis),
    ("kind of finding", FindingKind),
    ("kind of claim", ClaimKind),
    ("status of a document", DocumentStatus),
    ("severity of a flag", Severity),
)


def render() -> str:
    """The whole page."""
    words = "\n".join(f"| {word} | {', '.join(f'`{v.value}`' for v in values)} |" for word, values in VALUES)
    with open_warehouse(None) as db:
        create_views(db)
        tables = [str(name) for (name,) in db.rows("SELECT table_name FROM duckdb_tables() ORDER BY table_name")]
        parts = [INTRODUCTION + words, "", "## Views for analysts", ""]
        titles = {view.name: view for view in load_views()}
        for name in sorted(titles):
            parts += [f"### {name}", "", f"{titles[name].title}.", "", f"- Rows: {titles[name].grain}"]
            parts += [f"- Query: `warehouse/views/{name}.sql`", ""]
            parts += columns(db, name)
        parts += ["## Tables", ""]
        for name in tables:
            row = db.row("SELECT comment FROM duckdb_tables() WHERE table_name = ?", [name])
            parts += [f"### {name}", "", str(row[0]) if row else "", "", *columns(db, name)]
        parts += ["### flags", "", "One inconsistency found and still standing.", "", *columns(db, "flags")]
    return "\n".join(parts).rstrip() + "\n"


def columns(db: Warehouse, table: str) -> Iterator[str]:
    """The lines of a table's columns."""
    yield "| column | type | meaning |"
    yield "|---|---|---|"
    for name, kind, comment in db.rows(
        "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index",
        [table],
    ):
        short = "BOX[]" if str(kind).startswith("STRUCT") else kind
        yield f"| `{name}` | {short} | {str(comment or '').replace('|', chr(92) + '|')} |"
    yield ""


if __name__ == "__main__":
    sys.stdout.write(render())
