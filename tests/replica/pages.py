"""The markup of both sites, as far as it is known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from urllib.parse import parse_qs
from xml.sax.saxutils import escape as xml

from tests.replica.site import Item, Site

HEAD = '<!DOCTYPE html><html lang="{language}"><head><title>{title}</title></head><body>'
LICENCE = "All content is available under the Open Government Licence v3.0, except where otherwise stated."
FOOT = f"<footer>{LICENCE}</footer></body></html>"
ERROR_PAGE = HEAD.format(language="en-GB", title="Sorry") + "<h1>Sorry, something went wrong</h1></body></html>"

Answer = tuple[int, dict[str, str], bytes]
HTML = {"content-type": "text/html; charset=UTF-8"}


def document(base: str, item: Item, extra: str = "") -> bytes:
    """A document page of the new site; `extra` is more markup in its body."""
    title = escape(item.title)
    links = ""
    if item.pdf is not None:
        kilobytes = len(item.pdf) // 1024
        annexe = f"{base}/wp-content/uploads/sites/27/{item.slug}-data-annexe.pdf"
        links = (
            f'<div class="document-summary__link"><a class="govuk-link" href="{annexe}">Data annexe</a>'
            f'<a class="govuk-link" href="{base}{item.pdf_path("new")}">{title} '
            f'<span class="govuk-visually-hidden">(PDF, {kilobytes} KB)</span></a></div>'
        )
    terms = "".join(f'<li><a href="{base}/type/{n}/">{escape(t)}</a></li>' for n, t in enumerate(item.terms))
    return (
        HEAD.format(language=item.language, title=title)
        + f'<div class="print">This publication is available at: {base}{item.path("new")}</div>'
        f'<main><article class="flexible-post-type-single" lang="{item.language}">'
        f'<h1 class="flexible-post-type-title">{title}</h1><div class="flexible-post-type-published-date">Published: '
        f'<time class="published-date" datetime="{item.published}">{item.published:%d %B %Y}</time></div>'
        f'<div class="flexible-post-type-details"><ul class="flexible-post-type-terms-list">{terms}</ul></div>{links}'
        '<div class="flexible-post-type-content"><h2 class="hale-toc-item" id="1-Summary">Summary'
        '<span class="hale-jump-link"> (Back to top)</span></h2><p>We have inspected this service.</p>'
        f'<p><a href="{base}/news/{item.slug}">Press release</a></p>{extra}</div></article></main>' + FOOT
    ).encode()


def new_listing(base: str, site: Site, items: Sequence[Item], number: int) -> bytes:
    """One listing page of the new site."""
    last = max(1, -(-len(items) // site.per_page))
    here = items[(number - 1) * site.per_page : number * site.per_page]
    rows = "".join(
        f'<div class="list-item"><h2 class="list-item-title">'
        f'<a href="{base}{item.path("new")}">{escape(item.title)}</a></h2>'
        f'<div class="list-item-detail detail-published"><time datetime="{item.published}">'
        f"{item.published:%d %B %Y}</time></div></div>"
        for item in here
    )
    nav = f'<nav class="archive-pagination-nav"><span>Page {number} of {last}</span></nav>' if last > 1 else ""
    count = f'<p class="listing-item-count">{len(items)} documents</p>'
    return (HEAD.format(language="en-GB", title="Our reports") + count + rows + nav + FOOT).encode()


def rest(base: str, items: Sequence[Item], query: str) -> Answer:
    """The REST interface's list of documents."""
    values = parse_qs(query)
    per_page, number = int(values.get("per_page", ["10"])[0]), int(values.get("page", ["1"])[0])
    pages = max(1, -(-len(items) // per_page))
    kind = {"content-type": "application/json; charset=UTF-8"}
    if number > pages:
        body = {"code": "rest_post_invalid_page_number", "message": "No such page", "data": {"status": 400}}
        return 400, kind, json.dumps(body).encode()
    rows = [
        {
            "link": f"{base}{item.path('new')}",
            "title": {
                "rendered": escape(item.title).replace("-", "&#8211;") if "–" in item.title else escape(item.title)
            },
            "date": f"{item.published}T09:30:00",
            "modified_gmt": f"{item.modified:%Y-%m-%dT%H:%M:%S}",
        }
        for item in items[(number - 1) * per_page : number * per_page]
    ]
    headers = {**kind, "x-wp-total": str(len(items)), "x-wp-totalpages": str(pages)}
    return 200, headers, json.dumps(rows).encode()


def sitemap_index(base: str) -> bytes:
    parts = "".join(f"<sitemap><loc>{base}/{name}-sitemap.xml</loc></sitemap>" for name in ("page", "document", "news"))
    return f'<?xml version="1.0" encoding="UTF-8"?><sitemapindex>{parts}</sitemapindex>'.encode()


def sitemap(base: str, items: Sequence[Item]) -> bytes:
    rows = "".join(
        f"<url><loc>{xml(base + item.path('new'))}</loc><lastmod>{item.modified.isoformat()}</lastmod></url>"
        for item in items
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset>{rows}</urlset>'.encode()


def old_listing(base: str, items: Sequence[Item]) -> bytes:
    """One listing page of the old site."""
    rows = "".join(
        f'<div class="result inspection"><h4><a href="{base}{item.path("old")}">{escape(item.title)}</a></h4></div>'
        for item in items
    )
    return (HEAD.format(language="en-GB", title="Inspections") + rows + FOOT).encode()


def old_report(base: str, item: Item) -> bytes:
    """A report's page of the old site, with several links."""
    title = escape(item.title)
    uploads = f"{base}/hmiprobation/wp-content/uploads/sites/5"
    return (
        HEAD.format(language="en-GB", title=title)
        + f'<h1>{title}</h1><div id="inspection-meta"><dl><dt>Inspection type</dt><dd>Youth</dd>'
        f"<dt>Date of publication</dt><dd>{item.published.day} {item.published:%B %Y}</dd></dl></div>"
        f'<ul><li><a href="{base}/hmiprobation/about/">About our inspections</a></li>'
        f'<li><a href="{uploads}/{item.slug}-annex.pdf">Ratings table for this inspection</a></li>'
        f'<li><a href="{base}{item.pdf_path("old")}">{title} (PDF, 400 kB)</a></li>'
        f'<li><a href="{uploads}/{item.slug}-press-release.pdf">Press release on this inspection</a></li></ul>' + FOOT
    ).encode()
