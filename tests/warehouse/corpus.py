"""Random reports as models: sound ones that obey every rule, by an arithmetic of their own.

The bands below are written out on purpose: a corpus that asked the framework files would agree with them when they are
wrong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from schemas.base import Place, Rating
from schemas.framework import Framework, Standard, frameworks
from schemas.report import Claim, ClaimKind, Gap, InspectionReport, KeyQuestion, Recommendation, StandardRating
from tests.warehouse.builders import box, place_page, sourced
from warehouse.connection import Warehouse, now
from warehouse.load import report_rows
from warehouse.rows import insert_rows

POINTS = {Rating.INADEQUATE: 0, Rating.REQUIRES_IMPROVEMENT: 1, Rating.GOOD: 2, Rating.OUTSTANDING: 3}
BY_POINTS = {points: rating for rating, points in POINTS.items()}
SAMPLES = {"2": "court_cases", "3": "oocd_cases"}


def seeded(seed: int) -> Random:
    """Chance that can be had again: nothing here is a secret."""
    return Random(seed)  # noqa: S311


def band(pct: int) -> Rating:
    return BY_POINTS[(pct >= 50) + (pct >= 65) + (pct >= 80)]


def overall_band(score: int, maximum: int) -> Rating:
    """The edges are a sixth, a half and five sixths of the maximum."""
    sixths = 6 * score / maximum
    return BY_POINTS[(sixths > 1) + (sixths > 3) + (sixths > 5)]


def reachable(pct: int, cases: int) -> bool:
    """Whether k of m cases round to a per cent for some m up to `cases`, an exact half either way."""
    return any(abs(100 * k - pct * m) * 2 <= m for m in range(1, cases + 1) for k in range(m + 1))


@dataclass
class Draft:
    """A report before it is printed: what is true, and what single places print otherwise."""

    framework: Framework
    area: str
    fieldwork: date
    ratings: dict[str, Rating]
    """By standard; standards that are not rated are absent."""
    figures: dict[tuple[str, int], int]
    """By standard and key question."""
    cases: dict[str, int]
    """By domain."""
    rating_places: tuple[Place, ...]
    figure_places: tuple[Place, ...]
    prints_score: bool
    marks_bold: bool
    recommendations: int
    used: set[str] = field(default_factory=set)
    """What a plant has taken: standards, and words such as `score`."""
    wanted: list[Callable[[dict[str, Rating]], bool]] = field(default_factory=list)
    """What plants want of the ratings of domains two and three."""
    printed_ratings: dict[tuple[Place, str], Rating | None] = field(default_factory=dict)
    printed_words: dict[tuple[Place, str], str] = field(default_factory=dict)
    printed_names: dict[tuple[Place, str], str] = field(default_factory=dict)
    printed_figures: dict[tuple[Place, str, int], int] = field(default_factory=dict)
    bold: dict[str, int] = field(default_factory=dict)
    """The question in bold by standard, where it is not the lowest."""
    left_out: set[str] = field(default_factory=set)
    """Standards that no place prints although they are rated."""
    questions_left_out: set[tuple[str, int]] = field(default_factory=set)
    score: int | None = None
    score_max: int | None = None
    overall: Rating | None = None
    stated: int | None = None
    claims: list[Claim] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)

    def standards(self, basis: str | None = None) -> list[Standard]:
        """The rated standards in the framework's order."""
        return [s for s in self.framework.standard if s.number in self.ratings and basis in (None, s.basis.value)]

    def counting(self) -> list[str]:
        return [s.number for s in self.standards() if s.in_score]

    def sum(self, place: Place | None = None) -> int:
        """Points that are due, or those of the ratings as one place prints them."""
        printed = {n: self.printed_ratings.get((place, n)) if place else None for n in self.counting()}
        return sum(POINTS[printed[n] or self.ratings[n]] for n in self.counting())

    def maximum(self) -> int:
        return 3 * len(self.counting())

    def lowest(self, standard: str) -> int:
        return min(pct for (number, _), pct in self.figures.items() if number == standard)

    def lowest_ordinal(self, standard: str) -> int:
        return min((pct, ordinal) for (number, ordinal), pct in self.figures.items() if number == standard)[1]

    def set_figures(self, standard: str, lowest: int) -> None:
        """Give a standard a lowest figure, others above it, and the rating that follows."""
        questions = [ordinal for number, ordinal in self.figures if number == standard]
        for ordinal in questions:
            self.figures[(standard, ordinal)] = lowest if ordinal == questions[-1] else 100
        self.ratings[standard] = band(lowest)

    def report(self) -> InspectionReport:
        """The report as it would be read."""
        overall = self.overall or overall_band(self.sum(), self.maximum())
        score = self.score if self.score is not None else self.sum()
        score_max = self.score_max if self.score_max is not None else self.maximum()
        name = f"{self.area} Youth Justice Service"
        started, published = self.fieldwork, date(self.fieldwork.year, self.fieldwork.month, 28)
        return InspectionReport(
            framework=self.framework.id,
            title=sourced(f"An inspection of youth services in {self.area}", 1),
            area=sourced(self.area, 1),
            service_name=sourced(name, 1),
            fieldwork_started=sourced(started),
            published=sourced(published),
            lead_inspector=sourced("Ada Moss"),
            chief_inspector=sourced("Ben Reed"),
            isbn=None,
            overall_rating=sourced(overall, 5),
            score=sourced(score, 5) if self.prints_score else None,
            score_max=sourced(score_max, 5) if self.prints_score else None,
            court_cases=sourced(self.cases.get("2")),
            oocd_cases=sourced(self.cases.get("3")),
            resettlement_cases=sourced(self.cases.get("4")),
            recommendations_stated=sourced(self.stated if self.stated is not None else self.recommendations, 7),
            standard_ratings=tuple(self._ratings()),
            key_questions=tuple(self._questions()),
            findings=(),
            recommendations=tuple(
                Recommendation(
                    ordinal=n, printed_number=n, addressee=name, text=f"do the thing numbered {n}", evidence=box(7, n)
                )
                for n in range(1, self.recommendations + 1)
            ),
            claims=tuple(self.claims),
            gaps=tuple(self.gaps),
            pages=48,
            document_sha256=hashlib.sha256(self.area.encode()).hexdigest(),
            extractor_version="1.0.0",
        )

    def _ratings(self) -> Iterable[StandardRating]:
        for place in self.rating_places:
            for standard in self.standards():
                number = standard.number
                if number in self.left_out or (place is Place.ANNEX and standard.domain == "4"):
                    continue
                rating = self.printed_ratings.get((place, number), self.ratings[number])
                yield StandardRating(
                    place=place,
                    standard=number,
                    domain=standard.domain,
                    name=self.printed_names.get((place, number), standard.name),
                    rating=rating,
                    rating_printed=self.printed_words.get((place, number), rating.value if rating else None),
                    counts_toward_overall=standard.in_score,
                    evidence=box(place_page(place, number), int(number[2])),
                )

    def _questions(self) -> Iterable[KeyQuestion]:
        for place in self.figure_places:
            for (number, ordinal), pct in self.figures.items():
                if (number, ordinal) in self.questions_left_out:
                    continue
                bold = self.bold.get(number, self.lowest_ordinal(number))
                yield KeyQuestion(
                    place=place,
                    standard=number,
                    ordinal=ordinal,
                    question=self.framework.standards[number].questions[ordinal - 1],
                    pct_yes=self.printed_figures.get((place, number, ordinal), pct),
                    is_bold=self.marks_bold and ordinal == bold,
                    evidence=box(place_page(place, number), 3 + ordinal),
                )


