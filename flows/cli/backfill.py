"""`hmip backfill`: the nightly run over years."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from flows.cli.base import Exit, WarehouseOption, warehouse_path
from flows.cli.nightly import JsonOption, PrefectOption, PublisherOption, WorkersOption, run_night, show
from flows.cli.run import progress


def backfill(
    from_year: Annotated[int, typer.Option("--from", metavar="YEAR", min=2000, help="The first year.")] = 2018,
    warehouse: WarehouseOption = None,
    publisher: PublisherOption = None,
    as_json: JsonOption = False,
    prefect: PrefectOption = False,
    workers: WorkersOption = None,
) -> None:
    """Fetch and load everything that publishers show since a year, the old site included, year by year.

    It may be stopped at any time: run again, it goes on where it was. The counts at the end say what is still missing.
    """
    from flows.nightly import NightJob
    from flows.nightly_artifact import year_lines

    if from_year > datetime.now(UTC).year:
        raise typer.BadParameter("That year is still to come.", param_hint="--from")
    with progress() as watch:
        job = NightJob(
            warehouse=warehouse_path(warehouse),
            publishers=tuple(publisher or ()),
            from_year=from_year,
            workers=workers,
            watch=watch,
        )
        done = run_night(job, prefect=prefect)
    show(done, as_json=as_json)
    if done is None:
        raise typer.Exit(Exit.OK)
    if not as_json:
        typer.echo("\n" + "\n".join(year_lines(done.years)))
    raise typer.Exit(Exit.OK if done.is_whole else Exit.PARTIAL)
