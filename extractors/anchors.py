"""The labels of the standards, wherever a report prints them; `places.py` tells which place each is.

Signals, most authoritative first: (1) the standard's number at the start of a cell; (2) its name, beside the number or
under it, which may be misprinted; (3) a rating in its row. A name without its number is no label here; `names.py` reads
the places that print no numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors.flow import Flow
from extractors.page import Segment
from extractors.ratings import RatingCell, RatingReader
from extractors.text import fold, join_lines
from extractors.words import Vocabulary
from schemas.base import Place
from schemas.framework import Framework, Standard

_NUMBER = re.compile(r"^\W*(?:[Ss]tandard\s+)?(\d)\s?[.,]\s?(\d)\s*\.?(?![\d.,%])\s*(.*)$")
_QUESTION_NUMBER = re.compile(r"^\W*\d\s?\.\s?\d\s?\.\s?\d")
NAME_MAX = 64
"""No standard's name is longer; a longer text after a number is prose."""


@dataclass(slots=True)
class Anchor:
    """A standard at one place: its label, and the rating once that is found."""

    standard: Standard
    index: int
    """Position of its number in the flow."""
    label: tuple[Segment, ...]
    """The segments of its number and name."""
    name: str
    """The name as printed; empty where none is."""
    known: bool
    """Whether the name is one of the framework's for this number."""
    rating: RatingCell | None = None
    place: Place = Place.BODY
    used: set[int] = field(default_factory=set)
    """Identities of segments that belong to the label."""

    @property
    def spelled(self) -> str:
        """The name as printed, but a known name set in capitals throughout as the framework spells it."""
        if not self.known or not self.name.isupper():
            return self.name
        return next(n for n in self.standard.names if fold(n) == fold(self.name))

    @property
    def page(self) -> int:
        """Page of the number."""
        return self.label[0].page

    @property
    def top(self) -> float:
        """Upper edge of the label."""
        return min(s.top for s in self.label)

    @property
    def bottom(self) -> float:
        """Lower edge of the label."""
        return max(s.bottom for s in self.label)

    @property
    def middle(self) -> float:
        """Height of the label's middle."""
        return (self.top + self.bottom) / 2

    @property
    def x0(self) -> float:
        """Left edge of the label."""
        return min(s.x0 for s in self.label)

    @property
    def x1(self) -> float:
        """Right edge of the label."""
        return max(s.x1 for s in self.label)


