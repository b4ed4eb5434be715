"""What holds of every line: words come back whole, and the order in the file changes nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.layout import Pages, read_document
from extractors.page import Glyph, Run
from extractors.rows import sketch
from extractors.segments import join_segments
from extractors.words import Vocabulary
from tests.extractors.builders import run

WORDS = ("implementation", "resettlement", "partnerships", "assessment", "governance", "Fallowdale", "reviewing")
KNOWN = Vocabulary.of([w for w in WORDS for _ in range(3)])


def scraps(word: str, cuts: list[int], gap: float) -> Run:
    """A word cut into glyphs that stand `gap` ems apart."""
    edges = [0, *sorted(set(cuts)), len(word)]
    glyphs, at = [], 70.0
    for start, stop in zip(edges, edges[1:], strict=False):
        glyphs.append(Glyph(word[start:stop], at, at + 5.0 * (stop - start), False))
        at = glyphs[-1].x1 + 10 * gap
    return Run(tuple(glyphs), 100, 92, 102, 10.0, False, False)


@settings(max_examples=80)
@given(st.sampled_from(WORDS), st.data())
def test_a_word_in_scraps_comes_back_whole(word: str, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(1, len(word) - 1), max_size=4))
    gap = data.draw(st.floats(0.0, 0.135))
    (segment,) = join_segments(sketch([scraps(word, cuts, gap)]), 1, KNOWN)
    assert segment.text == word


PAGE = (
    run("Ratings", 70, 60, size=18, bold=True),
    run("1.1", 70, 100),
    run("Governance and leadership", 100, 100),
    run("Good", 400, 100.3, bold=True),
    run("1", 421, 96.8, size=6),
    run("1.2", 70, 114),
    run("Staff", 100, 114),
    run("Requires", 400, 109),
    run("improvement", 400, 120),
    run("•", 70, 150),
    run("Staff are skilled and", 85, 150),
    run("well supported", 85, 162),
    run("Good", 400.4, 100.3, bold=True),
)


@settings(max_examples=60)
@given(st.permutations(PAGE))
def test_the_order_in_the_file_changes_nothing(runs: list[Run]) -> None:
    assert join_segments(sketch(runs), 1, KNOWN) == join_segments(sketch(PAGE), 1, KNOWN)


def test_that_page_reads_as_it_looks() -> None:
    assert [(s.marker, s.text) for s in join_segments(sketch(PAGE), 1, KNOWN)] == [
        ("", "Ratings"),
        ("", "1.1"),
        ("", "Governance and leadership"),
        ("", "Good"),
        ("", "Requires"),
        ("", "1.2"),
        ("", "Staff"),
        ("", "improvement"),
        ("•", "Staff are skilled and"),
        ("", "well supported"),
    ]


SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "marshire-vale-23--hostile-2021.pdf"


@pytest.fixture(scope="module")
def hostile() -> Pages:
    """A report whose words are in scraps, out of order, and partly printed twice."""
    return read_document(SAMPLE)


@settings(max_examples=12)
@given(st.randoms(use_true_random=False), st.integers(0, 9))
def test_the_order_in_the_file_of_a_report_changes_nothing(hostile: Pages, order: Random, index: int) -> None:
    runs = list(hostile.rough[index].runs)
    whole = join_segments(sketch(runs), 1, hostile.vocabulary)
    order.shuffle(runs)
    assert join_segments(sketch(runs), 1, hostile.vocabulary) == whole


@pytest.mark.parametrize("number", [2, 4, 7])
def test_the_words_of_a_page_hold_the_letters_of_its_glyphs(hostile: Pages, number: int) -> None:
    glyphs = Counter("".join(g.text for r in hostile.rough[number - 1].runs for g in r.glyphs))
    words = Counter("".join(s.marker + "".join(w.text for w in s.words) for s in hostile.pages[number - 1].segments))
    assert not words - glyphs  # none made up
    assert not set(glyphs) - set(words)  # and none lost, but for what is printed twice
