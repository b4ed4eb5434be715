"""`hmip plot`: pictures for people who would rather look than read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.base import WarehouseOption, warehouse_path
from flows.cli.reading import existing
from flows.cli.run import busy


def plot(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write SVG and PNG files to.")],
    warehouse: WarehouseOption = None,
) -> None:
    """Draw ratings over time, services by standards, and the spread of each key question; needs the extra 'viz'."""
    from warehouse.plots import draw_all
    from warehouse.store import open_warehouse

    with busy("drawing"), open_warehouse(existing(warehouse_path(warehouse)), read_only=True) as db:
        files = draw_all(db, folder)
    for file in files:
        typer.echo(file)
