"""Paragraphs cut into sentences, with their place in the paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_END = re.compile(r"[.!?](?:[\"'”’)\]]+)?(?=\s+[\"'“‘(\[]?[A-Z0-9])")
_NOT_END = re.compile(r"(?:\b(?:e\.g|i\.e|etc|Mr|Mrs|Ms|Dr|St|No|vs|approx|p|pp|para|ref)|\b[A-Z]|\b\d)\.$")
_QUESTION = re.compile(r"^(?:\d[\d.]*\s*)?(?:Does|Do|Did|Is|Are|Were|Was|Has|Have|How|What|When)\b(?!.*\.$)|\?$")
_QUOTED = '"“'
_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and where it stands in its paragraph."""

    text: str
    start: int
    stop: int


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a paragraph, in order; a paragraph without a full stop is one."""
    start = 0
    for end in _END.finditer(text):
        if _NOT_END.search(text[start : end.start() + 1]):
            continue
        yield from _trimmed(text, start, end.end())
        start = end.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, stop: int) -> Iterator[Sentence]:
    piece = text[start:stop]
    kept = piece.strip()
    if kept:
        begin = start + len(piece) - len(piece.lstrip())
        yield Sentence(kept, begin, begin + len(kept))


def states(sentence: Sentence, bullet: bool) -> bool:
    """Whether it can state something: no question, no quotation, no heading and no cell of a table."""
    text = sentence.text
    if _QUESTION.search(text) or text[0] in _QUOTED or text.count(" ") < _LEAST_WORDS - 1:
        return False
    return bullet or text.rstrip("'\"”’)").endswith((".", "!", ";", ":"))
