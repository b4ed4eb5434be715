"""The report as one flow of lines in reading order, without running headers and footers, footnotes and contents.

Signals, most authoritative first: (1) an empty strip between two groups of segments, kept over several rows, makes
columns; (2) height on the page. The order in the file is never asked.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.labels import labels
from extractors.page import Page, Segment
from extractors.text import fold

MARGIN = 0.13
"""Share of the page's height, at the top and at the bottom, in which running headers and footers stand."""
RUNNING = 0.3
"""Share of the pages on which a running header or footer stands."""
TITLE, SMALL = 1.5, 0.9
"""Size of a chapter's title and of a running header, in sizes of the body's text."""
GUTTER_EM, WIDE_EM = 0.9, 2.6
"""Width of a strip that parts columns over several rows, and of one that does so in a single row."""
COMMON_EDGE = 4
"""As many lines at one left edge, with text to their left, make a column of a page."""
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}")
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"^(?:page\s*)?(?:\d{1,3}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,3})?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Flow:
    """The report's segments in reading order, and what was set aside."""

    pages: tuple[Page, ...]
    lines: tuple[Segment, ...]
    footnotes: tuple[Segment, ...]
    contents: tuple[Segment, ...]
    body_size: float
    """Type size of most of the text."""


def read_flow(pages: Sequence[Page]) -> Flow:
    """Set aside furniture, contents and footnotes, and put the rest in reading order."""
    body = _body_size(pages)
    furniture = _furniture(pages) | _running_titles(pages, body)
    lines: list[Segment] = []
    notes: list[Segment] = []
    contents: list[Segment] = []
    for page in pages:
        kept = [s for s in page.segments if id(s) not in furniture and s.text]
        if _is_contents(kept):
            contents.extend(kept)
            continue
        kept, below = _split_footnotes(kept, page, body)
        notes.extend(below)
        lines.extend(reading_order(kept))
    return Flow(tuple(pages), tuple(lines), tuple(notes), tuple(contents), body)


