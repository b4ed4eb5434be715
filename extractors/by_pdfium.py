"""A page as pypdfium2 reads it: a tenth of the time of pdfplumber's parse, so every page is read this way first.

Text comes by text object with its style; letters that touch are kept together as one glyph box, mostly a word.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.page import Glyph, Picture, RoughPage, Run
from extractors.rows import JOIN_EM

MAX_GLYPHS = 40_000
"""Ten times what a dense page holds; a page with more is read only so far."""
MAX_OBJECTS = 20_000
"""Objects looked at on one page."""
DOT_MIN, SIGN_MAX = 1.2, 200.0
"""Points across the smallest bullet and the largest sign that is looked for."""
RAISED = 0.2
"""Share of the type size by which a digit's foot stands over the baseline where the font itself draws it raised."""
_RAISED_DIGITS = tuple(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"))
_SPACES = frozenset({0x20, 0xA0, 0x09, 0x0A, 0x0D, 0x2002, 0x2003, 0x2007, 0x2009, 0x200A, 0x202F, 0x3000})


@dataclass(frozen=True, slots=True)
class _Frame:
    """How page space (origin bottom left, not yet rotated) becomes the reader's (origin top left), in quarter turns."""

    left: float
    bottom: float
    width: float
    height: float
    turn: int

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A box (x0, y0, x1, y1 in page space) as (x0, top, x1, bottom)."""
        x0, x1, y0, y1 = x0 - self.left, x1 - self.left, y0 - self.bottom, y1 - self.bottom
        if self.turn == 0:
            return x0, self.height - y1, x1, self.height - y0
        if self.turn == 1:
            return y0, x0, y1, x1
        if self.turn == 2:
            return self.width - x1, y0, self.width - x0, y1
        return self.height - y1, self.width - x1, self.height - y0, self.width - x0


def _prototype(function: object, result: type, *arguments: type) -> ctypes._CFunctionType:
    """A pdfium function with plain integer handles, which ctypes passes twice as fast as typed pointers."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0  # type: ignore[arg-type]
    return ctypes.CFUNCTYPE(result, *arguments)(address)


_P, _I, _D = ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(ctypes.c_double)
_get_unicode = _prototype(raw.FPDFText_GetUnicode, ctypes.c_uint, _P, _I)
_get_object = _prototype(raw.FPDFText_GetTextObject, _P, _P, _I)
_get_box = _prototype(raw.FPDFText_GetLooseCharBox, _I, _P, _I, _P)
_get_tight = _prototype(raw.FPDFText_GetCharBox, _I, _P, _I, _P, _P, _P, _P)
_get_origin = _prototype(raw.FPDFText_GetCharOrigin, _I, _P, _I, _P, _P)


@dataclass(frozen=True, slots=True)
class _Style:
    """What a text object sets for all of its glyphs."""

    size: float
    turn: int | None
    """Quarter turns clockwise of its baseline in page space; None for a slant."""
    bold: bool
    symbol: bool
    visible: bool


_NO_STYLE = _Style(0.0, 0, False, False, False)


def _style(textpage: pdfium.PdfTextPage, index: int, handle: int) -> _Style:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(ctypes.cast(handle, raw.FPDF_PAGEOBJECT), matrix)
    scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c)) or 1.0
    size = raw.FPDFText_GetFontSize(textpage.raw, index) * scale
    angle = math.degrees(math.atan2(matrix.b, matrix.a))
    turn = round(angle / 90)
    upright = abs(angle - turn * 90) < 8
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(160)
    raw.FPDFText_GetFontInfo(textpage.raw, index, buffer, 160, flags)
    font = buffer.value.decode("utf-8", "replace").lower()
    weight = raw.FPDFText_GetFontWeight(textpage.raw, index)
    mode = raw.FPDFTextObj_GetTextRenderMode(ctypes.cast(handle, raw.FPDF_PAGEOBJECT))
    return _Style(
        size=size,
        turn=(-turn) % 4 if upright else None,
        bold=weight >= 600 or any(word in font for word in ("bold", "black", "heavy", "semibold", "demi")),
        symbol=any(word in font for word in ("wingdings", "dingbats", "symbol", "webdings", "icons", "awesome")),
        visible=mode not in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP),
    )


@dataclass(slots=True)
class _Piece:
    """One text object as it is read, still in page space."""

    style: _Style
    baseline: tuple[float, float]
    chunks: list[_Chunk]


@dataclass(slots=True)
class _Chunk:
    """Letters that touch each other: most words are one chunk."""

    text: str
    left: float
    low: float
    right: float
    high: float
    space: bool
    """Whether a space character precedes it."""

    def grow(self, text: str, left: float, low: float, right: float, high: float) -> None:
        """Take in the next glyph."""
        self.text += text
        self.left = min(self.left, left)
        self.right = max(self.right, right)
        self.low = min(self.low, low)
        self.high = max(self.high, high)


