"""What a page is made of once it is read: runs of glyphs, words, segments and pages.

Coordinates are points from the top left of the page as a reader holds it. Where a page's text is set sideways, words
stand in the turned page, so that lines run from left to right; `Page.evidence` turns boxes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from schemas.base import Evidence


@dataclass(frozen=True, slots=True)
class Glyph:
    """Letters that touch, with their advance box; `space` tells whether the file has a space character before them."""

    text: str
    x0: float
    x1: float
    space: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one style on one baseline, in the file's order."""

    glyphs: tuple[Glyph, ...]
    baseline: float
    top: float
    bottom: float
    size: float
    bold: bool
    symbol: bool
    """Set in a symbol font: a pictogram, not a word."""


@dataclass(frozen=True, slots=True)
class Word:
    """One printed word."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    symbol: bool = False
    mark: bool = False
    """A raised footnote mark: it stands beside a word and is no part of it."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one line that stand together: a line of prose, or the part of a line that is in one cell."""

    words: tuple[Word, ...]
    page: int
    marker: str = ""
    """The bullet or number that hangs before the text; empty where there is none."""
    marker_x0: float = 0.0
    text: str = field(init=False, default="")
    x0: float = field(init=False, default=0.0)
    top: float = field(init=False, default=0.0)
    x1: float = field(init=False, default=0.0)
    bottom: float = field(init=False, default=0.0)
    size: float = field(init=False, default=0.0)
    bold: bool = field(init=False, default=False)
    footnote: bool = field(init=False, default=False)
    """It opens with a raised mark, as the text of a footnote does."""

    def __post_init__(self) -> None:
        plain = [w for w in self.words if not (w.mark or w.symbol)] or list(self.words)
        put = object.__setattr__
        put(self, "text", " ".join(w.text for w in self.words if not (w.mark or w.symbol)))
        put(self, "x0", min(w.x0 for w in plain))
        put(self, "top", min(w.top for w in plain))
        put(self, "x1", max(w.x1 for w in plain))
        put(self, "bottom", max(w.bottom for w in plain))
        put(self, "size", max(w.size for w in plain))
        put(self, "bold", all(w.bold for w in plain))
        put(self, "footnote", self.words[0].mark)

    @property
    def middle(self) -> float:
        """Height of the line's middle."""
        return (self.top + self.bottom) / 2

    def part(self, start: int, stop: int | None = None) -> Segment | None:
        """The words from `start` to `stop` as a segment of their own; None where there are none."""
        words = self.words[start:stop]
        return Segment(words, self.page) if words else None


@dataclass(frozen=True, slots=True)
class Picture:
    """The box of an image, or of a shape drawn with lines."""

    x0: float
    top: float
    x1: float
    bottom: float
    drawn: bool = False

    def joins(self, other: Picture) -> bool:
        """Whether two shapes share an upright edge, as the cells of a table do."""
        level = self.top < other.bottom and self.bottom > other.top
        return level and (abs(self.x0 - other.x1) < 2 or abs(self.x1 - other.x0) < 2)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its segments from top to bottom, without regard to columns."""

    number: int
    width: float
    height: float
    segments: tuple[Segment, ...]
    pictures: tuple[Picture, ...] = ()
    turn: int = 0
    """Quarter turns (clockwise, 0 to 3) by which the reader's page was turned to set its text upright."""

    def evidence(self, parts: Iterable[Segment | Word | Picture]) -> Evidence:
        """The box round some parts of this page, as the reader sees the page."""
        boxes = [(p.x0, p.top, p.x1, p.bottom) for p in parts]
        x0, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
        x1, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
        if self.turn == 1:
            x0, top, x1, bottom = top, self.width - x1, bottom, self.width - x0
        elif self.turn == 2:
            x0, top, x1, bottom = self.width - x1, self.height - bottom, self.width - x0, self.height - top
        elif self.turn == 3:
            x0, top, x1, bottom = self.height - bottom, x0, self.height - top, x1
        return Evidence(page=self.number, x0=round(x0, 2), top=round(top, 2), x1=round(x1, 2), bottom=round(bottom, 2))


@dataclass(frozen=True, slots=True)
class RoughPage:
    """A page's runs and pictures, before words are made of them."""

    width: float
    height: float
    runs: tuple[Run, ...]
    pictures: tuple[Picture, ...]
    turn: int
    """Quarter turns clockwise by which it was turned to set its text upright."""


def evidence(pages: Sequence[Page], segments: Iterable[Segment]) -> tuple[Evidence, ...]:
    """Boxes of some segments, one a page, in reading order. `pages` is the whole report, page 1 first."""
    by_page: dict[int, list[Segment]] = {}
    for segment in segments:
        by_page.setdefault(segment.page, []).append(segment)
    return tuple(pages[number - 1].evidence(parts) for number, parts in by_page.items())
