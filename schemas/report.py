"""What one inspection report says, every value with its place in print. `None` means that it is not printed."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from schemas.base import DomainNumber, Evidence, Model, Place, Rating, Sourced, StandardNumber

Boxes = Annotated[tuple[Evidence, ...], Field(min_length=1)]


class StandardRating(Model):
    """The rating of one standard at one place of the report."""

    place: Place
    standard: StandardNumber
    domain: DomainNumber
    name: str
    """The standard's name as printed at this place."""
    rating: Rating | None
    """None where it is not printed as text; a gap says why."""
    rating_printed: str | None
    """The spelling as printed."""
    counts_toward_overall: bool
    evidence: Boxes


class KeyQuestion(Model):
    """One key question of a standard at one place of the report."""

    place: Place
    standard: StandardNumber
    ordinal: Annotated[int, Field(ge=1)]
    """Position among the standard's questions in the framework."""
    question: str
    """Wording as printed, without its number."""
    pct_yes: Annotated[int, Field(ge=0, le=100)] | None
    """Whole per cent of cases answered 'yes', as printed; None where no figure is printed beside it."""
    is_bold: bool | None
    """Whether the figure is set in bold; None without a figure."""
    evidence: Boxes


class ThemeTag(Model):
    """One theme of a text, with the words that earned it."""

    theme: str
    """Its id in `data/themes.toml`."""
    words: tuple[str, ...]
    """The words of the text that earned it, as printed."""


class FindingKind(StrEnum):
    """The three kinds of bullet that are findings."""

    STRENGTH = "strength"
    AREA_FOR_IMPROVEMENT = "area_for_improvement"
    KEY_FINDING = "key_finding"


class Finding(Model):
    """One bullet."""

    kind: FindingKind
    section: Annotated[str, Field(pattern=r"^\d(\.\d)?$")]
    """The standard (`1.1`) or the whole domain (`1`) that it speaks of."""
    ordinal: Annotated[int, Field(ge=1)]
    """Position among the bullets of its kind and section."""
    text: str
    themes: tuple[ThemeTag, ...] | None = None
    """Themes it touches, empty where none; None where nobody has looked."""
    evidence: Boxes


class AnsweredArea(Model):
    """An area for improvement of the same report that a recommendation answers to, and why."""

    section: str
    """Section of the area for improvement."""
    ordinal: int
    """Its ordinal in that section."""
    likeness: float
    """0 to 1: shared words, weighted by rarity, and shared themes."""
    words: tuple[str, ...]
    """Words that both have, the weightiest first."""
    themes: tuple[str, ...]
    """Themes that both have."""


class Recommendation(Model):
    """One recommendation."""

    ordinal: Annotated[int, Field(ge=1)]
    """Position through the report."""
    printed_number: int | None
    """Its number as printed; numbering may restart under each addressee. None where it is a bullet."""
    addressee: str
    """To whom it is addressed, without 'should:'."""
    text: str
    themes: tuple[ThemeTag, ...] | None = None
    """Themes it touches, empty where none; None where nobody has looked."""
    addressee_kinds: tuple[str, ...] | None = None
    """Kinds of body that it is addressed to, as in `data/addressees.toml`; None where nobody has looked."""
    verb: str | None = None
    """The verb that it begins with; None where nobody has looked or it begins with none."""
    answers: tuple[AnsweredArea, ...] = ()
    """Areas for improvement that it answers to, the likest first."""
    evidence: Boxes


class ClaimKind(StrEnum):
    """How a statement in the prose gives its figure."""

    PERCENTAGE = "percentage"
    FRACTION = "fraction"
    SHARE = "share"
    RATING = "rating"
    TOTAL = "total"


class Claim(Model):
    """One statement in the prose that can be held against something else that the report prints."""

    section: str | None
    """The standard or domain in whose section it stands; None outside them."""
    sentence: str
    kind: ClaimKind
    value: str
    """What is claimed: a per cent, a rating or a number, as text."""
    numerator: int | None = None
    denominator: int | None = None
    standard: str | None
    """The standard it speaks of, `overall` for the overall rating; None where it speaks of none."""
    key_question_ordinal: int | None
    agrees: bool | None
    """Whether it agrees with what is printed; None where there is nothing to compare."""
    evidence: Boxes


class Gap(Model):
    """One thing that the framework promises and the pages do not give, or that could not be read for certain."""

    field: str
    """Name of the field, such as `rating` or `pct_yes`."""
    standard: str | None = None
    expected: str
    found: str | None = None
    """What stands there instead, as printed; None where nothing does."""
    reason: str
    """A short code: `not_printed`, `printed_as_picture`, `unreadable`, `unknown_label`, `ambiguous`."""
    page: int | None = None


class InspectionReport(Model):
    """One published report. Single values are `Sourced`; `None` means that the report does not print it."""

    framework: str
    title: Sourced[str] | None
    area: Sourced[str] | None
    """The place inspected, as the title has it."""
    service_name: Sourced[str] | None
    fieldwork_started: Sourced[date] | None
    """First of the month where only a month is printed."""
    published: Sourced[date] | None
    """First of the month where only a month is printed."""
    lead_inspector: Sourced[str] | None
    chief_inspector: Sourced[str] | None
    isbn: Sourced[str] | None
    overall_rating: Sourced[Rating] | None
    score: Sourced[int] | None
    score_max: Sourced[int] | None
    court_cases: Sourced[int] | None
    """Cases in the sample of court disposals."""
    oocd_cases: Sourced[int] | None
    """Cases in the sample of out-of-court disposals."""
    resettlement_cases: Sourced[int] | None
    """Cases in the sample of resettlement work."""
    recommendations_stated: Sourced[int] | None
    """How many recommendations the text says there are."""
    standard_ratings: tuple[StandardRating, ...]
    key_questions: tuple[KeyQuestion, ...]
    findings: tuple[Finding, ...]
    recommendations: tuple[Recommendation, ...]
    claims: tuple[Claim, ...]
    police_area: str | None = None
    """Area of the police force that the text names most often; None where it names none."""
    authorities_named: tuple[str, ...] = ()
    """Local authorities that the text names, the most often named first."""
    gaps: tuple[Gap, ...]
    pages: Annotated[int, Field(ge=1)]
    document_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    extractor_version: str
