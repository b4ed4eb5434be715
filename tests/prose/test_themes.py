"""Themes: measured on labelled bullets, explained by words, and the file of patterns sound."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.prose import themes
from extractors.prose.themes import tag_report, taxonomy, themes_of
from schemas.errors import ConfigError
from schemas.report import Finding, FindingKind
from tests.prose.builders import BOX, report
from tests.prose.measure import bullets, found, score

LEAST_F1 = 0.85


def test_there_are_enough_bullets_and_their_themes_are_on_file() -> None:
    everything = bullets()
    assert len(everything) >= 300
    assert len({b.text for b in everything}) == len(everything)
    assert {t for b in everything for t in b.themes} == {t.id for t in taxonomy()}


@pytest.mark.parametrize("held_out", [False, True], ids=["working", "held out"])
def test_micro_f1(held_out: bool) -> None:
    assert score(found(b for b in bullets() if b.held_out is held_out)).f1 >= LEAST_F1


def test_every_theme_says_which_words_earned_it() -> None:
    text = "Victims are seldom consulted, and the police officer’s post has been vacant since June."
    hits = {hit.theme: hit.words for hit in themes_of(text)}
    assert hits["victims"] == ("Victims",)
    assert set(hits) == {"victims", "police", "staffing_and_workloads"}
    assert all(word.replace("'", "’") in text for words in hits.values() for word in words)


def test_a_longer_phrase_may_be_about_something_else() -> None:
    assert {h.theme for h in themes_of("The exclusion zone was monitored.")} == {"risk_of_harm"}
    assert themes_of("The school excluded him.")[0].theme == "education"
    assert themes_of("Nothing of note.") == ()


def test_a_report_is_tagged_in_its_own_order() -> None:
    texts = ["Workloads are high.", "Nothing of note.", "Victims are heard."]
    findings = tuple(
        Finding(kind=FindingKind.STRENGTH, section="1.1", ordinal=i, text=t, evidence=BOX)
        for i, t in enumerate(texts, 1)
    )
    tagged = tag_report(report().model_copy(update={"findings": findings}))
    assert [[h.theme for h in row] for row in tagged.findings] == [["staffing_and_workloads"], [], ["victims"]]
    assert tagged.recommendations == ()


@given(st.sampled_from([b.text for b in bullets()]))
def test_themes_do_not_depend_on_capitals_or_quotation_marks(text: str) -> None:
    assert {h.theme for h in themes_of(text)} == {h.theme for h in themes_of(text.replace("'", "’"))}


def test_a_file_with_two_themes_of_one_id_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    theme = '[[theme]]\nid = "victims"\ntitle = "t"\nabout = "a"\npatterns = ["victim"]\n'
    for text in (theme + theme, "[[theme]]\nid = 3", "["):
        path = tmp_path / "themes.toml"
        path.write_text(text)
        monkeypatch.setattr(themes, "THEMES", path)
        with pytest.raises(ConfigError, match="themes.toml"):
            taxonomy.__wrapped__()


def test_reading_claims_does_not_import_spacy() -> None:
    code = "import sys, extractors.report, extractors.prose.themes; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
