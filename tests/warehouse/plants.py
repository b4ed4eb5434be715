"""Mistakes to plant in a sound draft, one function each; a name per rule and, where a rule has several, per way."""

from __future__ import annotations

from random import Random

from schemas.base import Place, Rating
from schemas.records import Severity
from schemas.report import ClaimKind, Gap
from tests.warehouse.casework import (
    G,
    I,
    NotPlantableError,
    O,
    Plant,
    Planted,
    R,
    casework_plant,
    clear_figures,
    departs_11_good,
    departs_11_inadequate,
    departs_11_requires_improvement,
    dr_41,
    low_11_outstanding,
    other_than,
    take,
)
from tests.warehouse.corpus import Draft, claim, overall_band, reachable

__all__ = ["PLANTS", "NotPlantableError", "Planted"]


def free(draft: Draft, rng: Random, basis: str | None = None, *, disturbs: bool = False) -> str:
    """A rated standard that counts and that no other plant has touched.

    `disturbs`: the plant hides or contradicts its rating, so not one that a decision rule rests on.
    """
    standards = [s.number for s in draft.standards(basis) if s.number not in draft.used and s.in_score]
    if disturbs and "casework" in draft.used:
        standards = [number for number in standards if number[0] == "1"]
    if not standards:
        raise NotPlantableError
    chosen = rng.choice(standards)
    draft.used.add(chosen)
    return chosen


def contradict(draft: Draft, rng: Random, severity: Severity, choices: dict[Rating, tuple[int, ...]]) -> Planted:
    """Keep the rating, and give the standard a lowest figure that it does not follow from."""
    number = free(draft, rng, "case_data")
    rating = draft.ratings[number]
    if rating not in choices:
        raise NotPlantableError
    draft.set_figures(number, rng.choice(choices[rating]))
    draft.ratings[number] = rating
    return Planted("band", severity, number, draft.lowest_ordinal(number))


FAR = {
    Rating.INADEQUATE: (56, 60, 65, 100),
    Rating.REQUIRES_IMPROVEMENT: (0, 44, 71, 80, 100),
    Rating.GOOD: (0, 50, 59, 86, 100),
    Rating.OUTSTANDING: (0, 50, 65, 74),
}
NEAR = {
    Rating.INADEQUATE: (51, 55),
    Rating.REQUIRES_IMPROVEMENT: (45, 49, 66, 70),
    Rating.GOOD: (60, 64, 81, 85),
    Rating.OUTSTANDING: (75, 79),
}
ROUNDED: dict[Rating, tuple[int, ...]] = {
    Rating.INADEQUATE: (50,),
    Rating.REQUIRES_IMPROVEMENT: (65,),
    Rating.GOOD: (80,),
}


def only_reachable(draft: Draft, choices: dict[Rating, tuple[int, ...]]) -> dict[Rating, tuple[int, ...]]:
    cases = min(draft.cases["2"], draft.cases["3"])
    kept = {rating: tuple(pct for pct in pcts if reachable(pct, cases)) for rating, pcts in choices.items()}
    return {rating: pcts for rating, pcts in kept.items() if pcts}


def band_far(draft: Draft, rng: Random) -> Planted:
    return contradict(draft, rng, Severity.ERROR, only_reachable(draft, FAR))


def band_discretion(draft: Draft, rng: Random) -> Planted:
    return contradict(draft, rng, Severity.WARNING, only_reachable(draft, NEAR))


def band_rounded(draft: Draft, rng: Random) -> Planted:
    return contradict(draft, rng, Severity.WARNING, ROUNDED)


def overall(draft: Draft, rng: Random) -> Planted:
    take(draft, "overall")
    due = overall_band(draft.sum(), draft.maximum())
    # Not Outstanding, which would bring in the rule on resettlement.
    draft.overall = rng.choice([r for r in Rating if r not in (due, Rating.OUTSTANDING)])
    return Planted("overall-band", Severity.ERROR)


