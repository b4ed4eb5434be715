"""The command: what it prints, what it writes, and its exit status."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli.app import app
from flows.cli.base import Exit
from flows.pipeline import Job, run
from schemas.report import InspectionReport
from tests.flows.documents import SAMPLES, unrelated
from warehouse.store import open_warehouse

ROOT = Path(__file__).resolve().parents[2]
runner = CliRunner()


def hmip(*arguments: object, status: int | None = 0) -> str:
    """Standard output of a command that has to end with a status (None: any)."""
    result = runner.invoke(app, [str(a) for a in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    if status is not None:
        assert result.exit_code == status, result.output
    return result.stdout


def complaint(*arguments: object, status: int) -> str:
    """The one sentence on standard error of a command that has to fail."""
    result = runner.invoke(app, [str(a) for a in arguments])
    assert result.exit_code == status, result.output
    assert "Traceback" not in result.stderr
    (line,) = result.stderr.splitlines()
    return line


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse that holds the samples."""
    path = tmp_path_factory.mktemp("warehouse") / "samples.duckdb"
    run(Job(source="sample", warehouse=path, workers=2))
    return path


@pytest.fixture(scope="module")
def flagged(loaded: Path) -> tuple[str, Path]:
    """Id and PDF of a sample that has an error."""
    with open_warehouse(loaded, read_only=True) as db:
        row = db.row(
            "SELECT f.report_id, d.url FROM flags AS f JOIN reports AS r ON f.report_id = r.report_id "
            "JOIN documents AS d ON d.sha256 = r.document_sha256 WHERE f.severity = 'error' ORDER BY 1 LIMIT 1"
        )
    assert row is not None
    return row[0], Path(row[1])


@pytest.fixture
def unreadable(tmp_path: Path) -> Path:
    path = tmp_path / "minutes.pdf"
    unrelated(path)
    return path


def test_help_names_every_command_and_exit_status() -> None:
    text = " ".join(hmip("--help").split())
    for name in ("run", "extract", "check", "explain", "show", "sql", "rules", "flags", "import-scores"):
        assert f" {name} " in text
    for status in Exit:
        assert f" {status.value} " in text


def test_run_prints_reports_flags_and_what_was_refused(tmp_path: Path, unreadable: Path) -> None:
    folder = tmp_path / "source"
    folder.mkdir()
    shutil.copy(SAMPLES[0], folder)
    shutil.copy(unreadable, folder)
    (folder / "readme.txt").touch()
    warehouse = tmp_path / "new" / "w.duckdb"
    text = hmip("run", "--no-prefect", "--source", folder, "--warehouse", warehouse)
    assert "Rejected" in text
    assert "minutes.pdf: " in text
    assert "2 documents (1 " in text
    assert "1 other files left out" in text
    assert warehouse.is_file()
    summary = json.loads(hmip("run", "--no-prefect", "--json", "--source", folder, "--warehouse", warehouse))
    assert [d["known"] for d in summary["documents"]] in ([True, False], [False, True])


def test_run_says_which_documents_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.pdf").write_text("crash")
    (source / "b.pdf").write_text("report Borchester")
    monkeypatch.setattr("flows.cli.run.Job", partial(Job, reader="tests.flows.readers:obey"))
    text = hmip("run", "--no-prefect", "--source", source, "--warehouse", tmp_path / "w.duckdb", status=Exit.PARTIAL)
    assert "a.pdf: The reader crashed on this document (exit status 3)." in text
    assert "borchester-2023-09" in text


def test_a_source_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    said = complaint("run", "--no-prefect", "--source", tmp_path / "nowhere", status=Exit.SOURCE)
    assert said == f"hmip: There is no folder {tmp_path / 'nowhere'}; give one that holds reports, or 'sample'."


def test_extract_prints_the_report_as_json(unreadable: Path) -> None:
    report = InspectionReport.model_validate_json(hmip("extract", SAMPLES[0]))
    assert report.pages > 1
    assert len(hmip("extract", SAMPLES[0], "--pretty").splitlines()) > 100
    assert complaint("extract", unreadable, status=Exit.SOURCE).startswith(f"hmip: {unreadable}: ")
    assert "is not there" in complaint("extract", "nowhere.pdf", status=Exit.SOURCE)


