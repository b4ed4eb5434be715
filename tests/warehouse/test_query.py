from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from schemas.errors import WarehouseError
from schemas.report import InspectionReport
from tests.warehouse.builders import document_of, sourced
from warehouse.checks import run_checks
from warehouse.load import load_document
from warehouse.query import boxes, list_reports, open_flags, orphans, resolve_report
from warehouse.reviews import review_flag
from warehouse.rulebook import PAGE, main, render
from warehouse.scores import import_scores, read_scores
from warehouse.store import Warehouse


@pytest.fixture
def filled(db: Warehouse, report: InspectionReport) -> Warehouse:
    """Two areas, the first of them published twice."""
    for sha, area in (("a", "Fenland"), ("b", "Fenland"), ("c", "Fellside")):
        changes = {
            "document_sha256": sha * 64,
            "area": sourced(area, 1),
            "service_name": sourced(f"{area} Youth Justice Service", 1),
            "published": sourced(date(2023, 12, 5)),
        }
        copy = report.model_copy(update=changes)
        load_document(db, document_of(copy), copy, run_id="r")
    return db


def test_reports_are_listed(filled: Warehouse) -> None:
    filled.execute("UPDATE reports SET score = score + 1 WHERE area = 'Fellside'")
    run_checks(filled)
    current = list_reports(filled)
    assert [line.report_id for line in current] == ["fellside-2023-12", "fenland-2023-12-r2"]
    assert (current[0].errors, current[1].errors) == (1, 0)
    assert [line.is_current for line in list_reports(filled, superseded=True)] == [True, False, True]


@pytest.mark.parametrize(
    ("text", "report_id"),
    [
        ("fenland-2023-12", "fenland-2023-12"),
        ("fenland-2023-12-r2", "fenland-2023-12-r2"),
        ("fenl", "fenland-2023-12-r2"),
        ("Fenland", "fenland-2023-12-r2"),
        ("fellside youth justice service", "fellside-2023-12"),
    ],
)
def test_the_report_that_is_meant_is_found(filled: Warehouse, text: str, report_id: str) -> None:
    assert resolve_report(filled, text) == report_id


def test_a_report_that_is_not_found_is_told_helpfully(filled: Warehouse, db: Warehouse) -> None:
    with pytest.raises(WarehouseError, match="Several reports fit 'fe': fellside-2023-12, fenland-2023-12"):
        resolve_report(filled, "fe")
    with pytest.raises(WarehouseError, match="Did you mean fellside-2023-12"):
        resolve_report(filled, "felsid")
    with pytest.raises(WarehouseError, match="List them with"):
        resolve_report(filled, "zzzzzz")
    filled.execute("DELETE FROM reports")
    with pytest.raises(WarehouseError, match="holds no report yet"):
        resolve_report(filled, "fenland")


def test_boxes_of_a_report_and_of_a_standard(filled: Warehouse) -> None:
    everything = boxes(filled, "fellside-2023-12")
    labels = [label for label, _ in everything]
    assert {"overall_rating", "score", "recommendation 1"} <= set(labels)
    pages = [box.page for _, box in everything]
    assert pages == sorted(pages)
    one = boxes(filled, "fellside-2023-12", "2.1")
    assert len([label for label, _ in one if "question" in label]) == 6
    assert all(label.startswith("2.1") for label, _ in one)


def test_rows_without_a_report_are_found(filled: Warehouse) -> None:
    assert orphans(filled) == ()
    filled.execute("DELETE FROM reports WHERE report_id = 'fellside-2023-12'")
    found = orphans(filled)
    assert {report_id for _, report_id, _ in found} == {"fellside-2023-12"}
    assert {"standard_ratings", "key_questions", "report_evidence"} <= {table for table, _, _ in found}


