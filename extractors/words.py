"""Which pieces of print make one word: the document's own vocabulary, then an English word list.

Geometry decides first (`rows.py`); this module is asked only where a gap is too wide for a letter gap and too
narrow for a space, where a line ends in a hyphen, or where a space stands inside what is plainly one word.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

LABELS = Path(__file__).resolve().parent.parent / "data" / "labels.toml"
_EDGE = re.compile(r"^[^\w]+|[^\w]+$")
_LINKS = frozenset(("to", "of", "by", "in", "on", "and", "the", "for", "up", "out", "de", "under"))
"""What stands between the hyphens of a compound of three words."""
_TOTAL = 1e12
"""Scale of the word list's counts: a word that is on neither list scores below the rarest one that is."""
FIELD_COUNT = 10**7
"""Count of a word of the field: as common as "assessment" is in English."""
LETTERS_MAX = 24
"""No joined word is longer than this."""


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, int]:
    """English words with their counts, as symspellpy ships them; read once, when first in doubt."""
    text = files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig")
    pairs = (line.split() for line in text.splitlines())
    words = {pair[0]: int(pair[1]) for pair in pairs if len(pair) == 2}
    field = tomllib.loads(LABELS.read_text(encoding="utf-8"))["words"]["field"]
    return dict.fromkeys((word.lower() for word in field), FIELD_COUNT) | words


def bare(word: str) -> str:
    """A word for comparison: lower case, without the punctuation at its edges."""
    return _EDGE.sub("", word.replace("’", "'")).lower()


@dataclass(frozen=True)
class Vocabulary:
    """Words that the document prints without any doubt, with their counts."""

    counts: Counter[str]
    hyphenates: bool = True
    """Whether the document cuts words at line ends; where it does not, a hyphen there is part of the word."""
    _known: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)
    """Answers of `knows` so far."""

    @classmethod
    def of(cls, words: Iterable[str]) -> Vocabulary:
        """The vocabulary of some words, which may carry punctuation."""
        counts = Counter(map(bare, words))
        counts.pop("", None)
        return cls(counts)

    def judge_hyphens(self, cuts: Iterable[tuple[str, str]]) -> Vocabulary:
        """The same vocabulary, knowing whether its document hyphenates.

        `cuts` are the pieces before and after each hyphen at a line end. One pair that makes a word only when joined
        ("practi" and "tioners") is proof.
        """
        return replace(self, hyphenates=any(self._is_cut(bare(a), bare(b)) for a, b in cuts))

    def _is_cut(self, left: str, right: str) -> bool:
        if not left or not right or not (self.counts[left + right] or left + right in _lexicon()):
            return False
        return not (self._is_english(left) and self._is_english(right))

    def _cuts_last_part(self, left: str, right: str) -> bool:
        """Whether a line end cuts the last word of a compound, as in "mixed-heri-" and "tage"."""
        first, hyphen, last = left.rpartition("-")
        whole = bare(last + right)
        if not first or not hyphen or last in _LINKS or self.counts[bare(f"{left}-{right}")]:
            return False
        return bool(self.counts[whole]) or whole in _lexicon()

    def knows(self, word: str) -> bool:
        """Whether it is an English word, a number, or a word that the document prints more than once."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._judge(word)
        return known

    def _judge(self, word: str) -> bool:
        key = bare(word)
        if not key or key[0].isdigit() or self.counts[key] > 1:
            return True
        if key.endswith("'s"):
            key = key[:-2]
        return self._is_english(key) or all(self._is_english(part) for part in key.split("-") if part)

    @staticmethod
    def _is_english(key: str) -> bool:
        if len(key) == 1:
            return key in "ai"
        return key in _lexicon()

    def _score(self, word: str) -> float:
        """Log likelihood of a printed piece being one whole word."""
        key = bare(word)
        if not key:
            return 0.0
        own = self.counts[key]
        general = _lexicon().get(key.removesuffix("'s"), 0) if len(key) > 1 or key in "ai" else 0
        if "-" in key and not general:
            parts = key.split("-")
            general = min((10**8 if part.isdigit() else _lexicon().get(part, 0) for part in parts), default=0) // 10
        if key.isdigit():
            general = 10**8
        if not own and not general:
            return -14.0 - 1.2 * len(key)
        return math.log((general + own * 3e8) / _TOTAL)

    def resolve(self, pieces: Sequence[str], leanings: Sequence[float]) -> list[str]:
        """Join or part pieces of print; `leanings[i]` tells how far the gap after piece i speaks for a space.

        A leaning is in the units of the score: positive for a space, negative for none.
        """
        best: list[tuple[float, list[str]]] = [(0.0, [])]
        for end in range(1, len(pieces) + 1):
            options = []
            for start in range(max(0, end - 8), end):
                word = "".join(pieces[start:end])
                if end - start > 1 and len(word) > LETTERS_MAX:
                    continue
                bonus = leanings[start - 1] if start else 0.0
                score, words = best[start]
                options.append((score + self._score(word) + bonus, [*words, word]))
            best.append(max(options, key=lambda option: option[0]))
        return best[-1][1]

    def mends(self, left: str, right: str) -> bool:
        """Whether a space between two printed words is plainly a slip: together they are a word, apart they are not."""
        if right[0] in "-‐‑" and len(right) > 2 and right[1].isalpha() and left[-1:].isalpha():
            return True
        if not (left[-1:].isalpha() and right[:1].isalpha()) or not right[:1].islower() or left.isupper():
            return False
        if len(right) > 1 and len(left) > 1 and self.knows(left) and self.knows(right):
            return False
        whole = bare(left + right)
        if len(whole) > LETTERS_MAX or not (self.counts[whole] or whole in _lexicon()):
            return False
        lone = bare(right)
        if len(lone) == 1 and lone != "a" or len(bare(left)) == 1 and bare(left) not in "ai":
            return True
        return not self.knows(left) or not self.knows(right)

    def mends_three(self, left: str, middle: str, right: str) -> bool:
        """Whether three printed pieces are one word: parted round a single letter or a hyphen that belongs to it."""
        if len(middle) != 1 or middle in "aI" or not (left[-1:].isalpha() and right[:1].isalpha()):
            return False
        whole = bare(left + middle + right)
        if middle in "-‐‑":
            return any(whole in key for key in self.counts if "-" in key)
        return middle.islower() and right[:1].islower() and (self.counts[whole] > 0 or whole in _lexicon())

    def hyphenated(self, left: str, right: str, soft: bool) -> str:
        """The word that a line end cuts: `left` without its hyphen, `right` from the next line.

        `soft` tells that the file marks the hyphen as one that only the line end calls for.
        """
        joined, compound = left + right, f"{left}-{right}"
        if soft or self._cuts_last_part(left, right):
            return joined
        if not self.hyphenates or self.counts[bare(compound)] or "-" in left or not right[:1].islower():
            return compound
        if self.counts[bare(joined)] or bare(joined) in _lexicon():
            return joined
        first, second = bare(left), bare(right).removesuffix("'s")
        apart = (first.isdigit() or self._is_english(first)) and (self._is_english(second) or "-" in second)
        return compound if apart else joined
