"""The figures that stand for the whole report: overall rating, score, sample sizes, number of recommendations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.flow import Flow
from extractors.front import sourced
from extractors.labels import labels
from extractors.page import Segment
from extractors.paragraphs import Paragraph
from extractors.ratings import RatingReader
from extractors.sections import Section
from extractors.text import NUMBER, fold, number
from schemas.base import Rating, Sourced
from schemas.framework import Framework

_OUT_OF = r"(?:/|out of(?: a)?(?: (?:possible|maximum|total)(?: of)?)?|\(?\s*of)"
_SCORE = re.compile(rf"(?<![\d/])(\d{{1,2}})\s*{_OUT_OF}\s*(\d{{2,4}})(?![\d/])", re.IGNORECASE)
_SCORE_CUT = re.compile(r"\d{1,2}\s*(?:/|out of?)?$", re.IGNORECASE)
_LONE_SCORE = re.compile(r"\bscore\b\s*:?\s*(\d{1,2})$", re.IGNORECASE)
_RATED = re.compile(
    r"\boverall\b.{0,80}?\brat(?:ed|ing)\b(?:\s+(?:as|of|is|was|given)\b)*\s*[:,]?\s*[‘'“\"]?(?P<rating>\w+(?:\s\w+)?)",
    re.IGNORECASE,
)
_SAMPLE = re.compile(
    r"\b(?:inspected|examined|reviewed|sampled|considered|analysed|read|look(?:ed)?(?: in detail| closely)? at|"
    r"look at|case assessments? (?:of|on)|sample of)\s+(?:(?:a|our) (?:total|sample) of\s+|in total\s+)?"
    rf"(?P<number>{NUMBER})\s+(?P<what>[^.;]{{3,160}})",
    re.IGNORECASE,
)
_WAS_COUNTED = r"\s(?:were|was)\s+(?:inspected|examined|reviewed|sampled|read|looked at|considered|analysed)\b"
_HAS_PASSIVE = re.compile(_WAS_COUNTED, re.IGNORECASE)
"""Asked first: few paragraphs have such a verb, and the clause before it is looked for from every letter on."""
_PASSIVE = re.compile(rf"(?P<clause>[^.;:]{{3,120}}?)\s*{_WAS_COUNTED}", re.IGNORECASE)
_TOKEN = re.compile(r"\d{1,4}|[a-z]+(?:-[a-z]+)?", re.IGNORECASE)
_MORE = re.compile(rf"\band\s+(?P<number>{NUMBER})\s+(?:custodial|community|detention)", re.IGNORECASE)
_FURTHER = re.compile(rf"(?:,|\band|;)\s+(?:a further\s+)?(?P<number>{NUMBER})\s+", re.IGNORECASE)
_CASES = re.compile(
    r"\b(?:cases?|sentences?|disposals?|orders?|files?|resolutions?|cautions?|children)\b", re.IGNORECASE
)
_STATED = re.compile(
    rf"\b(?P<number>{NUMBER})\s+(?:(?:key|further|specific|main|clear|broad)\s+)?recommendations?\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Totals:
    """The reader of a report's single figures."""

    flow: Flow
    framework: Framework
    ratings: RatingReader
    prose: Sequence[Paragraph]
    sections: Sequence[Section]
    summary_pages: tuple[int, ...]

    def overall_rating(self) -> Sourced[Rating] | None:
        """The rating in, beside or below the cell 'Overall rating'; else the one that the prose states."""
        for line in self.flow.lines:
            split = self.ratings.at_end(line)
            if split and split[0] is not None and _is_label("overall", _tail(split[0].text)):
                cell = split[1]
                return sourced(self.flow, cell.rating, cell.printed, cell.segments)
        for line in self.flow.lines:
            if _is_label("overall", _tail(line.text)):
                found = self._near(line)
                if found is not None:
                    return found
        return self._stated_overall()

    def _near(self, label: Segment) -> Sourced[Rating] | None:
        """The rating nearest to a label: to its right, then below it, before any standard."""
        page = [s for s in self.flow.lines if s.page == label.page]
        best: tuple[float, Sourced[Rating]] | None = None
        for cell in self.ratings.cells(page):
            beside = abs(cell.middle - label.middle) < 1.2 * label.size and cell.x0 >= label.x1 - 2
            gap = cell.top - label.bottom
            below = -2 <= gap < 4.5 * label.size and cell.x0 < label.x1 + 40 and cell.x1 > label.x0 - 40
            if not (beside or below):
                continue
            cost = 0.01 * (cell.x0 - label.x1) if beside else 10 + gap
            if best is None or cost < best[0]:
                best = (cost, sourced(self.flow, cell.rating, cell.printed, cell.segments))
        return best[1] if best else None

    def _stated_overall(self) -> Sourced[Rating] | None:
        for paragraph in self.prose:
            for match in _RATED.finditer(paragraph.text):
                words = match["rating"]
                found = self.ratings.whole(words) or self.ratings.whole(words.split()[0])
                if found:
                    return sourced(self.flow, found[0], found[1], paragraph.segments(*match.span("rating")))
        return None

    def score(self) -> tuple[Sourced[int] | None, Sourced[int] | None]:
        """The score and its maximum, from the line or cell 'Score'; both None where no score is printed."""
        lines = [s for s in self.flow.lines if s.page in self.summary_pages]
        headed = [s for s in lines if labels().leads("score", s.text) or "score" in fold(s.text) and len(s.text) < 60]
        for line in lines:
            match = _SCORE.search(line.text) or self._over_two_lines(line, lines)
            if match is None or not (line in headed or any(_adjacent(h, line) for h in headed)):
                continue
            maximum = self._maximum(match[2])
            return (
                sourced(self.flow, int(match[1]), match[0], [line]),
                sourced(self.flow, maximum, match[0], [line]),
            )
        for line in headed:
            lone = _LONE_SCORE.search(line.text)
            if lone:
                return sourced(self.flow, int(lone[1]), lone[0], [line]), None
        return None, None

    @staticmethod
    def _over_two_lines(line: Segment, lines: Sequence[Segment]) -> re.Match[str] | None:
        """The score where a narrow cell sets its maximum below it."""
        if not _SCORE_CUT.search(line.text):
            return None
        below = (s for s in lines if s.page == line.page and abs(s.x0 - line.x0) < 4 and s.top > line.top)
        under = min(below, key=lambda s: s.top, default=None)
        if under is None or under.top - line.bottom > line.size:
            return None
        return _SCORE.search(f"{line.text} {under.text}")

    def _maximum(self, digits: str) -> int:
        """The maximum without a footnote mark that was glued to it ("24" and mark 1 print as 241)."""
        known = {str(scale.max) for scale in self.framework.score}
        if digits not in known:
            for length in (2, 1):
                if digits[:length] in known and len(digits) - length in (1, 2):
                    return int(digits[:length])
        return int(digits)

    def samples(self) -> dict[str, Sourced[int]]:
        """Size of each domain's case sample by report field, from the first sentence that states it."""
        out: dict[str, Sourced[int]] = {}
        for paragraph in self.prose:
            if not _CASES.search(paragraph.text):
                continue
            domain = self.sections[paragraph.index].domain
            for printed, start, what in _counted(paragraph.text):
                value = number(printed)
                name = self._sample_field(what, domain)
                if value is None or name is None or name in out or not _CASES.search(what):
                    continue
                more = _MORE.search(what)
                if more and name == "court_cases":
                    value += number(more["number"]) or 0
                lines = paragraph.segments(start, start + len(printed))
                out[name] = sourced(self.flow, value, printed, lines)
        for name, cell in self._tabled_samples():
            out.setdefault(name, sourced(self.flow, int(cell.text), cell.text, [cell]))
        return out

    def _tabled_samples(self) -> Iterator[tuple[str, Segment]]:
        """Sizes of samples from a table: whole numbers under 'Cases inspected' or the like, each with its field."""
        lines = self.flow.lines
        for head in lines:
            if fold(head.text) not in labels().tables["sample"]:
                continue
            for cell in lines:
                under = cell.page == head.page and cell.top > head.bottom and cell.x0 < head.x1 and cell.x1 > head.x0
                if not under or not cell.text.isdecimal() or len(cell.text) > 3:
                    continue
                row = [s for s in lines if s.page == cell.page and abs(s.middle - cell.middle) < 0.6 * cell.size]
                label = min((s for s in row if s.x1 <= cell.x0), key=lambda s: s.x0, default=None)
                name = self._sample_field(label.text, None) if label is not None else None
                if name is not None:
                    yield name, cell

    def _sample_field(self, what: str, domain: str | None) -> str | None:
        """The field that a described sample belongs to, by its words and then by the domain it is described in."""
        text = fold(what)
        if any(word in text for word in ("outofcourt", "communityresolution", "diversion")):
            return "oocd_cases"
        court = any(word in text for word in ("communitysentence", "postcourt", "courtdisposal", "courtorder"))
        custody = any(word in text for word in ("custod", "resettlement"))
        if court or domain == "2":
            return "court_cases"
        if custody:
            return "resettlement_cases"
        known = self.framework.domains.get(domain or "")
        return known.sample if known else None

    def recommendations_stated(self) -> Sourced[int] | None:
        """How many recommendations the text says there are."""
        for paragraph in self.prose:
            for match in _STATED.finditer(paragraph.text):
                value = number(match["number"])
                before = paragraph.text[max(0, match.start() - 70) : match.start()].casefold()
                if value is not None and re.search(
                    r"\b(?:make|made|makes|making|set out|are|include|identified)\b", before
                ):
                    lines = paragraph.segments(*match.span("number"))
                    return sourced(self.flow, value, match["number"], lines)
        return None


