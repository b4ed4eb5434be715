"""The site as its readers use it, in the system's Chromium."""

from __future__ import annotations

import csv
from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import Browser, expect

from tests.explorer.browsing import tab
from tests.explorer.conftest import MANY, SAMPLES, Site
from warehouse.store import open_warehouse

SLACK = 1.5
"""Pixels by which a browser may round an edge."""
MARGIN = 2
"""Points by which a box stands off from its value."""


def test_search_forgives_typing_errors_and_needs_no_mouse(browser: Browser, many: Site) -> None:
    with tab(browser, many.address) as t:
        t.open("index.html")
        box = t.page.get_by_role("combobox", name="Find a service")
        box.press_sequentially("bimringham")
        expect(t.page.get_by_role("option")).to_have_text(["Birmingham"])
        box.fill("bar")
        options = t.page.get_by_role("option").all_text_contents()
        assert len(options) > 1
        box.press("ArrowDown")
        expect(t.page.get_by_role("option", selected=True)).to_have_text(options[1])
        t.shot("search")
        box.press("Enter")
        expect(t.page.get_by_role("heading", level=1)).to_have_text(options[1])
        t.page.go_back()
        t.page.get_by_role("combobox").fill("zzzzzz")
        expect(t.page.get_by_role("status")).to_have_text("0 services found")
        size = t.page.get_by_role("status").bounding_box()
        assert size and size["width"] > 50, "it is said to the eye as well"


def shown(page: object, column: int) -> list[str]:
    """The texts of a column's cells in the rows that are shown."""
    return page.locator(f"tbody tr:visible > :nth-child({column})").all_text_contents()  # type: ignore[attr-defined, no-any-return]


def test_filters_and_order_are_in_the_address(browser: Browser, many: Site) -> None:
    with tab(browser, many.address) as t:
        t.open("ratings.html")
        expect(t.page.get_by_role("status")).to_have_text(f"{MANY} reports")
        t.page.get_by_label("Year").select_option("2023")
        t.page.get_by_label("Overall rating").select_option("Requires improvement")
        t.page.get_by_role("button", name="Score").click()
        t.page.get_by_role("button", name="Score").click()
        assert set(shown(t.page, 2)) == {"2023"}
        assert set(shown(t.page, 6)) == {"Requires improvement"}
        scores = [int(text.split()[0]) for text in shown(t.page, 7)]
        assert scores == sorted(scores, reverse=True) and len(scores) > 2
        expect(t.page.get_by_role("columnheader", name="Score")).to_have_attribute("aria-sort", "descending")
        address, services = t.page.url, shown(t.page, 1)
        t.shot("ratings-filtered")
    with tab(browser, many.address) as other:
        other.page.goto(address)
        assert shown(other.page, 1) == services
        other.page.locator("tbody tr:visible a").first.click()
        other.page.go_back()
        assert other.page.url == address
        assert shown(other.page, 1) == services
        other.page.get_by_role("button", name="Clear").click()
        expect(other.page.get_by_role("status")).to_have_text(f"{MANY} reports")
        assert "?" not in other.page.url


def test_a_region_of_the_map_leads_to_its_reports(browser: Browser, many: Site) -> None:
    with tab(browser, many.address) as t:
        t.open("index.html")
        tile = t.page.get_by_role("link", name="Yorkshire and The Humber").first
        tile.focus()
        t.shot("map")
        t.page.keyboard.press("Enter")
        expect(t.page.get_by_label("Region")).to_have_value("Yorkshire and The Humber")
        assert set(shown(t.page, 3)) == {"Yorkshire and The Humber"}
        assert set(shown(t.page, 5)) == {"youth-2021"}
        t.page.get_by_role("searchbox", name="Service").fill("zzzz")
        expect(t.page.get_by_role("status")).to_have_text(f"0 of {MANY} reports")


def test_an_address_with_nonsense_shows_everything(browser: Browser, many: Site) -> None:
    with tab(browser, many.address) as t:
        t.open("ratings.html?year=1066&sort=nothing&rating=<script>")
        expect(t.page.get_by_role("status")).to_have_text(f"{MANY} reports")


def test_what_is_shown_can_be_downloaded(browser: Browser, many: Site, tmp_path: Path) -> None:
    with tab(browser, many.address) as t:
        t.open("ratings.html?country=Wales")
        with t.page.expect_download() as waiting:
            t.page.get_by_role("button", name="Download").click()
        waiting.value.save_as(tmp_path / "shown.csv")
        services = shown(t.page, 1)
    with (tmp_path / "shown.csv").open(encoding="utf-8-sig", newline="") as stream:
        head, *rows = csv.reader(stream)
    assert head[0] == "Service" and "1.1 Governance and leadership" in head
    assert [row[0] for row in rows] == services
    assert {row[head.index("Country")] for row in rows} == {"Wales"}


