"""Contradictions to put into a sound report, one function each; the name of the function is the kind."""

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, Any

from . import figures

if TYPE_CHECKING:
    from .content import Report, Scope, StandardContent

Plant = dict[str, Any] | None
CLEAR = 7  # points between a percentage and the nearest edge, so that no discretion of the panel can explain the rating


def free(report: "Report", *, case_data: bool) -> list["StandardContent"]:
    """Standards of that basis which no plant touches yet."""
    touched = {p.get("standard") for p in report.planted}
    return [s for s in report.standards if s.standard.number not in touched and s.standard.case_data == case_data]


def other_rating(rng: Random, report: "Report", s: "StandardContent") -> str:
    """Another rating for a qualitative standard; never Outstanding, for which decision rules ask more."""
    labels = [r.label for r in report.framework.ratings if r.label not in ("Outstanding", s.ratings["body"])]
    return rng.choice(labels)


def band_mismatch(rng: Random, report: "Report", scope: "Scope") -> Plant:
    """A rating, the same in every place, that is not the band of the lowest question."""
    if not (scope.body_tables or scope.annex):
        return None
    for s in rng.sample(pool := free(report, case_data=True), len(pool)):
        lowest = min(s.pcts["body"])
        expected = s.ratings["body"]
        far = [
            r.label
            for r in report.framework.ratings
            if r.label not in (expected, "Outstanding")
            and min(abs(lowest - r.from_pct), abs(lowest - r.to_pct)) >= CLEAR
        ]
        if far:
            printed = rng.choice(far)
            s.ratings = dict.fromkeys(s.ratings, printed)
            for q in report.standards:  # their Outstanding may have rested on this standard
                if q.standard.number in ("1.1", "1.3") and q.ratings["summary"] == "Outstanding":
                    q.ratings = dict.fromkeys(q.ratings, "Good")
            report.score = report.sum_of()
            report.overall = report.framework.overall(report.score, report.score_max)
            return {"standard": s.standard.number, "printed": printed, "expected": expected, "lowest_pct": lowest}
    return None


def summary_vs_body(rng: Random, report: "Report", scope: "Scope") -> Plant:
    """A qualitative standard rated otherwise in the body than in the summary (and the annex)."""
    s = rng.choice([s for s in free(report, case_data=False) if s.standard.domain in "14"])
    s.ratings["body"] = other_rating(rng, report, s)
    follows = ["the body also differs from the annex"] if scope.annex else []
    return {
        "standard": s.standard.number,
        "summary": s.ratings["summary"],
        "body": s.ratings["body"],
        "follows": follows,
    }


def summary_vs_annex(rng: Random, report: "Report", scope: "Scope") -> Plant:
    """A qualitative standard rated otherwise in the annex than in the summary and the body."""
    if not scope.annex:
        return None
    s = rng.choice([s for s in free(report, case_data=False) if s.standard.domain == "1"])
    s.ratings["annex"] = other_rating(rng, report, s)
    return {
        "standard": s.standard.number,
        "summary": s.ratings["summary"],
        "annex": s.ratings["annex"],
        "follows": ["the body also differs from the annex"],
    }


