"""Small functions on strings: folding for comparison, joining of lines, numbers in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from extractors.words import Vocabulary

LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "ft",
    0xFB06: "st",
}
_FOLD = re.compile(r"[\s\u0002\u00ad\u200b\ufffe‐‑‒–—―\-'’‘\"“”,.:;()\[\]]+")
HYPHENS = "-‐‑\u00ad\ufffe\u0002"
"""What a line may end in where a word goes on; pdfium gives U+0002 for a hyphen at a line end, soft or hard."""
UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffd]")
"""Codes that are no letters: a font that does not tell what its glyphs mean."""
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Text for comparison of labels: no case, spaces, hyphens, quotes or stops; ligatures and accents resolved."""
    while True:  # what is left after taking spaces out may compose anew
        folded = _FOLD.sub("", unicodedata.normalize("NFKC", text.translate(LIGATURES)).casefold())
        if folded == text:
            return folded
        text = folded


def squeeze(text: str) -> str:
    """One line, single spaces."""
    return _SPACES.sub(" ", text).strip()


def join_lines(lines: Iterable[str], vocabulary: Vocabulary) -> str:
    """Lines of one paragraph as a reader would copy it: words that a line end cuts are made whole."""
    out = ""
    for line in lines:
        line = squeeze(line)
        if not out or not line:
            out = out or line
        elif out[-1] in HYPHENS and len(out) > 1 and out[-2].isalnum():
            out = _across(out, line, vocabulary)
        elif out[-1] in "–—/" and len(out) > 1 and not out[-2].isspace() and out[-1] != "–":
            out += line
        else:
            out += " " + line
    return squeeze(out.replace("\u00ad", "").replace("\ufffe", "-").replace("\u0002", "-"))


def _across(out: str, line: str, vocabulary: Vocabulary) -> str:
    head, _, left = out[:-1].rpartition(" ")
    right, gap, rest = line.partition(" ")
    word = vocabulary.hyphenated(left, right, soft=out[-1] == "\u00ad")
    return f"{head} {word}{gap}{rest}".strip()


_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
NUMBER_WORDS = {word: value for value, word in enumerate(_UNITS)} | _TENS
NUMBER_WORDS |= {
    f"{ten}{join}{_UNITS[unit]}": value + unit
    for ten, value in _TENS.items()
    for unit in range(1, 10)
    for join in ("-", " ")
}
NUMBER = r"(?:\d{1,4}|" + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True)) + r")"
"""A pattern for a whole number in figures or in words up to ninety-nine."""


def number(text: str) -> int | None:
    """A whole number in figures or in words up to ninety-nine; None for anything else."""
    text = squeeze(text).casefold()
    if text.isdecimal():
        return int(text)
    return NUMBER_WORDS.get(text)
