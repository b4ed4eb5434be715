"""What publishers give: entries of a listing, and the publication that each leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol, TypeVar

from flows.fetch.answers import Answer
from schemas.base import Model

Parsed = TypeVar("Parsed")


class Pages(Protocol):
    """Whoever fetches pages for a publisher."""

    def page(self, url: str, parse_page: Callable[[Answer], Parsed]) -> Parsed:
        """What a page says; raises FetchError."""


class Entry(Model):
    """One line of a publisher's listing, as far as the listing tells."""

    page: str
    """Landing page, or the PDF itself where the publisher has no such page."""
    title: str | None = None
    published: date | None = None
    modified: str | None = None
    """When the publisher last changed it: only compared, never read. None where the listing does not say."""
    pdf_url: str | None = None
    """The PDF, where the listing links to it."""


class Listing(Model):
    """One inspection report as a publisher shows it."""

    publisher: str
    title: str | None
    """Title as shown; None where the publisher shows none."""
    landing_url: str | None
    """The page about it; None where there is none."""
    pdf_url: str
    """Address of the PDF, or path of a local file."""
    published: date | None
    """Date of publication as shown; None where none is."""
    kind: str
    """Kind of report, by the wording of `data/publishers.toml`."""


class LeftOut(Model):
    """A publication that is not read, and why."""

    publisher: str
    page: str
    title: str | None
    published: date | None = None
    kind: str
    reason: str
    """One sentence."""


class Publisher(Protocol):
    """One place where reports are published."""

    @property
    def name(self) -> str:
        """Its name in `data/publishers.toml`."""

    def entries(self, pages: Pages, years: Iterable[int] | None = None) -> list[Entry]:
        """All entries that it shows; `years` narrows it where the publisher lists by year. Raises FetchError."""

    def open(self, entry: Entry, pages: Pages) -> Listing | LeftOut:
        """What an entry leads to. Raises FetchError."""

    def glance(self, entry: Entry) -> LeftOut | None:
        """Why an entry need not even be opened; None where it has to be."""
