"""Three hundred reports from a publisher that misbehaves: two nights, then a quiet one."""

from __future__ import annotations

import os
from collections import Counter

from tests.nightly.conftest import READER, House, Open
from tests.nightly.sites import tiny_site
from tests.replica.faults import Fault, plan
from tests.replica.reports import make_reports
from tests.replica.site import Site, make_site

COUNT = 300


def misbehave(site: Site) -> set[str]:
    """Faults of every kind for one night; the paths that they strike."""
    reports = [item for item in site.on("new") if item.title.startswith("An inspection of youth")]
    paths = [item.pdf_path("new") for item in reports]
    faults = plan(paths, seed=4, passing=25, lasting=12)
    pages = plan([item.path("new") for item in reports[40:240]], seed=5, passing=8, lasting=4)
    latest = site.on("new")[10]  # nearly at the end: entries are taken in the order of their publication
    stop = [Fault("429", latest.pdf_path("new")), Fault("429-retry-after", site.on("new")[8].pdf_path("new"))]
    site.faults = [*(f for f in (*faults, *pages) if latest.slug not in f.part), *stop]
    site.faults.append(Fault("500", "/wp-json/", times=1))
    return {fault.part for fault in site.faults}


def two_nights(home: House, reader: str) -> None:
    home.options = {"retry_max_seconds": 1.5}
    struck = misbehave(home.site)
    first = home.night_with(reader)
    assert not first.is_whole
    assert first.found[0].postponed
    told = {url.removeprefix(home.base) for url, _, _ in home.faults()}
    for fault in home.site.faults:
        assert fault.struck == fault.times or fault.part not in {r.path for r in home.site.requests}
        if fault.struck:
            assert any(fault.part in url for url in told), fault
    assert len(struck) > 45

    second = home.night_with(reader)
    assert second.is_whole
    assert home.rows("SELECT count(*), count(DISTINCT document_sha256), count(supersedes) FROM reports") == [
        (COUNT, COUNT, 0)
    ]
    assert home.rows("SELECT count(*) FROM publications WHERE left_out IS NULL") == [(COUNT,)]
    assert home.rows("SELECT count(*) FROM publications WHERE left_out IS NOT NULL") == [(7,)]
    assert {status for (status,) in home.rows("SELECT status FROM documents")} <= {"extracted", "partial"}

    # Whole bodies went out once a report; what was cut off, replaced by an error or late had to be asked for again.
    marred = {fault.part for fault in home.site.faults}
    sent = Counter(r.path for r in home.site.requests if r.sent_pdf)
    assert {path for path, times in sent.items() if times > 1} <= marred
    news = [report.report_id for done in (first, second) for report in done.digest.new]
    assert len(news) == len(set(news)) == COUNT

    home.site.forget_requests()
    quiet = home.night_with(reader)
    assert quiet.digest.is_quiet
    assert not [request for request in home.site.requests if request.sent_pdf]
    assert Counter(r.status for r in home.site.asked(".pdf")) == {304: -(-COUNT // 14)}
    assert quiet.work_seconds < 30
    assert len(home.site.requests) < 40


def test_three_hundred_made_up_reports_over_two_nights(house: Open) -> None:
    two_nights(house(tiny_site(COUNT)), READER)


def test_typeset_reports_through_the_real_reader(house: Open) -> None:
    """A few in the usual run, all three hundred where HMIP_SLOW is set."""
    from flows.processes import DEFAULT_READER

    if os.environ.get("HMIP_SLOW"):
        two_nights(house(make_site(make_reports(COUNT))), DEFAULT_READER)
        return
    home = house(make_site(make_reports(8)))
    assert len(home.night_with(DEFAULT_READER).digest.new) == 8
    ratings = home.rows("SELECT count(DISTINCT report_id), count(*) > 100 FROM standard_ratings")
    assert ratings == [(8, True)]
    assert home.night_with(DEFAULT_READER).digest.is_quiet
