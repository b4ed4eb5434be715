"""Pages written as a PDF, with whatever hostility the layout asks for in the text objects."""

from io import BytesIO
from random import Random
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from tests.typeset.layouts.blocks import Document
from tests.typeset.layouts.traits import Layout

from .flow import Flow
from .fonts import width
from .lines import Line, Word
from .page import HIGH, WIDE, Page, RectOp, RuleOp, TextOp


def typeset(document: Document, layout: Layout, seed: int) -> bytes:
    """The PDF of a document, byte for byte the same for the same arguments."""
    numbers: dict[str, int] = {}
    for _ in range(2):  # the first pass finds the pages for the contents
        flow = Flow(document, layout, numbers)
        for block in document.blocks:
            flow.add(block)
        numbers = flow.found
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=1)
    canvas.setTitle(document.running)
    canvas.setAuthor("A made-up inspectorate")
    writer = _Writer(canvas, layout, Random(seed))  # noqa: S311
    for page in flow.finish():
        writer.page(page)
    canvas.save()
    return buffer.getvalue()


SLUG = 28.0  # points of paper around the page that the crop box cuts off


class _Writer:
    def __init__(self, canvas: Any, layout: Layout, rng: Random) -> None:
        self.canvas, self.layout, self.rng = canvas, layout, rng
        self.high = HIGH

    def page(self, page: Page) -> None:
        canvas = self.canvas
        self.high = page.height
        self.sheet(page.orientation)
        if self.layout.white_text:
            canvas.setFillColor(HexColor("#ffffff"))
            canvas.setFont("Helvetica", 4)
            canvas.drawString(64, self.high - 20, "proof copy, not for publication")
        for op in page.ops:
            if isinstance(op, RectOp):
                self.rect(op)
            elif isinstance(op, RuleOp):
                canvas.setStrokeColor(HexColor(op.colour))
                canvas.setLineWidth(op.weight)
                canvas.line(op.x0, self.high - op.y0, op.x1, self.high - op.y1)
            else:
                self.text(op)
        canvas.showPage()

    def sheet(self, orientation: str) -> None:
        """The size, turn and crop of a page."""
        canvas = self.canvas
        flagged = {"rotate_flag": 90, "rotate_back": 270}.get(orientation, 0)
        flat = orientation == "landscape" or flagged  # reportlab turns the sheet back for the flag
        canvas.setPageRotation(flagged)
        canvas.setPageSize((HIGH, WIDE) if flat else (WIDE, HIGH))
        canvas.setCropBox(None)
        if orientation in ("rotate_flag", "sideways"):  # the text runs up the sheet; only the flag turns it back
            canvas.transform(0, 1, -1, 0, WIDE, 0)
        elif orientation == "rotate_back":
            canvas.transform(0, -1, 1, 0, 0, HIGH)
        elif self.layout.slug and orientation == "portrait":
            canvas.setPageSize((WIDE + 2 * SLUG, HIGH + 2 * SLUG))
            canvas.setCropBox((SLUG, SLUG, WIDE + SLUG, HIGH + SLUG))
            canvas.setFont("Helvetica", 7)
            canvas.setFillColor(HexColor("#000000"))
            canvas.drawString(SLUG + 40, HIGH + SLUG + 12, "Job 4471  proof 3  cut here  1.1 Front matter")
            canvas.translate(SLUG, SLUG)

    def rect(self, op: RectOp) -> None:
        canvas = self.canvas
        if op.fill:
            canvas.setFillColor(HexColor(op.fill))
        if op.stroke:
            canvas.setStrokeColor(HexColor(op.stroke))
            canvas.setLineWidth(0.6)
        if op.round:
            canvas.circle(op.x + op.w / 2, self.high - op.y - op.h / 2, op.w / 2, stroke=0, fill=1)
        else:
            canvas.rect(op.x, self.high - op.y - op.h, op.w, op.h, stroke=int(bool(op.stroke)), fill=int(bool(op.fill)))

    def text(self, op: TextOp) -> None:
        """A line as runs of words that share a look, each followed by its space."""
        for run, spaced in runs(op.line, whole=not (self.layout.word_by_word or self.layout.justified)):
            first = run[0]
            text = " ".join(w.text for w in run) + (" " if spaced and not self.layout.word_by_word else "")
            self.run(op.x + first.x, self.high - op.y + first.rise, text, first)

    def run(self, x: float, y: float, text: str, word: Word) -> None:
        bold = "Bold" in word.style.font or word.style.font.endswith("Bd")
        scraps = self.scraps(text, word)
        for dx in (0.0, 0.28) if self.layout.fake_bold and bold else (0.0,):
            at = x + dx
            for part, shift in scraps:
                self.show(at + shift, y, part, word)
                at += width(self.shown(part), word.style.font, word.size) + word.style.spaced * len(self.shown(part))

    def shown(self, part: str) -> str:
        """What of a scrap takes up room: a bogus space at its end does not."""
        return part.rstrip("\0\1")

    def scraps(self, text: str, word: Word) -> list[tuple[str, float]]:
        """The text in scraps, each with a displacement; a trailing NUL stands for a space that should not be there."""
        layout, rng = self.layout, self.rng
        if not (layout.scraps or layout.bogus_spaces or layout.glued) or word.style.spaced:
            return [(text, 0.0)]
        out: list[tuple[str, float]] = [("", 0.0)]
        for i, char in enumerate(text):
            inside = 0 < i < len(text) - 1 and char.isalpha() and text[i - 1].isalpha()
            if inside and rng.random() < layout.bogus_spaces:
                out[-1] = (out[-1][0] + "\0", out[-1][1])
                out.append(("", 0.0))
            elif inside and rng.random() < layout.scraps:
                out.append(("", rng.choice([0.2, -0.2, 0.2, -0.2, 0.9, -0.6])))
            if char == " " and 0 < i < len(text) - 1 and rng.random() < layout.glued:
                out.append((" \1", 0.0))
                out.append(("", 0.0))
                continue
            out[-1] = (out[-1][0] + char, out[-1][1])
        return [(t, d) for t, d in out if t]

    def show(self, x: float, y: float, part: str, word: Word) -> None:
        if part == " \1":  # a gap without a space character
            return
        text = self.canvas.beginText(x, y)
        text.setFont(word.style.font, word.size)
        text.setFillColor(HexColor(word.style.colour))
        if self.layout.spaced_headings:
            text.setCharSpace(word.style.spaced)
        text.textOut(part.replace("\0", " "))
        self.canvas.drawText(text)


def runs(line: Line, *, whole: bool) -> list[tuple[list[Word], bool]]:
    """The words of a line in runs that can be shown as one text, and whether a space follows."""
    out: list[tuple[list[Word], bool]] = []
    for word in line.words:
        last = out[-1][0][-1] if out else None
        if (
            last
            and not word.glued
            and whole
            and (last.style, last.size, last.rise) == (word.style, word.size, word.rise)
        ):
            out[-1][0].append(word)
            continue
        if last and not word.glued:
            out[-1] = (out[-1][0], True)
        out.append(([word], False))
    return out
