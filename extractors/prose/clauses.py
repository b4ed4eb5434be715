"""Parts of a sentence that can be read alone.

A sentence is cut at colons, dashes and words such as 'although' or 'which', each part at its commas and semicolons. A
run of neighbouring pieces can be read alone when no word of it is strange and no piece beside it narrows what it speaks
of ("for girls, ...").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.prose.lexicon import claim_words
from extractors.prose.tags import Tag, Token

Tokens = tuple[Token, ...]
_BACK = re.compile(
    r"\b(?:these|those|such|the same)\b(?: \w+){0,3} (?:cases|files|assessments|plans|reviews)\b"
    r"|\b(?:in|of|for|among) (?:these|those|them)\b(?! of)"
    r"|\bthere\b(?! (?:also )?(?:was|were|is|are|ha[sd]|have|needs?|needed))",
    re.IGNORECASE,
)
_MOST_PIECES = 12
"""A part with more commas is a list, not a statement."""


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens that can be read alone, and what was left out before them."""

    tokens: Tokens
    before: Tokens
    """Without commas."""

    def overlaps(self, other: Run) -> bool:
        """Whether two runs of a part share a token."""
        return self.tokens[0].start < other.tokens[-1].stop and other.tokens[0].start < self.tokens[-1].stop

    def of(self, *tags: Tag) -> list[Token]:
        """The tokens with one of some tags."""
        return [t for t in self.tokens if t.tag in tags]

    def values(self, tag: Tag) -> list[str]:
        """What the tokens of a tag name, each once, in order."""
        return list(dict.fromkeys(v for t in self.tokens if t.tag is tag for v in t.values))


def parts(tokens: Sequence[Token]) -> Iterator[Tokens]:
    """A sentence cut where a clause ends."""
    part: list[Token] = []
    for token in tokens:
        if token.tag is Tag.BREAK and token.text != ";":
            yield tuple(part)
            part = []
        else:
            part.append(token)
    yield tuple(part)


def runs(part: Tokens, heads: Sequence[Tag]) -> Iterator[Run]:
    """The runs of a part that can be read alone and hold one of some tags, the longest first."""
    pieces = pieces_of(part)
    if len(pieces) > _MOST_PIECES:
        return
    spans = [(i, j) for i in range(len(pieces)) for j in range(i + 1, len(pieces) + 1)]
    for i, j in sorted(spans, key=lambda span: span[0] - span[1]):
        tokens = tuple(t for piece in pieces[i:j] for t in piece)
        beside = [*pieces[:i], *pieces[j:]]
        if any(t.tag is Tag.STRANGE for t in tokens) or any(map(narrows, beside)):
            continue
        if any(t.tag in heads for t in tokens):
            yield Run(tokens[:-1] if _parts_pieces(tokens[-1]) else tokens, _worded(pieces[:i]))


def shortened(part: Tokens, heads: Sequence[Tag]) -> Iterator[Run]:
    """The beginnings of a part up to an 'and', the longest first, where no head stands after it."""
    for index in range(len(part) - 1, 0, -1):
        if part[index].text.lower() == "and" and not any(t.tag in heads for t in part[index:]):
            yield from runs(part[:index], heads)


def points_back(tokens: Tokens) -> bool:
    """Whether the words speak of cases that were named before: 'these six cases', 'of those'."""
    return _BACK.search(" ".join(t.text for t in tokens)) is not None


def pieces_of(part: Tokens) -> list[Tokens]:
    """The pieces of a part, each with the comma that ends it."""
    out: list[list[Token]] = [[]]
    for token in part:
        out[-1].append(token)
        if _parts_pieces(token):
            out.append([])
    return [tuple(piece) for piece in out if any(not _parts_pieces(t) for t in piece)]


def _parts_pieces(token: Token) -> bool:
    return token.tag in (Tag.COMMA, Tag.BREAK)


def _worded(pieces: Sequence[Tokens]) -> Tokens:
    return tuple(t for piece in pieces for t in piece if not _parts_pieces(t))


def narrows(piece: Tokens) -> bool:
    """Whether a piece may narrow what is beside it: it begins with a preposition and does not just name a domain."""
    first = piece[0].text.lower().split()[0]
    if first == "and" and len(piece) > 1:
        first = piece[1].text.lower().split()[0]
    plain = all(t.tag in (Tag.FRAME, Tag.DOMAIN) or _parts_pieces(t) for t in piece)
    return first in claim_words().frame.restrictors and not plain
