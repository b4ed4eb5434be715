"""The place of each anchor: summary, body or annex.

Signals, most authoritative first: (1) an annex heading about results; (2) what stands between one standard and the
next: next to nothing in the summary, the statement and more in body and annex; (3) a second pass through the standards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.anchors import Anchor
from extractors.flow import Flow
from extractors.labels import labels
from extractors.ratings import RatingReader
from extractors.text import fold
from schemas.base import Place

DENSE_MAX = 70
"""Most characters between two standards of a summary; the shortest statement has more."""


def place_anchors(anchors: Sequence[Anchor], flow: Flow, ratings: RatingReader) -> list[Anchor]:
    """The anchors that are labels, each with its place; those that are only mentions are dropped."""
    kept = [a for a in anchors if a.rating is not None or a.known]
    regions = list(_annex_regions(flow))
    dense = _dense_runs(kept, flow, ratings)
    reached, passed = "", 0
    for anchor, is_dense in zip(kept, dense, strict=True):
        if any(start <= anchor.index < stop for start, stop in regions):
            anchor.place = Place.ANNEX
        elif is_dense:
            anchor.place = Place.SUMMARY
        elif passed >= 6 and reached >= "3" and anchor.standard.number < reached and anchor.standard.domain == "1":
            anchor.place = Place.ANNEX  # a second pass through the standards without a heading of its own
            regions.append((anchor.index, len(flow.lines)))
        else:
            reached, passed = max(reached, anchor.standard.number), passed + 1
    return _one_each(kept)


def _dense_runs(anchors: Sequence[Anchor], flow: Flow, ratings: RatingReader) -> list[bool]:
    """Whether each anchor is one of those of three or more standards with hardly any text between them."""
    close = [
        _text_between(a, b, flow, ratings) <= DENSE_MAX and b.page - a.page <= 1
        for a, b in zip(anchors, anchors[1:], strict=False)
    ]
    out = [False] * len(anchors)
    start = 0
    for index in range(len(anchors)):
        seen = {a.standard.number for a in anchors[start:index]}
        after = anchors[index + 1].standard.number if index + 1 < len(anchors) else ""
        again = after != anchors[index].standard.number and after in seen
        if index == len(anchors) - 1 or not close[index] or again:
            if len(seen | {anchors[index].standard.number}) >= 3:
                out[start : index + 1] = [True] * (index + 1 - start)
            start = index + 1
    return out


def _text_between(a: Anchor, b: Anchor, flow: Flow, ratings: RatingReader) -> int:
    skip = a.used | b.used
    total = 0
    for segment in flow.lines[a.index : b.index]:
        if (
            id(segment) in skip
            or segment.size < 0.85 * flow.body_size
            or ratings.whole(segment.text)
            or labels().is_table_header(segment.text)
        ):
            continue
        total += len(segment.text) if len(segment.text) > 45 or segment.text.endswith((".", ":", ";", ",", "?")) else 0
    return total


def _annex_regions(flow: Flow) -> Iterator[tuple[int, int]]:
    """Stretches of the flow that lie under an annex heading about results."""
    words = labels().headings
    heads: list[tuple[int, bool]] = []
    for index, line in enumerate(flow.lines):
        text = fold(line.text)
        prominent = line.bold or line.size > 1.15 * flow.body_size
        if not prominent or len(text) > 90:
            continue
        if any(re.match(rf"{word}(?:\d|[ivx]+\b|[a-d]$|$)", text) for word in words["annex"]):
            after = fold(flow.lines[index + 1].text) if index + 1 < len(flow.lines) else ""
            title = text if len(text) > 10 else text + after
            heads.append((index, any(word in title for word in words["annex_results"])))
        elif line.size > 1.3 * flow.body_size and text in words["glossary"]:
            heads.append((index, False))
        elif heads and line.size > 0.97 * flow.lines[heads[-1][0]].size and text in words["summary"]:
            heads.append((index, False))  # an annex before the chapters
    for position, (index, results) in enumerate(heads):
        if results:
            yield index, heads[position + 1][0] if position + 1 < len(heads) else len(flow.lines)


def _one_each(anchors: Sequence[Anchor]) -> list[Anchor]:
    """One anchor a place and standard: the one with a rating, then the one with the framework's name."""
    best: dict[tuple[Place, str], Anchor] = {}
    for anchor in anchors:
        key = (anchor.place, anchor.standard.number)
        old = best.get(key)
        if old is None or _worth(anchor) > _worth(old):
            best[key] = anchor
    return sorted(best.values(), key=lambda a: a.index)


def _worth(anchor: Anchor) -> int:
    exact = fold(anchor.name) == fold(anchor.standard.name)
    return 4 * (anchor.rating is not None) + 2 * anchor.known + exact
