"""What was fetched from where and when: one SQLite file beside the stored files, whole whatever ends the process.

It remembers validators for conditional requests, pages for a 304, every revision of every PDF, the listings of each
publisher, what was left out and why, and every fault.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from flows.fetch.answers import FINAL
from schemas.errors import WarehouseError

BUSY_SECONDS = 30.0
"""How long another process may hold the ledger."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS addresses (
    url TEXT PRIMARY KEY, etag TEXT, last_modified TEXT, sha256 TEXT, headers TEXT NOT NULL, body BLOB,
    fetched_at TEXT NOT NULL, checked_at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, etag TEXT,
    last_modified TEXT, fetched_at TEXT NOT NULL, publisher TEXT NOT NULL, page TEXT NOT NULL, published TEXT,
    UNIQUE (url, sha256));
CREATE TABLE IF NOT EXISTS listings (
    publisher TEXT NOT NULL, page TEXT NOT NULL, title TEXT, pdf_url TEXT, published TEXT, modified TEXT, kind TEXT,
    left_out TEXT, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, PRIMARY KEY (publisher, page));
CREATE TABLE IF NOT EXISTS readings (
    sha256 TEXT PRIMARY KEY, version TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS faults (
    at TEXT NOT NULL, url TEXT NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS announced (report_id TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS digests (
    run_id TEXT PRIMARY KEY, at TEXT NOT NULL, title TEXT NOT NULL, markdown TEXT NOT NULL, is_quiet INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS counts (publisher TEXT PRIMARY KEY, entries INTEGER NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Address:
    """What is known of an address that gave something before."""

    url: str
    etag: str | None
    last_modified: str | None
    sha256: str | None
    headers: dict[str, str]
    body: bytes | None
    checked_at: str

    @property
    def final(self) -> str:
        """Whose validators these are: the address itself, or the one that redirects led to."""
        return self.headers.get(FINAL, self.url)


@dataclass(frozen=True, slots=True)
class FileRow:
    """One content that one address gave, and the listing that led to it then."""

    seq: int
    url: str
    sha256: str
    bytes: int
    etag: str | None
    last_modified: str | None
    fetched_at: str
    publisher: str
    page: str
    published: str | None


@dataclass(frozen=True, slots=True)
class ListingRow:
    """A publication as a publisher last showed it."""

    publisher: str
    page: str
    title: str | None
    pdf_url: str | None
    published: str | None
    modified: str | None
    kind: str | None
    left_out: str | None
    first_seen: str


def why_not(path: Path, error: Exception) -> str:
    """One sentence on why the ledger cannot be used, and what to do."""
    words = str(error)
    if "locked" in words:
        return f"Another process is using the fetch ledger {path}: wait until it has finished, or stop it."
    if "full" in words:
        return f"The fetch ledger {path} cannot be written ({words}): free the disk."
    if isinstance(error, sqlite3.DatabaseError) and "unable to open" not in words and "readonly" not in words:
        return (
            f"The fetch ledger {path} is damaged ({words}): restore a copy of it, or move it away; "
            "the next run then asks for every PDF once more."
        )
    return f"The fetch ledger {path} cannot be opened ({words}); check the folder."


def stamp() -> str:
    """The present in UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Ledger:
    """The open ledger; every method is one transaction, and raises WarehouseError where the file cannot be used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS)
            self.db.execute("PRAGMA journal_mode=WAL")
            self.db.execute("PRAGMA synchronous=NORMAL")
            self.db.executescript(SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise WarehouseError(why_not(path, error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.db.close()

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query, or what a statement did."""
        with self._told():
            return self.db.execute(sql, params).fetchall()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Within it, what SQLite cannot do becomes one sentence."""
        try:
            yield
        except sqlite3.Error as error:
            raise WarehouseError(why_not(self.path, error)) from error

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Within it, all is written or nothing."""
        with self._told():
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self.db.in_transaction:  # a full disk has ended it already
                    self.db.execute("ROLLBACK")
                raise
            self.db.execute("COMMIT")

    def address(self, url: str) -> Address | None:
        """What is known of an address."""
        found = self.rows(
            "SELECT url, etag, last_modified, sha256, headers, body, checked_at FROM addresses WHERE url = ?", (url,)
        )
        if not found:
            return None
        url, etag, last_modified, sha256, headers, body, checked_at = found[0]
        try:
            text = zlib.decompress(body) if body is not None else None
            return Address(url, etag, last_modified, sha256, json.loads(headers), text, checked_at)
        except (zlib.error, ValueError):
            return None  # bytes that went wrong on the disk: it is asked for as if for the first time

    def remember_page(self, url: str, headers: dict[str, str], body: bytes) -> None:
        """Note a page, whole, for the night when the server says that it has not changed."""
        self._put_address(url, headers, None, zlib.compress(body))

    def remember_file(
        self, url: str, headers: dict[str, str], sha256: str, size: int, listing: tuple[str, str, str | None]
    ) -> bool:
        """Note a file that is in the store, with publisher, page and day of publication; whether that is news."""
        with self._whole():
            self._put_address(url, headers, sha256, None)
            put = self.db.execute(
                "INSERT OR IGNORE INTO files "
                "(url, sha256, bytes, etag, last_modified, fetched_at, publisher, page, published) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (url, sha256, size, headers.get("etag"), headers.get("last-modified"), stamp(), *listing),
            )
        return put.rowcount > 0

    def _put_address(self, url: str, headers: dict[str, str], sha256: str | None, body: bytes | None) -> None:
        at = stamp()
        self.rows(
            "INSERT OR REPLACE INTO addresses VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (url, headers.get("etag"), headers.get("last-modified"), sha256, json.dumps(headers), body, at, at),
        )

    def checked(self, url: str) -> None:
        """Note that an address was asked and has nothing new."""
        self.rows("UPDATE addresses SET checked_at = ? WHERE url = ?", (stamp(), url))

    def fault(self, url: str, kind: str, reason: str) -> None:
        """Note what went wrong at an address."""
        self.rows("INSERT INTO faults VALUES (?, ?, ?, ?)", (stamp(), url, kind, reason))

    def faults_since(self, at: str) -> list[tuple[str, str, str]]:
        """Address, kind and reason of each fault since a moment."""
        return self.rows("SELECT url, kind, reason FROM faults WHERE at >= ? ORDER BY rowid", (at,))

    def listing(self, publisher: str, page: str) -> ListingRow | None:
        """A publication as it was last seen; None for one never seen."""
        found = self.rows(
            "SELECT publisher, page, title, pdf_url, published, modified, kind, left_out, first_seen FROM listings "
            "WHERE publisher = ? AND page = ?",
            (publisher, page),
        )
        return ListingRow(*found[0]) if found else None

    def put_listing(self, row: ListingRow) -> None:
        """Note a publication as it is shown now."""
        self.rows(
            "INSERT INTO listings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE "
            "SET title = excluded.title, pdf_url = excluded.pdf_url, published = excluded.published, "
            "modified = excluded.modified, kind = excluded.kind, left_out = excluded.left_out, "
            "last_seen = excluded.last_seen",
            (
                *(row.publisher, row.page, row.title, row.pdf_url, row.published, row.modified, row.kind),
                *(row.left_out, row.first_seen, stamp()),
            ),
        )

    def listings(self) -> list[ListingRow]:
        """All publications ever seen, in the order in which they were published."""
        return [
            ListingRow(*row)
            for row in self.rows(
                "SELECT publisher, page, title, pdf_url, published, modified, kind, left_out, first_seen FROM listings "
                "ORDER BY coalesce(published, '9'), publisher, page"
            )
        ]

    def files(self) -> list[FileRow]:
        """All contents ever fetched, each once: by day of publication, and those of one page as they came."""
        found = self.rows(
            "SELECT seq, url, sha256, bytes, etag, last_modified, fetched_at, publisher, page, published FROM files "
            "ORDER BY coalesce(published, '9'), page, seq"
        )
        seen: dict[str, FileRow] = {}
        for row in found:
            seen.setdefault(row[2], FileRow(*row))
        return list(seen.values())

    def revisions(self) -> list[list[str]]:
        """SHA-256 of the contents of each page that gave more than one, in the order in which they came."""
        found: dict[str, list[str]] = {}
        for page, sha256 in self.rows("SELECT page, sha256 FROM files ORDER BY seq"):
            if sha256 not in found.setdefault(page, []):
                found[page].append(sha256)
        return [contents for contents in found.values() if len(contents) > 1]

    def shown(self) -> set[str]:
        """SHA-256 of what the PDFs of all publications gave last."""
        return {
            sha256
            for (sha256,) in self.rows(
                "SELECT a.sha256 FROM listings AS l JOIN addresses AS a ON a.url = l.pdf_url "
                "WHERE l.left_out IS NULL AND a.sha256 IS NOT NULL"
            )
        }

    def due(self, urls: Collection[str], share: int) -> list[str]:
        """One in `share` of the addresses, rounded up: those that were asked longest ago."""
        asked = dict(self.rows("SELECT url, checked_at FROM addresses"))
        known = sorted((url for url in urls if url in asked), key=lambda url: (asked[url], url))
        return known[: -(-len(known) // share)]

    def put_count(self, publisher: str, entries: int) -> None:
        """Note how many publications a publisher shows."""
        self.rows("INSERT OR REPLACE INTO counts VALUES (?, ?)", (publisher, entries))

    def put_digest(self, row: tuple[str, str, str, str, bool], announced: Sequence[str]) -> None:
        """Note run, moment, title, markdown and quietness of a digest, and the reports that it announced."""
        with self._whole():
            self.db.executemany("INSERT OR IGNORE INTO announced VALUES (?)", [(report_id,) for report_id in announced])
            self.db.execute("INSERT OR REPLACE INTO digests VALUES (?, ?, ?, ?, ?)", row)

    def size(self, sha256: str) -> int | None:
        """Bytes of a content; None for one that never came."""
        found = self.rows("SELECT bytes FROM files WHERE sha256 = ? LIMIT 1", (sha256,))
        return found[0][0] if found else None

    def readings(self) -> dict[str, str]:
        """Version of the extractors that last read each content to its end, report or not."""
        return dict(self.rows("SELECT sha256, version FROM readings"))

    def put_reading(self, sha256: str, version: str) -> None:
        """Note that a content was read to its end."""
        self.rows("INSERT OR REPLACE INTO readings VALUES (?, ?)", (sha256, version))
