"""Three hundred reports from a publisher that misbehaves: two nights, then a quiet one."""

from __future__ import annotations

import os
from collections import Counter

from flows.processes import DEFAULT_READER
from tests.nightly.conftest import READER, House, Open
from tests.nightly.sites import tiny_site
from tests.replica.faults import Fault, plan
from tests.replica.reports import make_reports
from tests.replica.site import Site, make_site

COUNT = 300


def misbehave(site: Site, passing: int, lasting: int) -> set[str]:
    """Faults of every kind for one night, so many of PDFs and a third as many of pages; the paths that they strike."""
    reports = [item for item in site.on("new") if item.title.startswith("An inspection of youth")]
    stopping, earlier = reports[1:3], reports[3:]  # the latest come first
    faults = plan([item.pdf_path("new") for item in earlier], seed=4, passing=passing, lasting=lasting)
    struck = {fault.part for fault in faults}  # a page that is not read leaves the fault of its PDF for the next night
    pages = [item.path("new") for item in earlier if item.pdf_path("new") not in struck]
    faults += plan(pages, seed=5, passing=passing // 3, lasting=lasting // 3)
    # Entries are taken in the order of their publication: the second 429 ends the night just before the last.
    faults += [
        Fault(kind, item.pdf_path("new")) for kind, item in zip(("429-retry-after", "429"), stopping, strict=True)
    ]
    site.faults = [*faults, Fault("500", "/wp-json/", times=1)]
    return {fault.part for fault in site.faults}


def two_nights(home: House, reader: str, count: int, struck: set[str]) -> None:
    """A night of faults and one that makes it good, then a quiet one: nothing is lost, doubled, or fetched in vain."""
    home.options = {"retry_max_seconds": 1.5, "read_seconds": 2}
    first = home.night_with(reader)
    assert not first.is_whole
    assert first.found[0].postponed
    told = {url.removeprefix(home.base) for url, _, _ in home.faults()}
    for fault in home.site.faults:
        assert fault.struck == fault.times or fault.part not in {r.path for r in home.site.requests}
        if fault.struck:
            assert any(fault.part in url for url in told), fault

    second = home.night_with(reader)
    assert second.is_whole
    assert home.rows("SELECT count(*), count(DISTINCT document_sha256), count(supersedes) FROM reports") == [
        (count, count, 0)
    ]
    assert home.rows("SELECT count(*) FROM publications WHERE left_out IS NULL") == [(count,)]
    assert home.rows("SELECT count(*) FROM publications WHERE left_out IS NOT NULL") == [(7,)]
    assert {status for (status,) in home.rows("SELECT status FROM documents")} <= {"extracted", "partial"}

    # Whole bodies went out once a report; what was cut off, replaced by an error or late had to be asked for again.
    sent = Counter(r.path for r in home.site.requests if r.sent_pdf)
    assert {path for path, times in sent.items() if times > 1} <= struck
    news = [report.report_id for done in (first, second) for report in done.digest.new]
    assert len(news) == len(set(news)) == count

    home.site.forget_requests()
    quiet = home.night_with(reader)
    assert quiet.digest.is_quiet
    assert not [request for request in home.site.requests if request.sent_pdf]
    due = -(-count // 14)
    assert Counter(r.status for r in home.site.asked(".pdf")) == {304: due}
    # Little is asked and nothing is read, so that the work beside the pauses takes seconds.
    assert quiet.documents == ()
    lists = -(-len(home.site.on("new")) // 100)
    assert len(home.site.requests) == 1 + lists + due  # robots.txt, the list, and the share that is due


def test_three_hundred_made_up_reports_over_two_nights(house: Open) -> None:
    home = house(tiny_site(COUNT))
    struck = misbehave(home.site, passing=25, lasting=12)
    assert len(struck) > 45
    two_nights(home, READER, COUNT, struck)


def test_typeset_reports_through_the_real_reader(house: Open) -> None:
    """The same with a few in the usual run, and with all three hundred where HMIP_SLOW is set."""
    count = COUNT if os.environ.get("HMIP_SLOW") else 8
    home = house(make_site(make_reports(count)))
    struck = misbehave(home.site, *((25, 12) if count == COUNT else (3, 1)))
    two_nights(home, DEFAULT_READER, count, struck)
    ratings = home.rows("SELECT count(DISTINCT report_id), count(*) > 12 * ? FROM standard_ratings", count)
    assert ratings == [(count, True)]
