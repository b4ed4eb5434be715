"""How well statements are found in context: `python -m tests.prose.measure_claims [--errors]`.

`contexts/*.toml` holds paragraphs of fictional reports beside the figures of their tables, all written and labelled
before the first pattern was mended for them. A paragraph is *held out* when the first hexadecimal digit of the SHA-256
of its first sentence is odd. Patterns are mended with the other part in view only; `--errors` shows its mistakes.
"""

from __future__ import annotations

import argparse
import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.prose.claims import read_claims
from extractors.sections import Section
from schemas.base import Rating
from schemas.framework import frameworks
from schemas.report import InspectionReport
from tests.prose.builders import PAGE, paragraph, report, sourced, target

CONTEXTS = Path(__file__).with_name("contexts")
_BAR = " | "


@dataclass(frozen=True)
class Labelled:
    """A sentence with what a reader says of it."""

    text: str
    held: dict[str, bool]
    """What it states, and whether the table bears it out."""
    doubtful: frozenset[str]
    """What some readers may think that it states."""

    @classmethod
    def of(cls, line: str) -> Labelled:
        """A line of the file: labels before the bar, the sentence after it."""
        labels, _, text = line.rpartition(_BAR)
        marks = labels.split()
        held = {m.lstrip("!"): m[0] != "!" for m in marks if m[0] != "?"}
        return cls(text, held, frozenset(m[1:] for m in marks if m[0] == "?"))


@dataclass(frozen=True)
class Context:
    """A paragraph of a fictional report."""

    report: InspectionReport
    section: Section
    sentences: tuple[Labelled, ...]

    @property
    def held_out(self) -> bool:
        """Whether patterns were mended without it in view."""
        return int(hashlib.sha256(self.sentences[0].text.encode()).hexdigest()[0], 16) % 2 == 1

    def found(self) -> list[dict[str, bool]]:
        """For each sentence what its claims are held against, and whether they agree."""
        it = paragraph(" ".join(s.text for s in self.sentences))
        out: list[dict[str, bool]] = [{} for _ in self.sentences]
        for claim in read_claims(self.report, frameworks()[self.report.framework], [it], [self.section], [PAGE]):
            if claim.agrees is not None:
                index = next(i for i, s in enumerate(self.sentences) if claim.sentence in s.text)
                out[index][target(claim)] = claim.agrees
        return out


@dataclass(frozen=True)
class Score:
    """Counts over all sentences of some paragraphs."""

    right: int
    wrong: int
    alarms: int
    """Of those wrong, how many say that a sound sentence is an error."""
    missed: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)


def contexts() -> Iterator[Context]:
    """The labelled set, in the order of the files."""
    for path in sorted(CONTEXTS.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        it = _report(data)
        for row in data["paragraph"]:
            name = row["section"]
            place = Section(name[:1] or None, name if "." in name else None)
            yield Context(it, place, tuple(map(Labelled.of, row["sentences"])))


def _report(data: dict[str, Any]) -> InspectionReport:
    ratings = {number: Rating(rating) for number, rating in data["ratings"].items()}
    figures = {number: tuple(row) for number, row in data["percentages"].items()}
    it = report(data["framework"], figures, ratings, Rating(data["overall"]))
    samples = {name: sourced(data[name]) for name in ("court_cases", "oocd_cases")}
    return it.model_copy(update=samples)


def judged(part: Iterable[Context]) -> Iterator[tuple[Labelled, dict[str, bool]]]:
    """Each sentence with what was found in it, doubtful matches left out."""
    for context in part:
        for sentence, found in zip(context.sentences, context.found(), strict=True):
            yield sentence, {k: v for k, v in found.items() if k not in sentence.doubtful}


def score(pairs: Iterable[tuple[Labelled, dict[str, bool]]]) -> Score:
    """Statements right, wrong and missed."""
    counts: Counter[str] = Counter()
    for sentence, found in pairs:
        right = found.items() & sentence.held.items()
        wrong = found.items() - right
        counts["right"] += len(right)
        counts["wrong"] += len(wrong)
        counts["alarms"] += sum(not agrees for _, agrees in wrong)
        counts["missed"] += len(sentence.held.items() - right)
    return Score(counts["right"], counts["wrong"], counts["alarms"], counts["missed"])


def main() -> None:
    args = argparse.ArgumentParser(prog="python -m tests.prose.measure_claims", description=__doc__.splitlines()[0])
    args.add_argument("--errors", action="store_true", help="show the mistakes in the part that is in view")
    options = args.parse_args()
    everything = list(contexts())
    for name, held_out in (("working", False), ("held out", True)):
        pairs = list(judged(c for c in everything if c.held_out is held_out))
        s = score(pairs)
        print(
            f"{name:9}{len(pairs):4} sentences  precision {s.precision:.3f}  recall {s.recall:.3f}  "
            f"({s.right} right, {s.wrong} wrong of which {s.alarms} false alarms, {s.missed} missed)"
        )
        if options.errors and not held_out:
            for sentence, found in pairs:
                if found != sentence.held:
                    extra = sorted(found.items() - sentence.held.items())
                    missing = sorted(sentence.held.items() - found.items())
                    print(f"  + {extra or '-'}  - {missing or '-'}  {sentence.text}")


if __name__ == "__main__":
    main()
