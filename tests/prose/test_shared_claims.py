"""The hand-checked reports beside the repository: statements found, and nothing else held against anything."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from extractors.report import extract_report
from schemas.report import Claim
from tests.prose.builders import target
from tests.prose.conftest import SHARED_REPORTS

CHECKED = sorted(SHARED_REPORTS.glob("*.claims.json"))
PLANTED = sorted(SHARED_REPORTS.glob("*.planted.json"))
LEAST_PRECISION, LEAST_RECALL = 0.95, 0.8


@cache
def claims(name: str) -> tuple[Claim, ...]:
    return extract_report(SHARED_REPORTS / f"{name}.pdf").claims


def folded(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def same(one: str, other: str) -> bool:
    return one == other or min(len(one), len(other)) > 40 and (one in other or other in one)


def test_precision_and_recall() -> None:
    right = wrong = found = total = 0
    for path in CHECKED:
        truth = json.loads(path.read_text(encoding="utf-8"))
        wanted = [(folded(t["sentence"]), t["target"], t["verdict"]) for t in truth]
        mine = [
            (folded(c.sentence), target(c), "ok" if c.agrees else "mismatch")
            for c in claims(path.name.removesuffix(".claims.json"))
            if c.agrees is not None
        ]
        for sentence, about, verdict in mine:
            here = {v for s, t, v in wanted if t == about and same(s, sentence)}
            right += verdict in here
            wrong += verdict not in here and "unclear" not in here
        checked = [w for w in wanted if w[2] in ("ok", "mismatch")]
        total += len(checked)
        found += sum(any(t == a and v == w and same(s, x) for x, a, w in mine) for s, t, v in checked)
    assert right / (right + wrong) >= LEAST_PRECISION, (right, wrong)
    assert found / total >= LEAST_RECALL, (found, total)


@pytest.mark.parametrize("path", PLANTED, ids=lambda path: path.name.split(".")[0])
def test_planted_percentages_are_found_and_nothing_else_disagrees(path: Path) -> None:
    plants = [p for p in json.loads(path.read_text(encoding="utf-8")) if p["kind"] == "prose_pct_mismatch"]
    against = {target(c) for c in claims(path.name.removesuffix(".planted.json")) if c.agrees is False}
    assert against == {f"{p['standard']}.{p['ordinal']}" for p in plants}
