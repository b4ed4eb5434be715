"""All rules over a warehouse of 10,000 generated reports, and one report checked without a file.

`python -m tests.bench.rules_bench [REPORTS]` prints seconds, rule by rule where `-v` is given.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from schemas.report import InspectionReport
from tests.warehouse.corpus import bulk_load, random_draft, seeded
from tests.warehouse.plants import PLANTS, NotPlantableError
from warehouse.checks import check_report, load_rules, run_checks
from warehouse.store import Warehouse, open_warehouse

REPORTS = 10_000
BATCH = 1_000
# One report in ten has a mistake, as many as a warehouse is ever likely to hold.
PLANTED = 10


def generated(first: int, count: int) -> Iterator[InspectionReport]:
    """Sound reports, and among them some with one planted mistake."""
    names = list(PLANTS)
    for seed in range(first, first + count):
        rng = seeded(seed)
        draft = random_draft(rng, seed, plain=seed % PLANTED == 0)
        if seed % PLANTED == 0:
            try:
                PLANTS[names[seed // PLANTED % len(names)]](draft, rng)
            except NotPlantableError:
                draft = random_draft(seeded(seed), seed)
        yield draft.report()


def timed_rules(db: Warehouse) -> list[tuple[float, str]]:
    """Seconds of each rule run by hand, the slowest first."""
    times = []
    for file in load_rules():
        started = time.perf_counter()
        db.rows(f"SELECT count(*) FROM ({file.sql.rstrip().rstrip(';')})")  # noqa: S608
        times.append((time.perf_counter() - started, file.rule.rule_id))
    return sorted(times, reverse=True)


def rules_bench(reports: int = REPORTS) -> dict[str, float]:
    """Seconds: loading in bulk, the first run of all rules (it writes every flag), the second, and one report alone."""
    with TemporaryDirectory() as folder, open_warehouse(Path(folder) / "bench.duckdb") as db:
        started = time.perf_counter()
        for first in range(0, reports, BATCH):
            bulk_load(db, generated(first, min(BATCH, reports - first)))
        db.execute("CHECKPOINT")
        loaded = time.perf_counter()
        flags = run_checks_only(db)
        first_run = time.perf_counter()
        run_checks_only(db)
        second_run = time.perf_counter()
        if "-v" in sys.argv:
            for seconds, rule_id in timed_rules(db):
                print(f"  {seconds:7.3f} s by hand  {rule_id}")
    one = next(generated(1, 1))
    check_report(one)
    alone = time.perf_counter()
    check_report(one)
    return {
        "reports": reports,
        "flags": flags,
        "load": loaded - started,
        "first run": first_run - loaded,
        "second run": second_run - first_run,
        "one report, no file": time.perf_counter() - alone,
    }


def run_checks_only(db: Warehouse) -> int:
    """How many flags stand after a run."""
    return len(run_checks(db))


def main() -> None:
    """Print the figures."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    found = rules_bench(*numbers)
    print(f"All {len(load_rules())} rules over {found['reports']:.0f} generated reports, {found['flags']:.0f} flags")
    for name in ("load", "first run", "second run", "one report, no file"):
        print(f"{name:<22}{found[name]:>8.2f} s")


if __name__ == "__main__":
    main()
