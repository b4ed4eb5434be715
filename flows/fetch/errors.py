"""What can go wrong between us and a publisher's server."""

from __future__ import annotations

from flows.errors import SourceError


class FetchError(SourceError):
    """An address that gave nothing we can use; `url` is the address that was asked for."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason


class RefusedError(FetchError):
    """We do not go there: a host off the list, a private address, another scheme than http. No connection was made."""


class RobotsError(RefusedError):
    """The publisher's robots.txt asks us not to read this address."""


class GoneError(FetchError):
    """The publisher has nothing there: 404 or 410."""


class RedirectError(FetchError):
    """Redirects in a circle, too many of them, or one without an address."""


class ContentError(FetchError):
    """The answer is not what it should be: a web page in place of a PDF, half a PDF, too large."""


class TemporaryError(FetchError):
    """May well work the next time: a fault of the server, a cut connection, too slow.

    `wait` is how many seconds the server asked for; None where it asked for nothing.
    """

    def __init__(self, url: str, reason: str, wait: float | None = None) -> None:
        super().__init__(url, reason)
        self.wait = wait


class BusyError(TemporaryError):
    """The host said 429 for the first time."""


class StoppedError(FetchError):
    """The host does not want us tonight: 403, or 429 for the second time."""
