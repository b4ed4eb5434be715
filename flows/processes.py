"""The two ways to start a worker process: afresh, and as a copy of this process where that is safe.

A copy starts in a few milliseconds, since everything that this process imported is there already; a command that reads
one report and ends is twice as fast for it. It is only safe as long as this process has a single thread.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Protocol

from flows import worker

DEFAULT_READER = "extractors.report:extract_report"
FULL_READER = "extractors.prose.full:extract_full_report"
DEFAULT_SECONDS = 60.0
DEFAULT_MEGABYTES = 1024


class Process(Protocol):
    """What a pool needs of a worker process; `subprocess.Popen` has it."""

    @property
    def stdin(self) -> IO[bytes] | None:
        """Where requests are written."""

    @property
    def stdout(self) -> IO[bytes] | None:
        """Where answers are read."""

    def poll(self) -> int | None:
        """The exit status, negative for a signal; None while it runs."""

    def kill(self) -> None:
        """End it at once."""

    def wait(self, timeout: float | None = None) -> int:
        """The exit status, once it has ended; raises TimeoutExpired."""


def fresh(reader: str, seconds: float, megabytes: int) -> Process:
    """A worker with an interpreter of its own."""
    search_path = os.pathsep.join(p or str(Path.cwd()) for p in sys.path)
    return subprocess.Popen(  # noqa: S603 - our own module, with our own arguments
        [sys.executable, "-P", "-m", "flows.worker", reader, str(seconds), str(megabytes)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None if os.environ.get("HMIP_DEBUG") else subprocess.DEVNULL,
        env={"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", **os.environ, "PYTHONPATH": search_path},
        # Ctrl-C is for the parent, which then closes the pool.
        start_new_session=True,
    )


_ahead: dict[tuple[str, float, int], Process] = {}


def start_ahead(reader: str, seconds: float, megabytes: int) -> None:
    """Start a worker before it is known whether one is needed; the first call of `copied` for the same takes it.

    It imports the reader while this process imports what it needs itself, and ends with this process.
    """
    _ahead[reader, seconds, megabytes] = copied(reader, seconds, megabytes)


def copied(reader: str, seconds: float, megabytes: int) -> Process:
    """A worker that is a copy of this process; one with an interpreter of its own where a copy is not safe."""
    ahead = _ahead.pop((reader, seconds, megabytes), None)
    if ahead is not None and ahead.poll() is None:
        return ahead
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return fresh(reader, seconds, megabytes)
    return Copy(reader, seconds, megabytes)


class Copy:
    """A forked worker."""

    def __init__(self, reader: str, seconds: float, megabytes: int) -> None:
        requests, to_child = os.pipe()
        from_child, answers = os.pipe()
        self._status: int | None = None
        self._lock = threading.Lock()
        self.pid = os.fork()
        if self.pid == 0:
            _become_worker(requests, answers, [reader, str(seconds), str(megabytes)])
        os.close(requests)
        os.close(answers)
        self.stdin: IO[bytes] | None = os.fdopen(to_child, "wb")
        self.stdout: IO[bytes] | None = os.fdopen(from_child, "rb", buffering=0)

    def poll(self) -> int | None:
        """The exit status, negative for a signal; None while it runs."""
        with self._lock:
            if self._status is None:
                ended, status = os.waitpid(self.pid, os.WNOHANG)
                if ended:
                    self._status = os.waitstatus_to_exitcode(status)
            return self._status

    def kill(self) -> None:
        """End it at once; nothing where it has ended."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> int:
        """The exit status, once it has ended; raises TimeoutExpired."""
        deadline = None if timeout is None else time.monotonic() + timeout
        while (status := self.poll()) is None:
            if deadline is not None and time.monotonic() > deadline:
                raise subprocess.TimeoutExpired("worker", timeout or 0)
            time.sleep(0.002)
        return status


def _become_worker(requests: int, answers: int, arguments: list[str]) -> None:
    """Turn the copy into a worker; never returns, and runs nothing that the original has registered for its end."""
    status = 1
    try:
        os.setsid()
        os.dup2(requests, 0)
        os.dup2(answers, 1)
        if not os.environ.get("HMIP_DEBUG"):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        # Above all the other workers' pipes: while a copy holds them, they never see the end of their input.
        os.closerange(3, os.sysconf("SC_OPEN_MAX") if os.sysconf("SC_OPEN_MAX") > 0 else 4096)
        status = worker.main(arguments)
    finally:
        os._exit(status)
