"""Ratings and percentages that agree with each other and with the size of the sample."""

from random import Random

from .framework import Framework

BOUNDARIES = {50, 65, 80}
SMALL = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)


def half_up(k: int, n: int) -> int:
    """`k` of `n` as a whole per cent."""
    return (200 * k + n) // (2 * n)


def reachable(sizes: range) -> set[int]:
    """Every whole per cent that some part of a sample of one of these sizes can give."""
    return {half_up(k, n) for n in sizes for k in range(n + 1)}


def impossible(sample: int) -> list[int]:
    """Whole per cents that no sample up to this size can give, whichever way they were rounded."""
    near = {(100 * k) // n for n in range(1, sample + 1) for k in range(n + 1)}
    near |= {-((-100 * k) // n) for n in range(1, sample + 1) for k in range(n + 1)}
    return [p for p in range(101) if p not in near]


def answers(rng: Random, framework: Framework, rating: str, questions: int, sample: int) -> tuple[int, ...]:
    """Percentages of which the lowest lies inside the band of `rating`, off its edges.

    The first question is asked of every case of the sample, the others of most of them.
    """
    scale = next(r for r in framework.ratings if r.label == rating)
    most = range(max(5, sample * 2 // 3), sample + 1)
    exact, some = reachable(range(sample, sample + 1)), reachable(most)
    place = rng.randrange(questions)
    pool = exact if place == 0 else some
    inside = sorted(p for p in pool if scale.from_pct <= p <= scale.to_pct and p not in BOUNDARIES and p >= 12)
    lowest = rng.choice(inside)
    values = []
    for index in range(questions):
        above = sorted(p for p in (exact if index == 0 else some) if lowest <= p <= min(100, lowest + 45))
        values.append(lowest if index == place else rng.choice(above or [100]))
    return tuple(values)


def share_good(ratings: list[str]) -> float:
    """The part of these ratings that is Good or better."""
    return sum(r in ("Good", "Outstanding") for r in ratings) / len(ratings)


def leadership(rng: Random, work: list[str]) -> str:
    """A rating of 1.1 that fits the ratings of domains two and three."""
    share = share_good(work)
    poor = [r for r in work if r not in ("Good", "Outstanding")]
    if share == 1:
        return rng.choice(["Outstanding", "Good"])
    if share >= 0.65 and "Inadequate" not in work:
        return "Good"
    if share < 0.5 and poor.count("Inadequate") > len(poor) / 2:
        return "Inadequate"
    return "Requires improvement"


def services(delivery: list[str]) -> str:
    """A rating of 1.3 that fits the ratings of 2.3 and 3.3, as far as they are printed."""
    if len(delivery) == 2 and set(delivery) == {"Outstanding"}:
        return "Outstanding"
    if "Inadequate" in delivery:
        both_low = all(r in ("Inadequate", "Requires improvement") for r in delivery)
        return "Inadequate" if both_low else "Requires improvement"
    return "Requires improvement" if "Requires improvement" in delivery else "Good"


def number_word(value: int) -> str:
    """A number in words up to 49, as these reports write them."""
    if value < 20:
        return SMALL[value]
    ten = ("twenty", "thirty", "forty")[value // 10 - 2]
    return ten if value % 10 == 0 else f"{ten}-{SMALL[value % 10]}"
