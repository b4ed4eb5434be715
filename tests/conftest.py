"""Tests whose program is not installed are left out, and the summary says so plainly, with how to get it."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.programs import PROGRAMS, notice, without

LEFT_OUT = pytest.StashKey[Counter[str]]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what cannot be looked at on this machine."""
    missing = {name for name, program in PROGRAMS.items() if program.path is None}
    needs = {item: without(missing, tuple(getattr(item, "fixturenames", ()))) for item in items}
    config.stash[LEFT_OUT] = Counter(name for name in needs.values() if name)
    config.hook.pytest_deselected(items=[item for item, name in needs.items() if name])
    items[:] = [item for item, name in needs.items() if not name]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was not tested."""
    left_out = config.stash.get(LEFT_OUT, Counter())
    if left_out:
        terminalreporter.section("some tests did not run", sep="!", red=True)
    for name, count in left_out.items():
        for line in notice(name, count):
            terminalreporter.line(line)
