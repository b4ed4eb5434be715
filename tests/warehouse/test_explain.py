from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from schemas.base import Place, Rating
from schemas.errors import WarehouseError
from schemas.report import InspectionReport
from tests.warehouse.builders import document_of
from tests.warehouse.corpus import Draft, random_draft, seeded
from warehouse.explain import explain
from warehouse.explanation import Outcome
from warehouse.load import load_document
from warehouse.store import Warehouse, open_warehouse


@pytest.fixture
def draft() -> Draft:
    return random_draft(seeded(21), 4, framework_id="youth-2021", plain=True)


def load(db: Warehouse, report: InspectionReport) -> str:
    report_id = load_document(db, document_of(report), report, run_id="r")
    assert report_id is not None
    return report_id


def test_a_standard_on_case_data(db: Warehouse, draft: Draft) -> None:
    draft.set_figures("2.1", 55)
    told = explain(db, load(db, draft.report()), "2.1")
    assert (told.published, told.expected, told.outcome) == (
        Rating.REQUIRES_IMPROVEMENT, Rating.REQUIRES_IMPROVEMENT, Outcome.AGREES,
    )  # fmt: skip
    assert [(q.ordinal, q.pct_yes) for q in told.key_questions if q.deciding] == [(3, 55), (3, 55)]
    assert {p.place for p in told.printed} == {"summary", "body", "annex"}
    (band,) = [step for step in told.steps if step.rule_id == "band"]
    assert band.text == "55 per cent lies between 50 and 64, the band of Requires improvement."
    assert band.source is not None
    assert "driven by the lowest score" in band.source
    assert any(step.pages for step in told.steps)
    assert told.flags == ()


@pytest.mark.parametrize(
    ("lowest", "given", "outcome"),
    [(64, Rating.GOOD, Outcome.ONLY_WITH_DISCRETION), (20, Rating.GOOD, Outcome.CONTRADICTS)],
)
def test_a_rating_that_does_not_follow(
    db: Warehouse, draft: Draft, lowest: int, given: Rating, outcome: Outcome
) -> None:
    draft.set_figures("2.1", lowest)
    draft.ratings["2.1"] = given
    told = explain(db, load(db, draft.report()), "2.1")
    assert told.outcome is outcome
    assert told.steps[-1].text == told.flags[-1].message


def test_a_qualitative_standard_names_its_guidance(db: Warehouse, draft: Draft) -> None:
    for number in ("2.3", "3.3"):
        draft.set_figures(number, 70)
    draft.ratings["1.3"] = Rating.GOOD
    told = explain(db, load(db, draft.report()), "1.3")
    assert (told.basis, told.expected, told.outcome) == ("qualitative", None, Outcome.CANNOT_TELL)
    (step,) = [step for step in told.steps if step.rule_id == "dg-1.3-good"]
    assert "No departure was found" in step.text


def test_the_overall_rating(db: Warehouse, draft: Draft) -> None:
    told = explain(db, load(db, draft.report()), None)
    assert told.standard is None
    assert (told.score, told.score_max) == (draft.sum(), 36)
    assert told.score_printed == draft.sum()
    assert told.outcome is Outcome.AGREES
    assert sum(p.points or 0 for p in told.points if p.counts) == draft.sum()
    assert [p.standard for p in told.points if not p.counts] == ["4.1"]
    assert any(step.rule_id == "overall-band" for step in told.steps)


def test_the_overall_rating_where_a_rating_is_not_printed(db: Warehouse, draft: Draft) -> None:
    for place in Place:
        draft.printed_ratings[(place, "1.2")] = None
    told = explain(db, load(db, draft.report()), None)
    assert (told.score, told.outcome) == (None, Outcome.CANNOT_TELL)
    assert any("no sum" in step.text for step in told.steps)


def test_figures_that_are_not_printed(db: Warehouse, draft: Draft) -> None:
    draft.figure_places = ()
    told = explain(db, load(db, draft.report()), "2.1")
    assert told.outcome is Outcome.CANNOT_TELL
    draft.figure_places = (Place.BODY,)
    draft.area = "Elsewhere"
    draft.questions_left_out = {("2.2", 1)}
    told = explain(db, load(db, draft.report()), "2.2")
    assert told.expected is None
    assert any("the rating may be lower" in step.text for step in told.steps)


