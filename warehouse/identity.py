"""What a report is called in the warehouse: readable, stable, and the same for every correction of it."""

from __future__ import annotations

import re
import unicodedata

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


def earlier_publications(db: Warehouse, report: InspectionReport) -> list[str]:
    """Ids of the reports that this one is a publication of, oldest first; empty for a first one.

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
    ids = db.rows("SELECT report_id FROM reports WHERE regexp_replace(report_id, '-r[0-9]+$', '') IN ?", [sorted(same)])
    return sorted((report_id for (report_id,) in ids), key=_revision)


def family(report_id: str) -> str:
    """A report id without its revision."""
    return REVISION.sub("", report_id)


def next_id(report: InspectionReport, earlier: list[str]) -> str:
    """The id for a new publication: the base id, or the first publication's id with the next `-rN`."""
    if not earlier:
        return base_id(report)
    return f"{family(earlier[0])}-r{_revision(earlier[-1]) + 1}"


def _revision(report_id: str) -> int:
    found = REVISION.search(report_id)
    return int(found.group()[2:]) if found else 1
