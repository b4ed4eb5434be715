"""Shared by the tests of flows: a folder of made-up documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from flows.outcome import Limits
from flows.pipeline import Job

Write = Callable[..., Path]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    return folder


@pytest.fixture
def write(source: Path) -> Write:
    """Write a document that the fake reader obeys."""

    def write(name: str, text: str) -> Path:
        path = source / name
        path.write_text(text)
        return path

    return write


@pytest.fixture
def job(source: Path, tmp_path: Path) -> Job:
    """A job over that folder with the fake reader."""
    return Job(
        source=str(source),
        warehouse=tmp_path / "warehouse" / "test.duckdb",
        workers=2,
        limits=Limits(seconds=60, megabytes=300),
        reader="tests.flows.readers:obey",
    )
