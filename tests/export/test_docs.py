"""The pages of docs/: first hours walked word for word, the cookbook's answers, snippets, links, and the built site."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.export.pages import (
    COOKBOOK,
    DOCS,
    QUESTION,
    ROOT,
    SNIPPETS,
    TOURS,
    answered,
    executed,
    snippets,
    walked,
)
from warehouse.export.package import export
from warehouse.store import Warehouse, open_warehouse

RENEW = "run: python -m tests.export.pages"
SCREEN = 24
"""Lines of SQL that fit on a screen."""
PAGES = sorted(DOCS.glob("*.md"))


def test_the_cookbook_gives_the_answers_of_the_samples(sample_db: Warehouse) -> None:
    page = COOKBOOK.read_text(encoding="utf-8")
    assert answered(page, sample_db) == page, RENEW


def test_the_cookbook_has_enough_questions_that_fit_on_a_screen() -> None:
    queries = [found["sql"] for found in QUESTION.finditer(COOKBOOK.read_text(encoding="utf-8"))]
    assert len(queries) >= 15
    assert max(len(sql.splitlines()) for sql in queries) <= SCREEN


def test_every_question_of_the_cookbook_has_an_answer_in_a_larger_warehouse(history: Warehouse) -> None:
    for found in QUESTION.finditer(COOKBOOK.read_text(encoding="utf-8")):
        assert isinstance(history.rows(found["sql"]), list)


@pytest.mark.parametrize("tour", TOURS)
def test_a_first_hour_works_word_for_word(tour: str, tmp_path: Path) -> None:
    page = (DOCS / tour).read_text(encoding="utf-8")
    assert walked(page, tmp_path) == page, RENEW


@pytest.fixture(scope="module")
def desk(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the warehouse and an export, as the page of snippets takes it."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "data").mkdir()
    shutil.copy(samples, folder / "data" / "hmip.duckdb")
    with open_warehouse(samples, read_only=True) as db:
        export(db, folder / "out")
    return folder


@pytest.mark.parametrize("text", snippets("python"))
def test_the_snippets_for_python_run(text: str, desk: Path) -> None:
    assert "youth-2021" in executed([sys.executable, "-W", "error", "-c", text], desk)


@pytest.mark.parametrize("text", snippets("r"))
def test_the_snippets_for_r_run(text: str, desk: Path, rscript: str) -> None:
    assert "youth-2021" in executed([rscript, "--vanilla", "-e", f"options(warn = 2)\n{text}"], desk)


def test_every_snippet_is_in_a_language_that_is_run() -> None:
    languages = set(re.findall(r"^```(\w+)$", SNIPPETS.read_text(encoding="utf-8"), re.MULTILINE))
    assert languages == {"python", "r"}


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_links_lead_to_pages_that_are_published_too(page: str) -> None:
    """What lies outside docs/ is not part of the built site: there such a link would be dead."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", (DOCS / page).read_text(encoding="utf-8")):
        assert (DOCS / target).resolve() in PAGES, target


def test_the_links_of_the_readme_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / "README.md").read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), target


def test_every_page_is_in_the_menu() -> None:
    menu = (ROOT / "zensical.toml").read_text(encoding="utf-8")
    assert [page.name for page in PAGES if page.name not in menu] == []


def test_the_site_builds(tmp_path: Path) -> None:
    shutil.copytree(DOCS, tmp_path / "docs")
    shutil.copy(ROOT / "zensical.toml", tmp_path)
    program = Path(sys.executable).with_name("zensical")
    done = subprocess.run([program, "build", "--strict"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    built = (tmp_path / "site" / "cookbook" / "index.html").read_text(encoding="utf-8")
    assert "Which services fell" in built
