"""From glyphs to rows of cells and tokens, by geometry alone.

Signals, most authoritative first: (1) baselines make rows; (2) the advance gap between glyphs, in ems and less the
line's own letter spacing, parts words and cells; (3) a space character in the file and the vocabulary decide gaps
in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from extractors.page import Glyph, Run
from extractors.text import HYPHENS, LIGATURES, UNREADABLE

JOIN_EM, SPACE_EM, CELL_EM = 0.07, 0.20, 0.85
"""Below the first a gap is within a word, from the second on it is a space, from the third on another cell begins."""
WIDEST_SPACE_EM = 2.6
"""No space of a justified line is wider."""
NARROW = 0.75
"""Share of a page's usual space that is surely a space; kerning takes a little from some."""
EVEN = 2.2
"""The spaces of a justified line differ by less than this factor."""
EVEN_SIDE = 1.5
"""So do a space and those on one side of it, where another column with other spaces begins on the other side."""
MIDDLE_EM = (JOIN_EM + SPACE_EM) / 2
LEANING = 40.0
"""Score of an em of gap beyond the middle, in favour of a space; see `Vocabulary.resolve`."""
SAID, SWORN = 1.5, 20.0
"""Score of a space character in the file, and of one on a page whose space characters never stand inside a word."""
RAISED_MAX = 0.86
"""Size of a raised mark, as a share of its line's, at most: browsers set theirs at five sixths."""
MARK = re.compile(r"^[\d,*†‡§\[\]]{1,5}$")
TORN_HYPHEN = re.compile(r"(?<=[^\W_])\u0002(?=[^\W_])")
"""What pdfium gives for the hyphen of a compound where a text object ends behind it."""
SUPERSCRIPTS = str.maketrans("", "", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Token:
    """Pieces of print between two sure spaces; between the pieces stand gaps in doubt."""

    pieces: list[list[tuple[Glyph, Run]]] = field(default_factory=lambda: [[]])
    leanings: list[float] = field(default_factory=list)
    mark: bool = False

    def texts(self) -> list[str]:
        """The pieces' letters."""
        return ["".join(g.text for g, _ in piece) for piece in self.pieces]


@dataclass(slots=True)
class Row:
    """One line across the page, before words are certain: cells of tokens."""

    cells: list[list[Token]]

    def sure_words(self) -> Iterator[str]:
        """The words that no gap in doubt touches."""
        for cell in self.cells:
            for token in cell:
                if len(token.pieces) == 1 and not token.mark:
                    word = clean(token.texts()[0])
                    if word[-1:] not in HYPHENS:
                        yield word


def clean(text: str) -> str:
    """A word as a reader would copy it: ligatures resolved, no superscripts, no soft hyphen but at its end.

    A letter whose meaning the font does not tell becomes U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.translate(LIGATURES).translate(SUPERSCRIPTS)
    body, end = text[:-1], text[-1:]
    body = TORN_HYPHEN.sub("-", body).replace("\u00ad", "").replace("\ufffe", "").replace("\u200b", "")
    return UNREADABLE.sub("\ufffd", body) + (end if end in HYPHENS else UNREADABLE.sub("\ufffd", end))


def sketch(runs: Sequence[Run]) -> list[Row]:
    """The rows of a page from top to bottom."""
    rows = _rows(run for run in runs if run.size > 0)
    raised = _raise_marks(rows)
    lines = [_Line.of(row, raised.get(index, [])) for index, row in enumerate(rows) if row]
    spaces = _Spaces.of(runs, lines)
    return [Row(_cells(line, spaces)) for line in lines]


def _rows(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs that share a baseline, rows from top to bottom."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: r.baseline):
        for row in reversed(rows[-6:]):
            head = row[0]
            if abs(run.baseline - head.baseline) <= 0.18 * min(run.size, head.size):
                row.append(run)
                break
        else:
            rows.append([run])
    return rows


def _raise_marks(rows: list[list[Run]]) -> dict[int, list[Run]]:
    """Take small raised runs out of their rows; returns them by the index of the row that they belong to."""
    raised: dict[int, list[Run]] = {}
    for index, row in enumerate(rows):
        for run in list(row):
            host = _host(run, rows, index)
            if host is not None:
                row.remove(run)
                raised.setdefault(host, []).append(run)
    return raised


def _host(run: Run, rows: list[list[Run]], index: int) -> int | None:
    if sum(len(g.text) for g in run.glyphs) > 5:
        return None
    left, right = run.glyphs[0].x0, run.glyphs[-1].x1
    for other in range(index, min(index + 6, len(rows))):
        for near in rows[other]:
            rise = near.baseline - run.baseline
            if near is run or run.size > RAISED_MAX * near.size or not 0.08 * near.size < rise < 0.7 * near.size:
                continue
            first, last = near.glyphs[0].x0, near.glyphs[-1].x1
            if first - 1.0 * near.size <= right and left <= last + 0.6 * near.size:
                return other
    return None


@dataclass(frozen=True, slots=True)
class _Spaces:
    """What the space characters of a page and the gaps beside them say of each other."""

    gaps_are_true: bool
    """Whether most spaces have a gap: where they have none, the fonts' widths are not to be trusted."""
    weight: float
    """Score of a space character where a gap is in doubt."""
    width: float = SPACE_EM
    """Ems from which on a gap is a space."""

    @classmethod
    def of(cls, runs: Sequence[Run], lines: Sequence[_Line]) -> _Spaces:
        """Compare the space characters with the gaps that they stand in, within runs and within lines."""
        spaced = closed = 0
        for run in runs:
            for before, glyph in zip(run.glyphs, run.glyphs[1:], strict=False):
                if glyph.space:
                    spaced += 1
                    closed += glyph.x0 - before.x1 < JOIN_EM * run.size
        open_ = sum(line.open_gaps() for line in lines)
        sworn = spaced >= 20 and max(closed, open_) < 0.005 * spaced + 1
        widths = [gap for line in lines for gap in line.gaps if MIDDLE_EM < gap < 0.5]
        width = min(SPACE_EM, NARROW * median(widths)) if len(widths) >= 20 else SPACE_EM
        return cls(spaced < 20 or closed < 0.6 * spaced, SWORN if sworn else SAID, width)


@dataclass(frozen=True, slots=True)
class _Set:
    """A glyph as it is set in its row."""

    glyph: Glyph
    run: Run
    mark: bool = False
    """Raised and small, so that it may be a footnote's mark."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row's glyphs from left to right, with the gap before each in ems."""

    items: list[_Set]
    gaps: list[float]

    @classmethod
    def of(cls, row: list[Run], raised: list[Run]) -> _Line:
        """Put a row and the marks raised over it in order."""
        items = [_Set(g, run) for run in row for g in run.glyphs]
        items += [_Set(g, run, mark=True) for run in raised for g in run.glyphs]
        items = _without_doubles(sorted(items, key=lambda item: item.glyph.x0))
        return cls(items, _gaps(items))

    def open_gaps(self) -> int:
        """How many gaps in doubt have no space character: inside words, where a page tears them apart."""
        pairs = zip(self.items[1:], self.gaps[1:], strict=True)
        return sum(JOIN_EM <= gap < SPACE_EM and not (item.glyph.space or item.mark) for item, gap in pairs)


def _cells(whole: _Line, spaces: _Spaces) -> list[list[Token]]:
    """Split a row's glyphs into cells and tokens."""
    line, gaps = whole.items, whole.gaps
    cells: list[list[Token]] = [[Token()]]
    for index, item in enumerate(line):
        if index:
            before = line[index - 1]
            if _parts_cells(gaps, index, item.glyph.space):
                cells.append([Token()])
            elif item.mark or before.mark:
                _next_to_mark(cells, before, item, gaps[index])
            else:
                _part(cells, gaps[index], item.glyph.space, spaces, symbol=item.run.symbol != before.run.symbol)
        cells[-1][-1].pieces[-1].append((item.glyph, item.run))
        if item.mark:
            cells[-1][-1].mark = True
    for cell in cells:
        _settle_marks(cell)
    return cells


def _gaps(line: Sequence[_Set]) -> list[float]:
    """The gap before each glyph in ems, less the line's letter spacing; nought before the first."""
    tracking = _tracking(line)
    gaps = [0.0]
    for before, item in zip(line, line[1:], strict=False):
        em = max(item.run.size, before.run.size)
        gaps.append((item.glyph.x0 - before.glyph.x1) / em - tracking)
    return gaps


def _parts_cells(gaps: Sequence[float], index: int, space: bool) -> bool:
    """Whether a gap parts cells: wide, and not one of the even wide spaces of a justified line."""
    gap = gaps[index]
    if gap < CELL_EM:
        return False
    if gap > WIDEST_SPACE_EM:
        return True
    before = [g for g in gaps[max(1, index - 40) : index] if SPACE_EM <= g <= WIDEST_SPACE_EM][-3:]
    after = [g for g in gaps[index + 1 : index + 40] if SPACE_EM <= g <= WIDEST_SPACE_EM][:3]
    if any(len(side) > 1 and max(gap, *side) < EVEN_SIDE * min(gap, *side) for side in (before, after)):
        return False
    near = sorted(before + after)
    trimmed = near[1:-1] if len(near) > 3 else near  # a kerned pair or a comma may spoil one space
    even = len(trimmed) > 1 and trimmed[-1] < EVEN * trimmed[0]
    return not even or gap > EVEN * median(near)


def _next_to_mark(cells: list[list[Token]], before: _Set, item: _Set, gap: float) -> None:
    """A mark is a token of its own; so is what follows it."""
    if before.mark and item.mark and gap < SPACE_EM:
        return
    cells[-1].append(Token())


def _settle_marks(cell: list[Token]) -> None:
    """Put back into its word a raised token that is no footnote mark, such as `st` in `1st`."""
    index = 0
    while index < len(cell):
        token = cell[index]
        if token.mark and not MARK.match(token.texts()[0].strip()):
            token.mark = False
            if index:
                cell[index - 1].pieces[-1].extend(token.pieces[0])
                del cell[index]
                continue
        index += 1


def _part(cells: list[list[Token]], gap: float, space: bool, spaces: _Spaces, symbol: bool) -> None:
    """Open a new token or piece for the next glyph, as the gap before it asks."""
    if gap >= spaces.width or symbol or (not spaces.gaps_are_true and space):
        cells[-1].append(Token())
    elif gap >= JOIN_EM and spaces.gaps_are_true:
        leaning = LEANING * (gap - MIDDLE_EM) + (spaces.weight if space else 0.0)
        cells[-1][-1].leanings.append(leaning)
        cells[-1][-1].pieces.append([])


def _without_doubles(line: list[_Set]) -> list[_Set]:
    """Drop the second print of a glyph that was set twice, slightly shifted, to look bold."""
    out: list[_Set] = []
    for item in line:
        glyph = item.glyph
        shift = 0.3 * max(glyph.x1 - glyph.x0, 0.1)
        if not any(o.glyph.text == glyph.text and abs(o.glyph.x0 - glyph.x0) < shift for o in out[-3:]):
            out.append(item)
    return out


def _tracking(line: Sequence[_Set]) -> float:
    """The line's letter spacing in ems: nought but where most letters stand apart."""
    touching = sum(len(item.glyph.text) - 1 for item in line)
    if touching > len(line):
        return 0.0
    gaps = [
        (item.glyph.x0 - before.glyph.x1) / item.run.size
        for before, item in zip(line, line[1:], strict=False)
        if item.glyph.x0 - before.glyph.x1 < 0.6 * item.run.size
    ]
    if len(gaps) < 4:
        return 0.0
    middle = median([*gaps, *[0.0] * touching])
    return middle if middle > 0.04 else 0.0
