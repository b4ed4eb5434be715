"""Documents that are no report, made when a test asks for them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "data" / "samples").glob("*.pdf"))

PROSE = (
    "The council met on Tuesday to discuss the drainage of the lower meadows and the repair of the bridge.",
    "Members noted that the pump house had been painted, and thanked the volunteers who had done the work.",
    "The treasurer reported that the accounts were in order and would be laid before the meeting in March.",
)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def web_page(path: Path) -> None:
    path.write_text("<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Please wait.</body></html>")


def cut_off(path: Path) -> None:
    """A report that stopped arriving half way."""
    data = SAMPLES[0].read_bytes()
    path.write_bytes(data[: len(data) // 2])


def only_a_header(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")


def encrypted(path: Path) -> None:
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret", ownerPassword="owner", strength=128))
    write_prose(canvas)
    canvas.save()


def scan(path: Path) -> None:
    """Pages that are pictures of text."""
    from PIL import Image, ImageDraw

    canvas = Canvas(str(path))
    for number in range(3):
        picture = Image.new("L", (620, 877), "white")
        pen = ImageDraw.Draw(picture)
        for line in range(20):
            pen.text((60, 60 + 30 * line), f"Page {number}: {PROSE[line % 3][:70]}", fill="black")
        buffer = BytesIO()
        picture.save(buffer, "PNG")
        canvas.drawImage(ImageReader(buffer), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()


def unrelated(path: Path) -> None:
    canvas = Canvas(str(path))
    for _ in range(4):
        write_prose(canvas)
        canvas.showPage()
    canvas.save()


def endless(path: Path) -> None:
    """Two thousand small pages."""
    canvas = Canvas(str(path), pagesize=(200, 100))
    for number in range(2000):
        canvas.drawString(10, 50, f"Page {number} of the register")
        canvas.showPage()
    canvas.save()


def write_prose(canvas: Canvas) -> None:
    for line in range(24):
        canvas.drawString(60, 780 - 24 * line, PROSE[line % 3])


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "empty.pdf": (empty, "EmptyDocumentError"),
    "web-page.pdf": (web_page, "NotPdfError"),
    "cut-off.pdf": (cut_off, "DamagedPdfError"),
    "header.pdf": (only_a_header, "DamagedPdfError"),
    "encrypted.pdf": (encrypted, "EncryptedPdfError"),
    "scan.pdf": (scan, "ScannedPdfError"),
    "unrelated.pdf": (unrelated, "NotAReportError"),
    "endless.pdf": (endless, "TooLargeError"),
}
