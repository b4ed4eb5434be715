"""Numbers in the prose that stand for the whole report: sizes of samples, number of recommendations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.prose.lexicon import bounded, claim_words
from extractors.text import number


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = claim_words()
    listed = (*words.totals.recommendations, *words.totals.cases)
    return tuple(re.compile(bounded(words.fill(p)), re.IGNORECASE) for p in listed)


def totals(text: str) -> Iterator[int]:
    """The totals that a sentence states, in order of the patterns on file."""
    for pattern in _patterns():
        for match in pattern.finditer(text):
            value = number(match["n"])
            if value is not None:
                yield value
