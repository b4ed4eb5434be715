"""Documents that are no report, or half of one: a named reason or a gap, never wrong data, never another exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from extractors import layout
from extractors.layout import MAX_PAGES, read_bytes, read_document
from extractors.report import extract_report
from schemas.errors import (
    DamagedPdfError,
    DocumentError,
    EmptyDocumentError,
    EncryptedPdfError,
    NotAReportError,
    NotPdfError,
    ScannedPdfError,
    TooLargeError,
    UnknownFrameworkError,
)
from tests.extractors import papers
from tests.extractors.compare import Comparison, Row, compare, load_truth, rows, true_rows

LOCKED = StandardEncryption("secret", ownerPassword="owner", strength=128)  # noqa: S106
BAD: dict[str, tuple[bytes, type[DocumentError]]] = {
    "empty": (b"", EmptyDocumentError),
    "web page": (b"<!DOCTYPE html><html><body>Please wait.</body></html>", NotPdfError),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(64), NotPdfError),
    "head only": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", DamagedPdfError),
    "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 40, DamagedPdfError),
    "encrypted": (papers.written(papers.MINUTES, papers.MINUTES, encrypt=LOCKED), EncryptedPdfError),
    "scan": (papers.scan(), ScannedPdfError),
    "no text": (papers.written(["", "Page"], ["Page"]), ScannedPdfError),
    "minutes": (papers.written(papers.MINUTES, papers.MINUTES), NotAReportError),
    "adult probation": (papers.adult(), UnknownFrameworkError),
    "too many pages": (papers.blank(MAX_PAGES + 1), TooLargeError),
}


def put(folder: Path, data: bytes) -> Path:
    path = folder / "report.pdf"
    path.write_bytes(data)
    return path


def held(path: Path, source: Path) -> Comparison:
    """What is read from a damaged copy, against the truth of the whole report."""
    return compare(extract_report(path), load_truth(source))


def figures(found: list[Row]) -> set[Row]:
    """Ratings and percentages without the wording beside them."""
    ratings: set[Row] = {(row[1], row[2], row[4]) for row in found if row[0] == "rating"}
    return ratings | {(row[1], row[2], row[3], row[5]) for row in found if row[0] == "question"}


def wrong(found: Comparison) -> list[Row]:
    """Ratings, percentages and single values that the whole report does not print."""
    return [row for row in found.extra if row[0] in ("rating", "question", "report")]


@pytest.mark.parametrize("kind", BAD)
def test_each_kind_has_its_own_error_in_one_sentence(kind: str, tmp_path: Path) -> None:
    data, error = BAD[kind]
    with pytest.raises(DocumentError) as caught:
        extract_report(put(tmp_path, data))
    assert type(caught.value) is error
    message = str(caught.value)
    assert message.startswith("report.pdf") and message.endswith(".") and "\n" not in message
    assert caught.value.status == "rejected"


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MAX_BYTES", 1000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-" + bytes(2000))
    with pytest.raises(TooLargeError, match="2,005 bytes"):
        read_bytes(path)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.98, 0.999])
@pytest.mark.parametrize("source", [papers.PLAIN, papers.EMBEDDED], ids=["plain", "embedded"])
def test_a_report_that_stopped_arriving(share: float, source: Path, tmp_path: Path) -> None:
    data = source.read_bytes()
    path = put(tmp_path, data[: int(share * len(data))])
    try:
        report = extract_report(path)
    except DocumentError as error:
        assert str(error).startswith("report.pdf")  # noqa: PT017
        return
    found = compare(report, load_truth(source))
    assert wrong(found) == []
    assert not found.missing or report.gaps


@pytest.mark.parametrize(
    ("lost", "some"),
    [(range(8, 14), "back half"), (range(1, 7), "front half"), (range(2, 14, 2), "every other page")],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_a_report_with_half_its_pages(lost: range, some: str, tmp_path: Path) -> None:
    path = put(tmp_path, papers.without_pages(papers.PLAIN, lost))
    report = extract_report(path)
    found = compare(report, load_truth(papers.PLAIN))
    assert wrong(found) == [], some
    assert found.missing and report.gaps
    assert report.pages == 13 - len(lost)


@pytest.mark.parametrize("number", range(3, 11))
def test_a_page_that_does_not_tell_all_of_its_letters_gives_no_wrong_figure(number: int, tmp_path: Path) -> None:
    report = extract_report(put(tmp_path, papers.without_unicode(papers.EMBEDDED, number)))
    assert not figures(rows(report)) - figures(true_rows(load_truth(papers.EMBEDDED)))


@pytest.mark.parametrize("number", [4, 5, 9])
def test_letters_that_a_page_does_not_tell_are_a_gap_and_no_text(number: int, tmp_path: Path) -> None:
    report = extract_report(put(tmp_path, papers.without_unicode(papers.EMBEDDED, number)))
    texts = [str(cell) for row in rows(report) for cell in row]
    assert [t for t in texts if not t.isprintable()] == []
    assert report.gaps  # each of these pages has a finding or a name that cannot be read whole


def test_a_file_with_some_bytes_before_its_head_is_read(tmp_path: Path) -> None:
    report = extract_report(put(tmp_path, b"\r\n" * 40 + papers.PLAIN.read_bytes()))
    assert compare(report, load_truth(papers.PLAIN)).missing == []


def test_a_report_that_only_forbids_changes_is_read(tmp_path: Path) -> None:
    data = papers.written(papers.MINUTES, papers.MINUTES, encrypt=StandardEncryption("", ownerPassword="owner"))  # noqa: S106
    assert len(read_document(put(tmp_path, data)).pages) == 2


def test_page_boxes_that_do_not_begin_at_nought(tmp_path: Path) -> None:
    report = extract_report(put(tmp_path, papers.with_margin(papers.PLAIN, 40, 30)))
    plain = extract_report(papers.PLAIN)
    found = compare(report, load_truth(papers.PLAIN))
    assert (found.missing, found.extra) == ([], [])
    assert report.overall_rating is not None and plain.overall_rating is not None
    box, old = report.overall_rating.evidence[0], plain.overall_rating.evidence[0]
    moved = (box.x0 - old.x0, box.top - old.top, box.x1 - old.x1, box.bottom - old.bottom)
    assert moved == pytest.approx((40, 30, 40, 30), abs=0.02)
