"""One report, from a PDF to an `InspectionReport`: the order of the steps, and which framework it goes by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors import VERSION
from extractors.anchors import Anchor, AnchorReader
from extractors.assign import assign_ratings
from extractors.findings import FindingReader
from extractors.flow import Flow, read_flow
from extractors.front import Front
from extractors.labels import labels
from extractors.layout import Pages, read_again, read_document
from extractors.page import Page, evidence
from extractors.paragraphs import paragraphs
from extractors.places import place_anchors
from extractors.prose.claims import read_claims
from extractors.prose.people import authorities_named, police_area
from extractors.questions import QuestionReader
from extractors.ratings import RatingCell, RatingReader
from extractors.recommendations import read_recommendations
from extractors.sections import sections
from extractors.text import fold
from extractors.totals import Totals
from schemas.base import Place
from schemas.errors import NotAReportError, UnknownFrameworkError
from schemas.framework import Basis, Framework, frameworks
from schemas.report import Gap, InspectionReport, KeyQuestion, StandardRating

DOUBTFUL = frozenset({"rating", "pct_yes", "key_question"})
"""Fields whose gaps are worth a second reading."""
READ_AGAIN_MAX = 8
"""Pages at most that are read twice: more gaps than that are the report's."""
LEAST_STANDARDS = 4
"""Fewer standards than that under their own names are no report of a framework."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one framework makes of the pages."""

    framework: Framework
    ratings: RatingReader
    cells: tuple[RatingCell, ...]
    anchors: tuple[Anchor, ...]


def extract_report(path: Path) -> InspectionReport:
    """The report in a PDF; raises the DocumentError that fits where the file holds none.

    Pages on which a rating, a question or its figure is missing are read once more by the second reader; its reading
    stands where it leaves fewer gaps.
    """
    document = read_document(path)
    report = read_report(document, path.name)
    doubtful = {g.page for g in report.gaps if g.page is not None and _is_doubtful(g)}
    if not doubtful or len(doubtful) > READ_AGAIN_MAX:
        return report
    second = read_report(read_again(path, document, doubtful), path.name)
    return second if len(second.gaps) < len(report.gaps) else report


def _is_doubtful(gap: Gap) -> bool:
    """Whether the other reader may find what this one did not."""
    return gap.reason == "unreadable" or gap.field in DOUBTFUL and gap.reason == "not_printed"


def read_report(document: Pages, name: str) -> InspectionReport:
    """The report on some pages; `name` is what error messages call the file."""
    flow = read_flow(document.pages)
    reading = _choose_framework(flow, document, name)
    framework, anchors = reading.framework, reading.anchors
    vocabulary = document.vocabulary
    prose = list(paragraphs(flow, vocabulary))
    summary_pages = tuple(sorted({a.page for a in anchors if a.place is Place.SUMMARY}))
    first = summary_pages[0] if summary_pages else None
    tops = [a.top for a in anchors if a.place is Place.SUMMARY and a.page == first]
    front = Front(flow, prose, vocabulary, first, min(tops, default=1e9))
    where = sections(flow, anchors, framework)
    totals = Totals(flow, framework, reading.ratings, prose, where, summary_pages)
    questions, question_gaps = QuestionReader(flow, reading.cells, vocabulary).read(anchors)
    annex = next((a.index for a in anchors if a.place is Place.ANNEX), len(flow.lines))
    recommendations, recommendation_gaps = read_recommendations(flow, vocabulary)
    title = front.title()
    score, score_max = totals.score()
    samples = totals.samples()
    report = InspectionReport(
        framework=framework.id,
        title=title,
        area=front.area(title),
        service_name=front.service_name(),
        fieldwork_started=front.fieldwork_started(),
        published=front.published(),
        lead_inspector=front.lead_inspector(),
        chief_inspector=front.chief_inspector(),
        isbn=front.isbn(),
        overall_rating=totals.overall_rating(),
        score=score,
        score_max=score_max,
        court_cases=samples.get("court_cases"),
        oocd_cases=samples.get("oocd_cases"),
        resettlement_cases=samples.get("resettlement_cases"),
        recommendations_stated=totals.recommendations_stated(),
        standard_ratings=tuple(_standard_rating(a, flow) for a in anchors),
        key_questions=tuple(questions),
        findings=tuple(FindingReader(flow, framework, vocabulary).read(anchors, reading.cells, annex)),
        recommendations=tuple(recommendations),
        claims=(),
        gaps=(
            *_rating_gaps(anchors, flow),
            *_missing(anchors, framework),
            *_left_out(anchors, framework),
            *_unread(anchors, questions, framework),
            *question_gaps,
            *recommendation_gaps,
        ),
        pages=len(document.pages),
        document_sha256=document.sha256,
        extractor_version=VERSION,
    )
    claims = read_claims(report, framework, prose, where, document.pages)
    texts = [paragraph.text for paragraph in prose]
    return report.model_copy(
        update={
            "claims": claims,
            "police_area": police_area(texts),
            "authorities_named": authorities_named(texts),
            "gaps": (*report.gaps, *_scalar_gaps(report), *_unreadable(report)),
        }
    )


def _choose_framework(flow: Flow, document: Pages, name: str) -> _Reading:
    """The reading under the framework whose labels the report prints.

    Labels decide, not dates: publication dates of two frameworks overlap.
    """
    text = fold(" ".join(s.text for s in flow.lines))
    best: tuple[int, _Reading] | None = None
    for framework in frameworks().values():
        hits = sum(min(3, text.count(fold(label))) for label in framework.signature)
        if hits == 0:
            continue
        reading = _read_anchors(flow, document, framework)
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


