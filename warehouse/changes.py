"""What changed between two warehouses: reports, values, ratings, percentages and flags."""

from __future__ import annotations

from pathlib import Path

import duckdb

from schemas.base import Model
from schemas.errors import WarehouseError
from warehouse.connection import Warehouse
from warehouse.load import SINGLE_VALUES
from warehouse.snapshots import snapshot_id

OFFLINE: dict[str, str | bool | int | float | list[str]] = {"autoinstall_known_extensions": "false"}
VALUES = (*SINGLE_VALUES, "framework", "is_current", "service_id", "document_sha256")
KINDS = (
    "report added",
    "report removed",
    "value changed",
    "rating changed",
    "percentage changed",
    "flag opened",
    "flag closed",
)


class Change(Model):
    """One difference."""

    kind: str
    """One of `KINDS`."""
    report_id: str
    what: str
    """The field, the standard with its place, the key question, or the rule."""
    before: str | None
    after: str | None


class Difference(Model):
    """All differences between two warehouses."""

    old: str
    """Snapshot id of the first."""
    new: str
    """Snapshot id of the second."""
    changes: tuple[Change, ...]

    def counts(self) -> dict[str, int]:
        """How many changes of each kind, those that occur."""
        counted = {kind: sum(change.kind == kind for change in self.changes) for kind in KINDS}
        return {kind: count for kind, count in counted.items() if count}


def _values(side: str) -> str:
    names = ", ".join(f"'{name}'" for name in VALUES)
    values = ", ".join(f"{name}::VARCHAR" for name in VALUES)
    return f"SELECT report_id, unnest([{names}]) AS what, unnest([{values}]) AS value FROM {side}.reports"  # noqa: S608


def _ratings(side: str) -> str:
    return (
        "SELECT report_id, standard || ' in the ' || place AS what, "  # noqa: S608
        "string_agg(coalesce(rating, 'none'), ' / ' ORDER BY page, rating) AS value "
        f"FROM {side}.standard_ratings GROUP BY ALL"
    )


def _percentages(side: str) -> str:
    return (
        "SELECT report_id, standard || ' question ' || ordinal || ' in the ' || place AS what, "  # noqa: S608
        "string_agg(coalesce(pct_yes::VARCHAR, 'none'), ' / ' ORDER BY page, pct_yes) AS value "
        f"FROM {side}.key_questions GROUP BY ALL"
    )


def _compared(kind: str, old: str, new: str) -> str:
    """Keys of reports on both sides whose value differs; a key that one side lacks has NULL there."""
    return (
        f"SELECT '{kind}' AS kind, report_id, what, a.value AS before, b.value AS after "  # noqa: S608
        f"FROM ({old}) AS a FULL JOIN ({new}) AS b USING (report_id, what) "
        "WHERE a.value IS DISTINCT FROM b.value AND report_id IN (SELECT report_id FROM old.reports) "
        "AND report_id IN (SELECT report_id FROM new.reports)"
    )


def _reports(kind: str, there: str, other: str) -> str:
    value = "NULL AS before, overall_rating AS after" if there == "new" else "overall_rating AS before, NULL AS after"
    return (
        f"SELECT '{kind}' AS kind, report_id, coalesce(service_name, area, report_id) AS what, {value} "  # noqa: S608
        f"FROM {there}.reports WHERE report_id NOT IN (SELECT report_id FROM {other}.reports)"
    )


def _flags(kind: str, there: str, other: str) -> str:
    value = "NULL AS before, message AS after" if there == "new" else "message AS before, NULL AS after"
    return (
        f"SELECT '{kind}' AS kind, report_id, concat_ws(' ', rule_id, standard) AS what, {value} "  # noqa: S608
        f"FROM {there}.flag_history WHERE closed_at IS NULL AND flag_id NOT IN "
        f"(SELECT flag_id FROM {other}.flag_history WHERE closed_at IS NULL)"
    )


QUERY = " UNION ALL ".join(
    (
        _reports("report added", "new", "old"),
        _reports("report removed", "old", "new"),
        _compared("value changed", _values("old"), _values("new")),
        _compared("rating changed", _ratings("old"), _ratings("new")),
        _compared("percentage changed", _percentages("old"), _percentages("new")),
        _flags("flag opened", "new", "old"),
        _flags("flag closed", "old", "new"),
    )
)


def open_any(path: Path) -> Warehouse:
    """A warehouse for reading, also one that an older program made; raises WarehouseError where it is none."""
    try:
        db = Warehouse(duckdb.connect(str(path), read_only=True, config=OFFLINE), path, read_only=True)
    except duckdb.Error as error:
        first = str(error).split("\n", 1)[0]
        raise WarehouseError(f"The file {path} cannot be opened for reading: {first}") from error
    if db.row("SELECT 1 FROM duckdb_views() WHERE view_name = 'flags'") is None:
        db.close()
        raise WarehouseError(f"The file {path} is a database, but no warehouse of inspection reports.")
    return db


def difference(old: Path, new: Path) -> Difference:
    """What the second warehouse has otherwise than the first; raises WarehouseError where either cannot be read."""
    ids = []
    for path in (old, new):
        with open_any(path) as db:
            ids.append(snapshot_id(db))
    con = duckdb.connect(":memory:", config=OFFLINE)
    try:
        for name, path in (("old", old), ("new", new)):
            quoted = str(path).replace("'", "''")
            con.execute(f"ATTACH '{quoted}' AS {name} (READ_ONLY)")
        order = "list_position(?, kind), report_id, what, before, after"
        rows = con.execute(f"FROM ({QUERY}) ORDER BY {order}", [list(KINDS)]).fetchall()  # noqa: S608
    except duckdb.Error as error:
        raise WarehouseError(f"The warehouses {old} and {new} cannot be compared: {error}") from error
    finally:
        con.close()
    changes = tuple(Change(**dict(zip(Change.model_fields, row, strict=True))) for row in rows)
    return Difference(old=ids[0], new=ids[1], changes=changes)
