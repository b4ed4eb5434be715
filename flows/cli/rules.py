"""`hmip rules`: the rule book."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def rules(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List the rules that reports are held against, with where each is stated and since when it is in force."""
    from warehouse.rulefiles import load_rules

    book = load_rules()
    if as_json:
        listed = [file.rule.model_dump(mode="json") | {"why": file.why} for file in book]
        typer.echo(json.dumps(listed, indent=2, ensure_ascii=False))
        return
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    from flows.cli.screen import console

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("rule", "severity", "in force", "says", "source"):
        table.add_column(column, overflow="fold", no_wrap=column in ("rule", "severity"))
    for file in book:
        rule = file.rule
        since = f"from {rule.in_force_from}" if rule.in_force_from else "always"
        until = f" to {rule.in_force_to}" if rule.in_force_to else ""
        table.add_row(rule.rule_id, rule.severity.value, since + until, escape(rule.title), escape(rule.source))
    console().print(table)
