"""One document in a process of its own: whatever it does there ends as a sentence, and the next one is read."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows.errors import ReaderError
from flows.isolate import ReaderPool
from flows.outcome import Extraction, Failure, Limits, sentence
from schemas.errors import ConfigError
from schemas.records import DocumentStatus

READER = "tests.flows.readers:obey"
LIMITS = Limits(seconds=60, megabytes=300)

Make = Callable[[str], Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def write(text: str) -> Path:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.pdf"
        path.write_text(text)
        return path

    return write


@pytest.fixture
def pool() -> Iterator[ReaderPool]:
    with ReaderPool(1, LIMITS, READER) as pool:
        yield pool


def test_a_report_comes_back_whole(pool: ReaderPool, make: Make) -> None:
    outcome = pool.extract(make("report Borchester"))
    assert isinstance(outcome, Extraction)
    assert outcome.report.area is not None
    assert outcome.report.area.value == "Borchester"


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("loop", "Reading took longer than 2 seconds and was stopped."),
        ("loop_in_c", "Reading took longer than 2 seconds and was stopped."),
        ("eat", "Reading needed more than 300 MB of memory and was stopped."),
        ("crash", "The reader crashed on this document (exit status 3)."),
        ("segfault", "The reader crashed on this document (signal SIGSEGV)."),
        ("leave", "The reader broke on this document: SystemExit: 1."),
        ("broken", "The reader broke on this document: KeyError: 'no such thing\\non two lines'."),
    ],
)
def test_what_a_document_does_to_the_reader_is_a_sentence_and_the_next_is_read(
    make: Make, word: str, reason: str
) -> None:
    limits = LIMITS.model_copy(update={"seconds": 2.0}) if "2 seconds" in reason else LIMITS
    with ReaderPool(1, limits, READER) as pool:
        outcome = pool.extract(make(word))
        assert isinstance(outcome, Failure)
        assert (outcome.error, outcome.status) == ("ExtractionFailedError", DocumentStatus.FAILED)
        assert outcome.reason == reason
        assert not outcome.transient
        assert isinstance(pool.extract(make("report Ambridge")), Extraction)


def test_a_document_error_keeps_its_class(pool: ReaderPool, make: Make) -> None:
    outcome = pool.extract(make("refuse"))
    assert isinstance(outcome, Failure)
    assert (outcome.error, outcome.status) == ("EncryptedPdfError", DocumentStatus.REJECTED)
    assert outcome.reason == "0.pdf wants a password."


def test_a_file_that_cannot_be_read_is_transient(pool: ReaderPool, tmp_path: Path) -> None:
    outcome = pool.extract(tmp_path / "gone.pdf")
    assert isinstance(outcome, Failure)
    assert outcome.transient
    assert outcome.reason == "The file could not be read: No such file or directory."


def test_what_a_library_prints_does_not_reach_the_answers(pool: ReaderPool, make: Make) -> None:
    assert isinstance(pool.extract(make("chatter")), Extraction)


def test_a_fault_of_our_own_data_stops_everything(pool: ReaderPool, make: Make) -> None:
    with pytest.raises(ConfigError, match="youth-2021"):
        pool.extract(make("misconfigured"))


def test_a_reader_that_cannot_be_imported_says_so(make: Make) -> None:
    with ReaderPool(1, LIMITS, "tests.flows.nowhere:read") as pool, pytest.raises(ReaderError, match="nowhere"):
        pool.extract(make("report Borchester"))


def test_outcomes_come_in_order_and_in_parallel(make: Make) -> None:
    paths = [make("slow") for _ in range(4)]
    paths.insert(2, make("crash"))
    with ReaderPool(2, LIMITS, READER) as pool:
        outcomes = list(pool.map(paths))
    assert [outcome.path for outcome in outcomes] == paths
    assert [isinstance(outcome, Extraction) for outcome in outcomes] == [True, True, False, True, True]


def test_a_worker_is_kept_and_then_replaced(make: Make) -> None:
    with ReaderPool(1, Limits(documents=2), READER) as pool:
        areas = []
        for _ in range(4):
            outcome = pool.extract(make("pid"))
            assert isinstance(outcome, Extraction)
            assert outcome.report.area is not None
            areas.append(outcome.report.area.value)
    assert areas[0] == areas[1]
    assert areas[2] == areas[3]
    assert areas[1] != areas[2]


def test_a_worker_that_died_idle_is_replaced(make: Make) -> None:
    with ReaderPool(1, LIMITS, READER).warm() as pool:
        pool.extract(make("report Borchester"))
        (worker,) = pool._all
        worker.process.kill()
        worker.process.wait()
        assert isinstance(pool.extract(make("report Ambridge")), Extraction)


def test_the_reader_tells_its_version() -> None:
    with ReaderPool(1, LIMITS, READER) as pool:
        assert pool.version() == "1"


def test_closing_ends_a_worker_at_work(make: Make) -> None:
    with ReaderPool(1, Limits(seconds=3600), READER) as pool:
        outcomes = pool.map([make("report Borchester"), make("loop")])
        next(outcomes)
        (worker,) = pool._all
        while worker.documents < 2:  # until it has the second
            time.sleep(0.01)
        pool.close()
    outcomes.close()  # type: ignore[attr-defined]
    assert worker.process.wait(60) == -signal.SIGKILL


def test_a_reason_is_one_short_line_with_an_end() -> None:
    assert sentence("two\n lines ") == "two lines."
    assert sentence("why?") == "why?"
    assert len(sentence("x" * 1000)) <= 301
