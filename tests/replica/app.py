"""The ASGI application: both sites, conditional requests, and every fault on request."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, MutableMapping
from datetime import UTC, date, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs

from tests.replica import pages
from tests.replica.faults import Fault
from tests.replica.pages import HTML, Answer
from tests.replica.site import Item, Request, Site

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
KEPT = "/kept"
"""Where files are that moved."""


class Replica:
    """The application over one site."""

    def __init__(self, site: Site) -> None:
        self.site = site

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        headers = {name.decode().lower(): value.decode() for name, value in scope["headers"]}
        base = f"http://{headers['host']}"
        query = scope["query_string"].decode()
        path = scope["path"] + (f"?{query}" if query else "")
        fault = next((f for f in self.site.faults if f.strikes(path)), None)
        status, answer, body = self.answer(base, scope["path"], query)
        if fault:
            status, answer, body = misbehave(fault, base, path, (status, answer, body))
        elif status == 200:
            status, answer, body = conditional(headers, answer, body)
        conditions = "if-none-match" in headers or "if-modified-since" in headers
        self.site.requests.append(Request(path, status, len(body), conditions, headers.get("user-agent", "")))
        await self.reply(receive, send, fault.kind if fault else "", (status, answer, body))

    async def reply(self, receive: Receive, send: Send, kind: str, given: Answer) -> None:
        status, headers, body = given
        half = len(body) // 2
        length = half if kind == "short-length" else len(body)
        sent = body[:half] if kind in ("cut", "short-length") else body
        values = {**headers, "content-length": str(length)}
        start = [(name.encode(), value.encode()) for name, value in values.items()]
        await send({"type": "http.response.start", "status": status, "headers": start})
        if kind == "slow":
            await send({"type": "http.response.body", "body": sent[:10], "more_body": True})
            # However patient the client is: the rest never comes.
            while (await receive())["type"] != "http.disconnect":
                pass
            return
        # After a body that is cut off, the server closes the connection.
        await send({"type": "http.response.body", "body": sent})

    def answer(self, base: str, path: str, query: str) -> Answer:
        """The answer of a site that behaves."""
        if path == "/robots.txt":
            return 200, {"content-type": "text/plain"}, self.site.robots.encode()
        if self.site.files_moved and path.endswith(".pdf"):
            if not path.startswith(KEPT):
                return 301, {"location": f"{base}{KEPT}{path}"}, b""
            path = path.removeprefix(KEPT)
        if path.startswith("/hmiprobation/"):
            return self.old(base, path, query)
        if path.startswith("/wp-json/wp/v2/document") and self.site.rest:
            return pages.rest(base, self.site.on("new"), query)
        if self.site.sitemap and path == "/sitemap_index.xml":
            return 200, {"content-type": "text/xml"}, pages.sitemap_index(base)
        if self.site.sitemap and path == "/document-sitemap.xml":
            return 200, {"content-type": "text/xml"}, pages.sitemap(base, self.site.on("new"))
        if path.startswith("/our-reports/"):
            return self.listing(base, path)
        return self.item(base, path, "new")

    def item(self, base: str, path: str, where: str) -> Answer:
        for item in self.site.on(where):
            if path == item.path(where):
                page = pages.document(base, item, self.site.extra) if where == "new" else pages.old_report(base, item)
                return 200, dict(HTML), page
            if path == item.pdf_path(where) and item.pdf is not None:
                kind = {"content-type": "application/pdf", "last-modified": format_datetime(item.modified, usegmt=True)}
                return 200, kind, item.pdf
        return 404, dict(HTML), b"<!DOCTYPE html><html><body><h1>Page not found</h1></body></html>"

    def listing(self, base: str, path: str) -> Answer:
        number = int(path.rstrip("/").rpartition("/")[2]) if "/page/" in path else 1
        items = self.site.on("new")
        if self.site.paging == "endless":
            more = [
                Item(f"x-{n}", f"Report {n}", date(2024, 1, 1), datetime(2024, 1, 1, tzinfo=UTC), b"")
                for n in range(9999)
            ]
            return (
                200,
                dict(HTML),
                pages.new_listing(base, self.site, more, number).replace(b"9999 documents", b"12 documents"),
            )
        if self.site.paging == "repeat":
            number_shown = min(number, 2)
            page = pages.new_listing(base, self.site, items, number_shown)
            return 200, dict(HTML), page.replace(f"Page {number_shown} of".encode(), b"Page 1 of")
        if self.site.paging == "moving" and number == 2 and not self.site.moved_once:
            # Two are withdrawn from the first page while the second is read, so that two slip over the border.
            self.site.moved_once = True
            for item in items[:2]:
                del self.site.items[item.slug]
            self.site.publish(*self.site.waiting)
            items = self.site.on("new")
        if (number - 1) * self.site.per_page >= max(1, len(items)):
            return 404, dict(HTML), b"<!DOCTYPE html><html><body><h1>Page not found</h1></body></html>"
        return 200, dict(HTML), pages.new_listing(base, self.site, items, number)

    def old(self, base: str, path: str, query: str) -> Answer:
        if path.rstrip("/") != "/hmiprobation/inspections":
            return self.item(base, path, "old")
        values = parse_qs(query)
        number, year = int(values.get("paged", ["1"])[0]), int(values["year"][0])
        items = [item for item in self.site.on("old") if item.published.year == year]
        here = items[(number - 1) * self.site.per_page : number * self.site.per_page]
        if not here:
            return 404, dict(HTML), b"<!DOCTYPE html><html><body><h1>Page not found</h1></body></html>"
        return 200, dict(HTML), pages.old_listing(base, here)


def conditional(headers: dict[str, str], answer: dict[str, str], body: bytes) -> Answer:
    """The answer with its validators, or 304 where the client has it already."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    answer = {**answer, "etag": etag}
    if headers.get("if-none-match") == etag:
        return 304, answer, b""
    return 200, answer, body


def misbehave(fault: Fault, base: str, path: str, right: Answer) -> Answer:
    """The answer that a fault gives in place of the right one."""
    sorry = pages.ERROR_PAGE.encode()
    targets = {
        "redirect-host": "http://reports.example.org/report.pdf",
        "redirect-private": "http://169.254.169.254/latest/meta-data/",
        "redirect-file": "file:///etc/passwd",
        "redirect-circle": f"{base}{path}",
    }
    if fault.kind in targets:
        return 302, {"location": targets[fault.kind]}, b""
    if fault.kind in ("error-page", "html-pdf"):
        return 200, dict(HTML), sorry
    status, _, after = fault.kind.partition("-")
    if status.isdigit():
        return int(status), {**HTML, **({"retry-after": "1"} if after else {})}, sorry
    return right
