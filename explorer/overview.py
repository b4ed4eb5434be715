"""What the pages across all reports show: home, ratings, flags and data."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from explorer.reading import Record, grouped, records
from warehouse.connection import Warehouse
from warehouse.regions import region_tiles
from warehouse.views import load_views

NEWEST = 8
SHOWN_FLAGS = 6

SERVICES = """
SELECT l.*, s.aliases
FROM latest_by_service AS l
LEFT JOIN services AS s ON l.service_key = s.service_id
ORDER BY lower(l.service), l.service_key
"""
COUNTS = """
SELECT
    count(*) AS reports, count(DISTINCT service_key) AS services, min(published_in) AS first, max(published_in) AS last,
    (SELECT count(*) FROM flags WHERE severity = 'error') AS errors,
    (SELECT count(DISTINCT report_id) FROM flags WHERE severity = 'error') AS flagged,
    (SELECT count(*) FROM standard_ratings) AS ratings,
    (SELECT count(*) FROM key_questions WHERE pct_yes IS NOT NULL) AS figures
FROM inspections
"""
NEWEST_FLAGS = """
SELECT f.*, i.service, i.published AS report_published, r.title
FROM flags AS f
INNER JOIN inspections AS i ON f.report_id = i.report_id
INNER JOIN rules AS r ON f.rule_id = r.rule_id
WHERE f.severity = 'error'
ORDER BY f.first_seen DESC, i.published DESC, f.report_id, f.rule_id, f.standard
LIMIT ?
"""
BY_YEAR = """
SELECT published_in, rating, points, sum(reports)::INTEGER AS reports
FROM rating_distribution
WHERE standard = 'overall' AND published_in IS NOT NULL
GROUP BY published_in, rating, points
ORDER BY published_in, points DESC
"""
REGIONS = """
SELECT o.*, f.title
FROM region_overview AS o
INNER JOIN frameworks AS f ON o.framework = f.framework
ORDER BY f.fieldwork_from DESC, o.framework, o.region
"""
LETTERS = 15
"""Of a region's name on one line of its tile."""
RULES = """
SELECT r.*, coalesce(sum(o.flags), 0)::INTEGER AS flags, coalesce(sum(o.errors), 0)::INTEGER AS errors,
    coalesce(sum(o.warnings), 0)::INTEGER AS warnings, coalesce(sum(o.infos), 0)::INTEGER AS infos
FROM rules AS r
LEFT JOIN flag_overview AS o ON r.rule_id = o.rule_id
GROUP BY ALL
ORDER BY errors DESC, warnings DESC, infos DESC, r.rule_id
"""
FLAGS = """
SELECT f.*, i.service, i.published AS report_published
FROM flags AS f
INNER JOIN inspections AS i ON f.report_id = i.report_id
ORDER BY list_position(['error', 'warning', 'info'], f.severity), i.published DESC, f.report_id, f.standard
"""
COLUMNS = """
SELECT column_name, data_type, comment
FROM duckdb_columns()
WHERE table_name = ? AND NOT internal
ORDER BY column_index
"""
TABLES = """
SELECT table_name AS name, comment, 'table' AS kind FROM duckdb_tables() WHERE NOT internal AND NOT temporary
UNION ALL
SELECT view_name, comment, 'view' FROM duckdb_views() WHERE view_name IN ?
ORDER BY kind DESC, name
"""


def home(db: Warehouse) -> Record:
    """The newest reports and flags, what is covered, and every service."""
    latest = records(db, "SELECT * FROM inspections ORDER BY published DESC NULLS LAST, report_id LIMIT ?", [NEWEST])
    return {
        "counts": records(db, COUNTS)[0],
        "newest": latest,
        "flags": records(db, NEWEST_FLAGS, [SHOWN_FLAGS]),
        "years": records(db, "SELECT * FROM coverage_years WHERE published_in IS NOT NULL ORDER BY published_in"),
        "by_year": grouped(records(db, BY_YEAR), "published_in"),
        "regions": region_maps(db),
        "services": records(db, SERVICES),
    }


def region_maps(db: Warehouse) -> list[Record]:
    """What the map of each framework shows, newest framework first; those with no report in any region are left out."""
    tiles = region_tiles()
    maps: list[Record] = []
    for (framework, title), rows in grouped(records(db, REGIONS), "framework", "title").items():
        placed = [
            {**row, "tile": tiles[row["region"]], "lines": wrap(row["region"], LETTERS)}
            for row in rows
            if row["region"] in tiles
        ]
        elsewhere = sum(row["with_report"] for row in rows if row["region"] not in tiles)
        if any(row["with_report"] for row in placed):
            maps.append({"framework": framework, "title": title, "regions": placed, "elsewhere": elsewhere})
    return maps


def ratings(db: Warehouse) -> Record:
    """Every current report with a column a standard."""
    rows = records(db, "SELECT * FROM ratings_wide ORDER BY lower(service), published DESC, report_id")
    about = records(db, COLUMNS, ["ratings_wide"])
    return {
        "rows": rows,
        "standards": [
            {"name": column["column_name"], **_heading(str(column["comment"]))}
            for column in about
            if column["column_name"].startswith("rating_")
        ],
        "frameworks": records(db, "SELECT framework, title FROM frameworks ORDER BY fieldwork_from"),
        "choices": {name: _distinct(rows, name) for name in ("framework", "published_in", "country", "region")},
    }


def _heading(comment: str) -> dict[str, str]:
    """Number and name of a standard from its column's description, such as `Rating of 1.2 Staff.`; else empty."""
    number, _, name = comment.removeprefix("Rating of ").removesuffix(".").partition(" ")
    return {"number": number, "title": name}


def _distinct(rows: Sequence[Record], column: str) -> list[object]:
    return sorted({row[column] for row in rows if row[column] is not None})


def flags(db: Warehouse) -> tuple[list[Record], dict[str, list[Record]]]:
    """The rules with what they found, and the flags of each."""
    return records(db, RULES), grouped(records(db, FLAGS), "rule_id")


def dictionary(db: Warehouse) -> list[Record]:
    """Every table, and every view that is meant to be queried, with its columns."""
    views = [*(view.name for view in load_views()), "flags"]
    return [{**table, "columns": records(db, COLUMNS, [table["name"]])} for table in records(db, TABLES, [views])]
