"""`hmip explain`: how a rating follows from what the report prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.base import WarehouseOption
from flows.cli.reading import opened

if TYPE_CHECKING:
    from warehouse.explanation import Explanation, Step

ReportArgument = Annotated[
    str, typer.Argument(metavar="REPORT|FILE.pdf", help="A report's id, its service's name, or a PDF.")
]
StandardArgument = Annotated[str | None, typer.Argument(metavar="STANDARD", help="Its number, such as 2.1.")]

OUTCOMES = {
    "agrees": "agrees with what is published",
    "only_with_discretion": "is consistent with what is published only with professional discretion",
    "contradicts": "contradicts what is published",
    "cannot_tell": "does not tell: judged on no figures, or they are not printed",
}


def explain(
    report: ReportArgument,
    standard: StandardArgument = None,
    as_if: Annotated[
        str | None, typer.Option("--as-if", metavar="FRAMEWORK", help="Apply another framework, such as youth-2021.")
    ] = None,
    warehouse: WarehouseOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show step by step, with pages, how a standard's rating follows; without STANDARD, the overall rating."""
    from warehouse.explain import explain as derive

    with opened(report, warehouse) as found:
        derived = derive(found.db, found.report_id, standard, as_if=as_if)
    if as_json:
        typer.echo(derived.model_dump_json(indent=2))
        return
    for line in lines(derived):
        typer.echo(line)


def lines(derived: Explanation) -> list[str]:
    """The derivation as text: what is explained, one numbered line a step, the outcome."""
    what = f"standard {derived.standard} {derived.name}" if derived.standard else "overall rating"
    rules = derived.framework
    if derived.framework != derived.framework_of_report:
        rules = f"{rules}, as if it were in force (the report's own is {derived.framework_of_report})"
    head = f"{derived.service_name or derived.report_id} ({derived.report_id}): {what}, by {rules}"
    steps = [f"{number:>3}. {step_line(step)}" for number, step in enumerate(derived.steps, start=1)]
    outcome = OUTCOMES.get(derived.outcome.value, derived.outcome.value)
    end = [
        f"Published: {derived.published or 'not printed'}",
        f"Follows:   {derived.expected or 'nothing certain'}",
        f"The derivation {outcome}.",
    ]
    return [head, "", *steps, "", *end]


def step_line(step: Step) -> str:
    """One step with its pages, its rule, and where the rule is stated."""
    pages = ""
    if step.pages:
        noun = "page" if len(step.pages) == 1 else "pages"
        # Many messages name their pages already.
        pages = "" if noun in step.text else f" ({noun} {', '.join(map(str, step.pages))})"
    rule = f" [{step.rule_id}]" if step.rule_id else ""
    source = f"\n     Source: {step.source}" if step.source else ""
    return f"{step.text}{pages}{rule}{source}"
