"""The generator's layouts: what stands in a report is found however it is laid out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extractors.boxes import check_boxes, check_figures
from tests.extractors.compare import compare
from tests.extractors.conftest import Made, read
from tests.typeset.layouts import PRESETS, Layout, mixed

Make = Callable[[Layout, int], Made]
LEAST = 0.99
TURNED = ("sideways-2021", "rotated-2018", "landscape-2021", "cropped-2021", "columns-2021", "hostile-2018")
MIXED = [(seed, framework) for seed in (1, 2, 9, 12, 23) for framework in ("youth-2018", "youth-2021")]


def holds(made: Made) -> None:
    """Ratings and percentages are exact, and next to nothing else is amiss."""
    found = compare(read(made.path), made.truth)
    assert found.of("rating", "question") == []
    assert found.f1 >= LEAST, (found.missing, found.extra)


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset(preset: str, make: Make) -> None:
    holds(make(PRESETS[preset], 7))


@pytest.mark.parametrize(("seed", "framework"), MIXED)
def test_traits_put_together_by_chance(seed: int, framework: str, make: Make) -> None:
    holds(make(mixed(seed, framework), seed))


@pytest.mark.parametrize("preset", TURNED)
def test_evidence_follows_the_page(preset: str, make: Make) -> None:
    made = make(PRESETS[preset], 7)
    report = read(made.path)
    assert check_boxes(report, made.path) > 100
    assert check_figures(report, made.path) > 25


def test_a_rating_that_is_only_a_picture_is_a_gap_and_no_guess(make: Make) -> None:
    made = make(PRESETS["pictures-2018"], 7)
    report = read(made.path)
    pictured = {(r["place"], r["standard"]) for r in made.truth["standard_ratings"] if r["rating"] is None}
    unread = {(r.place.value, r.standard) for r in report.standard_ratings if r.rating is None}
    assert unread == pictured != set()
    gaps = [g for g in report.gaps if g.field == "rating"]
    assert {g.standard for g in gaps} == {number for _, number in pictured}


def test_the_gap_says_that_the_rating_is_a_picture(make: Make) -> None:
    report = read(make(PRESETS["pictures-2018"], 7).path)
    assert {g.reason for g in report.gaps if g.field == "rating"} == {"printed_as_picture"}


@pytest.mark.parametrize(("preset", "domain"), [("of24-2021", "2"), ("of24-2018", "2")])
def test_a_domain_that_was_not_rated_is_a_gap_for_each_standard(preset: str, domain: str, make: Make) -> None:
    made = make(PRESETS[preset], 7)
    report = read(made.path)
    absent = {g.standard for g in report.gaps if g.reason == "domain_not_rated"}
    rated = {r["standard"] for r in made.truth["standard_ratings"]}
    assert absent and not absent & rated
    assert report.score_max is not None and report.score_max.value == 24


def test_what_is_not_printed_is_none(make: Make) -> None:
    made = make(PRESETS["canvas-2018"], 7)
    assert made.truth["report"]["score"] is None
    report = read(made.path)
    assert report.score is None and report.score_max is None
