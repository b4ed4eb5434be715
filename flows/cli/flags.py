"""`hmip flags`: what was found in the warehouse, and what analysts said of it."""

from __future__ import annotations

import getpass
import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.base import WarehouseOption, warehouse_path
from flows.cli.check import ORDER, where
from flows.cli.reading import existing
from schemas.records import Severity

if TYPE_CHECKING:
    from warehouse.query import FlagLine

app = typer.Typer(help="List what was found, and record that a finding was looked at.", no_args_is_help=True)


class Verdict(StrEnum):
    """What an analyst may say of a flag."""

    CONFIRMED = "confirmed"
    EXPLAINED = "explained"
    OUR_ERROR = "our_error"


@app.command("list")
def list_flags(
    report: Annotated[
        str | None, typer.Option("--report", metavar="REPORT", help="Only this report: its id or its service's name.")
    ] = None,
    severity: Annotated[Severity, typer.Option("--severity", help="The least severity to list.")] = Severity.INFO,
    unreviewed: Annotated[bool, typer.Option("--unreviewed", help="Only what nobody has looked at.")] = False,
    warehouse: WarehouseOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the open flags of the warehouse with their ids, one line each."""
    from warehouse.query import open_flags, resolve_report
    from warehouse.store import open_warehouse

    with open_warehouse(existing(warehouse_path(warehouse)), read_only=True) as db:
        report_id = resolve_report(db, report) if report else None
        found = open_flags(db, report_id, unreviewed=unreviewed)
    found = tuple(line for line in found if ORDER[line.flag.severity] <= ORDER[severity])
    if as_json:
        typer.echo(json.dumps([line.model_dump(mode="json") for line in found], indent=2, ensure_ascii=False))
        return
    for line in found:
        typer.echo(text_line(line))


def text_line(line: FlagLine) -> str:
    """`ID REPORT: severity: message [rule] (pages) - verdict: note`."""
    flag = line.flag
    looked = f" - {line.verdict}: {' '.join((line.note or '').split())}" if line.verdict else ""
    message = " ".join(flag.message.split())
    return f"{line.flag_id} {flag.report_id}: {flag.severity.value}: {message} [{flag.rule_id}]{where(flag)}{looked}"


@app.command("review")
def review(
    flag: Annotated[str, typer.Argument(metavar="ID", help="The flag's id, or the beginning of it.")],
    verdict: Annotated[Verdict, typer.Option("--verdict", help="What it turned out to be.")],
    note: Annotated[str, typer.Option("--note", help="Why, for whoever reads it next.")] = "",
    by: Annotated[str | None, typer.Option("--by", help="Who looked; without it, your login name.")] = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Record that a flag was looked at, so that it is not reported again as new."""
    from warehouse.publish import writing
    from warehouse.reviews import review_flag

    with writing(existing(warehouse_path(warehouse))) as db:
        whole = review_flag(db, flag, verdict.value, note, by or getpass.getuser())
    typer.echo(f"{whole}: {verdict.value}")
