"""Documents that are no report, through the real reader: each is refused by name, and the others are read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from flows.isolate import ReaderPool
from flows.outcome import Failure
from flows.pipeline import Job, run
from tests.flows.documents import BAD, SAMPLES
from warehouse.store import open_warehouse


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    for name, (make, _) in BAD.items():
        make(folder / name)
    for sample in (SAMPLES[0], SAMPLES[-1]):
        shutil.copy(sample, folder / f"sound-{sample.name}")
    return folder


def test_each_is_refused_by_name_with_one_sentence(folder: Path) -> None:
    names = list(BAD)
    with ReaderPool(2) as pool:
        outcomes = list(pool.map([folder / name for name in names]))
    errors = {}
    for name, outcome in zip(names, outcomes, strict=True):
        assert isinstance(outcome, Failure), name
        errors[name] = outcome.error
        assert outcome.status.value == "rejected"
        assert outcome.reason.endswith(".")
        assert "\n" not in outcome.reason
    assert errors == {name: error for name, (_, error) in BAD.items()}


def test_the_run_goes_on_and_keeps_why(folder: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "bad.duckdb"
    summary = run(Job(source=str(folder), warehouse=warehouse, workers=2))
    assert {d.name for d in summary.rejected} == set(BAD)
    assert len(summary.reports) == 2
    with open_warehouse(warehouse, read_only=True) as db:
        kept = db.rows("SELECT status, reason IS NOT NULL FROM documents WHERE status = 'rejected'")
        held = db.rows("SELECT count(*) FROM reports")
        stray = db.rows("SELECT count(*) FROM standard_ratings WHERE report_id NOT IN (SELECT report_id FROM reports)")
    assert kept == [("rejected", True)] * len(BAD)
    assert held == [(2,)]
    assert stray == [(0,)]


def test_a_report_whose_first_half_is_missing_is_partial(tmp_path: Path) -> None:
    import pypdfium2  # type: ignore[import-untyped, unused-ignore]

    source = pypdfium2.PdfDocument(SAMPLES[0])
    half = pypdfium2.PdfDocument.new()
    half.import_pages(source, list(range(len(source) // 2, len(source))))
    half.save(tmp_path / "half.pdf")
    (document,) = run(Job(source=str(tmp_path), warehouse=None, workers=1)).documents
    assert document.status.value in ("partial", "rejected")
    assert document.reason is not None
