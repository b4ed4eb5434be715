"""Strengths, areas for improvement and key findings."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.anchors import Anchor
from extractors.findings import FindingReader, domain_headings
from extractors.page import Segment
from extractors.words import Vocabulary
from schemas.framework import Framework
from tests.extractors.builders import flow, line

S, A, K = "strength", "area_for_improvement", "key_finding"


def read(framework: Framework, lines: Sequence[Segment], stop: int | None = None) -> list[tuple[str, str, int, str]]:
    """The findings of some lines; a bold line that begins with a number is the label of a standard."""
    anchors = []
    for index, segment in enumerate(lines):
        standard = framework.standards.get(segment.text[:3])
        if standard is not None and segment.bold:
            anchors.append(Anchor(standard, index, (segment,), standard.name, True, used={id(segment)}))
    made = flow(lines)
    found = FindingReader(made, framework, Vocabulary.of([])).read(anchors, [], stop or len(lines))
    return [(f.kind.value, f.section, f.ordinal, f.text) for f in found]


class Sheet:
    """Lines one below the other."""

    def __init__(self) -> None:
        self.lines: list[Segment] = []

    def put(self, *texts: str, x: float = 70, bold: bool = False) -> Sheet:
        for text in texts:
            marker = "•" if text.startswith("•") else ""
            at = x + 15 if marker else x
            top = 60 + 14.0 * len(self.lines)
            self.lines.append(line(text.removeprefix("• "), at, top, bold=bold, marker=marker))
        return self

    def head(self, *texts: str) -> Sheet:
        return self.put(*texts, bold=True)


def test_bullets_belong_to_the_heading_and_the_standard_above_them(youth_2021: Framework) -> None:
    sheet = Sheet().head("1.1 Governance and leadership", "Strengths:").put("• One", "• Two")
    sheet.head("Areas for improvement:").put("• Three").head("1.2 Staff", "Key strengths").put("• Four")
    assert read(youth_2021, sheet.lines) == [
        (S, "1.1", 1, "One"),
        (S, "1.1", 2, "Two"),
        (A, "1.1", 1, "Three"),
        (S, "1.2", 1, "Four"),
    ]


def test_the_words_strengths_need_not_be_bold(youth_2021: Framework) -> None:
    sheet = Sheet().head("1.2 Staff").put("Strengths", "• One", "Areas for improvement", "• Two")
    assert read(youth_2021, sheet.lines) == [(S, "1.2", 1, "One"), (A, "1.2", 1, "Two")]


def test_a_summary_heading_widens_a_standard_to_its_domain(youth_2021: Framework) -> None:
    sheet = Sheet().head("1.4 Information and facilities", "Summary", "Strengths").put("• One")
    assert read(youth_2021, sheet.lines) == [(S, "1", 1, "One")]


@pytest.mark.parametrize("heading", ["Diversity", "Methodology", "Involvement of children", "Effective practice"])
def test_bullets_under_another_heading_are_none(youth_2021: Framework, heading: str) -> None:
    sheet = Sheet().head("1.2 Staff", "Strengths").put("• One").head(heading).put("• Girls are few", "• Two are deaf")
    assert read(youth_2021, sheet.lines) == [(S, "1.2", 1, "One")]


def test_lists_that_stand_side_by_side(youth_2021: Framework) -> None:
    lines = [line("1.2 Staff", 70, 60, bold=True), line("Strengths", 70, 80, bold=True)]
    lines += [line("Areas for improvement", 320, 80, bold=True)]
    for i, (left, right) in enumerate((("One", "Three"), ("Two", "Four"))):
        lines.append(line(left, 85, 100 + 14 * i, marker="•"))
        lines.append(line(right, 335, 100 + 14 * i, marker="•"))
    expected = [(S, "1.2", 1, "One"), (S, "1.2", 2, "Two"), (A, "1.2", 1, "Three"), (A, "1.2", 2, "Four")]
    assert read(youth_2021, lines) == expected
    down = [*lines[:3], lines[3], lines[5], lines[4], lines[6]]  # one column after the other
    assert read(youth_2021, down) == expected


def test_a_wide_space_leaves_a_line_in_its_own_column(youth_2021: Framework) -> None:
    heads = [line("1.2 Staff", 70, 60, bold=True), line("Strengths", 70, 80, bold=True)]
    heads += [line("Areas for improvement", 300, 80, bold=True)]
    left = [line("Staff and partners", 85, 100, marker="•"), line("agreed", 200, 100), line("a plan.", 85, 112)]
    right = [line("Children", 315, 100, marker="•"), line("wait.", 315, 112)]
    mixed = [left[0], left[1], right[0], left[2], right[1]]
    assert [f[3] for f in read(youth_2021, [*heads, *mixed])] == ["Staff and partners agreed a plan.", "Children wait."]


def test_items_without_bullets(youth_2021: Framework) -> None:
    lines = [line("1.2 Staff", 70, 60, bold=True), line("Strengths", 70, 80, bold=True)]
    lines += [line("Staff are skilled and know", 70, 100), line("what to do", 70, 112), line("Work is fair", 70, 132)]
    lines += [line("and well led", 70, 144), line("Data are good", 70, 164)]
    assert [f[3] for f in read(youth_2021, lines)] == [
        "Staff are skilled and know what to do",
        "Work is fair and well led",
        "Data are good",
    ]


def test_key_findings_of_a_domain(youth_2021: Framework) -> None:
    sheet = Sheet().head("Key findings", "Domain one: Organisational delivery").put("• One", "• Two")
    sheet.head("Court disposals").put("• Three").head("3. Out-of-court disposals").put("• Four")
    assert read(youth_2021, sheet.lines) == [
        (K, "1", 1, "One"),
        (K, "1", 2, "Two"),
        (K, "2", 1, "Three"),
        (K, "3", 1, "Four"),
    ]


def test_key_findings_that_a_sentence_announces(youth_2021: Framework) -> None:
    sheet = (
        Sheet()
        .head("2. Court disposals")
        .put("We have rated this. Our key findings were as follows:", "• One", "• Two")
    )
    assert read(youth_2021, sheet.lines) == [(K, "2", 1, "One"), (K, "2", 2, "Two")]
    named = Sheet().put("Our key findings about organisational delivery were as follows:", "• One")
    assert read(youth_2021, named.lines) == [(K, "1", 1, "One")]


def test_nothing_is_read_where_no_section_is_known_or_the_annex_begins(youth_2021: Framework) -> None:
    assert read(youth_2021, Sheet().head("Strengths").put("• One").lines) == []
    sheet = Sheet().head("1.2 Staff", "Strengths").put("• One", "• Two")
    assert read(youth_2021, sheet.lines, stop=3) == [(S, "1.2", 1, "One")]


def test_headings_of_domains_in_every_form(youth_2021: Framework) -> None:
    headings = domain_headings(youth_2021)
    for text in ("organisationaldelivery", "1organisationaldelivery", "domainoneorganisationaldelivery", "domain1"):
        assert headings[text] == "1"
    assert headings["statutorysupervision"] == "2" and headings["domainfourresettlement"] == "4"


def test_a_pull_quote_between_items_ends_no_list(youth_2021: Framework) -> None:
    sheet = Sheet().head("1.2 Staff").put("Strengths", "• One").head("“They listen to me, and they ring", "my mum.”")
    assert read(youth_2021, sheet.put("• Two").lines) == [(S, "1.2", 1, "One"), (S, "1.2", 2, "Two")]


def test_an_item_goes_on_in_the_next_column_after_a_full_stop(youth_2021: Framework) -> None:
    lines = [line("1.2 Staff", 70, 60, bold=True), line("Strengths", 70, 80, bold=True)]
    lines += [line("One is", 85, 100, marker="•"), line("well made.", 85, 112), line("It was praised.", 335, 100)]
    assert read(youth_2021, [*lines, line("Two", 335, 114, marker="•")]) == [
        (S, "1.2", 1, "One is well made. It was praised."),
        (S, "1.2", 2, "Two"),
    ]


def test_key_findings_end_with_the_next_chapter(youth_2021: Framework) -> None:
    lines = [line("Overall findings", 70, 60, size=18, bold=True), line("Court disposals", 70, 90, bold=True)]
    lines += [line("One", 85, 110, marker="•"), line("Introduction", 70, 200, size=18, bold=True)]
    lines += [line("Court disposals", 70, 230, size=18, bold=True), line("We read ten cases", 85, 260, marker="1.")]
    assert read(youth_2021, lines) == [(K, "2", 1, "One")]
