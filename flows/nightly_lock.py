"""Two runs never overlap: a lock that the system releases whatever ends the process that holds it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from flows.errors import SourceError


class AnotherRunError(SourceError):
    """Another run is at work; this one leaves."""


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
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            stream.seek(0)
            holder = stream.read().strip() or "another process"
            raise AnotherRunError(f"Another run is at work ({holder}); this one leaves.") from error
        except OSError as error:
            raise SourceError(f"The lock {path} cannot be had ({error.strerror}); keep it on a local disk.") from error
        with suppress(OSError):  # on a full disk the lock holds all the same
            stream.truncate(0)
            stream.write(f"process {os.getpid()}, since {datetime.now(UTC):%Y-%m-%d %H:%M} UTC\n")
            stream.flush()
        yield