def _body_size(pages: Sequence[Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for segment in page.segments:
            sizes[round(segment.size * 2) / 2] += len(segment.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _furniture(pages: Sequence[Page]) -> set[int]:
    """Segments that recur on other pages at the same height in the margins, and lone page numbers there."""
    seen: defaultdict[tuple[str, int], list[Segment]] = defaultdict(list)
    numbers: list[Segment] = []
    for page in pages:
        for segment in page.segments:
            if MARGIN * page.height < segment.middle < (1 - MARGIN) * page.height:
                continue
            key = _DIGITS.sub("#", fold(segment.marker + segment.text))
            if _PAGE_NUMBER.match(segment.text) and not segment.marker:
                numbers.append(segment)
            elif any(c.isalpha() for c in key) and not labels().is_known(segment.text):
                seen[key, round(segment.bottom / 6)].append(segment)
    furniture: set[int] = set()
    levels: Counter[int] = Counter()
    for (key, level), segments in seen.items():
        near = segments + seen.get((key, level + 1), []) if (key, level + 1) in seen else segments
        if key and _recurs({s.page for s in near}, len(pages)):
            furniture.update(map(id, near))
            levels.update(round(s.bottom / 6) for s in near)
    furniture.update(id(s) for s in numbers if _is_page_number(s, pages[s.page - 1], furniture, levels))
    return furniture


def _running_titles(pages: Sequence[Page], body: float) -> set[int]:
    """Small lines over a page that repeat the title of its chapter, however short that chapter is."""
    out: set[int] = set()
    titles: set[str] = set()
    for page in pages:
        titles |= {fold(s.marker + s.text) for s in page.segments if s.size > TITLE * body}
        small = [s for s in page.segments if s.middle < MARGIN * page.height and s.size < SMALL * body]
        out |= {id(s) for s in small if fold(s.marker + s.text) in titles}
    return out


def _recurs(on: set[int], pages: int) -> bool:
    """Whether a line stands on so many pages that it runs through the report, or through a chapter of it."""
    if len(on) >= max(3, RUNNING * pages):
        return True
    return any({page, page + 1, page + 2} <= on for page in on)


def _is_page_number(segment: Segment, page: Page, furniture: set[int], levels: Counter[int]) -> bool:
    """Whether a lone number is the page's: alone in its row, outermost or at the level of other furniture."""
    others = [s for s in page.segments if s is not segment and id(s) not in furniture]
    if any(abs(s.middle - segment.middle) < s.size for s in others):
        return False  # a figure in a row of its table
    level = round(segment.bottom / 6)
    top, bottom = min(s.top for s in page.segments), max(s.bottom for s in page.segments)
    outermost = segment.top <= top + 2 or segment.bottom >= bottom - 2
    return outermost or any(levels[level + d] for d in (-1, 0, 1))


def _is_contents(segments: Sequence[Segment]) -> bool:
    """Whether a page is a table of contents: leaders, or its heading over lines that end in page numbers."""
    leaders = sum(bool(_LEADERS.search(s.text)) for s in segments)
    if leaders >= 4:
        return True
    headed = any(labels().is_heading("contents", s.text) for s in segments[:6])
    return headed and sum(s.text[-1:].isdigit() for s in segments) * 2 > len(segments) / 2


def _split_footnotes(segments: list[Segment], page: Page, body: float) -> tuple[list[Segment], list[Segment]]:
    """Part the notes at the foot of a page from its text: small print that opens with a mark, down to the end."""
    ordered = sorted(segments, key=lambda s: s.top)
    start = len(ordered)
    for index in range(len(ordered) - 1, -1, -1):
        segment = ordered[index]
        if segment.size > 0.9 * body or segment.top < 0.35 * page.height:
            break
        if segment.footnote or re.match(r"^\d{1,2}\s?[A-Za-z‘“'\"]", segment.text) and not segment.marker:
            start = index
    notes = ordered[start:]
    if not notes:
        return segments, []
    # a mark that was not raised far enough stands as a cell of its own beside its note
    top = min(n.top for n in notes) - 2
    aside = {id(s) for s in segments if id(s) in set(map(id, notes)) or (s.top >= top and s.size <= 0.9 * body)}
    return [s for s in segments if id(s) not in aside], [s for s in ordered if id(s) in aside]


def reading_order(segments: Sequence[Segment]) -> Iterator[Segment]:
    """Segments as they are read: from top to bottom, but down each column where an empty strip parts columns."""
    rows = _rows(segments)
    edges = Counter(round(s.x0) for row in rows for s in row[1:])
    index = 0
    while index < len(rows):
        band, index, gutter = _band(rows, index, edges)
        if gutter is None:
            yield from band
            continue
        left = [s for s in band if s.x1 <= gutter]
        right = [s for s in band if s.x1 > gutter]
        yield from reading_order(left)
        yield from reading_order(right)


def _rows(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments whose middles share a height, from left to right; rows from top to bottom."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (s.middle, s.x0)):
        if rows and segment.middle - rows[-1][0].middle < 0.35 * max(segment.size, 1.0):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    for row in rows:
        row.sort(key=_left)
    return rows


def _left(segment: Segment) -> float:
    return min(segment.marker_x0, segment.x0) if segment.marker else segment.x0


def _band(rows: list[list[Segment]], start: int, edges: Counter[int]) -> tuple[list[Segment], int, float | None]:
    """The rows from `start` that share an empty strip: their segments, the next row's index, the strip's middle.

    `edges` counts the left edges, in whole points, of segments with others to their left. A row of one segment that
    opens no strip comes back alone, with None.
    """
    strips = _strips(rows[start])
    if not strips:
        return rows[start], start + 1, None
    index = start + 1
    while index < len(rows):
        narrowed = [cut for strip in strips if (cut := _narrow(strip, rows[index])) is not None]
        heads = len(rows[index]) > 1 and all(labels().is_findings(s.text) for s in rows[index])
        if not narrowed or heads or _opens_columns(rows, start, index) or _heads_level_columns(rows, start, index):
            break
        strips = narrowed
        index += 1
    index -= _headings_at_end(rows, start, index)
    widest = max(strips, key=lambda s: s[1] - s[0])
    middle = (widest[0] + widest[1]) / 2
    parted = sum(row[0].x1 <= middle < row[-1].x1 for row in rows[start:index])
    index = _end_of_columns(rows, start, index, middle)
    narrow = widest[1] - widest[0] < WIDE_EM * rows[start][0].size
    if parted < 3 and narrow and not _at_common_edge(rows[start:index], middle, edges):
        return rows[start], start + 1, None  # a wide space in a justified line
    return [segment for row in rows[start:index] for segment in row], index, middle


def _opens_columns(rows: list[list[Segment]], start: int, index: int) -> bool:
    """Whether columns begin anew at a row: a heading in the first of them, below a gap across them all."""
    head = rows[index][0]
    if not head.bold or head.marker or len(rows[index]) > 1 and rows[index][-1].bold:
        return False
    above = max(s.bottom for row in rows[start:index] for s in row)
    left = min(_left(s) for row in rows[start:index] for s in row)
    gap = min(s.top for s in rows[index]) - above
    both = any(len(row) > 1 for row in rows[start:index])
    return both and gap > 0.6 * head.size and abs(_left(head) - left) < 2 * head.size


def _heads_level_columns(rows: list[list[Segment]], start: int, index: int) -> bool:
    """Whether new columns begin below a row: it stands alone on the left under both, and they start at one height.

    So do lists in two balanced columns, one below the other. Beside its heading a column that runs on has text.
    """
    above = [s for row in rows[start:index] for s in row]
    last = next((i for i in range(index, min(index + 3, len(rows))) if len(rows[i]) > 1), None)
    if last is None or last == index or not any(len(row) > 1 for row in rows[start:index]):
        return False
    middle = max(s.x0 for s in above)
    alone = all(row[0].x0 < middle and not row[0].marker for row in rows[index:last])
    gap = min(s.top for s in rows[index]) - max(s.bottom for s in above)
    level = rows[last][0].x0 < middle and abs(rows[last][0].middle - rows[last][-1].middle) < 1
    return alone and level and gap > 0.5 * rows[index][0].size


def _at_common_edge(rows: list[list[Segment]], middle: float, edges: Counter[int]) -> bool:
    """Whether the right parts of some rows are list items, or begin where many do on the page, as in a column."""
    right = [s for row in rows for s in row if _left(s) > middle]
    if any(s.marker for s in right):
        return True
    first = min((round(s.x0) for s in right), default=0)
    return sum(edges[first + d] for d in (-1, 0, 1)) >= COMMON_EDGE


def _end_of_columns(rows: list[list[Segment]], start: int, stop: int, middle: float) -> int:
    """The band's end, moved up to a large heading, or one of findings, that follows when the right column is over."""
    last_right = max((i for i in range(start, stop) if rows[i][-1].x1 > middle), default=start)
    sizes = sorted(s.size for row in rows[start : last_right + 1] for s in row)
    usual = sizes[len(sizes) // 2]
    for index in range(last_right + 1, stop):
        head = rows[index][0]
        if head.size > 1.3 * usual or not head.marker and labels().is_findings(head.text):
            return index
    return stop


def _headings_at_end(rows: list[list[Segment]], start: int, stop: int) -> int:
    """How many rows at the end of a band are headings of what comes next: bold throughout, over lines that are not."""
    count = 0
    while stop - count - 1 > start and all(s.bold for s in rows[stop - count - 1]):
        count += 1
    plain_above = stop - count > start and not all(s.bold for s in rows[stop - count - 1])
    return count if plain_above and count <= 3 else 0


def _strips(row: list[Segment]) -> list[tuple[float, float]]:
    """The gaps between a row's segments that are wide enough to part columns."""
    return [
        (a.x1, _left(b))
        for a, b in zip(row, row[1:], strict=False)
        if _left(b) - a.x1 >= GUTTER_EM * max(a.size, b.size)
    ]


def _narrow(strip: tuple[float, float], row: list[Segment]) -> tuple[float, float] | None:
    """What a row leaves of a strip: None where one of its segments lies across it."""
    low, high = strip
    for segment in row:
        left, right = _left(segment), segment.x1
        if right <= low or left >= high:
            continue
        if left - low >= high - right:
            high = min(high, left)
        else:
            low = max(low, right)
    return (low, high) if high - low >= 0.5 * GUTTER_EM * row[0].size else None
