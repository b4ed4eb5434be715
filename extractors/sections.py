"""Which domain and standard each line of the flow stands under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.anchors import Anchor
from extractors.findings import domain_headings
from extractors.flow import Flow
from extractors.labels import labels
from extractors.paragraphs import is_heading
from extractors.text import fold
from schemas.base import Place
from schemas.framework import Framework


@dataclass(frozen=True, slots=True)
class Section:
    """A line's domain and standard; None where it stands under none."""

    domain: str | None
    standard: str | None

    @property
    def name(self) -> str | None:
        """The standard, else the domain."""
        return self.standard or self.domain


def sections(flow: Flow, anchors: Sequence[Anchor], framework: Framework) -> list[Section]:
    """The section of every line, in the flow's order."""
    starts = {a.index: a for a in anchors if a.place is not Place.SUMMARY}
    names = domain_headings(framework)
    out = []
    current = Section(None, None)
    for index, line in enumerate(flow.lines):
        if index in starts:
            current = Section(starts[index].standard.domain, starts[index].standard.number)
        elif is_heading(line, flow.body_size):
            number = names.get(fold(line.marker + line.text))
            if number is not None:
                current = Section(number, None)
            elif labels().is_heading("domain_summary", line.text):
                current = Section(current.domain, None)
            elif line.size > 1.25 * flow.body_size and not line.marker:
                current = Section(None, None) if line.size > 1.5 * flow.body_size else Section(current.domain, None)
        out.append(current)
    return out