def _tail(text: str) -> str:
    """A label without a leading score in the same line."""
    return _SCORE.sub("", re.sub(r"^\s*score\b\s*:?", "", text, flags=re.IGNORECASE)).strip()


def _is_label(name: str, text: str) -> bool:
    return fold(text) in labels().fields[name]


def _adjacent(label: Segment, value: Segment) -> bool:
    """Whether a value stands in the label's row or directly below it."""
    if label.page != value.page:
        return False
    if abs(label.middle - value.middle) < 1.2 * label.size:
        return True
    gap = value.top - label.bottom
    return -2 < gap < 2.5 * label.size and value.x0 < label.x1 + 30 and value.x1 > label.x0 - 30


def _counted(text: str) -> Iterator[tuple[str, int, str]]:
    """Numbers of things that were inspected: the number as printed, where it begins, and the words that follow it."""
    for match in _SAMPLE.finditer(text):
        yield from _each_kind(match["number"], match.start("number"), match["what"], match.start("what"))
    for match in _PASSIVE.finditer(text) if _HAS_PASSIVE.search(text) else ():
        tokens = [t for t in _TOKEN.finditer(match["clause"]) if number(t[0]) is not None]
        if tokens:
            last = tokens[-1]
            yield last[0], match.start("clause") + last.start(), match["clause"][last.end() :].strip()


def _each_kind(printed: str, start: int, what: str, at: int) -> Iterator[tuple[str, int, str]]:
    """The number of each kind of case where a sentence lists several: each part that names cases of its own.

    `start` and `at` are the places of the number and of what follows it in their paragraph.
    """
    for further in _FURTHER.finditer(what):
        named = _CASES.search(what[: further.start()]) and _CASES.search(what[further.end() :])
        if named and not _MORE.search(what[further.start() :]):
            yield printed, start, what[: further.start()]
            begin = further.start("number")
            yield from _each_kind(further["number"], at + begin, what[further.end() :], at + further.end())
            return
    yield printed, start, what
