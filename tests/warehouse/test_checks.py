from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from schemas.base import Place, Rating
from schemas.errors import ConfigError, WarehouseError
from schemas.records import Flag, Severity
from schemas.report import Gap, InspectionReport
from tests.warehouse.builders import document_of
from tests.warehouse.corpus import random_draft, seeded
from warehouse import checks
from warehouse.checks import check_report, load_rules, run_checks, sync_rules
from warehouse.load import load_document
from warehouse.rulefiles import KEYS, read_rule
from warehouse.store import Warehouse, open_warehouse

COLUMNS = ["report_id", "severity", "standard", "key_question_ordinal", "published", "expected", "message", "pages"]


def load(db: Warehouse, report: InspectionReport) -> str:
    report_id = load_document(db, document_of(report), report, run_id="r")
    assert report_id is not None
    return report_id


def loud(flags: tuple[Flag, ...]) -> list[tuple[str, str | None]]:
    return [(flag.rule_id, flag.standard) for flag in flags if flag.severity is not Severity.INFO]


CONTRACT_RULES = """
band overall-band score-sum score-denominator summary-vs-body summary-vs-annex body-vs-annex percent-body-vs-annex
standard-name recommendation-count prose-percentage prose-rating prose-fraction impossible-percentage bold-lowest
missing-standard missing-key-question missing-rating rating-wording dr-1.1-outstanding dg-1.1-good
dg-1.1-requires-improvement dg-1.1-inadequate dr-1.3-outstanding dg-1.3-good dg-1.3-requires-improvement
dg-1.3-inadequate dr-4.1-overall
"""


def test_the_book_has_every_rule_of_the_contract(db: Warehouse) -> None:
    sync_rules(db)
    held = {rule for (rule,) in db.rows("SELECT rule_id FROM rules")}
    assert held >= set(CONTRACT_RULES.split())
    assert held == {file.rule.rule_id for file in load_rules()}


@pytest.mark.parametrize("file", load_rules(), ids=lambda file: file.rule.rule_id)
def test_a_rule_runs_by_hand_and_returns_the_columns(
    db: Warehouse, report: InspectionReport, file: checks.RuleFile
) -> None:
    load(db, report)
    sync_rules(db)
    described = db.rows(f"DESCRIBE {file.sql}")
    assert [row[0] for row in described] == COLUMNS
    assert file.prose


def test_rules_name_no_points_bands_or_dates(tmp_path: Path) -> None:
    """Bands, points and dates come from tables: no such number stands in a query."""
    for file in load_rules():
        query = "\n".join(line.split("--")[0] for line in file.sql.splitlines())
        for literal in (" 36", " 24", " 50", " 65", " 79", " 80", "2024", "2021", "'2018"):
            assert literal not in query, (file.path.name, literal)


def test_flags_keep_their_identity_and_close(db: Warehouse, report: InspectionReport) -> None:
    report_id = load(db, report)
    standard = report.standard_ratings[0].standard
    db.execute("UPDATE standard_ratings SET name = 'Nonsense' WHERE standard = ? AND place = 'body'", [standard])
    assert ("standard-name", standard) in loud(run_checks(db))
    seen = db.rows("SELECT flag_id, first_seen FROM flags WHERE rule_id = 'standard-name'")
    before = db.rows("SELECT * FROM flags ORDER BY ALL")
    run_checks(db)
    assert db.rows("SELECT * FROM flags ORDER BY ALL") == before
    db.execute("UPDATE standard_ratings SET name = ? WHERE standard = ?", [report.standard_ratings[0].name, standard])
    assert ("standard-name", standard) not in loud(run_checks(db, [report_id]))
    assert db.rows("SELECT * FROM flags WHERE rule_id = 'standard-name'") == []
    closed = db.rows("SELECT flag_id, first_seen FROM flag_history WHERE closed_at IS NOT NULL")
    assert closed == seen
    # Found again, it is the same flag.
    db.execute("UPDATE standard_ratings SET name = 'Nonsense' WHERE standard = ? AND place = 'body'", [standard])
    run_checks(db)
    assert db.rows("SELECT flag_id, first_seen FROM flags WHERE rule_id = 'standard-name'") == seen


def test_only_the_reports_asked_for_are_touched(db: Warehouse, report: InspectionReport) -> None:
    other = random_draft(seeded(8), 2, framework_id="youth-2018", plain=True).report()
    first, second = load(db, report), load(db, other)
    db.execute("UPDATE standard_ratings SET name = 'Nonsense' WHERE place = 'body' AND standard = '1.2'")
    flags = run_checks(db, [second])
    assert {flag.report_id for flag in flags} == {second}
    assert {row[0] for row in db.rows("SELECT report_id FROM flags")} == {second}
    run_checks(db)
    db.execute("UPDATE standard_ratings SET name = 'Staff' WHERE standard = '1.2'")
    run_checks(db, [second])
    assert db.rows("SELECT report_id FROM flags WHERE rule_id = 'standard-name'") == [(first,)]


