"""The whole site: every page from one warehouse, which is only read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from explorer import overview
from explorer.output import Folder
from explorer.pictures import Album, Draw
from explorer.reading import Record, grouped, records
from explorer.rendering import ASSETS, file_name, look, render
from explorer.reports import Report, read_reports, report_ids
from explorer.services import read_services
from explorer.themes import ThemeName, read_themes
from warehouse.connection import Warehouse
from warehouse.export.package import export


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    reports: int
    services: int
    files: int
    written: int
    """Files that are new or changed."""
    rendered: int
    """Reports whose pages were rendered again."""
    drawn: int
    """Pages drawn; those of an earlier build were kept."""
    kept: int


def build(
    db: Warehouse,
    path: Path,
    *,
    themes: Mapping[str, ThemeName] | None = None,
    draw: Draw | None = None,
    with_export: bool = True,
) -> Built:
    """Write the site into an empty folder or over an earlier site; what is no longer made is removed.

    Without `draw` there are no pictures of pages, and every place in print is a page number. Raises WarehouseError
    where the folder holds anything else, or cannot be written.
    """
    names = dict(themes or {})
    with Folder(path) as folder:
        album = Album(folder, draw)
        for asset in sorted(ASSETS.iterdir()):
            folder.write(f"assets/{asset.name}", asset.read_bytes())
        rendered, reports = _reports(db, folder, album, names)
        services = _services(db, folder, names)
        _overview(db, folder)
        _flags(db, folder)
        _themes(db, folder, names)
        _data(db, folder, with_export=with_export and reports > 0)
        folder.write("about.html", render("about.html"))
    return Built(reports, services, len(folder.now), folder.written, rendered, album.drawn, album.kept)


@dataclass(frozen=True, slots=True)
class Scales:
    """Bands of percentages and of scores, by framework; those of scores by maximum too."""

    rating: Mapping[str, list[Record]]
    score: Mapping[tuple[str, int], list[Record]]


def _scales(db: Warehouse) -> Scales:
    return Scales(
        grouped(records(db, "SELECT * FROM framework_rating_bands ORDER BY framework, from_pct"), "framework"),
        grouped(
            records(db, "SELECT * FROM framework_score_bands ORDER BY framework, score_max, from_score"),
            "framework",
            "score_max",
        ),
    )


def _reports(db: Warehouse, folder: Folder, album: Album, names: Mapping[str, ThemeName]) -> tuple[int, int]:
    """How many reports were rendered, and how many there are."""
    scales = _scales(db)
    shared = f"{look()} {scales} {names}"
    ids = report_ids(db)
    rendered = sum(_report(report, folder, album, names, scales, shared) for report in read_reports(db, ids))
    return rendered, len(ids)


def _report(
    report: Report, folder: Folder, album: Album, names: Mapping[str, ThemeName], scales: Scales, shared: str
) -> bool:
    """Write a report's page, and the one of its marked pages; whether they had to be rendered."""
    head = report.head
    sheets = album.sheets(head["document_sha256"], head["pdf_url"], report.pages)
    name = f"{file_name(head['report_id'])}.html"
    origin = hashlib.sha256(f"{shared} {report} {sheets}".encode()).hexdigest()[:16]
    pages = [f"reports/{name}", *([f"pages/{name}"] if sheets else [])]
    if all(folder.origin(page) == origin for page in pages):
        for page in pages:
            folder.keep(page)
        return False
    values: dict[str, object] = {
        "report": report,
        "head": head,
        "sheets": sheets,
        "themes": names,
        "bands": scales.rating.get(head["framework"], []),
        "score_bands": scales.score.get((head["framework"], head["score_max"]), []),
    }
    folder.write(pages[0], render("report.html", "../", **values), origin)
    if sheets:
        folder.write(pages[1], render("pages.html", "../", **values), origin)
    return True


def _services(db: Warehouse, folder: Folder, names: Mapping[str, ThemeName]) -> int:
    count = 0
    for service in read_services(db):
        count += 1
        page = render("service.html", "../", service=service, latest=service.latest, themes=names)
        folder.write(f"services/{file_name(service.key)}.html", page)
    return count


def _overview(db: Warehouse, folder: Folder) -> None:
    home = overview.home(db)
    folder.write("index.html", render("home.html", **home))
    folder.write("services.html", render("services.html", services=home["services"]))
    folder.write("ratings.html", render("ratings.html", **overview.ratings(db)))


def _flags(db: Warehouse, folder: Folder) -> None:
    rules, by_rule = overview.flags(db)
    folder.write("flags.html", render("flags.html", rules=rules))
    for rule in rules:
        page = render("rule.html", "../", rule=rule, flags=by_rule.get(rule["rule_id"], []))
        folder.write(f"flags/{file_name(rule['rule_id'])}.html", page)


def _themes(db: Warehouse, folder: Folder, names: Mapping[str, ThemeName]) -> None:
    found = read_themes(db, names)
    folder.write("themes.html", render("themes.html", found=found))
    for theme in found:
        folder.write(f"themes/{file_name(theme.id)}.html", render("theme.html", "../", theme=theme))


def _data(db: Warehouse, folder: Folder, *, with_export: bool) -> None:
    files: list[Record] = []
    if with_export:
        written = export(db, folder.path / "data")
        files = [file.model_dump() for file in written.files]
        for file in written.files:
            folder.adopt(f"data/{file.name}")
    folder.write("data.html", render("data.html", files=files))
    folder.write("dictionary.html", render("dictionary.html", tables=overview.dictionary(db)))
