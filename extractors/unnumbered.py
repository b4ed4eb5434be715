"""Standards by their names alone, at a place where a report prints no numbers.

Signals, most authoritative first: (1) a rating that belongs to the name; (2) a name that only one standard has, which
also tells the domain of the names in the same row, as far as they follow in the order of the standards; (3) the heading
of the domain above that row. A name that these leave to two standards is no label: its rating stays a gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.anchors import Anchor, AnchorReader, lines_below, plain
from extractors.assign import assign_ratings
from extractors.findings import domain_headings
from extractors.flow import Flow
from extractors.page import Segment
from extractors.ratings import RatingCell, RatingReader
from extractors.text import fold, join_lines
from extractors.words import Vocabulary
from schemas.framework import Framework, Standard

LEAST = 3
"""Fewer names than that at a place are mentions, not a list of standards or its sections."""


@dataclass(slots=True)
class _Row:
    """Names that follow each other in the order of one domain."""

    domains: set[str]
    """The domains that may have them all."""
    anchors: list[Anchor] = field(default_factory=list)


class NameReader:
    """Finds the labels without a number of one framework in a flow."""

    def __init__(self, framework: Framework, ratings: RatingReader, vocabulary: Vocabulary) -> None:
        """Know which standards have each name, folded."""
        self.framework = framework
        self.ratings = ratings
        self.vocabulary = vocabulary
        self._standards: dict[str, list[Standard]] = {}
        for standard in framework.standards.values():
            for name in {fold(n) for n in standard.names}:
                self._standards.setdefault(name, []).append(standard)
        self._names = set(self._standards)

    def anchors(self, flow: Flow, cells: Sequence[RatingCell], taken: set[int]) -> list[Anchor]:
        """The names with a rating that only one standard can have; `taken` are segments of numbered labels."""
        found = list(self._labels(flow, taken))
        assign_ratings(found, cells)
        rated = [a for a in found if a.rating is not None]
        out = []
        for row in self._rows(rated, flow):
            if len(row.domains) == 1:
                (domain,) = row.domains
                for anchor in row.anchors:
                    anchor.standard = self._numbers(anchor)[domain]
                    out.append(anchor)
        return out

    def _labels(self, flow: Flow, taken: set[int]) -> Iterator[Anchor]:
        """Every cell or line that is the name of a standard, or a name and a rating."""
        on_page: dict[int, list[Segment]] = {}
        for segment in flow.lines:
            on_page.setdefault(segment.page, []).append(segment)
        for index, segment in enumerate(flow.lines):
            if segment.marker or id(segment) in taken:
                continue
            split = self.ratings.at_end(segment)
            first = segment if split is None else split[0]
            if first is None or not self._opens(fold(plain(first.text))):
                continue
            lines = [first, *(lines_below(segment, on_page[segment.page]) if split is None else ())]
            run = AnchorReader.best_run([s.text for s in lines], self._names)
            if run is None or run[0] != 0:
                continue
            name = plain(join_lines([s.text for s in lines[: run[1]]], self.vocabulary))
            label = (segment, *lines[1 : run[1]])
            standard = self._standards[fold(name)][0]
            anchor = Anchor(standard, index, label, name, True, split[1] if split else None)
            anchor.used = {id(s) for s in label}
            yield anchor

    def _opens(self, folded: str) -> bool:
        return len(folded) > 3 and any(name.startswith(folded) for name in self._names)

    def _numbers(self, anchor: Anchor) -> dict[str, Standard]:
        """The standards that may be meant, by domain."""
        return {s.domain: s for s in self._standards[fold(anchor.name)]}

    def _rows(self, anchors: Sequence[Anchor], flow: Flow) -> Iterator[_Row]:
        """The names in rows, each with the domains that are left to it by the names and by the heading above."""
        heads = self._heads(flow)
        row = _Row(set())
        before = -1
        for anchor in anchors:
            above = [i for i in heads if i < anchor.index and _above(flow.lines[i], anchor)]
            new = {heads[i] for i in above if i > before}
            fits = self._fitting(row, anchor) if row.anchors and not new else set()
            if not fits:
                if row.anchors:
                    yield row
                row = _Row(set(self._numbers(anchor)))
                if above and len(new) < 2:
                    row.domains &= {heads[above[-1]]}
            else:
                row.domains = fits
            row.anchors.append(anchor)
            before = anchor.index
        if row.anchors:
            yield row

    def _fitting(self, row: _Row, anchor: Anchor) -> set[str]:
        """The domains of a row in which a name may follow its last one."""
        numbers, last = self._numbers(anchor), self._numbers(row.anchors[-1])
        return {d for d in row.domains if d in numbers and numbers[d].number > last[d].number}

    def _heads(self, flow: Flow) -> dict[int, str]:
        """Positions of the headings of domains in the flow, with the number of each domain."""
        names = domain_headings(self.framework)
        found = ((i, names.get(fold(s.marker + s.text))) for i, s in enumerate(flow.lines))
        return {index: number for index, number in found if number is not None}


def _above(head: Segment, anchor: Anchor) -> bool:
    """Whether a heading stands above a label in its column, or on a page before it."""
    return head.page < anchor.page or head.bottom <= anchor.top + 2 and head.x0 - 60 < anchor.x0 < head.x1
