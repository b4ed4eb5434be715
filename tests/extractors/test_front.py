"""Title, dates, people and ISBN."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from extractors.front import Front
from extractors.page import Segment
from extractors.paragraphs import paragraphs
from extractors.words import Vocabulary
from tests.extractors.builders import flow, line

COVER = [line("An inspection of youth justice services in", 70, 200, size=26), line("Fallowdale", 70, 230, size=26)]


def front(lines: Sequence[Segment], summary_page: int | None = None) -> Front:
    made = flow(lines)
    words = Vocabulary.of([])
    return Front(made, list(paragraphs(made, words)), words, summary_page)


def cover(*lines: Segment) -> Front:
    return front([*COVER, *lines])


def test_the_title_is_what_is_set_large_on_the_cover() -> None:
    imprint = line("HM Inspectorate of Probation, March 2022", 70, 270, size=16)
    title = cover(imprint, line("An inspection of something else in small print", 70, 300)).title()
    assert title is not None
    assert title.value == "An inspection of youth justice services in Fallowdale"
    assert (title.evidence[0].top, title.evidence[0].bottom) == (200, 256)
    assert front([line("Minutes of the meeting", 70, 200, size=26)]).title() is None


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("An inspection of youth justice services in Fallowdale", "Fallowdale"),
        ("An inspection of youth offending services in: Dunbeck and the Weald", "Dunbeck and the Weald"),
        ("A joint inspection of youth offending work in Fallowdale", "Fallowdale"),
        ("An inspection of Fallowdale YJS", "Fallowdale"),
        ("The inspection of Fallowdale", "Fallowdale"),
    ],
)
def test_the_area_follows_from_the_title(title: str, area: str) -> None:
    made = front([line(title, 70, 200, size=26), *[line("body", 70, 300 + 12 * i) for i in range(40)]])
    found = made.area(made.title())
    assert found is not None and found.value == area
    assert made.area(None) is None


def test_the_date_of_publication_is_on_the_cover() -> None:
    found = cover(line("Fieldwork: June 2021", 70, 300), line("Published 14 March 2022", 70, 320)).published()
    assert found is not None and (found.value, found.printed) == (date(2022, 3, 14), "14 March 2022")


def test_or_it_stands_behind_its_label_on_the_next_pages() -> None:
    other = line("The law of June 2020 applies", 70, 100, page=2)
    found = cover(other, line("Published: March 2022", 70, 120, page=2)).published()
    assert found is not None and found.value == date(2022, 3, 1)
    assert cover(other).published() is None


def test_or_a_sentence_of_the_imprint_gives_it() -> None:
    found = cover(line("This report was first published in March 2022.", 70, 120, page=2)).published()
    assert found is not None and (found.value, found.printed) == (date(2022, 3, 1), "March 2022")
    other = line("The strategy that was published in March 2022 is new.", 70, 120, page=2)
    assert cover(other).published() is None


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        ([line("Fieldwork started September 2021", page=2)], date(2021, 9, 1)),
        ([line("Fieldwork started:", 70, page=2), line("6 September 2021", 300, page=2)], date(2021, 9, 6)),
        ([line("September 2021", page=2)], date(2021, 9, 1)),
        ([line("The fieldwork was in the week beginning 6 September 2021.", page=3)], date(2021, 9, 6)),
        (
            [line("We did fieldwork in St Aldric's Youth Justice Service over a week, starting in May 2021.", page=3)],
            date(2021, 5, 1),
        ),
    ],
    ids=["in its line", "in the next cell", "alone over the ratings", "in the prose", "late in its sentence"],
)
def test_fieldwork_started(lines: list[Segment], day: date) -> None:
    made = front([*COVER, *lines], summary_page=2).fieldwork_started()
    assert made is not None and made.value == day


@pytest.mark.parametrize(
    "text",
    [
        "Our fieldwork was planned with care. The law changed in June 2020.",
        "The fieldwork began well, and we learnt a good deal about the plan that dates from June 2020.",
    ],
    ids=["another sentence", "far from the word"],
)
def test_fieldwork_that_is_not_dated_is_none(text: str) -> None:
    assert front([*COVER, line(text, page=3)], summary_page=2).fieldwork_started() is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("This inspection was led by HM Inspector Jane Doe, supported by others.", "Jane Doe"),
        ("The inspection was led by Her Majesty’s Inspector Ian de Vere-O’Hara.", "Ian de Vere-O’Hara"),
        ("The inspection was led by Mary Ann Smith and her team.", "Mary Ann Smith"),
        ("This inspection was led by HM Inspector Sian O'Neill. The Head of Inspections is Ed Roe.", "Sian O'Neill"),
        ("The inspection was led by Dr Yvonne van der Meer, HM Inspector.", "Dr Yvonne van der Meer"),
        ("This inspection was led by HM Inspector Aneirin ap Rhys, with others.", "Aneirin ap Rhys"),
        ("This inspection was led by HM Inspector Inés Álvarez.", "Inés Álvarez"),
        ("This inspection was led by HM Inspector J. R. Barnes OBE, with others.", "J. R. Barnes"),
        ("The board is led by the police.", None),
    ],
)
def test_the_lead_inspector(text: str, name: str | None) -> None:
    found = cover(line(text, page=2)).lead_inspector()
    assert (found.value if found else None) == name


@pytest.mark.parametrize(
    "lines",
    [
        [line("Philippa Stroud-Vane", 70, 100, page=2), line("HM Chief Inspector of Probation", 70, 114, page=2)],
        [line("Philippa Stroud-Vane CBE", 70, 100, page=2), line("Chief Inspector of Probation", 70, 114, page=2)],
        [line("Philippa Stroud-Vane, HM Chief Inspector of Probation", 70, 100, page=2)],
    ],
    ids=["over the title", "with honours", "in its line"],
)
def test_the_chief_inspector(lines: list[Segment]) -> None:
    found = cover(*lines).chief_inspector()
    assert found is not None and found.value == "Philippa Stroud-Vane"


def test_a_sentence_about_the_chief_inspector_is_no_signature() -> None:
    prose = line("We thank everyone, and so does the Chief Inspector of Probation in this.", page=2)
    assert cover(line("Some words of prose here", 70, 80, page=2), prose).chief_inspector() is None


@pytest.mark.parametrize(
    ("text", "isbn"),
    [
        ("ISBN 978-1-9994-6719-7", "978-1-9994-6719-7"),
        ("ISBN: 978 1 9994 6719 7", "9781999467197"),
        ("ISBN 978‑1‑9994‑6719‑X", "978‑1‑9994‑6719‑X"),
        ("ISBN 978-1-9994", None),
    ],
)
def test_isbn(text: str, isbn: str | None) -> None:
    found = cover(line(text, page=2)).isbn()
    assert (found.value if found else None) == isbn


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ([line("Service: Fallowdale Youth Justice Service", page=2)], "Fallowdale Youth Justice Service"),
        ([line("Service:", page=2), line("Fallowdale YJS", 200, page=2)], "Fallowdale YJS"),
        (
            [
                line("Fallowdale Youth Justice", 70, 100, size=14, page=2, bold=True),
                line("and Prevention Service", 70, 115, size=14, page=2, bold=True),
                line("Fieldwork started June 2021", 70, 140, page=2),
            ],
            "Fallowdale Youth Justice and Prevention Service",
        ),
        (
            [
                line("Fallowdale and Dunbeck", 70, 100, size=14, page=2, bold=True),
                line("Youth Justice Service", 70, 121, size=14, page=2, bold=True),
                line("Fieldwork started June 2021", 70, 140, page=2),
            ],
            "Fallowdale and Dunbeck Youth Justice Service",
        ),
        (
            [line("Overall, Fallowdale Youth Justice Service is rated as good.", page=3)],
            "Fallowdale Youth Justice Service",
        ),
        ([line("1.1 Governance of the service", page=2)], None),
    ],
    ids=[
        "in its line",
        "in the next cell",
        "over the ratings",
        "its place over its kind",
        "in the foreword",
        "not printed",
    ],
)
def test_the_service(lines: list[Segment], name: str | None) -> None:
    found = front([*COVER, *lines], summary_page=2).service_name()
    assert (found.value if found else None) == name
