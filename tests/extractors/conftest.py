"""What the tests of extraction share: reports that were read, and reports set by the generator, each made once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import settings

from extractors.report import extract_report
from extractors.words import Vocabulary
from schemas.framework import Framework, frameworks
from schemas.report import InspectionReport
from tests.extractors.compare import Truth
from tests.typeset.content import make_content
from tests.typeset.layouts import PRESETS, Layout, scope_of, typeset

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")  # the same examples each time, however slow the machine


@dataclass(frozen=True)
class Made:
    """A PDF of the generator and the truth of what it prints."""

    path: Path
    truth: Truth


@lru_cache(maxsize=64)
def read(path: Path) -> InspectionReport:
    """The report in a PDF; each PDF is read once in all tests."""
    return extract_report(path)


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Layout, int], Made]]:
    """Set a fictional report in a layout, from a seed."""
    folder = tmp_path_factory.mktemp("typeset")
    made: dict[tuple[Layout, int], Made] = {}

    def of(layout: Layout, seed: int) -> Made:
        key = (layout, seed)
        if key not in made:
            content = make_content(seed, layout.framework, scope=scope_of(layout))
            result = typeset(content, layout)
            path = folder / f"{content.slug}-{len(made)}.pdf"
            path.write_bytes(result.pdf)
            made[key] = Made(path, result.truth)
        return made[key]

    yield of
    made.clear()


@pytest.fixture(scope="session")
def report_2021(make: Callable[[Layout, int], Made]) -> Made:
    """A plain report of the framework of 2021."""
    return make(PRESETS["canvas-2021"], 7)


@pytest.fixture(scope="session")
def youth_2018() -> Framework:
    return frameworks()["youth-2018"]


@pytest.fixture(scope="session")
def youth_2021() -> Framework:
    return frameworks()["youth-2021"]


@pytest.fixture
def words() -> Vocabulary:
    """The vocabulary of a document without words of its own."""
    return Vocabulary.of([])
