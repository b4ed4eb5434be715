"""How well recommendations are matched to areas for improvement: `python -m tests.prose.measure_answers`.

`answers.json` holds fictional reports with the pairs that a reader makes. Odd ones (the first, the third, the fifth)
were in view when the threshold was chosen; even ones were not.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from extractors.prose.answers import LEAST_LIKENESS, answers
from extractors.prose.themes import themes_of_all

ANSWERS = Path(__file__).with_name("answers.json")


def reports(held_out: bool) -> list[dict[str, Any]]:
    """One half of the labelled reports."""
    everything: list[dict[str, Any]] = json.loads(ANSWERS.read_text(encoding="utf-8"))
    return everything[int(held_out) :: 2]


def score(held_out: bool, least: float = LEAST_LIKENESS) -> tuple[float, float]:
    """Precision and recall of the pairs."""
    right = given = wanted = 0
    for report in reports(held_out):
        texts = [r["text"] for r in report["recommendations"]]
        themes = list(themes_of_all([*texts, *report["areas"]]))
        found = answers(texts, report["areas"], themes[: len(texts)], themes[len(texts) :], least)
        for row, recommendation in zip(found, report["recommendations"], strict=True):
            mine, theirs = {a.area for a in row}, set(recommendation["answers_to"])
            right, given, wanted = right + len(mine & theirs), given + len(mine), wanted + len(theirs)
    return right / max(1, given), right / max(1, wanted)


def main() -> None:
    print("threshold  working: precision recall   held out: precision recall")
    for least in (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5):
        first, second = score(False, least), score(True, least)
        mark = " <-" if least == LEAST_LIKENESS else ""
        print(f"{least:9.2f}  {first[0]:18.3f} {first[1]:6.3f}   {second[0]:19.3f} {second[1]:6.3f}{mark}")


if __name__ == "__main__":
    main()
