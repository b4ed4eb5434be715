"""Small reads of a warehouse: which reports there are, which one is meant, its open flags, its boxes on the page."""

from __future__ import annotations

import difflib
from datetime import date, datetime

from schemas.base import Evidence, Model
from schemas.errors import WarehouseError
from schemas.records import Flag
from warehouse.connection import Warehouse
from warehouse.identity import family, slug
from warehouse.load import REPORT_TABLES


class ReportLine(Model):
    """One report as a list shows it."""

    report_id: str
    service_name: str | None
    framework: str
    published: date | None
    overall_rating: str | None
    score: int | None
    score_max: int | None
    is_current: bool
    errors: int
    """Open flags of that severity."""
    warnings: int
    infos: int


class FlagLine(Model):
    """One open flag with its history."""

    flag_id: str
    flag: Flag
    first_seen: datetime
    """In UTC."""
    verdict: str | None
    """The latest review's; None where nobody has looked."""
    note: str | None


def list_reports(db: Warehouse, *, superseded: bool = False) -> tuple[ReportLine, ...]:
    """Reports by service and date, current ones alone unless `superseded`."""
    rows = db.rows(
        """
        SELECT
            r.report_id, r.service_name, r.framework, r.published, r.overall_rating, r.score, r.score_max, r.is_current,
            count(*) FILTER (f.severity = 'error'), count(*) FILTER (f.severity = 'warning'),
            count(*) FILTER (f.severity = 'info')
        FROM reports AS r
        LEFT JOIN flags AS f ON r.report_id = f.report_id
        WHERE r.is_current OR ?
        GROUP BY ALL
        ORDER BY r.service_name NULLS LAST, r.published, r.report_id
        """,
        [superseded],
    )
    return tuple(ReportLine(**dict(zip(ReportLine.model_fields, row, strict=True))) for row in rows)


def resolve_report(db: Warehouse, text: str) -> str:
    """The id of the report that is meant: an id, the beginning of one, or the name of a service or area.

    Where several publications of one report fit, the current one is meant. Raises WarehouseError that lists what fits,
    or what comes near.
    """
    rows = db.rows("SELECT report_id, area, service_name, is_current FROM reports ORDER BY published, report_id")
    ids = [str(row[0]) for row in rows]
    if text in ids:
        return text
    wanted = slug(text)
    fitting = [
        row for row in rows if str(row[0]).startswith(wanted) or wanted in (slug(row[1] or ""), slug(row[2] or ""))
    ]
    if len({family(row[0]) for row in fitting}) == 1:
        return str(next((row for row in fitting if row[3]), fitting[-1])[0])
    if fitting:
        listed = ", ".join(str(row[0]) for row in fitting)
        raise WarehouseError(f"Several reports fit {text!r}: {listed}. Name one of them.")
    if not ids:
        raise WarehouseError("The warehouse holds no report yet: load some with `hmip run`.")
    by_name = {slug(name): str(row[0]) for row in rows for name in (row[0], row[1], row[2]) if name}
    near = list(dict.fromkeys(by_name[name] for name in difflib.get_close_matches(wanted, by_name, n=5, cutoff=0.5)))
    hint = f"Did you mean {', '.join(near)}?" if near else "List them with `hmip sql 'SELECT report_id FROM reports'`."
    raise WarehouseError(f"No report is called {text!r}. {hint}")


def open_flags(db: Warehouse, report_id: str | None = None, *, unreviewed: bool = False) -> tuple[FlagLine, ...]:
    """Open flags of one report or of all, errors first; with `unreviewed`, those that nobody has looked at."""
    rows = db.rows(
        """
        WITH latest AS (
            SELECT flag_id, arg_max(verdict, reviewed_at) AS verdict, arg_max(note, reviewed_at) AS note
            FROM flag_reviews
            GROUP BY flag_id
        )
        SELECT f.flag_id, f.first_seen, l.verdict, l.note, f.report_id, f.rule_id, f.severity, f.standard,
            f.key_question_ordinal, f.published, f.expected, f.message, f.pages
        FROM flags AS f
        LEFT JOIN latest AS l ON f.flag_id = l.flag_id
        WHERE (? IS NULL OR f.report_id = ?) AND (l.verdict IS NULL OR NOT ?)
        ORDER BY f.report_id, list_position(['error', 'warning', 'info'], f.severity), f.standard NULLS FIRST,
            f.rule_id, f.key_question_ordinal
        """,
        [report_id, report_id, unreviewed],
    )
    return tuple(
        FlagLine(
            flag_id=row[0],
            first_seen=row[1],
            verdict=row[2],
            note=row[3],
            flag=Flag.model_validate(dict(zip(Flag.model_fields, row[4:], strict=True))),
        )
        for row in rows
    )


BOXES = """
SELECT label, part.page, part.x0, part.top, part.x1, part.bottom
FROM (
    SELECT report_id, NULL AS standard, field AS label, parts FROM report_evidence
    UNION ALL
    SELECT report_id, standard, format('{} {}: {}', standard, place, coalesce(rating, 'no rating')) AS label, parts
    FROM standard_ratings
    UNION ALL
    SELECT
        report_id, standard,
        format('{} question {}: {}', standard, ordinal, coalesce(pct_yes || '%', 'no figure')) AS label, parts
    FROM key_questions
    UNION ALL
    SELECT report_id, section AS standard, format('{} {} {}', section, replace(kind, '_', ' '), ordinal) AS label, parts
    FROM findings
    UNION ALL
    SELECT report_id, NULL AS standard, format('recommendation {}', ordinal) AS label, parts FROM recommendations
    UNION ALL
    SELECT report_id, standard, format('claim {}', value) AS label, parts FROM claims
) AS boxed, unnest(parts) AS p (part)
WHERE report_id = ? AND (? IS NULL OR standard = ?)
ORDER BY part.page, part.top, part.x0, label
"""


def boxes(db: Warehouse, report_id: str, standard: str | None = None) -> list[tuple[str, Evidence]]:
    """Every value's boxes with a short label, in reading order: of one standard, or (None) of the whole report."""
    rows = db.rows(BOXES, [report_id, standard, standard])
    return [
        (label, Evidence(page=page, x0=x0, top=top, x1=x1, bottom=bottom)) for label, page, x0, top, x1, bottom in rows
    ]


def orphans(db: Warehouse) -> tuple[tuple[str, str, int], ...]:
    """Table, report id and number of rows that belong to no report; empty in a sound warehouse.

    DuckDB pays dearly for declared foreign keys, so this is asked instead.
    """
    counted = " UNION ALL ".join(
        f"FROM {table} SELECT '{table}', report_id, count(*) "  # noqa: S608 - names from the tuple
        "WHERE report_id NOT IN (SELECT report_id FROM reports) GROUP BY report_id"
        for table in REPORT_TABLES
    )
    return tuple((table, report_id, count) for table, report_id, count in db.rows(f"{counted} ORDER BY ALL"))
