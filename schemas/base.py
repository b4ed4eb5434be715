"""The pieces that every model is made of: frozen models, evidence, and a value with its place in print."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Value = TypeVar("Value")

StandardNumber = Annotated[str, Field(pattern=r"^\d\.\d$")]
DomainNumber = Annotated[str, Field(pattern=r"^\d$")]


class Model(BaseModel):
    """Frozen, closed to unknown fields; the docstring below a field is its description."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Rating(StrEnum):
    """The inspectorate's four-point scale, in the one spelling that the warehouse stores."""

    OUTSTANDING = "Outstanding"
    GOOD = "Good"
    REQUIRES_IMPROVEMENT = "Requires improvement"
    INADEQUATE = "Inadequate"


class Place(StrEnum):
    """Where in a report a value is printed; the same value may be printed in several places."""

    SUMMARY = "summary"
    BODY = "body"
    ANNEX = "annex"


class Evidence(Model):
    """One box on one page, as a reader sees the page: after any rotation, in points from the top left."""

    page: Annotated[int, Field(ge=1)]
    """Page of the PDF, counted from 1."""
    x0: float
    """Left edge, points from the left of the page."""
    top: float
    """Upper edge, points from the top of the page."""
    x1: float
    """Right edge, points from the left of the page."""
    bottom: float
    """Lower edge, points from the top of the page."""


class Sourced(Model, Generic[Value]):
    """A value, the words that were printed for it, and where they stand."""

    value: Value
    """The value in the project's own spelling or type."""
    printed: str
    """The words as printed."""
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    """Its boxes in reading order; more than one where a page break cuts it."""
