"""Publishers that are no site: a folder, the bundled sample, and a list of addresses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from flows.errors import SourceError
from flows.publisher.listing import Entry, LeftOut, Listing, Pages
from flows.sources import SAMPLE, discover

KIND = "as given"


@dataclass(frozen=True, slots=True)
class FolderPublisher:
    """The PDFs of a folder, or of the bundled sample; whoever put them there says that they are reports."""

    name: str
    folder: str

    def entries(self, pages: Pages, years: Iterable[int] | None = None) -> list[Entry]:
        """One entry a PDF; raises SourceError where the folder cannot be read or holds none."""
        return [Entry(page=str(path.resolve()), pdf_url=str(path.resolve())) for path in discover(self.folder).files]

    def glance(self, entry: Entry) -> LeftOut | None:
        """Nothing is left out."""
        return None

    def open(self, entry: Entry, pages: Pages) -> Listing | LeftOut:
        """The file itself."""
        return _given(self.name, entry)


@dataclass(frozen=True, slots=True)
class UrlListPublisher:
    """Addresses of PDFs, one a line of a file; `#` begins a remark."""

    name: str
    file: Path

    def entries(self, pages: Pages, years: Iterable[int] | None = None) -> list[Entry]:
        """One entry a line; raises SourceError where the file cannot be read or a line is no address."""
        try:
            lines = self.file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(f"The list of addresses {self.file} cannot be read ({error}).") from error
        found: dict[str, Entry] = {}
        for number, line in enumerate(lines, start=1):
            url = line.partition("#")[0].strip()
            if not url:
                continue
            if not urlsplit(url).netloc:
                raise SourceError(f"{self.file}, line {number}: '{url}' is no address.")
            url = urljoin(url, "")
            found[url] = Entry(page=url, pdf_url=url)
        if not found:
            raise SourceError(f"The list {self.file} holds no address.")
        return list(found.values())

    def glance(self, entry: Entry) -> LeftOut | None:
        """Nothing is left out."""
        return None

    def open(self, entry: Entry, pages: Pages) -> Listing | LeftOut:
        """The address itself."""
        return _given(self.name, entry)


def sample() -> FolderPublisher:
    """The bundled sample."""
    return FolderPublisher(SAMPLE, SAMPLE)


def _given(name: str, entry: Entry) -> Listing:
    return Listing(
        publisher=name,
        title=None,
        landing_url=None,
        pdf_url=entry.pdf_url or entry.page,
        published=None,
        kind=KIND,
    )
