"""Tables on the canvas: rows measured, split over pages, and drawn in an order of their own."""

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from tests.typeset.layouts.blocks import Cell, Table

from .fonts import ICON_FONT
from .lines import Line, Style, Word, aligned, broken
from .page import Op, RectOp, RuleOp, TextOp

if TYPE_CHECKING:
    from .flow import Flow

ICON_COLOURS = {"P": "#2e7d32", "O": "#1b5e20", "R": "#b71c1c", "Q": "#e08a00"}


@dataclass
class Drawn:
    """A cell ready to draw: the lines of it that are still to be printed."""

    cell: Cell
    x: float
    width: float
    lines: list[Line]
    row: int
    column: int


def set_table(flow: "Flow", table: Table) -> None:
    """Set a table at the cursor."""
    rows = [_drawn(flow, table, cells, index) for index, cells in enumerate(table.rows)]
    heads = rows[: table.header]
    writer = _Writer(flow, table)
    lead = sum(writer.height(r) for r in rows[: table.header + 1])
    if lead > flow.room and not table.breakable:
        writer.turn([])
    for index, row in enumerate(rows):
        _set_row(writer, row, heads if table.repeat and index >= table.header else [])
    writer.flush()
    flow.y += 8


def _set_row(writer: "_Writer", row: list[Drawn], heads: list[list[Drawn]]) -> None:
    flow = writer.flow
    while writer.height(row) > flow.room:
        fitting = writer.fitting(row)
        if writer.table.breakable and fitting:
            writer.row([_part(d, 0, fitting) for d in row])
            row = [_part(d, fitting, None) for d in row]
        writer.turn(heads)
    writer.row(row)


def _part(drawn: Drawn, first: int, last: int | None) -> Drawn:
    return Drawn(drawn.cell, drawn.x, drawn.width, drawn.lines[first:last], drawn.row, drawn.column)


def _drawn(flow: "Flow", table: Table, cells: tuple[Cell, ...], row: int) -> list[Drawn]:
    """The cells of a row, broken into lines."""
    out: list[Drawn] = []
    column, x = 0, flow.x
    total = sum(table.widths)
    for cell in cells:
        wide = sum(table.widths[column : column + cell.span]) / total * flow.measure
        out.append(Drawn(cell, x, wide, _lines(flow, table, cell, wide), row, column))
        column += cell.span
        x += wide
    return out


def _lines(flow: "Flow", table: Table, cell: Cell, wide: float) -> list[Line]:
    size = cell.size or flow.layout.size - 0.5
    style = flow.style(size=size, bold=cell.bold, italic=cell.italic, colour=cell.colour or "#000000")
    indent = 16.0 if cell.icon else 0.0
    inner = wide - 2 * table.pad - indent
    lines: list[Line] = []
    if cell.lead:
        lines += broken(cell.lead, inner, flow.style(size=size, bold=True), flow.layout)
    if cell.text:
        lines += broken(cell.text, inner, style, flow.layout)
    if cell.icon:
        look = Style(ICON_FONT, size, style.leading, ICON_COLOURS.get(cell.icon, "#000000"))
        lines = lines or [Line(leading=style.leading)]
        for line in lines:
            for word in line.words:
                word.x += indent
        lines[0].words.insert(0, Word(0, cell.icon, look, size))
    return lines


class _Writer:
    """Draws rows and keeps their text back until the page is turned, so that its order can be changed."""

    def __init__(self, flow: "Flow", table: Table) -> None:
        self.flow, self.table = flow, table
        self.kept: list[tuple[int, int, Op]] = []

    def height(self, row: list[Drawn]) -> float:
        tall = max((sum(x.leading for x in d.lines) for d in row), default=0.0)
        notes = self.flow.note_height([n for d in row for line in d.lines for n in line.notes])
        return max(tall, 10.0) + 2 * self.table.pad + notes

    def fitting(self, row: list[Drawn]) -> int:
        """How many lines of the row have room on this page."""
        room = self.flow.room - 2 * self.table.pad
        most = max(row, key=lambda d: len(d.lines)).lines
        count = 0
        while count < len(most) and room >= most[count].leading:
            room -= most[count].leading
            count += 1
        return count if count < len(most) else 0

    def turn(self, heads: list[list[Drawn]]) -> None:
        self.flush()
        self.flow.next_page()
        for head in heads:
            self.row(head)

    def row(self, row: list[Drawn]) -> None:
        flow, pad = self.flow, self.table.pad
        tall = max(max((sum(x.leading for x in d.lines) for d in row), default=0.0), 10.0) + 2 * pad
        for d in row:
            if d.cell.fill:
                flow.page.ops.append(RectOp(d.x, flow.y, d.width, tall, fill=d.cell.fill))
            if self.table.rules == "all":
                flow.page.ops.append(RectOp(d.x, flow.y, d.width, tall, stroke="#8d7fb0"))
            if d.cell.picture:
                self._picture(d, tall)
            self._cell(d, tall)
        if self.table.rules == "rows":
            flow.page.ops.append(RuleOp(flow.x, flow.y + tall, flow.x + flow.measure, flow.y + tall, "#8d7fb0"))
        for d in row:
            for line in d.lines:
                flow.take_notes(line)
        flow.y += tall

    def _picture(self, d: Drawn, tall: float) -> None:
        ops = self.flow.page.ops
        ops.append(RectOp(d.x + 6, self.flow.y + tall / 2 - 6, min(70, d.width - 12), 12, fill=d.cell.picture))
        ops.append(RectOp(d.x + 10, self.flow.y + tall / 2 - 4, 8, 8, fill="#ffffff", round=True))

    def _cell(self, d: Drawn, tall: float) -> None:
        pad = self.table.pad
        inner = sum(x.leading for x in d.lines)
        y = self.flow.y + pad
        y += {"top": 0.0, "middle": (tall - 2 * pad - inner) / 2, "bottom": tall - 2 * pad - inner}[d.cell.valign]
        for line in d.lines:
            size = max((w.size for w in line.words), default=0.0)
            x = d.x + pad + aligned(line, d.width - 2 * pad, d.cell.align)
            op = TextOp(x, y + (line.leading - size) / 2 + size * 0.8, line)
            self.kept.append((d.row, d.column, op))
            y += line.leading

    def flush(self) -> None:
        """Put the texts that were kept back on the page, in the order of the table."""
        kept, self.kept = self.kept, []
        if self.table.order == "columns":
            kept.sort(key=lambda k: (k[1], k[0]))
        elif self.table.order == "values_first":
            kept.sort(key=lambda k: (-k[1], k[0]))
        elif self.table.order == "shuffled":
            Random(len(kept)).shuffle(kept)  # noqa: S311
        self.flow.page.ops += [op for _, _, op in kept]
