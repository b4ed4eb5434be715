"""Sentences, each with what it is held against: `statements.jsonl`, written for this project, about no real service."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractors.prose.claims import read_claims
from schemas.base import Rating
from schemas.framework import frameworks
from schemas.report import ClaimKind
from tests.prose.builders import RATINGS, claims, held, report

ROWS = [json.loads(line) for line in Path(__file__).with_name("statements.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_a_sentence_is_held_against_what_it_speaks_of(row: dict[str, Any]) -> None:
    ratings = {**RATINGS, **{k: Rating(v) for k, v in row.get("ratings", {}).items()}}
    framework = row.get("framework", "youth-2018")
    assert held(row["text"], row["section"], framework=framework, ratings=ratings) == row["held"]


def test_these_cases_are_those_that_the_paragraph_counted() -> None:
    text = (
        "We judged planning for risk of harm in the 15 cases where it was needed. Records were hard to find. "
        "Planning was not sufficient in nine of these 15 cases."
    )
    assert held(text, "3.2") == {"3.2.3": True}
    assert held(text.replace("nine", "ten"), "3.2") == {"3.2.3": False}
    assert held(text.replace("nine", "ten").replace("in the 15", "in the 14"), "3.2") == {}


def test_a_figure_may_agree_with_the_body_or_with_the_annex() -> None:
    figures = {"2.1": (92, 79, 58)}
    both = report(figures=figures)
    other = both.key_questions[0].model_copy(update={"pct_yes": 90})
    it = both.model_copy(update={"key_questions": (*both.key_questions, other)})
    from extractors.sections import Section
    from tests.prose.builders import PAGE, paragraph

    for pct, agrees in ((90, True), (92, True), (91, False)):
        text = f"Assessment of desistance was sufficient in {pct} per cent of cases."
        found = read_claims(it, frameworks()["youth-2018"], [paragraph(text)], [Section("2", "2.1")], [PAGE])
        assert [c.agrees for c in found] == [agrees]


def test_what_is_not_printed_is_compared_with_nothing() -> None:
    text = "Assessment of desistance was sufficient in 92 per cent of cases."
    assert [c.agrees for c in claims(text, "2.1", figures={})] == [None]
    assert held("We have rated governance and leadership as 'Good'.", "1.1", ratings={}) == {}


def test_figures_about_other_things_are_kept_without_a_verdict() -> None:
    (claim,) = claims("Only 59 per cent of staff said that they understood the role of the board.", "1.1")
    assert (claim.kind, claim.value, claim.standard, claim.agrees) == (ClaimKind.PERCENTAGE, "59", None, None)
    assert claim.section == "1.1"


def test_totals_are_kept_and_not_compared() -> None:
    found = claims("We have made five recommendations.") + claims("We examined 24 post-court cases.", "2")
    assert [(c.kind, c.value, c.agrees) for c in found] == [(ClaimKind.TOTAL, "5", None), (ClaimKind.TOTAL, "24", None)]


@pytest.mark.parametrize(
    "text",
    [
        "2.1.1 Does assessment sufficiently analyse how to keep the child safe? 50%",
        "“Planning to keep other people safe was sufficient in 20 per cent of cases.”",
        "Planning to keep other people safe 54%",
        "",
    ],
)
def test_questions_quotations_and_cells_state_nothing(text: str) -> None:
    assert claims(text, "2.2") == () or not text.startswith("“")
    assert held(text, "2.2") == {}


def test_a_count_stands_with_its_numbers() -> None:
    (claim,) = claims("Planning for risk of harm to others was done well enough in 13 of 24 cases.", "2.2")
    assert (claim.kind, claim.numerator, claim.denominator, claim.value) == (ClaimKind.FRACTION, 13, 24, "13 of 24")
