"""Quantities in a sentence, each with the key question that it is about and whether the printed figure bears it out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from extractors.prose.clauses import Run, Tokens, parts, runs, shortened
from extractors.prose.quantities import Quantity
from extractors.prose.statements import Group, Where, groups, questions
from extractors.prose.tags import Tag, Token, content
from extractors.prose.targets import Question, Targets
from schemas.report import ClaimKind

_HEADS = (Tag.QUANTITY,)
_BACK = re.compile(
    r"\b(?:these|those|such|the same)\b(?: \w+){0,3} (?:cases|files|assessments|plans|reviews)\b", re.IGNORECASE
)
_LEAST_SHARED = 3
_LEAST_COVER = 0.45
"""A clause restates a key question that has no aim of its own with so many of its words, and this part of them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity and what it is about."""

    quantity: Quantity
    question: Question | None
    agrees: bool | None


class FigureClaims:
    """Finds statements of how many cases met a key question."""

    def __init__(self, targets: Targets) -> None:
        """Work on one report."""
        self._targets = targets

    def read(self, tokens: Sequence[Token], where: Where, earlier: Sequence[Sequence[Token]]) -> Iterator[Found]:
        """The quantities of a sentence that are about a key question.

        `earlier` are the sentences before it in its paragraph that have quantities.
        """
        for part in parts(tokens):
            if any(t.tag is Tag.QUANTITY for t in part):
                yield from self._aimed(part, where, earlier) or self._worded(part, where)

    def _aimed(self, part: Tokens, where: Where, earlier: Sequence[Sequence[Token]]) -> list[Found]:
        for run in chain(runs(part, _HEADS), shortened(part, _HEADS)):
            found = [f for g in groups(run, Tag.QUANTITY) for f in self._of_group(g, run, where, earlier)]
            if found:
                return found
        return []

    def _of_group(self, group: Group, run: Run, where: Where, earlier: Sequence[Sequence[Token]]) -> Iterator[Found]:
        quantity = group.head.quantity
        negative = group.negative
        if quantity is None or negative is None:
            return
        if _BACK.search(" ".join(t.text for t in run.tokens)):
            aims = self._meant(quantity, earlier)
            if len(aims) != 1 or group.aims and group.aims != aims:
                return
            group = replace(group, aims=aims)
        if not group.activities and any(t.tag is not Tag.FRAME for t in run.before):
            return
        found = questions(group, where, self._targets)
        for question in found:
            agrees = self._agrees(quantity, question, negative)
            sure = len(found) == 1 and bool(group.activities)
            if agrees or sure:
                yield Found(quantity, question, agrees)

    @staticmethod
    def _meant(quantity: Quantity, earlier: Sequence[Sequence[Token]]) -> tuple[str, ...]:
        """The aims of the last sentence that counted the cases which 'these' points back to."""
        for tokens in reversed(earlier):
            counts = [t.quantity.numerator for t in tokens if t.quantity and t.quantity.kind is ClaimKind.FRACTION]
            if quantity.denominator is not None and quantity.denominator in counts:
                return tuple(dict.fromkeys(v for t in tokens if t.tag is Tag.AIM for v in t.values))
        return ()

    def _agrees(self, quantity: Quantity, question: Question, negative: bool) -> bool | None:
        sample = self._targets.sample(question[0])
        held = [quantity.agrees(p, negative, sample) for p in self._targets.percentages.get(question, ())]
        if True in held:
            return True
        return None if None in held or not held else False

    def _worded(self, part: Tokens, where: Where) -> list[Found]:
        """A clause that restates a key question which has no aim of its own, in its words."""
        heads = [t for t in part if t.quantity is not None]
        said = content(" ".join(t.text for t in part if t.quantity is None))
        judged = any(t.tag in (Tag.POSITIVE, Tag.NEGATIVE) for t in part)
        fits = []
        for question, stems in self._targets.worded.items():
            inside = not where.domains or question[0][0] in where.domains
            shared = said & stems
            if inside and said <= stems and len(shared) >= _LEAST_SHARED and len(shared) >= _LEAST_COVER * len(stems):
                fits.append(question)
        ill = any(t.tag is Tag.NEGATIVE for t in part)
        if not judged or len(fits) != 1 or len(heads) != 1 or heads[0].quantity is None:
            return []
        return [Found(heads[0].quantity, fits[0], self._agrees(heads[0].quantity, fits[0], ill))]
