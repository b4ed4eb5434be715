"""`make bench`: how long the export of 1,000 generated reports takes, and the validation of its package."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import frictionless

from tests.warehouse.corpus import bulk_load, random_draft, seeded
from warehouse.export.package import export
from warehouse.store import open_warehouse

REPORTS = 1_000


def main() -> None:
    """Load, export, validate; print the seconds of the last two."""
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder) / "warehouse.duckdb", Path(folder) / "package"
        with open_warehouse(file) as db:
            bulk_load(db, (random_draft(seeded(seed), seed).report() for seed in range(REPORTS)))
        with open_warehouse(file, read_only=True) as db:
            started = time.perf_counter()
            export(db, out)
            exported = time.perf_counter() - started
        report = frictionless.validate(str(out / "datapackage.json"))
        both = time.perf_counter() - started
    print(f"Exporting {REPORTS:,} reports: {exported:.1f} s; with validation {both:.1f} s, valid: {report.valid}")


if __name__ == "__main__":
    main()