class AnchorReader:
    """Finds the anchors of one framework in a flow."""

    def __init__(self, framework: Framework, ratings: RatingReader, vocabulary: Vocabulary) -> None:
        """Know the names, folded."""
        self.framework = framework
        self.vocabulary = vocabulary
        self.ratings = ratings
        self._names = {number: {fold(n) for n in s.names} for number, s in framework.standards.items()}
        self._all_names = set().union(*self._names.values())

    def candidates(self, flow: Flow) -> list[Anchor]:
        """Every cell that begins with the number of a standard and can be its label."""
        on_page: dict[int, list[Segment]] = {}
        for segment in flow.lines:
            on_page.setdefault(segment.page, []).append(segment)
        out = []
        for index, segment in enumerate(flow.lines):
            anchor = self._at(index, segment, on_page[segment.page])
            if anchor is not None:
                self._complete_over_page(anchor, on_page.get(segment.page + 1, ()))
                out.append(anchor)
        return out

    def _at(self, index: int, segment: Segment, page: Sequence[Segment]) -> Anchor | None:
        if segment.marker and segment.marker[0].isdigit() or _QUESTION_NUMBER.match(segment.text):
            return None
        match = _NUMBER.match(segment.text)
        standard = self.framework.standards.get(f"{match[1]}.{match[2]}") if match else None
        if match is None or standard is None:
            return None
        tail = self.ratings.at_end(segment)
        inside = tail[1] if tail else None
        rest = match[3] if inside is None else _after_number(tail[0].text if tail and tail[0] else "")
        if len(rest) > NAME_MAX + 10 or rest.endswith((".", ";", ":")) and fold(rest) not in self._all_names:
            return None
        anchor = Anchor(standard, index, (segment,), rest.strip(" .:–-"), False, inside)
        self._complete_name(anchor, segment, page)
        anchor.name = _mended(anchor.name, standard.names)
        anchor.known = fold(anchor.name) in self._names[standard.number]
        anchor.used = {id(s) for s in anchor.label}
        return anchor

    def _complete_name(self, anchor: Anchor, number: Segment, page: Sequence[Segment]) -> None:
        """Read the name from the next cell, or the rest of it from the lines below."""
        mine = self._names[anchor.standard.number]
        name = fold(anchor.name)
        if name in mine and not any(longer != name and longer.startswith(name) for longer in mine):
            return
        inside: dict[int, RatingCell] = {}
        if anchor.name and self._from_column(anchor, number, page):
            return
        if anchor.name:
            lines = [number, *lines_below(number, page)]
            texts = [anchor.name, *(s.text for s in lines[1:])]
        else:
            under = lines_below(number, page)
            run = self.best_run([s.text for s in under], mine)
            cell = under if run and run[0] == 0 else self._cell_beside(number, page) or under
            lines = [self._without_rating(s, inside) for s in cell]
            texts = [s.text for s in lines]
        found = self.best_run(texts, mine)
        if found is None and lines and lines[0] is not number:
            whole = [lines[0], *lines_below(lines[0], page)]  # the name goes on under its number
            wrapped = self.best_run([s.text for s in whole], mine)
            if wrapped is not None and wrapped[0] == 0:
                lines, texts, found = whole, [s.text for s in whole], wrapped
        if found is None and texts:
            row = min(range(len(lines)), key=lambda i: abs(lines[i].middle - number.middle))
            found = self.best_run(texts, self._all_names, row) or self._misprint(lines, texts, row)
        if found is None:
            return
        start, stop = found
        anchor.name = plain(join_lines(texts[start:stop], self.vocabulary))
        anchor.label = tuple(dict.fromkeys((number, *lines[start:stop])))
        anchor.rating = anchor.rating or next((inside[id(s)] for s in lines[start:stop] if id(s) in inside), None)

    def _complete_over_page(self, anchor: Anchor, following: Sequence[Segment]) -> None:
        """Read the rest of a name that a page break cuts from the top of its column on the next page."""
        mine = self._names[anchor.standard.number]
        begun = fold(anchor.name)
        if not begun or begun in mine or not any(name.startswith(begun) for name in mine):
            return
        column = [s for s in following if abs(s.x0 - anchor.label[-1].x0) < 4]
        for rest in sorted(column, key=lambda s: s.top)[:2]:
            if begun + fold(rest.text) in mine:
                anchor.name = plain(join_lines([anchor.name, rest.text], self.vocabulary))
                anchor.known = True
                anchor.used.add(id(rest))

    def _from_column(self, anchor: Anchor, number: Segment, page: Sequence[Segment]) -> bool:
        """Read a name that begins in a line above its number: whether the lines of its column make a known name."""
        start = next((i for i, w in enumerate(number.words) if w.text.startswith(anchor.name.split()[0])), 0)
        inner = number.part(start) if start else None
        if inner is None:
            return False
        near = [s for s in page if s is not number and abs(s.x0 - inner.x0) < 6]
        lines = _touching(sorted([*near, inner], key=lambda s: s.middle), inner)
        texts = [anchor.name if s is inner else s.text for s in lines]
        found = self.best_run(texts, self._names[anchor.standard.number])
        if found is None or len(texts) == 1:
            return False
        anchor.name = plain(join_lines(texts[slice(*found)], self.vocabulary))
        anchor.label = tuple(dict.fromkeys((number, *(s for s in lines[slice(*found)] if s is not inner))))
        return True

    def _without_rating(self, segment: Segment, inside: dict[int, RatingCell]) -> Segment:
        """A line of a name's cell without the rating that runs together with it, which goes into `inside`."""
        split = self.ratings.at_end(segment)
        if split is None or split[0] is None:
            return segment
        inside[id(split[0])] = split[1]
        return split[0]

    @staticmethod
    def best_run(texts: Sequence[str], names: set[str], row: int | None = None) -> tuple[int, int] | None:
        """The run of lines, over `row` where given, that together are a known name; the longest from its first line."""
        for start in range(len(texts)):
            folded, found = "", None
            for stop in range(start, min(len(texts), start + 4)):
                folded += fold(plain(texts[stop]))
                if folded in names and (row is None or start <= row <= stop):
                    found = start, stop + 1
            if found:
                return found
        return None

    def _misprint(self, lines: Sequence[Segment], texts: Sequence[str], row: int) -> tuple[int, int] | None:
        """A name that is not the framework's: the line in the number's row, and what belongs to it above and below."""
        if len(texts[row]) > NAME_MAX or texts[row].endswith((".", "?", "!")):
            return None
        start, stop = row, row + 1
        while start > 0 and texts[start][:1].islower() and _wraps(lines[start - 1], lines[start]):
            start -= 1
        while (
            stop < len(lines)
            and stop - start < 3
            and texts[stop][:1].islower()
            and _wraps(lines[stop - 1], lines[stop])
        ):
            stop += 1
        return start, stop

    def _cell_beside(self, number: Segment, page: Sequence[Segment]) -> list[Segment]:
        """The lines of the nearest cell to the right of a lone number that is not a rating."""
        height = 2.6 * number.size
        next_row = min((s.top for s in page if _is_below(number, s) and _NUMBER.match(s.text)), default=0.0)
        level = [s for s in page if s.x0 > number.x1 and abs(s.middle - number.middle) < 0.5 * number.size]
        next_number = min((s.x0 for s in level if _NUMBER.match(s.text)), default=1e9)
        right = [
            s
            for s in page
            if number.x1 - 1 < s.x0 < next_number - 6
            and (abs(s.middle - number.middle) < height or number.top < s.top < next_row - number.size)
            and s.x0 - number.x1 < 260
            and any(c.isalpha() for c in s.text)
            and self.ratings.whole(s.text) is None
            and not any(r.startswith(fold(s.text)) for r in ("requires", "improvement"))
        ]
        if not right:
            return []
        seed = min(right, key=lambda s: (abs(s.middle - number.middle) > 0.8 * number.size, s.x0, abs(s.middle)))
        if abs(seed.middle - number.middle) > 0.8 * number.size:
            seed = min(right, key=lambda s: (round(abs(s.middle - number.middle) / number.size), s.x0))
        column = sorted((s for s in right if abs(s.x0 - seed.x0) < 6), key=lambda s: s.middle)
        return _touching(column, seed)


