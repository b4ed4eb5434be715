"""The log of the nightly runs: one event a line, in a file beside the fetched files."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

SIZE = 5_000_000
KEPT = 4


@contextmanager
def log_to_file(folder: Path) -> Iterator[Path]:
    """Within it, what `flows` logs goes to `nightly.log`, which never grows beyond a few megabytes."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "nightly.log"
    handler = RotatingFileHandler(path, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("flows")
    level, spreads = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False  # the run itself says in the end what there is to say
    try:
        yield path
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = spreads
        handler.close()