def test_a_standard_that_is_not_rated(db: Warehouse, draft: Draft) -> None:
    draft.left_out = {"4.1"}
    told = explain(db, load(db, draft.report()), "4.1")
    assert told.printed == ()
    assert any("prints no rating" in step.text for step in told.steps)


def test_as_if_another_framework(db: Warehouse) -> None:
    older = random_draft(seeded(3), 5, framework_id="youth-2018", plain=True)
    report_id = load(db, older.report())
    assert explain(db, report_id, "3.4").basis == "case_data"
    told = explain(db, report_id, "3.4", as_if="youth-2021")
    assert (told.basis, told.framework, told.framework_of_report) == ("qualitative", "youth-2021", "youth-2018")
    assert "standard-name" not in {flag.rule_id for flag in told.flags}
    assert db.rows("SELECT framework FROM reports") == [("youth-2018",)]


def test_what_is_not_on_file_is_named(db: Warehouse, draft: Draft) -> None:
    report_id = load(db, draft.report())
    with pytest.raises(WarehouseError, match=r"'3\.5' is not in youth-2021 \(1\.1, "):
        explain(db, report_id, "3.5")
    with pytest.raises(WarehouseError, match="'youth-1066' is not on file; there are youth-2018, youth-2021"):
        explain(db, report_id, None, as_if="youth-1066")
    with pytest.raises(WarehouseError, match="No report is called"):
        explain(db, "nowhere", None)


def test_what_explains_is_what_checks_where_places_differ(db: Warehouse, draft: Draft) -> None:
    draft.set_figures("2.1", 70)
    draft.printed_figures = {(Place.BODY, "2.1", 3): 40}
    draft.set_figures("2.2", 20)
    draft.ratings["2.2"] = Rating.GOOD
    draft.questions_left_out = {("2.2", 1)}
    draft.printed_ratings = {(Place.SUMMARY, "1.2"): Rating.OUTSTANDING, (Place.SUMMARY, "1.4"): Rating.OUTSTANDING}
    report_id = load(db, draft.report())
    # The rating follows from the annex, and the rule band is silent.
    told = explain(db, report_id, "2.1")
    assert (told.expected, told.outcome) == (Rating.GOOD, Outcome.AGREES)
    # Too high already, whatever the figure that is missing may be.
    told = explain(db, report_id, "2.2")
    assert (told.expected, told.outcome) == (Rating.INADEQUATE, Outcome.CONTRADICTS)
    # The sum of the body is the score, that of the summary is not.
    told = explain(db, report_id, None)
    assert (told.expected, told.outcome) == (told.published, Outcome.AGREES)


def test_decision_rules_tell_the_outcome(db: Warehouse, draft: Draft) -> None:
    for standard in draft.standards("case_data"):
        draft.set_figures(standard.number, 90)
    draft.ratings |= dict.fromkeys(("1.1", "1.2", "1.3", "1.4", "3.4"), Rating.OUTSTANDING)
    draft.ratings["4.1"] = Rating.INADEQUATE
    draft.overall = Rating.GOOD
    report_id = load(db, draft.report())
    told = explain(db, report_id, None)
    assert (told.expected, told.outcome) == (Rating.GOOD, Outcome.AGREES)
    assert "with standard 4.1 rated Inadequate" in told.steps[-1].text
    draft.area, draft.overall = "Elsewhere", Rating.OUTSTANDING
    draft.fieldwork = date(2024, 9, 1)
    draft.set_figures("2.3", 70)
    report_id = load(db, draft.report())
    assert explain(db, report_id, None).outcome is Outcome.CONTRADICTS
    assert explain(db, report_id, "1.3").outcome is Outcome.CONTRADICTS


def test_a_framework_whose_rules_are_not_on_file_is_named(db: Warehouse, draft: Draft) -> None:
    report_id = load(db, draft.report().model_copy(update={"framework": "youth-2025"}))
    for standard in ("2.1", None):
        with pytest.raises(WarehouseError, match=r"rules of youth-2025 are not on file.*--as-if"):
            explain(db, report_id, standard)
    assert explain(db, report_id, "2.1", as_if="youth-2021").outcome is Outcome.AGREES


def test_a_warehouse_open_for_reading_is_enough(tmp_path: Path, draft: Draft) -> None:
    path = tmp_path / "w.duckdb"
    with open_warehouse(path) as db:
        report_id = load(db, draft.report())
    with open_warehouse(path, read_only=True) as db:
        assert explain(db, report_id, "2.1").outcome is Outcome.AGREES
