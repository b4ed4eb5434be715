"""The warehouse file: opening, migrating, transactions, and one sentence for whatever goes wrong with it.

DuckDB lets one process write, or many read. A connection opened for writing brings the file up to date first: numbered
migrations, each applied once and recorded in `schema_migrations`, then the frameworks on file.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from schemas.errors import WarehouseError
from warehouse.connection import Warehouse, now
from warehouse.reference import sync_frameworks
from warehouse.views import sync_views

__all__ = ["Warehouse", "migrations", "open_warehouse"]

WORKING = ".working"
"""Before the suffix of a file that is written in place of the one that is published from it."""
REMOVE_WORKING = "remove it; the next run begins from the published file beside it, and loads again what that lacks."

MIGRATIONS_DIR = Path(__file__).parent / "migrations"


def open_warehouse(path: Path | None, *, read_only: bool = False) -> Warehouse:
    """An open warehouse, to be used in a `with` block; None opens an empty one in memory.

    Raises WarehouseError where another process holds the file, it is no DuckDB file or no warehouse, a newer program
    wrote it, or it is to be read only and is not there or not up to date.
    """
    if read_only and (path is None or not path.is_file()):
        raise WarehouseError(f"There is no warehouse at {path}: create it with `hmip run --warehouse {path}`.")
    warehouse = Warehouse(_connect(path, read_only=read_only), path, read_only=read_only)
    try:
        _bring_up_to_date(warehouse)
    except BaseException:
        warehouse.close()
        raise
    return warehouse


def _connect(path: Path | None, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    # No extension is fetched and none is needed: the warehouse works without the internet.
    config: dict[str, str | bool | int | float | list[str]] = {"autoinstall_known_extensions": "false"}
    try:
        return duckdb.connect(str(path) if path else ":memory:", read_only=read_only, config=config)
    except duckdb.Error as error:
        raise WarehouseError(_why_not_opened(path, str(error))) from error


def _why_not_opened(path: Path | None, reason: str) -> str:
    if "Could not set lock" in reason:
        return f"Another process is using the warehouse {path}: wait until it has finished, or stop it, and try again."
    if "not a valid DuckDB database file" in reason:
        if path and WORKING in path.suffixes:
            return f"The warehouse {path} is damaged: {REMOVE_WORKING}"
        return f"The file {path} is not a DuckDB warehouse: choose another name with --warehouse."
    if "version number" in reason:
        return f"The warehouse {path} was written by a newer DuckDB: upgrade this program to read it."
    if "Corrupt" in reason or "Could not read enough bytes" in reason:
        remedy = "restore a copy of it, or load its reports into a new one."
        return f"The warehouse {path} is damaged: {REMOVE_WORKING if path and WORKING in path.suffixes else remedy}"
    first = reason.split("\n", 1)[0]
    return f"The warehouse {path} cannot be opened: {first}"


def migrations() -> tuple[tuple[int, str, str], ...]:
    """Number, name and SQL of every migration, in order."""
    files = sorted(MIGRATIONS_DIR.glob("[0-9]*.sql"))
    return tuple((int(f.name[:4]), f.stem, f.read_text(encoding="utf-8")) for f in files)


def _bring_up_to_date(warehouse: Warehouse) -> None:
    known = migrations()
    tables = {name for (name,) in warehouse.rows("SELECT table_name FROM duckdb_tables()")}
    if tables and "schema_migrations" not in tables:
        raise WarehouseError(f"The file {warehouse.path} is a database, but no warehouse of inspection reports.")
    applied = {n for (n,) in warehouse.rows("SELECT number FROM schema_migrations")} if tables else set()
    if unknown := applied - {number for number, _, _ in known}:
        raise WarehouseError(
            f"The warehouse {warehouse.path} is newer than this program (migration {max(unknown):04d}): "
            "upgrade the program."
        )
    pending = [m for m in known if m[0] not in applied]
    if warehouse.read_only:
        if pending:
            raise WarehouseError(
                f"The warehouse {warehouse.path} is older than this program: bring it up to date with `hmip run` first."
            )
        return
    with warehouse.transaction():
        _apply(warehouse, pending, fresh=not tables)
        sync_frameworks(warehouse)
        if warehouse.path is not None:
            # They are for people who query a file; a warehouse in memory lives as long as one command.
            sync_views(warehouse)


def _apply(warehouse: Warehouse, pending: list[tuple[int, str, str]], *, fresh: bool) -> None:
    if fresh:
        warehouse.execute(
            "CREATE TABLE schema_migrations "
            "(number INTEGER PRIMARY KEY, name VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL);"
            "COMMENT ON TABLE schema_migrations IS 'Migrations that were applied to this file.';"
            "COMMENT ON COLUMN schema_migrations.number IS 'Number of the migration.';"
            "COMMENT ON COLUMN schema_migrations.name IS 'Its file in warehouse/migrations.';"
            "COMMENT ON COLUMN schema_migrations.applied_at IS 'When it was applied, in UTC.'"
        )
    for number, name, sql in pending:
        warehouse.execute(sql)
        warehouse.execute("INSERT INTO schema_migrations VALUES (?, ?, ?)", [number, name, now()])
