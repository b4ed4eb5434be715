"""From stored files to the warehouse: read what is not known, load it, link revisions and services, check the rules."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path

import stamina

from flows.fetch.ledger import FileRow, Ledger
from flows.fetch.store import file_path, is_sound
from flows.isolate import ReaderPool
from flows.ledger import finish, known_reports, report_lines, start
from flows.nightly_summary import YearCount
from flows.pipeline import Steps, Watcher, make_folder, read_and_load
from flows.services import apply_services
from flows.sources import SourceFile
from flows.summary import DocumentResult, RunSummary
from flows.survey import Survey
from schemas.errors import WarehouseError
from schemas.records import Document, DocumentStatus
from warehouse.rows import insert_rows
from warehouse.store import Warehouse, open_warehouse

log = logging.getLogger(__name__)

BUSY = "Another process is using the warehouse"


class FetchedFile(SourceFile):
    """A stored file with where and when it was fetched."""

    url: str
    landing_url: str | None
    fetched_at: datetime
    etag: str | None
    last_modified: str | None

    def document(self, status: DocumentStatus, reason: str | None) -> Document:
        """The row that the warehouse keeps of it."""
        return Document(
            sha256=self.sha256,
            url=self.url,
            landing_url=self.landing_url,
            media_type=self.media_type,
            bytes=self.bytes,
            fetched_at=self.fetched_at,
            etag=self.etag,
            last_modified=self.last_modified,
            status=status,
            reason=reason,
        )


def as_file(row: FileRow, folder: Path) -> FetchedFile:
    """A row of the ledger as the file to be read."""
    return FetchedFile(
        path=file_path(folder, row.sha256),
        sha256=row.sha256,
        bytes=row.bytes,
        media_type="application/pdf",  # nothing else gets into the store
        url=row.url,
        landing_url=row.page if row.page != row.url else None,
        fetched_at=datetime.fromisoformat(row.fetched_at).astimezone(UTC),
        etag=row.etag,
        last_modified=row.last_modified,
    )


def patient_warehouse(path: Path, *, minutes: float = 10) -> Warehouse:
    """The warehouse opened for writing; waits a while where an analyst is reading it. Raises WarehouseError."""

    def is_busy(error: Exception) -> bool:
        return isinstance(error, WarehouseError) and str(error).startswith(BUSY)

    for attempt in stamina.retry_context(
        on=is_busy, attempts=None, timeout=60 * minutes, wait_initial=0.5, wait_max=15, wait_jitter=0.5
    ):
        with attempt:
            return open_warehouse(path)
    raise AssertionError("unreachable: the last attempt raises")


def to_read(db: Warehouse, ledger: Ledger, folder: Path, version: str | None) -> list[SourceFile | DocumentResult]:
    """Stored files that these extractors have not read to their end, in the order of their publication."""
    known = known_reports(db, version)
    ended = {sha256 for sha256, by in ledger.readings().items() if by == version}
    held = {sha256 for (sha256,) in db.rows("SELECT sha256 FROM documents")}
    files: list[SourceFile | DocumentResult] = []
    for row in ledger.files():
        if row.sha256 in known or (row.sha256 in ended and row.sha256 in held):
            continue
        file = as_file(row, folder)
        if is_sound(file.path, row.sha256):
            files.append(file)
        elif file.path.exists():
            log.warning("event=file_damaged sha256=%s url=%s", row.sha256, row.url)
            file.path.unlink()  # as long as it is there, it would pass for what was fetched
            reason = "The stored file was damaged and is removed; the next run fetches it again."
            status = DocumentStatus.FAILED
            files.append(
                DocumentResult(name=file.path.name, sha256=row.sha256, status=status, reason=reason, transient=True)
            )
        else:
            log.warning("event=file_missing sha256=%s url=%s", row.sha256, row.url)
    return files


def load(
    warehouse: Path, ledger: Ledger, folder: Path, pool: ReaderPool, steps: Steps, watch: Watcher, services: Path
) -> RunSummary:
    """Bring the warehouse up to date with the stored files, as one run."""
    make_folder(warehouse)
    started = datetime.now(UTC)
    version = pool.version()
    with patient_warehouse(warehouse) as db:
        run_id = start(db, "live")
        files = Survey(tuple(to_read(db, ledger, folder, version)))
        results = read_and_load(db, files, pool, steps, watch, run_id)
        for sha256, result in results.items():
            if version is not None and not result.transient and result.status is not DocumentStatus.FAILED:
                ledger.put_reading(sha256, version)
        documents = (*results.values(), *(file for file in files.files if isinstance(file, DocumentResult)))
        link_revisions(db, ledger.revisions())
        show_current(db, ledger.revisions(), ledger.shown())
        put_publications(db, ledger)
        apply_services(db, services)
        ids = {d.report_id for d in documents if d.report_id}
        flags = tuple(flag for flag in steps.check(db) if flag.report_id in ids)
        summary = RunSummary(
            run_id=run_id,
            source="live",
            warehouse=str(warehouse),
            started_at=started,
            ended_at=datetime.now(UTC),
            left_out=0,
            documents=documents,
            reports=report_lines(db, ids, flags),
            flags=flags,
        )
        finish(db, summary)
    return summary


def link_revisions(db: Warehouse, chains: list[list[str]]) -> None:
    """Of the reports that one page gave one after the other, let each supersede the one before.

    Loading knows a correction by place and month; this also knows one that corrects the place or the month itself.
    """
    reports: dict[str, str] = dict(db.rows("SELECT document_sha256, report_id FROM reports"))
    superseded: dict[str, str | None] = dict(db.rows("SELECT report_id, supersedes FROM reports"))
    for contents in chains:
        ids = [reports[sha256] for sha256 in contents if sha256 in reports]
        for earlier, later in zip(ids, ids[1:], strict=False):
            if superseded[later] is not None or superseded[earlier] == later or earlier in superseded.values():
                continue
            with db.transaction():
                db.execute("UPDATE reports SET supersedes = ? WHERE report_id = ?", [earlier, later])
                db.execute("UPDATE reports SET is_current = false WHERE report_id = ?", [earlier])
            superseded[later] = earlier


def show_current(db: Warehouse, chains: list[list[str]], shown: Collection[str]) -> None:
    """Where a page gives an earlier content again, let the report of that one be the current one."""
    reports: dict[str, str] = dict(db.rows("SELECT document_sha256, report_id FROM reports"))
    current = {report_id for (report_id,) in db.rows("SELECT report_id FROM reports WHERE is_current")}
    for contents in chains:
        ids = {reports[sha256] for sha256 in contents if sha256 in reports}
        now = {reports[sha256] for sha256 in contents if sha256 in reports and sha256 in shown}
        # Where none of them is current, a report of another page supersedes them all.
        if len(now) == 1 and ids & current and ids & current != now:
            with db.transaction():
                db.execute(
                    "UPDATE reports SET is_current = false WHERE list_contains(?, report_id)", [sorted(ids - now)]
                )
                db.execute("UPDATE reports SET is_current = true WHERE list_contains(?, report_id)", [sorted(now)])
            log.info("event=shown_again report=%s", *now)


def put_publications(db: Warehouse, ledger: Ledger) -> None:
    """Renew the table of what publishers show."""
    last: dict[str, str] = dict(ledger.rows("SELECT url, sha256 FROM addresses WHERE sha256 IS NOT NULL"))
    rows: list[Mapping[str, object]] = [
        {
            "publisher": row.publisher,
            "page": row.page,
            "title": row.title,
            "pdf_url": row.pdf_url,
            "published": row.published,
            "kind": row.kind,
            "left_out": row.left_out,
            "document_sha256": last.get(row.pdf_url or ""),
            "first_seen": row.first_seen.partition("+")[0],
        }
        for row in ledger.listings()
    ]
    with db.transaction():
        db.execute("DELETE FROM publications")
        insert_rows(db, "publications", rows)


YEARS = """
SELECT year(p.published), count(*), count(DISTINCT r.report_id), count(p.left_out),
    count(*) FILTER (d.status IN ('rejected', 'failed')),
    count(*) FILTER (p.left_out IS NULL AND p.document_sha256 IS NULL)
FROM publications AS p
LEFT JOIN documents AS d ON p.document_sha256 = d.sha256
LEFT JOIN reports AS r ON p.document_sha256 = r.document_sha256
GROUP BY year(p.published) ORDER BY year(p.published) NULLS LAST
"""


def year_counts(db: Warehouse) -> tuple[YearCount, ...]:
    """What publishers show of each year, and what became of it."""
    names = ("year", "shown", "loaded", "left_out", "rejected", "missing")
    return tuple(YearCount.model_validate(dict(zip(names, row, strict=True))) for row in db.rows(YEARS))
