"""What all commands share: exit statuses, where the warehouse is, and how an error reaches the reader."""

from __future__ import annotations

import os
import sys
import traceback
from enum import IntEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from flows.errors import SourceError
from schemas.errors import HmipError


class Exit(IntEnum):
    """Exit statuses, as `hmip --help` lists them."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    SOURCE = 3
    PARTIAL = 4
    BUG = 70
    INTERRUPTED = 130


DEFAULT_WAREHOUSE = Path("data") / "hmip.duckdb"

WarehouseOption = Annotated[
    Path | None,
    typer.Option(
        "--warehouse",
        metavar="FILE",
        help=f"The DuckDB file. Without it: HMIP_WAREHOUSE, else {DEFAULT_WAREHOUSE} in the project's folder.",
        show_default=False,
    ),
]


def warehouse_path(given: Path | None) -> Path:
    """The warehouse to use; raises SourceError where that is a folder.

    In order: the option, the environment, `data/hmip.duckdb` in the nearest folder upwards that is this kind of project
    (it has a `data` folder), the same below the current folder.
    """
    path = _warehouse(given)
    if path.is_dir():
        raise SourceError(f"The warehouse {path} is a folder; name the file, such as {path / DEFAULT_WAREHOUSE.name}.")
    return path


def _warehouse(given: Path | None) -> Path:
    if given is not None:
        return given
    if named := os.environ.get("HMIP_WAREHOUSE"):
        return Path(named)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "pyproject.toml").is_file() and (folder / DEFAULT_WAREHOUSE).parent.is_dir():
            return folder / DEFAULT_WAREHOUSE
    return here / DEFAULT_WAREHOUSE


def say(text: str) -> None:
    """One line on standard error, where it does not mix with a command's output."""
    typer.echo(text, err=True)


def debugging() -> bool:
    """Whether the user asked to see where errors come from."""
    return bool(os.environ.get("HMIP_DEBUG"))


def report_error(error: BaseException) -> Exit:
    """Say in one sentence what went wrong; the exit status that goes with it."""
    if debugging():
        traceback.print_exception(error, file=sys.stderr)
    if isinstance(error, HmipError):
        say(f"hmip: {error}")
        return Exit.SOURCE
    if isinstance(error, KeyboardInterrupt):
        say("hmip: stopped; what was loaded so far is kept.")
        return Exit.INTERRUPTED
    if isinstance(error, MemoryError):
        say("hmip: there is not enough memory for this.")
        return Exit.SOURCE
    first = str(error).splitlines()[0] if str(error) else type(error).__name__
    what = f"{type(error).__name__}: {first}"
    say(f"hmip: this is a fault of hmip itself ({what}); run again with HMIP_DEBUG=1 for details.")
    return Exit.BUG


class Commands(TyperGroup):
    """The group of all commands: catches what a command raises and turns it into a sentence and an exit status."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; usage errors and exits pass through to typer."""
        try:
            return super().invoke(ctx)
        except (HmipError, KeyboardInterrupt, MemoryError) as error:
            raise typer.Exit(report_error(error)) from error
        except BrokenPipeError:
            # The reader of our output (head, less) has seen enough; nothing more can be written, not even at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(Exit.OK) from None
        except Exception as error:
            if type(error).__module__.split(".")[0] == "typer":
                raise
            raise typer.Exit(report_error(error)) from error
