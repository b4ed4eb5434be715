"""A run's summary as the table and the markdown that Prefect keeps as artifacts."""

from __future__ import annotations

from flows.summary import DocumentResult, ReportLine, RunSummary
from schemas.records import DocumentStatus, Severity

Cell = str | int | None


def table(summary: RunSummary) -> list[dict[str, Cell]]:
    """One row a report, then one row a document that gave none."""
    rows = [report_row(line) for line in summary.reports]
    for document in (*summary.rejected, *summary.failed):
        rows.append({"report": document.name, "status": document.status.value, "reason": document.reason})
    return rows


def report_row(line: ReportLine) -> dict[str, Cell]:
    """The cells of one report; a score that is not printed is None."""
    return {
        "report": line.report_id,
        "service": line.service_name,
        "framework": line.framework,
        "overall rating": line.overall_rating,
        "score": score(line),
        "ratings": line.ratings,
        "key questions": line.key_questions,
        "gaps": line.gaps,
        **{f"{severity.value}s": line.flags.get(severity, 0) for severity in (Severity.ERROR, Severity.WARNING)},
        "info": line.flags.get(Severity.INFO, 0),
    }


def score(line: ReportLine) -> str | None:
    """`21/36`; without a maximum the score alone; None where no score is printed."""
    if line.score is None:
        return None
    return f"{line.score}/{line.score_max}" if line.score_max is not None else str(line.score)


def totals(summary: RunSummary) -> str:
    """One sentence that counts documents and flags."""
    counts, flags = summary.statuses(), summary.severities()
    parts = [f"{counts[status]} {status.value}" for status in DocumentStatus if counts[status]]
    known = sum(d.known for d in summary.documents)
    again = sum(d.same_as is not None for d in summary.documents)
    if known:
        parts.append(f"{known} of them known before")
    if again:
        parts.append(f"{again} {'copy' if again == 1 else 'copies'} left out")
    if summary.left_out:
        parts.append(f"{summary.left_out} other files left out")
    found = f"{flags[Severity.ERROR]} errors, {flags[Severity.WARNING]} warnings, {flags[Severity.INFO]} info"
    return f"{sum(counts.values())} documents ({', '.join(parts) or 'none'}); flags: {found}."


def markdown(summary: RunSummary) -> str:
    """The summary for reading: totals, reports, what was rejected or failed and why, errors and warnings."""
    lines = [f"# Inspection reports from {cell(summary.source)}", "", totals(summary), ""]
    if summary.reports:
        columns = list(report_row(summary.reports[0]))
        lines += [row(columns), row(["---"] * len(columns))]
        lines += [row(list(report_row(line).values())) for line in summary.reports]
    for title, documents in (("Rejected", summary.rejected), ("Failed", summary.failed)):
        lines += document_list(title, documents)
    grave = [flag for flag in summary.flags if flag.severity is not Severity.INFO]
    if grave:
        lines += ["", "## Errors and warnings", ""]
        lines += [f"- **{f.severity.value}** {f.report_id} `{f.rule_id}`: {cell(f.message)}" for f in grave]
    return "\n".join(lines) + "\n"


def document_list(title: str, documents: tuple[DocumentResult, ...]) -> list[str]:
    """A heading and one line a document; nothing where there is none."""
    if not documents:
        return []
    return ["", f"## {title}", "", *(f"- {cell(d.name)}: {cell(d.reason or '')}" for d in documents)]


def row(cells: list[Cell] | list[str]) -> str:
    """One row of a markdown table."""
    return f"| {' | '.join(cell(c) for c in cells)} |"


def plain(value: Cell) -> str:
    """A value as text; nothing for None."""
    return "" if value is None else str(value)


def cell(value: Cell) -> str:
    """A value on one line that cannot end a table's cell; nothing for None."""
    return "" if value is None else " ".join(str(value).split()).replace("|", "\\|")
