"""Plants on 1.1, 1.3 and 4.1, whose ratings rest on those of domains two and three; and what every plant needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from schemas.base import Rating
from schemas.records import Severity
from tests.warehouse.corpus import POINTS, Draft, overall_band

CASEWORK = ("2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4")
O, G, R, I = Rating.OUTSTANDING, Rating.GOOD, Rating.REQUIRES_IMPROVEMENT, Rating.INADEQUATE  # noqa: E741


class NotPlantableError(Exception):
    """The draft has no room left for this mistake."""


@dataclass(frozen=True)
class Planted:
    """The flag to be found, and the further rules that must or may speak because of it."""

    rule: str
    severity: Severity
    standard: str | None = None
    ordinal: int | None = None
    follows: frozenset[str] = frozenset()
    """Rules that say the same of the same standard from another side."""


Plant = Callable[[Draft, Random], Planted]


def take(draft: Draft, *names: str) -> None:
    if draft.used & set(names):
        raise NotPlantableError
    draft.used |= set(names)


LOWEST = {Rating.INADEQUATE: 25, Rating.REQUIRES_IMPROVEMENT: 55, Rating.GOOD: 70, Rating.OUTSTANDING: 90}


def clear_figures(draft: Draft, number: str) -> int:
    """Give a standard one lowest figure, its last, that its rating follows from; the others are 100."""
    draft.set_figures(number, LOWEST[draft.ratings[number]])
    return draft.lowest(number)


Casework = dict[str, Rating]
"""Ratings of domains two and three by standard."""


def readings(casework: Casework) -> list[list[Rating]]:
    """Domain two and three ratings with 3.4 and without it."""
    return [list(casework.values()), [rating for number, rating in casework.items() if number != "3.4"]]


def low_11_outstanding(casework: Casework) -> bool:
    return all(any(POINTS[r] < 2 for r in ratings) for ratings in readings(casework))


def departs_11_good(casework: Casework) -> bool:
    def departs(ratings: list[Rating], share: float) -> bool:
        good = sum(POINTS[r] >= 2 for r in ratings)
        return I in ratings or (good < share * len(ratings) if share > 0.5 else good * 2 <= len(ratings))

    return all(departs(ratings, share) for ratings in readings(casework) for share in (0.65, 0.5))


def departs_11_requires_improvement(casework: Casework) -> bool:
    def departs(ratings: list[Rating], share: float) -> bool:
        rest = [r for r in ratings if POINTS[r] < 2]
        middling = rest.count(R)
        kept = middling >= share * len(rest) if share > 0.5 else 2 * middling > len(rest)
        return 2 * len(rest) <= len(ratings) or not kept

    return all(departs(ratings, share) for ratings in readings(casework) for share in (0.65, 0.5))


def departs_11_inadequate(casework: Casework) -> bool:
    def departs(ratings: list[Rating]) -> bool:
        rest = [r for r in ratings if POINTS[r] < 2]
        return 2 * len(rest) <= len(ratings) or 2 * rest.count(I) <= len(rest)

    return all(departs(ratings) for ratings in readings(casework))


def other_than(*allowed: Rating) -> Callable[[Casework], bool]:
    return lambda casework: casework["2.3"] not in allowed or casework["3.3"] not in allowed


def casework_plant(
    rule: str, rating: Rating, departs: Callable[[Casework], bool], *, severity: Severity = Severity.INFO
) -> Plant:
    """A rating of 1.1 or 1.3 that the ratings of domains two and three do not bear out.

    Several such plants in one draft look for ratings that serve them all.
    """
    standard = rule.split("-")[1]

    def plant(draft: Draft, rng: Random) -> Planted:
        take(draft, standard)
        if rule.startswith("dr"):
            bind(draft, severity)
        draft.used.add("casework")
        draft.wanted.append(departs)
        search(draft, rng)
        draft.ratings[standard] = rating
        return Planted(rule, severity, standard)

    return plant


def bind(draft: Draft, severity: Severity) -> None:
    """Fieldwork that the decision rules bind where an error is wanted; no other decision rule broken by the way."""
    if severity is Severity.ERROR:
        if draft.framework.id == "youth-2018" or "earlier" in draft.used:
            raise NotPlantableError
        draft.fieldwork = date(2024, 7, 1)
        draft.used.add("in force")
    elif "in force" in draft.used:
        raise NotPlantableError
    else:
        draft.used.add("earlier")
    for number in ("1.1", "1.3"):
        if number not in draft.used and draft.ratings[number] is Rating.OUTSTANDING:
            draft.ratings[number] = Rating.GOOD


def search(draft: Draft, rng: Random) -> None:
    """Ratings of domains two and three under which every wanted departure holds."""
    for _ in range(4000):
        weights = [rng.random() for _ in range(4)]
        casework = dict(zip(CASEWORK, rng.choices((O, G, R, I), weights, k=len(CASEWORK)), strict=True))
        if all(departs(casework) for departs in draft.wanted):
            break
    else:
        raise NotPlantableError
    for number, rating in casework.items():
        draft.ratings[number] = rating
        if any(key[0] == number for key in draft.figures):
            clear_figures(draft, number)


def dr_41(draft: Draft, rng: Random) -> Planted:
    if draft.framework.id != "youth-2021":
        raise NotPlantableError
    # From its own framework on, so that the plain drafts' dates will do.
    take(draft, "4.1", "overall")
    draft.used.add("casework")
    draft.wanted.append(lambda casework: sum(POINTS[r] for r in casework.values()) >= 22)
    search(draft, rng)
    for number in ("1.1", "1.2", "1.3", "1.4"):
        if number not in draft.used:
            draft.ratings[number] = G if "in force" in draft.used and number in ("1.1", "1.3") else O
    if overall_band(draft.sum(), 36) is not O:
        raise NotPlantableError
    draft.ratings["4.1"] = Rating.INADEQUATE
    return Planted("dr-4.1-overall", Severity.ERROR, "4.1")
