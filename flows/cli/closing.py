"""What `hmip run` prints at its end."""

from __future__ import annotations

from rich import box
from rich.markup import escape
from rich.table import Table

from flows import artifact
from flows.cli.screen import console
from flows.summary import DocumentResult, RunSummary
from schemas.records import Severity

FLAGS_SHOWN = 20
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def closing(summary: RunSummary) -> None:
    """Print reports, flags, and what was rejected and why."""
    out = console()
    if summary.reports:
        out.print(report_table(summary))
    grave = [flag for flag in summary.flags if flag.severity is not Severity.INFO]
    for flag in grave[:FLAGS_SHOWN]:
        colour = COLOURS[flag.severity]
        out.print(f"[{colour}]{flag.severity.value}[/] {flag.report_id}: {escape(flag.message)} [dim]{flag.rule_id}[/]")
    if len(grave) > FLAGS_SHOWN:
        out.print(f"… and {len(grave) - FLAGS_SHOWN} more errors and warnings.")
    listing("Partial", tuple(d for d in summary.documents if d.status.value == "partial" and d.same_as is None))
    listing("Rejected", summary.rejected)
    listing("Failed", summary.failed)
    out.print(escape(artifact.totals(summary)))
    if summary.warehouse:
        out.print(f"Warehouse: {escape(summary.warehouse)} ({summary.seconds:.1f} s)", soft_wrap=True)


def report_table(summary: RunSummary) -> Table:
    """One row a report."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    columns = list(artifact.report_row(summary.reports[0]))
    words = {"report", "service", "framework", "overall rating"}
    for column in columns:
        table.add_column(
            column, justify="left" if column in words else "right", overflow="fold", no_wrap=column == "report"
        )
    for line in summary.reports:
        table.add_row(*(escape(artifact.plain(value)) for value in artifact.report_row(line).values()))
    return table


def listing(title: str, documents: tuple[DocumentResult, ...]) -> None:
    """A title and one line a document; nothing where there is none."""
    if not documents:
        return
    out = console()
    out.print(f"[bold]{title}[/]")
    for document in documents:
        out.print(f"  {escape(document.name)}: {escape(document.reason or '')}", soft_wrap=True)
