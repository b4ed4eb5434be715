"""The views: on services with a history, on the samples without a list of services, and their descriptions."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.framework import frameworks
from warehouse.store import Warehouse, open_warehouse
from warehouse.views import create_views, load_views


def test_every_view_and_column_is_described(history: Warehouse) -> None:
    names = [view.name for view in load_views()]
    assert history.rows("SELECT view_name FROM duckdb_views() WHERE view_name IN ? AND comment IS NULL", [names]) == []
    columns = "SELECT table_name, column_name FROM duckdb_columns() WHERE table_name IN ? AND comment IS NULL"
    assert history.rows(columns, [names]) == []


@pytest.mark.parametrize("view", [view.name for view in load_views()])
def test_every_view_works_without_a_single_report(view: str) -> None:
    with open_warehouse(None) as db:
        create_views(db)
        assert isinstance(db.rows(f"SELECT * FROM {view}"), list)  # noqa: S608


def test_views_are_renewed_only_when_they_change(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with open_warehouse(path) as db:
        db.execute("DROP VIEW coverage_years")
    with open_warehouse(path) as db:
        assert db.rows("SELECT 1 FROM duckdb_views() WHERE view_name = 'coverage_years'") == []
        db.execute("UPDATE view_files SET digest = 'older'")
    with open_warehouse(path) as db:
        assert db.rows("SELECT count(*) FROM coverage_years") == [(0,)]


def test_history_gives_every_inspection_in_order_with_the_change(history: Warehouse) -> None:
    rows = history.rows(
        "SELECT inspection, framework, overall_rating, previous_rating, change, is_same_framework, months_between "
        "FROM service_history WHERE service = 'Alpha' ORDER BY inspection"
    )
    assert rows == [
        (1, "youth-2018", "Good", None, None, None, None),
        (2, "youth-2021", "Good", "Good", 0, False, 36),
        (3, "youth-2021", "Inadequate", "Good", -2, True, 24),
    ]
    fallen = history.rows("SELECT service FROM service_history WHERE change <= -2")
    assert fallen == [("Alpha",)]


def test_the_score_changes_only_within_a_framework(history: Warehouse) -> None:
    rows = history.rows("SELECT score_change FROM service_history WHERE service = 'Alpha' ORDER BY inspection")
    assert rows == [(None,), (None,), (-24,)]


def test_unlike_standards_of_one_number_are_never_compared(history: Warehouse) -> None:
    rows = history.rows(
        "SELECT thread, change FROM standard_history WHERE service = 'Alpha' AND standard = '3.4' ORDER BY inspected"
    )
    assert rows == [
        ("3.4 Joint working", None),
        ("3.4 Out-of-court disposal policy and provision", None),
        ("3.4 Out-of-court disposal policy and provision", -2),
    ]
    first = history.rows(
        "SELECT rating_3_4_joint_working, rating_3_4_policy FROM ratings_wide WHERE service = 'Alpha' "
        "ORDER BY published"
    )
    assert first == [("Good", None), (None, "Good"), (None, "Inadequate")]


def test_comparable_standards_say_what_is_unlike_and_what_is_reworded(history: Warehouse) -> None:
    notes: dict[str, str] = dict(
        history.rows("SELECT standard, note FROM comparable_standards WHERE framework = 'youth-2021'")
    )
    assert notes["1.1"] == "Comparable: same number, name and basis."
    assert notes["2.1"] == notes["1.1"]
    assert notes["3.2"] == "Comparable with care: 1 of 3 key questions worded otherwise than before."
    assert notes["3.3"] == "Comparable with care: 3 of 3 key questions worded otherwise than before."
    assert notes["3.4"] == "Not comparable by its number, which also stands for youth-2018: Joint working."
    assert notes["4.1"] == "Only in this framework."


def test_every_standard_and_question_on_file_has_a_column(history: Warehouse) -> None:
    wide = {view.name: view.sql for view in load_views()}
    threads = history.rows("SELECT DISTINCT thread, basis, questions FROM comparable_standards")
    assert len(threads) > max(len(f.standard) for f in frameworks().values())
    for thread, basis, questions in threads:
        assert f"'{thread}'" in wide["ratings_wide"]
        for ordinal in range(1, questions + 1 if basis == "case_data" else 1):
            assert f"c.thread = '{thread}' AND c.ordinal = {ordinal}" in wide["key_questions_wide"]


def test_peers_are_the_other_services_of_the_region(history: Warehouse) -> None:
    rows = history.rows(
        "SELECT service, rating, peers, peers_good, peers_better, peers_worse FROM peer_comparison "
        "WHERE standard = 'overall' ORDER BY service"
    )
    assert rows == [("Alpha", "Inadequate", 2, 2, 2, 0), ("Beta", "Good", 2, 1, 0, 1), ("Gamma", "Good", 2, 1, 0, 1)]
    (row,) = history.rows(
        "SELECT peer_group, services, lowest <= pct_yes AND pct_yes <= highest FROM peer_key_questions "
        "WHERE service = 'Beta' AND standard = '2.1' AND ordinal = 1"
    )
    assert row == ("North", 3, True)


def test_regions_count_services_with_and_without_a_report(history: Warehouse) -> None:
    rows = history.rows(
        "SELECT region, services, with_report, outstanding, good, requires_improvement, inadequate, rated "
        "FROM region_overview WHERE framework = 'youth-2021' ORDER BY region"
    )
    assert rows == [("North", 3, 3, 0, 2, 0, 1, 3), ("Wales", 1, 0, 0, 0, 0, 0, 0)]
    (median,) = history.rows(
        "SELECT median_score_pct FROM region_overview WHERE region = 'North' AND framework = 'youth-2021'"
    )
    latest = "SELECT round(median(100.0 * score / score_max)) FROM latest_by_service"
    assert history.rows(latest) == [median]
    history.execute("UPDATE services SET active_to = DATE '2017-03-31' WHERE service_id = 'delta'")
    assert history.rows("SELECT 1 FROM region_overview WHERE region = 'Wales'") == []


def test_a_report_without_a_day_is_not_the_latest(history: Warehouse) -> None:
    history.execute("UPDATE reports SET fieldwork_started = NULL, published = NULL WHERE report_id = 'place-1-in-2022'")
    assert history.rows("SELECT report_id FROM latest_by_service WHERE service = 'Alpha'") == [("place-1-in-2024",)]
    rows = history.rows("SELECT report_id FROM service_history WHERE service = 'Alpha' ORDER BY inspection")
    assert rows[0] == ("place-1-in-2022",)


def test_coverage_shows_services_without_a_report(history: Warehouse) -> None:
    rows = history.rows("SELECT framework, state, reports FROM coverage WHERE service = 'Delta' ORDER BY framework")
    assert rows == [("youth-2018", "no report on file", 0), ("youth-2021", "no report on file", 0)]
    history.execute("UPDATE services SET active_to = DATE '2017-03-31' WHERE service_id = 'delta'")
    assert set(history.rows("SELECT state FROM coverage WHERE service = 'Delta'")) == {("not in being then",)}
    assert history.rows("SELECT reports, years FROM coverage WHERE service = 'Alpha' AND framework = 'youth-2021'") == [
        (2, [2022, 2024])
    ]


def test_years_without_a_report_are_rows_too(history: Warehouse) -> None:
    rows = history.rows("SELECT published_in, services, of_services FROM coverage_years ORDER BY published_in")
    assert rows == [(2019, 1, 4), (2020, 0, 4), (2021, 0, 4), (2022, 2, 4), (2023, 1, 4), (2024, 2, 4)]


def test_the_distribution_adds_up_to_the_reports(history: Warehouse) -> None:
    wrong = history.rows(
        "SELECT framework, published_in, region, thread FROM rating_distribution "
        "GROUP BY ALL HAVING sum(reports) != any_value(of_reports)"
    )
    assert wrong == []
    assert history.rows("SELECT sum(reports) FROM rating_distribution WHERE standard = 'overall'") == [(6,)]


def test_a_standard_decides_where_it_alone_moves_the_overall_rating(history: Warehouse) -> None:
    # All Good but 1.1: 25 of 36, six below Outstanding and six above Requires improvement.
    assert history.rows(
        "SELECT count(*) FROM deciding_standards WHERE service = 'Beta' AND (could_raise OR could_lower)"
    ) == [(0,)]
    history.execute(
        "UPDATE standard_ratings SET rating = 'Outstanding' WHERE report_id = 'place-2-in-2024' "
        "AND standard IN ('1.2', '1.3', '1.4', '2.1', '2.2')"
    )
    rows = history.rows(
        "SELECT standard, score FROM deciding_standards WHERE report_id = 'place-2-in-2024' AND could_raise "
        "ORDER BY standard"
    )
    assert rows == [(standard, 30) for standard in ("2.3", "2.4", "3.1", "3.2", "3.3", "3.4")]


def test_without_a_list_of_services_the_printed_name_stands_in(sample_db: Warehouse) -> None:
    rows = sample_db.rows("SELECT service, region, is_matched FROM inspections ORDER BY service")
    assert rows[0] == ("Dunbeck Youth Justice Team", None, False)
    groups = sample_db.rows("SELECT peer_group, count(*) FROM peer_comparison WHERE standard = 'overall' GROUP BY ALL")
    assert groups == [("all services", 5)]


def test_contradicting_places_are_not_decided(sample_db: Warehouse) -> None:
    (row,) = sample_db.rows(
        "SELECT rating, summary, body, annex, is_contradicted FROM current_ratings "
        "WHERE report_id LIKE 'north-quenferry%' AND standard = '1.1'"
    )
    assert row == (None, "Good", "Good", "Inadequate", True)
    assert sample_db.rows("SELECT contradicted FROM ratings_wide WHERE report_id LIKE 'north-quenferry%'") == [(1,)]


def test_every_value_names_its_source(sample_db: Warehouse) -> None:
    query = "SELECT count(*) FROM {} WHERE page IS NULL OR pdf_sha256 IS NULL"
    for view in ("current_ratings", "current_key_questions"):
        assert sample_db.rows(query.format(view)) == [(0,)]
    assert sample_db.rows("SELECT count(*) FROM inspections WHERE pdf_url LIKE '%/%'") == [(0,)]
