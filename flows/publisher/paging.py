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
    where the listing states how many there are and fewer were found, it is read again.
    """
    found: dict[str, Entry] = {}
    total: int | None = None
    for turn in range(ROUNDS):
        total = _read_once(url, read, found, max_pages)
        if total is None or len(found) >= total:
            return list(found.values())
        log.warning("event=listing_short url=%s found=%d stated=%d round=%d", url, len(found), total, turn + 1)
    raise PagingError(url, f"it states {total} entries but its pages show {len(found)}")


def _read_once(url: str, read: ReadPage, found: dict[str, Entry], max_pages: int) -> int | None:
    """Read from the first page to the last into `found`; how many entries the listing states."""
    total: int | None = None
    before: set[str] = set()
    for number in range(1, max_pages + 1):
        page = read(number)
        if page is None:
            if number == 1:
                raise PagingError(url, "it has no first page")
            return total
        total = page.total if page.total is not None else total
        here = {entry.page for entry in page.entries}
        if here and here <= before and page.more:
            raise PagingError(url, f"page {number} repeats entries of the pages before it")
        before |= here
        found.update((entry.page, entry) for entry in page.entries)
        if total is not None and len(before) > 2 * total + 100:
            raise PagingError(url, f"it states {total} entries but shows more than {len(before)}")
        if not page.more or not here:
            return total
    raise PagingError(url, f"it does not end after {max_pages} pages")
