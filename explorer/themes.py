"""What the pages of themes show: how often inspectors write of each, by year and rating, down to the sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explorer.reading import Record, grouped, records
from warehouse.connection import Warehouse

TALLY = """
WITH tagged AS (
    SELECT DISTINCT published_in, framework, overall_rating, region, of_reports FROM themes_by_year
)
SELECT
    t.theme, t.kind, t.{column} AS part, sum(t.reports)::INTEGER AS reports, sum(t.findings)::INTEGER AS findings,
    (SELECT sum(g.of_reports) FROM tagged AS g WHERE g.{column} IS NOT DISTINCT FROM t.{column})::INTEGER AS of_reports
FROM themes_by_year AS t
GROUP BY t.theme, t.kind, t.{column}
ORDER BY t.theme, t.kind, t.{column}
"""
OVERALL = """
SELECT theme, kind, sum(reports)::INTEGER AS reports, sum(findings)::INTEGER AS findings
FROM themes_by_year
GROUP BY theme, kind
"""
SENTENCES = """
SELECT unnest(f.themes) AS theme, i.published_in, f.kind, f.text, f.section, f.page, i.report_id, i.service,
    i.overall_rating
FROM findings AS f INNER JOIN inspections AS i ON f.report_id = i.report_id
UNION ALL
SELECT unnest(r.themes), i.published_in, 'recommendation', r.text, NULL, r.page, i.report_id, i.service,
    i.overall_rating
FROM recommendations AS r INNER JOIN inspections AS i ON r.report_id = i.report_id
ORDER BY ALL
"""


@dataclass(frozen=True, slots=True)
class ThemeName:
    """A theme as the taxonomy names it."""

    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme with its counts and its sentences."""

    id: str
    name: ThemeName
    counts: Mapping[str, Record]
    """Reports and findings by kind."""
    by_year: Mapping[str, Sequence[Record]]
    by_rating: Mapping[str, Sequence[Record]]
    sentences: Mapping[int | None, Sequence[Record]]
    """By year of publication, the latest first."""

    @property
    def asked(self) -> int:
        """Reports that have an area for improvement on it."""
        row = self.counts.get("area_for_improvement")
        return int(row["reports"]) if row else 0


def read_themes(db: Warehouse, names: Mapping[str, ThemeName]) -> list[Theme]:
    """Every theme that a current report touches, what inspectors ask for most first."""
    counts = grouped(records(db, OVERALL), "theme")
    by_year = grouped(records(db, TALLY.format(column="published_in")), "theme")
    by_rating = grouped(records(db, TALLY.format(column="overall_rating")), "theme")
    sentences = grouped(records(db, SENTENCES), "theme")
    themes = [
        Theme(
            id=theme,
            name=names.get(theme, ThemeName(theme.replace("_", " ").capitalize(), "")),
            counts={row["kind"]: row for row in counts.get(theme, [])},
            by_year=grouped(by_year.get(theme, []), "kind"),
            by_rating=grouped(by_rating.get(theme, []), "kind"),
            sentences=dict(sorted(grouped(rows, "published_in").items(), key=lambda item: item[0] or 0, reverse=True)),
        )
        for theme, rows in sentences.items()
    ]
    return sorted(themes, key=lambda theme: (-theme.asked, theme.id))
