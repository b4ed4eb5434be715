"""`hmip site`: what it prints, and how it fails."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest
from typer.testing import CliRunner

from flows.cli.app import app
from flows.cli.site import pictures_of, served
from flows.errors import SourceError
from tests.explorer.conftest import Site


def run(*arguments: str | Path) -> tuple[int, str]:
    """Exit status and everything printed."""
    result = CliRunner().invoke(app, ["site", *map(str, arguments)])
    return result.exit_code, result.output


def test_build_without_and_with_pictures(samples: Site, tmp_path: Path) -> None:
    plain = run("build", tmp_path, "--warehouse", samples.warehouse, "--no-pictures", "--json")
    assert plain[0] == 0 and json.loads(plain[1])["drawn"] == 0
    status, output = run("build", tmp_path, "--warehouse", samples.warehouse)
    assert status == 0 and "2 reports (2 rendered" in output and "hmip site open" in output
    sizes = {path.parent.name for path in tmp_path.glob("pictures/*/*.webp")}
    assert len(sizes) == 2
    again = run("build", tmp_path, "--warehouse", samples.warehouse, "--json")
    assert json.loads(again[1])["rendered"] == 0 and json.loads(again[1])["drawn"] == 0


def test_a_folder_with_other_files_is_refused(samples: Site, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    status, output = run("build", tmp_path, "--warehouse", samples.warehouse)
    assert status == 3 and "holds other files" in output


def test_a_warehouse_that_is_not_there(tmp_path: Path) -> None:
    assert run("build", tmp_path / "site", "--warehouse", tmp_path / "none.duckdb")[0] == 3


def test_a_pdf_that_is_gone_or_another_by_now_has_no_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(b"%PDF-1.4 another")
    draw = pictures_of(tmp_path)
    assert draw("a" * 64, str(other), 1) is None
    assert draw("a" * 64, "https://example.org/a.pdf", 1) is None
    assert "no pictures" in capsys.readouterr().err


def test_open_shows_a_site_on_this_machine_alone(samples: Site, tmp_path: Path) -> None:
    assert run("open", tmp_path)[0] == 3
    with served(samples.folder, 0) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        with urlopen(f"http://127.0.0.1:{server.server_port}/") as answer:  # noqa: S310
            assert b"What inspectors found" in answer.read()
        with pytest.raises(SourceError, match="choose another with --port"):
            served(samples.folder, server.server_port)
        server.shutdown()
