"""A warehouse of many reports on services of the list, with findings, and one of a single hostile report."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from schemas.report import Finding, FindingKind, InspectionReport, ThemeTag
from tests.warehouse.builders import box, sourced
from tests.warehouse.corpus import bulk_load, random_draft, seeded
from warehouse.checks import run_checks
from warehouse.connection import Warehouse
from warehouse.rows import insert_rows
from warehouse.views import create_views

SERVICES = Path(__file__).resolve().parents[2] / "data" / "services.csv"
THEMES = ("governance", "health", "education", "victims", "diversity")
STRENGTHS = (
    "Managers know every child on the caseload and what each of them needs.",
    "Victims are asked what they want, and are told what came of it.",
    "The board hears from children at every meeting, and acts on what they say.",
)
AREAS = (
    "Contingency plans are too general to be of use when things get worse.",
    "Health workers leave and are not replaced for months.",
    "Too few children of school age receive the hours of education to which they are entitled.",
    "Disproportionality is described in the plan, but nobody is responsible for doing anything about it.",
)


def findings(rng: Random, sections: list[str]) -> Iterator[Finding]:
    """Two bullets of each kind for every section."""
    for section in sections:
        for kind, texts in ((FindingKind.STRENGTH, STRENGTHS), (FindingKind.AREA_FOR_IMPROVEMENT, AREAS)):
            for ordinal in (1, 2):
                yield Finding(
                    kind=kind,
                    section=section,
                    ordinal=ordinal,
                    text=rng.choice(texts),
                    themes=tuple(ThemeTag(theme=theme, words=("word",)) for theme in rng.sample(THEMES, 2)),
                    evidence=box(10 + int(section[0]), 20 + ordinal),
                )


def random_report(seed: int) -> InspectionReport:
    """A sound report with findings; every tenth prints an overall rating that its score does not earn."""
    rng = seeded(seed)
    draft = random_draft(rng, seed)
    if seed % 10 == 0:
        draft = replace(draft, score=(draft.sum() + 9) % (draft.maximum() + 1))
    report = draft.report()
    return report.model_copy(update={"findings": tuple(findings(rng, sorted(draft.ratings)))})


def fill(db: Warehouse, count: int) -> list[str]:
    """That many reports, spread over the services on the list; the ids of all."""
    ids = bulk_load(db, (random_report(seed) for seed in range(count)))
    with SERVICES.open(encoding="utf-8", newline="") as stream:
        rows = [
            {
                "service_id": row["service_id"],
                "name": row["name"],
                "aliases": row["aliases"].split("; ") if row["aliases"] else [],
                "country": row["country"],
                "region": row["region"] or None,
            }
            for row in csv.DictReader(stream)
        ]
    insert_rows(db, "services", rows)
    db.execute(
        "UPDATE reports SET service_id = s.service_id "
        "FROM (SELECT service_id, row_number() OVER (ORDER BY service_id) - 1 AS n FROM services) AS s "
        "WHERE s.n = regexp_extract(report_id, '[0-9]+$')::INTEGER % ?",
        [min(len(rows), max(40, count // 6))],
    )
    run_checks(db)
    create_views(db)
    return ids


def hostile_report() -> InspectionReport:
    """Script in every text, a bullet of 10,000 characters, no score, no rating."""
    attack = "</title><script>document.title='taken'</script>\"'><img src=x onerror=alert(1)>{{ 7 * 7 }}"
    report = random_draft(seeded(1), 1, plain=True).report()
    texts = ("x" * 10_000, attack, "'\"--></style></svg><svg onload=alert(1)>")
    return report.model_copy(
        update={
            "service_name": sourced(attack),
            "area": sourced("../../" + attack),
            "title": sourced(attack),
            "lead_inspector": sourced(attack),
            "overall_rating": None,
            "score": None,
            "score_max": None,
            "findings": tuple(
                Finding(
                    kind=FindingKind.AREA_FOR_IMPROVEMENT,
                    section="1.1",
                    ordinal=n,
                    text=text,
                    themes=(ThemeTag(theme="<script>theme</script>", words=()),),
                    evidence=box(8),
                )
                for n, text in enumerate(texts, start=1)
            ),
            "recommendations": tuple(
                row.model_copy(update={"addressee": attack, "text": attack}) for row in report.recommendations
            ),
        }
    )
