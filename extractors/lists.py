"""List items: bullets and numbered items, over line ends, columns and page breaks.

Signals, most authoritative first: (1) the marker that hangs before an item; (2) the left edge to which its later lines
return; (3) line spacing, where an item's later lines stand under its marker or where the marker is not text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.page import Segment
from extractors.text import join_lines
from extractors.words import Vocabulary

_ENDS = (".", "!", "?", ":", ";")
COLUMN = 60.0
"""Points by which two left edges differ at least where they are those of two columns."""
_OPEN_WORDS = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "our", "the", "to", "with")
)
"""Words that no sentence ends in."""


@dataclass(slots=True)
class Item:
    """One list item as it grows."""

    marker: str
    marker_x0: float
    lines: list[Segment]
    inner: str = ""
    """The marker of the items that hang deeper within this one; empty where none do."""

    def text(self, vocabulary: Vocabulary) -> str:
        """The item as a reader would copy it."""
        return join_lines([s.text for s in self.lines], vocabulary)

    passed: bool = False
    """Whether lines of another column came after its last line: then only its own left edge goes on with it."""

    def takes(self, line: Segment, body: float, edges: frozenset[tuple[int, int]] = frozenset()) -> bool:
        """Whether a line without a marker goes on with this item.

        `edges` are the pages and left edges, in whole points, at which items begin: only items stand there.
        """
        last, first = self.lines[-1], self.lines[0]
        if line.size > 1.12 * max(first.size, body) or line.bold and not first.bold:
            return False
        ended = last.text.endswith(_ENDS)
        if _breaks(last, line):
            same_edge = abs(line.x0 - first.x0) < 5
            if not self.passed and any((line.page, round(line.x0) + d) in edges for d in (-1, 0, 1)):
                return True
            return same_edge or not (ended or self.passed) and _goes_on(last, line)
        if abs(line.middle - last.middle) < 0.4 * line.size:  # a wide space in a justified line
            return 0 < line.x0 - last.x1 < 3 * line.size
        gap = line.top - last.bottom
        if abs(line.x0 - first.x0) < 5 or abs(line.x0 - self._edge()) < 5:
            return gap < 1.6 * line.size
        if abs(line.x0 - last.x0) < 5:  # a second line of an item that hangs deeper
            return gap < 0.6 * line.size
        if abs(line.x0 - self.marker_x0) < 5:  # later lines return to the marker's edge
            return gap < self._tight(line)
        return False

    def _edge(self) -> float:
        """Left edge of the item's lines in the column that its last line stands in."""
        at = len(self.lines) - 1
        while at > 0 and not _breaks(self.lines[at - 1], self.lines[at]):
            at -= 1
        return self.lines[at].x0 if at else self.lines[0].x0

    def moved(self) -> float:
        """How far the column in which this item goes on stands from the one in which it began; 0 in the same one."""
        across = self.lines[-1].x0 - self.lines[0].x0
        return across if not self.inner and abs(across) > COLUMN else 0.0

    def _tight(self, line: Segment) -> float:
        """The widest gap that this item's own lines have between them, with a little slack."""
        if len(self.lines) < 2 or self.lines[-1].page != self.lines[-2].page:
            return 0.4 * line.size
        return self.lines[-1].top - self.lines[-2].bottom + 0.12 * line.size


def item_edges(lines: Iterable[Segment]) -> frozenset[tuple[int, int]]:
    """The pages and left edges, in whole points, at which lines with a marker begin."""
    return frozenset((s.page, round(s.x0)) for s in lines if s.marker)


def _breaks(last: Segment, line: Segment) -> bool:
    """Whether a column or a page ends between two lines."""
    return line.page != last.page or line.top < last.top - 0.6 * last.size


def _goes_on(last: Segment, line: Segment) -> bool:
    """Whether the words of a line go on with a sentence that the line before it leaves open."""
    open_ = last.text.endswith(",") or last.text.rpartition(" ")[2].casefold() in _OPEN_WORDS
    return line.text[:1].islower() or line.text[:1].isdigit() or open_


class ListReader:
    """Collects items from lines that come one by one."""

    def __init__(self, body: float, edges: frozenset[tuple[int, int]] = frozenset()) -> None:
        """Begin an empty list; `body` is the size of most of the text, `edges` are as for `Item.takes`."""
        self.items: list[Item] = []
        self._edges = edges
        self._body = body
        self._open = False

    def feed(self, line: Segment) -> bool:
        """Take a line; False where it belongs to no item."""
        if line.marker:
            self._begin(line)
            return True
        if self._open and self.items[-1].takes(line, self._body, self._edges):
            self.items[-1].lines.append(line)
            return True
        if self._open:
            self.items[-1].passed = True
            self._open = not self._in_column(line)
        return False

    def _in_column(self, line: Segment) -> bool:
        """Whether a line stands in the column of the last item, so that it ends that item."""
        item = self.items[-1]
        return line.x1 > item.marker_x0 - 60 and line.x0 < max(s.x1 for s in item.lines) + 4

    def _begin(self, line: Segment) -> None:
        """Open an item; one that hangs deeper goes on with the item above it."""
        parent = self.items[-1] if self.items else None
        if parent is not None and self._open and self._is_nested(parent, line):
            parent.lines.append(line)
            parent.inner = line.marker
            return
        self.items.append(Item(line.marker, line.marker_x0, [line]))
        self._open = True

    @staticmethod
    def _is_nested(parent: Item, line: Segment) -> bool:
        deeper = line.marker_x0 - parent.marker_x0 - parent.moved()
        if line.page - parent.lines[-1].page not in (0, 1):
            return False
        if line.marker == parent.inner != parent.marker:  # they go on, be it in the next column
            return True
        if not 8 < deeper < COLUMN:
            return False
        return line.marker != parent.marker or line.marker_x0 - parent.moved() > parent.lines[0].x0 - 2


def usual_pitch(lines: Sequence[Segment]) -> float:
    """Points from one line of a sentence to the next, as most have it; infinite where no sentence goes on."""
    steps = Counter(
        round(2 * (b.top - a.top)) / 2
        for a, b in zip(lines, lines[1:], strict=False)
        if a.page == b.page and abs(a.x0 - b.x0) < 2 and b.text[:1].islower() and not a.text.endswith(_ENDS)
    )
    return steps.most_common(1)[0][0] if steps else float("inf")


def unmarked_items(lines: Sequence[Segment], usual: float = float("inf")) -> list[Item]:
    """Items of a list without markers: parted by spacing, or where a line ends a sentence short of the edge.

    `usual` is the report's own pitch of lines, for a list none of whose items has a second line.
    """
    items: list[Item] = []
    if not lines:
        return items
    edge = max(s.x1 for s in lines)
    pitches = [b.top - a.top for a, b in zip(lines, lines[1:], strict=False) if a.page == b.page and b.top > a.top]
    pitch = min(pitches, default=0.0)
    if pitches and max(pitches) < 1.18 * pitch:  # each item is one line, or all of them are one item
        pitch = min(pitch, usual)
    for line in lines:
        last = items[-1].lines[-1] if items else None
        if last is None or _parts(last, line, pitch, edge):
            items.append(Item("", line.x0, [line]))
        else:
            items[-1].lines.append(line)
    return items


def _parts(last: Segment, line: Segment, pitch: float, edge: float) -> bool:
    if line.page == last.page and line.middle > last.middle:
        if line.top - last.top > 1.18 * pitch:
            return True
        return last.text.endswith(_ENDS) and last.x1 < edge - 6 * last.size
    return last.text.endswith(_ENDS) and not line.text[:1].islower()
