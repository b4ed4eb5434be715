"""Generated reports with their PDFs: typeset once, then kept in `build/` until the typesetter changes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tests.typeset.content import Report, make_content
from tests.typeset.layouts import PRESETS, Layout, scope_of, typeset
from warehouse.identity import slug

ROOT = Path(__file__).resolve().parents[2]
SHORT = {"long": False, "glossary": False, "chapter_pages": False, "annex": False, "contents": False}
LAYOUTS: tuple[Layout, ...] = tuple(PRESETS[name].model_copy(update=SHORT) for name in ("typst-2021", "typst-2018"))


@dataclass(frozen=True, slots=True)
class Made:
    """One generated report."""

    seed: int
    area: str
    title: str
    published: date
    pdf: bytes

    @property
    def slug(self) -> str:
        return f"{slug(self.title)}-{self.published.year}"


@cache
def cache_folder() -> Path:
    """A folder that is another one when the typesetter or the frameworks change."""
    digest = hashlib.sha256(repr(LAYOUTS).encode())
    for folder in (ROOT / "tests" / "typeset", ROOT / "data" / "frameworks"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".toml"):
                digest.update(path.read_bytes())
    target = ROOT / "build" / "replica" / digest.hexdigest()[:16]
    target.mkdir(parents=True, exist_ok=True)
    return target


def content(seed: int) -> tuple[Report, Layout]:
    layout = LAYOUTS[seed % len(LAYOUTS)]
    return make_content(seed, layout.framework, plants_wanted=(), scope=scope_of(layout)), layout


def pdf_of(name: str, report: Report, layout: Layout) -> bytes:
    path = cache_folder() / f"{name}.pdf"
    if path.is_file():
        return path.read_bytes()
    data = typeset(report, layout).pdf
    part = path.with_suffix(".part")
    part.write_bytes(data)
    part.replace(path)
    return data


def corrected_pdf(seed: int) -> bytes:
    """The report with the rating of its first standard changed in every place."""
    report, layout = content(seed)
    standard = report.domains[0].standards[0]
    before = next(iter(standard.ratings.values()))
    after = "Inadequate" if before != "Inadequate" else "Good"
    standard.ratings = dict.fromkeys(standard.ratings, after)
    return pdf_of(f"{seed}-corrected", report, layout)


def make_reports(count: int, first_seed: int = 1) -> list[Made]:
    """So many reports of as many places."""
    made: list[Made] = []
    areas: set[str] = set()
    seed = first_seed
    while len(made) < count:
        report, layout = content(seed)
        if slug(report.area) not in areas:
            areas.add(slug(report.area))
            pdf = pdf_of(str(seed), report, layout)
            made.append(Made(seed, report.area, report.title, report.published, pdf))
        seed += 1
    return made
