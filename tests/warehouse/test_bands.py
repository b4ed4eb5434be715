"""Bands and scores against arithmetic written out here: exhaustive where that is small, by property where it is not."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.base import Place, Rating
from schemas.framework import frameworks
from schemas.records import Flag, Severity
from tests.warehouse.corpus import (
    BY_POINTS,
    POINTS,
    Draft,
    band,
    bulk_load,
    overall_band,
    random_draft,
    reachable,
    seeded,
)
from warehouse.checks import run_checks
from warehouse.store import Warehouse, open_warehouse

STANDARD = "2.1"
EDGES = (50, 65, 80)
SLOW = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def flags_of(drafts: list[Draft], rule: str) -> dict[str, list[Flag]]:
    with open_warehouse(None) as db:
        ids = bulk_load(db, [draft.report() for draft in drafts])
        by_report: dict[str, list[Flag]] = {report_id: [] for report_id in ids}
        for flag in run_checks(db):
            if flag.rule_id == rule:
                by_report[flag.report_id].append(flag)
        return by_report


def expected_severity(lowest: int, given: Rating) -> Severity | None:
    """What the issue says of a rating and a lowest percentage, in its own order."""
    due = band(lowest)
    if given is due:
        return Severity.INFO if lowest in EDGES else None
    if POINTS[given] == POINTS[due] - 1:
        distance = lowest - EDGES[POINTS[due] - 1]
    elif POINTS[given] == POINTS[due] + 1:
        distance = EDGES[POINTS[given] - 1] - lowest
    else:
        return Severity.ERROR
    return Severity.WARNING if distance <= 5 else Severity.ERROR


def test_every_percentage_with_every_rating() -> None:
    drafts: list[Draft] = []
    wanted: list[Severity | None] = []
    for pct in range(101):
        for rating in Rating:
            draft = random_draft(seeded(1), len(drafts), framework_id="youth-2021", plain=True)
            draft.cases["2"] = 200
            draft.set_figures(STANDARD, pct)
            draft.ratings[STANDARD] = rating
            drafts.append(draft)
            wanted.append(expected_severity(pct, rating))
    found = flags_of(drafts, "band")
    for flags, draft, severity in zip(found.values(), drafts, wanted, strict=True):
        mine = [flag for flag in flags if flag.standard == STANDARD]
        assert [flag.severity for flag in mine] == ([severity] if severity else []), (draft.area, mine)
        for flag in mine:
            assert flag.expected == band(draft.lowest(STANDARD))
            assert flag.published == draft.ratings[STANDARD]


def test_exactly_eighty_says_that_the_guidance_leaves_it_open(db: Warehouse) -> None:
    draft = random_draft(seeded(1), 1, plain=True)
    draft.set_figures(STANDARD, 80)
    bulk_load(db, [draft.report()])
    (flag,) = [f for f in run_checks(db) if f.rule_id == "band" and f.standard == STANDARD]
    assert flag.severity is Severity.INFO
    assert "v3.4 leaves this figure unassigned" in flag.message


def test_a_rating_below_an_exact_boundary_names_rounding(db: Warehouse) -> None:
    draft = random_draft(seeded(1), 1, plain=True)
    draft.set_figures(STANDARD, 65)
    draft.ratings[STANDARD] = Rating.REQUIRES_IMPROVEMENT
    bulk_load(db, [draft.report()])
    (flag,) = [f for f in run_checks(db) if f.rule_id == "band" and f.standard == STANDARD]
    assert flag.severity is Severity.WARNING
    assert "rounded up from just below" in flag.message


def test_every_score_of_both_maxima_has_the_overall_rating_of_its_sixths() -> None:
    for framework in frameworks().values():
        for maximum in (24, 36):
            for score in range(maximum + 1):
                assert framework.overall(score, maximum) is overall_band(score, maximum), (framework.id, score, maximum)
        for pct in range(101):
            assert framework.band(pct) is band(pct)
        assert framework.overall(1, 30) is None


@SLOW
@given(st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(Rating)), min_size=1, max_size=25))
def test_the_overall_rating_is_an_error_unless_it_is_the_band_of_the_sum(seeds: list[tuple[int, Rating]]) -> None:
    drafts = []
    for number, (seed, overall) in enumerate(seeds):
        draft = random_draft(seeded(seed), number)
        draft.overall = overall
        drafts.append(draft)
    for flags, draft in zip(flags_of(drafts, "overall-band").values(), drafts, strict=True):
        agrees = draft.overall is overall_band(draft.sum(), draft.maximum())
        assert [f.severity for f in flags] == ([] if agrees else [Severity.ERROR])


@SLOW
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 39)), min_size=1, max_size=25))
def test_a_score_is_an_error_unless_it_is_the_sum(seeds: list[tuple[int, int]]) -> None:
    drafts = []
    for number, (seed, score) in enumerate(seeds):
        draft = random_draft(seeded(seed), number)
        draft.score, draft.prints_score = score, True
        drafts.append(draft)
    for flags, draft in zip(flags_of(drafts, "score-sum").values(), drafts, strict=True):
        assert [f.severity for f in flags] == ([] if draft.score == draft.sum() else [Severity.ERROR])


@SLOW
@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 100)), min_size=1, max_size=25))
def test_a_percentage_is_impossible_unless_some_number_of_cases_gives_it(pairs: list[tuple[int, int]]) -> None:
    drafts = []
    for number, (cases, pct) in enumerate(pairs):
        draft = random_draft(seeded(5), number, framework_id="youth-2021", plain=True)
        draft.cases["2"] = cases
        draft.figures[(STANDARD, 1)] = pct
        drafts.append(draft)
    found = flags_of(drafts, "impossible-percentage")
    for flags, draft, (cases, pct) in zip(found.values(), drafts, pairs, strict=True):
        mine = [f for f in flags if f.standard == STANDARD and f.key_question_ordinal == 1]
        assert bool(mine) is not reachable(pct, cases), draft.area


@SLOW
@given(st.integers(0, 10**6))
def test_a_rating_changed_in_one_place_is_always_an_error(seed: int) -> None:
    rng = seeded(seed)
    draft = random_draft(rng, 1, plain=True)
    number = rng.choice(draft.counting())
    place = rng.choice(tuple(Place))
    points = POINTS[draft.ratings[number]]
    draft.printed_ratings[(place, number)] = BY_POINTS[(points + rng.randint(1, 3)) % 4]
    pairs = {"summary": "summary-vs-body", "body": "body-vs-annex", "annex": "summary-vs-annex"}
    (flags,) = flags_of([draft], pairs[place.value]).values()
    assert [(f.severity, f.standard) for f in flags] == [(Severity.ERROR, number)]
