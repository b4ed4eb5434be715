"""The hand-checked reports beside the repository: every value found, none in excess, each where its evidence says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extractors.boxes import check_boxes, check_figures
from tests.extractors.compare import compare, load_truth
from tests.extractors.conftest import read

FOLDER = Path(__file__).parents[3] / "shared" / "reports"
REPORTS = [p for p in sorted(FOLDER.glob("*.pdf")) if p.with_suffix(".truth.json").exists()]
__test__ = bool(REPORTS)
"""Where the folder is not there, nothing is collected: a clone has only the bundled samples."""


@pytest.mark.parametrize("path", REPORTS, ids=lambda p: p.stem)
def test_a_report_gives_its_truth(path: Path) -> None:
    found = compare(read(path), load_truth(path))
    assert (found.missing, found.extra) == ([], [])


@pytest.mark.parametrize("path", REPORTS, ids=lambda p: p.stem)
def test_evidence_stands_where_it_says(path: Path) -> None:
    report = read(path)
    assert check_boxes(report, path) > 100
    assert check_figures(report, path) > 25
