"""A night as the table and the markdown that Prefect keeps as artifacts."""

from __future__ import annotations

from flows.artifact import Cell
from flows.digest_render import markdown
from flows.nightly_summary import Night, YearCount

KEY_TABLE = "hmip-night"
KEY_DIGEST = "hmip-digest"


def table(night: Night) -> list[dict[str, Cell]]:
    """One row a publisher, then one row a new or corrected report with its address."""
    rows: list[dict[str, Cell]] = [
        {
            "what": found.publisher,
            "shown": found.entries,
            "fetched": len(found.fetched),
            "revised": len(found.revised),
            "left out": len(found.left_out),
            "missed": len(found.missed) + found.postponed,
            "trouble": found.failure,
        }
        for found in night.found
    ]
    news = [("new", report) for report in night.digest.new]
    news += [("corrected", correction.report) for correction in night.digest.corrected]
    rows += [
        {"what": what, "report": report.report_id, "rating": report.overall_rating, "link": report.url}
        for what, report in news
    ]
    return rows


def text(night: Night) -> str:
    """The digest with the totals below it."""
    return f"{markdown(night.digest)}\n{night.totals()}\n"


def year_lines(years: tuple[YearCount, ...]) -> list[str]:
    """One line a year of a backfill, and the sum."""
    lines = []
    for count in years:
        name = str(count.year) if count.year else "undated"
        rest = f"{count.left_out} left out, {count.rejected} rejected, {count.missing} missing"
        lines.append(f"{name:>8}: {count.shown} shown, {count.loaded} loaded, {rest}")
    shown, loaded = sum(c.shown for c in years), sum(c.loaded for c in years)
    missing = sum(c.missing for c in years)
    lines.append(f"in all: {shown} shown, {loaded} loaded, {missing} missing")
    return lines
