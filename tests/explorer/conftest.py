"""Sites to test, and a browser to look at them with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, sync_playwright

from explorer.build import build
from explorer.themes import ThemeName
from flows.cli.site import pictures_of, served
from flows.pipeline import Job, run
from tests.explorer.browsing import launch
from tests.explorer.corpus import THEMES, fill, hostile_report
from tests.programs import PROGRAMS
from tests.warehouse.builders import document_of
from warehouse.checks import run_checks
from warehouse.load import load_document
from warehouse.store import Warehouse, open_warehouse

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ("dunbeck-25--landscape-2021.pdf", "north-quenferry-24--marks-2018.pdf")
MANY = 120
NAMES = {theme: ThemeName(theme.capitalize(), f"What is about {theme}.") for theme in THEMES}
BROWSER = PROGRAMS["browser"].path


@pytest.fixture
def db() -> Iterator[Warehouse]:
    """An empty warehouse in memory."""
    with open_warehouse(None) as warehouse:
        yield warehouse


@dataclass(frozen=True, slots=True)
class Site:
    """A built site and the warehouse that it was built from."""

    folder: Path
    warehouse: Path
    address: str = ""


def show(site: Site) -> Iterator[Site]:
    """The site with an address, for as long as a test needs it."""
    with served(site.folder, 0) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Site(site.folder, site.warehouse, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Two of the sample reports, with pictures of their pages."""
    home = tmp_path_factory.mktemp("samples")
    for name in SAMPLES:
        shutil.copy(ROOT / "data" / "samples" / name, home / name)
    run(Job(source=str(home), warehouse=home / "hmip.duckdb", workers=2))
    with open_warehouse(home / "hmip.duckdb", read_only=True) as db:
        build(db, home / "site", themes=NAMES, draw=pictures_of(home / "raw"))
    yield from show(Site(home / "site", home / "hmip.duckdb"))


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Many reports on the services of the list, without pictures."""
    home = tmp_path_factory.mktemp("many")
    with open_warehouse(home / "hmip.duckdb") as db:
        fill(db, MANY)
        build(db, home / "site", themes=NAMES, with_export=False)
    yield from show(Site(home / "site", home / "hmip.duckdb"))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One report that tries to be more than text."""
    home = tmp_path_factory.mktemp("hostile")
    report = hostile_report()
    with open_warehouse(home / "hmip.duckdb") as db:
        document = document_of(report, url="javascript:alert(1)", landing_url="https://example.org/\"onclick='x'")
        load_document(db, document, report, run_id="hostile")
        run_checks(db)
        build(db, home / "site", themes=NAMES)
    yield from show(Site(home / "site", home / "hmip.duckdb"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium; closed soon, as Playwright keeps an event loop running that other tests may not have."""
    assert BROWSER is not None
    with sync_playwright() as playwright:
        browser = launch(playwright, BROWSER, is_root=os.geteuid() == 0)
        yield browser
        browser.close()
