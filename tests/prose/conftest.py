"""Which tests of the prose are collected: the hand-checked reports lie beside the repository on some machines only."""

from __future__ import annotations

from pathlib import Path

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

SHARED_REPORTS = Path(__file__).resolve().parents[3] / "shared" / "reports"

collect_ignore = [] if SHARED_REPORTS.is_dir() else ["test_shared_claims.py"]
