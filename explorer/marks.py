"""The values of a report as marks on its pages: each has a name to link to, a label, and its boxes page by page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from explorer.reading import Record

FIELDS = {
    "title": "Title",
    "area": "Area",
    "service_name": "Service",
    "fieldwork_started": "Fieldwork started",
    "published": "Published",
    "lead_inspector": "Lead inspector",
    "chief_inspector": "Chief Inspector",
    "isbn": "ISBN",
    "overall_rating": "Overall rating",
    "score": "Score",
    "score_max": "Maximum of the score",
    "court_cases": "Court disposal cases",
    "oocd_cases": "Out-of-court disposal cases",
    "resettlement_cases": "Resettlement cases",
    "recommendations_stated": "Number of recommendations stated",
}
KINDS = {
    "strength": "Strength",
    "area_for_improvement": "Area for improvement",
    "key_finding": "Key finding",
}
SHOWN = 120
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """One value with its place in print."""

    id: str
    """Name of its place; the value on the report's page has the same name with `v-` before it."""
    label: str
    value: str
    kind: str
    """rating, question, finding, recommendation, claim or field: decides the colour of the box."""
    boxes: tuple[tuple[int, Box], ...]
    """Page and edges (x0, top, x1, bottom), in points from the top left."""

    @property
    def page(self) -> int:
        """The page where it begins."""
        return self.boxes[0][0]

    @property
    def pages(self) -> tuple[int, ...]:
        """All pages that hold a part of it."""
        return tuple(dict.fromkeys(page for page, _ in self.boxes))

    def on(self, page: int) -> list[Box]:
        """Its boxes on one page."""
        return [box for number, box in self.boxes if number == page]


@dataclass(slots=True)
class Marks:
    """All marks of a report, each with a name of its own."""

    all: list[Mark] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def add(self, row: Record, name: str, label: str, value: object, kind: str) -> Mark:
        """The mark of a row that has evidence."""
        boxes = tuple((part["page"], (part["x0"], part["top"], part["x1"], part["bottom"])) for part in row["parts"])
        mark = Mark(self._free(name), label, shortened(value), kind, boxes or (_first(row),))
        self.all.append(mark)
        return mark

    def by_page(self) -> dict[int, list[Mark]]:
        """Marks by page, in reading order; a mark is listed on each page that holds a part of it."""
        pages: dict[int, list[Mark]] = {}
        for mark in self.all:
            for page in mark.pages:
                pages.setdefault(page, []).append(mark)
        for number, marks in pages.items():
            marks.sort(key=lambda mark, number=number: (mark.on(number)[0][1], mark.on(number)[0][0]))  # type: ignore[misc]
        return dict(sorted(pages.items()))

    def _free(self, name: str) -> str:
        base = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "value"
        names = (base if n == 1 else f"{base}-no{n}" for n in range(1, len(self.taken) + 2))
        free = next(name for name in names if name not in self.taken)
        self.taken.add(free)
        return free


def shortened(value: object) -> str:
    """A value's text, cut where it is long."""
    text = "not printed" if value is None else str(value)
    return text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0][:SHOWN] + "…"


def _first(row: Record) -> tuple[int, Box]:
    return row["page"], (row["x0"], row["top"], row["x1"], row["bottom"])


def marked(rows: Iterable[Record], marks: Marks, table: str) -> Iterator[Record]:
    """The rows of an evidence table, each with its mark."""
    for row in rows:
        yield {**row, "mark": marks.add(row, *_named(row, table))}


def _named(row: Record, table: str) -> tuple[str, str, object, str]:
    """Name, label, value and kind of one row's mark."""
    if table == "report_evidence":
        field: str = row["field"]
        return field, FIELDS.get(field, field), row["printed"], "field"
    if table == "standard_ratings":
        standard = row["standard"]
        label = f"Rating of {standard} {row['name']} ({row['place']})"
        return f"rating-{standard}-{row['place']}", label, row["rating_printed"], "rating"
    if table == "key_questions":
        value = "no figure" if row["pct_yes"] is None else f"{row['pct_yes']}%"
        label = f"{row['standard']} key question {row['ordinal']} ({row['place']})"
        return f"question-{row['standard']}-{row['ordinal']}-{row['place']}", label, value, "question"
    if table == "findings":
        label = f"{KINDS[row['kind']]}, {row['section']}"
        return f"{row['kind']}-{row['section']}-{row['ordinal']}", label, row["text"], "finding"
    if table == "recommendations":
        return f"recommendation-{row['ordinal']}", f"Recommendation {row['ordinal']}", row["text"], "recommendation"
    return "statement", "Statement that can be checked", row["sentence"], "claim"
