"""What a recommendation asks: of whom, with which verb, about what, and which areas for improvement it answers to.

Likeness is the cosine of the words that two texts share, each weighted by how rare it is among the report's own texts, mixed
with the share of themes that they have in common. Both are handed back with it, so that a reader sees why.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from extractors.prose.stems import plain, stem, words
from extractors.prose.themes import ThemeHit, themes_of_all
from schemas.base import Model
from schemas.errors import ConfigError
from schemas.report import FindingKind, InspectionReport

ADDRESSEES = Path(__file__).resolve().parents[2] / "data" / "addressees.toml"
OTHER = "other"
"""The kind of an addressee that no pattern knows."""
WORDS_WEIGH = 0.65
"""Part of the likeness that shared words make; shared themes make the rest."""
LEAST_LIKENESS = 0.30
"""From here on a recommendation answers to an area for improvement; see `tests/prose/measure_answers.py`."""
_SHORT = 3
_COMMON = frozenset(
    "the and that for with are was were not all any has have had its it's this these those there their them they which who what when "
    "where how into from than then too very more most some such been being does did done make makes sure made also each every other "
    "others children child young people person service services youth justice offending work working need needs ensure improve".split()
)


class Kind(Model):
    """One kind of addressee."""

    id: str
    title: str
    patterns: tuple[str, ...]


class Verbs(Model):
    """How recommendations begin."""

    skip: tuple[str, ...]
    phrasal: tuple[str, ...]


class Addressees(Model):
    """Everything that `data/addressees.toml` declares."""

    kind: tuple[Kind, ...]
    verbs: Verbs


@dataclass(frozen=True, slots=True)
class Answer:
    """An area for improvement that a recommendation answers to, and why."""

    area: int
    """Its position among the texts that were compared."""
    likeness: float
    """0 to 1."""
    words: tuple[str, ...]
    """Words that both have, as the recommendation prints them, the weightiest first."""
    themes: tuple[str, ...]
    """Themes that both have."""


@dataclass(frozen=True, slots=True)
class Understood:
    """One recommendation."""

    addressee_kind: str
    verb: str | None
    themes: tuple[ThemeHit, ...]
    answers: tuple[Answer, ...]
    """Positions are among the report's areas for improvement, in its order; the likest first."""


@lru_cache(maxsize=1)
def addressees() -> Addressees:
    """The kinds of addressee on file; raises ConfigError where the file is missing or malformed."""
    try:
        return Addressees.model_validate(tomllib.loads(ADDRESSEES.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"The file of addressees {ADDRESSEES.name} cannot be read: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"The file of addressees {ADDRESSEES.name} is wrong at {where}: {first['msg']}.") from error


def addressee_kinds(addressee: str) -> tuple[str, ...]:
    """Every kind that an addressee names, in the order of print: several where it is 'the chair and the director'."""
    parts = re.split(r"\s*(?:,|;|\band (?:the|its)\b|\btogether with\b|\balong with\b)\s*", plain(addressee))
    found = [kind for part in parts if part for kind in [_kind(part)] if kind != OTHER]
    return tuple(dict.fromkeys(found)) or (OTHER,)


def addressee_kind(addressee: str) -> str:
    """The kind of an addressee, the first where it names several; `other` where no pattern knows it."""
    return addressee_kinds(addressee)[0]


def _kind(text: str) -> str:
    for kind in addressees().kind:
        if re.search(rf"\b(?:{'|'.join(kind.patterns)})(?!\w)", text, re.IGNORECASE):
            return kind.id
    return OTHER


def leading_verb(text: str) -> str | None:
    """The verb that a recommendation begins with, as printed but in lower case; None where it begins with no word."""
    rest = plain(text).lower().lstrip("•-– ")
    verbs = addressees().verbs
    skipped = True
    while skipped:
        shorter = re.sub(rf"^(?:(?:{'|'.join(map(re.escape, verbs.skip))})\b|\w+ly\b),?\s+", "", rest)
        skipped, rest = shorter != rest, shorter
    for phrase in verbs.phrasal:
        if rest.startswith(phrase + " "):
            return phrase
    first = re.match(r"[a-z]+(?:-[a-z]+)?", rest)
    return first[0] if first else None


def understand(report: InspectionReport) -> tuple[Understood, ...]:
    """Every recommendation of a report, in its order."""
    areas = [f.text for f in report.findings if f.kind is FindingKind.AREA_FOR_IMPROVEMENT]
    texts = [r.text for r in report.recommendations]
    themes = list(themes_of_all([*areas, *texts]))
    found = answers(texts, areas, themes[len(areas) :], themes[: len(areas)])
    return tuple(
        Understood(addressee_kind(r.addressee), leading_verb(r.text), hits, answered)
        for r, hits, answered in zip(report.recommendations, themes[len(areas) :], found, strict=True)
    )


def answers(
    texts: Sequence[str],
    areas: Sequence[str],
    text_themes: Sequence[Sequence[ThemeHit]],
    area_themes: Sequence[Sequence[ThemeHit]],
    least: float = LEAST_LIKENESS,
) -> list[tuple[Answer, ...]]:
    """For each recommendation the areas for improvement that it answers to, the likest first; empty where it answers to none."""
    weights = _weights([*texts, *areas])
    area_bags = [_bag(a) for a in areas]
    out = []
    for text, hits in zip(texts, text_themes, strict=True):
        bag = _bag(text)
        found = [
            _compare(i, bag, other, {h.theme for h in hits}, {h.theme for h in own}, weights)
            for i, (other, own) in enumerate(zip(area_bags, area_themes, strict=True))
        ]
        out.append(tuple(sorted((a for a in found if a.likeness >= least), key=lambda a: -a.likeness)))
    return out


def _bag(text: str) -> dict[str, str]:
    """Stems of the words that say something, each with the word as printed."""
    return {stem(w): w for w in words(text) if len(w) >= _SHORT and w not in _COMMON}


def _weights(texts: Sequence[str]) -> dict[str, float]:
    """How rare each stem is among the texts: the logarithm of how many texts there are to one that has it."""
    counts = Counter(s for text in texts for s in _bag(text))
    return {s: math.log(1 + len(texts) / n) for s, n in counts.items()}


def _compare(
    index: int, bag: dict[str, str], other: dict[str, str], mine: set[str], theirs: set[str], weights: dict[str, float]
) -> Answer:
    shared = sorted(bag.keys() & other.keys(), key=lambda s: (-weights[s], s))
    norm = math.sqrt(_square(bag, weights) * _square(other, weights)) or 1.0
    cosine = _square(shared, weights) / norm
    both = mine & theirs
    overlap = len(both) / math.sqrt(len(mine) * len(theirs)) if both else 0.0
    likeness = WORDS_WEIGH * cosine + (1 - WORDS_WEIGH) * overlap
    return Answer(index, round(likeness, 3), tuple(bag[s] for s in shared), tuple(sorted(both)))


def _square(stems: Sequence[str] | dict[str, str], weights: dict[str, float]) -> float:
    return sum(weights[s] ** 2 for s in stems)
