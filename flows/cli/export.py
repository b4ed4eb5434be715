"""`hmip export`: the warehouse as files for R, Stata, Excel and whoever writes no SQL."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.base import WarehouseOption, warehouse_path
from flows.cli.reading import existing
from flows.cli.run import busy


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder, or an earlier export.")],
    warehouse: WarehouseOption = None,
    framework: Annotated[
        list[str] | None, typer.Option("--framework", metavar="ID", help="Only this framework; may be repeated.")
    ] = None,
    year_from: Annotated[
        int | None, typer.Option("--from", metavar="YEAR", help="Only reports published in this year or later.")
    ] = None,
    year_to: Annotated[
        int | None, typer.Option("--to", metavar="YEAR", help="Only reports published in this year or earlier.")
    ] = None,
    region: Annotated[
        list[str] | None, typer.Option("--region", metavar="NAME", help="Only this region; may be repeated.")
    ] = None,
    service: Annotated[
        list[str] | None, typer.Option("--service", metavar="NAME", help="Only this service; may be repeated.")
    ] = None,
    theme: Annotated[
        list[str] | None,
        typer.Option(
            "--theme", metavar="ID", help="Only findings and recommendations on this theme, and reports that have any."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was written as JSON.")] = False,
) -> None:
    """Write a Frictionless Data Package: CSV, Parquet and a workbook with a codebook.

    Every value comes with its source. The same warehouse gives the same bytes.
    """
    from warehouse.export.package import export as write
    from warehouse.export.selection import Filters
    from warehouse.store import open_warehouse

    filters = Filters(
        frameworks=tuple(framework or ()),
        year_from=year_from,
        year_to=year_to,
        regions=tuple(region or ()),
        services=tuple(service or ()),
        themes=tuple(theme or ()),
    )
    with busy("writing"), open_warehouse(existing(warehouse_path(warehouse)), read_only=True) as db:
        written = write(db, folder, filters)
    if as_json:
        typer.echo(written.model_dump_json(indent=2))
        return
    for file in written.files:
        rows = "" if file.rows is None else f"{file.rows} rows"
        typer.echo(f"{file.name:<40}{rows:>14}")
    count = f"{written.reports} {'report' if written.reports == 1 else 'reports'}"
    typer.echo(f"{count}, snapshot {written.snapshot}, in {folder}")
