"""`hmip import-scores`: a second opinion."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.base import WarehouseOption, warehouse_path
from flows.cli.reading import existing


def import_scores(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="Scores and overall ratings that others recorded.")],
    warehouse: WarehouseOption = None,
) -> None:
    """Load a list of scores that others recorded; `hmip check --warehouse` then reports where they disagree."""
    from warehouse.publish import writing
    from warehouse.scores import import_scores as load

    path = existing(warehouse_path(warehouse))
    with writing(path) as db:
        count = load(db, file)
    typer.echo(f"{count} scores from {file.name}; 'hmip check --warehouse {path}' compares them.")
