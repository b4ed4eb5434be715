"""A reader for made-up PDFs of a few lines, so that hundreds of them cost next to nothing."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from schemas.base import Evidence, Rating, Sourced
from schemas.errors import NotAReportError
from schemas.report import InspectionReport

VERSION = "1"
BOX = (Evidence(page=1, x0=10, top=10, x1=90, bottom=20),)


def tiny_pdf(area: str, published: date, rating: str = "Good", filler: int = 400) -> bytes:
    """A file that passes for a PDF, and that `tiny` reads."""
    head = f"%PDF-1.4\n%area {area}\n%published {published}\n%rating {rating}\n"
    return head.encode() + b"% " + b"." * filler + b"\n%%EOF\n"


def sourced(value: object) -> Sourced[object]:
    return Sourced(value=value, printed=str(value), evidence=BOX)


def tiny(path: Path) -> InspectionReport:
    """The report of a made-up PDF."""
    data = path.read_bytes()
    said = dict(line[1:].split(" ", 1) for line in data.decode().splitlines()[1:4])
    if said["rating"] == "none":
        raise NotAReportError("There is no rating in it.")
    published = date.fromisoformat(said["published"])
    return InspectionReport(
        framework="youth-2021",
        title=sourced(f"An inspection of youth justice services in {said['area']}"),
        area=sourced(said["area"]),
        service_name=sourced(f"{said['area']} Youth Justice Service"),
        fieldwork_started=sourced(published.replace(day=1, year=published.year - 1)),
        published=sourced(published.replace(day=1)),
        lead_inspector=None,
        chief_inspector=None,
        isbn=None,
        overall_rating=sourced(Rating(said["rating"])),
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
        gaps=(),
        pages=1,
        document_sha256=hashlib.sha256(data).hexdigest(),
        extractor_version=VERSION,
    )
