"""What an export holds: one table a file, each with the query that gives its rows.

Long tables carry the service, the place in print and the PDF with every value. Queries read `selected` (report ids) and
`wanted_themes`, which `select_reports` fills.
"""

from __future__ import annotations

from dataclasses import dataclass

WHOSE = (
    "i.report_id, i.service_key, i.service, i.country, i.region, i.framework, i.inspected, i.published, i.published_in"
)
BOX = "t.page, t.x0, t.top, t.x1, t.bottom"
PDF = "i.pdf_url, i.pdf_sha256"
CHOSEN = "INNER JOIN selected USING (report_id)"
THEMED = "(SELECT len(themes) = 0 FROM wanted_themes) OR list_has_any(t.themes, (SELECT themes FROM wanted_themes))"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the export."""

    name: str
    title: str
    grain: str
    sources: tuple[str, ...]
    """Tables and views whose columns it takes; the first that describes a column wins."""
    sql: str
    key: tuple[str, ...] = ()
    """Columns that tell its rows apart; empty where a report may print the same twice."""
    in_workbook: bool = False
    """Whether the workbook has a sheet of it: long tables of values are for programs."""


def _of_report(columns: str, table: str, *, where: str = "true", thread: bool = False) -> str:
    """Rows of an evidence table with the report's columns before and the PDF behind."""
    joined = (
        "LEFT JOIN comparable_standards AS c ON i.framework = c.framework AND t.standard = c.standard" if thread else ""
    )
    return (
        f"SELECT {WHOSE}, {columns}, {PDF} FROM {table} AS t "  # noqa: S608 - names from this file
        "INNER JOIN selected AS k ON t.report_id = k.report_id "
        "INNER JOIN inspections AS i ON t.report_id = i.report_id "
        f"{joined} WHERE {where}"
    )


TABLES = (
    Table(
        "reports",
        "Reports",
        "one row per current report",
        ("inspections", "reports", "documents", "report_evidence"),
        "SELECT i.report_id, i.service_key, i.service, i.is_matched, i.country, i.region, "  # noqa: S608
        "r.service_name, r.area, i.framework, r.title, i.fieldwork_started, i.published, i.inspected, i.published_in, "
        "r.lead_inspector, r.chief_inspector, r.isbn, i.overall_rating, i.overall_points, i.score, i.score_max, "
        "i.court_cases, i.oocd_cases, i.resettlement_cases, r.recommendations_stated, r.pages, r.supersedes, "
        "r.extractor_version, e.page, d.landing_url, i.pdf_url, i.pdf_sha256 "
        f"FROM inspections AS i {CHOSEN} INNER JOIN reports AS r USING (report_id) "
        "LEFT JOIN documents AS d ON r.document_sha256 = d.sha256 "
        "LEFT JOIN report_evidence AS e ON i.report_id = e.report_id AND e.field = 'overall_rating'",
        ("report_id",),
        in_workbook=True,
    ),
    Table(
        "ratings_wide",
        "Ratings, a column a standard",
        "one row per current report",
        ("ratings_wide",),
        f"SELECT * FROM ratings_wide {CHOSEN}",  # noqa: S608
        ("report_id",),
        in_workbook=True,
    ),
    Table(
        "key_questions_wide",
        "Percentages, a column a key question",
        "one row per current report",
        ("key_questions_wide",),
        f"SELECT * FROM key_questions_wide {CHOSEN}",  # noqa: S608
        ("report_id",),
        in_workbook=True,
    ),
    Table(
        "ratings",
        "Ratings, every place that prints one",
        "one row per current report, place and standard",
        ("standard_ratings", "comparable_standards"),
        _of_report(
            "t.place, t.standard, c.thread, t.domain, t.name, t.rating, t.rating_printed, t.counts_toward_overall, "
            + BOX,
            "standard_ratings",
            thread=True,
        ),
    ),
    Table(
        "key_questions",
        "Percentages, every place that prints one",
        "one row per current report, place, standard and key question",
        ("key_questions", "comparable_standards"),
        _of_report(
            "t.place, t.standard, c.thread, t.ordinal, t.question, t.pct_yes, t.is_bold, " + BOX,
            "key_questions",
            thread=True,
        ),
    ),
    Table(
        "findings",
        "Strengths, areas for improvement and key findings",
        "one row per bullet",
        ("findings",),
        _of_report("t.kind, t.section, t.ordinal, t.text, t.themes, " + BOX, "findings", where=THEMED),
        in_workbook=True,
    ),
    Table(
        "recommendations",
        "Recommendations",
        "one row per recommendation",
        ("recommendations",),
        _of_report(
            "t.ordinal, t.printed_number, t.addressee, t.text, t.themes, " + BOX, "recommendations", where=THEMED
        ),
        in_workbook=True,
    ),
    Table(
        "claims",
        "Statements in the prose that can be checked",
        "one row per statement",
        ("claims",),
        _of_report(
            "t.section, t.sentence, t.kind, t.value, t.numerator, t.denominator, t.standard, t.key_question_ordinal, "
            "t.agrees, " + BOX,
            "claims",
        ),
    ),
    Table(
        "flags",
        "Inconsistencies found in the reports",
        "one row per inconsistency that still stands",
        ("flags",),
        _of_report(
            "t.flag_id, t.rule_id, t.severity, t.standard, t.key_question_ordinal, t.published AS printed, t.expected, "
            "t.message, t.pages",
            "flags",
        ),
        ("flag_id",),
        in_workbook=True,
    ),
    Table(
        "gaps",
        "What the framework promises and the report does not give",
        "one row per value that was not found or not read for certain",
        ("gaps",),
        _of_report("t.field, t.standard, t.expected, t.found, t.reason, t.page", "gaps"),
        in_workbook=True,
    ),
    Table(
        "coverage",
        "Services and frameworks, with and without a report on file",
        "one row per service and framework; not filtered",
        ("coverage", "inspections"),
        "SELECT * FROM coverage",
        ("service_key", "framework"),
        in_workbook=True,
    ),
    Table(
        "standards",
        "Standards, and whether they can be compared across frameworks",
        "one row per framework and standard; not filtered",
        ("comparable_standards",),
        "SELECT * FROM comparable_standards",
        ("framework", "standard"),
        in_workbook=True,
    ),
)
