"""What an answer has to be before it counts: its status, its type, and that all of it is there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from flows.fetch.errors import BusyError, ContentError, GoneError, StoppedError, TemporaryError
from flows.sources import sniff

PDF_TYPES = ("application/pdf", "application/octet-stream", "binary/octet-stream", "")
HEAD, TAIL = 1024, 2048
FINAL = "final"
"""Beside the headers that are kept: the address that redirects led to, where there were any."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A page or file as it came, after redirects."""

    url: str
    """The address that was asked for."""
    body: bytes
    headers: dict[str, str]
    """Small letters; only those that are kept, and FINAL."""
    fresh: bool
    """False where the server said that nothing changed and the body is the one we had."""

    @property
    def base(self) -> str:
        """The address that gave it in the end: where its links start from, and whose validators these are."""
        return self.headers.get(FINAL, self.url)

    @property
    def text(self) -> str:
        """The body as UTF-8; what is no UTF-8 is replaced, never dropped."""
        return self.body.decode("utf-8", errors="replace")


def check_status(url: str, status: int, retry_after: str | None) -> None:
    """Raise the error that a status stands for; nothing for 200 and 304."""
    if status in (200, 304):
        return
    if status == 403:
        raise StoppedError(url, "the server forbids it (403); this host is left alone until the next night.")
    if status == 429:
        raise BusyError(url, "the server asks us to slow down (429).", wait=seconds(retry_after))
    if status in (404, 410):
        raise GoneError(url, f"there is nothing at this address ({status}).")
    if status >= 500 or status in (408, 425):
        raise TemporaryError(url, f"the server failed ({status}).", wait=seconds(retry_after))
    raise ContentError(url, f"the server answered with status {status}.")


def seconds(retry_after: str | None) -> float | None:
    """What a Retry-After header asks for; None where it asks for nothing that can be understood."""
    if not retry_after:
        return None
    if (digits := retry_after.strip()).isascii() and digits.isdigit():
        return float(digits)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def check_page(url: str, media_type: str, body: bytes) -> None:
    """Raise TemporaryError for a page, sitemap or list that is cut off; anything else is for whoever parses it."""
    tail = body[-TAIL:].lower()
    if "html" in media_type:
        whole = b"</html" in tail
    elif "xml" in media_type:
        root = re.search(rb"<([a-z][\w:.-]*)", body[:HEAD].lower())
        whole = root is not None and b"</" + root[1] in tail
    else:
        whole = "json" not in media_type or tail.rstrip().endswith((b"]", b"}"))
    if not whole:
        raise TemporaryError(url, "the page is cut off: its end is missing.")


def check_pdf(url: str, media_type: str, body: bytes) -> None:
    """Raise ContentError unless a body is a whole PDF."""
    if not body:
        raise TemporaryError(url, "the file is empty.")
    kind = sniff(body[:HEAD])
    if kind == "text/html":
        raise ContentError(url, "this is a web page, not a PDF.")
    if kind != "application/pdf":
        raise ContentError(url, "this is no PDF: it does not begin as one.")
    if media_type.partition(";")[0].strip().lower() not in PDF_TYPES:
        raise ContentError(url, f"the server calls this '{media_type}', not a PDF.")
    if b"%%EOF" not in body[-TAIL:]:
        raise TemporaryError(url, "the PDF is cut off: its end is missing.")
