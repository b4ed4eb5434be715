"""Statements that leave something out, or say more than a key question does: they can agree, never contradict.

In order: (1) a clause without a strange word takes activity, aim or verdict from the statement before it; (2) one that
names an activity alone is told by a figure that its standard prints once; (3) a clause that names activity and aim may
have a few strange words, none of which speaks of a part of the work ("contingency", "victims"), where its figure is
exact and is the printed one: that two such figures are the same by chance is unlikely.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.prose.bearing import Found, bears_out
from extractors.prose.clauses import Run, Tokens
from extractors.prose.lexicon import claim_words
from extractors.prose.statements import Group, Where, groups, questions, standards_of
from extractors.prose.tags import Tag
from extractors.prose.targets import Targets
from schemas.report import ClaimKind

_MOST_STRANGE = 3
_LEAST_TOTAL = 10
"""Fractions of fewer cases are too often the same by chance."""


def inferred(part: Tokens, where: Where, last: Group | None, targets: Targets) -> list[Found]:
    """The one quantity of a clause, with the question that it must be about; empty where it is not plain.

    `last` is the statement before it.
    """
    heads = [t for t in part if t.tag is Tag.QUANTITY]
    if len(heads) != 1:
        return []
    (group,) = groups(Run(part, ()), Tag.QUANTITY)
    strange = [t for t in part if t.tag is Tag.STRANGE]
    if strange:
        return _in_spite(group, [t.text for t in strange], where, targets)
    if not (group.aims or group.activities or group.negative is not None):
        return []
    found = list(_borne_out(group.completed(last), where, targets))
    if not found and group.activities and not group.aims and group.negative is not None:
        found = _told_by_figure(group, where, targets)
    return found if len(found) == 1 else []


def topic(part: Tokens) -> Group | None:
    """What a clause without a figure speaks of, for the next one to take up; None unless it is one activity and aim."""
    marks = [t for t in part if t.tag in (Tag.ACTIVITY, Tag.AIM)]
    activities = tuple(dict.fromkeys(v for t in marks if t.tag is Tag.ACTIVITY for v in t.values))
    aims = tuple(dict.fromkeys(v for t in marks if t.tag is Tag.AIM for v in t.values))
    return Group(marks[0], activities, aims, None) if len(activities) == len(aims) == 1 else None


def _in_spite(group: Group, strange: list[str], where: Where, targets: Targets) -> list[Found]:
    """A clause with strange words that has an exact figure which is printed for its question."""
    quantity = group.head.quantity
    if quantity is None or len(strange) > _MOST_STRANGE or any(map(_of_a_part, strange)):
        return []
    counted = quantity.denominator is not None and quantity.denominator >= _LEAST_TOTAL and not quantity.short
    exact = counted or quantity.kind is ClaimKind.PERCENTAGE and quantity.low == quantity.high
    return list(_borne_out(group, where, targets)) if exact and group.aims and group.activities else []


def _of_a_part(word: str) -> bool:
    return claim_words().parts_of_work.fullmatch(word) is not None


def _borne_out(group: Group, where: Where, targets: Targets) -> Iterator[Found]:
    """The question of a statement, if there is but one and it prints the figure."""
    quantity = group.head.quantity
    found = questions(group, where, targets)
    if quantity is None or len(found) != 1:
        return
    judged = group if group.negative is not None else replace(group, negative=False)
    plain = group.negative is not None or quantity.kind is ClaimKind.PERCENTAGE
    if plain and bears_out(targets, quantity, found[0], judged):
        yield Found(quantity, found[0], True, group)


def _told_by_figure(group: Group, where: Where, targets: Targets) -> list[Found]:
    """The questions of a standard that print the figure of a statement that names none of them."""
    standards = standards_of(group, where, targets)
    aims = [aim for standard, aim in targets.questions if [standard] == standards]
    found = [f for aim in aims for f in _borne_out(replace(group, aims=(aim,)), where, targets)]
    return [f for f in found if f.question and any(map(f.quantity.exactly, targets.percentages[f.question]))]
