"""Reports that lack something, or where one mistake must not pass for another; and values that are NULL anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from schemas.base import Place, Rating
from schemas.records import Flag, Severity
from schemas.report import Gap, InspectionReport
from tests.warehouse.corpus import Draft, bulk_load, random_draft, seeded
from tests.warehouse.plants import PLANTS, NotPlantableError
from warehouse.checks import check_report, run_checks
from warehouse.store import Warehouse

O, G, R, I = Rating.OUTSTANDING, Rating.GOOD, Rating.REQUIRES_IMPROVEMENT, Rating.INADEQUATE  # noqa: E741


@pytest.fixture
def draft() -> Draft:
    """A sound draft whose fieldwork the decision rules bind, 1.1 and 1.3 being Good."""
    made = random_draft(seeded(11), 3, framework_id="youth-2021", plain=True)
    made.fieldwork = date(2024, 9, 1)
    made.ratings["1.1"] = made.ratings["1.3"] = G
    return made


def of(flags: Iterable[Flag], rule: str, standard: str | None = None) -> list[Flag]:
    return [flag for flag in flags if flag.rule_id == rule and standard in (None, flag.standard)]


def loud(flags: Iterable[Flag]) -> set[tuple[str, str | None]]:
    return {(flag.rule_id, flag.standard) for flag in flags if flag.severity is not Severity.INFO}


def without_figure(report: InspectionReport, place: Place, standard: str, ordinal: int) -> InspectionReport:
    kept = [q for q in report.key_questions if (q.place, q.standard, q.ordinal) != (place, standard, ordinal)]
    return report.model_copy(update={"key_questions": tuple(kept)})


def test_a_figure_that_one_place_lacks_is_taken_from_the_other(draft: Draft) -> None:
    draft.set_figures("2.1", 30)
    draft.ratings["2.1"] = O
    (flag,) = of(check_report(without_figure(draft.report(), Place.BODY, "2.1", 3)), "band", "2.1")
    assert (flag.severity, flag.expected, flag.key_question_ordinal) == (Severity.ERROR, I, 3)


def test_a_low_rating_beside_incomplete_figures_is_no_boundary_case(draft: Draft) -> None:
    draft.set_figures("2.1", 65)
    draft.ratings["2.1"] = R
    draft.questions_left_out = {("2.1", 1)}
    assert of(check_report(draft.report()), "band", "2.1") == []


def outstanding(draft: Draft) -> None:
    """Every rating Outstanding, so that the decision rules are kept."""
    for standard in draft.standards():
        if standard.basis.value == "case_data":
            draft.set_figures(standard.number, 90)
        draft.ratings[standard.number] = O


@pytest.mark.parametrize(("rule", "standard", "low"), [("1.1", "2.1", R), ("1.3", "2.3", G)])
def test_a_decision_rule_is_not_broken_by_a_rating_that_is_itself_in_doubt(
    draft: Draft, rule: str, standard: str, low: Rating
) -> None:
    outstanding(draft)
    draft.ratings[standard] = low
    flags = check_report(draft.report())
    assert loud(flags) == {("band", standard)}
    (flag,) = of(flags, f"dr-{rule}-outstanding")
    assert "The percentages printed for that give" in flag.message
    # With figures that bear the rating out, or without any, it is broken.
    draft.set_figures(standard, 70 if low is G else 55)
    draft.ratings[standard] = low
    assert loud(check_report(draft.report())) == {(f"dr-{rule}-outstanding", rule)}
    draft.figure_places = ()
    assert loud(check_report(draft.report())) == {(f"dr-{rule}-outstanding", rule)}


def test_an_overall_rating_that_the_score_does_not_give_is_not_held_against_resettlement(draft: Draft) -> None:
    draft.ratings["4.1"] = I
    draft.overall = O
    flags = check_report(draft.report())
    assert loud(flags) == {("overall-band", None)}
    (flag,) = of(flags, "dr-4.1-overall")
    assert flag.message.endswith("Nor do the ratings add up to it.")


def test_good_is_right_where_resettlement_keeps_a_service_from_outstanding(draft: Draft) -> None:
    outstanding(draft)
    draft.ratings["4.1"] = I
    draft.overall = G
    flags = check_report(draft.report())
    assert loud(flags) == set()
    (flag,) = of(flags, "overall-band")
    assert flag.message.endswith("with standard 4.1 rated Inadequate, no service is Outstanding overall.")
    draft.overall = R
    assert loud(check_report(draft.report())) == {("overall-band", None)}
    draft.overall = O
    assert loud(check_report(draft.report())) == {("dr-4.1-overall", "4.1")}


def unrated(draft: Draft, domain: str) -> None:
    """The labels of a domain are printed, but no rating beside them and no percentage below."""
    for standard in draft.standards():
        if standard.domain == domain:
            for place in Place:
                draft.printed_ratings[(place, standard.number)] = None
            draft.gaps.append(
                Gap(field="rating", standard=standard.number, expected="a rating", reason="not_printed", page=5)
            )
    draft.questions_left_out = {key for key in draft.figures if key[0][0] == domain}


def test_a_domain_whose_labels_have_no_rating_is_not_rated(draft: Draft) -> None:
    draft.ratings["1.3"] = R
    rest = [n for n in draft.counting() if n[0] != "2"]
    unrated(draft, "2")
    draft.score, draft.score_max = sum({I: 0, R: 1, G: 2, O: 3}[draft.ratings[n]] for n in rest), 24
    draft.overall = None
    report = draft.report().model_copy(update={"overall_rating": None})
    flags = check_report(report)
    assert loud(flags) == set()
    assert [f.expected for f in of(flags, "missing-standard")] == ["domain 2"]
    # The printed maximum counts it: then its ratings are missing.
    draft.score_max = 36
    flags = check_report(draft.report().model_copy(update={"overall_rating": None}))
    assert {rule for rule, _ in loud(flags)} == {"missing-rating", "missing-key-question"}


def test_a_rating_that_is_gone_without_a_word_is_missed(draft: Draft) -> None:
    draft.printed_ratings = {(place, "1.2"): None for place in Place}
    assert ("missing-rating", "1.2") in loud(check_report(draft.report()))
    draft.gaps = [Gap(field="rating", standard="1.2", expected="a rating", reason="unreadable", page=5)]
    assert loud(check_report(draft.report())) == set()


def test_a_standard_left_out_of_two_places_is_told_once_with_both(draft: Draft) -> None:
    report = draft.report()
    kept = [r for r in report.standard_ratings if r.standard != "1.2" or r.place is Place.SUMMARY]
    flags = check_report(report.model_copy(update={"standard_ratings": tuple(kept)}))
    (flag,) = of(flags, "missing-standard", "1.2")
    assert "in the body (page " in flag.message
    assert " and in the annex (page " in flag.message


def test_guidance_is_silent_where_a_rating_of_domains_two_and_three_is_nowhere(draft: Draft) -> None:
    draft.ratings["1.1"] = O
    draft.fieldwork = date(2022, 9, 1)
    for number in ("2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3"):
        draft.set_figures(number, 30)
    draft.ratings["1.1"], draft.ratings["3.4"] = G, I
    assert len(of(check_report(draft.report()), "dg-1.1-good")) == 1
    draft.left_out = {"2.1"}
    assert of(check_report(draft.report()), "dg-1.1-good") == []


def test_a_name_misprinted_alike_is_told_once(draft: Draft) -> None:
    draft.printed_names = {(Place.SUMMARY, "1.2"): "People first", (Place.BODY, "1.2"): "People First."}
    (flag,) = of(check_report(draft.report()), "standard-name", "1.2")
    assert flag.severity is Severity.ERROR
    assert '"People first" in the summary and the body (' in flag.message
    draft.printed_names[(Place.ANNEX, "1.2")] = "PEOPLE FIRST"
    (flag,) = of(check_report(draft.report()), "standard-name", "1.2")
    assert flag.severity is Severity.WARNING


def test_a_wrong_figure_in_bold_is_told_once_for_both_places(draft: Draft) -> None:
    draft.set_figures("2.2", 55)
    draft.bold["2.2"] = 1
    (flag,) = of(check_report(draft.report()), "bold-lowest")
    assert flag.message.startswith("In the body and the annex (pages ")


def test_one_is_one_in_every_message(draft: Draft) -> None:
    draft.cases["2"] = 1
    draft.stated, draft.recommendations = 1, 2
    draft.left_out = {"4.1"}
    draft.cases["4"] = 1
    draft.set_figures("2.1", 70)
    draft.set_figures("3.3", 70)
    draft.rating_places = (Place.SUMMARY,)
    draft.questions_left_out = {("3.3", 1)}
    messages = [flag.message for flag in check_report(draft.report())]
    for words in (
        "there is 1 recommendation (page 7), but 2 are printed",
        "no part of at most 1 case (page 2)",
        "a sample of 1 case is printed",
        "(the standard is on page 5)",
    ):
        assert any(words in message for message in messages), words


def test_lists_of_others_may_lack_a_maximum(db: Warehouse, draft: Draft) -> None:
    report = draft.report()
    bulk_load(db, [report])
    insert = (
        "INSERT INTO external_scores BY NAME SELECT 'list' AS source, ? AS service, ?::DATE AS published, ? AS score, "
        "? AS score_max, now() AS imported_at"
    )
    assert report.published is not None
    assert report.score is not None
    day, score = report.published.value, report.score.value
    db.execute(insert, ["Corpusshire 3", day, score + 1, None])
    # The name of another service begins so, but not with the same words.
    db.execute(insert, ["Corpus", day, score + 2, 36])
    (flag,) = of(run_checks(db), "external-score")
    assert (flag.published, flag.expected) == (f"{score}/36", str(score + 1))
    db.execute("UPDATE reports SET score_max = NULL")
    (flag,) = of(run_checks(db), "external-score")
    assert flag.published == str(score)


def test_a_score_without_maximum_and_without_ratings_says_nothing(draft: Draft) -> None:
    report = draft.report().model_copy(update={"standard_ratings": (), "score_max": None})
    assert of(check_report(report), "overall-band") == []


NULLABLE = """
SELECT table_name, column_name FROM information_schema.columns
WHERE is_nullable = 'YES' AND table_name IN ('reports', 'standard_ratings', 'key_questions', 'claims', 'gaps')
ORDER BY ALL
"""


def test_whatever_is_null_every_rule_runs_and_says_whole_sentences(db: Warehouse) -> None:
    """A tenth of all values is taken away, and of all rows; no message may break on it."""
    reports = []
    for seed, name in enumerate(2 * list(PLANTS)):
        rng = seeded(seed)
        made = random_draft(rng, seed, plain=True)
        try:
            PLANTS[name](made, rng)
        except NotPlantableError:
            made = random_draft(seeded(seed), seed)
        reports.append(made.report())
    bulk_load(db, reports)
    insert = "INSERT INTO external_scores BY NAME SELECT 'list' AS source, area AS service, published, "
    db.execute(f"{insert} score + 1 AS score, score_max, 'good' AS overall_rating, now() AS imported_at FROM reports")
    for table, column in db.rows(NULLABLE):
        db.execute(f"UPDATE {table} SET {column} = NULL WHERE hash(rowid, '{column}') % 10 = 0")  # noqa: S608 - a schema's names
    db.execute("UPDATE external_scores SET score_max = NULL WHERE hash(rowid) % 3 = 0")
    for table in ("standard_ratings", "key_questions", "recommendations", "report_evidence"):
        db.execute(f"DELETE FROM {table} WHERE hash(rowid) % 10 = 0")  # noqa: S608 - names from the tuple
    flags = run_checks(db)
    assert len({flag.rule_id for flag in flags}) > 15
    for flag in flags:
        assert flag.message.endswith("."), flag
        assert list(flag.pages) == sorted(set(flag.pages)), flag