def _touching(column: Sequence[Segment], seed: Segment) -> list[Segment]:
    """The lines of a column that follow each other closely, up and down from one of them."""
    at = next(i for i, s in enumerate(column) if s is seed)
    first = last = at
    while first > 0 and _close(column[first - 1], column[first]):
        first -= 1
    while last + 1 < len(column) and _close(column[last], column[last + 1]):
        last += 1
    return list(column[first : last + 1])


def _is_below(number: Segment, other: Segment) -> bool:
    return abs(other.x0 - number.x0) < 6 and other.top > number.bottom


def _close(upper: Segment, lower: Segment) -> bool:
    return lower.top - upper.bottom < 0.6 * upper.size and abs(lower.size - upper.size) < 0.6


def _wraps(above: Segment, below: Segment) -> bool:
    """Whether a line is set as the continuation of the one above it."""
    tight = below.top - above.bottom < 0.5 * above.size and abs(below.x0 - above.x0) < 2
    return tight and len(below.text) < NAME_MAX and below.bold == above.bold


def _mended(name: str, known: Iterable[str]) -> str:
    """A name with the spaces of the framework's where it differs in nothing else: a narrow cell may break a word."""
    letters = re.sub(r"\s", "", name)
    for official in known:
        if name != official and letters.casefold() == re.sub(r"\s", "", official).casefold():
            rest = iter(letters)
            return "".join(c if c.isspace() else next(rest) for c in official)
    return name


def _after_number(text: str) -> str:
    match = _NUMBER.match(text)
    return match[3] if match else text


def plain(text: str) -> str:
    """A name without the colon or hyphen that a line end leaves."""
    return text.strip(" :.").rstrip("\u0002\ufffe\u00ad")


def lines_below(first: Segment, page: Sequence[Segment]) -> list[Segment]:
    """Up to three lines that follow closely under a segment in its column."""
    out: list[Segment] = []
    last = first
    for segment in sorted(page, key=lambda s: s.middle):
        if segment.middle <= last.middle + 0.3 * last.size or segment is first:
            continue
        overlaps = segment.x0 < first.x1 and segment.x1 > first.x0
        if overlaps and segment.top - last.bottom < 1.1 * last.size:
            out.append(segment)
            last = segment
            if len(out) == 3:
                break
    return out