def test_a_value_leads_to_its_box_and_back(browser: Browser, samples: Site) -> None:
    """The box on the screen is where the warehouse says, and there the PDF prints the rating."""
    with open_warehouse(samples.warehouse, read_only=True) as db:
        report, page, parts = db.rows(
            "SELECT report_id, page, parts FROM standard_ratings "
            "WHERE report_id LIKE 'dunbeck%' AND standard = '3.2' AND place = 'body'"
        )[0]
    with tab(browser, samples.address) as t:
        t.open(f"reports/{report}.html")
        t.page.locator("#v-rating-3-2-body").get_by_role("link").click()
        assert t.page.url.endswith(f"pages/{report}.html#rating-3-2-body")
        paper = t.page.locator(f"#page-{page} img")
        expect(paper).to_be_visible()
        t.page.wait_for_function("document.querySelector('.chosen') && document.readyState === 'complete'")
        picture = paper.bounding_box()
        natural = paper.evaluate("image => image.decode().then(() => image.naturalWidth)")
        boxes = [box.bounding_box() for box in t.page.locator("#rating-3-2-body rect").all()]
        expect(t.page.locator("li.chosen")).to_be_in_viewport()
        t.shot("evidence")
        assert picture is not None
        with pdfplumber.open(samples.folder.parent / SAMPLES[0]) as pdf:
            printed = pdf.pages[page - 1]
            assert natural > printed.width
            scale = picture["width"] / float(printed.width)
            for part, box in zip(parts, boxes, strict=True):
                assert box is not None
                assert box["x"] == pytest.approx(picture["x"] + scale * (part["x0"] - MARGIN), abs=2 * SLACK)
                assert box["y"] == pytest.approx(picture["y"] + scale * (part["top"] - MARGIN), abs=2 * SLACK)
                assert box["width"] == pytest.approx(scale * (part["x1"] - part["x0"] + 2 * MARGIN), abs=4 * SLACK)
                assert 0 <= box["y"] <= 900, "the box is in sight"
            words = [
                printed.crop((part["x0"] - 1, part["top"] - 1, part["x1"] + 1, part["bottom"] + 1)).extract_text()
                for part in parts
            ]
            assert any("Requires improvement" in text for text in words)
        t.page.go_back()
        assert t.page.url.endswith(f"reports/{report}.html")


def test_a_place_is_found_without_scripts(browser: Browser, samples: Site, many: Site) -> None:
    with tab(browser, samples.address, scripts=False) as t:
        t.open("pages/dunbeck-2022-08.html#rating-3-2-body")
        rect = t.page.locator("#rating-3-2-body rect").first
        assert rect.is_visible() and t.page.locator(".mark:target").count() == 1
    with tab(browser, many.address, scripts=False) as t:
        t.open("ratings.html")
        assert t.page.locator("tbody tr").count() == MANY
        expect(t.page.locator("form")).to_be_hidden()
        t.open("index.html")
        expect(t.page.get_by_label("Find a service")).to_be_hidden()


def test_a_report_prints_whole(browser: Browser, samples: Site) -> None:
    with tab(browser, samples.address) as t:
        t.open("reports/north-quenferry-2019-06.html")
        t.page.emulate_media(media="print")
        expect(t.page.get_by_role("navigation", name="Main")).to_be_hidden()
        paper = t.page.pdf(format="A4", print_background=True)
    target = samples.folder.parent / "printed.pdf"
    target.write_bytes(paper)
    with pdfplumber.open(target) as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
    assert "Overall rating" in text and "statements" in text
    with open_warehouse(samples.warehouse, read_only=True) as db:
        (last,) = db.rows(
            "SELECT sentence FROM claims WHERE report_id LIKE 'north%' ORDER BY page DESC, top DESC LIMIT 1"
        )[0]
    assert last[:25] in text.replace("\n", " "), "what is folded on the screen is unfolded on paper"


def test_the_table_prints_across_with_what_it_was_filtered_by(browser: Browser, many: Site) -> None:
    with tab(browser, many.address) as t:
        t.open("ratings.html?region=London")
        target = many.folder.parent / "ratings.pdf"
        t.page.pdf(path=target, prefer_css_page_size=True)
    with pdfplumber.open(target) as pdf:
        first = pdf.pages[0]
        text = first.extract_text()
        assert first.width > first.height
        assert max(word["x1"] for word in first.extract_words()) < first.width
    assert "Region" in text and "London" in text and "Download" not in text
    assert "Resettlement" in text, "the last column is on the sheet"


def test_a_hostile_report_is_only_text(browser: Browser, hostile: Site) -> None:
    """No script of a report runs, no element of it comes to be, and its long words stay on the page."""
    pages = [path.relative_to(hostile.folder) for path in hostile.folder.rglob("*.html") if "alert" in path.read_text()]
    assert len(pages) > 4
    for page in pages:
        with tab(browser, hostile.address, (320, 640)) as t:
            t.open(str(page))
            assert t.page.title() != "taken"
            assert t.page.locator("img[src='x'], svg[onload], [onclick], [onerror]").count() == 0
            assert t.page.locator("script:not([src]), [style]").count() == 0
            assert t.page.locator("a[href^='javascript:' i]").count() == 0
            assert not t.is_too_wide(), page
            if page.parent.name == "reports":
                t.shot("hostile-report")
                assert "{{ 7 * 7 }}" in t.page.inner_text("h1")
