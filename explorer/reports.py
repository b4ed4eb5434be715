"""What the page of a report shows, read for many reports at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from explorer.marks import Mark, Marks, marked
from explorer.reading import Record, grouped, records
from warehouse.connection import Warehouse

AT_A_TIME = 100

HEADS = """
SELECT
    r.*, f.title AS framework_title, d.landing_url, d.url AS pdf_url, d.status, i.service_key, i.service, i.region,
    i.country, n.report_id AS superseded_by
FROM reports AS r
INNER JOIN frameworks AS f ON r.framework = f.framework
LEFT JOIN documents AS d ON r.document_sha256 = d.sha256
LEFT JOIN inspections AS i ON r.report_id = i.report_id
LEFT JOIN reports AS n ON r.report_id = n.supersedes
WHERE r.report_id IN (SELECT unnest(?))
QUALIFY row_number() OVER (PARTITION BY r.report_id ORDER BY n.report_id) = 1
ORDER BY r.report_id
"""
STANDARDS = """
SELECT p.*, d.name AS domain_name, b.points
FROM rating_places AS p
INNER JOIN framework_domains AS d ON p.framework = d.framework AND p.domain = d.domain
LEFT JOIN framework_rating_bands AS b ON p.framework = b.framework AND p.agreed = b.rating
WHERE p.report_id IN (SELECT unnest(?))
ORDER BY p.report_id, p.domain, p.standard
"""
FLAGS = """
WITH looked_at AS (
    SELECT flag_id, arg_max(verdict, reviewed_at) AS verdict, arg_max(note, reviewed_at) AS note
    FROM flag_reviews
    GROUP BY flag_id
)
SELECT f.*, r.title, r.source, l.verdict, l.note
FROM flags AS f
INNER JOIN rules AS r ON f.rule_id = r.rule_id
LEFT JOIN looked_at AS l ON f.flag_id = l.flag_id
WHERE f.report_id IN (SELECT unnest(?))
ORDER BY f.report_id, list_position(['error', 'warning', 'info'], f.severity), f.rule_id, f.standard
"""
ORDERS = {
    "report_evidence": "page, top, field",
    "standard_ratings": "standard, list_position(['summary', 'body', 'annex'], place)",
    "key_questions": "standard, ordinal, place = 'annex'",
    "findings": "list_position(['key_finding', 'strength', 'area_for_improvement'], kind), ordinal",
    "recommendations": "ordinal",
    "claims": "page, top, x0, sentence",
}


@dataclass(frozen=True, slots=True)
class Standard:
    """One standard of a report with everything that is printed of it."""

    head: Record
    places: Sequence[Record]
    questions: Mapping[int, Sequence[Record]]
    """Figures by ordinal, one row a place."""
    findings: Sequence[Record]


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain of a report with its standards, and the findings on the whole of it."""

    number: str
    name: str
    standards: Sequence[Standard]
    findings: Sequence[Record]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one report's page shows."""

    head: Record
    fields: Mapping[str, Record]
    """Single values by field; a field that is not printed is absent."""
    domains: Sequence[Domain]
    loose_findings: Sequence[Record]
    """Findings of sections without a rating."""
    recommendations: Mapping[str, Sequence[Record]]
    """By addressee."""
    claims: Sequence[Record]
    flags: Sequence[Record]
    gaps: Sequence[Record]
    pages: Mapping[int, Sequence[Mark]]
    """What is marked on each page."""


def report_ids(db: Warehouse) -> list[str]:
    """All reports, superseded ones too."""
    return [str(report_id) for (report_id,) in db.rows("SELECT report_id FROM reports ORDER BY report_id")]


def read_reports(db: Warehouse, ids: Sequence[str]) -> Iterator[Report]:
    """The reports in order of their ids, some at a time so that memory stays small."""
    for start in range(0, len(ids), AT_A_TIME):
        yield from _read(db, list(ids[start : start + AT_A_TIME]))


def _read(db: Warehouse, ids: list[str]) -> Iterator[Report]:
    tables = {
        table: grouped(
            records(
                db,
                f"SELECT * FROM {table} WHERE report_id IN (SELECT unnest(?)) ORDER BY report_id, {order}",  # noqa: S608
                [ids],
            ),
            "report_id",
        )
        for table, order in ORDERS.items()
    }
    standards = grouped(records(db, STANDARDS, [ids]), "report_id")
    flags = grouped(records(db, FLAGS, [ids]), "report_id")
    lowest = grouped(
        records(db, "SELECT * FROM lowest_questions WHERE report_id IN (SELECT unnest(?))", [ids]), "report_id"
    )
    gaps = grouped(
        records(db, "SELECT * FROM gaps WHERE report_id IN (SELECT unnest(?)) ORDER BY ALL", [ids]), "report_id"
    )
    for head in records(db, HEADS, [ids]):
        report_id = head["report_id"]
        marks = Marks()
        rows = {table: list(marked(of_report.get(report_id, ()), marks, table)) for table, of_report in tables.items()}
        findings = grouped(rows["findings"], "section")
        domains = list(_domains(standards.get(report_id, []), rows, findings, lowest.get(report_id, [])))
        shown = {domain.number for domain in domains} | {s.head["standard"] for d in domains for s in d.standards}
        yield Report(
            head=head,
            fields={row["field"]: row for row in rows["report_evidence"]},
            domains=domains,
            loose_findings=[row for section in findings if section not in shown for row in findings[section]],
            recommendations=grouped(rows["recommendations"], "addressee"),
            claims=rows["claims"],
            flags=flags.get(report_id, []),
            gaps=gaps.get(report_id, []),
            pages=marks.by_page(),
        )


def _domains(
    standards: Sequence[Record],
    rows: Mapping[str, Sequence[Record]],
    findings: Mapping[str, Sequence[Record]],
    lowest: Sequence[Record],
) -> Iterator[Domain]:
    deciding = {(row["standard"], row["place"], row["ordinal"]) for row in lowest}
    places = grouped(rows["standard_ratings"], "standard")
    questions = grouped(
        (
            {**row, "decides": (row["standard"], row["place"], row["ordinal"]) in deciding}
            for row in rows["key_questions"]
        ),
        "standard",
    )
    for (number, name), of_domain in grouped(standards, "domain", "domain_name").items():
        yield Domain(
            number=number,
            name=name,
            standards=[
                Standard(
                    head=row,
                    places=places.get(row["standard"], []),
                    questions=grouped(questions.get(row["standard"], []), "ordinal"),
                    findings=findings.get(row["standard"], []),
                )
                for row in of_domain
            ],
            findings=findings.get(number, []),
        )
