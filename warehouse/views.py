"""The views that analysts query: one SQL file each in `warehouse/views/`, created in the order of what they read.

A column that a file does not describe means what the column of the same name means in `inspections` or
`comparable_standards`, and takes its description from there.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from graphlib import TopologicalSorter
from pathlib import Path

from schemas.errors import ConfigError
from warehouse.connection import Warehouse

VIEWS_DIR = Path(__file__).parent / "views"
HEADER = re.compile(r"^-- (view|title|source|grain|why):\s+(.*)$", re.MULTILINE)
DESCRIBE_BY = ("inspections", "comparable_standards")


@dataclass(frozen=True, slots=True)
class View:
    """One file: its header and its SQL."""

    name: str
    title: str
    source: str
    """Tables and views that it reads, as its header lists them."""
    grain: str
    sql: str


def read_view(path: Path) -> View:
    """The view of one file; raises ConfigError where the header lacks a line or names another view."""
    sql = path.read_text(encoding="utf-8")
    header = dict(HEADER.findall(sql))
    if missing := {"view", "title", "source", "grain", "why"} - header.keys():
        raise ConfigError(f"The view file {path.name} has no line '{min(missing)}:' in its header.")
    if header["view"] != path.stem:
        raise ConfigError(f"The view file {path.name} calls its view {header['view']!r}.")
    return View(header["view"], header["title"], header["source"], header["grain"], sql)


@lru_cache
def load_views(directory: Path = VIEWS_DIR) -> tuple[View, ...]:
    """All views, each after those that it reads."""
    views = {path.stem: read_view(path) for path in sorted(directory.glob("*.sql"))}
    reads = {name: [word for word in re.findall(r"\w+", v.source) if word in views] for name, v in views.items()}
    return tuple(views[name] for name in TopologicalSorter(reads).static_order())


def sync_views(db: Warehouse) -> None:
    """Renew the views where a file or the schema below them changed; joins an open transaction."""
    applied = db.rows("SELECT number FROM schema_migrations ORDER BY number")
    text = "".join(view.sql for view in load_views()) + str(applied)
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    with db.transaction():
        db.execute(
            "CREATE TABLE IF NOT EXISTS view_files (digest VARCHAR NOT NULL);"
            "COMMENT ON TABLE view_files IS 'Which state of warehouse/views this file was given.';"
            "COMMENT ON COLUMN view_files.digest IS 'Digest of those files; the views are renewed when it changes.'"
        )
        if db.row("SELECT digest FROM view_files") == (digest,):
            return
        create_views(db)
        db.execute("DELETE FROM view_files")
        db.execute("INSERT INTO view_files VALUES (?)", [digest])


def create_views(db: Warehouse) -> None:
    """Create or renew every view with its descriptions; joins an open transaction."""
    with db.transaction():
        for view in load_views():
            db.execute(view.sql)
        names = [view.name for view in load_views()]
        meaning: dict[str, str] = dict(
            db.rows(
                "SELECT column_name, comment FROM duckdb_columns() WHERE table_name IN ? AND comment IS NOT NULL "
                "ORDER BY list_position(?, table_name) DESC",
                [DESCRIBE_BY, DESCRIBE_BY],
            )
        )
        undescribed = db.rows(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE table_name IN ? AND comment IS NULL "
            "ORDER BY table_name, column_index",
            [names],
        )
        for table, column in undescribed:
            if comment := meaning.get(column):
                quoted = comment.replace("'", "''")
                db.execute(f"COMMENT ON COLUMN {table}.{column} IS '{quoted}'")
