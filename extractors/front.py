"""Who, where and when: title, dates, people and ISBN, each from the label or the phrase that introduces it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from extractors.dates import dates
from extractors.flow import Flow
from extractors.labels import labels
from extractors.page import Segment, evidence
from extractors.paragraphs import Paragraph
from extractors.personal_names import NAME, is_person, without_honours
from extractors.text import fold, join_lines, squeeze
from extractors.words import Vocabulary
from schemas.base import Sourced

T = TypeVar("T")

_AREA = re.compile(r"\b(?:services?|teams?|victims|work)\s+in:?\s+(?P<area>.+)$", re.IGNORECASE)
_AREA_OF = re.compile(r"\binspection of:?\s+(?P<area>.+?)(?:\s+(?:YJS|YOS|YOT))?$", re.IGNORECASE)
_LEAD = re.compile(
    r"\bled by\s+(?:(?:HM|Her Majesty['’]s|His Majesty['’]s|HMI|Lead|Chief|Senior|Assistant)\s*|Inspectors?\s+)*"
    rf"(?P<name>{NAME})"
)
_CHIEF = re.compile(
    r"\b(?:(?:Interim|Acting|HM|His Majesty['’]s|Her Majesty['’]s)\s+)*Chief Inspector of Probation\b", re.IGNORECASE
)
_ISBN = re.compile(r"97[89](?:[\s\-‐‑–]*\d){9}[\s\-‐‑–]*[\dXx]")
_PUBLISHED = re.compile(
    r"(?:first published|this (?:report|publication|document) (?:was|is|has been) (?:first )?published)(?: (?:in|on))?",
    re.IGNORECASE,
)
_FIELDWORK = re.compile(r"\bfieldwork\b[^.]{0,160}", re.IGNORECASE)
_BEGINS = re.compile(
    r"\b(?:beginning|began|starting|started|commencing|commenced|week of)\b[^.]{0,39}$|"
    r"^fieldwork\b[^.]{0,50}\b(?:from|in)\b[^.]{0,39}$",
    re.IGNORECASE,
)
"""What may stand between the word fieldwork and the date on which it began."""


def sourced(flow: Flow, value: T, printed: str, lines: Iterable[Segment]) -> Sourced[T]:
    """A value with the boxes of the lines that print it."""
    return Sourced(value=value, printed=squeeze(printed), evidence=evidence(flow.pages, lines))


@dataclass(frozen=True, slots=True)
class Front:
    """The reader of a report's first pages and of the lines round its summary."""

    flow: Flow
    prose: Sequence[Paragraph]
    vocabulary: Vocabulary
    summary_page: int | None
    """Page of the ratings summary; None where there is none."""
    summary_top: float = 1e9
    """Height at which the first standard of the summary stands on that page."""

    def title(self) -> Sourced[str] | None:
        """The title on the cover: the large lines that speak of an inspection."""
        for page in self.flow.pages[:3]:
            large = [s for s in page.segments if s.size > 1.25 * self.flow.body_size and s.text and not s.marker]
            text = join_lines([s.text for s in large], self.vocabulary)
            begin = re.search(r"\b(?:An?|The)\b.*\binspection\b|\binspection of\b", text, re.IGNORECASE)
            if begin is None:
                continue
            kept = _before_imprint(_from(large, begin.start()))
            text = join_lines([s.text for s in kept], self.vocabulary)
            return sourced(self.flow, text, text, kept)
        return None

    def area(self, title: Sourced[str] | None) -> Sourced[str] | None:
        """The place inspected, from the title."""
        if title is None:
            return None
        match = _AREA.search(title.value) or _AREA_OF.search(title.value)
        if match is None:
            return None
        return Sourced(value=match["area"].strip(" .:"), printed=match["area"], evidence=title.evidence)

    def published(self) -> Sourced[date] | None:
        """The date on the cover, else one with a label on the first pages."""
        cover = self.flow.pages[0].segments if self.flow.pages else ()
        found = [(value, s, span) for s in cover for value, *span in dates(s.text)]
        if not found:
            found = [
                (value, s, span)
                for page in self.flow.pages[:4]
                for s in page.segments
                if labels().leads("published", s.text)
                for value, *span in dates(s.text)
            ]
        if not found:
            return self._told_published()
        value, segment, span = found[-1]
        return sourced(self.flow, value, segment.text[slice(*span)], [segment])

    def _told_published(self) -> Sourced[date] | None:
        """The date that a sentence of the imprint gives for this report."""
        for paragraph in self.prose:
            told = _PUBLISHED.match(paragraph.text) if paragraph.page <= 4 else None
            for value, start, stop in dates(paragraph.text) if told else ():
                if told is not None and start <= told.end() + 1:
                    printed = paragraph.text[start:stop]
                    return sourced(self.flow, value, printed, paragraph.segments(start, stop))
        return None

    def fieldwork_started(self) -> Sourced[date] | None:
        """The date after 'Fieldwork started', a lone date over the ratings, or the date that the prose gives."""
        return self._labelled_fieldwork() or self._lone_date() or self._told_fieldwork()

    def _labelled_fieldwork(self) -> Sourced[date] | None:
        lines = self.flow.lines
        for index, line in enumerate(lines):
            if not labels().leads("fieldwork", line.text) or len(line.text) > 80:
                continue
            near = [line, *(s for s in lines[index + 1 : index + 4] if s.page == line.page and len(s.text) < 40)]
            for segment in near:
                for value, *span in dates(segment.text):
                    return sourced(self.flow, value, segment.text[slice(*span)], [segment])
        return None

    def _lone_date(self) -> Sourced[date] | None:
        for line in self.flow.lines:
            if line.page == self.summary_page:
                for value, start, stop in dates(line.text):
                    if stop - start == len(line.text.strip()):
                        return sourced(self.flow, value, line.text, [line])
        return None

    def _told_fieldwork(self) -> Sourced[date] | None:
        for paragraph in self.prose:
            told = _FIELDWORK.search(paragraph.text)
            if told is None:
                continue
            for value, start, stop in dates(paragraph.text):
                if told.start() < start < told.end() and _BEGINS.search(paragraph.text[told.start() : start]):
                    printed = paragraph.text[start:stop]
                    return sourced(self.flow, value, printed, paragraph.segments(start, stop))
        return None

    def lead_inspector(self) -> Sourced[str] | None:
        """The name after 'led by'."""
        for paragraph in self.prose:
            match = _LEAD.search(paragraph.text)
            if match:
                span = match.span("name")
                return sourced(self.flow, without_honours(match["name"]), match["name"], paragraph.segments(*span))
        return None

    def chief_inspector(self) -> Sourced[str] | None:
        """The name over or before the title 'Chief Inspector of Probation', as a foreword is signed."""
        lines = self.flow.lines
        for index, line in enumerate(lines):
            match = _CHIEF.search(line.text)
            if match is None or len(line.text) > 90:
                continue
            before = without_honours(line.text[: match.start()].strip(" ,–-"))
            if is_person(before):
                return sourced(self.flow, before, before, [line])
            for above in reversed(lines[max(0, index - 3) : index]):
                name = without_honours(above.text)
                if above.page == line.page and is_person(name):
                    return sourced(self.flow, name, above.text, [above])
        return None

    def isbn(self) -> Sourced[str] | None:
        """The ISBN, wherever it stands."""
        for page in self.flow.pages:
            for segment in page.segments:
                match = _ISBN.search(segment.text)
                if match:
                    value = re.sub(r"\s+", "", match[0])
                    return sourced(self.flow, value, match[0], [segment])
        return None

    def service_name(self) -> Sourced[str] | None:
        """The service over the ratings; else as the foreword names it."""
        labelled = self._labelled_service()
        if labelled is not None:
            return labelled
        if self.summary_page is not None:
            lines = self._over_the_ratings()
            named = [s for s in lines if _speaks_of_a_service(s.text)] or [s for s in lines if s.bold]
            if named:
                first = max(named, key=lambda s: (s.size, s.bold, -s.top))
                parts = [*_wrapped_into(first, lines), first, *_wrapped(first, lines)]
                text = join_lines([s.text for s in parts], self.vocabulary)
                return sourced(self.flow, text, text, parts)
        for paragraph in self.prose:
            match = re.search(
                r"\b(?:inspected and rated|Overall,)\s+(?:the\s+)?(?P<name>[A-Z][^.,(]{3,70}?)\s*"
                r"(?:\(|is rated|was rated|across|as part)",
                paragraph.text,
            )
            if match and _speaks_of_a_service(match["name"]):
                return sourced(self.flow, match["name"], match["name"], paragraph.segments(*match.span("name")))
        return None

    def _labelled_service(self) -> Sourced[str] | None:
        """The text after 'Service:' on the page of the ratings."""
        lines = self.flow.lines
        for index, line in enumerate(lines):
            if line.page != self.summary_page:
                continue
            match = re.match(r"^\s*(?:Service|Name of service|Inspected service)\s*:\s*(.*)$", line.text, re.IGNORECASE)
            if match is None:
                continue
            if match[1]:
                parts = [line, *_wrapped(line, lines[index + 1 : index + 2])]
                text = join_lines([match[1], *(s.text for s in parts[1:])], self.vocabulary)
                return sourced(self.flow, text, text, parts)
            after = lines[index + 1] if index + 1 < len(lines) else None
            if after is not None and after.page == line.page:
                return sourced(self.flow, after.text, after.text, [after])
        return None

    def _over_the_ratings(self) -> list[Segment]:
        """The lines of the summary page that are neither headings of the page nor labels with values."""
        skip = ("fieldwork", "overall", "score", "published")
        out = []
        for line in self.flow.lines:
            if line.page != self.summary_page or line.marker or not any(c.isalpha() for c in line.text):
                continue
            if line.bottom > self.summary_top:
                continue
            if labels().is_heading("summary", line.text) or any(labels().leads(name, line.text) for name in skip):
                continue
            if re.match(r"^\W*\d\s*\.\s*\d", line.text):
                break
            out.append(line)
        return out


