"""The contents page, footnotes, and headers and footers of the canvas."""

from typing import TYPE_CHECKING

from .lines import Word, aligned, broken
from .page import BOTTOM, MARGIN, Page, RuleOp, TextOp

if TYPE_CHECKING:
    from .flow import Flow

NOTE_SIZE, NOTE_LEADING = 7.5, 9.2


def contents(flow: "Flow") -> None:
    """The headings with dot leaders to their pages."""
    flow.text("Contents", flow.style(size=20, bold=True, colour=flow.layout.colour), after=8)
    for entry in flow.entries:
        style = flow.style(bold=entry.level == 0)
        page = str(flow.numbers.get(entry.contents, 0))
        indent = 0.0 if entry.level == 0 else 14.0
        end = flow.measure - style.measure(page) - indent
        lines = broken(entry.contents, flow.measure - 60, style, flow.layout)
        last = lines[-1]
        dots = int((end - last.width - 4) / style.measure("."))
        last.words.append(Word(last.width, "." * max(dots, 3), style, style.size, glued=True))
        last.words.append(Word(end, page, style, style.size, glued=True))
        for line in lines:
            flow.put(line, flow.x + indent)
        flow.y += 2


def feet(flow: "Flow", page: Page) -> None:
    """The footnotes of a page."""
    y = page.height - BOTTOM - page.notes_height + 6
    if page.notes:
        page.ops.append(RuleOp(MARGIN, y, MARGIN + 110, y, "#000000"))
    for note in page.notes:
        for line in flow.note_lines(note):
            y += NOTE_LEADING
            page.ops.append(TextOp(MARGIN + 8, y, line))


def running(flow: "Flow", page: Page, number: int) -> None:
    """The title of the report and the page number, at the foot, the head or both."""
    kind, side = flow.layout.furniture, flow.layout.page_number
    if side == "outer":
        side = "right" if number % 2 else "left"
    style = flow.style(size=8, colour=flow.layout.colour)
    measure = page.width - 2 * MARGIN
    numbered = side != "after_title"
    title = flow.document.running if numbered else f"{flow.document.running} {number}"
    printed: dict[str, list[tuple[str, str]]] = {"head": [], "foot": []}
    number_place = "head" if kind == "header" else "foot"
    title_place = "foot" if kind == "footer" else "head"
    if kind != "none":
        printed[title_place].append((title, "right" if side == "left" else "left"))
        if numbered:
            printed[number_place].append((str(number), {"middle": "center"}.get(side, side)))
    for place, texts in printed.items():
        y = 42.0 if place == "head" else page.height - 34
        for text, align in texts:
            line = broken(text, measure, style, flow.layout)[0]
            page.ops.append(TextOp(MARGIN + aligned(line, measure, align), y, line))
        if texts:
            rule = y + 6 if place == "head" else y - 12
            page.ops.append(RuleOp(MARGIN, rule, MARGIN + measure, rule, flow.layout.colour))
