"""Paragraphs of prose, and the section that each line stands under."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.anchors import Anchor
from extractors.page import Segment
from extractors.paragraphs import is_heading, make, paragraphs
from extractors.sections import sections
from extractors.words import Vocabulary
from schemas.base import Place
from schemas.framework import Framework
from tests.extractors.builders import column, flow, line


def texts(lines: Sequence[Segment]) -> list[str]:
    return [p.text for p in paragraphs(flow(lines), Vocabulary.of([]))]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (column(["We saw that staff", "were skilled."]), ["We saw that staff were skilled."]),
        (column(["We saw it.", "They said so."], pitch=24), ["We saw it.", "They said so."]),
        ([line("Staff", bold=True), line("We saw it.", top=112)], ["Staff", "We saw it."]),
        ([line("We saw it", top=780), line("and said so.", top=60, page=2)], ["We saw it and said so."]),
        ([line("We saw it.", top=780), line("They said so.", top=60, page=2)], ["We saw it.", "They said so."]),
        ([line("One", 85, marker="•"), line("Two", 85, 112, marker="•")], ["One", "Two"]),
        ([line("We saw it"), line("and more", 300, 112)], ["We saw it and more"]),
        ([line("We saw it", size=10), line("small print", top=112, size=7)], ["We saw it", "small print"]),
    ],
    ids=["wrapped", "spaced", "heading", "over a page", "new page", "bullets", "first line hangs", "sizes"],
)
def test_paragraphs(lines: list[Segment], expected: list[str]) -> None:
    assert texts(lines) == expected


def test_a_stretch_of_text_is_traced_to_its_lines() -> None:
    lines = column(["We rated the practi-", "tioners highly and", "said so."])
    made = make(lines, 0, Vocabulary.of([]))
    assert made.text == "We rated the practitioners highly and said so."
    start = made.text.index("said")
    assert made.segments(start, start + 4) == (lines[2],)
    start = made.text.index("practitioners")
    assert made.segments(start, start + 13) == (lines[0], lines[1])


@pytest.mark.parametrize(
    ("segment", "heading"),
    [
        (line("Staff", bold=True), True),
        (line("Staff", size=14), True),
        (line("Staff"), False),
        (line("Staff were skilled.", bold=True), False),
        (line("Staff " * 20 + "staff", bold=True), False),
    ],
    ids=["bold", "large", "plain", "sentence", "too long"],
)
def test_headings(segment: Segment, heading: bool) -> None:
    assert is_heading(segment, 10.0) is heading


def test_each_line_stands_under_its_domain_and_standard(youth_2021: Framework) -> None:
    lines = [
        line("Foreword", size=20),
        line("We saw it."),
        line("2. Court disposals", size=20),
        line("We looked at cases."),
        line("2.1 Assessment", size=14),
        line("It was good."),
        line("Summary", size=14),
        line("All was good."),
        line("Background", size=20),
        line("The area is large."),
    ]
    anchor = Anchor(youth_2021.standards["2.1"], 4, (lines[4],), "Assessment", True)
    found = [s.name for s in sections(flow(lines), [anchor], youth_2021)]
    assert found == [None, None, "2", "2", "2.1", "2.1", "2", "2", None, None]
    anchor.place = Place.SUMMARY  # the summary's labels open no section
    assert "2.1" not in [s.name for s in sections(flow(lines), [anchor], youth_2021)]
