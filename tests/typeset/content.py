"""What a fictional report says, before it is laid out."""

import re
from datetime import date
from random import Random
from typing import Any, Literal

from pydantic import BaseModel

from . import figures, plants, wording
from .framework import Framework, Frozen, Standard, load

Place = Literal["summary", "body", "annex"]
PLACES: tuple[Place, ...] = ("summary", "body", "annex")


class Scope(Frozen):
    """What the layout is going to print, as far as the content depends on it."""

    annex: bool = True
    body_tables: bool = True
    score: bool = True
    by_domain: bool = False
    unrated: str | None = None
    resettlement: bool = True
    long: bool = True


class StandardContent(BaseModel):
    """A standard of the report; `pcts` is empty where the standard is qualitative."""

    standard: Standard
    summary_name: str
    ratings: dict[Place, str]
    pcts: dict[Place, tuple[int, ...]]
    strengths: list[str] = []
    areas: list[str] = []
    paragraphs: list[str] = []


class DomainContent(BaseModel):
    """A domain of the report with the findings that belong to all of it."""

    number: str
    name: str
    sample: int | None = None
    standards: list[StandardContent]
    key_findings: list[str] = []
    strengths: list[str] = []
    areas: list[str] = []


class Recommendations(BaseModel):
    """What one addressee should do."""

    addressee: str
    items: list[str]


class Report(BaseModel):
    """Everything a report says. `planted` and `claims` have the form of `NAME.planted.json` and
    `NAME.claims.json`: the contradictions in it, and the sentences that state a figure or a rating. `said` is the
    overall rating that the foreword gives where that is another than the one printed in the summary."""

    seed: int
    framework: Framework
    area: str
    service: str
    short: str
    title: str
    fieldwork: date
    published: date
    lead: str
    supported_by: str
    chief: str
    chief_title: str
    isbn: str
    overall: str
    score: int
    score_max: int
    domains: list[DomainContent]
    recommendations: list[Recommendations]
    stated_count: int
    foreword: list[str]
    unrated: str | None = None
    planted: list[dict[str, Any]] = []
    claims: list[dict[str, Any]] = []
    said: str = ""

    @property
    def standards(self) -> list[StandardContent]:
        return [s for d in self.domains for s in d.standards]

    @property
    def slug(self) -> str:
        return re.sub("[^a-z]+", "-", self.area.lower().replace("'", "")) + f"-{self.seed}"

    def sum_of(self, place: Place = "summary") -> int:
        """The points of the ratings printed in one place."""
        return sum(self.framework.points(s.ratings[place]) for s in self.standards if s.standard.in_score)


def isbn13(rng: Random) -> str:
    """A made-up ISBN with a valid check digit."""
    body = f"9781999{rng.randrange(9)}{rng.randrange(10_000):04d}"
    check = -sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(body)) % 10
    return f"978-1-999{body[7]}-{body[8:]}-{check}"


def months_later(day: date, months: int) -> date:
    """The first of the month so many months on."""
    total = day.year * 12 + day.month - 1 + months
    return date(total // 12, total % 12 + 1, 1)


def rated(rng: Random, framework: Framework, unrated: str | None) -> dict[str, str]:
    """A rating for every standard, obeying the decision rules."""
    level = rng.choices([0.9, 1.5, 2.0, 2.6], [2, 4, 4, 2])[0]
    ratings: dict[str, str] = {}
    for s in framework.standards:
        if s.domain != unrated:
            ratings[s.number] = framework.label(max(0, min(3, round(rng.gauss(level, 0.8)))))
    work = [r for n, r in ratings.items() if n[0] in "23"]
    ratings["1.1"] = figures.leadership(rng, work)
    ratings["1.3"] = figures.services([ratings[n] for n in ("2.3", "3.3") if n in ratings])
    if "4.1" in ratings and ratings["4.1"] == "Inadequate" and level > 2:
        ratings["4.1"] = "Good"
    return ratings


def make_domains(rng: Random, framework: Framework, scope: Scope, small_sample: bool) -> list[DomainContent]:
    """The domains that are rated, with ratings and percentages that agree."""
    ratings = rated(rng, framework, scope.unrated)
    samples: dict[str, int | None] = {"1": None}
    samples["2"] = rng.randint(12, 24 if small_sample else 38)
    samples["3"] = rng.randint(12, 24 if small_sample else 34)
    samples["4"] = rng.randint(2, 5)
    domains = []
    for domain in framework.domains:
        if domain.number == scope.unrated or (domain.number == "4" and not scope.resettlement):
            continue
        sample = samples[domain.number]
        standards = []
        for s in (s for s in framework.standards if s.domain == domain.number):
            rating = ratings[s.number]
            pcts = figures.answers(rng, framework, rating, len(s.questions), sample or 0) if s.case_data else ()
            places = dict.fromkeys(PLACES, rating)
            standards.append(
                StandardContent(standard=s, summary_name=s.name, ratings=places, pcts=dict.fromkeys(PLACES, pcts))
            )
        domains.append(DomainContent(number=domain.number, name=domain.name, sample=sample, standards=standards))
    return domains


def make_content(
    seed: int, framework: str, *, plants_wanted: tuple[str, ...] = (), scope: Scope | None = None
) -> Report:
    """A fictional report: the same one for the same arguments. Plants that its scope cannot show are left out."""
    scope = scope or Scope()
    rng = Random(f"{seed} {framework}")  # noqa: S311
    frame = load(framework)
    domains = make_domains(rng, frame, scope, "grim_impossible" in plants_wanted)
    names = wording.load("names")
    area = wording.place(rng)
    service = rng.choice(names["service"])
    first = date(2018, 9, 1) if framework == "youth-2018" else date(2021, 9, 1)
    day = months_later(first, rng.randrange(27 if framework == "youth-2018" else 36)).replace(day=rng.randint(2, 27))
    lead, chief = rng.choice(names["people"]), rng.choice(names["chiefs"])
    kind = "justice" if framework == "youth-2021" and rng.random() < 0.6 else "offending"
    report = Report(
        seed=seed,
        framework=frame,
        area=area,
        service=service["name"].format(area=area),
        short=service["short"],
        title=f"An inspection of youth {kind} services in {area}",
        fieldwork=day,
        published=months_later(day, rng.randint(2, 5)),
        lead=lead,
        supported_by=rng.choice(names["supported_by"]),
        chief=chief,
        chief_title=rng.choice(names["chief_titles"]),
        isbn=isbn13(rng),
        overall="",
        score=0,
        score_max=24 if scope.unrated else 36,
        domains=domains,
        recommendations=[],
        stated_count=0,
        foreword=[],
        unrated=scope.unrated,
    )
    report.score = report.sum_of()
    report.overall = frame.overall(report.score, report.score_max)
    if report.overall == "Outstanding":
        for s in report.standards:
            if s.standard.number == "4.1" and s.ratings["summary"] == "Inadequate":
                s.ratings = dict.fromkeys(PLACES, "Requires improvement")
    wording.fill_recommendations(rng, report)
    plants.plant(rng, report, plants_wanted, scope)
    wording.fill(rng, report, scope)
    return report
