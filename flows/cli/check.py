"""`hmip check`: what in a report contradicts itself, one line each, like a linter."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.base import Exit, WarehouseOption, say
from flows.cli.reading import empty_warehouse, existing, load_one, show_detail, started
from flows.cli.run import busy
from flows.outcome import Failure, Outcome
from schemas.base import Model
from schemas.records import Flag, Severity

if TYPE_CHECKING:
    from warehouse.store import Warehouse


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class Checked(Model):
    """One document and what was found in it."""

    file: str
    """The file as it was named, or the report's id in the warehouse."""
    error: str | None = None
    """Why it could not be read; None where it was."""
    gaps: int = 0
    """Values that the framework promises and the report does not give."""
    flags: tuple[Flag, ...] = ()


ANNOTATION = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def check(
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE.pdf", help="Reports to check.")] = None,
    warehouse: WarehouseOption = None,
    output: Annotated[Format, typer.Option("--format", help="How to print the findings.")] = Format.TEXT,
    fail_on: Annotated[
        Severity, typer.Option("--fail-on", help="The least severity that makes the exit status 1.")
    ] = Severity.ERROR,
) -> None:
    """Print what contradicts itself in reports, one line a finding.

    Checks the PDFs that are named, for which no warehouse is needed, or every report of a warehouse: `hmip check
    --warehouse FILE`.
    """
    if files and warehouse:
        raise typer.BadParameter("give either PDFs or --warehouse, not both.")
    if files:
        results = check_files(files)
    elif warehouse:
        results = check_warehouse(existing(warehouse))
    else:
        raise typer.BadParameter("name a PDF, or give --warehouse FILE.")
    checked = []
    for one in results:
        checked.append(one)
        write(one, output)
    if output is Format.JSON:
        typer.echo(json.dumps([one.model_dump(mode="json") for one in checked], indent=2, ensure_ascii=False))
    raise typer.Exit(status(checked, fail_on))


def check_files(files: Sequence[Path]) -> Iterator[Checked]:
    """Each file's findings, in the order given; each is held against the rules in a warehouse of its own, in memory."""
    with started(files) as pool, ThreadPoolExecutor(1) as aside:
        # Made ready while the workers load and read: together they are most of what a user waits for.
        ready = aside.submit(empty_warehouse)
        for file, outcome in zip(files, map(show_detail, pool.map(files)), strict=True):
            with ready.result() as db:
                if file is not files[-1]:
                    ready = aside.submit(empty_warehouse)
                yield check_one(db, file, outcome)


def check_one(db: Warehouse, file: Path, outcome: Outcome) -> Checked:
    """One document's findings, by way of an empty warehouse."""
    from warehouse.checks import run_checks

    if isinstance(outcome, Failure):
        return Checked(file=str(file), error=outcome.reason)
    load_one(db, file, outcome)
    return Checked(file=str(file), gaps=len(outcome.report.gaps), flags=sort(run_checks(db)))


def check_warehouse(path: Path) -> Iterator[Checked]:
    """The findings of every report that has any, after holding the warehouse against all rules again."""
    from warehouse.checks import run_checks
    from warehouse.publish import writing
    from warehouse.store import open_warehouse

    # The file itself where it can be written, so that what was changed in it by hand is seen.
    with (
        busy("checking"),
        open_warehouse(path) if os.access(path, os.W_OK) or not path.exists() else writing(path) as db,
    ):
        flags = run_checks(db)
        gaps: dict[str, int] = dict(db.rows("SELECT report_id, count(*) FROM gaps GROUP BY report_id"))
    for report_id in sorted({flag.report_id for flag in flags}):
        found = sort(tuple(flag for flag in flags if flag.report_id == report_id))
        yield Checked(file=report_id, gaps=gaps.get(report_id, 0), flags=found)


def sort(flags: tuple[Flag, ...]) -> tuple[Flag, ...]:
    """The gravest first, then by page."""
    return tuple(sorted(flags, key=lambda f: (ORDER[f.severity], f.pages, f.rule_id, f.standard or "", f.message)))


def write(one: Checked, output: Format) -> None:
    """Print one document's findings as they come; JSON is printed whole at the end."""
    if one.error is not None and output is not Format.GITHUB:
        say(f"hmip: {one.file}: {one.error}")
    if output is Format.TEXT:
        for flag in one.flags:
            typer.echo(text_line(one.file, flag))
    elif output is Format.GITHUB:
        if one.error is not None:
            typer.echo(f"::error file={escape(one.file, property=True)}::{escape(one.error)}")
        for flag in one.flags:
            typer.echo(github_line(one.file, flag))


def text_line(file: str, flag: Flag) -> str:
    """`FILE:PAGE: severity: message [rule] (pages 3, 14)`; the first page stands where an editor looks for a line."""
    first = f":{flag.pages[0]}" if flag.pages else ""
    return f"{file}{first}: {flag.severity.value}: {' '.join(flag.message.split())} [{flag.rule_id}]{where(flag)}"


def github_line(file: str, flag: Flag) -> str:
    """A workflow command of GitHub Actions; a page is no line of a file, so it stands in the text."""
    title = f"{flag.rule_id}{' ' + flag.standard if flag.standard else ''}"
    properties = f"file={escape(file, property=True)},title={escape(title, property=True)}"
    return f"::{ANNOTATION[flag.severity]} {properties}::{escape(flag.message + where(flag))}"


def where(flag: Flag) -> str:
    """The pages in brackets; nothing where the flag names none."""
    if not flag.pages:
        return ""
    return f" ({'page' if len(flag.pages) == 1 else 'pages'} {', '.join(map(str, flag.pages))})"


def escape(text: str, *, property: bool = False) -> str:  # noqa: A002 - GitHub's own word for it
    """The text as workflow commands want it."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property else text


def status(checked: Sequence[Checked], fail_on: Severity) -> Exit:
    """3 where a file could not be read, else 1 where something was found, else 0."""
    if any(one.error is not None for one in checked):
        return Exit.SOURCE
    found = any(ORDER[flag.severity] <= ORDER[fail_on] for one in checked for flag in one.flags)
    return Exit.FINDINGS if found else Exit.OK
