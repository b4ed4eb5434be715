"""The generator of fictional reports: the same bytes twice, truth that holds, plants that break what they say."""

import json
import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.typeset.__main__ import write
from tests.typeset.content import Report, StandardContent, make_content
from tests.typeset.figures import half_up, reachable
from tests.typeset.framework import load
from tests.typeset.layouts import PRESETS, mixed, scope_of, typeset
from tests.typeset.plants import KINDS
from tests.typeset.samples import FOLDER, SAMPLES

SHOWN = ("canvas-2021", "typst-2018", "of24-2021", "hostile-2018")
PLANTED_BY = [(kind, framework) for kind in KINDS for framework in ("youth-2018", "youth-2021")]


def made(preset: str, seed: int, plants: tuple[str, ...] = ()) -> tuple[Report, bytes, dict[str, Any]]:
    """A report, its PDF and its truth."""
    layout = PRESETS[preset]
    report = make_content(seed, layout.framework, plants_wanted=plants, scope=scope_of(layout))
    page = typeset(report, layout)
    return report, page.pdf, page.truth


def text_of(pdf: bytes) -> str:
    """All text of a PDF, without spaces."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = "".join(document[i].get_textpage().get_text_bounded() for i in range(len(document)))
    return squeezed(text)


def squeezed(text: str) -> str:
    """A text without spaces and hyphens, its quotes straight."""
    for printed, plain in (("\ufb01", "fi"), ("\ufb02", "fl"), ("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"')):
        text = text.replace(printed, plain)
    return re.sub(r"[\s\-\u00ad\u2010\u2011\u2013\ufffe\x02]+", "", text)


def contradictions(report: Report) -> set[str]:
    """The kinds of contradiction that a report holds, found from its figures alone."""
    items = sum(len(r.items) for r in report.recommendations)
    checks = {
        "score_arithmetic": report.score == report.sum_of(),
        "overall_mismatch": report.overall == report.framework.overall(report.score, report.score_max),
        "recommendation_count": report.stated_count == items,
    }
    found = {kind for kind, holds in checks.items() if not holds}
    for d in report.domains:
        for s in d.standards:
            found |= contradictions_of(report, s, d.sample or 0)
    return found


def contradictions_of(report: Report, s: StandardContent, sample: int) -> set[str]:
    """The kinds of contradiction about one standard."""
    body = s.pcts["body"]
    checks = {
        "band_mismatch": not body or report.framework.band(min(body)) == s.ratings["body"],
        "summary_vs_body": s.ratings["summary"] == s.ratings["body"],
        "summary_vs_annex": s.ratings["summary"] == s.ratings["annex"],
        "pct_body_vs_annex": body == s.pcts["annex"],
        "grim_impossible": set(body) <= reachable(range(1, sample + 1)),
        "standard_name_mismatch": s.summary_name == s.standard.name,
    }
    return {kind for kind, holds in checks.items() if not holds}


@pytest.mark.parametrize("framework", ["youth-2018", "youth-2021"])
def test_sound_reports_contradict_nothing(framework: str) -> None:
    for seed in range(60):
        report = make_content(seed, framework)
        assert not contradictions(report), seed
        ratings = {s.standard.number: s.ratings["summary"] for s in report.standards}
        work = [r for n, r in ratings.items() if n[0] in "23"]
        assert ratings["1.1"] != "Outstanding" or set(work) <= {"Good", "Outstanding"}
        assert ratings["1.3"] != "Outstanding" or ratings["2.3"] == ratings["3.3"] == "Outstanding"
        assert report.overall != "Outstanding" or ratings.get("4.1") != "Inadequate"


@pytest.mark.parametrize(("kind", "framework"), PLANTED_BY)
def test_a_plant_breaks_what_it_says(kind: str, framework: str) -> None:
    for seed in range(8):
        report = make_content(seed, framework, plants_wanted=(kind,))
        assert [p["kind"] for p in report.planted] == [kind]
        if kind == "prose_pct_mismatch":
            planted = report.planted[0]
            prose = " ".join(p for s in report.standards for p in s.paragraphs)
            assert planted["sentence"] in prose
            assert f"{planted['expected']} per cent" not in planted["sentence"]
        if kind == "prose_rating":
            assert report.planted[0]["sentence"] in report.foreword[0]
        follow = {"summary_vs_annex"} if kind == "summary_vs_body" else set()
        assert contradictions(report) - follow <= {kind}


def test_percentages_never_lie_on_an_edge() -> None:
    for seed in range(40):
        report = make_content(seed, "youth-2021")
        assert all(min(s.pcts["body"]) not in (50, 65, 80) for s in report.standards if s.pcts["body"])
    assert half_up(1, 8) == 13


@pytest.mark.parametrize("preset", SHOWN)
def test_the_truth_is_printed(preset: str) -> None:
    report, pdf, truth = made(preset, 5)
    text = text_of(pdf)
    assert squeezed(report.service) in text
    for row in truth["standard_ratings"]:
        assert row["rating"] in {r.label for r in report.framework.ratings}
    for row in truth["key_questions"]:
        assert row["pct_yes"] is None or str(row["pct_yes"]) in text
    missing = [r["text"] for r in truth["findings"] + truth["recommendations"] if squeezed(r["text"]) not in text]
    assert len(missing) <= 3, missing  # what a page break cuts has a footer in it
    assert squeezed("Requires improvement") in text or "Good" in text


@pytest.mark.parametrize("preset", ["typst-2021", "hostile-2021"])
def test_the_same_arguments_give_the_same_bytes(preset: str) -> None:
    assert made(preset, 3)[1] == made(preset, 3)[1]


def test_truth_has_the_shape_that_the_score_reads() -> None:
    _, _, truth = made("canvas-2018", 2)
    assert list(truth) == ["report", "standard_ratings", "key_questions", "findings", "recommendations"]
    numbers = {s.number for s in load("youth-2018").standards}
    assert {r["standard"] for r in truth["standard_ratings"]} == numbers
    assert {r["place"] for r in truth["standard_ratings"]} == {"summary", "body", "annex"}
    assert {f["section"] for f in truth["findings"]} == {"1", "2", "3"}
    assert truth["report"]["score"] is None


@pytest.mark.parametrize("seed", range(6))
def test_traits_mix(seed: int) -> None:
    layout = mixed(seed, "youth-2021")
    page = typeset(make_content(seed, "youth-2021", scope=scope_of(layout)), layout)
    text = text_of(page.pdf)
    assert all(squeezed(r["name"]) in text for r in page.truth["standard_ratings"] if r["place"] == "body")
    places = {r["place"] for r in page.truth["standard_ratings"]}
    assert places == {"summary", "body", *(["annex"] if layout.annex else [])}


def test_every_preset_is_a_layout_and_mixtures_differ() -> None:
    assert len(PRESETS) >= 20
    assert len({mixed(seed, "youth-2021") for seed in range(20)}) == 20


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.preset)
def test_bundled_samples_are_what_the_generator_makes(sample: Any, tmp_path: Path) -> None:
    path = write(tmp_path, sample.name, sample.seed, sample.framework, sample.layout, sample.plants)
    for ending in (".pdf", ".truth.json", ".planted.json", ".claims.json"):
        new, old = (p.with_suffix(ending).read_bytes() for p in (path, FOLDER / path.name))
        assert new == old or (ending == ".pdf" and text_of(new) == text_of(old))  # other releases pack otherwise
    planted = json.loads(path.with_suffix(".planted.json").read_text(encoding="utf-8"))
    assert sorted(p["kind"] for p in planted) == sorted(sample.plants)
