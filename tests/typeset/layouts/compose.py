"""A report put together for one layout: the document to typeset and the truth of it."""

from tests.typeset.content import Report, Scope
from tests.typeset.wording import fit, load, sample_sentence

from . import body, lists, summary
from .blocks import Cell, Contents, Cover, Document, Gap, Heading, PageBreak, Para, Table
from .draft import Draft
from .traits import Layout


def scope_of(layout: Layout) -> Scope:
    """What a layout prints, as far as the content depends on it."""
    return Scope(
        annex=layout.annex,
        body_tables=layout.body_tables,
        score=layout.score != "none",
        by_domain=layout.findings == "domain",
        unrated=layout.unrated or None,
        resettlement=layout.resettlement,
        long=layout.long,
    )


def compose(report: Report, layout: Layout) -> tuple[Document, Draft]:
    """The document of a report in a layout, and the draft that knows the truth of what it prints."""
    draft = Draft(report, layout)
    cover(draft)
    if layout.contents:
        draft.add(PageBreak(), Contents())
    colophon(draft)
    foreword(draft)
    if layout.key_findings:
        lists.key_findings(draft)
    summary.summary(draft)
    lists.recommendations(draft)
    background(draft)
    for d in report.domains:
        body.domain(draft, d)
    if report.framework.id == "youth-2018":
        methodology(draft)
    if layout.annex:
        body.annex(draft)
    closing(draft)
    return Document(tuple(draft.blocks), draft.notes, report.title), draft


def cover(draft: Draft) -> None:
    """The cover with the month of publication."""
    report = draft.report
    month = f"{report.published:%B %Y}"
    lines = (f"HM Inspectorate of Probation, {month}",)
    if draft.layout.cover_date == "capitals":
        lines = ("HM Inspectorate of Probation", month.upper())  # type: ignore[assignment]
    draft.says(published=f"{report.published:%Y-%m}")
    draft.add(Cover(report.title.removesuffix(report.area).strip(), report.area, lines))


def colophon(draft: Draft) -> None:
    """Acknowledgements, copyright and, in the later layout, the address."""
    report = draft.report
    draft.add(PageBreak(), Heading("Acknowledgements", 2))
    draft.add(
        Para(
            f"This inspection was led by HM Inspector {report.lead}, supported by {report.supported_by}. "
            "We are grateful to all who made time for us."
        )
    )
    draft.add(Para("The names in the practice examples are not real ones. This report is fictional."))
    draft.add(Para(f"© Crown copyright {report.published.year}", "small"))
    draft.says(lead_inspector=report.lead, copyright_year=report.published.year)
    if report.framework.id != "youth-2018":
        address(draft)


def address(draft: Draft) -> None:
    """Where the inspectorate sits, with the ISBN."""
    for line in ("Published by:", "HM Inspectorate of Probation", "1 Bridge Street West", "Manchester", "M3 3FX"):
        draft.add(Para(line, "small"))
    if draft.layout.isbn:
        draft.add(Para(f"ISBN: {draft.report.isbn}", "small"))
        draft.says(isbn=draft.report.isbn)


def foreword(draft: Draft) -> None:
    """The foreword and who signed it."""
    report = draft.report
    draft.chapter()
    draft.add(Heading("Foreword", 0, "Foreword"), *(Para(t) for t in report.foreword))
    draft.add(Gap(14), Para(report.chief, "bold"), Para(report.chief_title))
    draft.says(chief_inspector=report.chief)


def background(draft: Draft) -> None:
    """The place and its figures, none of which is a key question."""
    report, layout = draft.report, draft.layout
    title = "Introduction" if report.framework.id == "youth-2018" else "Background"
    draft.chapter()
    draft.add(Heading(title, 0, title))
    day = report.fieldwork
    draft.add(Para(f"We were in {report.area} for a week, beginning {day.day} {day:%B %Y}."))
    texts = load("prose")["background"]
    draft.add(*(Para(fit(t, report)) for t in (texts if layout.long else texts[:2])))
    if report.unrated:
        name = {"2": "court disposals", "3": "out-of-court disposals"}[report.unrated]
        draft.add(Para(fit(load("prose")["unrated"], report, name=name, maximum=report.score_max)))
    if report.framework.id == "youth-2018":
        facts(draft)


def facts(draft: Draft) -> None:
    """Large numbers about the place."""
    draft.chapter()
    draft.add(Heading("Contextual facts", 0, "Contextual facts"))
    short = f"{draft.report.area} {draft.report.short}"
    for title, ours, theirs in (
        ("Reoffending rate", "29.4%", "33.1%"),
        ("First-time entrant rate per 100,000", "148", "222"),
        ("Share of those aged 10-17 who are from minority ethnic groups", "17%", "21%"),
    ):
        rows = (
            (Cell(ours, bold=True, size=18), Cell(theirs, bold=True, size=18)),
            (Cell(short), Cell("England and Wales")),
        )
        draft.add(Para(title, "lead"), Table(rows, (1, 1), rules="none"))


def methodology(draft: Draft) -> None:
    """How the inspection was done, domain by domain, in lists that are not findings."""
    report, prose = draft.report, load("prose")
    draft.chapter()
    draft.add(Heading("Annex 1 – Methodology", 0, "Annex 1 – Methodology"))
    draft.add(lists.bullets(draft, [fit(t, report) for t in prose["methodology"]]))
    draft.add(Heading("Domain one: organisational delivery", 2), Para("Leaders were asked to answer two questions:"))
    draft.add(lists.bullets(draft, [fit(t, report) for t in prose["method_one"]]))
    for d in report.domains:
        if d.sample is not None and draft.layout.sample_place == "methodology":
            key, name = {"2": ("method_court", "court_cases"), "3": ("method_oocd", "oocd_cases")}[d.number]
            title = {"2": "Domain two: court disposals", "3": "Domain three: out-of-court disposals"}[d.number]
            text = f"{sample_sentence(draft.rng, report, key, d.sample)} {prose['method_size']}"
            draft.add(Heading(title, 2), Para(text))
            draft.says(**{name: d.sample})


def closing(draft: Draft) -> None:
    """What comes after the results."""
    layout, report = draft.layout, draft.report
    if layout.glossary:
        draft.chapter()
        title = "Annex 3 – Glossary" if report.framework.id == "youth-2018" else "Glossary"
        draft.add(Heading(title, 0, title))
        rows = tuple((Cell(a, bold=True, valign="top"), Cell(b, valign="top")) for a, b in load("prose")["glossary"])
        draft.add(Table(rows, (3, 7), rules="none"))
    if report.framework.id == "youth-2018":
        draft.chapter()
        address(draft)
