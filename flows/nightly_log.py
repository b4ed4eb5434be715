"""The log of the nightly runs: one event a line, in UTC, in a file beside the fetched files."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

from flows.errors import SourceError

SIZE = 5_000_000
KEPT = 4


class LogFile(RotatingFileHandler):
    """A log that gives way: where the disk is full, the run says so itself, once."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is the base class's
        """Nothing: a traceback for every line would bury that sentence."""


def log_file(path: Path) -> LogFile:
    """The open log; raises SourceError where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = LogFile(path, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8")
    except OSError as error:
        raise SourceError(f"The log {path} cannot be written ({error.strerror}); check the folder.") from error
    # In the night when the clocks go back, an hour of local time comes twice.
    formatter = logging.Formatter("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%SZ")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    return handler


@contextmanager
def log_to_file(folder: Path) -> Iterator[Path]:
    """Within it, what `flows` logs goes to `nightly.log`, which never grows beyond a few megabytes."""
    path = folder / "nightly.log"
    handler = log_file(path)
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
