"""Pictures of the pages that hold values: drawn once a document, and kept as long as the site shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from explorer.output import Folder


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as WebP, with the page's size in points."""

    data: bytes
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture in the site, and the size of its page in points."""

    name: str
    width: float
    height: float


Draw = Callable[[str, str | None, int], Picture | None]
"""From a document's SHA-256, its address and a page (from 1) to the picture; None where the document is not at hand."""


class Album:
    """The pictures of a site."""

    def __init__(self, folder: Folder, draw: Draw | None) -> None:
        self.folder = folder
        self.draw = draw
        self.drawn = 0
        self.kept = 0

    def sheets(self, sha256: str, url: str | None, pages: Iterable[int]) -> dict[int, Sheet]:
        """The pictures of some pages of a document; empty where none is wanted or the document is not at hand."""
        if self.draw is None:
            return {}
        found = ((page, self._sheet(sha256, url, page)) for page in pages)
        return {page: sheet for page, sheet in found if sheet is not None}

    def _sheet(self, sha256: str, url: str | None, page: int) -> Sheet | None:
        name = f"pictures/{sha256[:16]}/p{page:03d}.webp"
        if size := self.folder.origin(name):
            self.folder.keep(name)
            self.kept += 1
        else:
            picture = self.draw(sha256, url, page) if self.draw else None
            if picture is None:
                return None
            size = f"{picture.width}x{picture.height}"
            self.folder.write(name, picture.data, size)
            self.drawn += 1
        width, _, height = size.partition("x")
        return Sheet(name, float(width), float(height))
