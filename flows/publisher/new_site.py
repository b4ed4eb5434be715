"""The new site: a WordPress platform, in use since March 2025. Its markup is described in docs/nightly.md.

What is published can be learned in three ways, tried in the order of the configuration: the REST interface (few
requests, with dates of modification), the sitemap (likewise), and the listing pages. The first that answers is used.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from flows.fetch.answers import Answer
from flows.fetch.errors import ContentError, FetchError, GoneError
from flows.publisher import new_ways
from flows.publisher.config import NewSite
from flows.publisher.errors import PagingError, SiteChangedError
from flows.publisher.html import iso_day, links_in, need, text_of, tree_of
from flows.publisher.kinds import Kind, judge
from flows.publisher.links import choose_pdf
from flows.publisher.listing import Entry, LeftOut, Listing, Pages

log = logging.getLogger(__name__)

WAYS: dict[str, Callable[[NewSite, Pages], list[Entry]]] = {
    "rest": new_ways.rest,
    "sitemap": new_ways.sitemap,
    "listing": new_ways.listing,
}


@dataclass(frozen=True, slots=True)
class NewSitePublisher:
    """The new site."""

    site: NewSite
    kinds: tuple[Kind, ...]

    @property
    def name(self) -> str:
        """Its name in `data/publishers.toml`."""
        return self.site.name

    def entries(self, pages: Pages, years: Iterable[int] | None = None) -> list[Entry]:
        """All entries by the first way that answers; raises the last way's error where none does."""
        failed: FetchError | None = None
        for way in self.site.ways:
            try:
                return WAYS[way](self.site, pages)
            except PagingError:
                raise
            except (GoneError, ContentError, SiteChangedError) as error:
                log.warning("event=way_failed publisher=%s way=%s reason=%s", self.name, way, error.reason)
                failed = error
        raise failed or SiteChangedError(self.site.base, "no way to its publications is configured")

    def glance(self, entry: Entry) -> LeftOut | None:
        """Why an entry need not even be opened; a title that says nothing has to be."""
        verdict = judge(self.kinds, entry.title, entry.page)
        if verdict.take or (entry.title is None and verdict.kind == "unknown"):
            return None
        return self._left_out(entry, entry.title, verdict.kind, verdict.reason)

    def open(self, entry: Entry, pages: Pages) -> Listing | LeftOut:
        """What the document page of an entry says."""
        return pages.page(entry.page, lambda answer: self._document(entry, answer))

    def _document(self, entry: Entry, answer: Answer) -> Listing | LeftOut:
        tree = tree_of(answer)
        page = need(answer.url, tree, "article.flexible-post-type-single", "main article", "article")
        title = text_of(need(answer.url, page, "h1.flexible-post-type-title", "h1.document-title"))
        day = page.css_first("time.published-date")
        published = iso_day(day.attributes.get("datetime")) if day else entry.published
        terms = tuple(text_of(node) for node in page.css("ul.flexible-post-type-terms-list a"))
        verdict = judge(self.kinds, title, entry.page, terms, _language(tree))
        if not verdict.take:
            return self._left_out(entry, title, verdict.kind, verdict.reason)
        need(answer.url, page, ".flexible-post-type-content", ".document-content", ".document-summary__link")
        linked = page.css(".document-summary__link a, .flexible-post-type-content a, .document-content a")
        links = links_in(answer.base, linked)
        pdf_url = choose_pdf(self.kinds, links)
        if pdf_url is None:
            reason = "Its page links to no PDF of the report: it is published as a web page only."
            return self._left_out(entry, title, verdict.kind, reason)
        return Listing(
            publisher=self.name,
            title=title,
            landing_url=entry.page,
            pdf_url=pdf_url,
            published=published,
            kind=verdict.kind,
        )

    def _left_out(self, entry: Entry, title: str | None, kind: str, reason: str) -> LeftOut:
        return LeftOut(
            publisher=self.name, page=entry.page, title=title, published=entry.published, kind=kind, reason=reason
        )


def _language(tree: LexborHTMLParser) -> str | None:
    """The language of the article where it names one, else of the page."""
    for selector in ("article[lang]", "html[lang]"):
        node = tree.css_first(selector)
        if node is not None:
            return node.attributes.get("lang")
    return None
