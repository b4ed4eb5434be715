"""List items over line ends, columns and page breaks."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.lists import ListReader, unmarked_items, usual_pitch
from extractors.page import Segment
from extractors.words import Vocabulary
from tests.extractors.builders import SIZE, column, line


def items(lines: Sequence[Segment]) -> tuple[list[str], list[str]]:
    """The items of some lines, and the lines that belong to none."""
    reader = ListReader(SIZE)
    loose = [s.text for s in lines if not reader.feed(s)]
    return [i.text(Vocabulary.of([])) for i in reader.items], loose


def bullet(text: str, top: float, x: float = 85, *, page: int = 1, marker: str = "•") -> Segment:
    return line(text, x, top, page=page, marker=marker)


FIRST = bullet("Staff are skilled and", 100)


def test_bullets_are_items() -> None:
    assert items([FIRST, bullet("Premises are calm", 112)]) == (["Staff are skilled and", "Premises are calm"], [])


@pytest.mark.parametrize(
    "more",
    [
        line("well supported", 85, 112),
        line("well supported", 70, 112),
        line("well supported", 85, 60, page=2),
        line("well supported", 85 + 118, 100),
    ],
    ids=["below", "back at the marker's edge", "on the next page", "after a wide space"],
)
def test_a_line_that_goes_on_with_an_item(more: Segment) -> None:
    assert items([FIRST, more]) == (["Staff are skilled and well supported"], [])


@pytest.mark.parametrize(
    "other",
    [
        line("Resettlement", 85, 112, bold=True),
        line("Resettlement", 85, 112, size=14),
        line("The board meets", 85, 140),
        line("The board meets", 70, 120),
        line("The board meets", 300, 112),
    ],
    ids=["a bold heading", "a larger heading", "far below", "a paragraph at the edge", "another column"],
)
def test_a_line_that_does_not(other: Segment) -> None:
    assert items([FIRST, other]) == ([FIRST.text], [other.text])


def test_an_item_goes_on_at_the_edge_of_the_next_column() -> None:
    lines = [
        bullet("The figure moved from 31 to", 700),
        line("38 per cent, and staff,", 335, 100),
        line("Managers too", 335, 112),
    ]
    found, rest = items(lines)
    assert found == ["The figure moved from 31 to 38 per cent, and staff, Managers too"] and rest == []


def test_an_item_over_two_columns_of_one_or_two_lines() -> None:
    lines = [bullet("Too little is done to find out", 100), line("about earlier contact. Staff,", 85, 112)]
    found, rest = items([*lines, line("managers and partners agree.", 335, 100)])
    assert found == ["Too little is done to find out about earlier contact. Staff, managers and partners agree."]
    assert rest == []


def test_text_after_a_list_has_ended_stays_out_of_it() -> None:
    lines = [bullet("Staff are skilled.", 100), line("The board meets", 70, 115), line("every month", 85, 125)]
    assert items(lines) == (["Staff are skilled."], ["The board meets", "every month"])


def test_lines_of_another_column_do_not_close_an_item() -> None:
    lines = [bullet("Staff are skilled and", 100), line("Good", 420, 105), line("well supported", 85, 112)]
    assert items(lines) == (["Staff are skilled and well supported"], ["Good"])


def test_a_bullet_that_hangs_deeper_goes_on_with_its_item() -> None:
    lines = [
        bullet("Staff are offered:", 100),
        bullet("supervision", 112, 105, marker="o"),
        bullet("training", 124, 105, marker="o"),
    ]
    assert items([*lines, bullet("Premises are calm", 136)])[0] == [
        "Staff are offered: supervision training",
        "Premises are calm",
    ]


def test_so_does_its_second_line_and_a_bullet_of_the_same_form() -> None:
    lines = [
        bullet("Staff are offered:", 100),
        bullet("supervision that is", 112, 105),
        line("regular", 105, 124),
        bullet("training", 136, 105),
    ]
    assert items([*lines, bullet("Premises are calm", 148)])[0] == [
        "Staff are offered: supervision that is regular training",
        "Premises are calm",
    ]


def test_bullets_that_hang_deeper_go_on_in_the_next_column() -> None:
    lines = [bullet("Staff are offered:", 700), bullet("supervision", 712, 105, marker="–")]
    over = [bullet("training", 60, 385, marker="–"), bullet("Premises are calm", 72, 365)]
    assert items([*lines, *over])[0] == ["Staff are offered: supervision training", "Premises are calm"]


def test_bullets_hang_deeper_than_the_item_that_goes_on_in_their_column() -> None:
    lines = [bullet("Staff are offered, as our", 700), line("inspection found:", 330, 60)]
    over = [bullet("supervision", 72, 365, marker="–"), bullet("training", 84, 365, marker="–")]
    assert items([*lines, *over])[0] == ["Staff are offered, as our inspection found: supervision training"]


def test_numbered_items_keep_their_markers() -> None:
    reader = ListReader(SIZE)
    for number in ("1.", "2."):
        assert reader.feed(bullet("review the offer", 100 + 12 * int(number[0]), marker=number))
    assert [i.marker for i in reader.items] == ["1.", "2."]


class TestUnmarked:
    def test_are_parted_by_spacing(self) -> None:
        lines = [*column(["Staff are skilled", "and supported"]), *column(["Premises are calm", "and clean"], top=132)]
        lines += column(["Data are good"], top=164)
        assert [[s.text for s in i.lines] for i in unmarked_items(lines)] == [
            ["Staff are skilled", "and supported"],
            ["Premises are calm", "and clean"],
            ["Data are good"],
        ]

    def test_are_parted_where_a_sentence_ends_short_of_the_edge(self) -> None:
        lines = column(
            ["Staff are skilled and very well supported by the board", "in all they do.", "Premises are calm"]
        )
        assert [i.text(Vocabulary.of([])) for i in unmarked_items(lines)] == [
            "Staff are skilled and very well supported by the board in all they do.",
            "Premises are calm",
        ]

    def test_go_on_over_a_page_break(self) -> None:
        lines = [*column(["Staff are skilled"], top=780), *column(["and supported."], top=60, page=2)]
        assert len(unmarked_items(lines)) == 1
        assert (
            len(unmarked_items([*column(["Staff are skilled."], top=780), *column(["Premises"], top=60, page=2)])) == 2
        )

    def test_of_one_line_each_are_parted_by_the_pitch_of_the_report(self) -> None:
        prose = column(["The board meets", "every month and", "knows its work"], top=300)
        lines = column(["Staff are skilled and supported", "Premises are calm and clean now"], pitch=18)
        assert len(unmarked_items(lines, usual_pitch([*lines, *prose]))) == 2

    def test_of_nothing_are_none(self) -> None:
        assert unmarked_items([]) == []
