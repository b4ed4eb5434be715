"""A house for the nightly tests: a folder, a replica of the publisher's sites, and nights that run there."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from flows.fetch.client import Client
from flows.fetch.ledger import Ledger
from flows.nightly import NightJob, night
from flows.nightly_summary import Night
from flows.publisher.config import load_publishers
from flows.settings import Settings
from tests.replica.serve import serving, write_publishers
from tests.replica.site import Site
from warehouse.store import open_warehouse

READER = "tests.nightly.readers:tiny"
"""Reads a made-up PDF of a few lines; nights that use it test everything but the extractors."""


@dataclass
class House:
    """One warehouse and the replica that it is filled from."""

    folder: Path
    site: Site
    base: str
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def warehouse(self) -> Path:
        return self.folder / "hmip.duckdb"

    def settings(self, **options: Any) -> Settings:
        usual = {"pause_seconds": 0, "retry_seconds": 0.02, "retry_max_seconds": 5}
        return Settings.model_validate(
            {**usual, "publishers": self.folder / "publishers.toml", **self.options, **options}
        )

    def job(self, *, from_year: int | None = None, reader: str = READER, **options: Any) -> NightJob:
        return NightJob(
            warehouse=self.warehouse, settings=self.settings(**options), from_year=from_year, reader=reader, workers=1
        )

    def night(self, **options: Any) -> Night:
        return night(self.job(**options))

    def night_with(self, reader: str) -> Night:
        return night(self.job(reader=reader))

    def rows(self, sql: str, *params: object) -> list[tuple[Any, ...]]:
        with open_warehouse(self.warehouse, read_only=True) as db:
            return db.rows(sql, list(params))

    @contextmanager
    def client(self, **options: Any) -> Iterator[Client]:
        hosts = load_publishers(self.folder / "publishers.toml").hosts
        with (
            Ledger(self.folder / "raw" / "ledger.sqlite3") as ledger,
            Client(self.settings(**options), ledger, hosts) as client,
        ):
            yield client

    def faults(self) -> list[tuple[str, str, str]]:
        with Ledger(self.folder / "raw" / "ledger.sqlite3") as ledger:
            return ledger.faults_since("")


Open = Callable[..., House]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Open]:
    """Open a house over a site; its replica runs until the test ends."""
    from contextlib import ExitStack

    with ExitStack() as stack:

        def open_house(site: Site, *, ways: tuple[str, ...] = ("rest", "sitemap", "listing"), **options: Any) -> House:
            base = stack.enter_context(serving(site))
            number = len(list(tmp_path.iterdir()))
            folder = tmp_path / f"house-{number}"
            folder.mkdir()
            write_publishers(folder / "publishers.toml", base, ways)
            return House(folder, site, base, options)

        yield open_house


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the developer has set does not count; what Prefect's tests set is left."""
    for name in ("HMIP_CONTACT", "HMIP_WEBHOOK", "HMIP_RAW", "HMIP_PUBLISHERS", "HMIP_WAREHOUSE"):
        monkeypatch.delenv(name, raising=False)
    logging.getLogger("flows").setLevel(logging.INFO)
