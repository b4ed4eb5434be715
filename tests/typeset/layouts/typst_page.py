"""Documents set by typst, from source written here."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import reportlab
import typst

from .blocks import (
    MARK,
    Block,
    Box,
    Cell,
    Columns,
    Contents,
    Cover,
    Document,
    Fill,
    Gap,
    Heading,
    Items,
    PageBreak,
    Para,
    Table,
)
from .traits import Layout
from .typography import dress

FONTS = {
    "sans": "Bitstream Vera Sans",
    "vera": "Bitstream Vera Sans",
    "serif": "Libertinus Serif",
    "modern": "New Computer Modern",
}
ICONS = {"O": "★", "P": "✔", "Q": "▲", "R": "✖"}
MARGIN, TOP, BOTTOM = 62, 70, 66


@cache
def compiler_fonts() -> Any:
    """The fonts that come with typst and with reportlab, and no others."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(Path(reportlab.__file__).parent / "fonts")])


def typeset(document: Document, layout: Layout) -> bytes:
    """The PDF of a document, byte for byte the same for the same arguments."""
    source = _Source(document, layout).text()
    pdf = typst.compile(source.encode(), font_paths=compiler_fonts(), timestamp=0, pdf_tags=False)
    assert isinstance(pdf, bytes)
    return pdf


