"""Recommendations under their addressees."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.page import Segment
from extractors.recommendations import read_recommendations, section
from extractors.words import Vocabulary
from schemas.report import Gap, Recommendation
from tests.extractors.builders import column, flow, line, word

HEAD = line("Recommendations", 70, 60, size=18, bold=True)
NEXT = line("Background", 70, 700, size=18, bold=True)


def read(*lines: Segment) -> tuple[list[Recommendation], list[Gap]]:
    return read_recommendations(flow(lines), Vocabulary.of([]))


def rows(*lines: Segment) -> list[tuple[int, int | None, str, str]]:
    found, gaps = read(*lines)
    assert gaps == []
    return [(r.ordinal, r.printed_number, r.addressee, r.text) for r in found]


def item(text: str, top: float, marker: str = "•", page: int = 1) -> Segment:
    return line(text, 85, top, marker=marker, page=page)


def to(text: str, top: float, page: int = 1) -> Segment:
    return line(text, 70, top, bold=True, page=page)


def test_numbering_may_restart_under_each_addressee() -> None:
    lines = [
        to("The Fallowdale Youth Justice Service should:", 100),
        item("review the offer", 120, "1."),
        item("train its staff", 140, "2."),
        to("Fallowdale Council should:", 160),
        item("find other premises", 180, "1."),
    ]
    assert rows(HEAD, *lines, NEXT) == [
        (1, 1, "The Fallowdale Youth Justice Service", "review the offer"),
        (2, 2, "The Fallowdale Youth Justice Service", "train its staff"),
        (3, 1, "Fallowdale Council", "find other premises"),
    ]


def test_bullets_have_no_number() -> None:
    assert rows(HEAD, to("The board should", 100), item("meet", 120), NEXT) == [(1, None, "The board", "meet")]


def test_an_addressee_over_two_lines() -> None:
    lines = [
        line("We have made two recommendations that we believe will help.", 70, 80),
        to("The Chief Executive of Fallowdale Council and the", 110),
        to("Police and Crime Commissioner should:", 122),
        item("agree who pays", 142, "1."),
    ]
    assert rows(HEAD, *lines) == [
        (1, 1, "The Chief Executive of Fallowdale Council and the Police and Crime Commissioner", "agree who pays")
    ]


def test_the_second_addressee_over_two_lines() -> None:
    lines = [
        to("The board should:", 100),
        item("meet each month.", 120, "1."),
        to("Fallowdale Health Trust and the", 150),
        to("Fallowdale Council should:", 162),
        item("agree who pays", 182, "2."),
    ]
    assert [r[2] for r in rows(HEAD, *lines)] == ["The board", "Fallowdale Health Trust and the Fallowdale Council"]


def test_a_recommendation_over_a_page_break() -> None:
    lines = [to("The board should:", 740), item("make sure that the plan is", 770, "1."), line("used", 85, 60, page=2)]
    found, _ = read(HEAD, *lines, item("meet", 80, "2.", page=2))
    assert [r.text for r in found] == ["make sure that the plan is used", "meet"]
    assert [e.page for e in found[0].evidence] == [1, 2]


def test_a_line_that_ends_in_should_may_be_the_middle_of_an_item() -> None:
    lines = [to("The board should:", 100), item("say what the service should", 120, "1."), line("do next", 85, 132)]
    assert rows(HEAD, *lines) == [(1, 1, "The board", "say what the service should do next")]


def test_so_may_be_a_later_line_of_it() -> None:
    item_lines = [
        item("say in plain words what", 120, "1."),
        line("the service should", 85, 132),
        line("do next", 85, 144),
    ]
    lines = [to("The board should:", 100), *item_lines]
    assert rows(HEAD, *lines) == [(1, 1, "The board", "say in plain words what the service should do next")]


def test_prose_close_above_an_addressee_is_no_part_of_it() -> None:
    lines = [line("and this is what we ask", 70, 98), to("The board should:", 110), item("meet", 130, "1.")]
    assert rows(HEAD, *lines) == [(1, 1, "The board", "meet")]


def test_the_section_ends_at_the_next_large_heading() -> None:
    lines = [to("The board should:", 100), item("meet", 120, "1.")]
    after = item("Sub-standard premises", 720)
    assert len(rows(HEAD, *lines, NEXT, after)) == 1
    assert section(flow([HEAD, *lines, NEXT, after])) == (1, 3)


def test_the_largest_heading_of_that_name_counts() -> None:
    mention = line("Recommendations", 70, 60, bold=True)
    lines = [mention, *column(["Our recommendations follow below."], 70, 90), line("Recommendations", 70, 200, size=18)]
    assert section(flow(lines)) == (3, 3)


def test_a_report_without_the_section_has_a_gap() -> None:
    found, gaps = read(to("The board should:", 100), item("meet", 120, "1."))
    assert found == []
    assert [(g.field, g.reason) for g in gaps] == [("recommendations", "not_printed")]


def test_a_section_without_items_has_a_gap_with_its_page() -> None:
    prose: Sequence[Segment] = column(["There is nothing that we would ask of this service."], 70, 100)
    found, gaps = read(HEAD, *prose, NEXT)
    assert found == []
    assert [(g.reason, g.page) for g in gaps] == [("unreadable", 1)]


class TestNumbersOfTheirOwn:
    """In a cell, a circle or on a disc, before the text."""

    texts = ("review the offer", "train its staff", "agree who pays")

    def test_are_the_numbers_of_the_text_beside_them(self) -> None:
        numbers = [line(str(n), 70, 120 + 30 * n, size=14, bold=True) for n in (1, 2, 3)]
        items = [line(text, 95, 123 + 30 * n) for n, text in enumerate(self.texts, 1)]
        found = rows(HEAD, to("The board should:", 100), *numbers, *items, NEXT)
        assert found == [(n, n, "The board", text) for n, text in enumerate(self.texts, 1)]

    def test_may_stand_at_half_height(self) -> None:
        numbers = [line("1", 70, 126), line("2", 70, 166)]
        lines = [
            line("review", 95, 120),
            line("the offer", 95, 132),
            line("train", 95, 160),
            line("its staff", 95, 172),
        ]
        found = rows(HEAD, to("The board should:", 100), *numbers, *lines, NEXT)
        assert [(number, text) for _, number, _, text in found] == [(1, "review the offer"), (2, "train its staff")]

    def test_may_be_small_and_raised(self) -> None:
        lines = []
        for n, text in enumerate(self.texts, 1):
            plain = line(text, 85, 100 + 20 * n)
            lines.append(Segment((word(str(n), 70, 98 + 20 * n, size=8, mark=True), *plain.words), 1))
        found = rows(HEAD, to("The board should:", 100), *lines, NEXT)
        assert [(number, text) for _, number, _, text in found] == list(enumerate(self.texts, 1))

    def test_with_a_column_that_names_the_addressee(self) -> None:
        heads = [line("No.", 70, 100, bold=True), line("For", 400, 100, bold=True)]
        numbers = [line(str(n), 70, 90 + 40 * n) for n in (1, 2, 3)]
        items = [line(text, 95, 90 + 40 * n) for n, text in enumerate(self.texts, 1)]
        cells = [line("The board", 400, 130), line("Fallowdale", 400, 170), line("Council", 400, 182)]
        cells += [line("Fallowdale", 400, 210), line("Council", 400, 222)]
        assert [(a, t) for _, _, a, t in rows(HEAD, *heads, *numbers, *items, *cells, NEXT)] == [
            ("The board", self.texts[0]),
            ("Fallowdale Council", self.texts[1]),
            ("Fallowdale Council", self.texts[2]),
        ]

    def test_that_do_not_count_on_are_no_numbers(self) -> None:
        lines = [line("7", 70, 120), line("of the plans were late", 95, 120)]
        assert read(HEAD, to("The board should:", 100), *lines, NEXT)[0] == []
