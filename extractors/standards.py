"""Which framework a report goes by, and the labels of its standards with their ratings.

Signals, most authoritative first: (1) labels that only one framework prints; (2) how many of its standards stand under
their own names. Dates are not asked: publication dates of two frameworks overlap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractors import unnumbered
from extractors.anchors import Anchor, AnchorReader
from extractors.assign import assign_ratings
from extractors.flow import Flow
from extractors.labels import labels
from extractors.places import place_anchors
from extractors.ratings import RatingCell, RatingReader
from extractors.scales import read_scales
from extractors.text import fold
from extractors.words import Vocabulary
from schemas.base import Place
from schemas.errors import NotAReportError, UnknownFrameworkError
from schemas.framework import Framework, frameworks

LEAST_STANDARDS = 4
"""Fewer standards than that under their own names are no report of a framework."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one framework makes of the pages."""

    framework: Framework
    ratings: RatingReader
    cells: tuple[RatingCell, ...]
    anchors: tuple[Anchor, ...]


def choose_framework(flow: Flow, vocabulary: Vocabulary, name: str) -> Reading:
    """The reading under the framework whose labels the report prints; `name` is what errors call the file.

    Raises UnknownFrameworkError where it is an inspection report of another framework, else NotAReportError.
    """
    text = fold(" ".join(s.text for s in flow.lines))
    best: tuple[int, Reading] | None = None
    for framework in frameworks().values():
        hits = sum(min(3, text.count(fold(label))) for label in framework.signature)
        if hits == 0:
            continue
        reading = _read_anchors(flow, vocabulary, framework)
        known = {a.standard.number for a in reading.anchors if a.known}
        worth = 10 * sum(a.known for a in reading.anchors) + hits
        if len(known) >= LEAST_STANDARDS and (best is None or worth > best[0]):
            best = (worth, reading)
    if best is not None:
        return best[1]
    if _is_inspection_report(text):
        on_file = ", ".join(frameworks())
        raise UnknownFrameworkError(
            f"{name} is an inspection report, but its standards are of no framework on file ({on_file})."
        )
    raise NotAReportError(f"{name} is no inspection report of HM Inspectorate of Probation: no standards found in it.")


def _is_inspection_report(folded: str) -> bool:
    ours = "inspectorateofprobation" in folded
    return ours and "inspection" in folded and "overallrating" in folded


def _read_anchors(flow: Flow, vocabulary: Vocabulary, framework: Framework) -> Reading:
    ratings = RatingReader(framework)
    cells = tuple(ratings.cells(flow.lines))
    candidates = AnchorReader(framework, ratings, vocabulary).candidates(flow)
    cells = read_scales(cells, candidates, flow.lines)
    assign_ratings(candidates, [c for c in cells if not is_overall(c, flow)])
    anchors = place_anchors(candidates, flow, ratings)
    counts = Counter(a.place for a in anchors)
    if min(counts[Place.SUMMARY], counts[Place.BODY]) < unnumbered.LEAST:
        reader = unnumbered.NameReader(framework, ratings, vocabulary)
        anchors = _with_names(anchors, reader, cells, flow)
    return Reading(framework, ratings, cells, tuple(anchors))


def _with_names(
    numbered: Sequence[Anchor], reader: unnumbered.NameReader, cells: Sequence[RatingCell], flow: Flow
) -> list[Anchor]:
    """The numbered labels, and those without a number at places that hardly print any number."""
    taken = set().union(*(a.used for a in numbered)) if numbered else set()
    given = {id(s) for a in numbered if a.rating for s in a.rating.segments}
    free = [c for c in cells if not any(id(s) in given for s in c.segments) and not is_overall(c, flow)]
    named = place_anchors(reader.anchors(flow, free, taken), flow, reader.ratings)
    by_number = Counter(a.place for a in numbered)
    by_name = Counter(a.place for a in named)
    places = {p for p in Place if by_number[p] < unnumbered.LEAST <= by_name[p]}
    kept = [a for a in numbered if a.place not in places]
    return sorted([*kept, *(a for a in named if a.place in places)], key=lambda a: a.index)


def is_overall(cell: RatingCell, flow: Flow) -> bool:
    """Whether a rating is the overall one, by the label before it, in its row or above it: of no standard, then."""
    words = labels().fields["overall"]
    first = cell.segments[0]
    for line in flow.lines:
        if line.page != cell.page or not fold(line.text).startswith(tuple(words)):
            continue
        within = line.top - 1 < first.middle < line.bottom + 1 and line.x0 <= first.x0 and first.x1 <= line.x1 + 1
        beside = abs(line.middle - cell.middle) < 1.2 * line.size and line.x1 <= cell.x0 + 2
        above = 0 <= cell.top - line.bottom < 2 * line.size and line.x0 < cell.x1 and line.x1 > cell.x0
        if within or (beside or above) and fold(line.text) in words:
            return True
    return False
