"""An open connection to a warehouse: SQL in, rows out, and transactions that keep all or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from schemas.errors import WarehouseError

Row = tuple[Any, ...]


def now() -> datetime:
    """The present in UTC without a zone, as every TIMESTAMP of the warehouse is kept."""
    return datetime.now(UTC).replace(tzinfo=None)


class Warehouse:
    """An open warehouse: SQL in, rows out. Use `open_warehouse` to get one."""

    def __init__(self, con: duckdb.DuckDBPyConnection, path: Path | None, *, read_only: bool) -> None:
        self.con = con
        self.path = path
        self.read_only = read_only
        self._depth = 0
        self._columns: dict[str, dict[str, str]] = {}

    def columns(self) -> dict[str, dict[str, str]]:
        """Types of all columns by table; read once, as only migrations change them."""
        if not self._columns:
            for table, name, kind in self.rows(
                "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal "
                "ORDER BY table_name, column_index"
            ):
                self._columns.setdefault(table, {})[name] = kind
        return self._columns

    def execute(self, sql: str, params: Sequence[object] | None = None) -> None:
        """Run statements for their effect; raises WarehouseError with DuckDB's reason."""
        self._run(sql, params)

    def rows(self, sql: str, params: Sequence[object] | None = None) -> list[Row]:
        """All rows of a query; raises WarehouseError with DuckDB's reason."""
        return self._run(sql, params).fetchall()

    def row(self, sql: str, params: Sequence[object] | None = None) -> Row | None:
        """The first row of a query; None where it has none."""
        return self._run(sql, params).fetchone()

    def _run(self, sql: str, params: Sequence[object] | None) -> duckdb.DuckDBPyConnection:
        try:
            ran: duckdb.DuckDBPyConnection | None = self.con.execute(sql, params)
        except duckdb.Error as error:
            reason = str(error).split("\n", 1)[0]
            raise WarehouseError(f"The warehouse refused a statement: {reason}") from error
        if ran is None:  # which its types deny, but nothing else comes of text without a statement
            raise WarehouseError("The warehouse refused a statement: there is none in it.")
        return ran

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; a transaction inside another joins it.

        Rolls back on any exception and passes it on: after an error DuckDB's COMMIT returns normally and keeps nothing.
        """
        if self._depth:
            yield
            return
        self._run("BEGIN", None)
        self._depth = 1
        try:
            yield
        except BaseException:
            self._depth = 0
            self.con.rollback()
            raise
        self._depth = 0
        self._run("COMMIT", None)

    def close(self) -> None:
        """Close the file; DuckDB writes what the log holds into it."""
        self.con.close()

    def __enter__(self) -> Warehouse:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()