def _read_anchors(flow: Flow, document: Pages, framework: Framework) -> _Reading:
    ratings = RatingReader(framework)
    cells = tuple(ratings.cells(flow.lines))
    candidates = AnchorReader(framework, ratings, document.vocabulary).candidates(flow)
    assign_ratings(candidates, [c for c in cells if not _is_overall(c, flow)])
    return _Reading(framework, ratings, cells, tuple(place_anchors(candidates, flow, ratings)))


def _is_overall(cell: RatingCell, flow: Flow) -> bool:
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


def _standard_rating(anchor: Anchor, flow: Flow) -> StandardRating:
    """A row of `standard_ratings`: the rating's own box first, then the label's."""
    cell = anchor.rating
    boxes = evidence(flow.pages, anchor.label)
    if cell is not None:
        boxes = (*evidence(flow.pages, cell.segments), *boxes)
    return StandardRating(
        place=anchor.place,
        standard=anchor.standard.number,
        domain=anchor.standard.domain,
        name=anchor.name or anchor.standard.name,
        rating=cell.rating if cell else None,
        rating_printed=cell.printed if cell else None,
        counts_toward_overall=anchor.standard.in_score,
        evidence=boxes,
    )


def _rating_gaps(anchors: Sequence[Anchor], flow: Flow) -> Iterator[Gap]:
    for anchor in anchors:
        if anchor.rating is None:
            shown = _has_picture(anchor, flow.pages[anchor.page - 1])
            yield Gap(
                field="rating",
                standard=anchor.standard.number,
                expected=f"a rating beside {anchor.standard.number} in the {anchor.place}",
                reason="printed_as_picture" if shown else "not_printed",
                page=anchor.page,
            )


def _has_picture(anchor: Anchor, page: Page) -> bool:
    """Whether an image stands in the label's row or in the box below it, or a drawn sign in its row.

    A drawn shape that shares an edge with another is the cell of a table.
    """
    drawn = [p for p in page.pictures if p.drawn]
    for picture in page.pictures:
        middle = (picture.top + picture.bottom) / 2
        reach = 8 if picture.drawn else 60
        if picture.x0 <= anchor.x0 or not anchor.top - 8 <= middle <= anchor.bottom + reach:
            continue
        if not picture.drawn or not any(picture.joins(other) for other in drawn if other is not picture):
            return True
    return False


def _missing(anchors: Sequence[Anchor], framework: Framework) -> Iterator[Gap]:
    """Standards that no place of the report names."""
    named = {a.standard.number for a in anchors}
    rated_domains = {number[0] for number in named}
    for standard in framework.standard:
        if standard.number in named:
            continue
        whole = standard.domain not in rated_domains
        yield Gap(
            field="standard",
            standard=standard.number,
            expected=f"{standard.number} {standard.name}",
            reason="domain_not_rated" if whole else "not_printed",
        )


def _left_out(anchors: Sequence[Anchor], framework: Framework) -> Iterator[Gap]:
    """Standards that the body names and the summary, which has others of their domain, does not."""
    summary = {a.standard.number: a for a in anchors if a.place is Place.SUMMARY}
    for number in sorted({a.standard.number for a in anchors if a.place is Place.BODY} - set(summary)):
        beside = [a for n, a in summary.items() if n[0] == number[0]]
        if beside:
            name = framework.standards[number].name
            yield Gap(
                field="rating",
                standard=number,
                expected=f"{number} {name} in the summary",
                reason="unreadable",
                page=beside[0].page,
            )


def _unread(anchors: Sequence[Anchor], questions: Sequence[KeyQuestion], framework: Framework) -> Iterator[Gap]:
    """Standards that the summary names and no section of the report speaks of, and case data without any question."""
    places: dict[str, set[Place]] = {}
    for anchor in anchors:
        places.setdefault(anchor.standard.number, set()).add(anchor.place)
    asked = {q.standard for q in questions}
    for number, found in places.items():
        standard = framework.standards[number]
        if found == {Place.SUMMARY}:
            yield Gap(
                field="body", standard=number, expected=f"a section on {number} {standard.name}", reason="not_printed"
            )
        if standard.basis is Basis.CASE_DATA and number not in asked:
            yield Gap(field="key_question", standard=number, expected=standard.questions[0], reason="not_printed")


def _unreadable(report: InspectionReport) -> Iterator[Gap]:
    """Texts with letters that the page does not tell; they stand as U+FFFD."""
    named = [("name", r.standard, r.name, r.evidence) for r in report.standard_ratings]
    asked = [("question", q.standard, q.question, q.evidence) for q in report.key_questions]
    found = [(f.kind.value, f.section, f.text, f.evidence) for f in report.findings]
    advised = [("recommendation", None, f"{r.addressee} {r.text}", r.evidence) for r in report.recommendations]
    for field, standard, text, boxes in [*named, *asked, *found, *advised]:
        if "\ufffd" in text:
            page = boxes[0].page
            yield Gap(field=field, standard=standard, expected="text", found=text, reason="unreadable", page=page)


def _scalar_gaps(report: InspectionReport) -> Iterator[Gap]:
    for field in ("title", "area", "service_name", "published", "overall_rating"):
        if getattr(report, field) is None:
            yield Gap(field=field, expected=field.replace("_", " "), reason="not_printed")
