"""Print made by hand: glyphs, lines, pages and flows, where a test needs no PDF.

A letter is half its size wide, so that places are easy to reckon.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.flow import Flow
from extractors.page import Glyph, Page, Run, Segment, Word
from extractors.paragraphs import Paragraph, make
from extractors.words import Vocabulary

WIDTH, HEIGHT = 595.0, 842.0
SIZE = 10.0
SPACE = 0.28
"""Ems of the space between two words of a line."""


def word(text: str, x: float, top: float, *, size: float = SIZE, bold: bool = False, mark: bool = False) -> Word:
    return Word(text, x, top, x + 0.5 * size * len(text), top + size, size, bold, mark=mark)


def line(
    text: str,
    x: float = 70.0,
    top: float = 100.0,
    *,
    page: int = 1,
    size: float = SIZE,
    bold: bool = False,
    marker: str = "",
    marks: Sequence[str] = (),
) -> Segment:
    """A segment: its words from `x` on, a marker hanging 15 points before them, footnote marks behind them."""
    words = []
    at = x
    for part in text.split(" "):
        words.append(word(part, at, top, size=size, bold=bold))
        at = words[-1].x1 + SPACE * size
    words += [word(m, words[-1].x1, top - 2, size=0.6 * size, mark=True) for m in marks]
    return Segment(tuple(words), page, marker, x - 15 if marker else 0.0)


def column(
    texts: Iterable[str], x: float = 70.0, top: float = 100.0, *, pitch: float = 12.0, page: int = 1
) -> list[Segment]:
    """Lines one below the other."""
    return [line(text, x, top + pitch * i, page=page) for i, text in enumerate(texts)]


def run(
    text: str,
    x: float = 70.0,
    baseline: float = 100.0,
    *,
    size: float = SIZE,
    bold: bool = False,
    symbol: bool = False,
    gap: float = SPACE,
    spaces: bool = True,
) -> Run:
    """A run as a file sets it: one glyph a word, `gap` ems apart; `spaces` tells whether the file has them too."""
    glyphs = []
    at = x
    for index, part in enumerate(text.split(" ")):
        glyphs.append(Glyph(part, at, at + 0.5 * size * len(part), bool(index) and spaces))
        at = glyphs[-1].x1 + gap * size
    return Run(tuple(glyphs), baseline, baseline - 0.8 * size, baseline + 0.2 * size, size, bold, symbol)


def page(segments: Iterable[Segment], number: int = 1) -> Page:
    return Page(number, WIDTH, HEIGHT, tuple(segments))


def pages(lines: Iterable[Segment]) -> tuple[Page, ...]:
    """The pages that lines stand on, page 1 first."""
    lines = list(lines)
    last = max((s.page for s in lines), default=1)
    return tuple(page((s for s in lines if s.page == n), n) for n in range(1, last + 1))


def flow(lines: Iterable[Segment], body: float = SIZE) -> Flow:
    """A flow of lines in the order given."""
    lines = tuple(lines)
    return Flow(pages(lines), lines, (), (), body)


def paragraph(text: str, index: int = 0) -> Paragraph:
    """A paragraph of one line."""
    return make([line(text)], index, Vocabulary.of([]))
