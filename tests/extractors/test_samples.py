"""The bundled samples: every value found, none in excess, and each where its evidence says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extractors.boxes import check_boxes, check_figures
from tests.extractors.compare import compare, load_truth
from tests.extractors.conftest import read

SAMPLES = sorted((Path(__file__).parents[2] / "data" / "samples").glob("*.pdf"))


def test_there_are_samples_of_both_frameworks() -> None:
    assert {read(path).framework for path in SAMPLES} == {"youth-2018", "youth-2021"}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_a_sample_gives_its_truth(path: Path) -> None:
    found = compare(read(path), load_truth(path))
    assert (found.missing, found.extra) == ([], [])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_evidence_lies_on_its_page(path: Path) -> None:
    assert check_boxes(read(path), path) > 100


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_the_box_of_a_value_holds_its_words(path: Path) -> None:
    assert check_figures(read(path), path) > 25


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_a_sound_sample_leaves_no_gap(path: Path) -> None:
    assert [gap for gap in read(path).gaps if gap.field != "pct_yes"] == []
