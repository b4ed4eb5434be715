"""The frameworks on file, and what is said where a file is wrong."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.base import Rating
from schemas.errors import ConfigError
from schemas.framework import FRAMEWORKS_DIR, Basis, Framework, frameworks, load_framework

ON_FILE = list(frameworks().values())
FILE = FRAMEWORKS_DIR / "youth-2021.toml"
each = pytest.mark.parametrize("framework", ON_FILE, ids=lambda f: f.id)


@each
def test_bands_of_percentages_are_contiguous_and_cover_0_to_100(framework: Framework) -> None:
    bands = sorted(framework.rating, key=lambda b: b.from_pct)
    assert (bands[0].from_pct, bands[-1].to_pct) == (0, 100)
    assert all(low.to_pct + 1 == high.from_pct for low, high in pairwise(bands))
    assert [b.points for b in bands] == [0, 1, 2, 3]
    assert {b.label for b in bands} == set(Rating)


@each
def test_a_higher_percentage_never_earns_less(framework: Framework) -> None:
    points = [framework.points(framework.band(pct)) for pct in range(101)]
    assert points == sorted(points) and set(points) == {0, 1, 2, 3}


@given(st.sampled_from(ON_FILE), st.integers().filter(lambda n: not 0 <= n <= 100))
def test_a_percentage_outside_0_to_100_is_in_no_band(framework: Framework, pct: int) -> None:
    with pytest.raises(ValueError, match=rf"{pct} per cent is in no band of {framework.id}"):
        framework.band(pct)


@each
def test_bands_of_scores_are_contiguous_and_cover_their_scale(framework: Framework) -> None:
    for scale in framework.score:
        bands = sorted(scale.bands, key=lambda b: b.from_)
        assert (bands[0].from_, bands[-1].to) == (0, scale.max)
        assert all(low.to + 1 == high.from_ for low, high in pairwise(bands))
        earned = [framework.overall(score, scale.max) for score in range(scale.max + 1)]
        points = [framework.points(r) for r in earned if r is not None]
        assert points == sorted(points) and len(points) == scale.max + 1


@given(st.sampled_from(ON_FILE), st.integers(-5, 50), st.integers(1, 60))
def test_a_score_off_the_scale_earns_nothing(framework: Framework, score: int, maximum: int) -> None:
    known = maximum in {s.max for s in framework.score} and 0 <= score <= maximum
    assert (framework.overall(score, maximum) is not None) is known


@each
def test_each_scale_is_three_points_a_standard_that_counts_with_or_without_a_domain(framework: Framework) -> None:
    counted = [s for s in framework.standard if s.in_score]
    full = 3 * len(counted)
    partial = {full - 3 * sum(s.domain == d.number for s in counted) for d in framework.domain}
    maxima = {scale.max for scale in framework.score}
    assert full in maxima
    assert maxima - {full} <= partial


@each
def test_standards_stand_in_domains_and_their_numbers_are_unique(framework: Framework) -> None:
    numbers = [s.number for s in framework.standard]
    assert len(numbers) == len(set(numbers)) and numbers == sorted(numbers)
    assert {s.domain for s in framework.standard} == {d.number for d in framework.domain}
    names = [(s.domain, s.name) for s in framework.standard]
    assert len(names) == len(set(names))


@each
def test_questions_are_unique_within_a_standard_and_all_are_questions(framework: Framework) -> None:
    for standard in framework.standard:
        assert len(set(standard.questions)) == len(standard.questions) > 0
        assert all(q.endswith("?") for q in standard.questions)
        assert standard.statement.endswith(".")


@each
def test_case_data_stand_in_domains_that_sample_cases(framework: Framework) -> None:
    for standard in framework.standard:
        if standard.basis is Basis.CASE_DATA:
            assert framework.domains[standard.domain].sample is not None, standard.number


@each
def test_every_spelling_belongs_to_one_rating(framework: Framework) -> None:
    spellings = [t for band in framework.rating for t in (band.label.value, *band.variants)]
    assert len(spellings) == len(set(spellings)) == len(framework.spellings)
    assert all(framework.spellings[r.value] is r for r in Rating)


def test_frameworks_follow_each_other_without_a_gap_and_sign_themselves_alone() -> None:
    for old, new in pairwise(ON_FILE):
        assert old.fieldwork_to is not None
        assert (new.fieldwork_from - old.fieldwork_to).days == 1
        assert not set(old.signature) & set(new.signature)
    assert all(
        f.signature and f.id == path.stem
        for f, path in zip(ON_FILE, sorted(FRAMEWORKS_DIR.glob("*.toml")), strict=True)
    )


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('number = "1.1"', 'number = "one"', "standard.0.number"),
        ('basis = "case_data"', 'basis = "feeling"', "standard.4.basis"),
        ('label = "Good"', 'label = "Satisfactory"', "rating.1.label"),
        ("to_pct = 100", "to_pct = 101", "rating.0.to_pct"),
        ("max = 36", "max = 0", "score.0.max"),
        ("fieldwork_from = 2021-07-15", 'fieldwork_from = "soon"', "fieldwork_from"),
        ('id = "youth-2021"', 'id = "youth-2021"\ncolour = "blue"', "colour"),
        ("signature = [", "signatures = [", "signature"),
    ],
)
def test_what_is_wrong_in_a_file_is_named_with_its_place(old: str, new: str, where: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_framework(path)
    message = str(caught.value)
    assert message.startswith(f"The framework file mine.toml is wrong at {where}: ") and message.endswith(".")


def test_a_file_that_is_no_toml_or_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    with pytest.raises(ConfigError, match=r"mine\.toml cannot be read"):
        load_framework(path)
    path.write_text("id = ", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"mine\.toml cannot be read"):
        load_framework(path)


def test_a_folder_without_frameworks_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No framework files"):
        frameworks(tmp_path)


def test_frameworks_are_loaded_by_id_the_oldest_first(tmp_path: Path) -> None:
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    for name, year in (("a", 2030), ("b", 2025)):
        text = FILE.read_text(encoding="utf-8").replace('id = "youth-2021"', f'id = "{name}"', 1)
        (tmp_path / f"{name}.toml").write_text(text.replace("2021-07-15", f"{year}-07-15", 1), encoding="utf-8")
    found = frameworks(tmp_path)
    assert list(found) == ["b", "a"]
    assert len(found["a"].standards) == len(data["standard"])
    assert found["a"].standards["2.1"].domain == "2"
