"""A report held against its truth: the rows that are missing and the rows that are extra.

Spaces, dashes and quotes fold, as the score does; a date counts by its month, a rating by its word.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.report import InspectionReport

Row = tuple[object, ...]
Truth = dict[str, Any]

SCALARS = (
    "service_name",
    "overall_rating",
    "score",
    "score_max",
    "fieldwork_started",
    "published",
    "lead_inspector",
    "chief_inspector",
    "isbn",
    "court_cases",
    "oocd_cases",
    "resettlement_cases",
    "recommendations_stated",
)
MONTHS = ("fieldwork_started", "published")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―"), "-")
_QUOTES = {ord("‘"): "'", ord("’"): "'", ord("“"): '"', ord("”"): '"', 0xAD: None}
_RAISED = re.compile("[¹²³⁴⁵⁶⁷⁸⁹⁰]+")


@dataclass(frozen=True)
class Comparison:
    """How a report and its truth differ."""

    expected: int
    found: int
    missing: list[Row]
    extra: list[Row]

    @property
    def f1(self) -> float:
        right = self.expected - len(self.missing)
        return 2 * right / max(1, self.expected + self.found)

    def of(self, *kinds: str) -> list[Row]:
        """What is missing or extra of some kinds of row."""
        return [row for row in self.missing + self.extra if row[0] in kinds]


def load_truth(path: Path) -> Truth:
    """The truth of a PDF, from the file beside it."""
    found: Truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
    return found


def compare(report: InspectionReport, truth: Truth) -> Comparison:
    """The rows of the truth that the report lacks, and those that it has in excess."""
    want, have = Counter(true_rows(truth)), Counter(rows(report))
    return Comparison(
        expected=want.total(),
        found=have.total(),
        missing=sorted((want - have).elements(), key=str),
        extra=sorted((have - want).elements(), key=str),
    )


def norm(value: object) -> str:
    """A text without what typesetting changes and meaning does not."""
    text = unicodedata.normalize("NFKC", str(value)).translate(_DASHES).translate(_QUOTES)
    return re.sub(r"\s+", " ", _RAISED.sub("", text)).strip(" .;")


def rows(report: InspectionReport) -> list[Row]:
    """A report as rows that compare."""
    out: list[Row] = []
    for name in SCALARS:
        sourced = getattr(report, name)
        if sourced is not None:
            out.append(_scalar(name, sourced.value))
    for r in report.standard_ratings:
        if r.rating is not None:
            out.append(("rating", r.place.value, r.standard, norm(r.name), norm(r.rating.value)))
    for q in report.key_questions:
        if q.pct_yes is not None:
            out.append(("question", q.place.value, q.standard, q.ordinal, norm(q.question), q.pct_yes))
    out += [(f.kind.value, f.section, f.ordinal, norm(f.text)) for f in report.findings]
    out += [
        ("recommendation", r.ordinal, r.printed_number, norm(r.addressee), norm(r.text)) for r in report.recommendations
    ]
    return out


def true_rows(truth: Truth) -> list[Row]:
    """The truth as rows that compare; what is printed as a picture only is not asked for."""
    out: list[Row] = []
    single = {**truth["report"], "recommendations_stated": truth["report"].get("stated_recommendation_count")}
    out += [_scalar(name, single[name]) for name in SCALARS if single.get(name) is not None]
    for r in truth["standard_ratings"]:
        if r["rating"] is not None:
            out.append(("rating", r["place"], r["standard"], norm(r["name"]), norm(r["rating"]).capitalize()))
    for r in truth["key_questions"]:
        if r["pct_yes"] is not None:
            question = norm(r["question"])
            out.append(("question", r["place"], r["standard"], r["ordinal"], question, int(r["pct_yes"])))
    out += [(r["kind"], str(r["section"]), r["ordinal"], norm(r["text"])) for r in truth["findings"]]
    for r in truth["recommendations"]:
        out.append(("recommendation", r["ordinal"], r["printed_number"], norm(r["addressee"]), norm(r["text"])))
    return out


def _scalar(name: str, value: object) -> Row:
    text = norm(value)
    if name == "overall_rating":
        text = text.capitalize()
    return ("report", name, text[:7] if name in MONTHS else text)
