"""Warehouses that the tests of views, exports and documents share: the samples, and services with a history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from flows.pipeline import Job, run
from schemas.base import Place, Rating
from tests.programs import PROGRAMS
from tests.warehouse.corpus import Draft, bulk_load, random_draft, seeded
from warehouse.rows import insert_rows
from warehouse.store import Warehouse, open_warehouse
from warehouse.views import create_views


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse that holds the bundled samples, read from their PDFs."""
    path = tmp_path_factory.mktemp("samples") / "hmip.duckdb"
    run(Job(source="sample", warehouse=path, workers=2))
    return path


@pytest.fixture
def sample_db(samples: Path) -> Iterator[Warehouse]:
    with open_warehouse(samples, read_only=True) as db:
        yield db


@pytest.fixture(scope="session")
def libreoffice() -> str:
    """Where LibreOffice is; without it, tests that ask for it are left out."""
    return str(PROGRAMS["libreoffice"].path)


@pytest.fixture(scope="session")
def rscript() -> str:
    """Where R is; without it, tests that ask for it are left out."""
    return str(PROGRAMS["rscript"].path)


@pytest.fixture(scope="session")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of 1,000 generated reports."""
    path = tmp_path_factory.mktemp("thousand") / "hmip.duckdb"
    with open_warehouse(path) as db:
        bulk_load(db, (random_draft(seeded(seed), seed).report() for seed in range(1000)))
    return path


def draft(number: int, year: int, **ratings: Rating) -> Draft:
    """A report of a service by its number, all standards Good but those named as s1_1, s2_1, …"""
    made = random_draft(seeded(number), number, framework_id="youth-2021" if year > 2021 else "youth-2018", plain=True)
    made.area = f"Place {number} in {year}"
    made.fieldwork = date(year, 9, 1)
    made.rating_places = tuple(Place)
    for standard in made.ratings:
        made.ratings[standard] = ratings.get(f"s{standard.replace('.', '_')}", Rating.GOOD)
    return made


ALL_INADEQUATE = {f"s{domain}_{n}": Rating.INADEQUATE for domain in (1, 2, 3) for n in (1, 2, 3, 4)}


@pytest.fixture
def history() -> Iterator[Warehouse]:
    """Three listed services of one region, of which Alpha fell, and one of another of which no report is on file."""
    with open_warehouse(None) as db:
        create_views(db)
        bulk_load(
            db,
            [
                draft(1, 2019).report(),
                draft(1, 2022).report(),
                draft(1, 2024, **ALL_INADEQUATE).report(),
                draft(2, 2022, s1_1=Rating.OUTSTANDING).report(),
                draft(2, 2024, s1_1=Rating.OUTSTANDING).report(),
                draft(3, 2023, s2_1=Rating.REQUIRES_IMPROVEMENT).report(),
            ],
        )
        services = [
            {"service_id": key, "name": name, "country": country, "region": region}
            for key, name, country, region in (
                ("alpha", "Alpha", "England", "North"),
                ("beta", "Beta", "England", "North"),
                ("gamma", "Gamma", "England", "North"),
                ("delta", "Delta", "Wales", "Wales"),
            )
        ]
        insert_rows(db, "services", services)
        for number, key in ((1, "alpha"), (2, "beta"), (3, "gamma")):
            db.execute("UPDATE reports SET service_id = ? WHERE report_id LIKE ?", [key, f"place-{number}-in-%"])
        yield db
