"""Cells that a page sets so close that only a column's left edge parts them.

A name that fills its column nearly touches the rating beside it. Signals, most authoritative first: (1) the word begins
where other ratings of the page begin; (2) it and all that follows it are words of a rating.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.labels import labels
from extractors.page import Segment

EDGE = 0.7
"""Points by which the left edges of one column differ at most."""


def with_rating_cells(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The same segments; one that runs into the page's column of ratings is cut at that column's left edge."""
    edges = [s.x0 for s in segments if not s.marker and labels().is_rating_word(s.text)]
    if len(edges) < 2:
        return tuple(segments)
    return tuple(part for segment in segments for part in _cut(segment, edges))


def _cut(segment: Segment, edges: Sequence[float]) -> Iterator[Segment]:
    for index, word in enumerate(segment.words):
        if not index or sum(abs(word.x0 - edge) < EDGE for edge in edges) < 2:
            continue
        tail = Segment(segment.words[index:], segment.page)
        longer = f"{segment.words[index - 1].text} {tail.text}"
        if labels().is_rating_word(tail.text) and not labels().is_rating_word(longer):
            yield Segment(segment.words[:index], segment.page, segment.marker, segment.marker_x0)
            yield tail
            return
    yield segment
