"""The process that reads one document at a time, so that what a PDF does to it happens to nobody else.

It is started by `flows.processes` as `python -m flows.worker READER SECONDS MEGABYTES`, takes one path a line on
standard input as JSON, and answers each with one line: a letter, then JSON. It ends when its input ends.

    K  ready, with the version    X  the reader cannot be imported, with the reason
    R  a report                   D  a document error: its class, status and reason
    M  out of memory              B  the reader broke, with the reason
    O  the file could not be read C  a failure of ours that holds for every document
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from schemas.errors import DocumentError, HmipError

if TYPE_CHECKING:
    from schemas.report import InspectionReport

Reader = Callable[[Path], "InspectionReport"]

# Beyond the limit on data: shared libraries and mapped files count as address space, yet cost little memory.
ADDRESS_SPACE_HEADROOM_MB = 3072
# The parent kills first; this alarm is for a worker whose parent is gone.
ALARM_GRACE_SECONDS = 10


def limit_memory(megabytes: int) -> None:
    """Cap this process's memory for good; does nothing where the system knows no such limits."""
    try:
        import resource
    except ImportError:
        return
    limits = {"RLIMIT_DATA": megabytes, "RLIMIT_AS": megabytes + ADDRESS_SPACE_HEADROOM_MB, "RLIMIT_CORE": 0}
    for name, size in limits.items():
        with contextlib.suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (size << 20, size << 20))


def import_reader(name: str) -> Reader:
    """The function named `module:function`; raises whatever its import raises."""
    module, _, function = name.partition(":")
    reader: Reader = getattr(importlib.import_module(module), function)
    return reader


def version_of(reader: Reader) -> str | None:
    """The VERSION of the reader's module, or else of its package; None where neither has one."""
    module = reader.__module__
    for name in (module, module.partition(".")[0]):
        version = getattr(sys.modules[name], "VERSION", None)
        if isinstance(version, str):
            return version
    return None


def read(reader: Reader, path: Path) -> tuple[str, str]:
    """The answer to one path: a letter and its JSON. Nothing that the reader raises gets out."""
    try:
        return "R", reader(path).model_dump_json()
    except DocumentError as error:
        return "D", json.dumps({"error": type(error).__name__, "status": error.status, "reason": str(error)})
    except HmipError as error:
        return "C", json.dumps({"reason": str(error)})
    except MemoryError:
        return "M", "{}"
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return "O", json.dumps({"reason": reason, "detail": traceback.format_exc()})
    except BaseException as error:  # a reader that raises SystemExit must not end the worker either
        return "B", json.dumps({"reason": f"{type(error).__name__}: {error}", "detail": traceback.format_exc()})


def answer(channel: BinaryIO, letter: str, text: str) -> None:
    """Write one answer."""
    channel.write(f"{letter}{text}\n".encode())
    channel.flush()


def set_alarm(seconds: float) -> None:
    """Let the system end this process after so many seconds; 0 takes the alarm back."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def main(arguments: list[str]) -> int:
    """Serve paths until the input ends; 1 where the reader cannot be imported."""
    name, seconds, megabytes = arguments
    # Libraries that print must not write into the answers.
    with os.fdopen(os.dup(1), "wb") as channel:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        limit_memory(int(megabytes))
        try:
            reader = import_reader(name)
        except Exception as error:
            answer(channel, "X", json.dumps({"reason": f"{type(error).__name__}: {error}"}))
            return 1
        # What is imported stays, and reading makes many objects but few cycles: seldom to look for garbage saves a
        # sixth of the time and costs no memory.
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)
        # The caller learns the version from here, so that it need not import the reader.
        answer(channel, "K", json.dumps({"version": version_of(reader)}))
        # Not through sys.stdin: in a copy of another process it may hold what that one had read ahead.
        for line in iter(os.fdopen(0, "rb", closefd=False).readline, b""):
            set_alarm(float(seconds) + ALARM_GRACE_SECONDS)
            letter, text = read(reader, Path(json.loads(line)))
            set_alarm(0)
            answer(channel, letter, text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
