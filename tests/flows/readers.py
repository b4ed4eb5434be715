"""Readers for tests: what a worker uses instead of the real one. The first word of a file says what happens."""

from __future__ import annotations

import ctypes
import hashlib
import os
import sys
import time
from datetime import date
from pathlib import Path

from schemas.base import Evidence, Rating, Sourced
from schemas.errors import ConfigError, EncryptedPdfError, NotPdfError
from schemas.report import Gap, InspectionReport

VERSION = "1"
BOX = (Evidence(page=1, x0=10, top=10, x1=90, bottom=20),)


def sourced(value: object) -> Sourced[object]:
    return Sourced(value=value, printed=str(value), evidence=BOX)


def report(data: bytes, area: str = "Borchester", gaps: tuple[Gap, ...] = ()) -> InspectionReport:
    """A small report of the fictional service of an area."""
    return InspectionReport(
        framework="youth-2021",
        title=sourced(f"An inspection of youth justice services in {area}"),
        area=sourced(area),
        service_name=sourced(f"{area} Youth Justice Service"),
        fieldwork_started=sourced(date(2023, 5, 1)),
        published=sourced(date(2023, 9, 1)),
        lead_inspector=None,
        chief_inspector=None,
        isbn=None,
        overall_rating=sourced(Rating.GOOD),
        score=sourced(21),
        score_max=sourced(36),
        court_cases=None,
        oocd_cases=None,
        resettlement_cases=None,
        recommendations_stated=None,
        standard_ratings=(),
        key_questions=(),
        findings=(),
        recommendations=(),
        claims=(),
        gaps=gaps,
        pages=1,
        document_sha256=hashlib.sha256(data).hexdigest(),
        extractor_version=VERSION,
    )


def obey(path: Path) -> InspectionReport:
    """Do what the file's first word says; a report of the area it names otherwise."""
    data = path.read_bytes()
    word, _, rest = data.decode("latin-1").partition(" ")
    if word == "report":
        return report(data, rest.split("\n")[0])
    if word == "partial":
        gap = Gap(field="rating", standard="2.1", expected="a rating", reason="printed_as_picture", page=3)
        return report(data, rest.split("\n")[0], (gap,))
    return ACTIONS[word](path)


def loop(_: Path) -> InspectionReport:
    while True:
        pass


def loop_in_c(_: Path) -> InspectionReport:
    """Hold the interpreter's lock in a call that never looks at signals."""
    ctypes.PyDLL(None).sleep(600)
    raise AssertionError


def eat(_: Path) -> InspectionReport:
    hoard = []
    while True:
        hoard.append(bytearray(16 << 20))


def crash(_: Path) -> InspectionReport:
    os._exit(3)


def segfault(_: Path) -> InspectionReport:
    ctypes.string_at(0)
    raise AssertionError


def leave(_: Path) -> InspectionReport:
    sys.exit(1)


def broken(_: Path) -> InspectionReport:
    raise KeyError("no such thing\non two lines")


def chatter(path: Path) -> InspectionReport:
    print("R{}")
    os.write(1, b"K{}\n")
    return report(path.read_bytes(), "Ambridge")


def refuse(path: Path) -> InspectionReport:
    raise EncryptedPdfError(f"{path.name} wants a password.")


def no_pdf(path: Path) -> InspectionReport:
    raise NotPdfError(f"{path.name} is a web page, not a PDF.")


def misconfigured(_: Path) -> InspectionReport:
    raise ConfigError("The framework file youth-2021.toml is wrong.")


def disk(path: Path) -> InspectionReport:
    """Fail once as a disk may, then give a report; the mark lies beside the file."""
    mark = path.with_suffix(".tried")
    if not mark.exists():
        mark.touch()
        raise OSError(5, "Input/output error")
    return report(path.read_bytes(), "Felpersham")


def disk_for_good(_: Path) -> InspectionReport:
    raise OSError(5, "Input/output error")


def changed(_: Path) -> InspectionReport:
    return report(b"other bytes", "Penny Hassett")


def slow(path: Path) -> InspectionReport:
    time.sleep(0.3)
    return report(path.read_bytes(), path.stem)


def pid(_: Path) -> InspectionReport:
    return report(b"", f"Worker {os.getpid()}")


ACTIONS = {
    action.__name__: action
    for action in (
        loop,
        loop_in_c,
        eat,
        crash,
        segfault,
        leave,
        broken,
        chatter,
        refuse,
        no_pdf,
        misconfigured,
        disk,
        disk_for_good,
        changed,
        slow,
        pid,
    )
}
