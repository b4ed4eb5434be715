"""A site that no longer looks as it did."""

from __future__ import annotations

from flows.fetch.errors import FetchError


class SiteChangedError(FetchError):
    """A page that lacks what it always had; never taken for an empty success."""

    def __init__(self, url: str, missing: str) -> None:
        super().__init__(url, f"the site has changed: {missing}.")


class PagingError(SiteChangedError):
    """A listing whose pages repeat or never end."""
