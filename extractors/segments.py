"""From rows to segments: words decided, markers attached.

Signals, most authoritative first: (1) the gaps that geometry is sure of; (2) the document's vocabulary, where it is
not; (3) a bullet, which opens a segment wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.markers import BULLETS, MARKER, attach_markers
from extractors.page import Glyph, Run, Segment, Word
from extractors.rows import Row, Token, clean
from extractors.text import HYPHENS, LIGATURES
from extractors.words import Vocabulary


def join_segments(rows: Sequence[Row], page: int, vocabulary: Vocabulary) -> tuple[Segment, ...]:
    """The page's segments from top to bottom and left to right, with words decided and markers attached."""
    out: list[Segment] = []
    for row in rows:
        line = [segment for cell in row.cells for segment in _segments(cell, page, vocabulary)]
        out.extend(attach_markers(line))
    return tuple(out)


def _segments(cell: list[Token], page: int, vocabulary: Vocabulary) -> Iterator[Segment]:
    """A cell's words as one segment, or as several where a bullet opens another column's line."""
    words: list[Word] = []
    for token in cell:
        for word in _words(token, vocabulary):
            if words and not (word.mark or word.symbol) and _mends(words[-1], word, vocabulary):
                words[-1] = _glue(words[-1], word)
            elif words and len(word.text) == 1 and word.text in BULLETS:
                yield Segment(tuple(words), page)
                words = [word]
            else:
                words.append(word)
            if len(words) > 2 and vocabulary.mends_three(*(w.text for w in words[-3:])):
                words[-3:] = [_glue(_glue(words[-3], words[-2]), words[-1])]
    if words:
        yield Segment(tuple(words), page)


def _mends(left: Word, right: Word, vocabulary: Vocabulary) -> bool:
    """Whether a space tears a word; what ends in a hyphen is the first half of another."""
    torn = left.mark or left.symbol or right.text[-1] in HYPHENS
    return not torn and vocabulary.mends(left.text, right.text)


def _words(token: Token, vocabulary: Vocabulary) -> Iterator[Word]:
    """The words of a token, gaps in doubt decided."""
    glyphs = [item for piece in token.pieces for item in piece]
    texts = token.texts()
    words = texts if len(texts) == 1 else vocabulary.resolve([t.translate(LIGATURES) for t in texts], token.leanings)
    if len(words) == 1:
        yield from _word(glyphs, token.mark)
        return
    lengths = [len(t.translate(LIGATURES)) for t in texts]
    start, piece = 0, 0
    for text in words:
        length, stop = 0, piece
        while length < len(text):
            length += lengths[stop]
            stop += 1
        count = sum(len(token.pieces[i]) for i in range(piece, stop))
        yield from _word(glyphs[start : start + count], token.mark)
        start, piece = start + count, stop


def _word(glyphs: list[tuple[Glyph, Run]], mark: bool) -> Iterator[Word]:
    text = clean("".join(g.text for g, _ in glyphs))
    if not text.strip() or not glyphs:
        return
    bold = sum(len(g.text) for g, run in glyphs if run.bold) * 2 > len(text)
    symbol = all(run.symbol for _, run in glyphs) and not MARKER.match(text)
    yield Word(
        text=text,
        x0=glyphs[0][0].x0,
        top=min(run.top for _, run in glyphs),
        x1=max(g.x1 for g, _ in glyphs),
        bottom=max(run.bottom for _, run in glyphs),
        size=max(run.size for _, run in glyphs),
        bold=bold,
        symbol=symbol,
        mark=mark,
    )


def _glue(left: Word, right: Word) -> Word:
    return Word(
        left.text + right.text,
        left.x0,
        min(left.top, right.top),
        right.x1,
        max(left.bottom, right.bottom),
        max(left.size, right.size),
        left.bold and right.bold,
    )
