"""The derivation of one rating, as models."""

from __future__ import annotations

from enum import StrEnum

from schemas.base import Model
from schemas.records import Flag


class Outcome(StrEnum):
    """How the published rating stands to the one that follows."""

    AGREES = "agrees"
    ONLY_WITH_DISCRETION = "only_with_discretion"
    """Near a boundary: rounding or professional discretion may explain it."""
    CONTRADICTS = "contradicts"
    CANNOT_TELL = "cannot_tell"
    """Judged on no figures, or figures or ratings are not printed."""


class PrintedRating(Model):
    """The rating as one place prints it."""

    place: str
    """summary, body or annex; `overall` for the overall rating."""
    rating: str | None
    """None where it is not printed as text."""
    page: int | None


class QuestionFigure(Model):
    """One key question at one place."""

    place: str
    ordinal: int
    question: str
    pct_yes: int | None
    page: int
    deciding: bool
    """Whether it is the lowest at its place, on which the rating rests."""


class StandardPoints(Model):
    """What one standard adds to the score."""

    standard: str
    name: str
    rating: str | None
    points: int | None
    """None where the rating is not printed."""
    counts: bool
    pages: tuple[int, ...]


class Step(Model):
    """One sentence of the derivation."""

    text: str
    pages: tuple[int, ...] = ()
    rule_id: str | None = None
    """The rule that the step applies."""
    source: str | None = None
    """Where that rule is stated."""


class Explanation(Model):
    """The derivation of one rating."""

    report_id: str
    service_name: str | None
    standard: str | None
    """None for the overall rating."""
    name: str | None
    """The standard's name in the framework."""
    framework: str
    """The framework whose rules were applied."""
    framework_of_report: str
    basis: str | None
    """case_data or qualitative; None for the overall rating."""
    published: str | None
    expected: str | None
    """The rating that follows; None where none does."""
    outcome: Outcome
    printed: tuple[PrintedRating, ...]
    key_questions: tuple[QuestionFigure, ...] = ()
    points: tuple[StandardPoints, ...] = ()
    score: int | None = None
    """Sum of the points."""
    score_max: int | None = None
    score_printed: int | None = None
    score_max_printed: int | None = None
    steps: tuple[Step, ...]
    flags: tuple[Flag, ...]
    """What the rule book says of this rating, under the framework applied."""
