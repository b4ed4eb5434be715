"""Key questions and the share of cases answered 'yes'."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.anchors import Anchor
from extractors.page import Segment
from extractors.questions import QuestionReader
from extractors.ratings import RatingReader
from extractors.words import Vocabulary
from schemas.base import Place
from schemas.framework import Framework
from schemas.report import Gap, KeyQuestion
from tests.extractors.builders import flow, line

ASKED = (
    "Does assessment sufficiently analyse how to support the child’s desistance?",
    "Does assessment sufficiently analyse how to keep the child safe?",
    "Does assessment sufficiently analyse how to keep other people safe?",
)
HEAD = line("% Yes", 480, 110)


def read(
    framework: Framework, lines: Sequence[Segment], number: str = "2.1", place: Place = Place.BODY
) -> tuple[list[KeyQuestion], list[Gap]]:
    """What stands below the label of one standard."""
    standard = framework.standards[number]
    label = line(f"{number} {standard.name}", 70, 90)
    anchor = Anchor(standard, 0, (label,), standard.name, True, place=place)
    made = flow([label, *lines])
    cells = list(RatingReader(framework).cells(lines))
    return QuestionReader(made, cells, Vocabulary.of([])).read([anchor])


def figures(found: Sequence[KeyQuestion]) -> list[tuple[int, int | None]]:
    return [(q.ordinal, q.pct_yes) for q in found]


def rows(values: Sequence[str], x: float = 480, left: float = 70) -> list[Segment]:
    """A row a question, its figure at `x`."""
    out = []
    for index, (text, value) in enumerate(zip(ASKED, values, strict=True)):
        out += [line(text, left, 130 + 20 * index), line(value, x, 130 + 20 * index)]
    return out


@pytest.mark.parametrize(
    "lines",
    [
        rows(["74%", "85%", "9%"]),
        [HEAD, *rows(["74", "85", "9"])],
        rows(["74 %", "85 %", "9 %"]),
        rows(["74 per cent", "85 per cent", "9 per cent"]),
        rows(["74%1", "85 per cent 2", "9%"]),
        [*rows(["74 per", "85 per", "9 per"]), *(line("cent", 480, 142 + 20 * i) for i in range(3))],
        rows(["74%", "85%", "9%"], x=30, left=120),
        list(reversed(rows(["74%", "85%", "9%"]))),
    ],
    ids=[
        "per cent sign",
        "bare numbers under a heading",
        "spaced sign",
        "words",
        "marks behind the sign",
        "words over two lines",
        "figures on the left",
        "file order",
    ],
)
def test_each_question_has_the_figure_of_its_row(youth_2021: Framework, lines: list[Segment]) -> None:
    found, gaps = read(youth_2021, lines)
    assert figures(found) == [(1, 74), (2, 85), (3, 9)]
    assert [q.question for q in found] == list(ASKED)
    assert gaps == []


def test_the_share_answered_no_is_passed_over(youth_2021: Framework) -> None:
    yes = [line(value, 480, 133 + 20 * i) for i, value in enumerate(["74%", "85%", "9%"])]
    heads = [line("% Yes", 480, 110), line("% No", 540, 110)]
    found, _ = read(youth_2021, [*heads, *rows(["26%", "15%", "91%"], x=540), *yes])
    assert figures(found) == [(1, 74), (2, 85), (3, 9)]


def test_bare_numbers_without_a_heading_are_no_percentages(youth_2021: Framework) -> None:
    found, gaps = read(youth_2021, rows(["74", "85", "9"]))
    assert figures(found) == [(1, None), (2, None), (3, None)]
    assert [(g.field, g.reason) for g in gaps] == [("pct_yes", "not_printed")] * 3


def test_a_figure_above_a_hundred_is_none(youth_2021: Framework) -> None:
    found, _ = read(youth_2021, rows(["174%", "100%", "0%"]))
    assert figures(found) == [(1, None), (2, 100), (3, 0)]


def test_a_figure_inside_the_line(youth_2021: Framework) -> None:
    lines = [
        line(f"{text} {value}", 70, 130 + 20 * i)
        for i, (text, value) in enumerate(zip(ASKED, ("74%", "85%", "9%"), strict=True))
    ]
    found, gaps = read(youth_2021, lines)
    assert figures(found) == [(1, 74), (2, 85), (3, 9)]
    assert [q.question for q in found] == list(ASKED) and gaps == []
    assert found[0].evidence[0].x0 > 400  # the figure's own box comes first


def test_the_figures_weight_is_noted(youth_2021: Framework) -> None:
    lines = [line(ASKED[0], 70, 130), line("74%", 480, 130, bold=True), line(ASKED[1], 70, 150), line("85%", 480, 150)]
    found, _ = read(youth_2021, lines)
    assert [q.is_bold for q in found] == [True, False]


def test_a_wrapped_question_with_its_figure_at_half_height(youth_2021: Framework) -> None:
    lines = [
        line("Does assessment sufficiently analyse how to support", 70, 130),
        line("74%", 480, 136),
        line("the child’s desistance?", 70, 142),
    ]
    found, _ = read(youth_2021, lines)
    assert [(q.question, q.pct_yes) for q in found] == [(ASKED[0], 74)]


@pytest.mark.parametrize("value_page", [1, 2])
def test_a_question_that_a_page_break_cuts(youth_2021: Framework, value_page: int) -> None:
    lines = [
        line("Does assessment sufficiently analyse how to support", 70, 780),
        line("the child’s desistance?", 70, 60, page=2),
        line("74%", 480, 780 if value_page == 1 else 60, page=value_page),
    ]
    found, _ = read(youth_2021, lines)
    assert [(q.question, q.pct_yes) for q in found] == [(ASKED[0], 74)]
    assert {box.page for box in found[0].evidence} == {1, 2}
    assert found[0].evidence[0].page == value_page


def test_a_number_tells_the_question_though_its_wording_is_another(youth_2021: Framework) -> None:
    lines = [line("2.1.3. Is enough done so that others in the area are safe?", 70, 130), line("61%", 480, 130)]
    found, _ = read(youth_2021, lines)
    assert [(q.ordinal, q.question, q.pct_yes) for q in found] == [
        (3, "Is enough done so that others in the area are safe?", 61)
    ]


def test_a_misprinted_word_is_kept_as_printed(youth_2021: Framework) -> None:
    text = ASKED[1].replace("analyse", "analyze")
    found, _ = read(youth_2021, [line(text, 70, 130), line("61%", 480, 130)])
    assert [(q.ordinal, q.question) for q in found] == [(2, text)]


def test_a_missing_question_of_a_table_is_a_gap(youth_2021: Framework) -> None:
    found, gaps = read(youth_2021, rows(["74%", "85%", "9%"])[:4])
    assert figures(found) == [(1, 74), (2, 85)]
    assert [(g.field, g.standard, g.reason) for g in gaps] == [("key_question", "2.1", "not_printed")]


def test_other_questions_and_figures_are_none(youth_2021: Framework) -> None:
    lines = [line("Does anyone know what the board decided last year?", 70, 130), line("12%", 480, 130)]
    assert read(youth_2021, lines) == ([], [])


def test_a_qualitative_standard_promises_no_percentages(youth_2021: Framework) -> None:
    text = youth_2021.standards["1.1"].questions[1]
    found, gaps = read(youth_2021, [line(text, 70, 130)], number="1.1")
    assert figures(found) == [(2, None)] and gaps == []


def test_the_summary_has_no_questions(youth_2021: Framework) -> None:
    assert read(youth_2021, rows(["74%", "85%", "9%"]), place=Place.SUMMARY) == ([], [])


def test_a_rating_in_the_column_is_no_part_of_a_question(youth_2021: Framework) -> None:
    lines = [
        line("Does assessment sufficiently analyse how to support", 70, 130),
        line("Good", 300, 136),
        line("the child’s desistance?", 70, 142),
    ]
    found, _ = read(youth_2021, lines)
    assert [q.question for q in found] == [ASKED[0]]


def test_a_figure_with_a_nought_after_the_point(youth_2021: Framework) -> None:
    found, _ = read(youth_2021, rows(["74.0%", "85.0 %", "9.5%"]))
    assert figures(found) == [(1, 74), (2, 85), (3, None)]


def test_large_figures_head_questions_on_cards(youth_2021: Framework) -> None:
    lines = []
    for index, (text, value) in enumerate(zip(ASKED, ("74%", "85%", "9%"), strict=True)):
        half = text.rindex(" ", 0, 42)
        x = 60 + 220 * index
        lines += [line(value, x, 110, size=18), line(text[:half], x, 132), line(text[half + 1 :], x, 144)]
    assert figures(read(youth_2021, lines)[0]) == [(1, 74), (2, 85), (3, 9)]


def test_a_figure_between_two_questions_heads_the_nearer(youth_2021: Framework) -> None:
    lines = [line(ASKED[0], 70, 110), line("85%", 70, 150, size=14), line(ASKED[1], 70, 166)]
    assert figures(read(youth_2021, lines)[0]) == [(1, None), (2, 85)]
    lines = [line(ASKED[0], 70, 134), line("85%", 70, 145, size=14), line(ASKED[1], 70, 166)]
    assert figures(read(youth_2021, lines)[0]) == [(1, None), (2, None)]


def test_questions_in_two_columns_keep_their_own_figures(youth_2021: Framework) -> None:
    left = [line("Does assessment sufficiently", 60, 110), line("analyse how to keep the child safe?", 60, 122)]
    right = [line("Does assessment sufficiently", 320, 104), line("analyse how to keep other people safe?", 320, 116)]
    values = [line("74%", 260, 110), line("85%", 540, 116)]
    assert figures(read(youth_2021, [*left, *right, *values])[0]) == [(2, 74), (3, 85)]


def test_the_cell_of_the_standard_beside_a_question_is_no_part_of_it(youth_2021: Framework) -> None:
    first, second = ASKED[0][:40], ASKED[0][40:].strip()
    lines = [line(first, 180, 110), line("and so on", 70, 122), line(second, 180, 122), line("74%", 480, 110)]
    (question,), _ = read(youth_2021, lines)
    assert (question.question, question.pct_yes) == (f"{first} {second}", 74)


def test_questions_that_a_table_puts_after_the_next_label_in_reading_order(youth_2021: Framework) -> None:
    labels = [line("2.1 Assessment", 70, 100), line("2.2 Planning", 70, 200)]
    asked = [line(text, 180, 100 + 14 * i) for i, text in enumerate(ASKED)]
    other = line("Does planning focus sufficiently on keeping the child safe?", 180, 200)
    values = [line(f"{n}%", 560, s.top) for n, s in zip((74, 85, 9, 61), [*asked, other], strict=True)]
    made = flow([*labels, *asked, other, *values])
    anchors = [
        Anchor(youth_2021.standards[s.text[:3]], i, (s,), s.text[4:], True, place=Place.ANNEX)
        for i, s in enumerate(labels)
    ]
    found, _ = QuestionReader(made, [], Vocabulary.of([])).read(anchors)
    assert [(q.standard, q.ordinal, q.pct_yes) for q in found] == [
        ("2.1", 1, 74),
        ("2.1", 2, 85),
        ("2.1", 3, 9),
        ("2.2", 2, 61),
    ]
