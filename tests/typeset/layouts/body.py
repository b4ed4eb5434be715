"""The chapters of the domains: standards, key questions, narrative, findings."""

from tests.typeset.content import DomainContent, StandardContent
from tests.typeset.wording import fit, load, sample_sentence

from .blocks import Block, Box, Cell, Columns, Fill, Heading, PageBreak, Para, Table
from .draft import Draft
from .lists import bullets, findings
from .summary import COLOURS, TINT

WORDS = {"1": "one", "2": "two", "3": "three", "4": "four"}
SAMPLES = {
    "2": ("court_sample", "court_cases"),
    "3": ("oocd_sample", "oocd_cases"),
    "4": ("resettlement_sample", "resettlement_cases"),
}


def domain(draft: Draft, d: DomainContent) -> None:
    """The chapter of a domain."""
    titles = {"words": f"Domain {WORDS[d.number]}: {d.name}", "numbers": f"{d.number}. {d.name}", "plain": d.name}
    title = titles[draft.layout.domain_titles]
    if title.startswith("Domain four") and draft.layout.number_dot and draft.layout.standard_numbers:
        title = f"4.1. {d.name}"
    draft.chapter()
    draft.add(Heading(title, 0, title))
    if d.number == "1":
        draft.add(Para(fit(load("prose")["organisation"], draft.report)))
    for s in d.standards:
        standard(draft, s)
        if s.standard.number == "1.4" and draft.layout.findings == "standard":
            between(draft)
    if draft.layout.findings == "domain":
        draft.add(Heading("Summary", 2))
        findings(draft, d.number, d.strengths, d.areas)


def sample(draft: Draft, d: DomainContent) -> None:
    """The sentence that states how many cases were read."""
    if d.sample is not None and draft.layout.sample_place == "body":
        key, name = SAMPLES[d.number]
        draft.add(Para(sample_sentence(draft.rng, draft.report, key, d.sample)))
        draft.says(**{name: d.sample})


def standard(draft: Draft, s: StandardContent) -> None:
    """The section of a standard."""
    number = s.standard.number
    if number in ("2.1", "3.1", "4.1"):
        sample(draft, next(d for d in draft.report.domains if d.number == number[0]))
    heading(draft, s)
    if draft.layout.body_tables and s.standard.case_data:
        questions(draft, s)
    narrative: list[Block] = [Para(p) for p in s.paragraphs]
    if draft.layout.prose_columns and len(narrative) > 1:
        half = (len(narrative) + 1) // 2
        draft.add(Columns(tuple(narrative[:half]), tuple(narrative[half:])))
    elif draft.layout.findings == "domain" or s.standard.case_data:
        draft.add(*narrative)
    elif draft.layout.long:
        draft.add(*narrative[:1])
    if draft.layout.findings == "standard" and (s.strengths or s.areas):
        findings(draft, number, s.strengths, s.areas)
    if draft.layout.long and number in ("1.3", "2.3"):
        practice(draft, number)


def heading(draft: Draft, s: StandardContent) -> None:
    """Number, name, statement and rating of a standard, in the order of the layout."""
    layout = draft.layout
    number = s.standard.number + ("." if layout.number_dot else "")
    title = f"{number} {s.standard.name}" if layout.standard_numbers else s.standard.name
    rating = draft.rate("body", s)
    colour = COLOURS[s.ratings["body"]]
    statement = s.standard.statement
    orphan = layout.orphan_heading and s.standard.number in ("3.2", "1.2")
    if orphan:
        draft.add(Fill(38))
    if layout.rating_place == "same_row":
        names = (
            [Cell(number, bold=True), Cell(s.standard.name, bold=True)]
            if layout.number_cell
            else [Cell(title, bold=True)]
        )
        sizes = (1.0, 7.0) if layout.number_cell else (8.0,)
        row = (*names, Cell(rating, bold=True, align="right"))
        draft.add(Heading("", 1, title), Table((row,), (*sizes, 3.5), rules="rows", pad=5), Para(statement, "italic"))
        return
    if layout.number_cell:
        row = (Cell(number, bold=True, size=13), Cell(s.standard.name, bold=True, size=13))
        draft.add(Heading("", 1, title), Table((row,), (1.0, 9.0), rules="none", pad=2))
    else:
        draft.add(Heading(title, 1, title))
    if orphan:
        draft.add(PageBreak())
    if layout.rating_place == "box_below":
        box = Cell(
            rating.replace(" ", "\n") if layout.rating_two_lines else rating,
            bold=True,
            fill=colour,
            colour="#ffffff",
            align="center",
        )
        cells = (Cell(statement, italic=True, fill=TINT), box)
        parts = (7.0, 2.4)
        draft.add(
            Table(
                (cells if layout.statement_first else cells[::-1],),
                parts if layout.statement_first else parts[::-1],
                rules="none",
                pad=6,
                breakable=False,
            )
        )
        return
    words = {"rating_line": f"Rating: {rating}", "our_rating_line": f"Our rating: {rating}"}.get(
        layout.rating_place, rating
    )
    blocks = [Para(statement, "italic"), Para(words, "bold")]
    below = layout.rating_place == "below_statement" or (
        layout.rating_place != "above_statement" and layout.statement_first
    )
    draft.add(*(blocks if below else blocks[::-1]))


