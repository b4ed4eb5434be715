"""Words brought to a common stem by a few suffix rules, so that 'focused' meets 'focus' and 'policies' meets 'policy'.

No dictionary: a stem is a key for comparison, not a word to show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")
_LEAST = 3
"""No rule leaves fewer letters than that."""
_RULES = (
    ("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("ations", ""), ("ation", ""),
    ("ating", ""), ("ated", ""), ("ates", ""), ("ate", ""), ("ness", ""), ("ingly", ""), ("edly", ""), ("ings", ""),
    ("ing", ""), ("ied", "y"), ("ed", ""), ("ly", ""), ("es", "e"), ("s", ""),
)  # fmt: skip


def plain(text: str) -> str:
    """Text with every apostrophe and quotation mark made a straight one; as long as before."""
    return text.translate(_STRAIGHT)


_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "\u00a0": " "})


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The stem of one word: lower case, without plural, participle or adverb endings and without a final e."""
    word = word.lower().removesuffix("'s").removesuffix("s'").replace("'", "")
    for ending, put in _RULES:
        if word.endswith(ending) and len(word) - len(ending) + len(put) >= _LEAST and not word.endswith("ss"):
            word = word[: -len(ending)] + put
            break
    word = _DOUBLED.sub(r"\1", word) if len(word) > _LEAST + 1 else word
    return word.removesuffix("e") if len(word) > _LEAST else word


def words(text: str) -> Iterator[str]:
    """The words of a text, hyphens opened, in lower case."""
    return (m[0].lower() for m in _WORD.finditer(plain(text)))


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(word) for word in words(text)]
