"""How well the themes are found: `python -m tests.prose.measure [--errors]`.

`bullets.jsonl` holds bullets of fictional services with the themes that a reader gives them, all written and
labelled before the first pattern. A bullet is *held out* when the first hexadecimal digit of the SHA-256 of its text is
odd. Patterns are mended with the other part in view only; `--errors` shows the mistakes of that part and no others.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from extractors.prose.themes import themes_of_all

BULLETS = Path(__file__).with_name("bullets.jsonl")


@dataclass(frozen=True)
class Bullet:
    text: str
    themes: frozenset[str]

    @property
    def held_out(self) -> bool:
        """Whether patterns were written without it in view."""
        return int(hashlib.sha256(self.text.encode()).hexdigest()[0], 16) % 2 == 1


@dataclass(frozen=True)
class Score:
    """Counts over all themes of some bullets."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Micro-F1."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def bullets() -> list[Bullet]:
    """The labelled set, in the file's order."""
    rows = map(json.loads, BULLETS.read_text(encoding="utf-8").splitlines())
    return [Bullet(row["text"], frozenset(row["themes"])) for row in rows]


def found(part: Iterable[Bullet]) -> list[tuple[Bullet, frozenset[str]]]:
    """Each bullet with the themes that the patterns give it."""
    part = list(part)
    hits = themes_of_all(b.text for b in part)
    return [(b, frozenset(h.theme for h in row)) for b, row in zip(part, hits, strict=True)]


def score(pairs: Iterable[tuple[Bullet, frozenset[str]]]) -> Score:
    """Right, wrong and missed themes."""
    counts: Counter[str] = Counter()
    for bullet, themes in pairs:
        counts["right"] += len(bullet.themes & themes)
        counts["wrong"] += len(themes - bullet.themes)
        counts["missed"] += len(bullet.themes - themes)
    return Score(counts["right"], counts["wrong"], counts["missed"])


def main() -> None:
    args = argparse.ArgumentParser(prog="python -m tests.prose.measure", description=__doc__.splitlines()[0])
    args.add_argument(
        "--errors", action="store_true", help="show the mistakes in the part that patterns were written with"
    )
    options = args.parse_args()
    everything = bullets()
    for name, held_out in (("working", False), ("held out", True)):
        pairs = found(b for b in everything if b.held_out is held_out)
        s = score(pairs)
        print(
            f"{name:9}{len(pairs):4} bullets  micro-F1 {s.f1:.3f}  precision {s.precision:.3f}  recall {s.recall:.3f}  "
            f"({s.right} right, {s.wrong} wrong, {s.missed} missed)"
        )
        if options.errors and not held_out:
            for bullet, themes in pairs:
                if bullet.themes != themes:
                    extra, missing = sorted(themes - bullet.themes), sorted(bullet.themes - themes)
                    print(f"  + {', '.join(extra) or '-'}  - {', '.join(missing) or '-'}  {bullet.text}")


if __name__ == "__main__":
    main()
