"""The hand-checked reports beside the repository: planted mistakes found, sound reports left in peace."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from schemas.framework import frameworks
from schemas.records import Severity
from tests.warehouse.builders import SHARED_REPORTS, document_of, truth_report
from warehouse.checks import check_report, run_checks
from warehouse.load import load_document
from warehouse.scores import import_scores, read_scores
from warehouse.store import Warehouse

TRUTHS = sorted(SHARED_REPORTS.glob("*.truth.json"))
SCORES = SHARED_REPORTS.parent / "domain" / "published_scores.csv"
RULES = {
    "band_mismatch": "band",
    "overall_mismatch": "overall-band",
    "score_arithmetic": "score-sum",
    "summary_vs_body": "summary-vs-body",
    "summary_vs_annex": "summary-vs-annex",
    "pct_body_vs_annex": "percent-body-vs-annex",
    "recommendation_count": "recommendation-count",
    "standard_name_mismatch": "standard-name",
    "grim_impossible": "impossible-percentage",
}
WHOLE_REPORT = {"score-sum", "overall-band", "score-denominator"}


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.name.split(".")[0])
def test_what_was_planted_is_found_and_nothing_else(path: Path) -> None:
    plants = json.loads(path.with_name(path.name.replace(".truth.", ".planted.")).read_text())
    flags = check_report(truth_report(path))
    # Statements of the prose are not in the truth files, so their rules have nothing to read here.
    for plant in (p for p in plants if p["kind"] in RULES):
        assert any(
            flag.rule_id == RULES[plant["kind"]]
            and flag.standard == plant.get("standard")
            and flag.key_question_ordinal
            in (plant.get("ordinal"), flag.key_question_ordinal if "ordinal" not in plant else None)
            for flag in flags
        ), plant
    touched = {plant.get("standard") for plant in plants} | {None}
    for flag in flags:
        if flag.severity is not Severity.INFO:
            assert flag.standard in touched, flag
            assert plants, flag


def rules_of(name: str) -> Counter[str]:
    (path,) = [path for path in TRUTHS if path.name.startswith(name)]
    flags = check_report(truth_report(path))
    assert {flag.severity for flag in flags} == {Severity.INFO}
    assert all(flag.pages for flag in flags)
    return Counter(flag.rule_id for flag in flags)


def test_what_staffordshire_departs_from() -> None:
    found = rules_of("staffordshire")
    assert found == {"dg-1.1-requires-improvement": 1, "dg-1.3-requires-improvement": 1, "band": 1}


def test_what_oldham_departs_from() -> None:
    found = rules_of("oldham--word-2018.")
    assert found == {"dg-1.1-good": 1, "dg-1.3-good": 1, "rating-wording": 1, "band": 1}


def test_oldham_twice_is_a_report_and_its_correction(db: Warehouse) -> None:
    ids = []
    for path in TRUTHS:
        report = truth_report(path)
        ids.append(load_document(db, document_of(report), report, run_id="r"))
    assert {"oldham-2019-04", "oldham-2019-04-r2", "staffordshire-2023-12"} <= set(ids)
    assert db.rows("SELECT supersedes FROM reports WHERE report_id = 'oldham-2019-04-r2'") == [("oldham-2019-04",)]
    import_scores(db, SCORES)
    assert not [flag for flag in run_checks(db) if flag.rule_id == "external-score"]


def test_the_published_scores_agree_with_the_bands_but_for_the_rows_marked_suspect() -> None:
    scores = read_scores(SCORES)
    assert len(scores) == 83
    framework = frameworks()["youth-2021"]
    disagreeing = {
        s.service
        for s in scores
        if s.score is not None
        and s.score_max is not None
        and framework.overall(s.score, s.score_max) != s.overall_rating
    }
    suspect = {s.service for s in scores if s.doubt}
    assert disagreeing <= suspect
    assert disagreeing == {"West Sussex", "Portsmouth"}
    with SCORES.open(encoding="utf-8") as file:
        assert sum(bool(row["peer_suspect"]) for row in csv.DictReader(file)) == len(suspect)
