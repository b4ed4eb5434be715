"""Key questions and the share of cases answered 'yes'.

Signals, most authoritative first: (1) the question's number; (2) its wording, compared with the questions of the
standard under whose heading it stands; (3) the figure in the question's row, to the right or, failing that, to the
left. A question that a page break cuts may have its figure on either page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.anchors import Anchor
from extractors.flow import Flow
from extractors.labels import labels
from extractors.page import Segment, evidence
from extractors.ratings import RatingCell
from extractors.text import fold, join_lines
from extractors.words import Vocabulary
from schemas.base import Place
from schemas.framework import Basis
from schemas.report import Gap, KeyQuestion

SURE, LIKELY = 88.0, 70.0
"""Likeness (0 to 100) of the wording that suffices alone, and with a figure beside it."""
LINES_MAX, LENGTH_MAX = 7, 260
"""Most lines and characters that a question takes."""
_NUMBERED = re.compile(r"^\W*(\d)\s?\.\s?(\d)\s?\.\s?(\d)\s*[.:]?\s*")
_PCT = re.compile(r"^(\d{1,3})\s?(?:(%|per cent)\s?\d{0,2})?$")
"""A percentage, or a bare number; behind the sign a footnote's mark may stand."""
_PCT_CUT = re.compile(r"^\d{1,3} per$")
_PER_CENT_HEAD = re.compile(r"^[^\d]*(?:%|per cent|percentage)[^\d]*$", re.IGNORECASE)
_PCT_END = re.compile(r"^(\d{1,3})%$")
_OPENING = 5
"""Folded letters by which a line is taken to open a question."""


@dataclass(slots=True)
class _Asked:
    """A question as printed, before its figure is known."""

    anchor: Anchor
    ordinal: int | None
    text: str
    lines: tuple[Segment, ...]
    likeness: float
    inside: Segment | None = None
    """The figure where it stands in the question's own line."""
    value: Segment | None = None


