"""Statements in context: `contexts/*.toml`, measured as `python -m tests.prose.measure_claims` prints it."""

from __future__ import annotations

import pytest

from extractors.prose.sentences import sentences
from tests.prose.measure_claims import contexts, judged, score

LEAST_PRECISION, LEAST_RECALL = 0.95, 0.8


def test_there_are_enough_sentences_and_each_is_read_as_one() -> None:
    everything = [s.text for c in contexts() for s in c.sentences]
    assert len(everything) >= 250
    assert [[s.text for s in sentences(text)] for text in everything] == [[text] for text in everything]


@pytest.mark.parametrize("held_out", [False, True], ids=["working", "held out"])
def test_precision_and_recall(held_out: bool) -> None:
    found = score(judged(c for c in contexts() if c.held_out is held_out))
    assert (found.precision >= LEAST_PRECISION, found.recall >= LEAST_RECALL) == (True, True), found


def test_no_sound_sentence_is_called_an_error() -> None:
    assert score(judged(contexts())).alarms == 0
