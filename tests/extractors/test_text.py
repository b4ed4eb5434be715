"""Folding, joining of lines, numbers in words, dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractors.dates import dates
from extractors.text import fold, join_lines, number, squeeze
from extractors.words import Vocabulary


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("Out-of-court disposals", "outofcourtdisposals"),
        ("Out‑of court dis\u00adposals:", "outofcourtdisposals"),
        ("Partners hips and  services", "partnershipsandservices"),
        ("The child’s  o\ufb03cer", "thechildsofficer"),
        ("“REQUIRES\u00a0Improvement”", "requiresimprovement"),
        ("3.4", "34"),
        ("line\u0002end", "lineend"),
        ("%  'Yes'", "%yes"),
        ("", ""),
    ],
)
def test_fold(printed: str, folded: str) -> None:
    assert fold(printed) == folded


@given(st.text(max_size=40))
@example("A¨")
@example("ﬃ İ ŉ")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text("abcdefghijklmnopqrstuvwxyz%0123456789", max_size=20), st.data())
def test_fold_is_blind_to_spaces_hyphens_and_case(text: str, data: st.DataObject) -> None:
    noise = st.text(" \u00a0-‐‑–—\u00ad\u0002'’.,:;()", max_size=3)
    printed = "".join(data.draw(noise) + data.draw(st.sampled_from((c, c.upper()))) for c in text)
    assert fold(printed) == text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Staff are", "skilled."], "Staff are skilled."),
        (["The practi-", "tioners agree"], "The practitioners agree"),
        (["an out-of-", "court disposal"], "an out-of-court disposal"),
        (["a high-", "quality service"], "a high-quality service"),
        (["the re\u00ad", "settlement offer"], "the resettlement offer"),
        (["staff and/", "or volunteers"], "staff and/or volunteers"),
        (["2019–", "2020"], "2019– 2020"),
        (["a pause —", "and more"], "a pause — and more"),
        (["  Two   spaces ", "", "and none"], "Two spaces and none"),
        (["health - ", "and safety"], "health - and safety"),
        ([], ""),
    ],
)
def test_join_lines(lines: list[str], text: str, words: Vocabulary) -> None:
    assert join_lines(lines, words) == text


def test_a_document_that_never_hyphenates_keeps_its_hyphens() -> None:
    words = Vocabulary.of([]).judge_hyphens([("follow", "up")])
    assert join_lines(["a co-", "ordinated offer"], words) == "a co-ordinated offer"


@given(st.lists(st.text("abc -–/", max_size=12), max_size=5))
def test_joining_lines_drops_no_letter(lines: list[str]) -> None:
    joined = join_lines(lines, Vocabulary.of([]))
    assert [c for c in joined if c.isalpha()] == [c for line in lines for c in line if c.isalpha()]
    assert joined == squeeze(joined)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("0", 0),
        (" Nine ", 9),
        ("thirty-six", 36),
        ("thirty six", 36),
        ("ninety-nine", 99),
        ("twelve", 12),
        ("a few", None),
        ("1/2", None),
        ("-3", None),
        ("²", None),
        ("", None),
    ],
)
def test_number(text: str, value: int | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Published 4 February 2025.", [(date(2025, 2, 4), "4 February 2025")]),
        ("SEPTEMBER 2023", [(date(2023, 9, 1), "SEPTEMBER 2023")]),
        ("on the 21st of May, 2022", [(date(2022, 5, 21), "21st of May, 2022")]),
        ("from 3 June 2019 to July 2019", [(date(2019, 6, 3), "3 June 2019"), (date(2019, 7, 1), "July 2019")]),
        ("31 June 2020", [(date(2020, 6, 1), "June 2020")]),
        ("in May 1998, or 2020", []),
        ("the March for 2020", []),
    ],
)
def test_dates(text: str, found: list[tuple[date, str]]) -> None:
    assert [(day, text[start:stop]) for day, start, stop in dates(text)] == found


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_date_is_read_back(day: date) -> None:
    assert [found for found, _, _ in dates(f"Published {day.day} {day:%B %Y}")] == [day]
