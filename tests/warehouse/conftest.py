"""Fixtures of the warehouse's tests, and which of them are collected."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from schemas.report import InspectionReport
from tests.warehouse.builders import SHARED_REPORTS
from tests.warehouse.corpus import random_draft, seeded
from warehouse.store import Warehouse, open_warehouse

# The hand-checked reports lie beside the repository on some machines only.
collect_ignore = [] if SHARED_REPORTS.is_dir() else ["test_shared_reports.py"]


@pytest.fixture
def db() -> Iterator[Warehouse]:
    """An empty warehouse in memory."""
    with open_warehouse(None) as warehouse:
        yield warehouse


@pytest.fixture
def report() -> InspectionReport:
    """A sound report of youth-2021."""
    return random_draft(seeded(7), 1, framework_id="youth-2021", plain=True).report()
