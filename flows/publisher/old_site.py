"""The old site, in use until March 2025: a listing by year and page, a page a report, several links on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode, urljoin

from selectolax.lexbor import LexborHTMLParser

from flows.fetch.answers import Answer
from flows.fetch.errors import GoneError
from flows.publisher.config import OldSite
from flows.publisher.errors import SiteChangedError
from flows.publisher.html import link_of, links_in, need, printed_day, text_of, tree_of
from flows.publisher.kinds import Kind, judge
from flows.publisher.links import choose_pdf
from flows.publisher.listing import Entry, LeftOut, Listing, Pages
from flows.publisher.paging import ListingPage, read_listing


@dataclass(frozen=True, slots=True)
class OldSitePublisher:
    """The old site."""

    site: OldSite
    kinds: tuple[Kind, ...]

    @property
    def name(self) -> str:
        """Its name in `data/publishers.toml`."""
        return self.site.name

    def entries(self, pages: Pages, years: Iterable[int] | None = None) -> list[Entry]:
        """Entries year by year; this year's and last year's where no years are asked for."""
        this = datetime.now(UTC).year
        found: dict[str, Entry] = {}
        asked = list(years or (this - 1, this))
        for year in asked:
            found.update((entry.page, entry) for entry in self._year(pages, year))
        if not found:
            address = urljoin(self.site.base, self.site.listing)
            raise SiteChangedError(address, f"it lists no report of {asked[0]} to {asked[-1]}")
        return list(found.values())

    def _year(self, pages: Pages, year: int) -> list[Entry]:
        base = urljoin(self.site.base, self.site.listing)

        def read(number: int) -> ListingPage | None:
            query = {**self.site.query, "paged": number, "year": year}
            try:
                return pages.page(f"{base}?{urlencode(query)}", lambda answer: listing_page(answer, number))
            except GoneError:
                # A year without reports has no first page, and no year has a page after its last.
                return ListingPage(entries=())

        return read_listing(base, read, self.site.max_pages)

    def glance(self, entry: Entry) -> LeftOut | None:
        """Why an entry need not even be opened."""
        verdict = judge(self.kinds, entry.title, entry.page)
        return None if verdict.take else self._left_out(entry, entry.title, verdict.kind, verdict.reason)

    def open(self, entry: Entry, pages: Pages) -> Listing | LeftOut:
        """What the page of a report says."""
        return pages.page(entry.page, lambda answer: self._report(entry, answer))

    def _report(self, entry: Entry, answer: Answer) -> Listing | LeftOut:
        tree = tree_of(answer)
        heading = tree.css_first("h1")
        title = text_of(heading) if heading else entry.title
        published = printed_day(_publication(answer.url, tree))
        if published is None:
            raise SiteChangedError(answer.url, "its 'Date of publication' is no date")
        verdict = judge(self.kinds, title, entry.page)
        if not verdict.take:
            return self._left_out(entry, title, verdict.kind, verdict.reason)
        pdf_url = choose_pdf(self.kinds, links_in(answer.base, tree.css("a")))
        if pdf_url is None:
            raise SiteChangedError(answer.url, "none of its links is the PDF of the report")
        return Listing(
            publisher=self.name,
            title=title,
            landing_url=entry.page,
            pdf_url=pdf_url,
            published=published,
            kind=verdict.kind,
        )

    def _left_out(self, entry: Entry, title: str | None, kind: str, reason: str) -> LeftOut:
        return LeftOut(publisher=self.name, page=entry.page, title=title, kind=kind, reason=reason)


def _publication(url: str, tree: LexborHTMLParser) -> str:
    """The words of the <dd> after the <dt> 'Date of publication'."""
    meta = need(url, tree, "div#inspection-meta")
    wanted = False
    for node in meta.css("dt, dd"):
        if node.tag == "dt":
            wanted = text_of(node).rstrip(":").strip().casefold() == "date of publication"
        elif wanted:
            return text_of(node)
    raise SiteChangedError(url, "its div#inspection-meta has no 'Date of publication'")


def listing_page(answer: Answer, number: int) -> ListingPage:
    """Entries of one page of a year; a page without any is the end, unless it is the first."""
    tree = tree_of(answer)
    results = tree.css("div.result.inspection")
    if not results and number == 1:
        raise SiteChangedError(answer.url, "it has no div.result.inspection")
    entries = []
    for result in results:
        link = need(answer.url, result, "h4 > a")
        entries.append(Entry(page=link_of(answer.base, link), title=text_of(link)))
    return ListingPage(entries=tuple(entries), more=bool(entries))
