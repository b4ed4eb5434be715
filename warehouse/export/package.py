"""The whole export: tables, workbook, descriptor, citation and licence in one folder."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from schemas.base import Model
from schemas.errors import WarehouseError
from warehouse.connection import Warehouse
from warehouse.export.descriptor import Origin, citation, descriptor, readme
from warehouse.export.fields import Field, table_fields
from warehouse.export.files import write_csv, write_parquet
from warehouse.export.selection import Filters, select_reports
from warehouse.export.tables import TABLES, Table
from warehouse.export.workbook import write_workbook
from warehouse.snapshots import snapshot_id

WORKBOOK = "hmip-inspections.xlsx"


class ExportedFile(Model):
    """One file of an export."""

    name: str
    """Its path within the folder."""
    rows: int | None
    """None for what is no table."""
    bytes: int


class Export(Model):
    """What was written."""

    folder: Path
    snapshot: str
    reports: int
    files: tuple[ExportedFile, ...]


def export(db: Warehouse, folder: Path, filters: Filters | None = None) -> Export:
    """Write a data package into a folder, which is new, empty or an earlier export; it is replaced whole or not at all.

    Raises WarehouseError where the folder holds anything else, cannot be written, or the filters leave nothing.
    """
    filters = filters or Filters()
    reports = select_reports(db, filters)
    refuse_others(folder)
    origin = origin_of(db, filters)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".hmip-export-") as name:
            building = Path(name) / "package"
            building.mkdir()
            files = write_all(db, building, origin)
            if folder.exists():
                folder.replace(Path(name) / "before")
            building.replace(folder)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise WarehouseError(f"The export cannot be written to {folder} ({reason}).") from error
    return Export(folder=folder, snapshot=origin.snapshot, reports=reports, files=files)


def refuse_others(folder: Path) -> None:
    """Raise WarehouseError where a folder holds anything but an export of ours."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise WarehouseError(f"{folder} is a file; name a folder for the export.")
    held = {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}
    strangers = held - set(names())
    if strangers:
        raise WarehouseError(
            f"The folder {folder} holds other files ({min(strangers)}): name a new one for the export."
        )


def names() -> list[str]:
    """Every file of an export."""
    tables = [f"{kind}/{table.name}.{kind}" for table in TABLES for kind in ("csv", "parquet")]
    return [*tables, WORKBOOK, "datapackage.json", "CITATION.cff", "README.md"]


def origin_of(db: Warehouse, filters: Filters) -> Origin:
    """Where the export comes from; every part of it is a property of the warehouse, none of the clock."""
    row = db.row("SELECT max(loaded_at) FROM reports")
    loaded: datetime | None = row[0] if row else None
    versions = db.rows(
        "SELECT DISTINCT extractor_version FROM reports INNER JOIN selected USING (report_id) ORDER BY 1"
    )
    return Origin(
        snapshot=snapshot_id(db),
        created=(loaded or datetime(1980, 1, 1)).replace(microsecond=0),
        extractor_versions=tuple(str(version) for (version,) in versions),
        filters=filters,
    )


def write_all(db: Warehouse, folder: Path, origin: Origin) -> tuple[ExportedFile, ...]:
    """Write every file into an empty folder."""
    fields: Mapping[Table, Sequence[Field]] = {table: table_fields(db, table) for table in TABLES}
    rows: dict[str, int] = {}
    for kind in ("csv", "parquet"):
        (folder / kind).mkdir()
    for table in TABLES:
        count = write_csv(db, table, fields[table], folder / "csv" / f"{table.name}.csv")
        write_parquet(db, table, folder / "parquet" / f"{table.name}.parquet")
        rows |= {f"{kind}/{table.name}.{kind}": count for kind in ("csv", "parquet")}
    sheets = {table: fields[table] for table in TABLES if table.in_workbook}
    write_workbook(db, folder / WORKBOOK, sheets, origin.about(), origin.created)
    (folder / "CITATION.cff").write_text(citation(origin), encoding="utf-8")
    (folder / "README.md").write_text(readme(origin), encoding="utf-8")
    described = descriptor(folder, fields, rows, origin, WORKBOOK)
    (folder / "datapackage.json").write_text(
        json.dumps(described, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    return tuple(ExportedFile(name=name, rows=rows.get(name), bytes=(folder / name).stat().st_size) for name in names())
