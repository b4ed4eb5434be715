"""Answers that nobody planned for: each is one fault with a name, and never the end of a night."""

from __future__ import annotations

import pytest

from flows.fetch.answers import Answer, seconds
from flows.fetch.errors import ContentError, RedirectError, RefusedError, RobotsError, StoppedError
from flows.fetch.robots import parse
from flows.publisher.build import publishers
from flows.publisher.config import load_publishers
from tests.nightly.conftest import House, Open
from tests.nightly.sites import bare_site, made
from tests.replica.faults import Fault


def pdf_url(house: House, number: int = 0) -> str:
    return house.base + house.site.items[made(number).slug].pdf_path("new")


def test_links_that_lead_nowhere_cost_nothing(house: Open) -> None:
    home = house(bare_site(2))
    home.site.extra = (
        '<a href="http://[oops/a.pdf">Inspection report</a><a name="summary">An anchor</a><a href="">Nowhere</a>'
        '<a href="mailto:someone@example.org">Write to us</a>'
    )
    assert home.night().is_whole
    assert home.rows("SELECT count(*) FROM reports") == [(2,)]


@pytest.mark.parametrize(
    ("target", "error"),
    [("http://[oops/a.pdf", RedirectError), ("/a\x01.pdf", RefusedError), (f"/{'a' * 70_000}.pdf", RefusedError)],
)
def test_a_redirect_to_what_is_no_address(
    house: Open, monkeypatch: pytest.MonkeyPatch, target: str, error: type[Exception]
) -> None:
    home = house(bare_site(1))
    monkeypatch.setattr("tests.replica.app.misbehave", lambda *_: (302, {"location": target}, b""))
    home.site.faults = [Fault("redirect", ".pdf")]
    with home.client() as client, pytest.raises(error, match="no address"):
        client.pdf(pdf_url(home))
    assert len(home.site.asked(".pdf")) == 1


def test_a_page_that_a_parser_stumbles_over_is_a_fault_of_that_page(house: Open) -> None:
    home = house(bare_site(1))

    def stumble(answer: Answer) -> str:
        return [answer.text][1]

    with home.client() as client, pytest.raises(ContentError, match="cannot be understood \\(IndexError"):
        client.page(home.base + "/our-reports/", stumble)


def test_a_pdf_that_is_kept_elsewhere_is_not_sent_again(house: Open) -> None:
    home = house(bare_site(3), recheck_nights=1)
    home.site.files_moved = True
    home.night()
    home.site.forget_requests()
    assert home.night().digest.is_quiet
    assert [r.status for r in home.site.asked("/kept/")] == [304] * 3
    home.site.files_moved = False  # its validators are those of another address, so they are not sent
    home.site.forget_requests()
    assert home.night().digest.is_quiet
    assert [(r.status, r.conditional) for r in home.site.asked(".pdf")] == [(200, False)] * 3
    assert home.rows("SELECT count(*) FROM reports") == [(3,)]


def test_links_of_a_page_start_from_where_it_was_found() -> None:
    from flows.publisher.html import links_in, tree_of

    answer = Answer(
        "http://x/a/", b'<a href="b.pdf">B</a>', {"content-type": "text/html", "final": "http://y/c/"}, True
    )
    assert links_in(answer.base, tree_of(answer).css("a")) == [("B", "http://y/c/b.pdf")]


@pytest.mark.parametrize("asked", ["²", "٣", "-1", "soon", "Fri, 99 Foo 2100 99:99:99 GMT"])
def test_a_retry_after_that_says_nothing(asked: str) -> None:
    assert seconds(asked) is None


def test_robots_in_forms_that_occur() -> None:
    assert not parse("\ufeffUser-agent: *\nDisallow: /\n").allows("https://reports.example.org/a")
    assert parse("User-agent: *\nCrawl-delay: inf\n").delay is None


def test_a_host_that_asks_for_hours_between_requests_is_left_alone(house: Open) -> None:
    home = house(bare_site(1))
    home.site.robots = "User-agent: *\nCrawl-delay: 86400\n"
    with home.client() as client, pytest.raises(StoppedError, match="asks for 86400 seconds"):
        client.pdf(pdf_url(home))
    assert [request.path for request in home.site.requests] == ["/robots.txt"]


@pytest.mark.parametrize("status", [400, 401, 418, 204])
def test_robots_that_cannot_be_had_are_asked_for_once(
    house: Open, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    home = house(bare_site(1))
    monkeypatch.setattr("tests.replica.app.misbehave", lambda *_: (status, {}, b""))
    home.site.faults = [Fault("status", "/robots.txt", times=99)]
    with home.client() as client:
        for _ in range(2):
            with pytest.raises(RobotsError, match="cannot be had"):
                client.pdf(pdf_url(home))
    assert [request.path for request in home.site.requests] == ["/robots.txt"]
    assert len(home.faults()) == 1


def test_robots_wait_as_long_as_the_host_asks_or_not_at_all(house: Open) -> None:
    home = house(bare_site(1))
    home.site.faults = [Fault("503-retry-after", "/robots.txt", times=99)]
    with home.client(retry_max_seconds=0.5) as client, pytest.raises(RobotsError):
        client.pdf(pdf_url(home))
    assert len(home.site.requests) == 1


@pytest.mark.parametrize(
    ("way", "part"), [("sitemap", "-sitemap.xml"), ("sitemap", "_index.xml"), ("rest", "/wp-json")]
)
@pytest.mark.parametrize("kind", ["cut", "short-length"])
def test_a_list_that_is_cut_off_is_asked_for_again(house: Open, way: str, part: str, kind: str) -> None:
    home = house(bare_site(9), ways=(way,))
    home.site.faults = [Fault(kind, part)]
    (site,) = publishers(load_publishers(home.folder / "publishers.toml"), ("new-site",))
    with home.client() as client:
        assert len(site.entries(client)) == 9
    assert len(home.site.asked(part)) == 2


def test_a_sitemap_with_marked_text(house: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.publisher.new_ways import _locations

    text = b"<urlset><url><loc><![CDATA[http://x/document/a/]]></loc><lastmod>2025-03-11T09:00:00Z</lastmod></url></urlset>"
    (found,) = _locations(Answer("http://x/s.xml", text, {}, fresh=True), "url")
    assert found == ("http://x/document/a/", "2025-03-11T09:00:00+00:00")
