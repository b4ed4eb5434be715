"""The frameworks of `data/frameworks/`, as far as a typeset report needs them."""

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

FRAMEWORKS = Path(__file__).parents[2] / "data" / "frameworks"


class Frozen(BaseModel):
    """A value that does not change once made."""

    model_config = ConfigDict(frozen=True)


class Rating(Frozen):
    """One step of the scale, with its percentages inclusive at both ends."""

    label: str
    points: int
    from_pct: int
    to_pct: int


class Standard(Frozen):
    """A standard as the framework words it."""

    number: str
    name: str
    statement: str
    basis: str
    in_score: bool
    questions: tuple[str, ...]

    @property
    def domain(self) -> str:
        return self.number[0]

    @property
    def case_data(self) -> bool:
        return self.basis == "case_data"


class Domain(Frozen):
    """A domain by number and name."""

    number: str
    name: str


class Framework(Frozen):
    """One set of standards with its bands."""

    id: str
    ratings: tuple[Rating, ...]
    domains: tuple[Domain, ...]
    standards: tuple[Standard, ...]
    bands: dict[int, tuple[tuple[int, int, str], ...]]

    def band(self, pct: int) -> str:
        """The rating whose band holds a percentage."""
        return next(r.label for r in self.ratings if r.from_pct <= pct <= r.to_pct)

    def points(self, label: str) -> int:
        """What a rating is worth."""
        return next(r.points for r in self.ratings if r.label == label)

    def label(self, points: int) -> str:
        """The rating worth so many points."""
        return next(r.label for r in self.ratings if r.points == points)

    def overall(self, score: int, maximum: int) -> str:
        """The overall rating that a score stands for."""
        return next(label for low, high, label in self.bands[maximum] if low <= score <= high)


@cache
def load(framework: str) -> Framework:
    """The framework of that id."""
    raw = tomllib.loads((FRAMEWORKS / f"{framework}.toml").read_text(encoding="utf-8"))
    bands = {s["max"]: tuple((b["from"], b["to"], b["rating"]) for b in s["bands"]) for s in raw["score"]}
    return Framework(
        id=raw["id"],
        ratings=tuple(Rating(**r) for r in raw["rating"]),
        domains=tuple(Domain(**d) for d in raw["domain"]),
        standards=tuple(Standard(**s) for s in raw["standard"]),
        bands=bands,
    )