class QuestionReader:
    """Reads the key questions below each anchor of body and annex."""

    def __init__(self, flow: Flow, cells: Sequence[RatingCell], vocabulary: Vocabulary) -> None:
        """Work on one flow, whose cells that hold a rating are known."""
        self.flow = flow
        self.vocabulary = vocabulary
        self._ratings = {id(s) for cell in cells for s in cell.segments}

    def read(self, anchors: Sequence[Anchor]) -> tuple[list[KeyQuestion], list[Gap]]:
        """All key questions, and a gap for each that case data promises and the table does not give."""
        asked: list[_Asked] = []
        for position, anchor in enumerate(anchors):
            if anchor.place is Place.SUMMARY:
                continue
            stop = anchors[position + 1].index if position + 1 < len(anchors) else len(self.flow.lines)
            asked.extend(self._asked(anchor, self.flow.lines[anchor.index + 1 : stop]))
        self._assign_values(asked)
        questions: list[KeyQuestion] = []
        gaps: list[Gap] = []
        for anchor in anchors:
            mine = [a for a in asked if a.anchor is anchor]
            found, missing = self._settle(anchor, mine)
            questions.extend(found)
            gaps.extend(missing)
        return questions, gaps

    def _asked(self, anchor: Anchor, scope: Sequence[Segment]) -> Iterator[_Asked]:
        openings = {fold(q)[:_OPENING] for q in anchor.standard.questions}
        lines = [s for s in scope if id(s) not in anchor.used and not self._is_other_cell(s)]
        index = 0
        while index < len(lines):
            numbered = _NUMBERED.match(lines[index].text)
            start = fold(_NUMBERED.sub("", lines[index].text))[:_OPENING]
            if numbered is None and (start not in openings or lines[index].marker):
                index += 1
                continue
            asked, used = self._collect(anchor, lines[index : index + LINES_MAX], numbered)
            if asked is not None:
                yield asked
            index += used

    def _is_other_cell(self, segment: Segment) -> bool:
        """A table heading, a lone figure or a lone rating: no part of a question's wording."""
        if labels().is_table_header(segment.text) or _PCT.match(segment.text):
            return True
        if _PCT_CUT.match(segment.text) or fold(segment.text) == "cent":
            return True
        return id(segment) in self._ratings

    def _collect(
        self, anchor: Anchor, lines: Sequence[Segment], numbered: re.Match[str] | None
    ) -> tuple[_Asked | None, int]:
        """The question that opens at the first of some lines, and how many lines it takes; None where it is none."""
        texts: list[str] = []
        used: list[Segment] = []
        inside: Segment | None = None
        best: _Asked | None = None
        for count, line in enumerate(lines, start=1):
            if count > 1 and (_NUMBERED.match(line.text) or line.marker):
                break
            body, figure = _split_figure(line)
            inside = inside or figure
            texts.append(_NUMBERED.sub("", body) if count == 1 else body)
            used.append(line)
            text = join_lines(texts, self.vocabulary)
            if "?" not in text and count < len(lines) and len(text) < LENGTH_MAX:
                continue
            ordinal, likeness = self._match(anchor, text)
            if numbered is not None and f"{numbered[1]}.{numbered[2]}" == anchor.standard.number:
                ordinal, likeness = int(numbered[3]), 100.0
            if text.endswith("?") and likeness >= LIKELY:
                best = _Asked(anchor, ordinal, text, tuple(used), likeness, inside)
            return best, count if best else 1
        return None, 1

    @staticmethod
    def _match(anchor: Anchor, text: str) -> tuple[int, float]:
        """The standard's question that a text is most like, and how like."""
        folded = fold(text)
        scores = [(fuzz.ratio(folded, fold(q)), -i) for i, q in enumerate(anchor.standard.questions, start=1)]
        score, position = max(scores)
        return -position, score

    def _assign_values(self, asked: Sequence[_Asked]) -> None:
        """Give each question the figure in its row, one figure to one question."""
        by_page: dict[int, list[Segment]] = {}
        for page in {line.page for a in asked for line in a.lines}:
            near = self.flow.pages[max(0, page - 2) : page]
            headed = any(_says_per_cent(p.segments) for p in near)
            other = [s for p in near for s in p.segments if fold(s.text) in labels().tables["answer_no"]]
            figures = _figures(self.flow.pages[page - 1].segments, headed)
            by_page[page] = [f for f in figures if not any(f.x0 < head.x1 and f.x1 > head.x0 for head in other)]
        pairs: list[tuple[float, int, _Asked, Segment]] = []
        for order, question in enumerate(asked):
            if question.inside is not None:
                question.value = question.inside
                continue
            for figure in (f for p in {line.page for line in question.lines} for f in by_page[p]):
                cost = _distance(question, figure)
                if cost is not None:
                    pairs.append((cost, order, question, figure))
        taken: set[int] = set()
        for _, _, question, figure in sorted(pairs, key=lambda p: p[:2]):
            if question.value is None and id(figure) not in taken:
                question.value = figure
                taken.add(id(figure))

    def _settle(self, anchor: Anchor, asked: Sequence[_Asked]) -> tuple[list[KeyQuestion], list[Gap]]:
        """One question an ordinal, in order; gaps for what is missing from a table that is there."""
        chosen: dict[int, _Asked] = {}
        gaps: list[Gap] = []
        for question in sorted(asked, key=lambda q: (-q.likeness, q.value is None)):
            sure = question.likeness >= SURE or question.value is not None
            if not sure or question.ordinal is None:
                continue
            if question.ordinal in chosen or question.ordinal > len(anchor.standard.questions):
                question.ordinal = self._free_ordinal(anchor, chosen, question)
            if question.ordinal is not None:
                chosen[question.ordinal] = question
        if anchor.standard.basis is Basis.CASE_DATA and chosen:
            gaps.extend(self._gaps(anchor, chosen))
        return [self._question(anchor, n, chosen[n]) for n in sorted(chosen)], gaps

    @staticmethod
    def _free_ordinal(anchor: Anchor, chosen: dict[int, _Asked], question: _Asked) -> int | None:
        """The ordinal left over when all others are taken; None where the question cannot be told."""
        left = [n for n in range(1, len(anchor.standard.questions) + 1) if n not in chosen]
        return left[0] if len(left) == 1 and question.value is not None else None

    def _question(self, anchor: Anchor, ordinal: int, asked: _Asked) -> KeyQuestion:
        boxes = evidence(self.flow.pages, asked.lines)
        value = asked.value
        if value is not None:
            boxes = (*evidence(self.flow.pages, [value]), *boxes)
        pct = _figure(value.text) if value is not None else None
        return KeyQuestion(
            place=anchor.place,
            standard=anchor.standard.number,
            ordinal=ordinal,
            question=asked.text,
            pct_yes=pct if pct is not None and pct <= 100 else None,
            is_bold=value.bold if value is not None else None,
            evidence=boxes,
        )

    @staticmethod
    def _gaps(anchor: Anchor, chosen: dict[int, _Asked]) -> Iterator[Gap]:
        for ordinal, wording in enumerate(anchor.standard.questions, start=1):
            asked = chosen.get(ordinal)
            if asked is None:
                yield Gap(
                    field="key_question",
                    standard=anchor.standard.number,
                    expected=wording,
                    reason="not_printed",
                    page=anchor.page,
                )
            elif asked.value is None:
                yield Gap(
                    field="pct_yes",
                    standard=anchor.standard.number,
                    expected=f"a percentage beside question {ordinal}",
                    reason="not_printed",
                    page=asked.lines[0].page,
                )


