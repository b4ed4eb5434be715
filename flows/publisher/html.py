"""Small steps through a page's markup; what has to be there and is not makes a named error."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from flows.fetch.answers import Answer
from flows.publisher.errors import SiteChangedError


def tree_of(answer: Answer) -> LexborHTMLParser:
    """The markup of a page; raises SiteChangedError for what is no web page."""
    if "html" not in answer.headers.get("content-type", "text/html"):
        kind = answer.headers.get("content-type")
        raise SiteChangedError(answer.url, f"a web page was expected, but it is '{kind}'")
    return LexborHTMLParser(answer.text)


def need(url: str, tree: LexborHTMLParser | LexborNode, *selectors: str) -> LexborNode:
    """The first node of the first selector that has one; raises SiteChangedError that names the selectors."""
    for selector in selectors:
        node = tree.css_first(selector)
        if node is not None:
            return node
    raise SiteChangedError(url, f"it has no {' or '.join(selectors)}")


def text_of(node: LexborNode) -> str:
    """The words of a node on one line."""
    return " ".join(node.text(deep=True, separator=" ").split())


def link_of(url: str, node: LexborNode) -> str:
    """Where a link leads, without its fragment; raises SiteChangedError where it leads nowhere."""
    target = _target(url, node)
    if target is None:
        raise SiteChangedError(url, f"the link '{text_of(node)}' has no address")
    return target


def links_in(url: str, nodes: Iterable[LexborNode]) -> list[tuple[str, str]]:
    """Words and address of each link that leads somewhere; an anchor, or an address that is none, is passed over."""
    found = ((text_of(node), _target(url, node)) for node in nodes)
    return [(words, target) for words, target in found if target is not None]


def _target(url: str, node: LexborNode) -> str | None:
    href = (node.attributes.get("href") or "").strip()
    try:
        target = urljoin(url, href).partition("#")[0]
        urlsplit(target)  # raises for a host that is none
        return target if href else None
    except ValueError:
        return None


def iso_day(words: str | None) -> date | None:
    """The day of a machine-readable date; None where it is none."""
    try:
        return datetime.fromisoformat((words or "").strip()).date()
    except ValueError:
        return None


def utc_moment(words: str | None) -> str | None:
    """A machine-readable moment in UTC, which it is where it names no zone; the words themselves where it is none.

    The REST interface and the sitemap write the same moment in two ways; which of them answered tonight is no change.
    """
    try:
        moment = datetime.fromisoformat((words or "").strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return words


def printed_day(words: str) -> date | None:
    """The day of a printed date, `18 February 2025`; None where it is none."""
    try:
        return datetime.strptime(words.strip(), "%d %B %Y").date()  # noqa: DTZ007 - a day, not a moment
    except ValueError:
        return None
