"""What a corrected publication changed, rating by rating."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.base import Model

if TYPE_CHECKING:
    from warehouse.store import Warehouse


class Change(Model):
    """One value that differs between two publications of a report."""

    what: str
    before: str | None
    """None where the earlier publication does not print it."""
    after: str | None
    """None where the later one does not."""


VALUES = (
    "overall_rating",
    "score",
    "score_max",
    "title",
    "service_name",
    "fieldwork_started",
    "published",
    "court_cases",
    "oocd_cases",
    "resettlement_cases",
)

RATINGS = """
SELECT coalesce(a.standard, b.standard), coalesce(a.place, b.place), coalesce(b.name, a.name), a.rating, b.rating
FROM (FROM standard_ratings WHERE report_id = ?) AS a
FULL JOIN (FROM standard_ratings WHERE report_id = ?) AS b ON a.standard = b.standard AND a.place = b.place
WHERE a.rating IS DISTINCT FROM b.rating
ORDER BY 1, 2
"""

QUESTIONS = """
SELECT
    coalesce(a.standard, b.standard), coalesce(a.ordinal, b.ordinal), coalesce(a.place, b.place), a.pct_yes, b.pct_yes
FROM (FROM key_questions WHERE report_id = ?) AS a
FULL JOIN (FROM key_questions WHERE report_id = ?) AS b
    ON a.standard = b.standard AND a.place = b.place AND a.ordinal = b.ordinal
WHERE a.pct_yes IS DISTINCT FROM b.pct_yes
ORDER BY 1, 2, 3
"""

LISTS = (("recommendations", "recommendations"), ("findings", "findings"))


def changes(db: Warehouse, earlier: str, later: str) -> tuple[Change, ...]:
    """Every value that differs: ratings first, then percentages, single values, and how many bullets there are."""
    found = []
    for standard, place, name, before, after in db.rows(RATINGS, [earlier, later]):
        found.append(Change(what=f"rating of {standard} {name} ({place})", before=before, after=after))
    for standard, ordinal, place, before, after in db.rows(QUESTIONS, [earlier, later]):
        what = f"key question {ordinal} of {standard} ({place}), per cent yes"
        found.append(Change(what=what, before=_text(before), after=_text(after)))
    for name in VALUES:
        query = f"SELECT {name} FROM reports WHERE report_id = ?"  # noqa: S608 - names from the tuple above
        before, after = ((db.row(query, [report]) or (None,))[0] for report in (earlier, later))
        if before != after:
            found.append(Change(what=name.replace("_", " "), before=_text(before), after=_text(after)))
    for table, words in LISTS:
        query = f"SELECT count(*) FROM {table} WHERE report_id = ?"  # noqa: S608 - names from the tuple above
        before, after = ((db.row(query, [report]) or (0,))[0] for report in (earlier, later))
        if before != after:
            found.append(Change(what=f"number of {words}", before=_text(before), after=_text(after)))
    return tuple(found)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