class _Source:
    """Typst source for the blocks of a document."""

    def __init__(self, document: Document, layout: Layout) -> None:
        self.document, self.layout = document, layout
        self.labels: dict[str, str] = {}
        self.turned = False
        for block in document.blocks:
            if isinstance(block, Heading) and block.contents:
                self.labels.setdefault(block.contents, f"h{len(self.labels)}")
        self.placed: set[str] = set()
        self.writers: dict[type, Callable[[Any], str]] = {
            Heading: self.heading,
            Para: self.para,
            Items: self.items,
            Table: self.table,
            Box: self.box,
            Columns: self.columns,
            PageBreak: self.page_break,
            Fill: self.fill,
            Gap: self.gap,
            Cover: self.cover,
            Contents: lambda _: self.contents(),
        }

    def text(self) -> str:
        return "\n".join([self.preamble(), *(self.block(b) for b in self.document.blocks)])

    def preamble(self) -> str:
        layout = self.layout
        out = [
            f"#set document(title: {string(self.document.running)}, date: none)",
            f'#set page(paper: "a4", margin: (x: {MARGIN}pt, top: {TOP}pt, bottom: {BOTTOM}pt))',
            f"#set page(header: {self.running('head')}, footer: {self.running('foot')})",
            f'#set text(font: ({string(FONTS[layout.font])}, "DejaVu Sans Mono"), size: {layout.size}pt, lang: "en", '
            f'region: "gb", hyphenate: false)',
            f"#set par(justify: {truth(layout.justified)}, leading: 0.55em, spacing: 0.9em)",
            "#set footnote.entry(gap: 0.4em)",
            "#show footnote.entry: set text(size: 7.5pt)",
        ]
        return "\n".join(out)

    def running(self, place: str) -> str:
        """Header or footer, or none."""
        kind, side = self.layout.furniture, self.layout.page_number
        title = string(self.document.running)
        number = "#counter(page).display()"
        wants = {"footer": "foot", "header": "head"}.get(kind, "foot head" if kind == "both" else "")
        if place not in wants:
            return "none"
        if kind == "both":
            body = f"#{title}" if place == "head" else f"#h(1fr) {number}"
        elif side == "after_title":
            body = f"#{title} {number}"
        elif side == "outer":
            odd, even = f"#{title} #h(1fr) {number}", f"{number} #h(1fr) #{title}"
            body = f"#if calc.odd(counter(page).get().first()) [{odd}] else [{even}]"
        elif side == "left":
            body = f"{number} #h(1fr) #{title}"
        else:
            body = f"#{title} #h(1fr) {number}" + (" #h(1fr)" if side == "middle" else "")
        return f"context if counter(page).get().first() > 1 [#set text(size: 8pt, fill: {self.colour()}); {body}]"

    def colour(self, value: str = "") -> str:
        return f'rgb("{value or self.layout.colour}")'

    def words(self, text: str) -> str:
        """Text as content, with footnotes and forced breaks."""
        out, last = [], 0
        for m in MARK.finditer(text):
            out.append(self.plain(text[last : m.start()]))
            full = "#show footnote: set super(size: 1em, baseline: 0em, typographic: false); " if m[1] else ""
            out.append(f"#[{full}#footnote[{self.plain(self.document.notes[int(m[2])])}]]")
            last = m.end()
        return "".join([*out, self.plain(text[last:])])

    def plain(self, text: str) -> str:
        return "#linebreak()".join(f"#{string(part)};" if part else "" for part in dress(text, self.layout).split("\n"))

    def block(self, block: Block) -> str:
        """The source of a block."""
        return self.writers[type(block)](block)

    def box(self, block: Box) -> str:
        return f'#block(fill: rgb("#eeeaf4"), inset: 10pt, width: 100%)[{self.several(block.blocks)}]'

    def columns(self, block: Columns) -> str:
        left, right = self.several(block.left), self.several(block.right)
        return f"#grid(columns: (1fr, 1fr), gutter: 18pt, [{left}], [{right}])"

    def fill(self, block: Fill) -> str:
        rest = f"841.89 - {BOTTOM} - here().position().y.pt() - {block.keep}"
        return f"#context v(calc.max(0, {rest}) * 1pt)"

    def gap(self, block: Gap) -> str:
        return f"#v({block.points}pt)"

    def several(self, blocks: tuple[Block, ...]) -> str:
        return "\n\n".join(self.block(b) for b in blocks)

    def heading(self, block: Heading) -> str:
        size = (20.0, 16.0, 13.0, self.layout.size + 0.5)[block.level]
        label = self.labels.get(block.contents, "")
        anchor = ""
        if label and label not in self.placed:
            self.placed.add(label)
            anchor = f"#metadata(none)<{label}>"
        if not block.text:
            return anchor
        spaced = ", tracking: 1.4pt" if self.layout.spaced_headings else ""
        look = f'size: {size}pt, weight: "bold", fill: {self.colour()}{spaced}, hyphenate: false'
        around = f"above: {14 - 2 * block.level}pt, below: {8 - block.level}pt, sticky: true"
        return f"#block({around})[{anchor}#par(justify: false)[#text({look})[{self.words(block.text)}]]]"

    def para(self, block: Para) -> str:
        content = self.words(block.text)
        match block.style:
            case "bold":
                return f"#par(justify: false)[#strong[{content}]]"
            case "lead":
                return f"#block(sticky: true)[#text(fill: {self.colour()})[#strong[{content}]]]"
            case "italic":
                return f"#par(justify: false)[#emph[{content}]]"
            case "small":
                return f"#par(justify: false)[#text(size: 0.85em)[{content}]]"
            case _:
                return f"#par[{content}]"

    def items(self, block: Items) -> str:
        items = []
        for index, text in enumerate(block.texts):
            sub = block.sub.get(index)
            inner = f"#list(marker: [–], {', '.join(f'[{self.words(s)}]' for s in sub)})" if sub else ""
            items.append(f"[{self.words(text)}{inner}]")
        label = block.labels[0]
        body = ", ".join(items)
        if label[0].isdigit():
            numbering = "1)" if label.endswith(")") else "1."
            start = f'numbering: "{numbering}", start: {label[:-1]}'
            return f"#enum({start}, indent: 6pt, spacing: 0.8em, tight: false, {body})"
        marker = (
            "#box(baseline: -2pt, circle(radius: 1.6pt, fill: black))" if label == "circle" else f"#{string(label)}"
        )
        return f"#list(marker: [{marker}], indent: 6pt, spacing: 0.8em, tight: false, {body})"

    def table(self, block: Table) -> str:
        stroke = {"all": '0.6pt + rgb("#8d7fb0")', "none": "none"}.get(
            block.rules, '(bottom: 0.6pt + rgb("#8d7fb0"), rest: none)'
        )
        parts = ", ".join(f"{w}fr" for w in block.widths)
        rows = ["".join(self.cell(c, block) for c in row) for row in block.rows]
        head = "".join(rows[: block.header])
        header = f"table.header(repeat: {truth(block.repeat)}, {head})," if head else ""
        body = "".join(rows[block.header :])
        table = f"#table(columns: ({parts},), stroke: {stroke}, inset: {block.pad}pt, {header}{body})"
        return f"#block(breakable: {truth(block.breakable)}, width: 100%)[#set par(justify: false); {table}]"

    def cell(self, cell: Cell, table: Table) -> str:
        content = self.words(cell.text) if cell.text else ""
        if cell.italic:
            content = f"#emph[{content}]"
        if cell.bold:
            content = f"#strong[{content}]"
        if cell.size:
            content = f"#text(size: {cell.size}pt)[{content}]"
        if cell.colour:
            content = f"#text(fill: {self.colour(cell.colour)})[{content}]"
        if cell.lead:
            content = f"#strong[{self.words(cell.lead)}]#linebreak(){content}"
        if cell.icon:
            content = f'#text(font: "DejaVu Sans Mono")[{ICONS[cell.icon]}] {content}'
        if cell.picture:
            content = f"#rect(width: 60pt, height: 10pt, fill: {self.colour(cell.picture)})"
        valign = {"top": "top", "middle": "horizon", "bottom": "bottom"}[cell.valign]
        fill = f"fill: {self.colour(cell.fill)}, " if cell.fill else ""
        return f"table.cell(colspan: {cell.span}, {fill}align: {cell.align} + {valign})[{content}],"

    def page_break(self, block: PageBreak) -> str:
        turned = block.orientation != "portrait"
        if turned != self.turned:
            self.turned = turned
            return f"#set page(flipped: {truth(turned)})"
        return "#pagebreak(weak: true)"

    def cover(self, block: Cover) -> str:
        fill = self.colour()
        lines = "".join(f"#par[{self.plain(line)}]" for line in block.lines)
        return "\n\n".join(
            [
                f'#text(size: 15pt, weight: "bold", fill: {fill})[HM Inspectorate#linebreak()of Probation]',
                "#v(170pt)",
                f"#text(size: 22pt, fill: {fill})[{self.plain(block.title)}]",
                f'#text(size: 34pt, weight: "bold", fill: {fill}, hyphenate: false)[{self.plain(block.area)}]',
                f"#v(16pt)\n{lines}",
            ]
        )

    def contents(self) -> str:
        out = [f'#text(size: 20pt, weight: "bold", fill: {self.colour()})[Contents]\n']
        for block in self.document.blocks:
            if isinstance(block, Heading) and block.contents:
                label = self.labels[block.contents]
                page = f"#context counter(page).at(<{label}>).first()"
                line = f"{self.plain(block.contents)} #box(width: 1fr, repeat[.]) {page}"
                indent = "" if block.level == 0 else "#h(14pt)"
                out.append(f"#par[{indent}{line}]" if block.level else f"#par[#strong[{line}]]")
        return "\n".join(out)


def truth(value: bool) -> str:
    """A boolean of typst."""
    return "true" if value else "false"


def string(text: str) -> str:
    """A string of typst."""
    return json.dumps(text, ensure_ascii=False)
