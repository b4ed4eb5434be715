"""Reading one document in a process of its own, with limits on time and memory.

A pool keeps a few worker processes and hands each one document at a time. Whatever a document does there (endless loop,
all the memory, a crash of the interpreter) ends as a `Failure` with one sentence, and the next document gets a fresh
worker. A worker is also replaced after a number of documents, so that what a library leaks cannot add up.
"""

from __future__ import annotations

import contextlib
import os
import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from flows.errors import ReaderError
from flows.handle import DiedError, Worker, ending
from flows.outcome import Limits, Outcome, failed, outcome_of
from flows.processes import DEFAULT_READER

MAX_WORKERS = 4

ReadOne = Callable[["ReaderPool", Path], Outcome]


def default_workers() -> int:
    """As many workers as this process may use processors, at most four."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(available, MAX_WORKERS))


class ReaderPool:
    """Worker processes that read documents; safe to use from several threads, one document a worker at a time."""

    def __init__(
        self,
        workers: int | None = None,
        limits: Limits | None = None,
        reader: str = DEFAULT_READER,
        *,
        copy: bool = False,
    ) -> None:
        """`copy`: start workers as copies of this process while it has a single thread; quicker, for short work."""
        self.copy = copy
        self.workers = workers or default_workers()
        self.limits = limits or Limits()
        self.reader = reader
        self._slots: queue.LifoQueue[Worker | None] = queue.LifoQueue()
        self._all: set[Worker] = set()
        self._lock = threading.Lock()
        self._closed = False
        for _ in range(self.workers):
            self._slots.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def warm(self, count: int | None = None) -> Self:
        """Start workers (all, or so many) without waiting for them, so that they import while the caller does."""
        for _ in range(min(count or self.workers, self.workers)):
            slot = self._slots.get()
            self._slots.put(slot or self._start())
        return self

    def version(self) -> str | None:
        """The version that the reader gives itself; None where it gives none. Raises ReaderError."""
        worker = self._slots.get()
        try:
            if worker is None:
                worker = self._start()
            worker.await_ready()
            return worker.version
        finally:
            self._slots.put(worker)

    def extract(self, path: Path) -> Outcome:
        """What one document gave. Waits for a free worker; raises ReaderError or ConfigError where none could read."""
        worker = self._slots.get()
        try:
            if worker is None or not worker.alive():
                self._drop(worker)
                worker = None
                worker = self._start()
            outcome, keep = self._request(worker, path)
            if not keep or worker.documents >= self.limits.documents:
                self._drop(worker)
                worker = None
            return outcome
        finally:
            self._slots.put(worker)

    def map(
        self, paths: Iterable[Path], read: Callable[[ReaderPool, Path], Outcome] | None = None
    ) -> Iterator[Outcome]:
        """Outcomes in the order of the paths, read in parallel and only a few ahead of the caller."""
        one = read or ReaderPool.extract
        with ThreadPoolExecutor(self.workers, thread_name_prefix="read") as threads:
            ahead: deque[Future[Outcome]] = deque()
            try:
                for path in paths:
                    ahead.append(threads.submit(one, self, path))
                    if len(ahead) >= 2 * self.workers:
                        yield ahead.popleft().result()
                while ahead:
                    yield ahead.popleft().result()
            finally:
                for future in ahead:
                    future.cancel()

    def close(self) -> None:
        """End all workers, also those at work."""
        with self._lock:
            self._closed = True
            workers, self._all = self._all, set()
        with contextlib.suppress(queue.Empty):
            while True:
                idle = self._slots.get_nowait()
                if idle is not None:
                    workers.discard(idle)
                    idle.kill()
        # The thread that waits for a worker at work sees it end, and clears away after it.
        for worker in workers:
            worker.process.kill()

    def _start(self) -> Worker:
        with self._lock:
            if self._closed:
                raise ReaderError("Reading was stopped.")
            worker = Worker(self.reader, self.limits, copy=self.copy)
            self._all.add(worker)
        return worker

    def _drop(self, worker: Worker | None) -> None:
        if worker is not None:
            with self._lock:
                self._all.discard(worker)
            worker.kill()

    def _request(self, worker: Worker, path: Path) -> tuple[Outcome, bool]:
        """The outcome, and whether the worker can go on."""
        try:
            letter, text = worker.request(path, self.limits.seconds)
        except TimeoutError:
            reason = f"Reading took longer than {self.limits.seconds:g} seconds and was stopped."
            return failed(path, reason), False
        except DiedError:
            return failed(path, f"The reader crashed on this document ({ending(worker.ended())})."), False
        return outcome_of(path, letter, text, self.limits), letter != "M"
