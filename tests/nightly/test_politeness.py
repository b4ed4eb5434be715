"""Where we go and how often we ask: addresses, robots.txt, pauses, and giving up when told to."""

from __future__ import annotations

import socket

import pytest

from flows.fetch.allow import check_listed, safe_addresses
from flows.fetch.answers import Answer, seconds
from flows.fetch.errors import (
    ContentError,
    FetchError,
    GoneError,
    RedirectError,
    RefusedError,
    RobotsError,
    StoppedError,
    TemporaryError,
)
from flows.fetch.robots import Robots, parse
from tests.nightly.conftest import House, Open
from tests.nightly.sites import bare_site
from tests.replica.faults import Fault

LISTED = {"reports.example.org", "127.0.0.1:8080"}


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://reports.example.org/a.pdf",
        "//reports.example.org/a.pdf",
        "http://elsewhere.example.org/a.pdf",
        "http://reports.example.org:8080/a.pdf",
        "http://reports.example.org.evil.example/a.pdf",
        "http://reports.example.org@elsewhere.example.org/a.pdf",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/a.pdf",
        "http://127.0.0.1/a.pdf",
        "http://127.0.0.1:99999/a.pdf",
        "http:///a.pdf",
    ],
)
def test_an_address_off_the_list_is_refused(url: str) -> None:
    with pytest.raises(RefusedError):
        check_listed(url, LISTED)


@pytest.mark.parametrize("url", ["https://reports.example.org/a.pdf", "http://127.0.0.1:8080/a.pdf"])
def test_an_address_on_the_list_is_not(url: str) -> None:
    check_listed(url, LISTED)


@pytest.mark.parametrize(
    "address", ["10.0.0.7", "192.168.1.1", "127.0.0.1", "169.254.169.254", "::1", "fe80::1%eth0", "172.16.0.1"]
)
def test_a_listed_name_that_leads_into_a_private_network_is_refused(address: str) -> None:
    with pytest.raises(RefusedError, match="no public address"):
        safe_addresses("https://reports.example.org/", LISTED, lambda host, port: ["8.8.8.8", address])


def test_a_listed_name_with_public_addresses_is_pinned_to_them() -> None:
    assert safe_addresses("https://reports.example.org/", LISTED, lambda host, port: ["8.8.8.8"]) == ["8.8.8.8"]


def test_a_name_that_is_unknown_may_be_known_tomorrow() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror("unknown")

    with pytest.raises(TemporaryError):
        safe_addresses("https://reports.example.org/", LISTED, unknown)


ROBOTS = """
User-agent: *
Disallow: /wp-admin/
Disallow: /*.zip$
Disallow: /reports/
Allow: /reports/public
Crawl-delay: 4 # seconds

User-agent: OtherBot
User-agent: ThirdBot
Disallow: /
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/document/a/", True),
        ("/wp-admin/x", False),
        ("/a/b.zip", False),
        ("/a/b.zip?x=1", True),
        ("/reports/a", False),
        ("/reports/public/a", True),
    ],
)
def test_robots(path: str, allowed: bool) -> None:
    robots = parse(ROBOTS)
    assert robots.allows(f"https://reports.example.org{path}") is allowed
    assert robots.delay == 4


def test_lines_for_us_come_before_lines_for_everybody() -> None:
    robots = parse("User-agent: *\nDisallow: /\n\nUser-agent: hmip-inspections\nDisallow: /private/\n")
    assert robots.allows("https://reports.example.org/document/a")
    assert not robots.allows("https://reports.example.org/private/a")
    assert Robots().allows("https://reports.example.org/")


def test_retry_after_as_seconds_and_as_a_date() -> None:
    assert seconds("120") == 120
    assert (seconds("Fri, 01 Jan 2100 00:00:00 GMT") or 0) > 1_000_000
    assert seconds("soon") is None
    assert seconds(None) is None


def pdf_url(house: House) -> str:
    (item,) = house.site.items.values()
    return house.base + item.pdf_path("new")


class Clock:
    """A clock that only waiting moves, and that remembers each wait."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.waits: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.waits.append(round(seconds, 6))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the client, for its pauses and its further attempts."""
    clock = Clock()
    monkeypatch.setattr("flows.fetch.client.time", clock)
    monkeypatch.setattr("tenacity.nap.time", clock)
    return clock


@pytest.mark.parametrize("kind", ["500", "503-retry-after", "429", "429-retry-after", "slow", "cut", "short-length"])
def test_a_passing_fault_is_got_over_and_written_down(house: Open, clock: Clock, kind: str) -> None:
    home = house(bare_site(1))
    home.site.faults = [Fault(kind, ".pdf")]
    with home.client(read_seconds=1.5 if kind == "slow" else 30) as client:
        answer = client.pdf(pdf_url(home))
    assert answer is not None
    assert answer.body.endswith(b"%%EOF\n")
    assert len(home.site.asked(".pdf")) == 2
    assert len(home.faults()) == 1
    (wait,) = clock.waits
    assert wait == 1 if kind.endswith("retry-after") else 0 < wait < 1


