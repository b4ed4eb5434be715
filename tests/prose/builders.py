"""A report whose figures are all different, and sentences put into it as paragraphs."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.page import Page, Segment, Word
from extractors.paragraphs import Paragraph
from extractors.prose.claims import read_claims
from extractors.sections import Section
from schemas.base import Evidence, Place, Rating, Sourced
from schemas.framework import Basis, frameworks
from schemas.report import Claim, InspectionReport, KeyQuestion, StandardRating

BOX = (Evidence(page=1, x0=0, top=0, x1=10, bottom=10),)
PAGE = Page(number=1, width=595, height=842, segments=())
FIGURES = {
    "2.1": (92, 79, 58), "2.2": (88, 71, 54), "2.3": (96, 67, 63), "2.4": (83, 75, 50),
    "3.1": (73, 53, 33), "3.2": (80, 60, 40), "3.3": (87, 65, 47), "3.4": (41, 78),
}  # fmt: skip
RATINGS = {
    "1.1": Rating.GOOD, "1.2": Rating.OUTSTANDING, "1.3": Rating.REQUIRES_IMPROVEMENT, "1.4": Rating.GOOD,
    "2.1": Rating.REQUIRES_IMPROVEMENT, "2.2": Rating.REQUIRES_IMPROVEMENT, "2.3": Rating.REQUIRES_IMPROVEMENT,
    "2.4": Rating.REQUIRES_IMPROVEMENT, "3.1": Rating.INADEQUATE, "3.2": Rating.INADEQUATE, "3.3": Rating.INADEQUATE,
    "3.4": Rating.INADEQUATE, "4.1": Rating.GOOD,
}  # fmt: skip


def sourced(value: int) -> Sourced[int]:
    return Sourced(value=value, printed=str(value), evidence=BOX)


def report(
    framework: str = "youth-2018",
    figures: Mapping[str, tuple[int, ...]] = FIGURES,
    ratings: Mapping[str, Rating] = RATINGS,
    overall: Rating = Rating.REQUIRES_IMPROVEMENT,
) -> InspectionReport:
    """A report of a framework with some figures, each printed in the annex."""
    standards = frameworks()[framework].standards
    return InspectionReport(
        framework=framework,
        title=None, area=None, service_name=None, fieldwork_started=None, published=None, lead_inspector=None,
        chief_inspector=None, isbn=None,
        overall_rating=Sourced(value=overall, printed=overall.value, evidence=BOX),
        score=None, score_max=None, court_cases=sourced(24), oocd_cases=sourced(15), resettlement_cases=None,
        recommendations_stated=None,
        standard_ratings=tuple(
            StandardRating(
                place=Place.ANNEX, standard=number, domain=number[0], name=standards[number].name, rating=rating,
                rating_printed=rating.value, counts_toward_overall=True, evidence=BOX,
            )
            for number, rating in ratings.items()
            if number in standards
        ),
        key_questions=tuple(
            KeyQuestion(
                place=Place.ANNEX, standard=number, ordinal=i, question="", pct_yes=pct, is_bold=None, evidence=BOX
            )
            for number, row in figures.items()
            if standards[number].basis is Basis.CASE_DATA
            for i, pct in enumerate(row, 1)
        ),
        findings=(), recommendations=(), claims=(), gaps=(), pages=1, document_sha256="0" * 64, extractor_version="0",
    )  # fmt: skip


def paragraph(text: str, index: int = 0, marker: str = "") -> Paragraph:
    """A text as a paragraph of one line."""
    line = Segment((Word(text, 50, 100, 500, 110, 10, False),), 1, marker)
    return Paragraph(text, (line,), index, (len(text),))


def claims(text: str, section: str | None = None, framework: str = "youth-2018", **more: object) -> tuple[Claim, ...]:
    """The claims of one paragraph that stands in the section of a standard, a domain or (None) outside both."""
    domain = section[0] if section else None
    place = Section(domain, section if section and "." in section else None)
    it = report(framework, **more)  # type: ignore[arg-type]
    return read_claims(it, frameworks()[framework], [paragraph(text)], [place], [PAGE])


def target(claim: Claim) -> str:
    """What a claim speaks of: "2.1.2" for a key question, "2.1" for a standard, "overall"."""
    return f"{claim.standard}.{claim.key_question_ordinal}" if claim.key_question_ordinal else str(claim.standard)


def held(text: str, section: str | None = None, **more: object) -> dict[str, bool]:
    """What the claims of a paragraph are held against, and whether they agree."""
    found = claims(text, section, **more)  # type: ignore[arg-type]
    return {target(c): c.agrees for c in found if c.agrees is not None}
