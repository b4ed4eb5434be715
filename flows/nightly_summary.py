"""What a night did, from the publishers' pages to the warehouse."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from flows.digest import Digest
from flows.publisher.listing import LeftOut
from flows.summary import DocumentResult
from schemas.base import Model
from schemas.records import DocumentStatus


class Found(Model):
    """What one publisher showed, and what was fetched of it."""

    publisher: str
    entries: int = 0
    """Publications that it shows."""
    opened: int = 0
    """Pages of publications that were new or changed."""
    left_out: tuple[LeftOut, ...] = ()
    """Left out for the first time."""
    fetched: tuple[str, ...] = ()
    """SHA-256 of contents that came for the first time."""
    revised: tuple[str, ...] = ()
    """Pages whose PDF has new bytes."""
    moved: tuple[str, ...] = ()
    """Pages that lead to bytes which came from another page before."""
    unchanged: int = 0
    """PDFs asked for again that had not changed."""
    missed: tuple[tuple[str, str], ...] = ()
    """Address and reason of what could not be had tonight."""
    postponed: int = 0
    """Publications left for the next night."""
    failure: str | None = None
    """Why the publisher could not be read to its end; None where it was."""


class YearCount(Model):
    """What publishers show of one year, and what became of it."""

    year: int | None
    """None where no date of publication is shown."""
    shown: int
    loaded: int
    left_out: int
    rejected: int
    missing: int


class Night(Model):
    """Everything that a night reports at its end."""

    run_ids: tuple[str, ...]
    started_at: datetime
    ended_at: datetime
    found: tuple[Found, ...]
    documents: tuple[DocumentResult, ...]
    """What was read tonight."""
    digest: Digest
    requests: int
    not_modified: int
    """Requests answered 304."""
    bytes: int
    """Of bodies received."""
    paused_seconds: float
    """Polite pauses."""
    years: tuple[YearCount, ...] = ()

    @property
    def seconds(self) -> float:
        """How long the night took in all."""
        return (self.ended_at - self.started_at).total_seconds()

    @property
    def work_seconds(self) -> float:
        """How long it took beside the polite pauses."""
        return self.seconds - self.paused_seconds

    @property
    def is_whole(self) -> bool:
        """Whether nothing failed and nothing was left for another night."""
        failed = any(d.status is DocumentStatus.FAILED for d in self.documents)
        return not failed and not any(f.failure or f.postponed or f.missed for f in self.found)

    def totals(self) -> str:
        """One sentence that counts."""
        counts = Counter(d.status for d in self.documents)
        read = ", ".join(f"{counts[s]} {s.value}" for s in DocumentStatus if counts[s]) or "none read"
        shown = sum(f.entries for f in self.found)
        fetched = sum(len(f.fetched) for f in self.found)
        return (
            f"{shown} publications shown, {fetched} PDFs fetched ({read}); {self.requests} requests, "
            f"{self.not_modified} of them answered 'not modified'; {self.seconds:.0f} s, {self.paused_seconds:.0f} s "
            "of them polite pauses."
        )
