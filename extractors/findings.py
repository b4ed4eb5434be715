"""Strengths, areas for improvement and key findings: the bullets under their headings.

Signals, most authoritative first: (1) the heading above a list; (2) the standard or the domain under whose heading that
list stands; a "Summary" heading widens a standard to its whole domain. Any other heading ends a list, so that bullets
about diversity or method are none of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.anchors import Anchor
from extractors.flow import Flow
from extractors.labels import labels
from extractors.lists import Item, ListReader, item_edges, unmarked_items, usual_pitch
from extractors.page import Segment, evidence
from extractors.paragraphs import is_heading
from extractors.ratings import RatingCell
from extractors.text import fold
from extractors.words import Vocabulary
from schemas.base import Place
from schemas.framework import Framework
from schemas.report import Finding, FindingKind

_KEY_FINDINGS = re.compile(r"key findings?\b.*\b(?:as follows|are|were|below)\b\s*[:.]?$", re.IGNORECASE)
HANG_EM = 2.5
"""Ems by which a bullet hangs before the left edge of its list's text at most."""
_DOMAIN_WORDS = ("", "one", "two", "three", "four", "five")


def domain_headings(framework: Framework) -> dict[str, str]:
    """Folded domain headings, as printed with and without their number, to the domain's number."""
    out: dict[str, str] = {}
    for domain in framework.domain:
        word = _DOMAIN_WORDS[int(domain.number)]
        for name in map(fold, domain.names):
            for lead in ("", domain.number, f"domain{word}", f"domain{domain.number}"):
                out[lead + name] = domain.number
        out[f"domain{word}"] = out[f"domain{domain.number}"] = domain.number
    return out


@dataclass(slots=True)
class _Open:
    """A list whose heading was read."""

    kind: FindingKind
    heading: Segment
    reader: ListReader
    loose: list[Segment] = field(default_factory=list)
    """Lines without a marker that belong to no item."""

    def edge(self) -> float:
        """Left edge of its items, or of its heading."""
        return self.reader.items[0].lines[0].x0 if self.reader.items else self.heading.x0


