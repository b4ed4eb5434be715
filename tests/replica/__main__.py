"""Show what a night does: `python -m tests.replica --count 300 --nights 3` runs nights against the replica."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from flows.digest_render import markdown
from flows.nightly import NightJob, night
from flows.settings import Settings
from tests.replica.faults import plan
from tests.replica.reports import corrected_pdf, make_reports
from tests.replica.serve import serving, write_publishers
from tests.replica.site import make_site


def main() -> None:
    """Run the nights and print each digest."""
    args = argparse.ArgumentParser(prog="python -m tests.replica", description=__doc__)
    args.add_argument("--count", type=int, default=60, help="how many reports the replica shows")
    args.add_argument("--nights", type=int, default=3, help="how many nights; one report is corrected before the last")
    args.add_argument("--faults", type=int, default=12, help="how many requests of the first night go wrong")
    args.add_argument(
        "--folder", type=Path, help="where to keep warehouse, files and digest; a temporary one if left out"
    )
    options = args.parse_args()
    reports = make_reports(options.count)
    site = make_site(reports, old_share=10)
    paths = [item.pdf_path("new") for item in site.on("new") if item.terms == ("Inspection reports",)]
    site.faults = plan(paths, 1, options.faults * 2 // 3, options.faults // 3)
    folder = options.folder or Path(tempfile.mkdtemp(prefix="hmip-nights-"))
    with serving(site) as base:
        folder.mkdir(parents=True, exist_ok=True)
        settings = Settings(
            publishers=write_publishers(folder / "publishers.toml", base),
            contact="mailto:data@example.org",
            pause_seconds=0,
            retry_seconds=0.2,
            read_seconds=1,
        )
        for number in range(1, options.nights + 1):
            if number == options.nights and number > 1:
                latest = max((r for r in reports if site.items[r.slug].on == {"new"}), key=lambda r: r.published)
                site.replace_pdf(latest.slug, corrected_pdf(latest.seed), touch=True)
            first = 2018 if number == 1 else None  # a new warehouse begins with a backfill, from the old site too
            done = night(NightJob(warehouse=folder / "hmip.duckdb", settings=settings, from_year=first))
            print(f"--- night {number}: {done.totals()}\n")
            print(markdown(done.digest))
    print(f"Everything is in {folder}.")


if __name__ == "__main__":
    main()
