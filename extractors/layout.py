"""Open a PDF and read its pages: the only module that does.

Signals, most authoritative first: (1) the advance boxes of glyphs, which tell where one word ends and the next begins
whatever the order in the file; (2) the file's own space characters, only where the gap alone is in doubt; (3) the
document's vocabulary, only where both are in doubt. Every page is read with pypdfium2; pdfplumber, ten times as slow
and a reader of its own, reads again those pages on which something that the framework promises was not found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium

from extractors import by_pdfium
from extractors.cells import with_rating_cells
from extractors.markers import opening_dashes, with_dashes, with_dots
from extractors.page import Page, RoughPage
from extractors.rows import sketch
from extractors.segments import join_segments
from extractors.text import HYPHENS
from extractors.words import Vocabulary
from schemas.errors import (
    DamagedPdfError,
    EmptyDocumentError,
    EncryptedPdfError,
    NotPdfError,
    ScannedPdfError,
    TooLargeError,
)

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PAGES = 400
"""Ten times the longest report seen: more pages than that are some other publication."""
MAX_BYTES = 100_000_000
USUAL_DASHES = 6
"""Lines that open with a dash from which on dashes are taken for the document's bullets."""
MIN_TEXT = 200
"""Characters in a whole document below which its pages are taken for pictures."""


@dataclass(frozen=True, slots=True)
class Pages:
    """A document that was read: its pages, and what identifies it."""

    pages: tuple[Page, ...]
    sha256: str
    vocabulary: Vocabulary
    rough: tuple[RoughPage, ...] = ()
    """The pages before words were made of them, for a second reading of some."""


def read_document(path: Path) -> Pages:
    """All pages of a PDF; raises the DocumentError that fits where it is not a PDF with text."""
    data = read_bytes(path)
    with opened(data, path.name) as document:
        count = len(document)
        if count > MAX_PAGES:
            raise TooLargeError(f"{path.name} has {count} pages; an inspection report has at most {MAX_PAGES}.")
        rough = [by_pdfium.read_page(document, index) for index in range(count)]
    if sum(len(g.text) for page in rough for run in page.runs for g in run.glyphs) < MIN_TEXT:
        raise ScannedPdfError(f"{path.name} has no text on its {count} pages: it seems to be a scan.")
    return _assemble(rough, hashlib.sha256(data).hexdigest())


def read_again(path: Path, document: Pages, numbers: Collection[int]) -> Pages:
    """The same document with some pages (from 1) read a second time, by pdfplumber."""
    from extractors import by_pdfplumber  # slow to import, and seldom needed

    second = by_pdfplumber.read_pages(path, numbers)
    rough = [second.get(number, page) for number, page in enumerate(document.rough, start=1)]
    return _assemble(rough, document.sha256)


def _assemble(rough: Sequence[RoughPage], sha256: str) -> Pages:
    """Words, lines and bullets of all pages; the vocabulary comes from all of them."""
    sketches = [sketch(page.runs) for page in rough]
    vocabulary = Vocabulary.of(word for rows in sketches for row in rows for word in row.sure_words())
    joined = [join_segments(rows, index + 1, vocabulary) for index, rows in enumerate(sketches)]
    dashes = sum(map(opening_dashes, joined)) >= USUAL_DASHES
    pages = tuple(
        Page(
            number=index + 1,
            width=page.width,
            height=page.height,
            segments=with_rating_cells(with_dots(with_dashes(segments, dashes), page.pictures)),
            pictures=page.pictures,
            turn=page.turn,
        )
        for index, (page, segments) in enumerate(zip(rough, joined, strict=True))
    )
    return Pages(pages, sha256, vocabulary.judge_hyphens(_cuts(pages)), tuple(rough))


def _cuts(pages: tuple[Page, ...]) -> Iterator[tuple[str, str]]:
    """The pieces of words on both sides of every hyphen at a line end."""
    for page in pages:
        for segment in page.segments:
            last = segment.words[-1].text
            if len(last) < 2 or last[-1] not in HYPHENS:
                continue
            below = [
                s
                for s in page.segments
                if 0 < s.middle - segment.middle < 2 * segment.size and s.x0 < segment.x1 and s.x1 > segment.x0
            ]
            if below:
                yield last[:-1].rpartition("-")[2], min(below, key=lambda s: s.middle).words[0].text


def render_page(path: Path, number: int, scale: float = 2.0) -> Image:
    """A picture of one page (from 1), `scale` pixels a point."""
    with opened(read_bytes(path), path.name) as document:
        page = document[number - 1]
        try:
            picture: Image = page.render(scale=scale).to_pil()
            return picture
        finally:
            page.close()


def read_bytes(path: Path) -> bytes:
    """The file's bytes; raises where they cannot be a PDF."""
    size = path.stat().st_size
    if size == 0:
        raise EmptyDocumentError(f"{path.name} is empty: fetch it again.")
    if size > MAX_BYTES:
        raise TooLargeError(f"{path.name} has {size:,} bytes; the limit is {MAX_BYTES:,}.")
    data = path.read_bytes()
    if b"%PDF-" not in data[:1024]:
        begin = data[:24].decode("latin-1").strip()
        raise NotPdfError(f"{path.name} is not a PDF: it begins with {begin!r}, not with '%PDF-'.")
    return data


@contextmanager
def opened(data: bytes, name: str) -> Iterator[pdfium.PdfDocument]:
    """The open document, closed at the end; raises EncryptedPdfError or DamagedPdfError where it cannot be opened."""
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise EncryptedPdfError(f"{name} is encrypted: save it without a password first.") from error
        raise DamagedPdfError(f"{name} is damaged and cannot be opened ({error}): fetch it again.") from error
    try:
        if count == 0:
            raise DamagedPdfError(f"{name} has no pages: fetch it again.")
        yield document
    finally:
        document.close()
