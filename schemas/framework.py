"""A framework: the standards, questions, bands and dates that an inspection goes by, read from `data/frameworks/`."""

from __future__ import annotations

import tomllib
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from schemas.base import DomainNumber, Model, Rating, StandardNumber
from schemas.errors import ConfigError

FRAMEWORKS_DIR = Path(__file__).resolve().parent.parent / "data" / "frameworks"


class Basis(StrEnum):
    """What a standard's rating rests on."""

    CASE_DATA = "case_data"
    """The lowest percentage of its key questions decides."""
    QUALITATIVE = "qualitative"
    """Judged on documents and interviews; no percentage to re-check."""


class RatingBand(Model):
    """One rating of the scale, its points and its band of percentages."""

    label: Rating
    variants: tuple[str, ...] = ()
    """Other spellings that have been printed."""
    points: Annotated[int, Field(ge=0)]
    """Points toward the score."""
    from_pct: Annotated[int, Field(ge=0, le=100)]
    """Lowest whole per cent of the band."""
    to_pct: Annotated[int, Field(ge=0, le=100)]
    """Highest whole per cent of the band."""


class ScoreBand(Model):
    """The scores, both ends included, that earn one overall rating."""

    from_: Annotated[int, Field(ge=0, alias="from")]
    to: Annotated[int, Field(ge=0)]
    rating: Rating


class ScoreScale(Model):
    """The bands for one printed maximum."""

    max: Annotated[int, Field(gt=0)]
    bands: tuple[ScoreBand, ...]


class Domain(Model):
    """A group of standards."""

    number: DomainNumber
    name: str
    variants: tuple[str, ...] = ()
    sample: str | None = None
    """The report field that holds the size of this domain's case sample; None where no cases are sampled."""

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its printed variants."""
        return (self.name, *self.variants)


class Standard(Model):
    """One standard, keyed by its number: names repeat across domains and are sometimes misprinted."""

    number: StandardNumber
    name: str
    variants: tuple[str, ...] = ()
    statement: str
    """The sentence that is printed under the heading."""
    basis: Basis
    in_score: bool
    """Whether its points count toward the score."""
    questions: tuple[str, ...]
    """Wording of the key questions; their ordinal is their position from 1."""

    @property
    def domain(self) -> str:
        """Number of the domain: the part before the dot."""
        return self.number[0]

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its printed variants."""
        return (self.name, *self.variants)


class Framework(Model):
    """Everything that the project knows of one set of standards."""

    id: str
    title: str
    fieldwork_from: date
    """First day of fieldwork that it applied to."""
    fieldwork_to: date | None
    """Last day of fieldwork; None while it is in force."""
    source: str
    signature: tuple[str, ...]
    """Labels that no other framework on file prints."""
    rating: tuple[RatingBand, ...]
    score: tuple[ScoreScale, ...]
    domain: tuple[Domain, ...]
    standard: tuple[Standard, ...]

    @cached_property
    def standards(self) -> dict[str, Standard]:
        """Standards by number, in the framework's order."""
        return {s.number: s for s in self.standard}

    @cached_property
    def domains(self) -> dict[str, Domain]:
        """Domains by number, in the framework's order."""
        return {d.number: d for d in self.domain}

    @cached_property
    def spellings(self) -> dict[str, Rating]:
        """Every known spelling of a rating, to the rating."""
        return {text: band.label for band in self.rating for text in (band.label.value, *band.variants)}

    def band(self, pct: int) -> Rating:
        """The rating whose band holds a whole per cent; raises ValueError outside 0 to 100."""
        for band in self.rating:
            if band.from_pct <= pct <= band.to_pct:
                return band.label
        raise ValueError(f"{pct} per cent is in no band of {self.id}: bands cover 0 to 100")

    def points(self, rating: Rating) -> int:
        """Points that a rating adds to the score."""
        return next(band.points for band in self.rating if band.label is rating)

    def overall(self, score: int, maximum: int) -> Rating | None:
        """The overall rating that a score earns; None where no bands for that maximum are on file."""
        for scale in self.score:
            if scale.max == maximum:
                return next((b.rating for b in scale.bands if b.from_ <= score <= b.to), None)
        return None


def load_framework(path: Path) -> Framework:
    """Read one framework file; raises ConfigError that names the file and the first thing wrong."""
    try:
        return Framework.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"The framework file {path.name} cannot be read: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"The framework file {path.name} is wrong at {where}: {first['msg']}.") from error


@lru_cache
def frameworks(directory: Path = FRAMEWORKS_DIR) -> dict[str, Framework]:
    """All frameworks on file by id, the oldest first; raises ConfigError where there are none or one is malformed."""
    found = sorted((load_framework(p) for p in directory.glob("*.toml")), key=lambda f: f.fieldwork_from)
    if not found:
        raise ConfigError(f"No framework files (*.toml) in {directory}.")
    return {f.id: f for f in found}
