"""The second reader, pdfplumber: it reads the same report, and is asked only where the first found too little."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest

from extractors import layout, report
from extractors.layout import Pages, read_again, read_document
from extractors.report import extract_report, read_report
from tests.extractors.compare import compare, load_truth
from tests.extractors.papers import PLAIN, without_pages


def test_both_readers_give_the_same_report() -> None:
    again = read_again(PLAIN, read_document(PLAIN), {4, 6, 9, 12})
    found = compare(read_report(again, PLAIN.name), load_truth(PLAIN))
    assert (found.missing, found.extra) == ([], [])


def test_a_page_that_is_read_again_is_the_same_page() -> None:
    document = read_document(PLAIN)
    again = read_again(PLAIN, document, {5})
    assert again.sha256 == document.sha256
    assert [p is q for p, q in zip(again.rough, document.rough, strict=True)].count(False) == 1
    old, new = document.pages[4], again.pages[4]
    assert (new.number, new.turn) == (5, 0)
    assert (new.width, new.height) == pytest.approx((old.width, old.height), abs=0.01)
    assert [(s.marker, s.text) for s in new.segments] == [(s.marker, s.text) for s in old.segments]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[set[int]]:
    """The pages that are asked for again."""
    out: list[set[int]] = []

    def spy(path: Path, document: Pages, numbers: Collection[int]) -> Pages:
        out.append(set(numbers))
        return layout.read_again(path, document, numbers)

    monkeypatch.setattr(report, "read_again", spy)
    return out


def test_a_report_that_was_read_whole_is_read_once(asked: list[set[int]]) -> None:
    extract_report(PLAIN)
    assert asked == []


def test_pages_that_are_not_there_are_not_read_again(asked: list[set[int]], tmp_path: Path) -> None:
    path = tmp_path / "half.pdf"
    path.write_bytes(without_pages(PLAIN, range(8, 14)))
    whole = extract_report(path)
    assert all(1 <= number <= 7 for numbers in asked for number in numbers)
    assert whole.gaps
