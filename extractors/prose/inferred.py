"""Statements that leave something out, or say more than a key question does: they can agree, never contradict.

In order: (1) a clause without a strange word takes activity, aim or verdict from the statement before it; (2) one that
names an activity alone is told by a figure that its standard prints once; (3) a clause that names all three may have a
few strange words apart from figure and verdict, where its figure is exact and is the printed one: that two such figures
are the same by chance is unlikely.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.prose.bearing import Found, bears_out
from extractors.prose.clauses import Run, Tokens, narrows, pieces_of, points_back
from extractors.prose.statements import Group, Where, groups, questions, standards_of
from extractors.prose.tags import Tag
from extractors.prose.targets import Targets
from schemas.report import ClaimKind

_LEAST_TOTAL = 10
"""Fractions of fewer cases are too often the same by chance."""


def inferred(part: Tokens, where: Where, last: Group | None, targets: Targets) -> list[Found]:
    """The one quantity of a clause, with the question that it must be about; empty where it is not plain.

    `last` is the statement before it.
    """
    heads = [t for t in part if t.tag is Tag.QUANTITY]
    if len(heads) != 1 or points_back(part):
        return []
    (group,) = groups(Run(part, ()), Tag.QUANTITY)
    if any(t.tag is Tag.STRANGE for t in part):
        return list(_borne_out(group, where, targets)) if _in_spite(group, part) else []
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


def _in_spite(group: Group, part: Tokens) -> bool:
    """Whether a clause may be about a key question in spite of strange words.

    Its figure is exact, it names activity and aim, and the words stand apart from figure and verdict, between other
    commas: "assessment of safety was a weak spot, and was sufficient in 61 per cent of cases".
    """
    quantity = group.head.quantity
    if quantity is None or not group.aims or not group.activities:
        return False
    counted = quantity.denominator is not None and quantity.denominator >= _LEAST_TOTAL and not quantity.short
    exact = counted or quantity.kind is ClaimKind.PERCENTAGE and quantity.low == quantity.high
    odd = [piece for piece in pieces_of(part) if any(t.tag is Tag.STRANGE for t in piece)]
    tags = {t.tag for piece in pieces_of(part) if piece not in odd for t in piece}
    judged = not tags.isdisjoint((Tag.POSITIVE, Tag.NEGATIVE))
    return exact and judged and Tag.QUANTITY in tags and not any(map(narrows, odd))


def _borne_out(group: Group, where: Where, targets: Targets) -> Iterator[Found]:
    """The question of a statement, if there is but one and it prints the figure."""
    quantity = group.head.quantity
    found = questions(group, where, targets)
    if quantity is None or len(found) != 1:
        return
    if group.negative is not None and bears_out(targets, quantity, found[0], group):
        yield Found(quantity, found[0], True, group)


def _told_by_figure(group: Group, where: Where, targets: Targets) -> list[Found]:
    """The questions of a standard that print the figure of a statement that names none of them."""
    standards = standards_of(group, where, targets)
    aims = [aim for standard, aim in targets.questions if [standard] == standards]
    found = [f for aim in aims for f in _borne_out(replace(group, aims=(aim,)), where, targets)]
    return [f for f in found if f.question and any(map(f.quantity.exactly, targets.percentages[f.question]))]
