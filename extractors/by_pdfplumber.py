"""A page as pdfplumber reads it: the second reader, for pages on which the first one left something open.

It parses the page with pdfminer, whose decoding of fonts and spaces is independent of pdfium's, so that what both miss
is very probably not printed as text.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterator
from itertools import groupby
from pathlib import Path

import pdfplumber
from pdfplumber.page import Page as PlumberPage

from extractors.page import Glyph, Picture, RoughPage, Run

logging.getLogger("pdfminer").setLevel(logging.ERROR)

_CODES = re.compile(r"\(cid:\d+\)")
"""What pdfminer gives for a code that the font does not explain."""
_STANDARD = {"(cid:127)": "•"}
"""Codes that mean the same in every simple font: WinAnsi's bullet."""
_Style = tuple[str, float, float]
"""Font name, type size, baseline from the top of the page."""


def read_pages(path: Path, numbers: Collection[int]) -> dict[int, RoughPage]:
    """The pages of these numbers (from 1) that have upright text, each closed as soon as it is read."""
    out = {}
    with pdfplumber.open(path, pages=sorted(numbers)) as document:
        for page in document.pages:
            runs = tuple(_runs(page))
            if runs:
                pictures = tuple(Picture(i["x0"], i["top"], i["x1"], i["bottom"]) for i in page.images)
                out[page.page_number] = RoughPage(float(page.width), float(page.height), runs, pictures, 0)
            page.close()
    return out


def _runs(page: PlumberPage) -> Iterator[Run]:
    """Upright characters of one style that follow each other in the file."""
    chars = [c for c in page.chars if c["upright"]]

    def style(char: dict[str, object]) -> _Style:
        size = float(str(char["size"]))
        return str(char["fontname"]), round(size, 2), round(float(str(char["bottom"])) - 0.2 * size, 1)

    for (font, size, baseline), group in groupby(chars, key=style):
        glyphs: list[Glyph] = []
        space = False
        top, bottom = float("inf"), float("-inf")
        for char in group:
            if char["text"].isspace():
                space = True
                continue
            text = _CODES.sub(lambda code: _STANDARD.get(code[0], "\ufffd"), char["text"])
            glyphs.append(Glyph(text, char["x0"], char["x1"], space))
            top, bottom, space = min(top, char["top"]), max(bottom, char["bottom"]), False
        if glyphs:
            name = font.casefold()
            bold = any(word in name for word in ("bold", "black", "heavy", "semibold", "demi"))
            symbol = any(word in name for word in ("wingdings", "dingbats", "symbol", "webdings"))
            yield Run(tuple(glyphs), baseline, top, bottom, size, bold, symbol)
