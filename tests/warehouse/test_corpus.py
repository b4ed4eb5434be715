"""Precision and recall of the rule book over generated reports; every seed is printed where something is wrong."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pytest

from schemas.records import Flag, Severity
from tests.warehouse.corpus import Draft, bulk_load, random_draft, seeded
from tests.warehouse.plants import PLANTS, NotPlantableError, Planted
from warehouse.checks import load_rules, run_checks
from warehouse.store import Warehouse

SOUND = 600
ATTEMPTS = 12
# Rules that need more than one report as a model: see test_checks and test_scores.
ELSEWHERE = {"external-score", "rules-not-on-file"}


def found(flags: tuple[Flag, ...]) -> dict[str, set[tuple[str, Severity, str | None, int | None]]]:
    by_report: dict[str, set[tuple[str, Severity, str | None, int | None]]] = defaultdict(set)
    for flag in flags:
        by_report[flag.report_id].add((flag.rule_id, flag.severity, flag.standard, flag.key_question_ordinal))
    return by_report


def test_sound_reports_raise_no_error_and_no_warning(db: Warehouse) -> None:
    bulk_load(db, (random_draft(seeded(seed), seed).report() for seed in range(SOUND)))
    print(f"seeds 0 to {SOUND - 1}")
    loud = [flag for flag in run_checks(db) if flag.severity is not Severity.INFO]
    assert not loud, [(flag.report_id, flag.message) for flag in loud[:10]]
    kinds = db.rows("SELECT count(DISTINCT score_max), count(*) FILTER (score IS NULL) > 50 FROM reports")
    assert kinds == [(2, True)], "the corpus is to hold both maxima, and reports without a score"


def planted(names: tuple[str, ...], first_seed: int) -> tuple[int, Draft, list[Planted]] | None:
    """A draft with these mistakes and its seed; None where they cannot be in one report."""
    for seed in range(first_seed, first_seed + ATTEMPTS):
        rng = seeded(seed)
        draft = random_draft(rng, seed, plain=True)
        try:
            return seed, draft, [PLANTS[name](draft, rng) for name in names]
        except NotPlantableError:
            continue
    return None


def check(db: Warehouse, cases: list[tuple[int, Draft, list[Planted]]]) -> None:
    ids = bulk_load(db, (draft.report() for _, draft, _ in cases))
    flags = found(run_checks(db))
    wrong = []
    for report_id, (seed, _, plants) in zip(ids, cases, strict=True):
        wanted = {(p.rule, p.severity, p.standard, p.ordinal) for p in plants}
        allowed = wanted | {(rule, Severity.ERROR, p.standard, None) for p in plants for rule in p.follows}
        missed = wanted - flags[report_id]
        beside = {flag for flag in flags[report_id] - allowed if flag[1] is not Severity.INFO}
        if missed or beside:
            wrong.append(f"seed {seed}, planted {sorted(p.rule for p in plants)}: missed {missed}, beside {beside}")
    assert not wrong, "\n".join(wrong[:10])


def test_every_rule_planted_alone_is_found_and_nothing_else(db: Warehouse) -> None:
    seeds = iter(range(0, 10**6, 100))
    cases = [case for name in PLANTS for _ in range(5) if (case := planted((name,), next(seeds)))]
    assert {p.rule for _, _, plants in cases for p in plants} == {f.rule.rule_id for f in load_rules()} - ELSEWHERE
    check(db, cases)


def test_every_pair_of_rules_planted_together_is_found_and_nothing_else(db: Warehouse) -> None:
    pairs = list(combinations(PLANTS, 2))
    cases = {pair: planted(pair, 100 * n) for n, pair in enumerate(pairs)}
    possible = [case for case in cases.values() if case]
    # The others want two ratings of one standard, two dates of one fieldwork, or a sum of ratings that are hidden.
    assert len(possible) > 0.95 * len(pairs)
    print(f"{len(possible)} of {len(pairs)} pairs, seeds {possible[0][0]} to {possible[-1][0]}")
    check(db, possible)


def test_a_mistake_is_told_with_its_pages_and_in_one_sentence_or_more(db: Warehouse) -> None:
    seeds = iter(range(0, 10**6, 100))
    cases = [case for name in PLANTS if (case := planted((name,), next(seeds)))]
    bulk_load(db, (draft.report() for _, draft, _ in cases))
    for flag in run_checks(db):
        assert flag.message.endswith("."), flag
        assert "None" not in flag.message, flag
        assert "NULL" not in flag.message, flag
        assert list(flag.pages) == sorted(set(flag.pages)), flag
        if flag.severity is not Severity.INFO:
            assert flag.pages, flag


@pytest.mark.parametrize("name", PLANTS)
def test_the_severity_of_a_rule_is_the_highest_it_gives(name: str) -> None:
    declared = {file.rule.rule_id: file.rule.severity for file in load_rules()}
    order = list(Severity)
    case = planted((name,), 0)
    assert case is not None
    assert all(order.index(p.severity) >= order.index(declared[p.rule]) for p in case[2])
