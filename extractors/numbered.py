"""Numbers that stand in a cell or a circle of their own before the text that they number.

Signals, most authoritative first: (1) lone numbers that count on by one; (2) text that begins to their right at their
height. A column to the right of that text, under a heading of its own, says whom each item is for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.labels import labels
from extractors.page import Segment
from extractors.text import fold

FARTHEST = 60.0
"""Points from a number to its text at most."""


def in_rows(lines: Sequence[Segment]) -> Iterator[tuple[Segment, list[Segment]]]:
    """The same lines, each number as the marker of the text beside it, and with them the cell for their addressee.

    Lines come unchanged where no numbers stand alone; the cell is empty where a row has none.
    """
    parted = [part for line in lines for part in _parted(line)]
    numbers = _counting(parted)
    if numbers:
        lines = parted
    heads = [s for s in lines if fold(s.text) in labels().tables["addressee"]] if numbers else []
    edge = min((h.x0 for h in heads), default=1e9) - 4
    cells = [s for s in lines if s.x0 >= edge and any(s.page == n.page for n in numbers)]
    aside = {id(s) for s in (*numbers, *cells, *heads)}
    text = [s for s in lines if id(s) not in aside]
    firsts = {id(first): n for n in numbers if (first := _first_line(n, text)) is not None}
    if len(firsts) < len(numbers) or not numbers:
        yield from ((line, []) for line in lines)
        return
    for line in text:
        number = firsts.get(id(line))
        if number is None:
            yield line, []
            continue
        later = [s.top for s in text if id(s) in firsts and s.page == line.page and s.top > line.top]
        stop = min(later, default=1e9)
        cell = [s for s in cells if s.page == line.page and line.top - 4 <= s.top < stop - 4 and s not in heads]
        marked = Segment(line.words, line.page, f"{number.text}.", number.x0)
        yield marked, sorted(cell, key=lambda s: s.top)


def _parted(line: Segment) -> Iterator[Segment]:
    """A line without the small number that opens it, and that number: it may stand on a disc, not for a footnote."""
    first = line.words[0]
    if first.mark and first.text.isdecimal() and len(line.words) > 1:
        yield Segment((replace(first, mark=False),), line.page)
        yield Segment(line.words[1:], line.page)
    else:
        yield line


def _counting(lines: Sequence[Segment]) -> list[Segment]:
    """The lone numbers among some lines, from top to bottom, where they count on by one or begin anew; else none."""
    alone = [s for s in lines if s.text.isdecimal() and len(s.text) < 3 and not s.marker]
    alone.sort(key=lambda s: (s.page, s.top))
    values = [int(s.text) for s in alone]
    counts = all(after in (before + 1, 1) for before, after in zip([0, *values], values, strict=False))
    return alone if counts else []


def _first_line(number: Segment, lines: Sequence[Segment]) -> Segment | None:
    """The first line of the text beside a number: at its height, or the top of the cell whose middle it is at."""
    near = [s for s in lines if s.page == number.page and -1 <= s.x0 - number.x1 < FARTHEST and not s.marker]
    level = [s for s in near if s.top < number.bottom - 1 and s.bottom > number.top + 1]
    if not level:
        return None
    first = min(level, key=lambda s: (abs(s.top - number.top) > 0.5 * number.size, s.top))
    if abs(first.top - number.top) <= 0.5 * number.size:
        return first
    for line in sorted((s for s in near if s.top < first.top and abs(s.x0 - first.x0) < 2), key=lambda s: -s.top):
        if first.top - line.bottom > 0.5 * first.size:
            break
        first = line
    return first
