"""One report, from a PDF to an `InspectionReport`: the order of the steps."""

from __future__ import annotations

from pathlib import Path

from extractors import VERSION
from extractors.anchors import Anchor
from extractors.findings import FindingReader
from extractors.flow import Flow, read_flow
from extractors.front import Front
from extractors.gaps import gaps_of_report, gaps_of_standards, is_doubtful
from extractors.layout import Pages, read_again, read_document
from extractors.page import evidence
from extractors.paragraphs import paragraphs
from extractors.prose.claims import read_claims
from extractors.prose.people import authorities_named, police_area
from extractors.questions import QuestionReader
from extractors.recommendations import read_recommendations
from extractors.sections import sections
from extractors.standards import choose_framework
from extractors.totals import Totals
from schemas.base import Place
from schemas.report import InspectionReport, StandardRating

READ_AGAIN_MAX = 8
"""Pages at most that are read twice: more gaps than that are the report's."""


def extract_report(path: Path) -> InspectionReport:
    """The report in a PDF; raises the DocumentError that fits where the file holds none.

    Pages on which a rating, a question or its figure is missing are read once more by the second reader; its reading
    stands where it leaves fewer gaps.
    """
    document = read_document(path)
    report = read_report(document, path.name)
    doubtful = {g.page for g in report.gaps if g.page is not None and is_doubtful(g)}
    if not doubtful or len(doubtful) > READ_AGAIN_MAX:
        return report
    second = read_report(read_again(path, document, doubtful), path.name)
    return second if len(second.gaps) < len(report.gaps) else report


def read_report(document: Pages, name: str) -> InspectionReport:
    """The report on some pages; `name` is what error messages call the file."""
    flow = read_flow(document.pages)
    reading = choose_framework(flow, document.vocabulary, name)
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
    body = max((a.index for a in anchors if a.place is Place.BODY), default=0)
    annex = next((a.index for a in anchors if a.place is Place.ANNEX and a.index > body), len(flow.lines))
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
            *gaps_of_standards(anchors, questions, flow, framework),
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
            "gaps": (*report.gaps, *gaps_of_report(report)),
        }
    )


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
        name=anchor.spelled or anchor.standard.name,
        rating=cell.rating if cell else None,
        rating_printed=cell.printed if cell else None,
        counts_toward_overall=anchor.standard.in_score,
        evidence=boxes,
    )