def _speaks_of_a_service(text: str) -> bool:
    folded = fold(text)
    words = ("youthjustice", "youthoffending", "yjs", "yos", "yot", "yjps", "service", "partnership", "team")
    return any(word in folded for word in words) and len(text) < 110 and not text.endswith(".")


def _wrapped(first: Segment, lines: Sequence[Segment]) -> list[Segment]:
    """The second line of a name that is set over two."""
    for line in lines:
        step = line.top - first.top
        alike = abs(line.size - first.size) < 0.3 and line.bold == first.bold and abs(line.x0 - first.x0) < 4
        if line is not first and alike and 0 < step < 1.6 * first.size and not labels().leads("fieldwork", line.text):
            return [line]
    return []


def _before_imprint(lines: Sequence[Segment]) -> list[Segment]:
    """The lines before the publisher's name and the date, which a cover sets below its title."""
    for index, line in enumerate(lines):
        if index and ("inspectorateofprobation" in fold(line.text) or any(True for _ in dates(line.text))):
            return list(lines[:index])
    return list(lines)


def _wrapped_into(last: Segment, lines: Sequence[Segment]) -> list[Segment]:
    """The first line of a name that is set over two."""
    return [line for line in lines if line is not last and _wrapped(line, [last])][-1:]


def _from(lines: Sequence[Segment], start: int) -> list[Segment]:
    """The lines from the one that holds the character at `start` of their joined text."""
    position = 0
    for index, line in enumerate(lines):
        position += len(line.text) + 1
        if start < position:
            return list(lines[index:])
    return list(lines)
