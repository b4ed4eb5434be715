"""How long a site of many reports takes to build and to use: `python -m tests.explorer.measure [REPORTS]`."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from explorer.build import Built, build
from flows.cli.site import drawn
from tests.explorer.browsing import launch
from tests.explorer.conftest import BROWSER, NAMES, ROOT, SAMPLES, Site, show
from tests.explorer.corpus import fill
from warehouse.store import open_warehouse

REPORTS = 1000
PICTURED = 5
LOADS = 5
READY = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
"""Milliseconds from the request until all scripts of the page have run: from then on it answers."""


def timed(warehouse: Path, folder: Path, **how: object) -> tuple[Built, str]:
    """A build and its seconds; those of the processor are the same on a machine that is busy with other work."""
    begun, worked = time.perf_counter(), time.process_time()
    with open_warehouse(warehouse, read_only=True) as db:
        built = build(db, folder, themes=NAMES, **how)  # type: ignore[arg-type]
    seconds, worked = time.perf_counter() - begun, time.process_time() - worked
    return built, f"{seconds:.1f} s ({worked:.1f} s of the processor)"


def in_browser(site: Site) -> tuple[float, float]:
    """Seconds until the table of ratings answers, and until it is filtered and sorted anew: medians of some loads."""
    assert BROWSER is not None
    with sync_playwright() as playwright:
        browser = launch(playwright, BROWSER, is_root=os.geteuid() == 0)
        page = browser.new_page()
        page.goto(f"{site.address}/about.html")
        there = []
        for _ in range(LOADS):
            page.goto(f"{site.address}/ratings.html")
            page.get_by_label("Year").wait_for()
            there.append(page.evaluate(READY) / 1000)
        begun = time.perf_counter()
        page.get_by_label("Year").select_option("2023")
        page.get_by_role("button", name="Overall").click()
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        used = time.perf_counter() - begun
        browser.close()
    return median(there), used


def main(reports: int) -> None:
    """Print one line a measure."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        with open_warehouse(home / "hmip.duckdb") as db:
            fill(db, reports)
        built, seconds = timed(home / "hmip.duckdb", home / "site")
        print(f"{built.reports} reports without pictures, from nothing: {seconds}, {built.files} files")
        built, seconds = timed(home / "hmip.duckdb", home / "site")
        print(f"again, nothing changed: {seconds}, {built.rendered} reports rendered, {built.written} files written")
        print(f"ratings.html: {(home / 'site' / 'ratings.html').stat().st_size / 1000:.0f} kB")
        if BROWSER:
            there, used = next(map(in_browser, show(Site(home / "site", home / "hmip.duckdb"))))
            print(f"ratings.html in Chromium: ready after {there:.2f} s; filtered and sorted in {used:.2f} s")
        sample = ROOT / "data" / "samples" / SAMPLES[0]
        begun = time.perf_counter()
        sizes = [len(picture.data) for n in range(1, PICTURED + 1) if (picture := drawn(sample, n))]
        each = (time.perf_counter() - begun) / PICTURED
        print(f"a page's picture: {each:.2f} s, {sum(sizes) / len(sizes) / 1000:.0f} kB; an earlier one is kept")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS)
