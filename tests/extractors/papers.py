"""Documents that are no whole report, made when a test asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageDraw
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
PLAIN = SAMPLES / "penholt-and-fallowmere-21--canvas-2018.pdf"
EMBEDDED = SAMPLES / "marshire-vale-23--hostile-2021.pdf"

MINUTES = (
    "The council met on Tuesday to discuss the drainage of the lower meadows and the repair of the bridge.",
    "Members noted that the pump house had been painted, and thanked the volunteers who had done the work.",
    "The overall rating of the allotments was good, and the service of the vicar was praised.",
)
COVER = ("An inspection of probation services in Fallowdale PDU", "HM Inspectorate of Probation, March 2023")
ADULT = (
    "Overall rating Requires improvement",
    "Score 5/21",
    "P 1.1 Leadership Requires improvement",
    "P 1.2 Staffing Inadequate",
    "P 1.3 Services Good",
    "P 2.1 Assessment Inadequate",
    "P 2.2 Planning Inadequate",
    "P 2.3 Implementation and delivery Inadequate",
    "P 2.4 Reviewing Inadequate",
)


def adult() -> bytes:
    """A report of the same inspectorate on adult probation: a cover, ratings, prose."""
    return written(COVER, ADULT, MINUTES)


def written(*pages: Iterable[str], encrypt: StandardEncryption | None = None) -> bytes:
    """A PDF that prints some lines on each of its pages."""
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt=encrypt)
    for lines in pages:
        for index, text in enumerate(lines):
            canvas.drawString(60, 760 - 20 * index, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def blank(pages: int) -> bytes:
    """Pages with a number each."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(200, 100))
    for number in range(pages):
        canvas.drawString(10, 50, f"Page {number} of the register")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def scan() -> bytes:
    """Pages that are pictures of text."""
    buffer = BytesIO()
    canvas = Canvas(buffer)
    for _ in range(2):
        picture = Image.new("L", (300, 420), "white")
        ImageDraw.Draw(picture).text((20, 20), "1.1 Governance and leadership: Good", fill="black")
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def without_pages(path: Path, numbers: Iterable[int]) -> bytes:
    """A PDF that lost some of its pages (from 1)."""
    with pdfium.PdfDocument(path) as document:
        for number in sorted(numbers, reverse=True):
            document.del_page(number - 1)
        return saved(document)


def with_margin(path: Path, left: float, above: float) -> bytes:
    """A PDF whose page boxes begin at other points than 0, 0: larger by a margin on the left and above."""
    with pdfium.PdfDocument(path) as document:
        for page in document:
            x0, y0, x1, y1 = page.get_mediabox()
            page.set_mediabox(x0 - left, y0, x1, y1 + above)
            page.set_cropbox(x0 - left, y0, x1, y1 + above)
        return saved(document)


def without_unicode(path: Path, number: int) -> bytes:
    """A PDF in which one page (from 1) does not tell which letters its glyphs are."""
    stripped = re.sub(rb"/ToUnicode\b", b"/ToNothing", path.read_bytes())
    with pdfium.PdfDocument(path) as document, pdfium.PdfDocument(stripped) as mute:
        document.import_pages(mute, [number - 1], index=number - 1)
        document.del_page(number)
        return saved(document)


def saved(document: pdfium.PdfDocument) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
