"""Which pieces of print make one word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.words import LETTERS_MAX, Vocabulary, bare

DOCUMENT = Vocabulary.of(["Southend-on-Sea", "Southend-on-Sea", "resettlement,", "resettlement", "Fallowdale", "YJS"])
PIECES = st.lists(st.text("abcdeist-’.", min_size=1, max_size=8), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("word", "plain"), [("Staff,", "staff"), ("(YOT)", "yot"), ("child’s", "child's"), ("…", ""), ("3.4", "3.4")]
)
def test_bare(word: str, plain: str) -> None:
    assert bare(word) == plain


@pytest.mark.parametrize(
    ("pieces", "leanings", "words"),
    [
        (["Partners", "hips"], [0.0], ["Partnerships"]),
        (["keep", "other"], [0.0], ["keep", "other"]),
        (["i", "mple", "ment", "ation"], [0.0, 0.0, 0.0], ["implementation"]),
        (["Fallow", "dale"], [0.0], ["Fallowdale"]),
        (["of", "the", "child"], [0.5, 0.5], ["of", "the", "child"]),
        (["xqz", "vvk"], [15.0], ["xqz", "vvk"]),
        (["xqz", "vvk"], [-9.0], ["xqzvvk"]),
        (["alone"], [], ["alone"]),
    ],
)
def test_resolve(pieces: list[str], leanings: list[float], words: list[str]) -> None:
    assert DOCUMENT.resolve(pieces, leanings) == words


@settings(max_examples=60)
@given(PIECES, st.data())
def test_resolve_neither_adds_nor_drops_a_letter(pieces: list[str], data: st.DataObject) -> None:
    leanings = data.draw(st.lists(st.floats(-5, 5), min_size=len(pieces) - 1, max_size=len(pieces) - 1))
    words = DOCUMENT.resolve(pieces, leanings)
    assert "".join(words) == "".join(pieces)
    assert all(len(w) <= LETTERS_MAX or w in pieces for w in words)


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("Partners", "hips", False),  # both are words: only a gap in doubt joins them
        ("Southend", "-on-Sea", True),
        ("s", "taff", True),
        ("resett", "lement", True),
        ("staff", "are", False),
        ("in", "form", False),
        ("a", "part", False),
        ("YOT", "staff", False),
        ("SAFE", "ty", False),
        ("The", "Board", False),
        ("plan", "2", False),
        ("xqz", "vvk", False),
    ],
)
def test_mends(left: str, right: str, one: bool) -> None:
    assert DOCUMENT.mends(left, right) is one


@pytest.mark.parametrize(
    ("pieces", "one"),
    [
        (("organi", "s", "ational"), True),
        (("Southend", "-", "on-Sea"), True),
        (("this", "a", "way"), False),
        (("health", "–", "and"), False),
        (("child", "is", "safe"), False),
        (("plan", "x", "yz"), False),
    ],
)
def test_mends_three(pieces: tuple[str, str, str], one: bool) -> None:
    assert DOCUMENT.mends_three(*pieces) is one


@pytest.mark.parametrize(
    ("left", "right", "soft", "word"),
    [
        ("practi", "tioners", False, "practitioners"),
        ("Fallow", "dale", False, "Fallowdale"),
        ("Southend", "on-Sea", False, "Southend-on-Sea"),
        ("out-of", "court", False, "out-of-court"),
        ("mixed-heri", "tage", False, "mixed-heritage"),
        ("over-re", "presented", False, "over-represented"),
        ("day-to", "day", False, "day-to-day"),
        ("well", "being", True, "wellbeing"),
        ("Jones", "Smith", False, "Jones-Smith"),
        ("six", "monthly", False, "six-monthly"),
        ("12", "week", False, "12-week"),
        ("xqz", "vvk", False, "xqzvvk"),
    ],
)
def test_hyphenated(left: str, right: str, soft: bool, word: str) -> None:
    assert DOCUMENT.hyphenated(left, right, soft) == word


def test_one_word_cut_at_a_line_end_proves_that_a_document_hyphenates() -> None:
    cuts = [("high", "quality"), ("out-of", "court")]
    assert not DOCUMENT.judge_hyphens(cuts).hyphenates
    assert DOCUMENT.judge_hyphens([*cuts, ("Practi", "tioners,")]).hyphenates
    assert DOCUMENT.judge_hyphens([*cuts, ("resettle", "ment.")]).hyphenates
    assert not DOCUMENT.judge_hyphens([]).hyphenates


def test_a_word_is_known_from_english_or_from_being_printed_twice() -> None:
    assert all(DOCUMENT.knows(w) for w in ("safety", "Safety,", "child’s", "2021", "well-being", "southend-on-sea"))
    assert not DOCUMENT.knows("fallowdale")  # printed once
    assert not DOCUMENT.knows("hips-xq")
    assert DOCUMENT.knows("a") and not DOCUMENT.knows("t")
