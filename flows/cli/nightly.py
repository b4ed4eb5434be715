"""`hmip nightly`, which is also `hmip run --source live`: what the inspectorate published, into the warehouse."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.base import Exit, WarehouseOption, say, warehouse_path
from flows.cli.run import progress

if TYPE_CHECKING:
    from flows.nightly import NightJob
    from flows.nightly_summary import Night

LIVE = "live"

PublisherOption = Annotated[
    list[str] | None,
    typer.Option("--publisher", metavar="NAME", help="Only this publisher of data/publishers.toml; may be repeated."),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print what was done as JSON; null where another run is at work.")
]
PrefectOption = Annotated[
    bool, typer.Option("--prefect/--no-prefect", help="Run as a Prefect flow, or as plain functions (for cron).")
]
WorkersOption = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", min=1, help="Documents read at a time; else one a processor, up to 4."),
]


def nightly(
    warehouse: WarehouseOption = None,
    publisher: PublisherOption = None,
    as_json: JsonOption = False,
    prefect: PrefectOption = True,
    workers: WorkersOption = None,
) -> None:
    """Fetch what publishers show and the warehouse lacks, load it, and say what is new.

    The digest goes to digest.md and feed.xml beside the warehouse, the log to raw/nightly.log. Where another run is at
    work, this one leaves.
    """
    from flows.nightly import NightJob

    with progress() as watch:
        job = NightJob(
            warehouse=warehouse_path(warehouse), publishers=tuple(publisher or ()), workers=workers, watch=watch
        )
        done = run_night(job, prefect=prefect)
    show(done, as_json=as_json)
    raise typer.Exit(Exit.OK if done is None or done.is_whole else Exit.PARTIAL)


def run_night(job: NightJob, *, prefect: bool) -> Night | None:
    """What the night did; None where another run is at work, which is said and is no failure."""
    from flows.nightly import night
    from flows.nightly_lock import AnotherRunError
    from flows.nightly_log import log_to_file

    try:
        if prefect:
            return _with_prefect(job)
        with log_to_file(job.folder):
            return night(job)
    except AnotherRunError as error:
        say(f"hmip: {error}")
        return None


def _with_prefect(job: NightJob) -> Night:
    from flows import server
    from flows.pipeline import Progress

    job.watch(Progress(0, 0, "starting Prefect"))
    server.configure(job.warehouse.resolve().parent / ".prefect")
    with server.server():
        from flows.nightly_flow import run_night_flow

        return run_night_flow(job)


def show(done: Night | None, *, as_json: bool) -> None:
    """Print what a night did; None, where another run is at work, was said already."""
    if as_json:
        typer.echo("null" if done is None else done.model_dump_json(indent=2))
        return
    if done is None:
        return
    from flows.digest_render import markdown

    typer.echo(markdown(done.digest), nl=False)
    if not done.digest.is_quiet:
        typer.echo(f"\n{done.totals()}")


def live_or(run: Callable[..., None]) -> Callable[..., None]:
    """The command `run`, for which the source `live` stands for a night."""

    @functools.wraps(run)
    def either(**options: Any) -> None:
        if options["source"] != LIVE:
            return run(**options)
        return nightly(
            warehouse=options["warehouse"],
            as_json=options["as_json"],
            prefect=options["prefect"],
            workers=options["workers"],
        )

    return either
