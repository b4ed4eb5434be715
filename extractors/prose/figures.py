"""Quantities in a sentence, each with the key question that it is about and whether the printed figure bears it out.

A clause that names activity and aim can contradict the table. One that leaves something out ("and for risk of harm in
nine") is completed by the statement before it, and one that names an activity alone by the figure itself, where the
standard prints it once; such a clause can only agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from extractors.prose.clauses import Run, Tokens, parts, runs, shortened
from extractors.prose.quantities import Quantity
from extractors.prose.statements import Earlier, Group, Where, groups, questions, standards_of
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
    group: Group | None = None
    """The statement, for the next one to be completed by; None where there is none."""


class FigureClaims:
    """Finds statements of how many cases met a key question."""

    def __init__(self, targets: Targets) -> None:
        """Work on one report."""
        self._targets = targets

    def read(self, tokens: Sequence[Token], where: Where, earlier: Earlier) -> Iterator[Found]:
        """The quantities of a sentence that are about a key question; the last is noted in `earlier`."""
        alone = sum(t.tag is Tag.QUANTITY for t in tokens) == 1
        for part in parts(tokens):
            if not any(t.tag is Tag.QUANTITY for t in part):
                continue
            found = (
                self._aimed(part, where, earlier, alone)
                or self._worded(part, where)
                or self._completed(part, where, earlier.last)
            )
            earlier.last = found[-1].group if found else earlier.last
            yield from found

    def _aimed(self, part: Tokens, where: Where, earlier: Earlier, alone: bool) -> list[Found]:
        for run in chain(runs(part, _HEADS), shortened(part, _HEADS)):
            found = [f for g in groups(run, Tag.QUANTITY) for f in self._of_group(g, run, where, earlier, alone)]
            if found:
                return found
        return []

    def _of_group(self, group: Group, run: Run, where: Where, earlier: Earlier, alone: bool) -> Iterator[Found]:
        quantity = group.head.quantity
        if quantity is None or group.negative is None:
            return
        if _BACK.search(" ".join(t.text for t in run.tokens)):
            aims = self._meant(quantity, earlier.counted)
            if len(aims) != 1 or group.aims and group.aims != aims:
                return
            group = replace(group, aims=aims)
        if not group.activities and any(t.tag is not Tag.FRAME for t in run.before):
            return
        found = questions(group, where, self._targets)
        for question in found:
            agrees = self._agrees(quantity, question, group)
            plain = len(found) == 1 and bool(group.activities) and not where.guessed
            sure = plain and (alone or not self._of_sibling(quantity, question))
            if agrees or sure:
                yield Found(quantity, question, agrees, group)

    def _of_sibling(self, quantity: Quantity, question: Question) -> bool:
        """Whether another question of the standard prints the figure: then we misread which figure belongs where."""
        others = [q for q in self._targets.percentages if q[0] == question[0] and q != question]
        return any(quantity.agrees(p, False, None) for q in others for p in self._targets.percentages[q])

    def _completed(self, part: Tokens, where: Where, last: Group | None) -> list[Found]:
        """A clause with what it leaves out taken from the statement before it, else told by its own figure."""
        heads = [t for t in part if t.tag is Tag.QUANTITY]
        if len(heads) != 1 or any(t.tag is Tag.STRANGE for t in part):
            return []
        (group,) = groups(Run(part, ()), Tag.QUANTITY)
        if not (group.aims or group.activities or group.negative is not None):
            return []
        found = self._borne_out(group.completed(last), where)
        if not found and group.activities and not group.aims and group.negative is not None:
            found = self._told_by_figure(group, where)
        return found if len(found) == 1 else []

    def _borne_out(self, group: Group, where: Where) -> list[Found]:
        """The question of a statement, if there is but one and it prints the figure."""
        quantity = group.head.quantity
        found = questions(group, where, self._targets)
        if quantity is None or len(found) != 1:
            return []
        judged = group if group.negative is not None else replace(group, negative=False)
        plain = group.negative is not None or quantity.kind is ClaimKind.PERCENTAGE
        agrees = plain and self._agrees(quantity, found[0], judged)
        return [Found(quantity, found[0], True, group)] if agrees else []

    def _told_by_figure(self, group: Group, where: Where) -> list[Found]:
        """The questions of a standard that print the figure of a statement that names none of them."""
        standards = standards_of(group, where, self._targets)
        asked = {q: aim for (s, aim), q in self._targets.questions.items() if [s] == standards}
        found = [f for aim in asked.values() for f in self._borne_out(replace(group, aims=(aim,)), where)]
        printed = self._targets.percentages
        return [f for f in found if f.question and any(f.quantity.exactly(p) for p in printed[f.question])]

    @staticmethod
    def _meant(quantity: Quantity, earlier: Sequence[Sequence[Token]]) -> tuple[str, ...]:
        """The aims of the last sentence that counted the cases which 'these' points back to."""
        for tokens in reversed(earlier):
            counts = [t.quantity.numerator for t in tokens if t.quantity and t.quantity.kind is ClaimKind.FRACTION]
            if quantity.denominator is not None and quantity.denominator in counts:
                return tuple(dict.fromkeys(v for t in tokens if t.tag is Tag.AIM for v in t.values))
        return ()

    def _agrees(self, quantity: Quantity, question: Question, group: Group) -> bool | None:
        """Whether a printed figure bears a statement out.

        "Required improvement (63 per cent)" may give the share that did or the share that did not.
        """
        sample = self._targets.sample(question[0])
        either = quantity.aside and group.rated
        ways = (True, False) if either else (bool(group.negative),)
        printed = self._targets.percentages.get(question, ())
        held = [quantity.agrees(p, negative, sample) for p in printed for negative in ways]
        if True in held:
            return True
        return None if None in held or not held or either else False

    def _worded(self, part: Tokens, where: Where) -> list[Found]:
        """A clause that restates a key question which has no aim of its own, in its words."""
        heads = [t for t in part if t.quantity is not None]
        said = content(" ".join(t.text for t in part if t.tag not in (Tag.FRAME, Tag.QUANTITY)))
        fits = []
        for question, stems in self._targets.worded.items():
            inside = not where.domains or question[0][0] in where.domains
            shared = said & stems
            if inside and said <= stems and len(shared) >= _LEAST_SHARED and len(shared) >= _LEAST_COVER * len(stems):
                fits.append(question)
        if len(fits) != 1 or len(heads) != 1 or heads[0].quantity is None:
            return []
        ill = any(t.tag is Tag.NEGATIVE for t in part)
        agrees = self._agrees(heads[0].quantity, fits[0], Group(heads[0], (), (), ill))
        judged = not where.guessed and (ill or any(t.tag is Tag.POSITIVE for t in part))
        return [Found(heads[0].quantity, fits[0], agrees)] if agrees or judged else []
