"""Bullets and numbers that hang before list items, whether set as text, as a dash or as a drawn dot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.page import Picture, Segment, Word

MARKER = re.compile(
    r"^(?:[•‣▪▫■□●○◦·∙➢➤►▶◆✓✔✗✘✕✖☑☒→➔–—\-*o§\uf0b7\uf0a7\uf0d8\uf02d\uf06f\uf0a8\uf076]|\(?\d{1,2}[.)]|\(?[a-z][.)])$"
)
"""What hangs before a list item: a bullet, or a number or letter with a stop or a bracket."""
BULLETS = frozenset("•‣▪▫■□●○◦➢➤►▶◆✓✔✗✘✕✖☑☒➔\uf0b7\uf0a7\uf0d8")
"""Bullets that are never part of the text."""
SIGNS = frozenset("✓✔✗✘✕✖☑☒")
"""Ticks and crosses, which also stand beside a rating."""
_WEAK = frozenset("o–—-*§")
"""Bullets that may as well be part of the text."""


DOT_MAX = 8.0
"""Points across the largest drawn bullet."""


def opening_dashes(segments: Iterable[Segment]) -> int:
    """How many lines open with a dash or another sign that may as well be part of the text."""
    return sum(not s.marker and len(s.words) > 1 and s.words[0].text in _WEAK for s in segments)


def with_dashes(segments: Sequence[Segment], usual: bool) -> tuple[Segment, ...]:
    """The same segments; where lines open with a dash or an `o` at one left edge, that is their bullet.

    One such line alone may be a sentence that a line end cuts at a dash, unless the next line is indented past it or
    the document uses such bullets throughout (`usual`).
    """
    opening = [s for s in segments if not s.marker and len(s.words) > 1 and s.words[0].text in _WEAK]
    edges = [s.x0 for s in opening] + [s.marker_x0 for s in segments if s.marker in _WEAK]
    if not edges:
        return tuple(segments)
    segments = [part for segment in segments for part in _parted(segment, edges)]
    opening = [s for s in segments if not s.marker and len(s.words) > 1 and s.words[0].text in _WEAK]
    out = []
    for index, segment in enumerate(segments):
        if any(segment is s for s in opening):
            alike = sum(s.words[0].text == segment.words[0].text and abs(s.x0 - segment.x0) < 1 for s in opening)
            after = segments[index + 1] if index + 1 < len(segments) else None
            hangs = after is not None and abs(after.x0 - segment.words[1].x0) < 1.5
            if alike > 1 or hangs or usual:
                segment = Segment(segment.words[1:], segment.page, segment.words[0].text, segment.x0)
        out.append(segment)
    return tuple(out)


def _parted(segment: Segment, edges: Sequence[float]) -> Iterator[Segment]:
    """A segment cut before a dash that stands where other lines open with one: there another column begins."""
    for index, word in enumerate(segment.words[:-1]):
        if index and word.text in _WEAK and any(abs(word.x0 - edge) < 1 for edge in edges):
            yield Segment(segment.words[:index], segment.page, segment.marker, segment.marker_x0)
            yield Segment(segment.words[index:], segment.page)
            return
    yield segment


def _hangs(first: Word, second: Word) -> bool:
    """Whether a marker stands before its text as a marker does: a letter or dash needs a wider gap than a space."""
    return first.text not in _WEAK or second.x0 - first.x1 >= 0.45 * second.size


def attach_markers(line: list[Segment]) -> Iterator[Segment]:
    """Join a bullet or number with the text that it hangs before."""
    skip = False
    for index, segment in enumerate(line):
        if skip:
            skip = False
            continue
        after = line[index + 1] if index + 1 < len(line) else None
        lone = len(segment.words) == 1 and MARKER.match(segment.words[0].text)
        if lone and after is not None and after.x0 - segment.x1 < 4.5 * after.size:
            yield Segment(after.words, after.page, segment.words[0].text, segment.x0)
            skip = True
            continue
        first = segment.words[0]
        if len(segment.words) > 1 and MARKER.match(first.text) and _hangs(first, segment.words[1]):
            yield Segment(segment.words[1:], segment.page, first.text, first.x0)
            continue
        yield segment


def with_dots(segments: tuple[Segment, ...], pictures: Sequence[Picture]) -> tuple[Segment, ...]:
    """The same segments, a bullet put before each line that a drawn dot hangs before."""
    dots = [p for p in pictures if _is_dot(p.x1 - p.x0, p.bottom - p.top)]
    if not dots:
        return segments
    out = list(segments)
    for index, segment in enumerate(out):
        if segment.marker or not any(c.isalpha() for c in segment.text):
            continue
        for dot in dots:
            inside = segment.top - 1 < (dot.top + dot.bottom) / 2 < segment.bottom + 1
            if inside and 0.15 * segment.size < segment.x0 - dot.x1 < 2.6 * segment.size:
                out[index] = Segment(segment.words, segment.page, "•", dot.x0)
                break
    return tuple(out)


def _is_dot(width: float, height: float) -> bool:
    """Whether a picture has the size and proportion of a bullet."""
    return width < DOT_MAX and height < DOT_MAX and 0.6 * height < width < 1.7 * height
