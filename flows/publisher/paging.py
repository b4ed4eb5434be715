"""Reading a listing page by page, and noticing when its pages repeat, never end, or change while they are read."""

from __future__ import annotations

import logging
from collections.abc import Callable

from flows.publisher.errors import PagingError
from flows.publisher.listing import Entry
from schemas.base import Model

log = logging.getLogger(__name__)

MAX_PAGES = 500
ROUNDS = 3
"""How often a listing that changes while it is read is read from the start."""


class ListingPage(Model):
    """One page of a listing."""

    entries: tuple[Entry, ...]
    total: int | None = None
    """Entries in all, as the page states; None where it does not."""
    more: bool = False
    """Whether the page says that another follows."""


ReadPage = Callable[[int], ListingPage | None]
"""The page of a number, from 1; None where there is no such page."""


def read_listing(url: str, read: ReadPage, max_pages: int = MAX_PAGES) -> list[Entry]:
    """All entries of a listing, each once; raises PagingError where its pages repeat or never end.

    Something published or withdrawn meanwhile moves entries over the border between two pages, so one could be missed:
    where the number of entries that the listing states changes, or fewer were found, it is read again.
    """
    found: dict[str, Entry] = {}
    stated: set[int] = set()
    for turn in range(1, ROUNDS + 1):
        here, stated = _read_once(url, read, max_pages)
        found.update(here)
        if not stated or (len(stated) == 1 and len(here) >= max(stated)):
            return list(found.values())
        log.warning("event=listing_unsteady url=%s found=%d stated=%s round=%d", url, len(here), stated, turn)
    if len(found) < max(stated):
        raise PagingError(url, f"it states {max(stated)} entries but its pages show {len(found)}")
    return list(found.values())


def _read_once(url: str, read: ReadPage, max_pages: int) -> tuple[dict[str, Entry], set[int]]:
    """The entries from the first page to the last, and every number of entries that the pages state."""
    found: dict[str, Entry] = {}
    stated: set[int] = set()
    for number in range(1, max_pages + 1):
        page = read(number)
        if page is None:
            if number == 1:
                raise PagingError(url, "it has no first page")
            return found, stated
        if page.total is not None:
            stated.add(page.total)
        here = {entry.page: entry for entry in page.entries}
        if here and here.keys() <= found.keys() and page.more:
            raise PagingError(url, f"page {number} repeats entries of the pages before it")
        found.update(here)
        if stated and len(found) > 2 * max(stated) + 100:
            raise PagingError(url, f"it states {max(stated)} entries but shows more than {len(found)}")
        if not page.more or not here:
            return found, stated
    raise PagingError(url, f"it does not end after {max_pages} pages")
