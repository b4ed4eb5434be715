"""What publishers show, and the PDFs that are new: fetched, kept by content, and written into the ledger.

An entry that has not changed since it was last read to its end costs nothing. Every PDF is asked for again, with its
validators, when its page changed, and a share of all of them every night, those first that were asked longest ago.
Where the listing does not say when a page changed, the page is looked at again as well: it may lead to another PDF now.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flows.errors import SourceError
from flows.fetch.answers import Answer, check_pdf
from flows.fetch.client import Client
from flows.fetch.errors import FetchError, RefusedError, StoppedError, TemporaryError
from flows.fetch.ledger import Ledger, ListingRow, stamp
from flows.fetch.store import file_path, keep
from flows.nightly_summary import Found
from flows.pipeline import Progress, Watcher, ignore
from flows.publisher.errors import SiteChangedError
from flows.publisher.listing import Entry, LeftOut, Listing, Publisher
from flows.settings import Settings

log = logging.getLogger(__name__)

LEAST_SHARE = 0.5
"""A publisher that shows less than this share of what it showed before has changed."""
KEPT_SHARE = 0.9
"""What it showed before counts a tenth less every night, so that this is told for a week or two."""


@dataclass(slots=True)
class Basket:
    """What is found of one publisher, as it grows."""

    publisher: str
    entries: int = 0
    opened: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    revised: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    unchanged: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list)
    postponed: int = 0
    failure: str | None = None

    def done(self) -> Found:
        """The finished account."""
        return Found.model_validate({name: getattr(self, name) for name in Found.model_fields})


@dataclass(frozen=True, slots=True)
class Settled:
    """An entry that was left alone tonight."""

    entry: Entry
    address: str
    """Its PDF, or its page where it was left out."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Reads publishers with one client."""

    client: Client
    ledger: Ledger
    folder: Path
    """Where files are kept."""
    settings: Settings
    wording: str
    """Identity of the wording that titles are told apart by; what was left out is looked at again when it changes."""
    deadline: float
    """When to stop, on the monotonic clock."""
    from_year: int | None = None
    watch: Watcher = ignore

    def entries(self, publisher: Publisher, years: Sequence[int] | None) -> tuple[list[Entry], Basket]:
        """What a publisher shows; where it cannot be read, the basket says why."""
        basket = Basket(publisher.name)
        try:
            entries = publisher.entries(self.client, years)
        except SourceError as error:
            basket.failure = str(error)
            if isinstance(error, FetchError):
                self._note(error)
            return [], basket
        before = self.ledger.rows("SELECT entries FROM counts WHERE publisher = ?", (publisher.name,))
        if before and len(entries) < before[0][0] * LEAST_SHARE:
            change = SiteChangedError(publisher.name, f"it shows {len(entries)} publications after {before[0][0]}")
            self._note(change)
            basket.failure = str(change)
        # Told night after night, but not for ever: where it is meant so, nobody could mend it.
        kept = int(before[0][0] * KEPT_SHARE) if before else 0
        self.ledger.put_count(publisher.name, max(kept, len(entries)))
        basket.entries = len(entries)
        log.info("event=listed publisher=%s entries=%d", publisher.name, len(entries))
        return sorted(entries, key=lambda e: (e.published is None, e.published, e.page)), basket

    def collect(self, publisher: Publisher, entries: Sequence[Entry], basket: Basket) -> list[Settled]:
        """Fetch what is new or changed; the entries that were known and left alone."""
        settled = []
        for number, entry in enumerate(entries):
            if time.monotonic() > self.deadline:
                log.warning("event=time_limit publisher=%s left=%d", publisher.name, len(entries) - number)
                basket.failure = basket.failure or "The time for a night is over; the rest is left for the next."
                basket.postponed += len(entries) - number
                break
            self.watch(Progress(number, len(entries), entry.title or entry.page))
            try:
                address = self._entry(publisher, entry, basket)
            except StoppedError as error:
                self._note(error)
                basket.failure = str(error)
                basket.postponed += len(entries) - number
                break
            except FetchError as error:
                self._note(error)
                basket.missed.append((error.url, error.reason))
                continue
            if address:
                settled.append(Settled(entry, address))
        self.watch(Progress(len(entries), len(entries), publisher.name))
        return settled

    def recheck(self, publisher: Publisher, settled: Sequence[Settled], basket: Basket) -> None:
        """Ask again for the share of what is known that is due."""
        entries = {one.address: one.entry for one in settled}
        for address in self.ledger.due(entries, self.settings.recheck_nights):
            if basket.failure or time.monotonic() > self.deadline:
                return
            try:
                self._again(publisher, entries[address], address, basket)
            except StoppedError as error:
                self._note(error)
                basket.failure = str(error)
            except FetchError as error:
                self._note(error)
                basket.missed.append((error.url, error.reason))
                self.ledger.checked(address)  # or what is gone for good would come first every night

    def _again(self, publisher: Publisher, entry: Entry, address: str, basket: Basket) -> None:
        known = self.ledger.listing(publisher.name, entry.page)
        if entry.modified is None:
            self._open(publisher, entry, known, basket)
        elif known:
            self._fetch(address, (known.publisher, known.page, known.published), basket)

    def _note(self, error: FetchError) -> None:
        if not isinstance(error, TemporaryError):  # the client wrote those down, attempt by attempt
            self.client.note(error)

    def _entry(self, publisher: Publisher, entry: Entry, basket: Basket) -> str | None:
        """Settle one entry; the address to ask again some night where nothing had to be asked tonight."""
        left_out = publisher.glance(entry)
        known = self.ledger.listing(publisher.name, entry.page)
        if left_out:
            self._leave_out(left_out, known, entry, basket)
            return None
        if known and known.left_out and known.modified == self._mark(entry):
            return entry.page if entry.modified is None else None
        same = known and entry.modified in (None, known.modified)
        if known and same and known.pdf_url and self._has(known.pdf_url):
            return known.pdf_url
        self._open(publisher, entry, known, basket)
        return None

    def _open(self, publisher: Publisher, entry: Entry, known: ListingRow | None, basket: Basket) -> None:
        """Read the page of an entry, and fetch the PDF that it leads to."""
        publication = publisher.open(entry, self.client)
        basket.opened += 1
        if isinstance(publication, Listing) and self.from_year and publication.published:
            publication = self._if_asked_for(publication, entry, publication.published.year)
        if isinstance(publication, LeftOut):
            self._leave_out(publication, known, entry, basket)
        else:
            self._take(publication, entry, known, basket)

    def _if_asked_for(self, found: Listing, entry: Entry, year: int) -> Listing | LeftOut:
        if self.from_year is None or year >= self.from_year:
            return found
        reason = f"It was published in {year}, before the years that were asked for."
        return LeftOut(
            publisher=found.publisher, page=entry.page, title=found.title, published=found.published,
            kind=found.kind, reason=reason,
        )  # fmt: skip

    def _mark(self, entry: Entry) -> str:
        return f"{entry.modified or ''} {self.wording} {self.from_year or ''}"

    def _leave_out(self, left: LeftOut, known: ListingRow | None, entry: Entry, basket: Basket) -> None:
        day = (left.published or entry.published or None) and str(left.published or entry.published)
        first = known.first_seen if known else stamp()
        mark = self._mark(entry)
        row = ListingRow(left.publisher, left.page, left.title, None, day, mark, left.kind, left.reason, first)
        if known is None or known.left_out != left.reason:
            log.info("event=left_out kind=%s page=%s reason=%s", left.kind, left.page, left.reason)
            basket.left_out.append(left)
        if known != row:
            self.ledger.put_listing(row)

    def _take(self, found: Listing, entry: Entry, known: ListingRow | None, basket: Basket) -> None:
        """Fetch the PDF of a listing; only when it is kept does the entry count as settled."""
        day = str(found.published) if found.published else None
        first = known.first_seen if known else stamp()
        row = (found.publisher, entry.page, found.title, found.pdf_url, day)
        if known is None or known.pdf_url != found.pdf_url:
            self.ledger.put_listing(ListingRow(*row, None, found.kind, None, first))
        self._fetch(found.pdf_url, (found.publisher, entry.page, day), basket)
        modified = entry.modified or (known.modified if known and not known.left_out else None)
        self.ledger.put_listing(ListingRow(*row, modified, found.kind, None, first))

    def _fetch(self, url: str, listing: tuple[str, str, str | None], basket: Basket) -> None:
        answer = _local(url) if _is_local(url) else self.client.pdf(url, again=not self._has(url))
        if answer is None:
            basket.unchanged += 1
            return
        sha256 = hashlib.sha256(answer.body).hexdigest()
        pages = {page for (page,) in self.ledger.rows("SELECT page FROM files WHERE sha256 = ?", (sha256,))}
        last = self.ledger.address(url)
        before = self.ledger.rows("SELECT 1 FROM files WHERE page = ? AND sha256 <> ?", (listing[1], sha256))
        stored = keep(self.folder, answer.body)
        if not self.ledger.remember_file(url, answer.headers, sha256, stored.bytes, listing) or pages:
            if last and last.sha256 not in (None, sha256):  # an earlier content is back
                basket.revised.append(listing[1])
                log.info("event=revised page=%s sha256=%s", listing[1], sha256)
            elif pages - {listing[1]}:
                basket.moved.append(listing[1])
                log.info("event=same_content page=%s sha256=%s", listing[1], sha256)
            return
        basket.fetched.append(sha256)
        log.info("event=fetched url=%s bytes=%d sha256=%s", url, stored.bytes, sha256)
        if before:
            basket.revised.append(listing[1])
            log.info("event=revised page=%s sha256=%s", listing[1], sha256)

    def _has(self, url: str) -> bool:
        """Whether what an address gave last is in the store, all of it."""
        known = self.ledger.address(url)
        if not (known and known.sha256):
            return False
        path = file_path(self.folder, known.sha256)
        return path.is_file() and path.stat().st_size == self.ledger.size(known.sha256)


def _is_local(url: str) -> bool:
    return Path(url).is_absolute()


def _local(path: str) -> Answer:
    """A file of a folder as an answer; raises ContentError for what is no PDF."""
    try:
        body = Path(path).read_bytes()
    except OSError as error:
        raise RefusedError(path, f"the file cannot be read ({error.strerror}).") from error
    check_pdf(path, "application/pdf", body)
    return Answer(path, body, {"content-type": "application/pdf"}, fresh=True)