def test_a_hand_edited_rating_is_caught(db: Warehouse, report: InspectionReport) -> None:
    report_id = load(db, report)
    assert loud(run_checks(db)) == []
    printed = next(r.rating for r in report.standard_ratings if r.standard == "2.1")
    other = "Outstanding" if printed is Rating.INADEQUATE else "Inadequate"
    change = "UPDATE standard_ratings SET rating = ? WHERE standard = '2.1'"
    db.execute(f"{change} AND place = 'summary'", [other])
    assert ("summary-vs-body", "2.1") in loud(run_checks(db, [report_id]))
    db.execute(change, [other])
    assert ("band", "2.1") in loud(run_checks(db, [report_id]))


@pytest.mark.parametrize(
    ("edit", "rule"),
    [
        (
            "UPDATE reports SET overall_rating = CASE overall_rating WHEN 'Good' THEN 'Inadequate' ELSE 'Good' END",
            "overall-band",
        ),
        ("UPDATE reports SET score = score - 1", "score-sum"),
        ("UPDATE reports SET score_max = 39", "score-denominator"),
        ("UPDATE reports SET recommendations_stated = 99", "recommendation-count"),
        ("DELETE FROM standard_ratings WHERE standard = '1.2'", "missing-standard"),
        ("DELETE FROM key_questions WHERE standard = '2.2'", "missing-key-question"),
        ("DELETE FROM report_evidence; UPDATE reports SET score = score - 1", "score-sum"),
    ],
)
def test_other_hand_edits_are_caught(db: Warehouse, report: InspectionReport, edit: str, rule: str) -> None:
    load(db, report)
    db.execute(edit)
    assert rule in {found for found, _ in loud(run_checks(db))}


def test_superseded_reports_are_checked_too(db: Warehouse, report: InspectionReport) -> None:
    first = load(db, report)
    load(db, report.model_copy(update={"document_sha256": "b" * 64}))
    db.execute("UPDATE standard_ratings SET name = 'Nonsense' WHERE report_id = ? AND place = 'body'", [first])
    assert {flag.report_id for flag in run_checks(db) if flag.rule_id == "standard-name"} == {first}


def test_a_framework_without_rules_gives_one_info_and_no_other(report: InspectionReport) -> None:
    (flag,) = check_report(report.model_copy(update={"framework": "youth-2025", "score_max": None}))
    assert (flag.rule_id, flag.severity, flag.published) == ("rules-not-on-file", Severity.INFO, "youth-2025")
    assert "ules not on file" in flag.message


