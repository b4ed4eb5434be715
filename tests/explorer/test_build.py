"""What a build writes, keeps, removes and refuses."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest

from explorer.build import build
from explorer.pictures import Picture
from explorer.rendering import file_name, web_address
from explorer.reports import ORDERS, read_reports, report_ids
from schemas.errors import WarehouseError
from tests.explorer.conftest import MANY, NAMES, Site
from tests.explorer.corpus import fill, hostile_report
from tests.warehouse.builders import document_of
from warehouse.load import load_document
from warehouse.regions import region_tiles
from warehouse.store import Warehouse, open_warehouse
from warehouse.views import create_views, load_views

POLICY = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'"


class Page(HTMLParser):
    """What a page links to and loads, its names, and what a strict policy forbids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.policy = ""
        self.forbidden: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.links += [values["href"]] if tag == "a" and "href" in values else []
        self.loads += [values[name] for name in ("src", "href") if name in values and tag != "a"]
        self.ids += [values["id"]] if "id" in values else []
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"]
        if tag == "style" or (tag == "script" and "src" not in values):
            self.forbidden.append(tag)
        self.forbidden += [name for name in values if name == "style" or name.startswith("on")]


def pages(folder: Path) -> dict[Path, Page]:
    return {path: Page(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")}


@pytest.fixture
def filled(db: Warehouse) -> Warehouse:
    fill(db, 3)
    return db


def draw(sha256: str, url: str | None, page: int) -> Picture:
    return Picture(f"{sha256} {page}".encode(), 595.0, 842.0)


@pytest.mark.parametrize("site", ["many", "samples", "hostile"])
def test_every_page_is_strict_and_every_link_leads_somewhere(site: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(site).folder
    found = pages(folder)
    for path, page in found.items():
        assert page.policy == POLICY, path
        assert page.forbidden == [], path
        assert len(page.ids) == len(set(page.ids)), path
        for link in [*page.links, *page.loads]:
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in ("http", "https") and link in page.links, link
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file() and folder.resolve() in target.resolve().parents, f"{path}: {link}"
            if parts.fragment and parts.fragment.startswith(("page-", "rating-", "question-")):
                assert parts.fragment in found[target].ids, f"{path}: {link}"


def test_every_value_has_its_box(samples: Site) -> None:
    """Each mark stands on the page that the warehouse names, and the report's page links to it."""
    with open_warehouse(samples.warehouse, read_only=True) as db:
        reports = list(read_reports(db, report_ids(db)))
        values = sum(db.rows(f"SELECT count(*) FROM {table}")[0][0] for table in ORDERS)  # noqa: S608
    marks = [mark for report in reports for mark in {m.id: m for of in report.pages.values() for m in of}.values()]
    assert len(marks) == values
    for report in reports:
        name = f"{report.head['report_id']}.html"
        marked = Page((samples.folder / "pages" / name).read_text(encoding="utf-8"))
        shown = Page((samples.folder / "reports" / name).read_text(encoding="utf-8"))
        ids = {mark.id for of_page in report.pages.values() for mark in of_page}
        assert ids <= set(marked.ids)
        linked = {link.partition("#")[2] for link in shown.links}
        assert {mark for mark in ids if mark.startswith(("rating-", "recommendation-", "strength-"))} <= linked


def test_the_dictionary_has_what_can_be_queried_and_says_what_it_means(samples: Site) -> None:
    text = (samples.folder / "dictionary.html").read_text(encoding="utf-8")
    named = set(re.findall(r'<h2 id="(\w+)"', text))
    with open_warehouse(samples.warehouse, read_only=True) as db:
        tables = {name for (name,) in db.rows("SELECT table_name FROM duckdb_tables()")}
    assert named == tables | {view.name for view in load_views()} | {"flags"}
    assert "<td></td></tr>" not in text


def test_the_map_leads_to_the_reports_of_a_region(many: Site) -> None:
    home = (many.folder / "index.html").read_text(encoding="utf-8")
    for region in region_tiles():
        assert f"&amp;region={quote(region)}" in home
    with open_warehouse(many.warehouse, read_only=True) as db:
        query = "SELECT with_report, services FROM region_overview WHERE region = 'Wales' AND framework = 'youth-2021'"
        ((reports, services),) = db.rows(query)
    assert f'aria-label="Wales: {reports} of {services} services with a report;' in home


def test_the_deciding_question_is_marked_once_a_place(many: Site) -> None:
    with open_warehouse(many.warehouse, read_only=True) as db:
        lowest = db.rows("SELECT report_id, count(DISTINCT standard) FROM lowest_questions GROUP BY report_id")
    for report_id, standards in lowest[:20]:
        text = (many.folder / "reports" / f"{report_id}.html").read_text(encoding="utf-8")
        assert text.count('class="deciding"') >= standards


def test_a_thousand_rows_stay_below_a_megabyte(many: Site) -> None:
    assert (many.folder / "ratings.html").stat().st_size / MANY < 1000


def test_only_what_changed_is_made_again(filled: Warehouse, tmp_path: Path) -> None:
    first = build(filled, tmp_path / "site", themes=NAMES, draw=draw, with_export=False)
    assert (first.rendered, first.kept) == (3, 0) and first.drawn > 3
    again = build(filled, tmp_path / "site", themes=NAMES, draw=draw, with_export=False)
    assert (again.rendered, again.drawn, again.kept, again.written) == (0, 0, first.drawn, 0)
    filled.execute("UPDATE findings SET text = 'Changed.' WHERE report_id = 'corpusshire-1' AND ordinal = 1")
    changed = build(filled, tmp_path / "site", themes=NAMES, draw=draw, with_export=False)
    assert (changed.rendered, changed.drawn) == (1, 0)
    shutil.rmtree(tmp_path / "site" / "pictures")
    assert build(filled, tmp_path / "site", themes=NAMES, draw=draw, with_export=False).drawn == first.drawn


def test_what_is_gone_is_removed(filled: Warehouse, tmp_path: Path) -> None:
    build(filled, tmp_path / "site", themes=NAMES, draw=draw, with_export=False)
    for (table,) in filled.rows("SELECT table_name FROM duckdb_columns() WHERE column_name = 'report_id'"):
        if filled.row("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [table]):
            filled.execute(f"DELETE FROM {table} WHERE report_id = 'corpusshire-1'")  # noqa: S608
    build(filled, tmp_path / "site", themes=NAMES, with_export=False)
    assert not (tmp_path / "site" / "reports" / "corpusshire-1.html").exists()
    assert not (tmp_path / "site" / "pictures").exists(), "pictures that nothing shows any more"
    assert set(json.loads((tmp_path / "site" / "site.json").read_text())) == {
        str(path.relative_to(tmp_path / "site")) for path in (tmp_path / "site").rglob("*") if path.is_file()
    } - {"site.json"}


def test_a_page_whose_pdf_is_gone_has_a_number_and_no_picture(filled: Warehouse, tmp_path: Path) -> None:
    build(filled, tmp_path / "site", themes=NAMES, draw=lambda *_: None, with_export=False)
    text = (tmp_path / "site" / "reports" / "corpusshire-1.html").read_text(encoding="utf-8")
    assert '<span class="place">p. 5</span>' in text and "pages/" not in text


def test_an_empty_warehouse_gives_a_site(db: Warehouse, tmp_path: Path) -> None:
    create_views(db)
    assert build(db, tmp_path / "site").reports == 0
    assert "No report is on file yet" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_other_peoples_folders_are_left_alone(db: Warehouse, tmp_path: Path) -> None:
    create_views(db)
    (tmp_path / "precious.txt").write_text("mine")
    with pytest.raises(WarehouseError, match="holds other files"):
        build(db, tmp_path)
    with pytest.raises(WarehouseError, match="is a file"):
        build(db, tmp_path / "precious.txt")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "site.json").write_text('["not", "ours"]')
    with pytest.raises(WarehouseError, match="is damaged"):
        build(db, tmp_path / "site")
    (tmp_path / "site" / "site.json").write_text(json.dumps({"../precious.txt": ""}))
    build(db, tmp_path / "site")
    assert (tmp_path / "precious.txt").read_text() == "mine", "a listing never leads out of its folder"


def test_hostile_texts_are_escaped(hostile: Site) -> None:
    for path in hostile.folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<script>document" not in text and "<img src=x" not in text and "onload=alert(1)>" not in text, path
    report = next((hostile.folder / "reports").iterdir()).read_text(encoding="utf-8")
    assert "x" * 10_000 in report
    assert "No score is printed." in report
    assert not re.search(r'href="javascript:', report)


def test_a_superseded_report_says_so(db: Warehouse, tmp_path: Path) -> None:
    report = hostile_report().model_copy(update={"area": None})
    for sha256 in ("a" * 64, "b" * 64):
        of_it = report.model_copy(update={"document_sha256": sha256})
        load_document(db, document_of(of_it), of_it, run_id="x")
    create_views(db)
    older, newer = sorted(report_ids(db), key=len)
    build(db, tmp_path / "site", with_export=False)
    assert "has replaced this one" in (tmp_path / "site" / "reports" / f"{older}.html").read_text(encoding="utf-8")
    assert "This report corrects" in (tmp_path / "site" / "reports" / f"{newer}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", ["../../etc/passwd", "a b", "", "ü", "x" * 300, "<script>"])
def test_names_of_files_are_harmless(key: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,80}", file_name(key))
    assert file_name(key) != file_name(key + "2")


def test_only_addresses_of_the_web_are_links() -> None:
    assert web_address("https://example.org/a.pdf", 3) == "https://example.org/a.pdf#page=3"
    for url in ("javascript:alert(1)", "file.pdf", "data:text/html,x", 'https://x/"onclick', "https://x\n.org", None):
        assert web_address(url) is None
