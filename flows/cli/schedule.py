"""`hmip schedule`: the nightly run on a Prefect server."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.base import WarehouseOption, warehouse_path
from flows.errors import SourceError
from flows.nightly_times import CRON, TIMEZONE


def schedule(
    warehouse: WarehouseOption = None,
    cron: Annotated[str, typer.Option("--cron", metavar="CRON", help="When it starts, in London time.")] = CRON,
    pool: Annotated[str, typer.Option("--pool", metavar="NAME", help="Work pool that it is put into.")] = "hmip",
) -> None:
    """Put the nightly run onto the Prefect server that PREFECT_API_URL names, one run at a time.

    It then needs a worker: prefect worker start --pool hmip --type process
    """
    from prefect.settings import get_current_settings

    address = get_current_settings().api.url
    if address is None:
        raise SourceError(
            "A schedule needs a Prefect server that stays: start one with 'prefect server start' and set "
            "PREFECT_API_URL to its address; or let cron start 'hmip nightly --no-prefect'."
        )
    from httpx import HTTPError

    from flows.nightly_schedule import Schedule, put_schedule
    from flows.server import without_password

    path = warehouse_path(warehouse)
    address = without_password(address)
    try:
        put_schedule(Schedule(warehouse=path, cron=cron, pool=pool))
    except HTTPError as error:
        raise SourceError(f"The Prefect server at {address} does not answer ({type(error).__name__}).") from error
    typer.echo(f"nightly: '{cron}' {TIMEZONE}, warehouse {path}, work pool '{pool}' at {address}")
    typer.echo(f"Start a worker with: prefect worker start --pool {pool} --type process")
