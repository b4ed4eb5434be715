"""What is new since the last digest: reports, corrections, flags, what was rejected, and which services wait long."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from flows.digest_changes import Change, changes
from schemas.base import Model

if TYPE_CHECKING:
    from warehouse.store import Warehouse


class ReportNews(Model):
    """One report that is new to the warehouse."""

    report_id: str
    title: str | None
    service: str | None
    overall_rating: str | None
    score: int | None
    score_max: int | None
    published: date | None
    url: str | None
    """Its page at the publisher, else its PDF."""
    flags: int
    """Open flags, those that are only worth knowing left out."""


class Correction(Model):
    """A report that was published again, and what differs from the publication before."""

    report: ReportNews
    supersedes: str
    changes: tuple[Change, ...]
    is_back: bool = False
    """Whether this is the earlier publication, which is shown again in place of its correction."""

    @property
    def key(self) -> str:
        """What is noted once it was announced."""
        return f"{self.report.report_id} in place of {self.supersedes}" if self.is_back else self.report.report_id


class FlagNews(Model):
    """A flag that is new or closed."""

    report_id: str
    rule_id: str
    severity: str
    message: str


class Refusal(Model):
    """A document that gave no report."""

    url: str | None
    status: str
    reason: str | None


class Stale(Model):
    """A service whose last report is old."""

    service: str
    last: date


class Digest(Model):
    """The news of a night."""

    run_id: str
    at: datetime
    new: tuple[ReportNews, ...] = ()
    corrected: tuple[Correction, ...] = ()
    flags_new: tuple[FlagNews, ...] = ()
    """On reports that were there before; those of new reports are counted with them."""
    flags_closed: tuple[FlagNews, ...] = ()
    rejected: tuple[Refusal, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    """Title or address of a publication that was left out for the first time, and why."""
    troubles: tuple[str, ...] = ()
    """What could not be done, a sentence each."""
    faults: int = 0
    """Faults of publishers' servers that were got over or written down."""
    stale: tuple[Stale, ...] = ()
    stale_years: int = 0
    unresolved: tuple[str, ...] = ()
    """Names printed by new reports that no service was found for; `service_links` has them all."""

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to tell."""
        news = (self.new, self.corrected, self.flags_new, self.flags_closed, self.rejected, self.left_out)
        return not any(news) and not self.troubles

    @property
    def title(self) -> str:
        """The news in a few words."""
        if self.is_quiet:
            return "Nothing new"
        counts = (
            (len(self.new), "new report", "new reports"),
            (len(self.corrected), "corrected report", "corrected reports"),
            (len(self.flags_new), "new flag", "new flags"),
            (len(self.flags_closed), "closed flag", "closed flags"),
            (len(self.rejected), "document rejected", "documents rejected"),
            (len(self.left_out), "publication left out", "publications left out"),
            (len(self.troubles), "trouble", "troubles"),
        )
        return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in counts if n).capitalize()


REPORTS = """
SELECT r.report_id, r.title, coalesce(s.name, r.area, r.service_name), r.overall_rating, r.score, r.score_max,
    r.published, coalesce(d.landing_url, d.url), count(f.report_id), r.supersedes
FROM reports AS r
LEFT JOIN services AS s ON r.service_id = s.service_id
LEFT JOIN documents AS d ON r.document_sha256 = d.sha256
LEFT JOIN flags AS f ON r.report_id = f.report_id AND f.severity <> 'info'
WHERE list_contains(?::VARCHAR[], r.report_id) = ?
GROUP BY ALL ORDER BY r.published, r.report_id
"""

BACK = """
SELECT e.report_id, l.report_id
FROM reports AS e JOIN reports AS l ON l.supersedes = e.report_id
WHERE e.is_current AND NOT l.is_current ORDER BY 1
"""

FLAGS = """
SELECT report_id, rule_id, severity, message FROM flag_history
WHERE {when} AND severity <> 'info' AND list_contains(?::VARCHAR[], report_id)
ORDER BY report_id, rule_id, message
"""

REFUSED = """
SELECT coalesce(landing_url, url), status, reason FROM documents
WHERE run_id IN (SELECT run_id FROM runs WHERE started_at > ?::TIMESTAMP) AND status IN ('rejected', 'failed')
ORDER BY 1
"""

STALE = """
SELECT coalesce(s.name, r.area, r.service_name), max(r.published) AS last
FROM reports AS r LEFT JOIN services AS s ON r.service_id = s.service_id
WHERE s.active_to IS NULL AND r.published IS NOT NULL
GROUP BY 1 HAVING last < (?::DATE - to_years(?)) ORDER BY last, 1
"""

EVER = datetime(1970, 1, 1, tzinfo=UTC)

UNRESOLVED = """
SELECT DISTINCT coalesce(printed, report_id) FROM service_links
WHERE service_id IS NULL AND report_id NOT IN (SELECT unnest(?::VARCHAR[]))
ORDER BY 1
"""


def build(
    db: Warehouse, at: datetime, run_ids: Sequence[str], announced: Collection[str], since: datetime | None, years: int
) -> Digest:
    """The news of the warehouse beside what was announced before; `since` is the moment of the last digest."""
    new, corrected = [], []
    for news, supersedes in _news(db, announced, among=False):
        if supersedes is None:
            new.append(news)
        else:
            difference = changes(db, supersedes, news.report_id)
            corrected.append(Correction(report=news, supersedes=supersedes, changes=difference))
    corrected += [back for back in _back(db) if back.key not in announced]
    moment = (since or EVER).replace(tzinfo=None)
    refused = [Refusal(url=u, status=status, reason=reason) for u, status, reason in db.rows(REFUSED, [moment])]
    stale = [Stale(service=name, last=last) for name, last in db.rows(STALE, [at.date(), years])]
    return Digest(
        run_id=run_ids[-1],
        at=at,
        new=tuple(new),
        corrected=tuple(corrected),
        flags_new=_flags(db, "first_seen > ?::TIMESTAMP AND closed_at IS NULL", since, announced),
        flags_closed=_flags(db, "closed_at > ?::TIMESTAMP", since, announced),
        rejected=tuple(refused),
        stale=tuple(stale),
        stale_years=years,
        unresolved=tuple(name for (name,) in db.rows(UNRESOLVED, [list(announced)])),
    )


def _news(db: Warehouse, report_ids: Collection[str], *, among: bool) -> Iterator[tuple[ReportNews, str | None]]:
    """The reports that are among some, or those that are not, each with the one that it supersedes."""
    names = list(ReportNews.model_fields)
    for *values, supersedes in db.rows(REPORTS, [list(report_ids), among]):
        yield ReportNews.model_validate(dict(zip(names, values, strict=True))), supersedes


def _back(db: Warehouse) -> Iterator[Correction]:
    """Reports that are shown again in place of their correction."""
    for earlier, later in db.rows(BACK):
        for news, _ in _news(db, [earlier], among=True):
            yield Correction(report=news, supersedes=later, changes=changes(db, later, earlier), is_back=True)


def _flags(db: Warehouse, when: str, since: datetime | None, announced: Collection[str]) -> tuple[FlagNews, ...]:
    if since is None:
        return ()
    rows = db.rows(FLAGS.format(when=when), [since.replace(tzinfo=None), list(announced)])
    names = list(FlagNews.model_fields)
    return tuple(FlagNews.model_validate(dict(zip(names, row, strict=True))) for row in rows)
