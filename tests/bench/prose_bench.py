"""Time of a report's prose on one core: `python -m tests.bench.prose_bench`, part of `make bench`.

Statements are what `hmip check` reads too; themes and recommendations are read in a run only, with spaCy, whose import
is paid once a process and shown apart. Processor time, so that other work on the machine does not count.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from extractors.prose.claims import read_claims
from extractors.prose.full import enrich
from extractors.prose.themes import themes_of
from extractors.report import extract_report
from tests.bench.__main__ import FOLDERS


def spent(work: Callable[[], Any]) -> tuple[float, Any]:
    """Processor seconds of some work, and what it gave."""
    started = time.process_time()
    out = work()
    return time.process_time() - started, out


def report(path: Path) -> tuple[float, float]:
    """Seconds for the statements of a report, and for its themes and recommendations."""
    statements: list[float] = []

    def timed(*args: Any) -> Any:
        seconds, claims = spent(partial(read_claims, *args))
        statements.append(seconds)
        return claims

    with patch("extractors.report.read_claims", timed):
        found = extract_report(path)
    return sum(statements), spent(partial(enrich, found))[0]


def main() -> None:
    first, _ = spent(partial(themes_of, "Plans say how victims are kept safe."))
    print(f"Prose on one core\nspaCy: import, pipeline and patterns, once a process: {first:.2f} s")
    for folder in FOLDERS:
        paths = sorted(folder.glob("*.pdf"))
        if not paths:
            continue
        # Patterns are compiled once a process; that is not the price of a report.
        report(paths[0])
        rows = [report(path) for path in paths]
        whole = [sum(row) for row in rows]
        print(
            f"{len(paths)} reports of {folder}: statements {statistics.mean(r[0] for r in rows):.3f} s a report, "
            f"themes and recommendations {statistics.mean(r[1] for r in rows):.3f} s, "
            f"both at most {max(whole):.3f} s"
        )


if __name__ == "__main__":
    main()
