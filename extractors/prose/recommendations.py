"""What each recommendation of a report asks: of whom, with which verb, about what, in answer to which findings."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.prose.addressees import addressee_kinds, leading_verb
from extractors.prose.answers import Answer, answers
from extractors.prose.themes import ThemeHit, themes_of_all
from schemas.report import FindingKind, InspectionReport


@dataclass(frozen=True, slots=True)
class Understood:
    """One recommendation."""

    addressee_kinds: tuple[str, ...]
    """`other` alone where no pattern knows the addressee."""
    verb: str | None
    themes: tuple[ThemeHit, ...]
    answers: tuple[Answer, ...]
    """Positions are among the report's areas for improvement, in its order; the likest first."""


def understand(report: InspectionReport) -> tuple[Understood, ...]:
    """Every recommendation of a report, in its order."""
    areas = [f.text for f in report.findings if f.kind is FindingKind.AREA_FOR_IMPROVEMENT]
    texts = [r.text for r in report.recommendations]
    themes = list(themes_of_all([*areas, *texts]))
    found = answers(texts, areas, themes[len(areas) :], themes[: len(areas)])
    return tuple(
        Understood(addressee_kinds(r.addressee), leading_verb(r.text), hits, answered)
        for r, hits, answered in zip(report.recommendations, themes[len(areas) :], found, strict=True)
    )
