"""`make bench`: time and memory of reading, beside a plain pdfplumber pass and pypdfium2's raw text; then the commands.

Every figure comes from a process of its own, one after the other, so that none shares a cache or a peak with another.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "data" / "samples", ROOT.parent / "shared" / "reports")
REPORTS_FOR_MEMORY = 100
CHECKS = 5


def measure(kind: str, paths: list[Path], passes: int = 1) -> dict[str, float]:
    """The measurement's own figures, with the peak and the growth over its second half in MB."""
    command = [sys.executable, "-m", "tests.bench.measure", kind, str(passes), *map(str, paths)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout)
    peaks = found.pop("peaks")
    return {**found, "peak": peaks[-1], "first": peaks[len(peaks) // 10], "growth": peaks[-1] - peaks[len(peaks) // 2]}


def reading(folder: Path) -> None:
    """Seconds a report, pages a second and peak memory over one folder, with ratios to the plain pass."""
    paths = sorted(folder.glob("*.pdf"))
    if not paths:
        return
    print(f"\nReading {len(paths)} reports of {folder}")
    print(f"{'':<28}{'s/report':>10}{'pages/s':>10}{'peak MB':>10}{'of plain':>10}")
    plain = measure("plumber", paths)
    rows = {"hmip": measure("ours", paths), "plain pdfplumber": plain, "pypdfium2, raw text": measure("pdfium", paths)}
    for name, row in rows.items():
        ratio = row["seconds"] / plain["seconds"]
        each, rate = row["seconds"] / row["reports"], row["pages"] / row["seconds"]
        print(f"{name:<28}{each:>10.3f}{rate:>10.1f}{row['peak']:>10.0f}{ratio:>10.3f}")


def memory(folder: Path) -> None:
    """Whether memory stays flat over a hundred reports."""
    paths = sorted(folder.glob("*.pdf"))
    if not paths:
        return
    passes = -(-REPORTS_FOR_MEMORY // len(paths))
    row = measure("ours", paths, passes)
    print(f"\nMemory over {row['reports']:.0f} reports of {folder}, one process")
    print(f"peak after a tenth {row['first']:.0f} MB, at the end {row['peak']:.0f} MB, ", end="")
    print(f"growth over the second half {row['growth']:.1f} MB")


def commands(folder: Path) -> None:
    """Wall time of `hmip check` from the shell, its start included."""
    paths = sorted(folder.glob("*.pdf"), key=lambda path: path.stat().st_size)
    if not paths:
        return
    hmip = Path(sys.executable).with_name("hmip")
    print(f"\nhmip check from the shell, {CHECKS} times each (best, worst)")
    for path in dict.fromkeys((paths[0], paths[-1])):
        times = []
        for _ in range(CHECKS):
            started = time.perf_counter()
            subprocess.run([hmip, "check", path], cwd=ROOT, check=False, capture_output=True)
            times.append(time.perf_counter() - started)
        print(f"{path.name:<40}{min(times):>8.2f} s{max(times):>8.2f} s")


def main() -> None:
    folders = [folder for folder in FOLDERS if any(folder.glob("*.pdf"))]
    for folder in folders:
        reading(folder)
    if folders:
        memory(folders[-1])
        commands(folders[-1])
    print(flush=True)
    subprocess.run([sys.executable, "-m", "tests.bench.prose_bench"], cwd=ROOT, check=True)
    if importlib.util.find_spec("tests.bench.rules_bench"):
        print(flush=True)
        subprocess.run([sys.executable, "-m", "tests.bench.rules_bench"], cwd=ROOT, check=True)
        subprocess.run([sys.executable, "-m", "tests.bench.export_bench"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
