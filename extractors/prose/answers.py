"""Which areas for improvement a recommendation answers to, and why.

Likeness is the cosine of the words that two texts share, each weighted by how rare it is among the report's own texts,
mixed with the share of themes that they have in common. Both are handed back with it, so that a reader sees why.
`python -m tests.prose.measure_answers` measures it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.prose.addressees import addressees
from extractors.prose.stems import stem, words
from extractors.prose.themes import ThemeHit

WORDS_WEIGH = 0.65
"""Part of the likeness that shared words make; shared themes make the rest."""
LEAST_LIKENESS = 0.30
"""From here on a recommendation answers to an area for improvement."""
_SHORT = 3


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


def answers(
    texts: Sequence[str],
    areas: Sequence[str],
    text_themes: Sequence[Sequence[ThemeHit]],
    area_themes: Sequence[Sequence[ThemeHit]],
    least: float = LEAST_LIKENESS,
) -> list[tuple[Answer, ...]]:
    """For each recommendation the areas for improvement it answers to, the likest first; empty where there is none."""
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
    common = _common()
    return {stem(w): w for w in words(text) if len(w) >= _SHORT and w not in common}


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


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(addressees().likeness.common.split())