def test_a_rule_that_cannot_run_is_named_and_changes_nothing(
    db: Warehouse, report: InspectionReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(db, report)
    db.execute("UPDATE standard_ratings SET name = 'Nonsense' WHERE place = 'body'")
    run_checks(db)
    before = db.rows("SELECT * FROM flag_history ORDER BY ALL")
    good = load_rules()
    broken = good[0].model_copy(update={"sql": "SELECT nothing FROM nowhere", "path": Path("broken.sql")})
    monkeypatch.setattr(checks, "load_rules", lambda: (*good[1:], broken))
    with pytest.raises(WarehouseError, match=r"The rule broken\.sql cannot run"):
        run_checks(db)
    assert db.rows("SELECT * FROM flag_history ORDER BY ALL") == before
    monkeypatch.undo()
    assert run_checks(db)


def test_flags_of_reports_that_are_gone_are_closed(db: Warehouse, report: InspectionReport) -> None:
    report_id = load(db, report)
    db.execute("UPDATE standard_ratings SET name = 'Nonsense' WHERE place = 'body'")
    run_checks(db)
    db.execute("DELETE FROM reports WHERE report_id = ?", [report_id])
    assert run_checks(db) == ()
    assert db.rows("SELECT count(*) FROM flags") == [(0,)]


def test_a_draft_is_checked_without_a_file(report: InspectionReport) -> None:
    flags = check_report(report)
    assert loud(flags) == []
    with open_warehouse(None) as db:
        load(db, report)
        assert run_checks(db) == flags


def variant(**changes: object) -> tuple[Flag, ...]:
    draft = random_draft(seeded(11), 3, framework_id="youth-2021", plain=True)
    for name, value in changes.items():
        setattr(draft, name, value)
    return check_report(draft.report())


def test_a_domain_that_is_not_rated_is_no_mistake() -> None:
    draft = random_draft(seeded(11), 3, framework_id="youth-2021", plain=True)
    for number in [n for n in draft.ratings if n[0] == "2"]:
        del draft.ratings[number]
    draft.figures = {key: pct for key, pct in draft.figures.items() if key[0][0] != "2"}
    draft.ratings["1.3"] = Rating.GOOD
    flags = check_report(draft.report())
    assert draft.maximum() == 24
    assert loud(flags) == []
    assert [f.expected for f in flags if f.rule_id == "missing-standard"] == ["domain 2"]


def test_resettlement_may_be_absent() -> None:
    draft = random_draft(seeded(11), 3, framework_id="youth-2021", plain=True)
    del draft.ratings["4.1"]
    del draft.cases["4"]
    assert "missing-standard" not in {flag.rule_id for flag in check_report(draft.report())}
    draft.cases["4"] = 3
    (flag,) = [flag for flag in check_report(draft.report()) if flag.rule_id == "missing-standard"]
    assert flag.severity is Severity.INFO


def test_a_maximum_without_bands_is_worth_knowing() -> None:
    draft = random_draft(seeded(11), 3, framework_id="youth-2021", plain=True)
    # Ten standards that count: two are printed nowhere, and the printed maximum leaves them out.
    draft.left_out = {"1.2", "1.4"}
    draft.score_max = 30
    flags = check_report(draft.report())
    assert loud(flags) == []
    (flag,) = [flag for flag in flags if flag.rule_id == "overall-band"]
    assert "no bands are on file for a maximum of 30" in flag.message
    assert {f.standard for f in flags if f.rule_id == "missing-standard"} == {"1.2", "1.4"}


def test_a_picture_is_never_a_mistake() -> None:
    draft = random_draft(seeded(11), 3, framework_id="youth-2021", plain=True)
    for place in Place:
        draft.printed_ratings[(place, "1.2")] = None
    draft.gaps = [Gap(field="rating", standard="1.2", expected="a rating", reason="printed_as_picture", page=5)]
    flags = check_report(draft.report())
    assert loud(flags) == []
    (flag,) = [flag for flag in flags if flag.rule_id == "missing-rating"]
    assert "picture" in flag.message
    # A gap alone, without a row for the label, is as good.
    draft.left_out = {"1.2"}
    flags = check_report(draft.report())
    assert loud(flags) == []


def test_places_that_are_not_there_are_not_compared() -> None:
    for places in ((Place.SUMMARY,), (Place.BODY,), (Place.ANNEX,)):
        assert loud(variant(rating_places=places, figure_places=(Place.BODY,))) == []
    flags = variant(figure_places=())
    assert loud(flags) == []
    assert [f.message for f in flags if f.rule_id == "missing-key-question"] == [
        "No percentage of any key question is printed, so that no rating on case data can be checked."
    ]


def test_without_a_date_of_fieldwork_no_rule_is_in_force(report: InspectionReport) -> None:
    draft = random_draft(seeded(11), 3, framework_id="youth-2021", plain=True)
    draft.fieldwork = date(2024, 9, 1)
    draft.set_figures("2.1", 20)
    draft.ratings["1.1"], draft.ratings["1.3"] = Rating.OUTSTANDING, Rating.GOOD
    dated = draft.report()
    rule = "dr-1.1-outstanding"
    assert [f.severity for f in check_report(dated) if f.rule_id == rule] == [Severity.ERROR]
    undated = dated.model_copy(update={"fieldwork_started": None})
    (flag,) = [f for f in check_report(undated) if f.rule_id == rule]
    assert flag.severity is Severity.INFO
    assert "is not printed" in flag.message


HEADER = {
    "rule_id": "some-rule",
    "title": "Something holds",
    "kind": "rating",
    "severity": "error",
    "source": "Rules and guidance v3.4",
    "in_force_from": "",
    "in_force_to": "",
    "frameworks": "all",
    "why": "It matters",
}


def write(tmp_path: Path, header: dict[str, str], name: str = "some-rule.sql") -> Path:
    path = tmp_path / name
    lines = [f"-- {key}: {value}".rstrip() for key, value in header.items()]
    path.write_text("\n".join([*lines, "--", "-- Prose that", "-- goes on.", "", "SELECT 1;"]))
    return path


def test_a_header_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER | {"in_force_from": "2024-06-01", "source": "One\n--         line more"})
    file = read_rule(path)
    assert tuple(HEADER) == KEYS
    assert file.rule.in_force_from == date(2024, 6, 1)
    assert file.rule.source == "One line more"
    assert file.prose == "Prose that goes on."
    assert file.rule.frameworks == ()


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ({k: v for k, v in HEADER.items() if k != "why"}, "why is missing"),
        (HEADER | {"title": ""}, "title is empty"),
        (HEADER | {"severity": "loud"}, "severity is wrong"),
        (HEADER | {"in_force_from": "June"}, "in_force_from is wrong"),
        (HEADER | {"frameworks": "youth-1066"}, "youth-1066"),
        (HEADER | {"rule_id": "other"}, "rule_id is 'other'"),
        (HEADER | {"colour": "red"}, "colour is no key"),
        (dict(sorted(HEADER.items())), "out of order"),
    ],
)
def test_a_wrong_header_is_named(tmp_path: Path, header: dict[str, str], key: str) -> None:
    with pytest.raises(ConfigError, match=r"some-rule\.sql") as error:
        read_rule(write(tmp_path, header))
    assert key in str(error.value)


def test_a_key_stands_once(tmp_path: Path) -> None:
    path = tmp_path / "some-rule.sql"
    path.write_text("-- rule_id: some-rule\n-- rule_id: some-rule\nSELECT 1")
    with pytest.raises(ConfigError, match="rule_id stands twice"):
        read_rule(path)


def test_an_empty_book_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No rules"):
        load_rules(tmp_path)
