"""Two runs never overlap: a lock that the system releases whatever ends the process that holds it."""

from __future__ import annotations

import fcntl
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from flows.errors import SourceError
from warehouse.publish import is_running

PATIENCE, PATIENCE_SECONDS = 50, 0.1
"""How often, and at what distance, a lock is tried whose holder has ended."""


class AnotherRunError(SourceError):
    """Another run is at work; this one leaves."""


def _take(stream: TextIO) -> None:
    """Take the lock; raises AnotherRunError where another run has it, OSError where it cannot be had at all.

    A run that was killed while it started a reader leaves the lock to that reader for a moment: it is waited for.
    """
    for left in reversed(range(PATIENCE)):
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            stream.seek(0)
            holder = stream.read().strip()
            number = re.match(r"process (\d+)", holder)
            if not left or number is None or is_running(int(number[1])):
                said = holder or "another process"
                raise AnotherRunError(f"Another run is at work ({said}); this one leaves.") from error
            time.sleep(PATIENCE_SECONDS)
        else:
            return


@contextmanager
def only_run(path: Path) -> Iterator[None]:
    """Within it, this is the only run; raises AnotherRunError at once where another is at work."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise SourceError(f"The lock {path} cannot be opened ({error.strerror}); check the folder.") from error
    with stream:
        try:
            _take(stream)
        except OSError as error:
            raise SourceError(f"The lock {path} cannot be had ({error.strerror}); keep it on a local disk.") from error
        with suppress(OSError):  # on a full disk the lock holds all the same
            stream.truncate(0)
            stream.write(f"process {os.getpid()}, since {datetime.now(UTC):%Y-%m-%d %H:%M} UTC\n")
            stream.flush()
        yield