def test_reviews_stand_beside_flags(filled: Warehouse) -> None:
    filled.execute("UPDATE reports SET score = score + 1 WHERE area = 'Fellside'")
    run_checks(filled)
    (line,) = [line for line in open_flags(filled, "fellside-2023-12") if line.flag.rule_id == "score-sum"]
    assert line.verdict is None
    assert review_flag(filled, line.flag_id[:8], "explained", "A misprint, corrected since.", "Ada") == line.flag_id
    review_flag(filled, line.flag_id, "confirmed", "No, it stands.", "Ben")
    (reviewed,) = [flag for flag in open_flags(filled) if flag.flag_id == line.flag_id]
    assert (reviewed.verdict, reviewed.note) == ("confirmed", "No, it stands.")
    assert line.flag_id not in {flag.flag_id for flag in open_flags(filled, unreviewed=True)}
    run_checks(filled)
    assert line.flag_id not in {flag.flag_id for flag in open_flags(filled, unreviewed=True)}


def test_a_review_that_cannot_be_is_told(filled: Warehouse) -> None:
    filled.execute("UPDATE reports SET score = score + 1, recommendations_stated = 99")
    run_checks(filled)
    with pytest.raises(WarehouseError, match="not one of confirmed, explained, our_error"):
        review_flag(filled, "x", "fine", "", "Ada")
    with pytest.raises(WarehouseError, match="No flag is called"):
        review_flag(filled, "x", "confirmed", "", "Ada")
    with pytest.raises(WarehouseError, match="No flag is called ''"):
        review_flag(filled, "", "confirmed", "", "Ada")
    with pytest.raises(WarehouseError, match="needs the name"):
        review_flag(filled, "x", "confirmed", "", " ")
    filled.execute("UPDATE flag_history SET flag_id = 'zz' || flag_id")
    with pytest.raises(WarehouseError, match="Several flags begin with 'zz'"):
        review_flag(filled, "zz", "confirmed", "", "Ada")


def write_scores(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "peers.csv"
    path.write_text("\n".join(["service,published,score,out_of,overall_rating,peer_suspect", *rows]))
    return path


def test_scores_of_others_are_compared(filled: Warehouse, tmp_path: Path) -> None:
    score, overall = filled.rows("SELECT score, overall_rating FROM reports WHERE area = 'Fellside'")[0]
    other = "Good" if overall != "Good" else "Inadequate"
    path = write_scores(
        tmp_path,
        f"Fellside,2023-12-19,{(score + 1) % 37},36,{other.upper()},",
        f"Fenland,2023-12-19,{score},36,1 a footnote,odd",
        f"Fenland,2022-12-19,{score + 2},36,Good,",
    )
    assert import_scores(filled, path) == 3
    assert import_scores(filled, path) == 3
    assert filled.rows("SELECT count(*), count(score_max), count(doubt) FROM external_scores") == [(3, 3, 1)]
    flags = [flag for flag in run_checks(filled) if flag.rule_id == "external-score"]
    assert [(flag.report_id, flag.severity.value) for flag in flags] == [("fellside-2023-12", "info")] * 2
    assert {flag.expected for flag in flags} == {f"{(score + 1) % 37}/36", other}


def test_a_list_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="cannot be read"):
        read_scores(tmp_path / "none.csv")
    (tmp_path / "x.csv").write_text("name,date\n")
    with pytest.raises(WarehouseError, match="has no column 'service'"):
        read_scores(tmp_path / "x.csv")
    with pytest.raises(WarehouseError, match=r"Line 3 of the list peers\.csv is wrong at published"):
        read_scores(write_scores(tmp_path, "A,2023-12-19,1,36,Good,", "B,Christmas,1,36,Good,"))


def test_the_page_of_rules_is_fresh() -> None:
    stale = "docs/rules.md is stale: write it anew with `python -m warehouse.rulebook`"
    assert PAGE.read_text(encoding="utf-8") == render(), stale


def test_the_page_of_rules_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.rulebook.PAGE", tmp_path / "docs" / "rules.md")
    main()
    assert (tmp_path / "docs" / "rules.md").read_text(encoding="utf-8") == render()