class FindingReader:
    """Walks the flow once and collects the findings."""

    def __init__(self, flow: Flow, framework: Framework, vocabulary: Vocabulary) -> None:
        """Work on one flow."""
        self.flow = flow
        self.vocabulary = vocabulary
        self._domains = domain_headings(framework)
        self._edges = item_edges(flow.lines)
        self._ordinals: Counter[tuple[FindingKind, str]] = Counter()
        self._out: list[Finding] = []
        self._domain: str | None = None
        self._standard: str | None = None
        self._lists: list[_Open] = []
        """The lists that are open: one, or two that stand side by side."""
        self._current: _Open | None = None
        self._overview = 0.0
        """Size of the heading of the key findings, under which domain headings stand over lists; nought elsewhere."""

    def read(self, anchors: Sequence[Anchor], cells: Sequence[RatingCell], stop: int) -> list[Finding]:
        """All findings before position `stop` of the flow, in the report's order.

        The segments of anchors and of rating cells are passed over: a column may put them between a list's lines.
        """
        starts = {a.index: a for a in anchors if a.place is Place.BODY}
        labelled = set().union(*(a.used for a in anchors), {id(s) for c in cells for s in c.segments})
        for index, line in enumerate(self.flow.lines[:stop]):
            if index in starts:
                self._close()
                self._overview = 0.0
                self._standard, self._domain = starts[index].standard.number, starts[index].standard.domain
            elif id(line) not in labelled:
                self._take(line)
        self._close()
        return self._out

    def _take(self, line: Segment) -> None:
        kind = self._heading_kind(line)
        if kind is not None:
            self._begin(kind, line)
            return
        if self._is_section(line):
            return
        if _KEY_FINDINGS.search(line.text) and not line.marker:
            self._close()
            self._domain = self._named_domain(line) or self._domain
            if self._section():
                self._begin(FindingKind.KEY_FINDING, line)
            return
        current = self._list_for(line)
        if current is None:
            return
        if self._ends(line, current):
            self._close()
        elif not current.reader.feed(line):
            current.loose.append(line)

    def _begin(self, kind: FindingKind, heading: Segment) -> None:
        """Open a list; one whose heading stands beside that of the open list leaves that one open."""
        beside = self._current is not None and _beside(self._current.heading, heading)
        if not beside:
            self._close()
        self._current = _Open(kind, heading, ListReader(self.flow.body_size, self._edges))
        self._lists.append(self._current)

    def _list_for(self, line: Segment) -> _Open | None:
        """The open list that a line belongs to: of two side by side, the one in whose column it stands."""
        if len(self._lists) > 1:
            x0 = line.marker_x0 if line.marker else line.x0
            reached = [o for o in self._lists if o.edge() - HANG_EM * line.size <= x0]
            self._current = max(reached or self._lists[:1], key=_Open.edge)
        return self._current

    @staticmethod
    def _heading_kind(line: Segment) -> FindingKind | None:
        """The kind of finding that a line is the heading of."""
        if line.marker and line.marker[0].isdigit():
            return None
        text = fold(line.text)
        for kind in (FindingKind.STRENGTH, FindingKind.AREA_FOR_IMPROVEMENT):
            if text in labels().findings[kind.value]:
                return kind
        return None

    def _is_section(self, line: Segment) -> bool:
        """Whether a line is the heading of a domain, of its summary or of the key findings; takes note of it."""
        if not is_heading(line, self.flow.body_size):
            return False
        number = self._domains.get(fold(line.marker + line.text))
        if line.size > (0.97 if number is None else 1.03) * self._overview:  # the next chapter
            self._overview = 0.0
        if number is not None:
            self._close()
            self._domain, self._standard = number, None
            if self._overview:
                self._begin(FindingKind.KEY_FINDING, line)
            return True
        if labels().is_heading("key_findings", line.text):
            self._close()
            self._overview, self._domain, self._standard = line.size, None, None
            return True
        if labels().is_heading("domain_summary", line.text):
            self._close()
            self._standard = None
            return True
        return False

    def _named_domain(self, line: Segment) -> str | None:
        """The domain that a sentence about key findings names."""
        text = fold(line.text)
        names = sorted((n for n in self._domains if not n[-1:].isdigit() and len(n) > 10), key=len, reverse=True)
        return next((self._domains[n] for n in names if n in text), None)

    def _section(self) -> str | None:
        return self._standard or self._domain

    def _ends(self, line: Segment, current: _Open) -> bool:
        """Whether a line is a heading that no finding stands under."""
        if line.marker and not line.marker[0].isdigit():
            return False
        if is_heading(line, self.flow.body_size):
            items = current.reader.items
            return not (items and items[-1].takes(line, self.flow.body_size))
        return False

    def _close(self) -> None:
        """Put the open lists on file."""
        section = self._section()
        for current in self._lists:
            items = current.reader.items
            if not items and current.kind is not FindingKind.KEY_FINDING:
                items = unmarked_items(current.loose, usual_pitch(self.flow.lines))
            for item in items if section is not None else ():
                self._put(current.kind, section or "", item)
        self._lists = []
        self._current = None

    def _put(self, kind: FindingKind, section: str, item: Item) -> None:
        self._ordinals[kind, section] += 1
        self._out.append(
            Finding(
                kind=kind,
                section=section,
                ordinal=self._ordinals[kind, section],
                text=item.text(self.vocabulary),
                evidence=evidence(self.flow.pages, item.lines),
            )
        )


def _beside(left: Segment, right: Segment) -> bool:
    """Whether two headings stand in one row, in columns of their own."""
    level = left.page == right.page and abs(left.middle - right.middle) < left.size
    return level and abs(left.x0 - right.x0) > 8 * left.size