def test_check_finds_the_same_in_a_pdf_as_in_the_warehouse(loaded: Path, flagged: tuple[str, Path]) -> None:
    report_id, pdf = flagged
    text = hmip("check", pdf, status=Exit.FINDINGS)
    assert all(line.startswith(f"{pdf}:") for line in text.splitlines())
    assert any(": error: " in line and "(page" in line for line in text.splitlines())
    from_file = json.loads(hmip("check", pdf, "--format", "json", status=Exit.FINDINGS))[0]["flags"]
    checked = json.loads(hmip("check", "--warehouse", loaded, "--format", "json", status=Exit.FINDINGS))
    (from_warehouse,) = (one["flags"] for one in checked if one["file"] == report_id)
    assert [f["message"] for f in from_file] == [f["message"] for f in from_warehouse]


def test_check_fails_at_the_severity_that_is_asked_for(loaded: Path) -> None:
    with open_warehouse(loaded, read_only=True) as db:
        worst = db.rows(
            "SELECT d.url, min(list_position(['error', 'warning', 'info'], f.severity)) "
            "FROM reports AS r JOIN documents AS d ON d.sha256 = r.document_sha256 "
            "LEFT JOIN flags AS f ON f.report_id = r.report_id GROUP BY ALL ORDER BY ALL LIMIT 1"
        )
    ((pdf, rank),) = worst
    for position, severity in enumerate(("error", "warning", "info"), start=1):
        found = rank is not None and rank <= position
        hmip("check", pdf, "--fail-on", severity, status=Exit.FINDINGS if found else Exit.OK)


def test_check_speaks_to_github(flagged: tuple[str, Path]) -> None:
    text = hmip("check", flagged[1], "--format", "github", status=Exit.FINDINGS)
    assert text.startswith(f"::error file={flagged[1]},title=")


def test_check_goes_on_after_a_file_that_is_no_report(unreadable: Path, flagged: tuple[str, Path]) -> None:
    result = runner.invoke(app, ["check", str(unreadable), str(flagged[1])])
    assert result.exit_code == Exit.SOURCE
    assert f"hmip: {unreadable}: " in result.stderr
    assert f"{flagged[1]}:" in result.stdout
    text = hmip("check", unreadable, "--format", "github", status=Exit.SOURCE)
    assert text.startswith("::error file=")


def test_check_wants_something_to_check(loaded: Path) -> None:
    assert runner.invoke(app, ["check"]).exit_code == Exit.USAGE
    assert runner.invoke(app, ["check", str(SAMPLES[0]), "--warehouse", str(loaded)]).exit_code == Exit.USAGE
    assert "no warehouse" in complaint("check", "--warehouse", "nowhere.duckdb", status=Exit.SOURCE)


def test_a_rating_changed_by_hand_is_caught(loaded: Path, tmp_path: Path) -> None:
    copy = tmp_path / "edited.duckdb"
    shutil.copy(loaded, copy)
    before = json.loads(hmip("check", "--warehouse", copy, "--format", "json", status=None))
    with open_warehouse(copy) as db:
        db.execute(
            "UPDATE standard_ratings SET rating = CASE rating WHEN 'Good' THEN 'Inadequate' ELSE 'Good' END "
            "WHERE place = 'summary' AND standard = '1.2'"
        )
    after = json.loads(hmip("check", "--warehouse", copy, "--format", "json", status=Exit.FINDINGS))

    def errors(checked: list[dict[str, list[dict[str, str]]]]) -> int:
        return sum(flag["severity"] == "error" for one in checked for flag in one["flags"])

    assert errors(after) > errors(before)


def test_explain_derives_a_rating_from_a_warehouse_or_a_pdf(loaded: Path, flagged: tuple[str, Path]) -> None:
    report_id, pdf = flagged
    text = hmip("explain", report_id, "2.1", "--warehouse", loaded)
    assert "  1. " in text
    assert "page" in text
    assert "Published: " in text
    assert hmip("explain", pdf).splitlines()[2:] == hmip("explain", report_id, "--warehouse", loaded).splitlines()[2:]
    derived = json.loads(hmip("explain", pdf, "1.1", "--as-if", "youth-2021", "--json"))
    assert derived["framework"] == "youth-2021"
    said = complaint("explain", report_id, "9.9", "--warehouse", loaded, status=Exit.SOURCE)
    assert "'9.9'" in said
    assert "No report" in complaint("explain", "atlantis", "--warehouse", loaded, status=Exit.SOURCE)


