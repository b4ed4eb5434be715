"""Publishers as adapters: what they show, what is left out and why, and noticing that a site has changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from flows.errors import SourceError
from flows.fetch.errors import FetchError
from flows.publisher.build import publishers
from flows.publisher.config import load_publishers
from flows.publisher.errors import PagingError, SiteChangedError
from flows.publisher.files import FolderPublisher, UrlListPublisher, sample
from flows.publisher.kinds import judge
from flows.publisher.links import choose_pdf
from flows.publisher.listing import LeftOut, Listing, Publisher
from flows.settings import DATA_DIR
from schemas.errors import ConfigError
from tests.nightly.conftest import House, Open
from tests.nightly.sites import bare_site, made, tiny_site
from tests.replica.faults import Fault
from tests.replica.site import report_item

KINDS = load_publishers(DATA_DIR / "publishers.toml").kind

TITLES = {
    "An inspection of youth offending services in Staffordshire": "youth-inspection",
    "An inspection of youth justice services in Hull": "youth-inspection",
    "A joint inspection of youth justice services in Conwy & Denbighshire": "youth-inspection",
    "Inspection of youth offending services: Hull YJS": "youth-inspection",
    "An inspection of Tower Hamlets and City of London": "youth-inspection",
    "An inspection of youth justice work with children and victims in Wakefield – 2025": "youth-inspection",
    "Arolygiad o wasanaethau troseddwyr ifanc Caerdydd": "welsh-version",
    "An inspection of probation services in: Humberside Community Rehabilitation Company": "probation-inspection",
    "An inspection of probation services in Gwent PDU ": "probation-inspection",
    "An inspection of Probation Services – North East region": "probation-inspection",
    "Dynamic Inspection of Public Protection in South West region": "thematic-report",
    "National Inspection – April 2025": "thematic-report",
    "An inspection of central functions supporting the National Probation Service": "thematic-report",
    "Annual report: inspection of youth offending services (2019-2020)": "annual-report",
    "Approved premises inspections guidance manual": "guidance",
    "A joint thematic inspection of youth justice services": "thematic-report",
    "Press release: an inspection of youth justice services in Camden": "press-release",
    "Data annexe: An inspection of youth justice services in Camden": "data-annexe",
    "Changes to our opening hours": "unknown",
}


@pytest.mark.parametrize(("title", "kind"), TITLES.items())
def test_kinds_are_told_by_their_titles(title: str, kind: str) -> None:
    verdict = judge(KINDS, title, "https://example.org/document/x/")
    assert verdict.kind == kind
    assert verdict.take == (kind == "youth-inspection")
    assert verdict.take or verdict.reason.endswith(".")


def test_kinds_are_told_by_address_language_and_type() -> None:
    address = "https://example.org/document/an-inspection-of-youth-justice-services-in-camden-2024/"
    assert judge(KINDS, None, address).take
    assert judge(KINDS, None, address, language="cy").kind == "welsh-version"
    assert judge(KINDS, None, address, terms=("Press release",)).kind == "press-release"


def test_the_right_pdf_among_several_links() -> None:
    links = [
        ("Press release", "https://example.org/a/camden-press-release.pdf"),
        ("Annex: inspection data", "https://example.org/a/camden-annex.pdf"),
        ("Darllenwch yn Gymraeg", "https://example.org/a/arolygiad-camden.pdf"),
        ("About our inspections", "https://example.org/about/"),
        ("Download", "https://example.org/a/cam2.pdf"),
        ("An inspection of youth justice services in Camden (PDF, 1.2 MB)", "https://example.org/a/cam.pdf"),
    ]
    assert choose_pdf(KINDS, links) == "https://example.org/a/cam.pdf"
    assert choose_pdf(KINDS, links[:-1]) == "https://example.org/a/cam2.pdf"
    assert choose_pdf(KINDS, links[:4]) is None


def publisher(home: House, name: str = "new-site") -> Publisher:
    (found,) = publishers(load_publishers(home.folder / "publishers.toml"), (name,))
    return found


@pytest.mark.parametrize("way", ["rest", "sitemap", "listing"])
def test_the_new_site_shows_the_same_in_each_way(house: Open, way: str) -> None:
    home = house(tiny_site(23), ways=(way,))
    with home.client() as client:
        site = publisher(home)
        entries = site.entries(client)
        assert {entry.page for entry in entries} == {home.base + i.path("new") for i in home.site.on("new")}
        opened = [site.glance(entry) or site.open(entry, client) for entry in entries]
    listings = [found for found in opened if isinstance(found, Listing)]
    assert len(listings) == 23
    first = next(found for found in listings if found.title == made(3).title)
    assert first.published == made(3).published
    assert first.landing_url == home.base + report_item(made(3)).path("new")
    assert first.pdf_url == home.base + report_item(made(3)).pdf_path("new")
    kinds = {found.kind for found in opened if isinstance(found, LeftOut)}
    told = {"annual-report", "data-annexe", "guidance", "thematic-report", "probation-inspection"}
    assert kinds >= told
    # Nothing but the type of its page, or no title of a known kind, shows what the other two are.
    assert kinds - told == ({"press-release", "unknown"} if way == "sitemap" else {"unknown"})


def test_where_one_way_is_not_there_the_next_is_taken(house: Open) -> None:
    home = house(bare_site(3))
    home.site.rest = home.site.sitemap = False
    with home.client() as client:
        assert len(publisher(home).entries(client)) == 3
    assert home.site.asked("/our-reports/")


def test_a_report_that_is_a_web_page_only_is_left_out(house: Open) -> None:
    from dataclasses import replace

    home = house(bare_site(1))
    home.site.publish(replace(report_item(made(0)), pdf=None))
    with home.client() as client:
        site = publisher(home)
        (entry,) = site.entries(client)
        left = site.open(entry, client)
    assert isinstance(left, LeftOut)
    assert "web page only" in left.reason


@pytest.mark.parametrize("way", ["rest", "sitemap", "listing"])
def test_an_error_page_with_status_200_is_a_changed_site(house: Open, way: str) -> None:
    home = house(bare_site(3), ways=(way,))
    home.site.faults = [Fault("error-page", "", times=99)]
    home.site.faults[0].part = {"rest": "/wp-json", "sitemap": "sitemap", "listing": "/our-reports"}[way]
    with home.client() as client, pytest.raises(SiteChangedError, match="the site has changed") as raised:
        publisher(home).entries(client)
    assert home.base in str(raised.value)


def test_a_document_page_that_has_changed_names_what_is_missing(house: Open) -> None:
    home = house(bare_site(1))
    home.site.faults = [Fault("error-page", "/document/", times=99)]
    with home.client() as client:
        site = publisher(home)
        (entry,) = site.entries(client)
        with pytest.raises(SiteChangedError, match="flexible-post-type-single") as raised:
            site.open(entry, client)
    assert entry.page in str(raised.value)


@pytest.mark.parametrize("paging", ["endless", "repeat"])
def test_paging_that_never_ends_or_repeats_is_noticed(house: Open, paging: str) -> None:
    home = house(bare_site(35), ways=("listing",))
    home.site.paging = paging
    with home.client() as client, pytest.raises(PagingError):
        publisher(home).entries(client)
    assert len(home.site.requests) < 30


def test_a_listing_that_changes_while_it_is_read_loses_nothing(house: Open) -> None:
    home = house(bare_site(35), ways=("listing",))
    home.site.paging = "moving"
    with home.client() as client:
        entries = publisher(home).entries(client)
    shown = {home.base + item.path("new") for item in home.site.on("new")}
    assert len(shown) == 33
    assert shown <= {entry.page for entry in entries}


def test_the_old_site_by_year(house: Open) -> None:
    home = house(tiny_site(60, old_share=2))
    with home.client() as client:
        site = publisher(home, "old-site")
        entries = site.entries(client, [2021, 2022])
        listings = [site.open(entry, client) for entry in entries]
    old = {item.title: item for item in home.site.on("old") if item.published.year < 2023}
    assert len(entries) == len(old) == 30
    for found in listings:
        assert isinstance(found, Listing)
        assert found.published == old[found.title or ""].published
        assert found.pdf_url == home.base + old[found.title or ""].pdf_path("old")


def test_an_old_site_without_any_report_is_no_empty_success(house: Open) -> None:
    home = house(bare_site(1))
    with home.client() as client, pytest.raises(SiteChangedError, match="lists no report of 2018"):
        publisher(home, "old-site").entries(client, [2018, 2019])


@pytest.mark.parametrize(
    ("page", "missing"),
    [
        ("<h1>A title</h1>", "inspection-meta"),
        ('<div id="inspection-meta"><dl><dt>Type</dt><dd>Youth</dd></dl></div>', "Date of publication"),
        (
            '<h1>An inspection of youth justice services in X</h1><div id="inspection-meta"><dl>'
            "<dt>Date of publication</dt><dd>soon</dd></dl></div>",
            "is no date",
        ),
        (
            '<h1>An inspection of youth justice services in X</h1><div id="inspection-meta"><dl>'
            "<dt>Date of publication</dt><dd>18 February 2025</dd></dl></div>",
            "none of its links",
        ),
    ],
)
def test_an_old_page_that_has_changed_names_what_is_missing(page: str, missing: str) -> None:
    from flows.fetch.answers import Answer
    from flows.publisher.config import OldSite
    from flows.publisher.listing import Entry
    from flows.publisher.old_site import OldSitePublisher

    site = OldSitePublisher(OldSite(name="old", adapter="old-site", base="http://x", listing="/i"), KINDS)
    answer = Answer("http://x/i/a/", page.encode(), {"content-type": "text/html"}, fresh=True)
    with pytest.raises(SiteChangedError, match=missing):
        site._report(Entry(page="http://x/i/a/", title="An inspection"), answer)


class Nobody:
    """Pages for publishers that need none."""

    def page(self, url: str, parse_page: object) -> object:
        raise AssertionError(url)


def test_folder_sample_and_list_of_addresses(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-")
    listed = tmp_path / "list.txt"
    listed.write_text("# ours\nhttps://example.org/a.pdf\n\nhttps://example.org/b.pdf # the second\n")
    for given, count in (
        (FolderPublisher("folder", str(tmp_path)), 1),
        (UrlListPublisher("list", listed), 2),
        (sample(), 5),
    ):
        entries = given.entries(Nobody())  # type: ignore[arg-type]
        assert len(entries) == count
        found = given.open(entries[0], Nobody())  # type: ignore[arg-type]
        assert isinstance(found, Listing)
        assert found.pdf_url.endswith(".pdf")
    listed.write_text("no address\n")
    with pytest.raises(SourceError, match="line 1"):
        UrlListPublisher("list", listed).entries(Nobody())  # type: ignore[arg-type]
    with pytest.raises(SourceError):
        UrlListPublisher("list", tmp_path / "nowhere").entries(Nobody())  # type: ignore[arg-type]


def test_a_wrong_configuration_is_named(tmp_path: Path) -> None:
    path = tmp_path / "publishers.toml"
    path.write_text('kind = []\n[[publisher]]\nname = "x"\nadapter = "other"\n')
    with pytest.raises(ConfigError, match="publisher.0"):
        load_publishers(path)
    path.write_text("= 1")
    with pytest.raises(ConfigError, match="no TOML"):
        load_publishers(path)
    with pytest.raises(SourceError, match="no publisher 'y'"):
        publishers(load_publishers(DATA_DIR / "publishers.toml"), ("y",))


def test_what_ships_is_understood_and_names_no_date_in_the_future() -> None:
    file = load_publishers(DATA_DIR / "publishers.toml")
    assert {site.name for site in file.publisher} == {"new-site", "old-site"}
    assert all(host.endswith("justiceinspectorates.gov.uk") for host in file.hosts)
    assert issubclass(SiteChangedError, FetchError)
    assert made(0).published < date(2025, 1, 1)
