"""Whether the printed figures bear a statement out."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.prose.quantity import Quantity
from extractors.prose.statements import Group
from extractors.prose.targets import Question, Targets


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity and what it is about."""

    quantity: Quantity
    question: Question | None
    agrees: bool | None
    group: Group | None = None
    """The statement, for the next one to be completed by; None where there is none."""


def bears_out(targets: Targets, quantity: Quantity, question: Question, group: Group) -> bool | None:
    """Whether a printed figure bears a statement out; None where none is printed, or it is too near to tell.

    "Required improvement (63 per cent)" may give the share that did or the share that did not.
    """
    sample = targets.sample(question[0])
    either = quantity.aside and group.rated
    ways = (True, False) if either else (bool(group.negative),)
    held = [quantity.agrees(p, way, sample) for p in targets.percentages.get(question, ()) for way in ways]
    if True in held:
        return True
    return None if None in held or not held or either else False


def of_sibling(targets: Targets, quantity: Quantity, question: Question) -> bool:
    """Whether another question of the standard prints the figure."""
    others = [q for q in targets.percentages if q[0] == question[0] and q != question]
    return any(quantity.agrees(p, False, None) for q in others for p in targets.percentages[q])
