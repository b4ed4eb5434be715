"""`hmip extract`: one report as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.base import Exit, say
from flows.cli.reading import read_one
from flows.outcome import Failure


def extract(
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf", help="The report.")],
    pretty: Annotated[bool, typer.Option("--pretty", help="Indent the JSON for reading by eye.")] = False,
) -> None:
    """Print everything that a report says as JSON, every value with its page and box."""
    outcome = read_one(file)
    if isinstance(outcome, Failure):
        say(f"hmip: {file}: {outcome.reason}")
        raise typer.Exit(Exit.SOURCE)
    typer.echo(outcome.report.model_dump_json(indent=2 if pretty else None))
