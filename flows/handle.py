"""One worker process as its pool sees it: a path goes in, an answer comes back, within a time."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import time
from pathlib import Path

from flows.errors import ReaderError
from flows.outcome import Limits, sentence
from flows.processes import copied, fresh

START_SECONDS = 120
"""How long a worker may take to import its reader; a machine under load needs many times the usual second."""


class DiedError(Exception):
    """The worker ended without an answer."""


class Worker:
    """One worker process and the pipe to it."""

    def __init__(self, reader: str, limits: Limits, *, copy: bool) -> None:
        start = copied if copy else fresh
        self.process = start(reader, limits.seconds, limits.megabytes)
        self.documents = 0
        self.version: str | None = None
        self._ready = False
        self._buffer = b""

    def request(self, path: Path, seconds: float) -> tuple[str, bytes]:
        """The worker's answer; raises TimeoutError, DiedError where it ended, ReaderError where it could not start."""
        self.await_ready()
        self.documents += 1
        if self.process.stdin is None:
            raise DiedError
        try:
            self.process.stdin.write(json.dumps(str(path)).encode() + b"\n")
            self.process.stdin.flush()
        except OSError as error:
            raise DiedError from error
        return self._answer(time.monotonic() + seconds)

    def await_ready(self) -> None:
        """Wait until the reader is imported; raises ReaderError where it cannot be."""
        if self._ready:
            return
        try:
            letter, text = self._answer(time.monotonic() + START_SECONDS)
        except (DiedError, TimeoutError) as error:
            raise ReaderError("The reading process cannot start; run again with HMIP_DEBUG=1 to see why.") from error
        if letter != "K":
            raise ReaderError(sentence(f"The reader cannot be loaded: {json.loads(text)['reason']}"))
        self.version = json.loads(text)["version"]
        self._ready = True

    def _answer(self, deadline: float) -> tuple[str, bytes]:
        stream = self.process.stdout
        if stream is None:
            raise DiedError
        with selectors.DefaultSelector() as selector:
            selector.register(stream, selectors.EVENT_READ)
            chunks = [self._buffer]
            while b"\n" not in chunks[-1]:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise TimeoutError
                chunk = os.read(stream.fileno(), 1 << 20)
                if not chunk:
                    raise DiedError
                chunks.append(chunk)
        line, _, self._buffer = b"".join(chunks).partition(b"\n")
        return line[:1].decode(), line[1:]

    def alive(self) -> bool:
        """Whether the process still runs."""
        return self.process.poll() is None

    def kill(self) -> int:
        """End the process at once; gives its exit status, negative for a signal."""
        self.process.kill()
        return self._reap()

    def ended(self) -> int:
        """The exit status of a process that closed its pipe."""
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
        return self._reap()

    def _reap(self) -> int:
        status = self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):  # what was still to be written has nobody to read it
                    stream.close()
        return status


def ending(status: int) -> str:
    """An exit status in words."""
    if status >= 0:
        return f"exit status {status}"
    try:
        return f"signal {signal.Signals(-status).name}"
    except ValueError:
        return f"signal {-status}"
