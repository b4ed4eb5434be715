"""Three ways to learn what the new site has published."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from flows.fetch.answers import Answer
from flows.fetch.errors import ContentError, GoneError
from flows.publisher.config import NewSite
from flows.publisher.errors import SiteChangedError
from flows.publisher.html import iso_day, link_of, need, text_of, tree_of, utc_moment
from flows.publisher.listing import Entry, Pages
from flows.publisher.paging import ListingPage, read_listing

PER_PAGE = 100
"""The most that the REST interface gives at a time."""


def rest(site: NewSite, pages: Pages) -> list[Entry]:
    """Entries by the REST interface, with dates of publication and modification."""
    if not site.rest:
        raise SiteChangedError(site.base, "no address of its REST interface is configured")
    base = urljoin(site.base, site.rest)

    def read(number: int) -> ListingPage | None:
        url = f"{base}?per_page={PER_PAGE}&page={number}&orderby=date&order=desc&_fields=link,title,date,modified_gmt"
        try:
            return pages.page(url, lambda answer: _rest_page(answer, number))
        except (GoneError, ContentError) as error:
            if number > 1 and not isinstance(error, SiteChangedError):
                return None
            raise

    return read_listing(base, read, site.max_pages)


def _rest_page(answer: Answer, number: int) -> ListingPage:
    try:
        items = json.loads(answer.body)
        entries = tuple(_rest_entry(item) for item in items)
        total = int(answer.headers["x-wp-total"])
        last = int(answer.headers["x-wp-totalpages"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        what = f"the REST interface gives no list of documents ({type(error).__name__}: {error})"
        raise SiteChangedError(answer.url, what) from error
    return ListingPage(entries=entries, total=total, more=number < last)


def _rest_entry(item: dict[str, Any]) -> Entry:
    title = LexborHTMLParser(item["title"]["rendered"]).text(deep=True)
    return Entry(
        page=item["link"],
        title=" ".join(title.split()),
        published=iso_day(item["date"]),
        modified=utc_moment(item["modified_gmt"]),
    )


def sitemap(site: NewSite, pages: Pages) -> list[Entry]:
    """Entries by the sitemap: addresses and dates of modification, no titles."""
    if not site.sitemap:
        raise SiteChangedError(site.base, "no address of its sitemap is configured")
    maps = pages.page(urljoin(site.base, site.sitemap), lambda answer: _locations(answer, "sitemap"))
    wanted = [url for url, _ in maps if site.sitemap_part in url]
    if not wanted:
        raise SiteChangedError(urljoin(site.base, site.sitemap), f"it names no sitemap with '{site.sitemap_part}'")
    found = {}
    for url in wanted:
        for page, modified in pages.page(url, lambda answer: _locations(answer, "url")):
            if site.page_path in page:
                found[page] = Entry(page=page, modified=modified)
    if not found:
        raise SiteChangedError(wanted[0], f"it names no page with '{site.page_path}'")
    return list(found.values())


def _locations(answer: Answer, item: str) -> list[tuple[str, str | None]]:
    """Address and date of modification of each item; the markup is plain enough to be read as HTML."""
    tree = LexborHTMLParser(answer.text.replace("<![CDATA[", "").replace("]]>", ""))
    found = []
    for node in tree.css(item):
        place, modified = node.css_first("loc"), node.css_first("lastmod")
        if place is None:
            raise SiteChangedError(answer.url, f"a <{item}> without <loc>")
        found.append((text_of(place), utc_moment(text_of(modified)) if modified else None))
    if not found:
        raise SiteChangedError(answer.url, f"it has no <{item}>")
    return found


def listing(site: NewSite, pages: Pages) -> list[Entry]:
    """Entries by the listing pages."""
    if not site.listing:
        raise SiteChangedError(site.base, "no address of its listing is configured")
    base = urljoin(site.base, site.listing)

    def read(number: int) -> ListingPage | None:
        url = base if number == 1 else f"{base.rstrip('/')}/page/{number}/"
        try:
            return pages.page(url, listing_page)
        except GoneError:
            if number > 1:
                return None
            raise

    return read_listing(base, read, site.max_pages)


def listing_page(answer: Answer) -> ListingPage:
    """Entries of one listing page, how many there are in all, and whether another page follows."""
    tree = tree_of(answer)
    counted = text_of(need(answer.url, tree, ".listing-item-count")).split()
    if not counted or not counted[0].replace(",", "").isdigit():
        raise SiteChangedError(answer.url, "its .listing-item-count states no number")
    entries = []
    for item in tree.css(".list-item"):
        link = need(answer.url, item, "h2.list-item-title a")
        day = item.css_first(".list-item-detail time")
        published = iso_day(day.attributes.get("datetime")) if day else None
        entries.append(Entry(page=link_of(answer.base, link), title=text_of(link), published=published))
    total = int(counted[0].replace(",", ""))
    if not entries and total:
        raise SiteChangedError(answer.url, f"it states {total} documents but has no .list-item")
    paging = tree.css_first("nav.archive-pagination-nav")
    numbers = [int(word) for word in text_of(paging).split() if word.isdigit()] if paging else []
    more = len(numbers) >= 2 and numbers[0] < numbers[1]  # "Page 1 of 9"
    return ListingPage(entries=tuple(entries), total=total, more=more)