def score_sum(draft: Draft, rng: Random) -> Planted:
    take(draft, "score")
    due = draft.sum()
    # Not what another place's ratings add up to either, where a rating is printed wrongly.
    sums = {due, *(draft.sum(place) for place in Place)}
    near = [n for n in range(37) if n not in sums and overall_band(n, 36) is overall_band(due, 36)]
    draft.score = rng.choice(near)
    return Planted("score-sum", Severity.ERROR)


def score_denominator(draft: Draft, rng: Random) -> Planted:
    take(draft, "score_max")
    draft.score_max = rng.choice((24, 27, 30, 33, 39))
    return Planted("score-denominator", Severity.ERROR)


def differ(rule: str, place: Place, follows: str) -> Plant:
    def plant(draft: Draft, rng: Random) -> Planted:
        number = free(draft, rng, disturbs=True)
        draft.printed_ratings[(place, number)] = rng.choice([r for r in Rating if r is not draft.ratings[number]])
        return Planted(rule, Severity.ERROR, number, follows=frozenset({follows}))

    return plant


def percent(draft: Draft, rng: Random) -> Planted:
    number = free(draft, rng, "case_data")
    clear_figures(draft, number)
    draft.printed_figures[(rng.choice((Place.BODY, Place.ANNEX)), number, 1)] = 95
    return Planted("percent-body-vs-annex", Severity.ERROR, number, 1)


def name(draft: Draft, rng: Random) -> Planted:
    number = free(draft, rng)
    draft.printed_names[(rng.choice(tuple(Place)), number)] = "Implementation and review"
    return Planted("standard-name", Severity.ERROR, number)


def name_everywhere(draft: Draft, rng: Random) -> Planted:
    number = free(draft, rng)
    for place in Place:
        draft.printed_names[(place, number)] = "Engaging and listening"
    return Planted("standard-name", Severity.WARNING, number)


def recommendations(draft: Draft, rng: Random) -> Planted:
    take(draft, "recommendations")
    draft.stated = draft.recommendations + rng.choice((-1, 1, 2))
    return Planted("recommendation-count", Severity.ERROR)


def recommendations_gone(draft: Draft, rng: Random) -> Planted:
    take(draft, "recommendations")
    draft.stated, draft.recommendations = draft.recommendations, 0
    return Planted("recommendation-count", Severity.WARNING)


def prose_percentage(draft: Draft, rng: Random) -> Planted:
    number = free(draft, rng, "case_data")
    draft.claims.append(claim(ClaimKind.PERCENTAGE, "13", number, 1, agrees=False))
    return Planted("prose-percentage", Severity.ERROR, number, 1)


def prose_share(draft: Draft, rng: Random) -> Planted:
    number = free(draft, rng, "case_data")
    draft.claims.append(claim(ClaimKind.SHARE, "three-quarters", number, 2, agrees=False))
    return Planted("prose-percentage", Severity.WARNING, number, 2)


def prose_fraction(draft: Draft, rng: Random) -> Planted:
    number = free(draft, rng, "case_data")
    draft.claims.append(claim(ClaimKind.FRACTION, "13", number, 1, agrees=False, of=(13, 100)))
    return Planted("prose-fraction", Severity.ERROR, number, 1)


def prose_rating(draft: Draft, rng: Random) -> Planted:
    number = free(draft, rng)
    draft.claims.append(claim(ClaimKind.RATING, "Good", number, None, agrees=False))
    return Planted("prose-rating", Severity.ERROR, number)


def prose_overall(draft: Draft, rng: Random) -> Planted:
    take(draft, "overall claim")
    draft.claims.append(claim(ClaimKind.RATING, "Good", "overall", None, agrees=False))
    return Planted("prose-rating", Severity.ERROR)


def impossible(draft: Draft, rng: Random) -> Planted:
    number = free(draft, rng, "case_data")
    lowest, cases = clear_figures(draft, number), draft.cases[number[0]]
    draft.figures[(number, 1)] = rng.choice([pct for pct in range(lowest, 100) if not reachable(pct, cases)])
    return Planted("impossible-percentage", Severity.ERROR, number, 1)


