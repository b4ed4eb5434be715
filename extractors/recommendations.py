"""Recommendations under their addressees.

Signals, most authoritative first: (1) the section's heading; (2) a line that ends in "should" opens an addressee; (3)
numbers or bullets open recommendations. Numbering may restart under each addressee, so the ordinal is our own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.flow import Flow
from extractors.labels import labels
from extractors.lists import ListReader
from extractors.numbered import in_rows
from extractors.page import Segment, evidence
from extractors.paragraphs import is_heading
from extractors.text import join_lines, squeeze
from extractors.words import Vocabulary
from schemas.report import Gap, Recommendation

_SHOULD = re.compile(r"\s*\bshould\s*:?\s*$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def section(flow: Flow) -> tuple[int, int] | None:
    """Where the recommendations stand in the flow, heading excluded; None where there is no such heading."""
    heads = [
        i
        for i, s in enumerate(flow.lines)
        if labels().is_heading("recommendations", s.text) and is_heading(s, flow.body_size)
    ]
    if not heads:
        return None
    start = max(heads, key=lambda i: (flow.lines[i].size, -i))
    head = flow.lines[start]
    for index in range(start + 1, len(flow.lines)):
        line = flow.lines[index]
        if not is_heading(line, flow.body_size) or _SHOULD.search(line.text):
            continue
        known = any(
            labels().is_heading(name, line.text)
            for name in ("glossary", "summary", "key_findings", "contents", "annex")
        )
        if known or line.size >= 0.93 * head.size and line.size > 1.1 * flow.body_size:
            return start + 1, index
    return start + 1, len(flow.lines)


def read_recommendations(flow: Flow, vocabulary: Vocabulary) -> tuple[list[Recommendation], list[Gap]]:
    """All recommendations in order; a gap where the section is there and nothing could be read from it."""
    span = section(flow)
    if span is None:
        gap = Gap(field="recommendations", expected="a heading 'Recommendations'", reason="not_printed")
        return [], [gap]
    reader = _Reader(flow, vocabulary)
    for line, cell in in_rows(flow.lines[slice(*span)]):
        reader.address(cell)
        reader.take(line)
    reader.close()
    gaps = []
    if not reader.out:
        page = flow.lines[span[0] - 1].page
        gaps.append(Gap(field="recommendations", expected="numbered items", reason="unreadable", page=page))
    return reader.out, gaps


class _Reader:
    def __init__(self, flow: Flow, vocabulary: Vocabulary) -> None:
        self.flow = flow
        self.vocabulary = vocabulary
        self.out: list[Recommendation] = []
        self._addressee = ""
        self._pending: list[Segment] = []
        """Lines since the last item that may be the beginning of an addressee."""
        self._list = ListReader(flow.body_size)

    def address(self, cell: Sequence[Segment]) -> None:
        """Take the cell that tells whom the next item is for; an empty one changes nothing."""
        addressee = squeeze(_SHOULD.sub("", join_lines([s.text for s in cell], self.vocabulary)))
        if addressee and addressee != self._addressee:
            self.close()
            self._addressee, self._pending = addressee, []

    def take(self, line: Segment) -> None:
        """Take the next line of the section."""
        if not line.marker and _SHOULD.search(line.text) and not self._goes_on(line):
            self.close()
            lines = [s.text for s in self._same_style(line)] + [line.text]
            self._addressee = squeeze(_SHOULD.sub("", join_lines(lines, self.vocabulary)))
            self._pending = []
        elif not self._addressee and not line.marker or not self._list.feed(line):
            self._pending.append(line)

    def _goes_on(self, line: Segment) -> bool:
        """Whether a line that ends in 'should' is the middle of an item."""
        items = self._list.items
        return bool(items) and not self._pending and not line.text.endswith(":") and items[-1].takes(line, line.size)

    def _same_style(self, line: Segment) -> Sequence[Segment]:
        """The pending lines directly above an addressee's last line that are set as it is."""
        out: list[Segment] = []
        for above in reversed(self._pending):
            below = out[0] if out else line
            tight = above.page == below.page and below.top - above.bottom < 0.6 * below.size
            if not tight or above.bold != line.bold or above.text.endswith((".", ":")):
                break
            out.insert(0, above)
        return out

    def close(self) -> None:
        """Put the list that is open on file."""
        for item in self._list.items:
            digits = _DIGITS.search(item.marker)
            self.out.append(
                Recommendation(
                    ordinal=len(self.out) + 1,
                    printed_number=int(digits[0]) if digits else None,
                    addressee=self._addressee,
                    text=item.text(self.vocabulary),
                    evidence=evidence(self.flow.pages, item.lines),
                )
            )
        self._list = ListReader(self.flow.body_size)
