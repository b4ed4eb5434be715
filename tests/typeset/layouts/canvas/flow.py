"""Blocks set one after another on pages."""

from collections.abc import Callable, Iterable
from typing import Any

from tests.typeset.layouts.blocks import (
    Block,
    Box,
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
from tests.typeset.layouts.traits import Layout

from . import fonts, furniture, tables
from .lines import Line, Style, Word, aligned, broken
from .page import BOTTOM, MARGIN, TOP, Page, RectOp, TextOp


class Flow:
    """The state of setting a document: its pages and where the next line goes."""

    def __init__(self, document: Document, layout: Layout, numbers: dict[str, int]) -> None:
        fonts.register()
        self.document, self.layout = document, layout
        self.numbers = numbers
        self.orphans = 1 if layout.bullet_over_break else 2
        self.found: dict[str, int] = {}
        self.entries = [b for b in document.blocks if isinstance(b, Heading) and b.contents]
        self.pages: list[Page] = [Page()]
        self.at, self.y = 0, TOP
        self.x, self.measure = MARGIN, self.page.width - 2 * MARGIN
        self.setters: dict[type, Callable[[Any], None]] = {
            Heading: self.heading,
            Para: self.para,
            Items: self.items,
            Table: lambda t: tables.set_table(self, t),
            Box: self.box,
            Columns: self.columns,
            PageBreak: self.page_break,
            Fill: self.fill,
            Gap: self.gap,
            Cover: self.cover,
            Contents: lambda _: furniture.contents(self),
        }

    @property
    def page(self) -> Page:
        return self.pages[self.at]

    @property
    def room(self) -> float:
        """Points left above the footnotes."""
        return self.page.height - BOTTOM - self.page.notes_height - self.y

    def style(
        self,
        *,
        size: float = 0.0,
        bold: bool = False,
        italic: bool = False,
        colour: str = "#000000",
        heading: bool = False,
        align: str = "left",
    ) -> Style:
        family = fonts.FAMILIES[self.layout.font]
        font = family.bold if bold else family.italic if italic else family.regular
        size = size or self.layout.size
        spaced = 1.4 if heading and self.layout.spaced_headings else 0.0
        return Style(font, size, size * 1.28, colour, align, spaced, heading)

    def next_page(self) -> None:
        """Go on to the next page, which may exist already where columns run side by side."""
        if self.at + 1 == len(self.pages):
            self.pages.append(Page(self.page.orientation))
        self.at += 1
        self.y = TOP

    def note_height(self, notes: Iterable[int]) -> float:
        """How much more the foot of the page grows with these notes."""
        new = [n for n in notes if n not in self.page.notes]
        lines = sum(len(self.note_lines(n)) for n in new)
        return lines * furniture.NOTE_LEADING + (10 if new and not self.page.notes else 0)

    def note_lines(self, note: int) -> list[Line]:
        style = Style(fonts.FAMILIES[self.layout.font].regular, furniture.NOTE_SIZE, furniture.NOTE_LEADING)
        lines = broken(self.document.notes[note], self.page.width - 2 * MARGIN - 8, style, self.layout)
        label = Word(-8, str(note), style, furniture.NOTE_SIZE * 0.7, 2.2)
        lines[0].words.insert(0, label)
        return lines

    def take_notes(self, line: Line) -> None:
        """Book the footnotes of a line on this page."""
        self.page.notes_height += self.note_height(line.notes)
        self.page.notes += [n for n in line.notes if n not in self.page.notes]

    def put(self, line: Line, x: float, align: str = "left", measure: float = 0.0) -> None:
        """Set a line at the cursor, on a new page if need be."""
        if line.leading + self.note_height(line.notes) > self.room:
            self.next_page()
        self.take_notes(line)
        size = max((w.size for w in line.words), default=0.0)
        baseline = self.y + (line.leading - size) / 2 + size * 0.8
        self.page.ops.append(TextOp(x + aligned(line, measure, align), baseline, line))
        self.y += line.leading

    def text(self, text: str, style: Style, *, indent: float = 0.0, after: float = 0.0, keep: int = 2) -> None:
        """Set a text, not leaving fewer than `keep` lines behind at the foot of a page."""
        lines = broken(text, self.measure - indent, style, self.layout)
        if min(keep, len(lines)) * style.leading > self.room:
            self.next_page()
        for line in lines:
            self.put(line, self.x + indent, style.align, self.measure - indent)
        self.y += after

    def add(self, block: Block) -> None:
        """Set a block."""
        self.setters[type(block)](block)

    def fill(self, block: Fill) -> None:
        self.y = max(self.y, self.page.height - BOTTOM - self.page.notes_height - block.keep)

    def gap(self, block: Gap) -> None:
        self.y += block.points

    def heading(self, block: Heading) -> None:
        size = (20.0, 16.0, 13.0, self.layout.size + 0.5)[block.level]
        style = self.style(size=size, bold=True, colour=self.layout.colour, heading=True)
        if block.text:
            before = 0 if self.y <= TOP else (18, 12, 12, 6)[block.level]
            if before + style.leading + (0 if self.layout.orphan_heading else 4 * self.layout.size) > self.room:
                self.next_page()
            else:
                self.y += before
            self.text(block.text, style, after=(10, 7, 5, 3)[block.level], keep=1)
        if block.contents:
            self.found.setdefault(block.contents, self.at + 1)

    def para(self, block: Para) -> None:
        look = {"bold": {"bold": True}, "italic": {"italic": True}, "lead": {"bold": True}}.get(block.style, {})
        align = "justify" if self.layout.justified and block.style == "body" else "left"
        colour = self.layout.colour if block.style == "lead" else "#000000"
        size = self.layout.size * 0.85 if block.style == "small" else 0.0
        style = self.style(size=size, align=align, colour=colour, **look)
        self.text(block.text, style, after=6 if block.style in ("body", "italic") else 3)

    def items(self, block: Items) -> None:
        for index, (text, label) in enumerate(zip(block.texts, block.labels, strict=True)):
            self.item(text, label, 16.0, 4.0)
            for sub in block.sub.get(index, ()):
                self.item(sub, "–", 32.0, 3.0)
        self.y += 4

    def item(self, text: str, label: str, indent: float, after: float) -> None:
        """One item of a list, its label hanging or, where the layout has it so, the first word of the text."""
        if self.layout.bullet_inline and label != "circle" and ord(label[0]) not in fonts.GLYPHS:
            self.text(f"{label} {text}", self.style(), indent=indent - 12, after=after)
            return
        align = "justify" if self.layout.justified else "left"
        style = self.style(align=align)
        lines = broken(text, self.measure - indent, style, self.layout)
        for index, line in enumerate(lines):
            if index == 0:
                if min(self.orphans, len(lines)) * style.leading + self.note_height(line.notes) > self.room:
                    self.next_page()
                self.label(label, style, self.x + indent - 12)
            self.put(line, self.x + indent, align, self.measure - indent)
        self.y += after

    def label(self, label: str, style: Style, x: float) -> None:
        """A bullet or number beside the line that comes next; a `circle` is drawn, not written."""
        middle = self.y + style.leading / 2
        if label == "circle":
            self.page.ops.append(RectOp(x + 1, middle - 1.6, 3.2, 3.2, fill="#000000", round=True))
            return
        font = fonts.SYMBOLS if ord(label[0]) in fonts.GLYPHS else style.font
        look = Style(font, style.size, style.leading, style.colour)
        wide = look.measure(label)
        baseline = self.y + (style.leading - style.size) / 2 + style.size * 0.8
        self.page.ops.append(TextOp(min(x, x + 9 - wide), baseline, Line([Word(0, label, look, style.size)])))

    def box(self, block: Box) -> None:
        self.y += 4
        if self.room < 90:
            self.next_page()
        start, top = self.at, self.y
        place = len(self.page.ops)
        outer = self.x, self.measure
        self.x, self.measure = self.x + 10, self.measure - 20
        self.y += 8
        for inner in block.blocks:
            self.add(inner)
        self.x, self.measure = outer
        self.y += 4
        if self.at == start:
            self.page.ops.insert(place, RectOp(self.x, top, self.measure, self.y - top, fill="#eeeaf4"))
        self.y += 8

    def columns(self, block: Columns) -> None:
        start, top = self.at, self.y
        outer = self.x, self.measure
        half = (self.measure - 18) / 2
        ends = []
        for side, blocks in enumerate((block.left, block.right)):
            self.at, self.y = start, top
            self.x, self.measure = outer[0] + side * (half + 18), half
            for inner in blocks:
                self.add(inner)
            ends.append((self.at, self.y))
        self.x, self.measure = outer
        self.at, self.y = max(ends)

    def page_break(self, block: PageBreak) -> None:
        if self.page.ops or self.y > TOP or self.page.orientation != block.orientation:
            self.next_page()
        self.page.orientation = block.orientation
        self.x, self.measure = MARGIN, self.page.width - 2 * MARGIN

    def cover(self, block: Cover) -> None:
        self.page.bare = True
        self.page.ops.append(RectOp(0, 560, self.page.width, 300, fill=self.layout.colour))
        self.text("HM Inspectorate\nof Probation", self.style(size=15, bold=True, colour=self.layout.colour))
        self.y = 300
        self.text(block.title, self.style(size=22, colour=self.layout.colour))
        self.text(block.area, self.style(size=34, bold=True, colour=self.layout.colour), after=16)
        for line in block.lines:
            self.text(line, self.style(size=12))

    def finish(self) -> list[Page]:
        """The pages, with footnotes and what is printed on every page."""
        for number, page in enumerate(self.pages, 1):
            self.at = number - 1
            furniture.feet(self, page)
            if not page.bare:
                furniture.running(self, page, number)
        return self.pages
