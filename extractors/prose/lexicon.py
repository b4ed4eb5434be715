"""The patterns of `data/claims.toml`, compiled once.

Every pattern is bounded by what is no letter, digit or hyphen; `{child}`, `{others}` and `{number}` are put in.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from extractors.text import NUMBER
from schemas.base import Model, Rating
from schemas.errors import ConfigError

CLAIMS = Path(__file__).resolve().parents[2] / "data" / "claims.toml"

Words = tuple[str, ...]
Percent = Annotated[float, Field(ge=0, le=100)]


class Share(Model):
    """A share in words and the printed percentages that it agrees with."""

    words: Words
    from_: Annotated[Percent, Field(alias="from")]
    to: Percent
    alone: bool = False
    """Whether it may stand without "of the cases" after it."""


class Quantities(Model):
    """How a clause says in how many cases."""

    case_nouns: str
    short_before: str
    """What stands before a count that leaves out its noun: "and for safety in nine"."""
    short_after: str
    """What may follow such a count, or a fraction without its noun, where the clause goes on."""
    margin: float
    """A share contradicts a figure only where it is further than this outside its range."""
    spread: float
    """How far from the printed figure a plain fraction in words may lie."""
    fractions: dict[str, Percent]
    moves: dict[str, tuple[float, float]]
    share: tuple[Share, ...]


class Verdicts(Model):
    """Words that say whether work was good enough; `verbs` tie an activity to its aim and say it only weakly."""

    negative: Words
    positive: Words
    verbs: Words


class Frame(Model):
    """Words that narrow a clause, and words that say nothing about what it speaks of."""

    qualifiers: Words
    words: str
    adverbs: Words
    phrases: Words
    restrictors: Words
    breaks: Words


class Elsewhere(Model):
    """Words of sentences that speak of other times and inspectors, or of other people and things."""

    others: Words
    supposed: Words
    """Words that say how things might be; in a clause after the last figure or rating they say nothing of it."""
    people: Words


class RatingWords(Model):
    """How prose gives a rating."""

    words: dict[Rating, Words]
    inflected: dict[str, Rating]
    """Other forms of the printed ratings."""
    hedges: Words
    phrases: Words
    rated: Words
    copulas: Words
    narrowed: Words
    about_service: Words
    overall: Words
    not_overall: Words
    service: Words
    counted: Words


class Totals(Model):
    """How prose gives a number that stands for the whole report."""

    recommendations: Words
    cases: Words


class ClaimWords(Model):
    """Everything that `data/claims.toml` declares."""

    phrases: dict[str, str]
    activities: dict[str, Words]
    aims: dict[str, Words]
    both: dict[str, Words]
    """Aims that stand for several others."""
    links: Words
    domains: dict[str, Words]
    verdicts: Verdicts
    quantities: Quantities
    frame: Frame
    elsewhere: Elsewhere
    ratings: RatingWords
    totals: Totals

    @cached_property
    def frame_words(self) -> frozenset[str]:
        """The words of the frame."""
        return frozenset((*self.frame.words.split(), *self.frame.adverbs))

    def fill(self, pattern: str) -> str:
        """A pattern with its phrases put in."""
        for name, phrase in (*self.phrases.items(), ("number", NUMBER)):
            pattern = pattern.replace("{" + name + "}", phrase)
        return pattern

    def any_of(self, patterns: Iterable[str]) -> str:
        """One pattern for any of several."""
        return "(?:" + "|".join(map(self.fill, patterns)) + ")"

    def compile(self, patterns: Iterable[str]) -> re.Pattern[str]:
        """Any of several patterns as whole words, without regard to case."""
        return re.compile(bounded(self.any_of(patterns)), re.IGNORECASE)

    def finders(self, groups: Mapping[str, Words]) -> dict[str, re.Pattern[str]]:
        """Each group of patterns compiled."""
        return {name: self.compile(patterns) for name, patterns in groups.items()}


def bounded(pattern: str) -> str:
    """A pattern that neither begins nor ends within a word."""
    return rf"(?<![\w-])(?:{pattern})(?![\w-]|'\w)"


@lru_cache(maxsize=1)
def claim_words() -> ClaimWords:
    """The patterns on file; raises ConfigError where the file is missing or malformed."""
    try:
        return ClaimWords.model_validate(tomllib.loads(CLAIMS.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"The file of claim patterns {CLAIMS.name} cannot be read: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"The file of claim patterns {CLAIMS.name} is wrong at {where}: {first['msg']}.") from error
