"""Prose for a report: findings, narrative, claims about percentages, recommendations, all from `words/`."""

import re
import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from .figures import number_word

if TYPE_CHECKING:
    from .content import Report, Scope, StandardContent

WORDS = Path(__file__).parent / "words"
TOPICS = {
    "1.1": "leadership",
    "1.2": "staff",
    "1.3": "partnerships",
    "1.4": "information",
    "3.4": "oocd_policy",
    "4.1": "resettlement",
}
STORIES = {
    "Assessment": "assessment",
    "Planning": "planning",
    "Implementation and delivery": "delivery",
    "Reviewing": "reviewing",
    "Joint working": "joint",
}
CLAIMS = [
    "Overall, {claim} in {pct} per cent of cases.",
    "Overall, {claim} in {pct} per cent of cases.",
    "In {pct} per cent of cases, {claim}.",
    "We found that {claim} in {pct} per cent of the cases we inspected.",
    "Taken together, {claim} in {pct}% of cases.",
]
TURNS = [
    (r"^Does (.*?) sufficiently analyse ", r"\1 sufficiently analysed "),
    (r"^Does (.*?) focus ", r"\1 focused "),
    (r"^Does (.*?) effectively support ", r"\1 effectively supported "),
    (r"^Are (the YOT's recommendations) ", r"\1 were "),
    (r"^Does the YOT work ", "the YOT worked "),
]


@cache
def load(name: str) -> dict[str, Any]:
    """A file of `words/`."""
    return tomllib.loads((WORDS / f"{name}.toml").read_text(encoding="utf-8"))


def fit(text: str, report: "Report", **more: object) -> str:
    """A sentence with the names and the framework's words put in."""
    young = report.framework.id == "youth-2018"
    children = "children and young people" if young else "children"
    words = {
        "svc": report.short,
        "service": report.service,
        "area": report.area,
        "children": children,
        "children_cap": children.capitalize(),
        "child": "child or young person" if young else "child",
        "pop": f"{90 + report.seed % 170},{100 + report.seed * 37 % 900}",
    }
    return text.format_map({**words, **more})


def place(rng: Random) -> str:
    """The name of a place that is not on the map."""
    names = load("names")
    a, b = (first + rng.choice(names["second"]) for first in rng.sample(names["first"], 2))
    form: str = rng.choice(names["forms"])
    return form.format(a=a, b=b)


def statement_of(question: str) -> str:
    """A key question turned into a clause in the past tense."""
    clause = question.rstrip("?")
    for pattern, turned in TURNS:
        clause, count = re.subn(pattern, turned, clause)
        if count:
            return clause
    raise ValueError(question)


def claim(rng: Random, question: str, pct: int) -> str:
    """A sentence that states the percentage of a key question."""
    text = rng.choice(CLAIMS).format(claim=statement_of(question), pct=pct)
    return text[0].upper() + text[1:]


def pick(rng: Random, report: "Report", pool: list[str], low: int, high: int) -> list[str]:
    """Some findings in a mixed order, none twice, now and then with a second sentence."""
    chosen = rng.sample(pool, min(len(pool), rng.randint(low, high)))
    tails = load("findings")["tails"]["neutral"]
    return [fit(f"{c} {rng.choice(tails)}" if rng.random() < 0.3 else c, report) for c in chosen]


def fill_recommendations(rng: Random, report: "Report") -> None:
    """One to three addressees, each with a few items, and the number of them as the introduction states it."""
    from .content import Recommendations

    pool = load("names")["recommendation"]
    chosen = [pool[0], *sorted(rng.sample(pool[1:], rng.randint(0, 2)), key=pool.index)]
    for entry in chosen:
        items = rng.sample(entry["items"], rng.randint(min(2, len(entry["items"])), min(5, len(entry["items"]))))
        report.recommendations.append(
            Recommendations(addressee=fit(entry["addressee"], report), items=[fit(i, report) for i in items])
        )
    report.stated_count = sum(len(r.items) for r in report.recommendations)


