"""`hmip run`: from a folder of PDFs to a checked warehouse."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.base import Exit, WarehouseOption, debugging, say, warehouse_path
from flows.pipeline import Job, Progress, Watcher, ignore
from flows.pipeline import run as run_plain
from flows.sources import SAMPLE
from flows.summary import RunSummary


def run(
    source: Annotated[
        str,
        typer.Option(
            "--source",
            metavar="sample|live|FOLDER",
            help="Where the reports are; 'sample' comes with hmip, 'live' is what publishers show (hmip nightly).",
        ),
    ] = SAMPLE,
    warehouse: WarehouseOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
    prefect: Annotated[
        bool, typer.Option("--prefect/--no-prefect", help="Run as a Prefect flow, or as plain functions.")
    ] = True,
    workers: Annotated[
        int | None,
        typer.Option("--workers", metavar="N", min=1, help="Documents read at a time; else one a processor, up to 4."),
    ] = None,
) -> None:
    """Read every report of a source, load it, check it, and print what was found.

    Reports that the warehouse holds already are not read again. A document that is no report is listed with the reason
    and never stops the others.
    """
    path = warehouse_path(warehouse)
    with progress() as watch:
        job = Job(source=source, warehouse=path, workers=workers, watch=watch)
        summary = run_with_prefect(job, path) if prefect else run_plain(job)
    if as_json:
        typer.echo(summary.model_dump_json(indent=2))
    else:
        from flows.cli.closing import closing

        closing(summary)
    show_details(summary)
    raise typer.Exit(Exit.PARTIAL if summary.failed else Exit.OK)


def run_with_prefect(job: Job, warehouse: Path) -> RunSummary:
    """Run as a Prefect flow. Prefect's own files go beside the warehouse."""
    from flows import server

    job.watch(Progress(0, 0, "starting Prefect"))
    server.configure(warehouse.resolve().parent / ".prefect")
    with server.server():
        from flows.inspections import run_flow

        return run_flow(job)


def show_details(summary: RunSummary) -> None:
    """The tracebacks of what the reader broke on, where the user asked for them."""
    if debugging():
        for document in summary.failed:
            if document.detail:
                say(f"{document.name}: {document.detail}")


@contextmanager
def busy(what: str) -> Iterator[Watcher]:
    """A progress bar that says what is being done, for work whose length nobody knows beforehand."""
    with progress() as watch:
        watch(Progress(0, 0, what))
        yield watch


@contextmanager
def progress() -> Iterator[Watcher]:
    """A progress bar on standard error for as long as the block runs; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield ignore
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("looking", total=None)

        def watch(step: Progress) -> None:
            bar.update(task, completed=step.done, total=step.total or None, description=step.name)

        yield watch
