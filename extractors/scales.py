"""Ratings shown by a mark in the column of a scale: headings from Outstanding to Inadequate over the standards.

Signals, most authoritative first: (1) three or more different ratings in one row, in the order of the scale, to the
right of every label on the page; (2) a mark without letters in a label's row, under one of them. The headings
themselves, or a key that looks like them, are no standard's rating.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.anchors import Anchor
from extractors.page import Segment
from extractors.ratings import RatingCell
from schemas.base import Rating

LEAST = 3
"""Fewer ratings than that in a row are no scale."""
_ORDER = list(Rating)
_CROSSES = frozenset("xX")


def read_scales(
    cells: Sequence[RatingCell], anchors: Sequence[Anchor], lines: Sequence[Segment]
) -> tuple[RatingCell, ...]:
    """The rating cells without the headings of scales, and a cell for each mark under one of those headings."""
    scales = list(_scales(cells, anchors))
    if not scales:
        return tuple(cells)
    heads = {id(cell) for scale in scales for cell in scale}
    kept = [c for c in cells if id(c) not in heads]
    return (*kept, *(mark for scale in scales for mark in _marks(scale, scales, lines)))


def _scales(cells: Sequence[RatingCell], anchors: Sequence[Anchor]) -> Iterator[list[RatingCell]]:
    """Rows of different ratings in the order of the scale, in columns in which no label stands."""
    taken: set[int] = set()
    for cell in cells:
        if id(cell) in taken:
            continue
        reach = 1.2 * cell.segments[0].size
        row = [c for c in cells if c.page == cell.page and abs(c.middle - cell.middle) < reach]
        row.sort(key=lambda c: c.x0)
        taken.update(map(id, row))
        places = [_ORDER.index(c.rating) for c in row]
        if len(row) < LEAST or len(set(places)) < len(row) or places not in (sorted(places), sorted(places)[::-1]):
            continue
        labels = [a for a in anchors if a.page == cell.page]
        if all(a.x0 < row[0].x0 - 6 and abs(a.middle - cell.middle) > reach for a in labels):
            yield row


def _marks(
    scale: Sequence[RatingCell], scales: Sequence[Sequence[RatingCell]], lines: Sequence[Segment]
) -> Iterator[RatingCell]:
    """A rating for each mark between a scale and the next one on its page."""
    page, top = scale[0].page, max(c.bottom for c in scale)
    stop = min((s[0].top for s in scales if s[0].page == page and s[0].top > top), default=1e9)
    for line in lines:
        if line.page != page or not top <= line.middle < stop or not _is_mark(line):
            continue
        at = (line.x0 + line.x1) / 2
        head = min(scale, key=lambda c: abs((c.x0 + c.x1) / 2 - at))
        if head.x0 - 6 <= at <= head.x1 + 6:
            yield RatingCell(head.rating, head.printed, (line,))


def _is_mark(line: Segment) -> bool:
    return len(line.text) == 1 and (not line.text.isalnum() or line.text in _CROSSES) and not line.marker
