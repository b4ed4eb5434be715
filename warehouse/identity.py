"""What a report is called in the warehouse: readable, stable, and the same for every correction of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from schemas.report import InspectionReport
from warehouse.connection import Warehouse

REVISION = re.compile(r"-r[0-9]+$")


def slug(words: str) -> str:
    """Small letters, digits and single hyphens: `Bath & North East Somerset` gives `bath-and-north-east-somerset`."""
    plain = unicodedata.normalize("NFKD", words.replace("&", " and ")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


def base_id(report: InspectionReport) -> str:
    """Area and month of publication, such as `staffordshire-2023-12`.

    Where no area is printed the service's name or the title stands in, at last the document's digest; where no date of
    publication is printed, the month of the fieldwork, at last `undated`.
    """
    named = report.area or report.service_name or report.title
    name = (slug(named.value) if named else "") or f"report-{report.document_sha256[:8]}"
    dated = report.published or report.fieldwork_started
    return f"{name}-{dated.value:%Y-%m}" if dated else f"{name}-undated"


@dataclass(frozen=True, slots=True)
class Publication:
    """A report on file that is another publication of the one at hand."""

    report_id: str
    published: date | None
    supersedes: str | None


def publications(db: Warehouse, report: InspectionReport) -> list[Publication]:
    """The publications on file of the same report, each before the one that supersedes it; empty for a first one.

    The same report has the same base id, or the same area and the same month of fieldwork.
    """
    base = base_id(report)
    area = slug(report.area.value) if report.area else None
    started = report.fieldwork_started.value if report.fieldwork_started else None
    near = db.rows(
        """
        SELECT report_id, area, coalesce(date_trunc('month', fieldwork_started) = month, false)
        FROM reports, (SELECT date_trunc('month', ?::DATE) AS month)
        WHERE starts_with(report_id, ?) OR date_trunc('month', fieldwork_started) = month
        """,
        [started, base],
    )
    same = {
        family(report_id)
        for report_id, other_area, same_month in near
        if family(report_id) == base or (area and same_month and other_area and slug(other_area) == area)
    }
    rows = db.rows(
        "SELECT report_id, published, supersedes FROM reports "
        "WHERE regexp_replace(report_id, '-r[0-9]+$', '') IN ? ORDER BY report_id",
        [sorted(same)],
    )
    left = sorted((Publication(*row) for row in rows), key=lambda p: _revision(p.report_id))
    chain: list[Publication] = []
    while left:
        done = {p.report_id for p in chain}
        # Where a hand broke the chain, the order of loading goes on.
        following = next((p for p in left if p.supersedes is None or p.supersedes in done), left[0])
        chain.append(following)
        left.remove(following)
    return chain


def neighbours(report: InspectionReport, others: list[Publication]) -> tuple[str | None, str | None]:
    """Ids of the publication that a new one supersedes and of the one that supersedes it; None where there is none.

    It comes last, unless its printed date is before those of later ones: an older file may be found after a newer.
    """
    at = len(others)
    if report.published:
        while at and _is_before(report.published.value, others[at - 1].published):
            at -= 1
    return (others[at - 1].report_id if at else None), (others[at].report_id if at < len(others) else None)


def _is_before(day: date, other: date | None) -> bool:
    """Whether a day of publication is certainly before another; the first of a month may stand for the whole month."""
    return other is not None and day < other and (day.day != 1 or (day.year, day.month) != (other.year, other.month))


def family(report_id: str) -> str:
    """A report id without its revision."""
    return REVISION.sub("", report_id)


def next_id(report: InspectionReport, others: list[Publication]) -> str:
    """The id for a new publication: the base id, or that of those on file with the next `-rN` in order of loading."""
    if not others:
        return base_id(report)
    first = min((p.report_id for p in others), key=_revision)
    return f"{family(first)}-r{max(_revision(p.report_id) for p in others) + 1}"


def _revision(report_id: str) -> int:
    found = REVISION.search(report_id)
    return int(found.group()[2:]) if found else 1