def pct_body_vs_annex(rng: Random, report: "Report", scope: "Scope") -> Plant:
    """A percentage, not the lowest, that the annex prints otherwise; the rating holds with either."""
    if not (scope.annex and scope.body_tables):
        return None
    for s in rng.sample(pool := free(report, case_data=True), len(pool)):
        sample = next(d.sample for d in report.domains if d.number == s.standard.domain) or 0
        values = s.pcts["body"]
        lowest = min(values)
        for index in (i for i, v in enumerate(values) if v != lowest):
            sizes = range(sample if index == 0 else sample * 2 // 3, sample + 1)
            others = [p for p in sorted(figures.reachable(sizes)) if p > lowest and abs(p - values[index]) >= 5]
            if others:
                changed = list(values)
                changed[index] = rng.choice(others)
                s.pcts["annex"] = tuple(changed)
                return {
                    "standard": s.standard.number,
                    "ordinal": index + 1,
                    "body": values[index],
                    "annex": changed[index],
                }
    return None


def grim_impossible(rng: Random, report: "Report", scope: "Scope") -> Plant:
    """A percentage, not the lowest, that no part of the stated sample can give."""
    if not (scope.body_tables or scope.annex):
        return None
    for s in rng.sample(pool := free(report, case_data=True), len(pool)):
        sample = next(d.sample for d in report.domains if d.number == s.standard.domain) or 0
        values = s.pcts["body"]
        wrong = [p for p in figures.impossible(sample) if p > min(values)]
        places = [i for i, v in enumerate(values) if v != min(values)]
        if wrong and places:
            index = rng.choice(places)
            changed = list(values)
            changed[index] = rng.choice(wrong)
            s.pcts = dict.fromkeys(s.pcts, tuple(changed))
            return {"standard": s.standard.number, "ordinal": index + 1, "printed": changed[index], "sample": sample}
    return None


def prose_pct_mismatch(rng: Random, report: "Report", scope: "Scope") -> Plant:
    """A sentence that states another percentage than the table; the sentence itself is written with the prose."""
    if not (scope.body_tables or scope.annex):
        return None
    s = rng.choice(free(report, case_data=True))
    index = rng.randrange(len(s.pcts["body"]))
    expected = s.pcts["body"][index]
    printed = rng.choice([p for p in range(31, 97) if abs(p - expected) >= 8 and p not in s.pcts["body"]])
    return {"standard": s.standard.number, "ordinal": index + 1, "printed": printed, "expected": expected}


def standard_name_mismatch(rng: Random, report: "Report", scope: "Scope") -> Plant:
    """A wrong name in the summary, right everywhere else."""
    wrong = {
        "2.1": "Planning",
        "2.2": "Assessment",
        "2.3": "Implementation and review",
        "2.4": "Joint working",
        "3.1": "Planning",
        "3.2": "Assessment",
        "3.3": "Implementation and review",
        "3.4": "Reviewing",
        "1.2": "Staffing and workload",
        "1.4": "Information and training",
    }
    s = rng.choice([s for s in report.standards if s in _untouched(report) and s.standard.number in wrong])
    s.summary_name = wrong[s.standard.number]
    return {"standard": s.standard.number, "summary": s.summary_name, "body": s.standard.name}


def _untouched(report: "Report") -> list["StandardContent"]:
    return free(report, case_data=True) + free(report, case_data=False)


def score_arithmetic(rng: Random, report: "Report", scope: "Scope") -> Plant:
    """A score that is not the sum, though in the same overall band."""
    if not scope.score:
        return None
    expected = report.score
    band = report.framework.overall(expected, report.score_max)
    near = [n for n in range(expected - 4, expected + 5) if n != expected and 0 <= n <= report.score_max]
    report.score = rng.choice([n for n in near if report.framework.overall(n, report.score_max) == band])
    return {"printed": report.score, "expected": expected}


def overall_mismatch(rng: Random, report: "Report", scope: "Scope") -> Plant:
    """An overall rating that the score does not bear."""
    expected = report.overall
    report.overall = rng.choice([r.label for r in report.framework.ratings if r.label not in (expected, "Outstanding")])
    return {"printed": report.overall, "expected": expected, "score": report.sum_of()}


def recommendation_count(rng: Random, report: "Report", scope: "Scope") -> Plant:
    """A number of recommendations in the introduction that is not the number of items."""
    expected = report.stated_count
    report.stated_count = rng.choice([n for n in range(2, 14) if 1 <= abs(n - expected) <= 3])
    return {"printed": report.stated_count, "expected": expected}


def prose_rating(rng: Random, report: "Report", scope: "Scope") -> Plant:
    """Another overall rating in the foreword than in the summary; the sentence is written with the prose."""
    report.said = rng.choice([r.label for r in report.framework.ratings if r.label != report.overall])
    return {"target": "overall", "printed": report.said, "expected": report.overall}


# In this order: ratings first, then what is counted from them.
KINDS: dict[str, Callable[[Random, "Report", "Scope"], Plant]] = {
    f.__name__: f
    for f in (
        band_mismatch,
        summary_vs_body,
        summary_vs_annex,
        pct_body_vs_annex,
        grim_impossible,
        prose_pct_mismatch,
        standard_name_mismatch,
        score_arithmetic,
        overall_mismatch,
        recommendation_count,
        prose_rating,
    )
}


def plant(rng: Random, report: "Report", wanted: tuple[str, ...], scope: "Scope") -> None:
    """Put the wanted contradictions into a report, and note them in `report.planted`."""
    for kind, function in KINDS.items():
        for _ in range(wanted.count(kind)):
            planted = function(rng, report, scope)
            if planted is not None:
                report.planted.append({"kind": kind, **planted})
