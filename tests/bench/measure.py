"""One measurement in a process of its own: `python -m tests.bench.measure KIND PASSES FILE...` prints a line of JSON.

The kinds: `ours` is `extract_report`; `plumber` is a plain pdfplumber pass (words, text and tables of
each page, each page closed); `pdfium` is pypdfium2's raw text.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path


def ours(path: Path) -> int:
    from extractors.report import extract_report

    return extract_report(path).pages


def plumber(path: Path) -> int:
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_words()
            page.extract_text()
            page.extract_tables()
            page.close()
        return len(document.pages)


def pdfium(path: Path) -> int:
    import pypdfium2  # type: ignore[import-untyped, unused-ignore]

    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            text = page.get_textpage()
            text.get_text_range()
            text.close()
            page.close()
        return len(document)
    finally:
        document.close()


KINDS: dict[str, Callable[[Path], int]] = {"ours": ours, "plumber": plumber, "pdfium": pdfium}


def peak_mb() -> float:
    """The most memory that this process ever had, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20) if sys.platform == "darwin" else peak / 1024


def main() -> None:
    kind, passes, *names = sys.argv[1:]
    read, paths = KINDS[kind], [Path(name) for name in names]
    # Imports and caches that a run pays once are not the price of a report.
    read(paths[0])
    base = peak_mb()
    pages, peaks = 0, []
    started = time.perf_counter()
    for _ in range(int(passes)):
        for path in paths:
            pages += read(path)
            peaks.append(round(peak_mb(), 1))
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "pages": pages, "reports": len(peaks), "base": base, "peaks": peaks}))


if __name__ == "__main__":
    main()
