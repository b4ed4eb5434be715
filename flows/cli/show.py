"""`hmip show`: the pages of a report as pictures, with a box around each value that was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.base import WarehouseOption
from flows.cli.explain import ReportArgument, StandardArgument
from flows.cli.reading import Opened, opened
from flows.errors import SourceError
from flows.sources import identify
from schemas.base import Evidence

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = 2.0
LINE = 2
LETTERS = 14

# By the first word that a label holds; what is in none of them is a single value of the report.
COLOURS = (
    ("question", "#1d70b8"),
    ("recommendation", "#6f3f98"),
    ("claim", "#85994b"),
    ("strength", "#00703c"),
    ("area for improvement", "#c2410c"),
    ("key finding", "#28756b"),
    (":", "#d4351c"),
)
SINGLE = "#505a5f"


def show(
    report: ReportArgument,
    standard: StandardArgument = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE.png", help="Where to write; several pages get their number added."),
    ] = None,
    page: Annotated[int | None, typer.Option("--page", min=1, metavar="N", help="Only this page.")] = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Write a picture of each page that holds values, with every value boxed and labelled; prints the files' names."""
    from warehouse.query import boxes

    with opened(report, warehouse) as found:
        file = same_file(found)
        by_page: dict[int, list[tuple[str, Evidence]]] = defaultdict(list)
        for label, box in boxes(found.db, found.report_id, standard):
            if page is None or box.page == page:
                by_page[box.page].append((label, box))
        stem = f"{found.report_id}-{standard}" if standard else found.report_id
    if not by_page:
        where = f" of standard {standard}" if standard else ""
        raise SourceError(f"No value{where} was read {f'on page {page} ' if page else ''}in {found.report_id}.")
    target = out or Path(f"{stem}.png")
    for number in sorted(by_page):
        name = page_file(target, number, single=len(by_page) == 1)
        save(draw(file, number, by_page[number]), name)
        typer.echo(name)


def same_file(found: Opened) -> Path:
    """The report's PDF; raises SourceError where it is not there any more, or is another by now."""
    try:
        unchanged = identify(found.file).sha256 == found.sha256
    except OSError:
        unchanged = False
    if not unchanged:
        raise SourceError(
            f"The PDF of {found.report_id} is not at {found.file} any more; name the PDF itself: hmip show FILE.pdf."
        )
    return found.file


def page_file(out: Path, page: int, *, single: bool) -> Path:
    """The file for a page's picture: the name given, with the page's number where there are several."""
    return out if single else out.with_name(f"{out.stem}-p{page:03d}{out.suffix or '.png'}")


def save(picture: Image, name: Path) -> None:
    """Write a picture; raises SourceError where that is refused."""
    try:
        picture.save(name, format="PNG")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SourceError(f"The picture {name} cannot be written ({reason}); name another place with --out.") from error


def draw(file: Path, page: int, values: Sequence[tuple[str, Evidence]]) -> Image:
    """The page with a box and a label for each value."""
    from PIL import ImageDraw, ImageFont

    from extractors.layout import render_page

    picture = render_page(file, page, SCALE).convert("RGB")
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(LETTERS)
    for label, box in values:
        left, top, right, bottom = (SCALE * edge for edge in (box.x0, box.top, box.x1, box.bottom))
        pen.rectangle((left - LINE, top - LINE, right + LINE, bottom + LINE), outline=colour_of(label), width=LINE)
    for box, label in captions(values).items():
        width = pen.textlength(label, font=font)
        # At the right end above the box, where it seldom covers words; never off the page.
        x = max(0.0, min(SCALE * box.x1 + LINE, picture.width) - width - 4)
        y = max(0.0, SCALE * box.top - LINE - LETTERS - 2)
        pen.rectangle((x, y, x + width + 4, y + LETTERS + 2), fill=colour_of(label))
        pen.text((x + 2, y), label, fill="white", font=font)
    return picture


def captions(values: Sequence[tuple[str, Evidence]]) -> dict[Evidence, str]:
    """What to write at which box: a value of several boxes is named at its last, and two values of one box together."""
    last = dict(values)
    named: dict[Evidence, str] = {}
    for label, box in last.items():
        named[box] = f"{named[box]}, {label}" if box in named else label
    return named


def colour_of(label: str) -> str:
    """The colour of a kind of value."""
    return next((colour for word, colour in COLOURS if word in label), SINGLE)
