"""The fonts of the canvas: reportlab's own, and two copies of Vera in which some codes show another glyph."""

from functools import cache
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

# Codes that Vera lacks, and what they look like. Symbol fonts print such bullets and icons under codes of their own.
GLYPHS = {0xF0B7: 0x2022, 0x25AA: 0xB7, 0x2011: 0x2D}
ICONS = {"P": 0x221A, "R": 0xD7, "O": 0x2022, "Q": 0x2020}
SYMBOLS = "VeraSymbols"
ICON_FONT = "VeraIcons"


class Family(NamedTuple):
    """The names of four cuts."""

    regular: str
    bold: str
    italic: str


FAMILIES = {
    "sans": Family("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "serif": Family("Times-Roman", "Times-Bold", "Times-Italic"),
    "modern": Family("Times-Roman", "Times-Bold", "Times-Italic"),
    "vera": Family("Vera", "VeraBd", "VeraIt"),
}


@cache
def register() -> None:
    """Make the fonts known to reportlab, once."""
    for name, file in (
        ("Vera", "Vera"),
        ("VeraBd", "VeraBd"),
        ("VeraIt", "VeraIt"),
        (SYMBOLS, "Vera"),
        (ICON_FONT, "Vera"),
    ):
        font = TTFont(name, f"{file}.ttf")
        font.face.name = name.encode()  # reportlab keeps embedded fonts apart by this name
        glyphs, widths = font.face.charToGlyph, font.face.charWidths
        lent = {ord(k): v for k, v in ICONS.items()} if name == ICON_FONT else GLYPHS
        for code, shown in lent.items():
            glyphs[code] = glyphs[shown]
            widths[code] = widths[shown]
        pdfmetrics.registerFont(font)


def width(text: str, font: str, size: float) -> float:
    """The width of a text in points."""
    return float(pdfmetrics.stringWidth(text, font, size))