@pytest.mark.parametrize(
    ("kind", "error", "words"),
    [
        ("html-pdf", ContentError, "a web page, not a PDF"),
        ("redirect-host", RefusedError, "reports.example.org"),
        ("redirect-private", RefusedError, "169.254.169.254"),
        ("redirect-file", RefusedError, "only http and https"),
        ("redirect-circle", RedirectError, "in a circle"),
        ("403", StoppedError, "forbids"),
    ],
)
def test_a_lasting_fault_is_not_tried_again(house: Open, kind: str, error: type[FetchError], words: str) -> None:
    home = house(bare_site(1))
    home.site.faults = [Fault(kind, ".pdf", times=9)]
    with home.client() as client, pytest.raises(error, match=words) as raised:
        client.pdf(pdf_url(home))
    assert raised.value.url == pdf_url(home)
    assert len(home.site.asked(".pdf")) == 1


def test_nothing_is_connected_to_that_is_refused(house: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    home = house(bare_site(1))
    port = int(home.base.rpartition(":")[2])
    targets = []
    connect = socket.socket.connect

    def watched(self: socket.socket, address: tuple[str, int]) -> None:
        targets.append(address)
        return connect(self, address)

    def no_lookup(*_: object, **__: object) -> None:
        raise AssertionError("a name was looked up")

    monkeypatch.setattr(socket.socket, "connect", watched)
    for kind in ("redirect-host", "redirect-private", "redirect-file"):
        home.site.faults = [Fault(kind, ".pdf")]
        with home.client() as client, pytest.raises(RefusedError):
            monkeypatch.setattr("flows.fetch.pinned.resolve", no_lookup)
            client.pdf(pdf_url(home))
    assert set(targets) <= {("127.0.0.1", port)}


def test_a_second_429_ends_the_night_for_the_host(house: Open) -> None:
    home = house(bare_site(1))
    home.site.faults = [Fault("429", ".pdf", times=2)]
    with home.client() as client:
        with pytest.raises(StoppedError, match="second time"):
            client.pdf(pdf_url(home))
        asked = len(home.site.requests)
        with pytest.raises(StoppedError):
            client.page(home.base + "/our-reports/", lambda answer: answer.text)
        assert len(home.site.requests) == asked


def test_a_long_retry_after_is_not_shortened(house: Open) -> None:
    home = house(bare_site(1))
    home.site.faults = [Fault("429-retry-after", ".pdf")]
    with home.client(retry_max_seconds=0.5) as client, pytest.raises(StoppedError):
        client.pdf(pdf_url(home))
    assert len(home.site.asked(".pdf")) == 1


def test_attempts_are_capped(house: Open) -> None:
    home = house(bare_site(1))
    home.site.faults = [Fault("500", ".pdf", times=99)]
    with home.client(attempts=3) as client, pytest.raises(TemporaryError, match="500"):
        client.pdf(pdf_url(home))
    assert len(home.site.asked(".pdf")) == 3
    assert len(home.faults()) == 3


def test_robots_are_asked_once_and_kept_to(house: Open) -> None:
    home = house(bare_site(1))
    home.site.robots = "User-agent: *\nDisallow: /wp-content/\n"
    with home.client() as client:
        for _ in range(2):
            with pytest.raises(RobotsError):
                client.pdf(pdf_url(home))
    assert [request.path for request in home.site.requests] == ["/robots.txt"]


def test_where_robots_cannot_be_had_nothing_is_read(house: Open) -> None:
    home = house(bare_site(1))
    home.site.faults = [Fault("500", "/robots.txt", times=99)]
    with home.client(attempts=2) as client, pytest.raises(RobotsError):
        client.pdf(pdf_url(home))
    assert {request.path for request in home.site.requests} == {"/robots.txt"}


def test_requests_keep_their_distance_and_say_who_they_are(house: Open, clock: Clock) -> None:
    home = house(bare_site(1))
    home.site.robots = "User-agent: *\nCrawl-delay: 0.3\n"
    with home.client(pause_seconds=0.1, contact="mailto:data@example.org") as client:
        for _ in range(2):
            client.page(home.base + "/our-reports/", lambda answer: answer.text)
        assert client.tally.paused == pytest.approx(0.6)
    assert [request.path for request in home.site.requests] == ["/robots.txt", "/our-reports/", "/our-reports/"]
    assert clock.waits == [0.3, 0.3]
    assert all("mailto:data@example.org" in request.agent for request in home.site.requests)


def test_too_large_and_too_long(house: Open) -> None:
    home = house(bare_site(1))
    with home.client(max_megabytes=0.0001) as client, pytest.raises(ContentError, match="larger"):
        client.pdf(pdf_url(home))
    with home.client(max_redirects=0) as client, pytest.raises(GoneError):
        client.pdf(home.base + "/nowhere.pdf")


def test_a_page_that_could_not_be_read_keeps_no_validators(house: Open) -> None:
    home = house(bare_site(1))

    def unreadable(answer: Answer) -> str:
        raise ContentError(answer.url, "not as expected")

    with home.client() as client:
        with pytest.raises(ContentError):
            client.page(home.base + "/our-reports/", unreadable)
        assert client.page(home.base + "/our-reports/", lambda answer: answer.fresh)
        assert not client.page(home.base + "/our-reports/", lambda answer: answer.fresh)
        assert "1 documents" in client.page(home.base + "/our-reports/", lambda answer: answer.text)
    assert [request.status for request in home.site.asked("/our-reports/")] == [200, 200, 304, 304]
