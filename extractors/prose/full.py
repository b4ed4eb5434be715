"""A report with its findings and recommendations understood: what a run loads.

`hmip check` does without: it has two seconds, and the import of spaCy alone takes most of them.
"""

from __future__ import annotations

from pathlib import Path

from extractors.prose.recommendations import Understood, understand
from extractors.prose.themes import ThemeHit, tag_report
from extractors.report import extract_report
from schemas.report import AnsweredArea, Finding, FindingKind, InspectionReport, Recommendation, ThemeTag


def extract_full_report(path: Path) -> InspectionReport:
    """The report in a PDF with themes, addressees and answers; raises the DocumentError that fits."""
    return enrich(extract_report(path))


def enrich(report: InspectionReport) -> InspectionReport:
    """The same report, every finding and recommendation with its themes, every recommendation understood."""
    tagged = tag_report(report)
    areas = [f for f in report.findings if f.kind is FindingKind.AREA_FOR_IMPROVEMENT]
    return report.model_copy(
        update={
            "findings": tuple(
                finding.model_copy(update={"themes": _tags(hits)})
                for finding, hits in zip(report.findings, tagged.findings, strict=True)
            ),
            "recommendations": tuple(
                _understood(recommendation, found, areas)
                for recommendation, found in zip(report.recommendations, understand(report), strict=True)
            ),
        }
    )


def _tags(hits: tuple[ThemeHit, ...]) -> tuple[ThemeTag, ...]:
    return tuple(ThemeTag(theme=hit.theme, words=hit.words) for hit in hits)


def _understood(recommendation: Recommendation, found: Understood, areas: list[Finding]) -> Recommendation:
    answers = tuple(
        AnsweredArea(
            section=areas[answer.area].section,
            ordinal=areas[answer.area].ordinal,
            likeness=round(answer.likeness, 3),
            words=answer.words,
            themes=answer.themes,
        )
        for answer in found.answers
    )
    return recommendation.model_copy(
        update={
            "themes": _tags(found.themes),
            "addressee_kinds": found.addressee_kinds,
            "verb": found.verb,
            "answers": answers,
        }
    )