def test_show_writes_a_picture_of_each_page_with_values(
    loaded: Path, flagged: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PIL import Image

    report_id, pdf = flagged
    monkeypatch.chdir(tmp_path)
    written = hmip("show", report_id, "2.1", "--warehouse", loaded).splitlines()
    assert written
    assert all(Image.open(name).format == "PNG" for name in written)
    page = int(json.loads(hmip("extract", pdf))["standard_ratings"][0]["evidence"][0]["page"])
    assert hmip("show", pdf, "--page", page, "--out", "one.png").split() == ["one.png"]
    assert Image.open("one.png").width > 600
    assert "No value" in complaint("show", pdf, "--page", 999, status=Exit.SOURCE)
    assert "cannot be written" in complaint(
        "show", pdf, "--page", page, "--out", tmp_path / "no" / "x.png", status=Exit.SOURCE
    )


def test_show_says_when_the_pdf_is_gone(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    pdf = Path(shutil.copy(SAMPLES[0], source))
    warehouse = tmp_path / "w.duckdb"
    (line,) = run(Job(source=str(source), warehouse=warehouse, workers=1)).reports
    pdf.unlink()
    assert "is not at" in complaint("show", line.report_id, "--warehouse", warehouse, status=Exit.SOURCE)


def test_sql_prints_a_table_csv_or_json_and_only_reads(loaded: Path) -> None:
    query = "SELECT report_id, score, pages, NULL AS nothing FROM reports ORDER BY 1"
    assert "rows" in hmip("sql", query, "--warehouse", loaded)
    records = json.loads(hmip("sql", query, "--warehouse", loaded, "--format", "json"))
    rows = list(csv.DictReader(StringIO(hmip("sql", query, "--warehouse", loaded, "--format", "csv"))))
    assert [r["report_id"] for r in rows] == [r["report_id"] for r in records]
    assert records[0]["nothing"] is None
    dated = json.loads(
        hmip("sql", "SELECT DATE '2023-12-05' AS d, [1, 2] AS l", "--warehouse", loaded, "--format", "json")
    )
    assert dated == [{"d": "2023-12-05", "l": [1, 2]}]
    # A rule by hand: the file begins with comments.
    rule = (Path(__file__).resolve().parents[2] / "warehouse" / "rules" / "band.sql").read_text()
    assert "row" in hmip("sql", rule, "--warehouse", loaded)
    assert "read-only" in complaint("sql", "DELETE FROM reports", "--warehouse", loaded, status=Exit.SOURCE)
    assert "refused" in complaint("sql", "SELECT nothing FROM nowhere", "--warehouse", loaded, status=Exit.SOURCE)
    assert "no warehouse" in complaint("sql", "SELECT 1", "--warehouse", "nowhere.duckdb", status=Exit.SOURCE)


def test_rules_lists_the_book() -> None:
    book = json.loads(hmip("rules", "--json"))
    assert {"rule_id", "title", "severity", "source", "why"} <= book[0].keys()
    assert "band" in hmip("rules")


def test_a_flag_is_listed_and_reviewed(loaded: Path, flagged: tuple[str, Path], tmp_path: Path) -> None:
    copy = tmp_path / "reviewed.duckdb"
    shutil.copy(loaded, copy)
    first = hmip("flags", "list", "--report", flagged[0], "--severity", "error", "--warehouse", copy).splitlines()[0]
    flag_id = first.split()[0]
    said = hmip(
        "flags", "review", flag_id, "--verdict", "explained", "--note", "a misprint", "--by", "ann", "--warehouse", copy
    )
    assert said == f"{flag_id}: explained\n"
    listed = json.loads(hmip("flags", "list", "--json", "--warehouse", copy))
    (reviewed,) = (line for line in listed if line["flag_id"] == flag_id)
    assert (reviewed["verdict"], reviewed["note"]) == ("explained", "a misprint")
    assert flag_id not in hmip("flags", "list", "--unreviewed", "--warehouse", copy)
    hmip("flags", "review", flag_id, "--verdict", "confirmed", "--note", "first\nsecond", "--warehouse", copy)
    assert hmip("flags", "list", "--warehouse", copy).count("confirmed: first second\n") == 1
    said = complaint("flags", "review", "nonsense", "--verdict", "explained", "--warehouse", copy, status=Exit.SOURCE)
    assert "'nonsense'" in said


def test_scores_of_others_are_imported(loaded: Path, tmp_path: Path) -> None:
    copy = tmp_path / "scored.duckdb"
    shutil.copy(loaded, copy)
    scores = tmp_path / "scores.csv"
    scores.write_text("service,published,score,out_of,overall_rating\nBorchester,2023-09-01,21,36,Good\n")
    assert hmip("import-scores", scores, "--warehouse", copy).startswith("1 scores from scores.csv")
    assert "cannot be read" in complaint(
        "import-scores", tmp_path / "nowhere.csv", "--warehouse", copy, status=Exit.SOURCE
    )


def test_the_environment_names_the_warehouse(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HMIP_WAREHOUSE", str(loaded))
    assert json.loads(hmip("sql", "SELECT 1 AS one", "--format", "json")) == [{"one": 1}]


def test_a_fault_of_our_own_is_one_sentence_unless_asked(monkeypatch: pytest.MonkeyPatch, loaded: Path) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("no such thing")

    monkeypatch.setattr("warehouse.store.open_warehouse", broken)
    said = complaint("sql", "SELECT 1", "--warehouse", loaded, status=Exit.BUG)
    assert said.startswith("hmip: this is a fault of hmip itself (KeyError: 'no such thing')")
    monkeypatch.setenv("HMIP_DEBUG", "1")
    assert "Traceback" in runner.invoke(app, ["sql", "SELECT 1", "--warehouse", str(loaded)]).stderr


def command(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a shell runs it, with nothing said to Prefect."""
    program = Path(sys.executable).with_name("hmip")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return subprocess.run(
        [program, *map(str, arguments)], capture_output=True, text=True, cwd=ROOT, env={**inherited, **environment}
    )


def test_from_the_shell(loaded: Path, flagged: tuple[str, Path]) -> None:
    assert command("--help").returncode == Exit.OK
    assert command("nonsense").returncode == Exit.USAGE
    done = command("check", flagged[1])
    assert done.returncode == Exit.FINDINGS
    assert done.stderr == ""


def test_run_from_the_shell_is_a_prefect_flow_that_keeps_to_itself(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    done = command("run", "--warehouse", warehouse, "--json", HOME=str(tmp_path / "home"))
    assert (done.returncode, done.stderr) == (Exit.OK, "")
    assert len(json.loads(done.stdout)["reports"]) == len(SAMPLES)
    assert (tmp_path / ".prefect" / "prefect.db").is_file()
    assert not (tmp_path / "home").exists()


def test_a_reader_that_has_seen_enough_is_no_error(loaded: Path) -> None:
    program = Path(sys.executable).with_name("hmip")
    query = "SELECT range FROM range(100000)"
    with subprocess.Popen(
        [program, "sql", query, "--format", "csv", "--warehouse", loaded],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "range\n"
        process.stdout.close()
        assert process.stderr.read() == ""


def test_short_commands_load_neither_prefect_nor_spacy() -> None:
    script = (
        "import sys\nfrom flows.cli.app import app\nfrom typer.testing import CliRunner\n"
        f"CliRunner().invoke(app, ['check', {str(SAMPLES[0])!r}])\n"
        "print([name for name in ('prefect', 'spacy') if name in sys.modules], 'duckdb' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "[] True\n"
    done = subprocess.run(
        [sys.executable, "-c", "import sys, flows.cli.app\nprint('duckdb' in sys.modules, 'pypdfium2' in sys.modules)"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    assert done.stdout == "False False\n"


def test_what_is_no_statement_and_no_file_is_one_sentence(loaded: Path, tmp_path: Path) -> None:
    for query in ("", " ; ", "/* a remark */"):
        assert "there is none" in complaint("sql", query, "--warehouse", loaded, status=Exit.SOURCE)
    said = complaint("run", "--no-prefect", "--warehouse", tmp_path, status=Exit.SOURCE)
    assert said == f"hmip: The warehouse {tmp_path} is a folder; name the file, such as {tmp_path / 'hmip.duckdb'}."


def test_long_work_says_what_it_does_on_a_terminal_alone(
    loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.cli.run import busy
    from flows.pipeline import Progress, ignore

    with busy("writing") as watch:
        assert watch is ignore
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with busy("writing") as watch:
        assert watch is not ignore
        watch(Progress(1, 0, "drawing pages"))
