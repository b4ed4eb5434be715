"""`hmip site`: the warehouse as a website of plain files."""

from __future__ import annotations

import io
from contextlib import suppress
from functools import lru_cache, partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.base import WarehouseOption, say, warehouse_path
from flows.cli.reading import existing
from flows.cli.run import busy
from flows.errors import SourceError
from flows.fetch.store import file_path
from flows.pipeline import Progress, Watcher, ignore
from flows.sources import identify
from schemas.errors import DocumentError

if TYPE_CHECKING:
    from http.server import ThreadingHTTPServer

    from explorer.pictures import Draw, Picture

SCALE = 1.6
"""Pixels a point: small print can be read on a page as wide as most screens."""
QUALITY = 72

app = typer.Typer(help="A website of plain files from the warehouse.", no_args_is_help=True, rich_markup_mode=None)

FolderArgument = Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder, or an earlier site.")]


@app.command("build")
def build(
    folder: FolderArgument,
    warehouse: WarehouseOption = None,
    pictures: Annotated[
        bool, typer.Option("--pictures/--no-pictures", help="Draw the pages that values are printed on.")
    ] = True,
    raw: Annotated[
        Path | None,
        typer.Option("--raw", metavar="DIR", help="Where fetched PDFs are kept; else 'raw' beside the warehouse."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was done as JSON.")] = False,
) -> None:
    """Write the website. What has not changed since the last build is kept."""
    import json
    from dataclasses import asdict

    from explorer.build import build as write
    from explorer.themes import ThemeName
    from extractors.prose.themes import taxonomy
    from warehouse.store import open_warehouse

    path = existing(warehouse_path(warehouse))
    names = {theme.id: ThemeName(theme.title, theme.about) for theme in taxonomy()}
    with busy("building") as watch, open_warehouse(path, read_only=True) as db:
        draw = pictures_of(raw or path.parent / "raw", watch) if pictures else None
        built = write(db, folder, themes=names, draw=draw)
    if as_json:
        typer.echo(json.dumps(asdict(built), indent=2))
        return
    typer.echo(
        f"{built.reports} reports ({built.rendered} rendered, the others unchanged), {built.services} services, "
        f"{built.files} files ({built.written} new or changed)."
    )
    if pictures:
        typer.echo(f"Pages: {built.drawn} drawn, {built.kept} kept.")
    typer.echo(f"Look at it with: hmip site open {folder}")


def pictures_of(raw: Path, watch: Watcher = ignore) -> Draw:
    """Draws pages of the PDFs that the warehouse was read from, where they still lie as they were."""
    numbers = count(1)

    @lru_cache(maxsize=64)
    def found(sha256: str, url: str | None) -> Path | None:
        for path in (file_path(raw, sha256), *([Path(url)] if url else [])):
            with suppress(OSError):
                if path.is_file() and identify(path).sha256 == sha256:
                    return path
        say(f"hmip: no pictures for the PDF {sha256[:12]}: it is neither in {raw} nor at {url}.")
        return None

    def draw(sha256: str, url: str | None, page: int) -> Picture | None:
        path = found(sha256, url)
        watch(Progress(next(numbers), 0, "drawing pages"))
        return None if path is None else drawn(path, page)

    return draw


def drawn(path: Path, number: int) -> Picture | None:
    """One page (from 1) as WebP; None where it cannot be drawn, which is said."""
    from explorer.pictures import Picture
    from extractors.layout import render_page

    try:
        image = render_page(path, number, SCALE).convert("RGB")
    except DocumentError as error:
        say(f"hmip: {error}")
        return None
    stream = io.BytesIO()
    image.save(stream, format="WEBP", quality=QUALITY, method=2)
    return Picture(stream.getvalue(), image.width / SCALE, image.height / SCALE)


def served(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server of a folder's files for this machine alone; raises SourceError where the port is taken."""
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
            """Nothing: a line for every picture helps nobody."""

    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(Quiet, directory=str(folder)))
    except OSError as error:
        raise SourceError(f"Port {port} cannot be used ({error.strerror}); choose another with --port.") from error


@app.command("open")
def open_site(
    folder: FolderArgument = Path("site"),
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes any that is free.")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser as well.")] = True,
) -> None:
    """Show a built website on this machine alone, until Ctrl-C."""
    import webbrowser

    if not (folder / "index.html").is_file():
        raise SourceError(f"There is no site in {folder}; make one with 'hmip site build {folder}'.")
    with served(folder, port) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        typer.echo(f"{address} (stop with Ctrl-C)")
        if browser:
            webbrowser.open(address)
        with suppress(KeyboardInterrupt):
            server.serve_forever()