def read_page(document: pdfium.PdfDocument, index: int) -> RoughPage:
    """One page (from 0) of an open document, its text set upright."""
    page = document[index]
    try:
        left, bottom, right, top = page.get_cropbox()
        rotation = page.get_rotation() // 90
        textpage = page.get_textpage()
        try:
            pieces = _pieces(textpage)
        finally:
            textpage.close()
        frame = _Frame(left, bottom, right - left, top - bottom, rotation)
        turns: Counter[int] = Counter()
        for piece in pieces:
            if piece.style.turn is not None:
                turns[(piece.style.turn + rotation) % 4] += sum(len(c.text) for c in piece.chunks)
        sideways = turns.most_common(1)[0][0] if turns else 0
        # text that runs clockwise by `sideways` quarters is set upright by turning the page back by as many
        turn = (-sideways) % 4
        whole = _Frame(left, bottom, frame.width, frame.height, (rotation + turn) % 4)
        size = (whole.height, whole.width) if whole.turn % 2 else (whole.width, whole.height)
        runs = tuple(
            run
            for piece in pieces
            if piece.style.turn is not None and (piece.style.turn + rotation - sideways) % 4 == 0
            for run in [_run(piece, whole)]
            if run.glyphs
        )
        pictures = tuple(_pictures(page, whole))
        return RoughPage(size[0], size[1], runs, pictures, turn)
    finally:
        page.close()


def _pieces(textpage: pdfium.PdfTextPage) -> list[_Piece]:
    """The page's text by text object, with the styles looked up once an object.

    The loop runs once a character and is most of the time that reading takes: hence its plain style.
    """
    handle = ctypes.cast(textpage.raw, ctypes.c_void_p).value or 0
    rect = raw.FS_RECTF()
    at = ctypes.addressof(rect)
    x, y = ctypes.c_double(), ctypes.c_double()
    at_x, at_y = ctypes.addressof(x), ctypes.addressof(y)
    pieces: list[_Piece] = []
    current = 0
    piece = _Piece(_NO_STYLE, (0.0, 0.0), [])
    chunk: _Chunk | None = None
    end = reach = 0.0
    spaced = False
    for index in range(min(textpage.count_chars(), MAX_GLYPHS)):
        owner = _get_object(handle, index)
        if not owner:  # generated by pdfium: its own guess at spaces and line ends
            continue
        code = _get_unicode(handle, index)
        if owner != current:
            current = owner
            style = _style(textpage, index, owner)
            _get_origin(handle, index, at_x, at_y)
            piece = _Piece(style, (x.value, y.value), [])
            chunk, spaced, reach = None, False, JOIN_EM * style.size
            if style.visible:
                pieces.append(piece)
        if code in _SPACES:
            spaced = True
            continue
        _get_box(handle, index, at)
        left, low, right, high = rect.left, rect.bottom, rect.right, rect.top
        if 0x30 <= code <= 0x39 and not spaced:
            code = _raised_digit(handle, index, code, piece)
        start, stop = _along(piece.style.turn, left, low, right, high)
        if chunk is not None and not spaced and (-reach < start - end < reach or start == _start(chunk, piece)):
            chunk.grow(chr(code), left, low, right, high)
        else:
            chunk = _Chunk(chr(code), left, low, right, high, spaced)
            piece.chunks.append(chunk)
            spaced = False
        end = stop
    return pieces


def _along(turn: int | None, left: float, low: float, right: float, high: float) -> tuple[float, float]:
    """Where a glyph begins and ends in the direction in which its text runs."""
    if not turn:
        return left, right
    if turn == 3:
        return low, high
    return (-high, -low) if turn == 1 else (-right, -left)


def _start(chunk: _Chunk, piece: _Piece) -> float:
    """Where a chunk begins; a glyph that begins there too is a further letter of a ligature."""
    return _along(piece.style.turn, chunk.left, chunk.low, chunk.right, chunk.high)[0]


def _raised_digit(handle: int, index: int, code: int, piece: _Piece) -> int:
    """The superscript for a digit that its font draws raised on the baseline; else the digit."""
    if piece.style.turn == 0:
        low, rest = ctypes.c_double(), ctypes.c_double()
        aside = ctypes.addressof(rest)
        _get_tight(handle, index, aside, aside, ctypes.addressof(low), aside)
        if low.value - piece.baseline[1] > RAISED * piece.style.size:
            return _RAISED_DIGITS[code - 0x30]
    return code


def _run(piece: _Piece, frame: _Frame) -> Run:
    glyphs = []
    top, bottom = math.inf, -math.inf
    for chunk in piece.chunks:
        x0, y0, x1, y1 = frame.box(chunk.left, chunk.low, chunk.right, chunk.high)
        top, bottom = min(top, y0), max(bottom, y1)
        glyphs.append(Glyph(chunk.text, x0, x1, chunk.space))
    x, y = piece.baseline
    style = piece.style
    return Run(tuple(glyphs), frame.box(x, y, x, y)[3], top, bottom, style.size, style.bold, style.symbol)


def _pictures(page: pdfium.PdfPage, frame: _Frame) -> Iterator[Picture]:
    """Images, and drawn shapes from a bullet's size to a sign's, down to the second level of nested forms."""
    stack = [(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, 0)]
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    while stack:
        holder, count, get, depth = stack.pop()
        for index in range(min(count(holder), MAX_OBJECTS)):
            item = get(holder, index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_FORM and depth < 2:
                stack.append((item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, depth + 1))
            elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH):
                raw.FPDFPageObj_GetBounds(item, left, low, right, high)
                width, height = right.value - left.value, high.value - low.value
                drawn = kind == raw.FPDF_PAGEOBJ_PATH
                if not drawn or DOT_MIN < width < SIGN_MAX and DOT_MIN < height < SIGN_MAX:
                    yield Picture(*frame.box(left.value, low.value, right.value, high.value), drawn)