def random_pct(rng: Random, cases: int) -> int:
    """A whole per cent that a part of the sample can have; exact halves rounded either way."""
    among = rng.randint(max(1, cases // 2), cases)
    yes = rng.randint(0, among)
    return (200 * yes + among - rng.randint(0, 1)) // (2 * among)


def random_draft(rng: Random, number: int, *, framework_id: str | None = None, plain: bool = False) -> Draft:
    """A sound report. `plain`: all places, all domains, samples of 20 to 40 and fieldwork before the decision rules."""
    framework = frameworks()[framework_id or rng.choice(("youth-2018", "youth-2021"))]
    from_year, to_year = (2018, 2020) if framework.id == "youth-2018" else (2022, 2023 if plain else 2024)
    fieldwork = date(from_year + rng.randint(0, to_year - from_year), rng.randint(7, 12), 1)
    cases = {
        "2": rng.randint(20, 40) if plain else rng.randint(4, 90),
        "3": rng.randint(20, 40) if plain else rng.randint(4, 90),
    }
    unrated = rng.choice(("2", "3")) if not plain and rng.random() < 0.1 else None
    resettled = plain or rng.random() < 0.7
    if resettled and framework.id == "youth-2021":
        cases["4"] = rng.randint(1, 5)
    draft = Draft(
        framework=framework,
        area=f"Corpusshire {number}",
        fieldwork=fieldwork,
        ratings={},
        figures={},
        cases=cases,
        rating_places=tuple(Place) if plain or rng.random() < 0.6 else (Place.SUMMARY, Place.BODY),
        figure_places=(Place.BODY, Place.ANNEX)
        if plain or rng.random() < 0.5
        else (rng.choice((Place.BODY, Place.ANNEX)),),
        prints_score=plain or framework.id == "youth-2021" or rng.random() < 0.2,
        marks_bold=plain or rng.random() < 0.5,
        recommendations=rng.randint(3, 12),
    )
    for standard in framework.standard:
        if standard.domain == unrated or (standard.domain == "4" and not resettled):
            continue
        if standard.basis.value == "case_data":
            for ordinal in range(1, len(standard.questions) + 1):
                pct = random_pct(rng, cases[standard.domain])
                # Published figures are mostly high; without this nearly every lowest one would be Inadequate.
                draft.figures[(standard.number, ordinal)] = max(pct, random_pct(rng, cases[standard.domain]))
            draft.ratings[standard.number] = band(draft.lowest(standard.number))
        else:
            draft.ratings[standard.number] = rng.choice(tuple(Rating))
    if unrated:
        del draft.cases[unrated]
    obey_decision_rules(draft)
    if not plain:
        decorate(rng, draft)
    return draft


def obey_decision_rules(draft: Draft) -> None:
    rated = draft.ratings
    casework = [rated[s.number] for s in draft.standards() if s.domain in "23"]
    if any(POINTS[rating] < 2 for rating in casework) and rated["1.1"] is Rating.OUTSTANDING:
        rated["1.1"] = Rating.GOOD
    if rated["1.3"] is Rating.OUTSTANDING and {rated.get("2.3"), rated.get("3.3")} != {Rating.OUTSTANDING}:
        rated["1.3"] = Rating.GOOD
    if rated.get("4.1") is Rating.INADEQUATE and overall_band(draft.sum(), draft.maximum()) is Rating.OUTSTANDING:
        rated["4.1"] = Rating.GOOD


def decorate(rng: Random, draft: Draft) -> None:
    """What real reports do without being wrong: another spelling, a picture, a name's variant, claims that agree."""
    standard = rng.choice(draft.standards())
    number = standard.number
    if rng.random() < 0.3 and draft.ratings[number] is Rating.REQUIRES_IMPROVEMENT:
        for place in draft.rating_places:
            draft.printed_words[(place, number)] = "Requires Improvement"
    if rng.random() < 0.2:
        draft.printed_ratings[(Place.BODY, number)] = None
        draft.gaps.append(
            Gap(field="rating", standard=number, expected="a rating", reason="printed_as_picture", page=10)
        )
    if standard.variants and rng.random() < 0.5:
        draft.printed_names[(Place.SUMMARY, number)] = standard.variants[0].replace(" ", "  ")
    if draft.figures and rng.random() < 0.5:
        (of, ordinal), pct = rng.choice(sorted(draft.figures.items()))
        draft.claims.append(claim(ClaimKind.PERCENTAGE, str(pct), of, ordinal, agrees=True))
        draft.claims.append(claim(ClaimKind.RATING, "Good", None, None, agrees=None))


def claim(
    kind: ClaimKind,
    value: str,
    standard: str | None,
    ordinal: int | None,
    *,
    agrees: bool | None,
    of: tuple[int, int] | None = None,
) -> Claim:
    return Claim(
        section=None,
        sentence=f"Something was so in {value} of cases.",
        kind=kind,
        value=value,
        numerator=of[0] if of else None,
        denominator=of[1] if of else None,
        standard=standard,
        key_question_ordinal=ordinal,
        agrees=agrees,
        evidence=box(12),
    )


def bulk_load(db: Warehouse, reports: Iterable[InspectionReport]) -> list[str]:
    """Many reports at once, without documents; their ids are made of the area."""
    tables: dict[str, list[dict[str, object]]] = {}
    ids = []
    loaded_at = now()
    for report in reports:
        assert report.area is not None
        ids.append(report.area.value.lower().replace(" ", "-"))
        header: dict[str, object] = {"report_id": ids[-1], "supersedes": None, "is_current": True, "run_id": "corpus"}
        for table, rows in report_rows(report, header).items():
            tables.setdefault(table, []).extend(rows)
    for row in tables["reports"]:
        row["loaded_at"] = loaded_at
    with db.transaction():
        for table, rows in tables.items():
            insert_rows(db, table, rows)
    return ids