def narrate(rng: Random, report: "Report", s: "StandardContent", *, long: bool) -> None:
    """Paragraphs of one standard, with true claims and, where one is planted, a false one."""
    prose = load("prose")
    if not s.standard.case_data:
        start = 2 * int(s.standard.number[2]) + int(s.standard.domain)
        pool: list[str] = prose["narrative"]
        s.paragraphs = [fit(pool[(start + i) % len(pool)], report) for i in range(2 if long else 1)]
        return
    story: list[str] = prose[STORIES[s.standard.name] + ("_out" if s.standard.number in ("3.1", "3.2", "3.3") else "")]
    s.paragraphs = [fit(t, report) for t in (story if long else rng.sample(story, 1))]
    touched = {p.get("ordinal") for p in report.planted if p.get("standard") == s.standard.number}
    for index in rng.sample(range(len(s.standard.questions)), rng.choice([0, 1, 1, 2])):
        if index + 1 not in touched:
            pct = s.pcts["body"][index]
            sentence = claim(rng, s.standard.questions[index], pct)
            append(rng, s, state(report.claims, sentence, f"{s.standard.number}.{index + 1}", f"{pct}%"))
    for planted in report.planted:
        if planted["kind"] == "prose_pct_mismatch" and planted["standard"] == s.standard.number:
            ordinal, pct = planted["ordinal"], planted["printed"]
            planted["sentence"] = claim(rng, s.standard.questions[ordinal - 1], pct)
            state(report.claims, planted["sentence"], f"{s.standard.number}.{ordinal}", f"{pct}%", true=False)
            append(rng, s, planted["sentence"])


def state(claims: list[dict[str, Any]], sentence: str, target: str, claimed: str, *, true: bool = True) -> str:
    """The sentence, noted as one that states something of a target."""
    verdict = "ok" if true else "mismatch"
    claims.append({"sentence": sentence, "verdict": verdict, "target": target, "claimed": claimed})
    return sentence


def append(rng: Random, s: "StandardContent", sentence: str) -> None:
    """Put a sentence at the end of one of the paragraphs."""
    index = rng.randrange(len(s.paragraphs))
    s.paragraphs[index] = f"{s.paragraphs[index]} {sentence}"


def fill(rng: Random, report: "Report", scope: "Scope") -> None:
    """Write the findings, the narrative and the foreword of a report whose figures are settled."""
    bank = load("findings")
    few, many = (3, 7) if scope.long else (2, 3)
    for s in report.standards:
        topic = TOPICS.get(s.standard.number) if not s.standard.case_data else None
        if topic and not scope.by_domain:
            s.strengths = pick(rng, report, bank[topic]["strength"], few, many)
            s.areas = pick(rng, report, bank[topic]["area_for_improvement"], few, many)
            if rng.random() < 0.06:  # nothing of one kind was found
                s.strengths, s.areas = (s.strengths, []) if rng.random() < 0.5 else ([], s.areas)
        narrate(rng, report, s, long=scope.long)
    if scope.by_domain:
        fill_domains(rng, report, few, many)
    prose = load("prose")["foreword"]
    rest = rng.sample(prose, 4 if scope.long else 2)
    report.foreword = [opening(rng, report), *(fit(t, report) for t in sorted(rest, key=prose.index))]


def fill_domains(rng: Random, report: "Report", few: int, many: int) -> None:
    """Key findings, strengths and areas for improvement for whole domains."""
    bank = load("findings")
    organisation = ("leadership", "staff", "partnerships", "information")
    pools = {"1": organisation, "2": ("court",), "3": ("oocd",), "4": ("resettlement",)}
    key = {"1": "organisation", "2": "court", "3": "oocd", "4": "oocd"}
    for d in report.domains:
        topics = pools[d.number]
        d.strengths = pick(rng, report, [t for p in topics for t in bank[p]["strength"]], few, many)
        d.areas = pick(rng, report, [t for p in topics for t in bank[p]["area_for_improvement"]], few - 1, many - 1)
        d.key_findings = pick(rng, report, bank["key_finding"][key[d.number]], few, many)


def opening(rng: Random, report: "Report") -> str:
    """The first paragraph of the foreword, which states the overall rating, as printed unless that is planted."""
    rating = report.said or report.overall
    text = fit(rng.choice(load("prose")["opening"]), report, overall=rating)
    sentence = next(t for t in sentences(text) if f"'{rating}'" in t)
    state(report.claims, sentence, "overall", rating, true=not report.said)
    for planted in report.planted:
        if planted["kind"] == "prose_rating":
            planted["sentence"] = sentence
    for s in report.standards:
        if s.standard.number == "4.1" and len(set(s.ratings.values())) == 1:
            rating = s.ratings["summary"]
            text += " " + state(report.claims, fit(load("prose")["separately"], report, rating=rating), "4.1", rating)
    return text


def sentences(text: str) -> list[str]:
    """A paragraph in sentences."""
    return re.split(r"(?<=[.!?]) (?=[A-Z'\"])", text)


def sample_sentence(rng: Random, report: "Report", key: str, sample: int) -> str:
    """A sentence that states the size of a sample, in figures or in words."""
    text = fit(rng.choice(load("prose")[key]), report, n=sample, w=number_word(sample))
    return text[0].upper() + text[1:]
