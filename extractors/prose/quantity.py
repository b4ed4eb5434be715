"""One quantity of a sentence, and whether a printed percentage bears it out.

Figures are exact: "72 per cent" agrees with 72 alone, "nine of 41" with 22. A fraction of other than the whole sample
may be of some cases only, and contradicts nothing. Words have ranges, declared with their reasons in
`data/claims.toml`; beyond the range there is a margin within which nothing is said.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.prose.lexicon import claim_words
from schemas.report import ClaimKind

_HALF = 0.5 + 1e-9
_NEAR = 1
_LEAST_PART = 4
"""A count without its total speaks of at least a quarter of the sample, if it is to agree for certain."""
_MOST_PARTS = 2
"""It disagrees only where no total up to twice the sample would do: a sample may be printed in parts."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity in a sentence."""

    kind: ClaimKind
    value: str
    """As printed, without the word 'per cent'."""
    start: int
    stop: int
    low: float = 0
    high: float = 0
    """The percentages that agree, both included."""
    margin: float = 0
    """How far outside a percentage may lie before it disagrees."""
    numerator: int | None = None
    denominator: int | None = None
    excepted: bool = False
    """'All but five': the count is of those that are not so."""
    short: bool = False
    """A count that leaves out what it counts: it can agree, but a total that was guessed cannot contradict."""
    aside: bool = False
    """Whether it stands in brackets: 'needed improvement (63 per cent)' may give the share of those that did not."""
    base: bool = False
    """Not a finding but the total of those in its sentence ('of the 23 relevant cases'), or said again in brackets."""

    def agrees(self, printed: int, negative: bool, sample: int | None) -> bool | None:
        """Whether a printed percentage bears it out; None within the margin, or where a sample size is missing.

        `negative`: the clause says of so many cases that the work was *not* done well enough.
        """
        if self.numerator is not None:
            held = self._count_agrees(printed, negative != self.excepted, sample)
            return held or (None if self.short else held)
        low, high = (100 - self.high, 100 - self.low) if negative else (self.low, self.high)
        slack = 0.5 if negative and self.kind is ClaimKind.PERCENTAGE else 0
        if low - _HALF - slack <= printed <= high + _HALF + slack:
            return True
        return None if low - self.margin <= printed <= high + self.margin else False

    def exactly(self, printed: int) -> bool:
        """Whether it is so precise, and so near a printed percentage, that by itself it tells which one is meant."""
        if self.numerator is not None:
            return self.denominator is not None
        return self.high - self.low <= 2 * claim_words().quantities.spread and (
            min(abs((self.low + self.high) / 2 - p) for p in (printed, 100 - printed)) <= _NEAR
        )

    def _count_agrees(self, printed: int, negative: bool, sample: int | None) -> bool | None:
        count = self.numerator or 0
        if self.denominator is not None:
            held = _rounds_to(count, self.denominator, negative, printed)
            return held or (False if self.denominator == sample else None)
        if sample is None or count > sample:
            return None
        reached = [m for m in range(max(count, 1), _MOST_PARTS * sample + 1) if _rounds_to(count, m, negative, printed)]
        if not reached:
            return False
        return True if any(m <= sample <= m * _LEAST_PART for m in reached) else None


def _rounds_to(count: int, among: int, negative: bool, printed: int) -> bool:
    part = among - count if negative else count
    return abs(100 * part / among - printed) <= _HALF
