"""Quantities in a sentence, each with the key question that it is about and whether the printed figure bears it out.

A clause that names activity, aim and verdict, and nothing else, can contradict the table. What leaves something out, or
says more, is read by `inferred` and can only agree. Where a sentence has several figures, one that another question of
the standard prints was misread by us, not misprinted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from extractors.prose.bearing import Found, bears_out, of_sibling
from extractors.prose.clauses import Run, Tokens, parts, points_back, runs, shortened
from extractors.prose.inferred import inferred, topic
from extractors.prose.quantity import Quantity
from extractors.prose.statements import Earlier, Group, Where, groups, questions
from extractors.prose.tags import Tag, Token, content
from extractors.prose.targets import Question, Targets
from schemas.report import ClaimKind

_HEADS = (Tag.QUANTITY,)
_NO_TOPIC = (Tag.FRAME, Tag.QUANTITY, Tag.POSITIVE, Tag.NEGATIVE, Tag.BREAK, Tag.COMMA)
_LEAST_SHARED = 3
_LEAST_COVER = 0.4
_MOST_MORE = 2
"""A clause restates a key question that has no aim of its own with so many of its words, and this part of them."""


class FigureClaims:
    """Finds statements of how many cases met a key question."""

    def __init__(self, targets: Targets) -> None:
        """Work on one report."""
        self._targets = targets

    def read(self, tokens: Sequence[Token], where: Where, earlier: Earlier) -> Iterator[Found]:
        """The quantities of a sentence that are about a key question; the last is noted in `earlier`.

        A sentence whose quantities are about something else leaves nothing for the next one to be completed by.
        """
        alone = sum(t.tag is Tag.QUANTITY for t in tokens) == 1
        before, earlier.last = earlier.last, None
        for part in parts(tokens):
            if not any(t.tag is Tag.QUANTITY for t in part):
                before = topic(part) or before
                continue
            found = (
                self._aimed(part, where, earlier, alone)
                or self._worded(part, where)
                or inferred(part, where, before, self._targets)
            )
            if found:
                before = earlier.last = found[-1].group
            yield from found

    def _aimed(self, part: Tokens, where: Where, earlier: Earlier, alone: bool) -> list[Found]:
        for run in chain(runs(part, _HEADS), shortened(part, _HEADS)):
            found = [f for g in groups(run, Tag.QUANTITY) for f in self._of_group(g, run, where, earlier, alone)]
            if found:
                return found
        return []

    def _of_group(self, group: Group, run: Run, where: Where, earlier: Earlier, alone: bool) -> Iterator[Found]:
        quantity = group.head.quantity
        silent = group.negative is None
        listed = quantity is not None and (quantity.aside or len(run.of(Tag.QUANTITY)) > 1)
        if quantity is None or silent and not (listed and quantity.kind is ClaimKind.PERCENTAGE):
            return
        if points_back((*run.before, *run.tokens)):
            aims = self._meant(quantity, earlier.counted)
            if len(aims) != 1 or group.aims and group.aims != aims:
                return
            group = replace(group, aims=aims)
        if not group.activities and any(t.tag is not Tag.FRAME for t in run.before):
            return
        found = questions(group, where, self._targets)
        for question in found:
            agrees = bears_out(self._targets, quantity, question, group)
            plain = len(found) == 1 and bool(group.activities) and not where.guessed and not silent
            sure = plain and (alone or not of_sibling(self._targets, quantity, question))
            if agrees or sure:
                yield Found(quantity, question, agrees, group)

    @staticmethod
    def _meant(quantity: Quantity, earlier: Sequence[Sequence[Token]]) -> tuple[str, ...]:
        """The aims of the last sentence that counted the cases which 'these' points back to."""
        for tokens in reversed(earlier):
            counts = [t.quantity.numerator for t in tokens if t.quantity and t.quantity.kind is ClaimKind.FRACTION]
            if quantity.denominator is not None and quantity.denominator in counts:
                return tuple(dict.fromkeys(v for t in tokens if t.tag is Tag.AIM for v in t.values))
        return ()

    def _worded(self, part: Tokens, where: Where) -> list[Found]:
        """A clause that restates a key question which has no aim of its own, in its words."""
        heads = [t for t in part if t.tag is Tag.QUANTITY]
        said = content(" ".join(t.text for t in part if t.tag not in _NO_TOPIC))
        fits = [q for q, stems in self._targets.worded.items() if self._is_inside(q, where) and _restates(said, stems)]
        if len(fits) != 1 or len(heads) != 1 or heads[0].quantity is None:
            return []
        ill = any(t.tag is Tag.NEGATIVE for t in part)
        agrees = bears_out(self._targets, heads[0].quantity, fits[0], Group(heads[0], (), (), ill))
        judged = ill or any(t.tag is Tag.POSITIVE for t in part)
        sure = judged and not where.guessed and said <= self._targets.worded[fits[0]]
        return [Found(heads[0].quantity, fits[0], agrees)] if agrees or sure else []

    @staticmethod
    def _is_inside(question: Question, where: Where) -> bool:
        return not where.domains or question[0][0] in where.domains


def _restates(said: frozenset[str], stems: frozenset[str]) -> bool:
    """Whether words are those of a question; with a few more they may be, if most of the question's are there."""
    shared, more = said & stems, said - stems
    least = max(_LEAST_SHARED, _LEAST_COVER * len(stems)) + len(more)
    return len(shared) >= least and len(more) <= _MOST_MORE
