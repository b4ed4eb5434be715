"""Paragraphs of prose, with the place of every stretch of their text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.flow import Flow
from extractors.page import Segment
from extractors.text import join_lines
from extractors.words import Vocabulary


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that read as one text."""

    text: str
    lines: tuple[Segment, ...]
    index: int
    """Position of its first line in the flow."""
    ends: tuple[int, ...]
    """For each line, the length of the text up to its end."""

    def segments(self, start: int, stop: int) -> tuple[Segment, ...]:
        """The lines that print the text from `start` to `stop`."""
        out = []
        before = 0
        for line, end in zip(self.lines, self.ends, strict=True):
            if before < stop and end > start:
                out.append(line)
            before = end
        return tuple(out) or self.lines[:1]

    @property
    def page(self) -> int:
        """Page of its first line."""
        return self.lines[0].page


def is_heading(line: Segment, body: float) -> bool:
    """Whether a line is set as a heading: bold or larger than the body, short, and no sentence."""
    if len(line.text) > 110 or line.text.endswith((".", ",", ";", "”")) or line.text.startswith("“"):
        return False
    return line.bold or line.size > 1.12 * body


def paragraphs(flow: Flow, vocabulary: Vocabulary) -> Iterator[Paragraph]:
    """The flow as paragraphs; headings and list items are paragraphs of their own."""
    lines = flow.lines
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or not _continues(lines[index - 1], lines[index], lines[start], flow.body_size):
            yield make(lines[start:index], start, vocabulary)
            start = index


def make(lines: Sequence[Segment], index: int, vocabulary: Vocabulary) -> Paragraph:
    """A paragraph of some lines."""
    ends = []
    text = ""
    for line in lines:
        text = join_lines([text, line.text], vocabulary) if text else line.text
        ends.append(len(text))
    text = join_lines([line.text for line in lines], vocabulary)
    return Paragraph(text, tuple(lines), index, tuple(ends))


def _continues(last: Segment, line: Segment, first: Segment, body: float) -> bool:
    """Whether a line goes on with the paragraph that the last one belongs to."""
    if line.marker or abs(line.size - last.size) > 0.15 * body:
        return False
    if line.page == last.page and abs(line.middle - last.middle) < 0.4 * line.size:
        return 0 < line.x0 - last.x1 < 3 * line.size  # a wide space in a justified line
    if is_heading(line, body) != is_heading(last, body) and len(last.text) < 110:
        return False
    if line.page != last.page or line.top < last.top - last.size:
        # over a page or column break a sentence goes on where it was not ended
        return not last.text.endswith((".", "!", "?", ":", "”", '"')) and not is_heading(line, body)
    gap = line.top - last.bottom
    aligned = abs(line.x0 - last.x0) < 4 or abs(line.x0 - first.x0) < 4 or last is first
    return gap < 0.62 * line.size and aligned and line.middle > last.middle + 0.3 * line.size
