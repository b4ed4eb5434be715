"""Every kind of page: accessible, narrow enough for a phone, silent, and kept as a picture."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.explorer.browsing import DESKTOP, PHONE, Tab, tab
from tests.explorer.conftest import Site

SAMPLE_PAGES = {
    "home": "index.html",
    "ratings": "ratings.html",
    "report": "reports/dunbeck-2022-08.html",
    "report-2018": "reports/north-quenferry-2019-06.html",
    "marked-pages": "pages/north-quenferry-2019-06.html",
    "flags": "flags.html",
    "rule": "flags/band.html",
    "data": "data.html",
    "dictionary": "dictionary.html",
    "about": "about.html",
}
MANY_PAGES = {
    "many-home": "index.html",
    "many-ratings": "ratings.html",
    "services": "services.html",
    "themes": "themes.html",
    "theme": "themes/governance.html",
}
TALL = ("marked-pages", "dictionary", "many-ratings")
ON_PHONES = ("home", "ratings", "report", "service")
"""Pages that are laid out otherwise on a phone."""
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def breaches(t: Tab) -> list[str]:
    """What axe finds against WCAG 2.2 AA."""
    found: dict[str, Any] = Axe().run(t.page, options={"runOnly": {"type": "tag", "values": LEVELS}}).response
    return [
        f"{breach['id']}: {node['target']} {node['failureSummary']}"
        for breach in found["violations"]
        for node in breach["nodes"][:3]
    ]


def look(browser: Browser, site: Site, name: str, path: str) -> None:
    """One page at both widths."""
    for size, where in ((DESKTOP, ""), (PHONE, "-phone")):
        with tab(browser, site.address, size) as t:
            t.open(path)
            t.page.wait_for_load_state("networkidle")
            t.shot(name + where, whole=name not in TALL)
            assert not t.is_too_wide(), f"{path} at {size[0]} pixels"
            if not where or name in ON_PHONES:
                assert breaches(t) == []


@pytest.mark.parametrize("name", SAMPLE_PAGES)
def test_pages_of_the_samples(browser: Browser, samples: Site, name: str) -> None:
    look(browser, samples, name, SAMPLE_PAGES[name])


@pytest.mark.parametrize("name", MANY_PAGES)
def test_pages_of_many_reports(browser: Browser, many: Site, name: str) -> None:
    look(browser, many, name, MANY_PAGES[name])


def test_page_of_a_service_with_several_inspections(browser: Browser, many: Site) -> None:
    fullest = max((many.folder / "services").iterdir(), key=lambda path: path.stat().st_size)
    look(browser, many, "service", f"services/{fullest.name}")