def _split_figure(line: Segment) -> tuple[str, Segment | None]:
    """A line without the figure at its end, and that figure."""
    words = [i for i, w in enumerate(line.words) if not (w.mark or w.symbol)]
    if len(words) > 2 and _PCT_END.match(line.words[words[-1]].text):
        body, figure = line.part(0, words[-1]), line.part(words[-1])
        if body is not None and figure is not None:
            return body.text, figure
    return line.text, None


def _says_per_cent(segments: Sequence[Segment]) -> bool:
    """Whether some table heading among the segments says that figures are percentages."""
    return any(_PER_CENT_HEAD.search(s.text) and len(s.text) < 24 for s in segments)


def _figures(segments: Sequence[Segment], headed: bool) -> Iterator[Segment]:
    """Cells that hold nothing but a percentage; bare numbers count where a table heading says per cent."""
    for segment in segments:
        if _PCT_CUT.match(segment.text):
            segment = _with_cent(segment, segments)
        match = _PCT.match(segment.text)
        if match and int(match[1]) <= 100 and (match[2] or headed) and not segment.marker:
            yield segment


def _with_cent(segment: Segment, segments: Sequence[Segment]) -> Segment:
    """A figure whose 'cent' a narrow cell sets on the next line, with that line; itself where there is none."""
    for below in segments:
        near = 0 < below.top - segment.top < 2 * segment.size and below.x0 < segment.x1 and below.x1 > segment.x0
        if near and fold(below.text) == "cent":
            return Segment((*segment.words, *below.words), segment.page)
    return segment


def _figure(text: str) -> int | None:
    match = _PCT.match(text)
    return int(match[1]) if match else None


def _distance(question: _Asked, figure: Segment) -> float | None:
    """How far a figure stands from a question's row; None where it is not in it."""
    lines = [s for s in question.lines if s.page == figure.page]
    if not lines:
        return None
    top, bottom = min(s.top for s in lines), max(s.bottom for s in lines)
    slack = 0.5 * figure.size
    if not top - slack <= figure.middle <= bottom + slack:
        return None
    x0, x1 = min(s.x0 for s in lines), max(s.x1 for s in lines)
    if figure.x0 >= x1 - 4:
        side = 0.0
    elif figure.x1 <= x0 + 4:
        side = 30.0
    else:
        return None
    return side + abs(figure.middle - (top + bottom) / 2) + (15.0 if lines[0] is not question.lines[0] else 0.0)