def questions(draft: Draft, s: StandardContent) -> None:
    """The table of key questions with their percentages."""
    layout = draft.layout
    asked = draft.ask("body", s)
    prose = load("prose")
    intro = prose["question_intro"][int(s.standard.number[2]) % 2]
    mark = "" if layout.question_mark_note else draft.note(prose["rating_note"])
    draft.add(Para(intro.replace("[[fn]]", mark).format(name=s.standard.name.lower())))
    if layout.split_question_table and s.standard.number in ("2.2", "3.1"):
        draft.add(Fill(100 if layout.question_mark_note else 80))
    lowest = min(pct for _, pct in asked if pct is not None)
    rows = [(Cell(""), Cell(layout.percent_header, bold=True, align="right"))]
    for index, (question, pct) in enumerate(asked):
        text = f"{s.standard.number}.{index + 1}. {question}" if layout.question_numbers else question
        if layout.question_mark_note and index == 0:
            text += draft.note(prose["rating_note"])
        value = f"{pct}%" if layout.percent_sign else str(pct)
        fill = TINT if layout.question_rules == "zebra" and index % 2 == 0 else ""
        bold = layout.bold_lowest and pct == lowest
        cell = Cell(value, bold=bold, align="right", valign=layout.value_align, fill=fill)
        rows.append((Cell(text, valign="top", fill=fill), cell))
    split = layout.split_question_table
    rules = "all" if layout.question_rules == "ruled" else "none"
    parts = (4.6, 3.4) if split else (8.0, 1.6)
    draft.add(
        Table(
            tuple(rows),
            parts,
            rules="all" if rules == "all" else "none",
            header=1,
            repeat=split,
            breakable=split,
            order=layout.draw_order,
        )
    )


def practice(draft: Draft, number: str) -> None:
    """An example in a box, or the words of a child, neither of which is a finding."""
    prose = load("prose")
    index = 0 if number == "1.3" else 1
    draft.add(Box((Para("Practice example", "bold"), Para(prose["practice"][index]))))
    draft.add(Para(prose["quotes"][index], "italic"))


def between(draft: Draft) -> None:
    """Sections after domain one with lists that are not findings."""
    prose = load("prose")
    report = draft.report
    young = report.framework.id == "youth-2018"
    title = (
        "Involvement of children and young people" if young else "Involvement of children and their parents or carers"
    )
    draft.add(Heading(title, 1), *(Para(fit(t, report)) for t in prose["involvement"]))
    count = len(prose["diversity"]) if draft.layout.long else 2
    draft.add(Heading("Diversity", 1), bullets(draft, [fit(t, report) for t in prose["diversity"][:count]]))


def annex(draft: Draft) -> None:
    """The results as an annex, which leaves resettlement out."""
    layout, report = draft.layout, draft.report
    draft.chapter()
    draft.add(Heading(layout.annex_title, 0, layout.annex_title))
    for d in report.domains:
        if d.number == "4":
            continue
        value = "Rating and % yes" if any(s.standard.case_data for s in d.standards) else "Rating"
        rows: list[tuple[Cell, ...]] = [
            (
                Cell("Standards and key questions", bold=True, fill=layout.colour, colour="#ffffff"),
                Cell(value, bold=True, fill=layout.colour, colour="#ffffff"),
            )
        ]
        for s in d.standards:
            rows += annex_rows(draft, s)
        draft.add(Heading(f"{d.number}. {d.name}", 2))
        draft.add(
            Table(
                tuple(rows),
                (7.6, 2.0),
                rules=layout.annex_rules,
                header=1,
                repeat=True,
                breakable=True,
                order=layout.draw_order,
            )
        )


def annex_rows(draft: Draft, s: StandardContent) -> list[tuple[Cell, ...]]:
    """The rows of a standard in the annex."""
    number = s.standard.number + ("." if draft.layout.number_dot else "")
    label = f"{number} {s.standard.name}" if draft.layout.standard_numbers else s.standard.name
    rating = draft.rate("annex", s)
    rows: list[tuple[Cell, ...]] = [
        (
            Cell(s.standard.statement, lead=label, fill=TINT, valign="top"),
            Cell(rating, bold=True, valign="top", fill=TINT),
        )
    ]
    if s.standard.case_data or draft.report.framework.id == "youth-2018":
        for index, (question, pct) in enumerate(draft.ask("annex", s), 1):
            text = f"{s.standard.number}.{index}. {question}"
            value = "" if pct is None else f"{pct}%"
            rows.append((Cell(text, valign="top"), Cell(value, align="right", valign="top")))
    return rows
