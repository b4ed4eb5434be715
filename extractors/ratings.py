"""Ratings as they are printed: alone in a cell, over two lines, or at the end of a labelled line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.labels import labels
from extractors.page import Segment
from extractors.text import fold
from schemas.base import Rating
from schemas.framework import Framework

_GLUED_MARK = re.compile(r"(?<=[A-Za-z])\d{1,2}$")
LOWER_MAX = 3
"""Most lines below the first that a narrow cell makes of one rating."""
LINE_MIN = 45
"""Characters of the shortest line of prose that goes on in the next."""
_LONGEST = 6
"""Most scraps that kerning leaves of one rating."""


@dataclass(frozen=True, slots=True)
class RatingCell:
    """One printed rating and the segments that print it."""

    rating: Rating
    printed: str
    segments: tuple[Segment, ...]

    @property
    def page(self) -> int:
        """Page on which it begins."""
        return self.segments[0].page

    @property
    def top(self) -> float:
        """Upper edge, on the page on which it begins."""
        return min(s.top for s in self.segments if s.page == self.page)

    @property
    def bottom(self) -> float:
        """Lower edge, on the page on which it begins."""
        return max(s.bottom for s in self.segments if s.page == self.page)

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.top + self.bottom) / 2

    @property
    def x0(self) -> float:
        """Left edge."""
        return min(s.x0 for s in self.segments)

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(s.x1 for s in self.segments)


@lru_cache
def _spellings(framework_id: str, spellings: tuple[tuple[str, Rating], ...]) -> dict[str, tuple[str, Rating]]:
    """Folded spelling to its printed form and rating; the official form wins where two fold alike."""
    return {fold(text): (text, rating) for text, rating in reversed(spellings)}


class RatingReader:
    """Reads the ratings of one framework's scale."""

    def __init__(self, framework: Framework) -> None:
        """Know the scale's spellings, folded."""
        self._known = _spellings(framework.id, tuple(framework.spellings.items()))

    def whole(self, text: str) -> tuple[Rating, str] | None:
        """The rating that a text is, with its printed form; None where it is anything else."""
        found = self._known.get(fold(text)) or self._known.get(fold(_GLUED_MARK.sub("", text)))
        return (found[1], _respell(text, found[0])) if found else None

    def at_end(self, segment: Segment) -> tuple[Segment | None, RatingCell] | None:
        """Split a segment that ends in a rating into what stands before it (None: nothing) and the rating."""
        words = [i for i, w in enumerate(segment.words) if not (w.mark or w.symbol)]
        for count in range(1, min(_LONGEST, len(words)) + 1):
            start = words[-count]
            found = self.whole(" ".join(segment.words[i].text for i in words[-count:]))
            if found:
                tail = segment.part(start)
                assert tail is not None  # noqa: S101 - `start` is one of its words
                return segment.part(0, start), RatingCell(found[0], found[1], (tail,))
        return None

    def cells(self, segments: Sequence[Segment]) -> Iterator[RatingCell]:
        """Ratings that stand alone in a cell, or behind nothing but 'Rating:'; in the order given."""
        used: set[int] = set()
        for index, segment in enumerate(segments):
            if index in used or segment.marker:
                continue
            whole = self.whole(segment.text)
            if whole:
                if not _ends_a_sentence(segment, segments[index - 1] if index else None):
                    yield RatingCell(whole[0], whole[1], (segment,))
                continue
            split = self.at_end(segment)
            if split and (split[0] is None or fold(split[0].text) in labels().fields["rating_lead"]):
                yield split[1]
                continue
            rest = self._lower_lines(segment, segments)
            found = self.whole(" ".join([segment.text, *(lower.text for _, lower in rest)]))
            if rest and found:
                used.update(other for other, _ in rest)
                yield RatingCell(found[0], found[1], (segment, *(lower for _, lower in rest)))

    def _lower_lines(self, upper: Segment, segments: Sequence[Segment]) -> list[tuple[int, Segment]]:
        """The further lines of a rating that a narrow cell breaks, with their positions; none where it is no rating."""
        head, last = fold(upper.text), upper
        rest: list[tuple[int, Segment]] = []
        while head and head not in self._known and len(rest) < LOWER_MAX:
            below = self._line_below(last, head, segments)
            if below is None:
                return []
            rest.append(below)
            last = below[1]
            head += fold(_GLUED_MARK.sub("", last.text))
        return rest

    def _line_below(self, upper: Segment, head: str, segments: Sequence[Segment]) -> tuple[int, Segment] | None:
        """The next line of a rating that begins with `head`: its position, and the words that belong to the rating.

        The line may run together with the cell to its left; then only the words under the first line count.
        """
        if not any(text.startswith(head) and text != head for text in self._known):
            return None
        for other, lower in enumerate(segments):
            if lower.page != upper.page or lower is upper or lower.middle <= upper.middle:
                continue
            if lower.top - upper.bottom >= 0.9 * upper.size or lower.x1 <= upper.x0 or lower.x0 >= upper.x1:
                continue
            start = next((i for i, w in enumerate(lower.words) if w.x0 > upper.x0 - 0.4 * upper.size), None)
            under = lower if start == 0 or start is None else lower.part(start)
            for part in (lower, under):
                if part is not None and self._goes_on(head, part):
                    return other, part
        return self._over_the_page(upper, head, segments)

    def _goes_on(self, head: str, part: Segment) -> bool:
        """Whether a rating that begins with `head` goes on with a line."""
        text = fold(_GLUED_MARK.sub("", part.text))
        return bool(text) and any(known.startswith(head + text) for known in self._known)

    def _over_the_page(self, upper: Segment, head: str, segments: Sequence[Segment]) -> tuple[int, Segment] | None:
        """The next line of a rating that a page break cuts: the first in its column on the next page."""
        below = [
            (lower.top, other)
            for other, lower in enumerate(segments)
            if lower.page == upper.page + 1 and _in_one_column(upper, lower)
        ]
        for _, other in sorted(below)[:3]:
            if self._goes_on(head, segments[other]):
                return other, segments[other]
        return None


def _in_one_column(upper: Segment, lower: Segment) -> bool:
    """Whether two lines share their left edge or, set centred, their middle."""
    return abs(lower.x0 - upper.x0) < 4 or abs(lower.x0 + lower.x1 - upper.x0 - upper.x1) < 8


def _ends_a_sentence(segment: Segment, above: Segment | None) -> bool:
    """Whether a text is the last line of the sentence that the line above it begins, and so no cell.

    That line is long, ends in no stop, and is set as this one and tightly above it.
    """
    if above is None or above.page != segment.page:
        return False
    if len(above.text) < LINE_MIN or above.text.endswith((".", ":", "?")):
        return False
    alike = above.bold == segment.bold and abs(above.size - segment.size) < 0.3
    edge = abs(above.x0 - segment.x0) < 2
    return alike and edge and -1 < segment.top - above.bottom < 0.6 * segment.size


def _respell(text: str, known: str) -> str:
    """The official or variant spelling with the capitals that were printed."""
    letters = [c for c in text if c.isalpha()]
    out = []
    position = 0
    for char in known:
        if char.isalpha() and position < len(letters):
            out.append(letters[position])
            position += 1
        else:
            out.append(char)
    return "".join(out)
