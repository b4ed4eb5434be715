"""The summary of ratings."""

from typing import Literal

from tests.typeset.content import DomainContent, StandardContent
from tests.typeset.wording import load

from .blocks import Block, Cell, Columns, Gap, Heading, PageBreak, Para, Table
from .draft import Draft

COLOURS = {"Outstanding": "#1b6b38", "Good": "#5a9a32", "Requires improvement": "#e08a1e", "Inadequate": "#b4161e"}
ICONS = {"Outstanding": "O", "Good": "P", "Requires improvement": "Q", "Inadequate": "R"}
TINT = "#ece7f4"


def summary(draft: Draft) -> None:
    """The page with the overall rating, the score and the rating of every standard."""
    report, layout = draft.report, draft.layout
    draft.add(PageBreak(layout.summary_orientation), Heading(layout.summary_title, 0, layout.summary_title))
    label = "Service: " if report.framework.id == "youth-2018" else ""
    draft.add(Para(f"{label}{report.service}", "lead"), Para(fieldwork(draft)))
    draft.says(overall_rating=report.overall, fieldwork_started=f"{report.fieldwork:%Y-%m}")
    headline(draft)
    if layout.summary == "two_columns":
        halves: tuple[list[Block], list[Block]] = ([], [])
        for index, d in enumerate(report.domains):
            halves[index * 2 // len(report.domains)].extend(domain_blocks(draft, d))
        draft.add(Columns(tuple(halves[0]), tuple(halves[1])))
    elif layout.summary_split != "no":
        split(draft)
    else:
        for d in report.domains:
            draft.add(*domain_blocks(draft, d))
    draft.add(PageBreak())


def fieldwork(draft: Draft) -> str:
    """The line with the start of fieldwork."""
    day = draft.report.fieldwork
    forms = {
        "started": f"Fieldwork started {day:%B %Y}",
        "colon": f"Fieldwork started: {day:%B %Y}",
        "colon_day": f"Fieldwork started: {day.day} {day:%B %Y}",
    }
    return forms.get(draft.layout.fieldwork, f"{day:%B %Y}")


def headline(draft: Draft) -> None:
    """The overall rating and, where the layout prints one, the score."""
    report, layout, prose = draft.report, draft.layout, load("prose")
    overall = shown(draft, report.overall)
    colour = COLOURS[report.overall]
    low, high = report.score, report.score_max
    mark = ""
    if layout.score_mark and layout.score != "none":
        mark = draft.note(prose["score_note"], full=layout.mark == "full")
    if layout.overall_note:
        overall += draft.note(prose["overall_note"])
    if layout.score != "none":
        draft.says(score=low, score_max=high)
    if layout.score == "slash":
        row = (
            Cell(f"Score {low}/{high}{mark}", bold=True),
            Cell("Overall rating"),
            Cell(overall, bold=True, fill=colour, colour="#ffffff"),
        )
        draft.add(Table((row,), (2, 2, 4), rules="all", pad=7), Gap(6))
    elif layout.score == "label_above":
        rows = (
            (Cell("Overall rating"), Cell("Score")),
            (Cell(overall, bold=True, size=15), Cell(f"{low}/{high}{mark}", bold=True, size=15)),
        )
        draft.add(Table(rows, (3, 2), rules="none"), Gap(6))
    elif layout.score == "none":
        draft.add(Para("Overall rating"))
        box = Cell(overall, bold=True, fill=colour, colour="#ffffff")
        draft.add(Table(((box,),), (1,), rules="none", pad=7), Gap(6))
    else:
        words = f"Score: {low} / {high}" if layout.score == "colon_spaced" else f"Score {low} out of {high}"
        draft.add(Para(f"Overall rating: {overall}", "bold"), Para(words + mark, "bold"), Gap(6))


def shown(draft: Draft, rating: str) -> str:
    """A rating as the layout spells it."""
    return rating.replace("improvement", "Improvement") if draft.layout.capital_improvement else rating


def domain_title(draft: Draft, d: DomainContent) -> str:
    """The heading of a domain in the summary."""
    mark = ""
    if d.number == "4" and draft.layout.resettlement_mark:
        mark = draft.note(load("prose")["resettlement_note"], full=draft.layout.mark == "full")
    return f"{d.number}. {d.name}{mark}"


def domain_blocks(draft: Draft, d: DomainContent) -> list[Block]:
    """A domain with the ratings of its standards."""
    form = draft.layout.summary
    title = domain_title(draft, d)
    rows = tuple(rating_row(draft, s, index) for index, s in enumerate(d.standards))
    if form == "shaded":
        head = (Cell(title, bold=True, fill=draft.layout.colour, colour="#ffffff", span=len(rows[0])),)
        return [Table((head, *rows), widths(draft), rules="none", order=draft.layout.draw_order)]
    rules = "all" if form in ("ruled", "two_columns") else "none"
    pad = {"tabbed": 2.0, "bare": 2.0}.get(form, 4.5)
    return [
        Para(title, "lead"),
        Table(rows, widths(draft), rules="all" if rules == "all" else "none", pad=pad, order=draft.layout.draw_order),
    ]


def split(draft: Draft) -> None:
    """One table over two pages, cut inside a domain."""
    domains = draft.report.domains
    cut = domains[1].standards[len(domains[1].standards) // 2].standard.number
    left = draft.layout.rating_side == "left"
    column_head = [Cell("Rating", bold=True), Cell("Standard", bold=True, span=2)]
    if not left:
        column_head = [Cell("Standard", bold=True, span=2), Cell("Rating", bold=True)]
    width_of_row = sum(c.span for c in column_head)
    extra = len(widths(draft)) - width_of_row
    head = (*column_head, *([Cell("", span=extra)] if extra else []))
    rows: list[tuple[Cell, ...]] = [head]
    for d in domains:
        title = domain_title(draft, d)
        rows.append((Cell(title, bold=True, fill=TINT, span=len(widths(draft))),))
        for index, s in enumerate(d.standards):
            if s.standard.number == cut:
                draft.add(
                    Table(tuple(rows), widths(draft), rules=_rules(draft), order=draft.layout.draw_order), PageBreak()
                )
                rows = [head] if draft.layout.summary_split == "header" else []
            rows.append(rating_row(draft, s, index))
    draft.add(Table(tuple(rows), widths(draft), rules=_rules(draft), order=draft.layout.draw_order))


def _rules(draft: Draft) -> Literal["all", "none"]:
    return "all" if draft.layout.summary == "ruled" else "none"


def widths(draft: Draft) -> tuple[float, ...]:
    """The columns of the summary, as parts of the measure."""
    layout = draft.layout
    name = 1.4 if layout.narrow_names else 5.0
    if layout.summary == "two_columns":
        name = 2.6
    rating = 2.8
    if layout.rating_two_lines:
        rating = 2.2 if layout.summary == "two_columns" else 1.6
    icon = [0.7] if layout.icons == "before_number" else []
    names = [*icon, 0.9, name] if layout.summary != "bare" else [*icon, 0.9 + name]
    if layout.summary_split != "no" and layout.summary == "bare":
        names = [*icon, 0.9, name]
    ratings = [rating, *([0.7] if layout.icons == "beside_rating" else [])]
    return tuple([*ratings, *names] if layout.rating_side == "left" else [*names, *ratings])


def rating_row(draft: Draft, s: StandardContent, index: int) -> tuple[Cell, ...]:
    """The row of a standard."""
    layout = draft.layout
    number = s.standard.number
    pictured = number in layout.pictured
    rating = draft.rate("summary", s, pictured=pictured)
    label = s.ratings["summary"]
    fill = TINT if layout.summary == "shaded" and index % 2 else ""
    if layout.rating_mark and number == "2.3":
        rating += draft.note(load("prose")["panel_note"])
    if layout.rating_two_lines:
        rating = rating.replace(" ", "\n")
    small = 8.0 if layout.summary == "two_columns" and layout.summary_orientation == "portrait" else 0.0
    value = Cell(rating, bold=layout.summary in ("ruled", "two_columns"), fill=fill, size=small)
    if pictured:
        value = Cell("", fill=fill, picture=COLOURS[label])
    icon = Cell("", icon=ICONS[label], fill=fill)
    if not layout.standard_numbers:
        names = [Cell(s.summary_name, fill=fill, size=small, span=1 if layout.summary == "bare" else 2)]
    elif layout.summary == "bare" and layout.summary_split == "no":
        names = [Cell(f"{number} {s.summary_name}", fill=fill)]
    else:
        names = [Cell(number, fill=fill, size=small), Cell(s.summary_name, fill=fill, size=small)]
    if layout.icons == "before_number":
        names = [icon, *names]
    values = [value, icon] if layout.icons == "beside_rating" else [value]
    return tuple([*values, *names] if layout.rating_side == "left" else [*names, *values])