def bold(draft: Draft, rng: Random) -> Planted:
    number = free(draft, rng, "case_data")
    clear_figures(draft, number)
    draft.bold[number] = 1
    return Planted("bold-lowest", Severity.WARNING, number, 1)


def no_standard(draft: Draft, rng: Random) -> Planted:
    take(draft, "score")
    number = free(draft, rng, disturbs=True)
    draft.left_out.add(number)
    return Planted("missing-standard", Severity.ERROR, number)


def no_rating(draft: Draft, rng: Random) -> Planted:
    take(draft, "score")
    number = free(draft, rng, disturbs=True)
    for place in Place:
        draft.printed_ratings[(place, number)] = None
    draft.gaps.append(Gap(field="rating", standard=number, expected="a rating", reason="not_printed", page=5))
    return Planted("missing-rating", Severity.WARNING, number)


def no_question(draft: Draft, rng: Random) -> Planted:
    number = free(draft, rng, "case_data")
    clear_figures(draft, number)
    draft.questions_left_out.add((number, 1))
    return Planted("missing-key-question", Severity.WARNING, number, 1)


def wording(draft: Draft, rng: Random) -> Planted:
    number = free(draft, rng)
    draft.printed_words[(Place.SUMMARY, number)] = draft.ratings[number].value.upper()
    return Planted("rating-wording", Severity.INFO, number)


RULE_11, RULE_13 = "dr-1.1-outstanding", "dr-1.3-outstanding"
ERROR = Severity.ERROR

PLANTS: dict[str, Plant] = {
    # First, because they set the ratings of domains two and three.
    RULE_11: casework_plant(RULE_11, O, low_11_outstanding, severity=ERROR),
    f"{RULE_11}, retrospective": casework_plant(RULE_11, O, low_11_outstanding),
    RULE_13: casework_plant(RULE_13, O, other_than(O), severity=ERROR),
    f"{RULE_13}, retrospective": casework_plant(RULE_13, O, other_than(O)),
    "dg-1.1-good": casework_plant("dg-1.1-good", G, departs_11_good),
    "dg-1.1-requires-improvement": casework_plant("dg-1.1-requires-improvement", R, departs_11_requires_improvement),
    "dg-1.1-inadequate": casework_plant("dg-1.1-inadequate", I, departs_11_inadequate),
    "dg-1.3-good": casework_plant("dg-1.3-good", G, other_than(G, R)),
    "dg-1.3-requires-improvement": casework_plant("dg-1.3-requires-improvement", R, other_than(G, R)),
    "dg-1.3-inadequate": casework_plant("dg-1.3-inadequate", I, other_than(I, R)),
    "dr-4.1-overall": dr_41,
    "band": band_far,
    "band, discretion": band_discretion,
    "band, rounded": band_rounded,
    "summary-vs-body": differ("summary-vs-body", Place.SUMMARY, "summary-vs-annex"),
    "summary-vs-annex": differ("summary-vs-annex", Place.ANNEX, "body-vs-annex"),
    "body-vs-annex": differ("body-vs-annex", Place.BODY, "summary-vs-body"),
    "percent-body-vs-annex": percent,
    "standard-name": name,
    "standard-name, everywhere": name_everywhere,
    "recommendation-count": recommendations,
    "recommendation-count, none": recommendations_gone,
    "prose-percentage": prose_percentage,
    "prose-percentage, share": prose_share,
    "prose-fraction": prose_fraction,
    "prose-rating": prose_rating,
    "prose-rating, overall": prose_overall,
    "impossible-percentage": impossible,
    "bold-lowest": bold,
    "missing-standard": no_standard,
    "missing-rating": no_rating,
    "missing-key-question": no_question,
    "rating-wording": wording,
    # Last, because they work from the sum of the ratings as the others leave them.
    "score-denominator": score_denominator,
    "score-sum": score_sum,
    "overall-band": overall,
}
