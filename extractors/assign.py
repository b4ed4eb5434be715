"""Which rating belongs to which standard, by geometry.

Signals, most authoritative first: (1) the rating stands in the label's own line; (2) in its row, on the side on
which the page prints its ratings; (3) in the box below the heading; (4) above the heading; (5) at the top of the
next page.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.anchors import Anchor
from extractors.ratings import RatingCell

BELOW_MAX = 170.0
"""Points below a heading within which its box stands."""
ABOVE_MAX = 40.0
COLUMN_MIN = 40.0
"""Points that part the left edges of two columns of labels at least."""
BESIDE, BELOW, ABOVE, NEXT_PAGE = 0.0, 60.0, 400.0, 800.0
"""Cost of each kind of position, before distance."""


def assign_ratings(anchors: Sequence[Anchor], cells: Sequence[RatingCell]) -> None:
    """Give each anchor the rating that stands nearest, one rating to one anchor; sets `Anchor.rating`."""
    free = {id(c): c for c in cells}
    open_ = [a for a in anchors if a.rating is None]
    left_pages = {page for page in {a.page for a in open_} if _stand_left(page, open_, cells)}
    pairs = []
    for anchor in open_:
        for cell in cells:
            cost = _cost(anchor, cell, anchors, anchor.page in left_pages)
            if cost is not None:
                pairs.append((cost, anchor.index, cell.top, anchor, cell))
    pairs.sort(key=lambda p: p[:3])
    for _, _, _, anchor, cell in pairs:
        if anchor.rating is None and id(cell) in free:
            anchor.rating = cell
            del free[id(cell)]


def _stand_left(page: int, anchors: Sequence[Anchor], cells: Sequence[RatingCell]) -> bool:
    """Whether a page's column of ratings stands left of the labels: more labels have one there than to their right."""
    here = [a for a in anchors if a.page == page]
    near = [c for c in cells if c.page == page]
    sides = [0, 0]
    for anchor in here:
        row = [c for c in near if _in_row(anchor, c) and _clear(anchor, c, here)]
        sides[0] += any(c.x0 >= anchor.x0 for c in row)
        sides[1] += any(c.x0 < anchor.x0 for c in row)
    return sides[1] > sides[0]


def _cost(anchor: Anchor, cell: RatingCell, anchors: Sequence[Anchor], left: bool) -> float | None:
    """How badly a rating fits an anchor; None where it cannot be its rating."""
    page = cell.page
    if page == anchor.page + 1:
        return _next_page(anchor, cell, anchors)
    if page != anchor.page:
        return None
    if _in_row(anchor, cell):
        return _beside(anchor, cell, left) if _clear(anchor, cell, anchors) else None
    if _other_column(anchor, cell, anchors):
        return None
    gap = cell.middle - anchor.bottom
    if 0 <= gap <= BELOW_MAX and not _between(anchor, cell, anchors):
        return BELOW + gap
    gap = anchor.top - cell.middle
    if 0 <= gap <= ABOVE_MAX and not _between(anchor, cell, anchors):
        return ABOVE + gap
    return None


def _other_column(anchor: Anchor, cell: RatingCell, anchors: Sequence[Anchor]) -> bool:
    """Whether a rating stands in another label's column, as in a grid of cards or on a page in columns."""
    middle = (cell.x0 + cell.x1) / 2
    return any(
        other is not anchor
        and other.page == cell.page
        and -ABOVE_MAX <= cell.middle - other.middle <= BELOW_MAX
        and other.x0 <= middle
        and (anchor.x0 + COLUMN_MIN < other.x0 or middle < anchor.x0)
        for other in anchors
    )


def _in_row(anchor: Anchor, cell: RatingCell) -> bool:
    """Whether a rating stands at the height of a label."""
    line = max(s.size for s in anchor.label)
    if abs(cell.top - anchor.top) < 0.5 * line:
        return True  # a rating of more lines than the name, from the same height on
    return abs(cell.middle - anchor.middle) <= max(0.8 * line, 0.55 * (anchor.bottom - anchor.top))


def _clear(anchor: Anchor, cell: RatingCell, anchors: Sequence[Anchor]) -> bool:
    """Whether no other standard's number stands between a label and a rating in its row."""
    low, high = (anchor.x0, cell.x0) if cell.x0 >= anchor.x0 else (cell.x1, anchor.x0)
    reach = 3 * max(abs(cell.middle - anchor.middle), 6)
    return not any(
        other is not anchor
        and other.page == anchor.page
        and abs(other.middle - cell.middle) <= reach
        and low < other.label[0].x0 < high
        for other in anchors
    )


def _beside(anchor: Anchor, cell: RatingCell, left: bool) -> float:
    """Cost of a rating in the label's row; more on the side where the page does not print its ratings."""
    right = cell.x0 >= anchor.x0
    distance = cell.x0 - anchor.x1 if right else anchor.x0 - cell.x1
    off = abs(cell.middle - anchor.middle)
    return BESIDE + off + 0.01 * max(distance, 0.0) + (20.0 if right == left else 0.0)


def _between(anchor: Anchor, cell: RatingCell, anchors: Sequence[Anchor]) -> bool:
    """Whether another standard's label stands between an anchor and a rating above or below it."""
    low, high = sorted((anchor.middle, cell.middle))
    return any(
        other is not anchor
        and other.page == anchor.page
        and other.standard is not anchor.standard
        and low < other.middle < high
        and other.x0 <= max(anchor.x1, cell.x1)
        and other.x1 >= min(anchor.x0, cell.x0)
        for other in anchors
    )


def _next_page(anchor: Anchor, cell: RatingCell, anchors: Sequence[Anchor]) -> float | None:
    """A box that the page break parts from its heading: nothing of another standard lies between."""
    last = all(o is anchor or o.page != anchor.page or o.middle <= anchor.middle for o in anchors)
    first = all(o.page != anchor.page + 1 or o.middle > cell.middle for o in anchors)
    return NEXT_PAGE + cell.top if last and first else None
