"""Whole nights against the replica: what is new, what is not asked for again, corrections, and what the digest says."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.etree import ElementTree as Xml

import pytest

from flows.digest_render import ATOM, atom
from flows.digest_send import post
from flows.fetch.ledger import Ledger
from flows.nightly import night
from flows.publisher.errors import SiteChangedError
from flows.settings import Settings
from schemas.errors import ConfigError
from tests.nightly.conftest import House, Open
from tests.nightly.readers import tiny_pdf
from tests.nightly.sites import bare_site, made, tiny_site
from tests.replica.faults import Fault
from tests.replica.site import report_item

REPORTS = "SELECT report_id, supersedes, is_current, overall_rating FROM reports ORDER BY report_id"


def digest_of(home: House) -> str:
    return (home.folder / "digest.md").read_text()


def test_a_first_night_loads_everything_and_a_second_fetches_nothing(house: Open) -> None:
    home = house(tiny_site(24))
    first = home.night()
    assert first.is_whole
    assert len(first.digest.new) == 24
    assert {left.kind for found in first.found for left in found.left_out} >= {"annual-report", "guidance"}
    assert home.rows("SELECT count(*), count(DISTINCT document_sha256) FROM reports") == [(24, 24)]
    ((url, landing, etag, modified),) = home.rows(
        "SELECT url, landing_url, etag, last_modified FROM documents WHERE url LIKE '%place-003%'"
    )
    assert url.endswith(".pdf")
    assert "/document/" in landing
    assert etag
    assert modified.endswith("GMT")
    assert "opening hours" in digest_of(home)

    home.site.forget_requests()
    second = home.night()
    assert second.digest.is_quiet
    assert digest_of(home).endswith(": nothing new.\n")
    assert len(digest_of(home).splitlines()) == 1
    assert not [request for request in home.site.requests if request.sent_pdf]
    assert not home.site.asked("/document/an-")
    assert {r.status for r in home.site.asked(".pdf")} == {304}
    assert len(home.site.asked(".pdf")) == 2  # a fourteenth of 24, rounded up
    assert second.documents == ()


@pytest.mark.parametrize("way", ["rest", "sitemap"])
def test_a_replaced_pdf_is_noticed_the_next_night_by_its_page(house: Open, way: str) -> None:
    home = house(bare_site(8), ways=(way,))
    home.night()
    one = made(5)
    home.site.replace_pdf(one.slug, tiny_pdf(one.area, one.published, "Inadequate"), touch=True)
    done = home.night()
    (correction,) = done.digest.corrected
    assert [(c.what, c.before, c.after) for c in correction.changes] == [("overall rating", "Good", "Inadequate")]
    assert "overall rating: Good → Inadequate" in digest_of(home)
    chain = [row for row in home.rows(REPORTS) if row[0].startswith("place-005")]
    assert [(supersedes is None, current) for _, supersedes, current, _ in chain] == [(True, False), (False, True)]
    assert home.night().digest.is_quiet


def test_a_silently_replaced_pdf_is_noticed_within_the_stated_nights(house: Open) -> None:
    home = house(bare_site(8), ways=("listing",), recheck_nights=2)
    home.night()
    one = made(2)
    home.site.replace_pdf(one.slug, tiny_pdf(one.area, one.published, "Inadequate"), touch=False)
    nights = [home.night() for _ in range(2)]
    assert sum(len(done.digest.corrected) for done in nights) == 1
    assert [len(home.site.asked(made(n).slug + ".pdf")) for n in range(8)] == [2] * 8


def test_a_correction_of_the_place_itself_still_supersedes(house: Open) -> None:
    home = house(bare_site(3))
    home.night()
    one = made(1)
    home.site.replace_pdf(one.slug, tiny_pdf("Another Name", one.published + timedelta(days=70)), touch=True)
    (correction,) = home.night().digest.corrected
    assert correction.supersedes.startswith("place-001")
    assert [row[2] for row in home.rows(REPORTS) if row[0].startswith("place-001")] == [False]


def test_a_moved_report_and_its_welsh_version_are_no_new_reports(house: Open) -> None:
    home = house(bare_site(6))
    home.night()
    home.site.move(made(1).slug, "an-inspection-of-youth-justice-services-in-place-001-new-address")
    home.site.add_welsh(made(2).slug)
    done = home.night()
    assert home.rows("SELECT count(*) FROM reports") == [(6,)]
    (found,) = done.found
    assert len(found.moved) == 1
    ((title, reason),) = done.digest.left_out
    assert title.startswith("Arolygiad")
    assert "Welsh" in reason
    assert home.rows("SELECT kind FROM publications WHERE left_out IS NOT NULL") == [("welsh-version",)]


def test_the_same_bytes_on_both_sites_are_one_report(house: Open) -> None:
    home = house(bare_site(4))
    home.site.publish(report_item(made(1), ("new", "old")))
    done = night(home.job(from_year=2018))
    assert sum(len(found.fetched) for found in done.found) == 4
    assert home.rows("SELECT count(*) FROM reports") == [(4,)]
    assert home.rows("SELECT count(*) FROM publications") == [(5,)]


def test_what_is_no_report_is_told_once(house: Open) -> None:
    home = house(bare_site(3))
    home.site.publish(report_item(made(7)))
    home.site.replace_pdf(made(7).slug, tiny_pdf("x", made(7).published, "none"), touch=False)
    (refusal,) = home.night().digest.rejected
    assert refusal.reason == "There is no rating in it."
    assert home.night().digest.is_quiet
    assert home.rows("SELECT status FROM documents ORDER BY status") == [("extracted",)] * 3 + [("rejected",)]


def test_a_site_that_has_changed_is_trouble_not_silence(house: Open) -> None:
    home = house(bare_site(3))
    home.night()
    home.site.faults = [Fault("error-page", "", times=999)]
    home.site.faults[0].part = "/wp-json"
    home.site.sitemap = False
    home.site.faults.append(Fault("error-page", "/our-reports/", times=99))
    done = home.night()
    assert not done.is_whole
    assert "the site has changed" in digest_of(home)
    assert "/our-reports/" in digest_of(home)


def test_a_publisher_that_shows_much_less_has_changed(house: Open) -> None:
    home = house(bare_site(20))
    home.night()
    for number in range(15):
        del home.site.items[made(number).slug]
    done = home.night()
    assert "5 publications after 20" in (done.found[0].failure or "")
    assert home.rows("SELECT count(*) FROM reports") == [(20,)]
    assert "5 publications after 18" in (home.night().found[0].failure or "")
    with Ledger(home.folder / "raw" / "ledger.sqlite3") as ledger:
        ledger.put_count("new-site", 11)
    assert not home.night().is_whole
    assert home.night().is_whole


def test_when_the_time_is_over_the_rest_is_left_for_the_next_night(house: Open) -> None:
    home = house(bare_site(6))
    done = home.night(time_limit_minutes=0.00001)
    assert done.found[0].postponed == 6
    assert not done.is_whole
    assert home.night().is_whole


def test_a_host_that_forbids_is_left_until_the_next_night(house: Open) -> None:
    home = house(bare_site(9))
    home.site.faults = [Fault("403", made(4).slug + ".pdf")]
    done = home.night()
    assert "403" in digest_of(home)
    assert done.found[0].postponed == 5
    assert len(home.site.asked(".pdf")) == 5
    assert home.night().is_whole
    assert home.rows("SELECT count(*) FROM reports") == [(9,)]


def test_a_lost_file_is_fetched_again(house: Open) -> None:
    home = house(bare_site(3))
    home.night()
    lost = next((home.folder / "raw").glob("*/*.pdf"))
    lost.unlink()
    home.night()
    assert lost.is_file()


def test_a_backfill_goes_year_by_year_and_counts_honestly(house: Open) -> None:
    home = house(tiny_site(60, old_share=3))
    broken = next(item for item in home.site.on("old") if item.published.year == 2022)
    home.site.faults = [Fault("html-pdf", broken.slug + ".pdf", times=9)]
    done = night(home.job(from_year=2022))
    years = {count.year: count for count in done.years}
    shown = [made(n).published.year for n in range(60)]
    assert years[2022].missing == 1
    assert years[2022].loaded == shown.count(2022) - 1
    assert 2021 not in {y for y, count in years.items() if count.loaded}
    home.site.faults = []
    home.site.forget_requests()
    again = night(home.job(from_year=2022))
    assert again.is_whole
    assert len([r for r in home.site.requests if r.sent_pdf]) == 1
    assert {c.year: c.missing for c in again.years}[2022] == 0


def test_the_feed_has_one_entry_a_night_with_news(house: Open) -> None:
    home = house(bare_site(3))
    home.night()
    home.night()
    home.site.publish(report_item(made(9)))
    home.night()
    feed = Xml.fromstring((home.folder / "feed.xml").read_bytes())  # noqa: S314 - our own file
    titles = [node.text for node in feed.iterfind(f"{{{ATOM}}}entry/{{{ATOM}}}title")]
    assert titles == ["1 new report", "3 new reports"]
    ids = [node.text for node in feed.iter(f"{{{ATOM}}}id")]
    assert len(set(ids)) == len(ids) == 3


def test_the_webhook_gets_the_news_and_its_failure_stops_nothing(house: Open) -> None:
    home = house(bare_site(2))
    home.night(webhook=home.base + "/hook")
    assert [request.status for request in home.site.asked("/hook")] == [404]
    home.night(webhook=home.base + "/hook")
    assert len(home.site.asked("/hook")) == 1  # a quiet night sends nothing
    home.site.publish(report_item(made(9)))
    assert home.night(webhook="http://127.0.0.1:9/hook").is_whole


def test_a_webhook_that_never_ends_its_answer_is_not_waited_for() -> None:
    ended = threading.Event()

    class Endless(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):
                while not ended.wait(0.02):
                    self.wfile.write(b".")
            gone.set()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    gone = threading.Event()
    with ThreadingHTTPServer(("127.0.0.1", 0), Endless) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        # A post that read the answer would never come back by itself; this ends it, and the test with it.
        rescue = threading.Timer(60, ended.set)
        rescue.start()
        taken = post(Settings(webhook=f"http://127.0.0.1:{server.server_port}/"), {"title": "News"})
        rescued = ended.is_set()
        rescue.cancel()
        assert gone.wait(60)
        server.shutdown()
    assert taken
    assert not rescued


def test_settings_that_are_wrong_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.settings import load_settings

    monkeypatch.setenv("HMIP_PAUSE_SECONDS", "-1")
    with pytest.raises(ConfigError, match="HMIP_PAUSE_SECONDS"):
        load_settings()
    assert str(SiteChangedError("http://x", "it has no h1")) == "http://x: the site has changed: it has no h1."


def test_a_report_that_the_sitemap_names_for_the_first_time_is_dated_by_its_page(house: Open) -> None:
    home = house(bare_site(1), ways=("sitemap",))
    home.night()
    assert home.rows("SELECT published FROM publications") == [(made(0).published,)]


def test_the_feed_can_be_read_whatever_was_printed() -> None:
    text = "a\x00b\x0bc\ufffed\uffffe\ud800f \u00e9\U0001f600\n"
    feed = Xml.fromstring(atom([("run", datetime(2024, 5, 1, tzinfo=UTC), "1 new report", text)]))  # noqa: S314
    assert feed.findtext(f".//{{{ATOM}}}content") == "abcdef \u00e9\U0001f600\n"
