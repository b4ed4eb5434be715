"""The data dictionary says what the schema says."""

from __future__ import annotations

from pathlib import Path

from warehouse.dictionary import render

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data-dictionary.md"


def test_the_page_is_as_the_schema_gives_it() -> None:
    assert PAGE.read_text(encoding="utf-8") == render(), "run: python -m warehouse.dictionary > docs/data-dictionary.md"


def test_nothing_is_without_a_meaning() -> None:
    assert [line for line in render().splitlines() if line.startswith("| `") and line.endswith("|  |")] == []
