"""Where the digest goes: `digest.md` and `feed.xml` beside the warehouse, and a webhook where one is set."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path

import httpx2

from flows.digest import Digest
from flows.digest_render import atom, markdown
from flows.fetch.ledger import Ledger
from flows.fetch.store import write_whole
from flows.settings import Settings

log = logging.getLogger(__name__)

FEED_LENGTH = 50
WEBHOOK_SECONDS = 20


def deliver(digest: Digest, folder: Path, ledger: Ledger, settings: Settings) -> None:
    """Write the digest and the feed, then note that it was delivered; a webhook that fails is only logged."""
    text = markdown(digest)
    write_whole(folder / "digest.md", text.encode())
    earlier = ledger.rows(
        "SELECT run_id, at, title, markdown FROM digests WHERE NOT is_quiet AND run_id <> ? ORDER BY at DESC LIMIT ?",
        (digest.run_id, FEED_LENGTH),
    )
    entries = [(run_id, datetime.fromisoformat(at), title, body) for run_id, at, title, body in earlier]
    if not digest.is_quiet:
        entries.insert(0, (digest.run_id, digest.at, digest.title, text))
    write_whole(folder / "feed.xml", atom(entries[:FEED_LENGTH]))
    if settings.webhook and not digest.is_quiet:
        post(settings, {"title": digest.title, "text": text, "run_id": digest.run_id})
    announced = [report.report_id for report in digest.new] + [c.key for c in digest.corrected]
    ledger.put_digest((digest.run_id, digest.at.isoformat(), digest.title, text, digest.is_quiet), announced)


def post(settings: Settings, message: dict[str, str]) -> bool:
    """Send a message to the webhook; whether it was taken."""
    try:
        # What it answers beside its status is not read: it may never end.
        with httpx2.stream(
            "POST",
            settings.webhook,
            json=message,
            timeout=WEBHOOK_SECONDS,
            headers={"User-Agent": settings.user_agent},
        ) as answer:
            answer.raise_for_status()
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        log.warning("event=webhook_failed error=%s", type(error).__name__)
        return False
    return True
