"""In how many cases: percentages, fractions, counts and worded shares, and whether a printed percentage bears them out.

Figures are exact: "72 per cent" agrees with 72 alone, "nine of 41" with 22. Words have ranges, declared with their
reasons in `data/claims.toml`; beyond the range there is a margin within which nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractors.prose.lexicon import ClaimWords, bounded, claim_words
from extractors.text import NUMBER, number
from schemas.report import ClaimKind

_HALF = 0.5 + 1e-9
_EXCEPT = r"(?:all|every case)(?: of)?(?: the)?(?: cases)? (?:but|except(?: for)?|bar|apart from)"
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

    def agrees(self, printed: int, negative: bool, sample: int | None) -> bool | None:
        """Whether a printed percentage bears it out; None within the margin, or where a sample size is missing.

        `negative`: the clause says of so many cases that the work was *not* done well enough.
        """
        if self.numerator is not None:
            return self._count_agrees(printed, negative != self.excepted, sample)
        low, high = (100 - self.high, 100 - self.low) if negative else (self.low, self.high)
        slack = 0.5 if negative and self.kind is ClaimKind.PERCENTAGE else 0
        if low - _HALF - slack <= printed <= high + _HALF + slack:
            return True
        return None if low - self.margin <= printed <= high + self.margin else False

    def _count_agrees(self, printed: int, negative: bool, sample: int | None) -> bool | None:
        count = self.numerator or 0
        if self.denominator is not None:
            return _rounds_to(count, self.denominator, negative, printed)
        if sample is None or count > sample:
            return None
        reached = [m for m in range(max(count, 1), _MOST_PARTS * sample + 1) if _rounds_to(count, m, negative, printed)]
        if not reached:
            return False
        return True if any(m <= sample <= m * _LEAST_PART for m in reached) else None


def _rounds_to(count: int, among: int, negative: bool, printed: int) -> bool:
    part = among - count if negative else count
    return abs(100 * part / among - printed) <= _HALF


def quantities(text: str) -> list[Quantity]:
    """The quantities in a sentence, in order; where patterns overlap the first of the list below is taken."""
    found: list[Quantity] = []
    if not _patterns().any.search(text):
        return found
    for read in (_percentages, _fractions, _plain_fractions, _shares, _counts):
        for quantity in read(text):
            if all(quantity.stop <= q.start or quantity.start >= q.stop for q in found):
                found.append(quantity)
    return sorted(found, key=lambda q: q.start)


@dataclass(frozen=True, slots=True)
class _Patterns:
    any: re.Pattern[str]
    """Quick: no quantity where it is not found."""
    numeral: re.Pattern[str]
    percentage: re.Pattern[str]
    fraction: re.Pattern[str]
    in_every: re.Pattern[str]
    plain: re.Pattern[str]
    count: re.Pattern[str]
    plain_values: tuple[tuple[re.Pattern[str], float], ...]
    shares: tuple[tuple[re.Pattern[str], float, float], ...]
    counted_after: re.Pattern[str]
    """After 'all' or 'most' it is the number that counts."""
    moves: tuple[tuple[re.Pattern[str], float, float], ...]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    words = claim_words()
    q = words.quantities
    move = f"(?:(?P<move>{'|'.join(q.moves)}) )?(?:only |just )?"
    cases = rf"(?=(?: of)?(?: [\w'-]+){{0,6}}? {q.case_nouns}\b)"
    fractions = "|".join(q.fractions)

    def make(pattern: str) -> re.Pattern[str]:
        return re.compile(bounded(pattern), re.IGNORECASE)

    return _Patterns(
        any=re.compile(rf"%|per ?cent|\b(?:{q.case_nouns}|majority|(?:were|are) \w+ all)\b", re.IGNORECASE),
        numeral=re.compile(rf"\b(?:{NUMBER})\b", re.IGNORECASE),
        percentage=re.compile(
            rf"(?<![\w.,-])(?:{move})(?P<n>\d{{1,3}}(?:\.\d+)?|{NUMBER})\s?(?:%|per ?cent\b)", re.IGNORECASE
        ),
        fraction=make(
            rf"(?P<n>{NUMBER}) (?:out )?of (?:(?:the|these|those|our|all) )*"
            rf"(?P<m>{NUMBER})(?:{cases}|(?=[.,;)]| and\b))"
        ),
        in_every=make(rf"{move}(?P<n>{NUMBER}) in (?:every )?(?P<m>{NUMBER}){cases}"),
        plain=make(rf"{move}(?P<plain>{fractions})"),
        count=make(
            rf"(?:(?P<but>{_EXCEPT}) )?(?:only |just )?(?P<n>{NUMBER})(?! (?:per|in|of|months?|weeks?|days?)\b)"
            rf"(?=(?: of)?(?: [\w'-]+){{0,5}}? {q.case_nouns}\b| where\b| in which\b)"
        ),
        plain_values=tuple((make(k), v) for k, v in q.fractions.items()),
        shares=tuple(_shares_of(words, cases)),
        counted_after=re.compile(
            rf" (?:but|except|bar|apart from)\b| (?:of )?(?:the |these |those )?{NUMBER}\b", re.IGNORECASE
        ),
        moves=tuple((make(k), *v) for k, v in q.moves.items()),
    )


def _shares_of(words: ClaimWords, cases: str) -> Iterator[tuple[re.Pattern[str], float, float]]:
    for share in words.quantities.share:
        alone = r"|(?<=were )ANY|(?<=are )ANY" if share.alone else ""
        pattern = rf"ANY{cases}{alone}".replace("ANY", words.any_of(share.words))
        yield re.compile(bounded(pattern), re.IGNORECASE), share.from_, share.to


def _moved(printed: str | None, value: float, spread: float) -> tuple[float, float]:
    """The range of a figure with the words before it; `spread` is for a figure that stands alone."""
    for pattern, below, above in _patterns().moves:
        if printed and pattern.fullmatch(printed):
            return max(0.0, value + below), min(100.0, value + above)
    return value - spread, value + spread


def _percentages(text: str) -> Iterator[Quantity]:
    if "%" not in text and "cent" not in text:
        return
    for match in _patterns().percentage.finditer(text):
        digits = match["n"]
        value = float(digits) if digits[0].isdigit() else number(digits)
        if value is None or value > 100:
            continue
        low, high = _moved(match["move"], value, 0)
        margin = claim_words().quantities.margin if match["move"] else 0
        shown = digits if digits[0].isdigit() else f"{value:g}"
        yield Quantity(ClaimKind.PERCENTAGE, shown, *match.span(), low, high, margin)


def _fractions(text: str) -> Iterator[Quantity]:
    if not _patterns().numeral.search(text):
        return
    for match in _patterns().fraction.finditer(text):
        n, m = number(match["n"]), number(match["m"])
        if n is not None and m and n <= m:
            yield Quantity(ClaimKind.FRACTION, f"{n} of {m}", *match.span(), numerator=n, denominator=m)
    for match in _patterns().in_every.finditer(text):
        n, m = number(match["n"]), number(match["m"])
        if n and m and n < m <= 10:
            q = claim_words().quantities
            low, high = _moved(match["move"], 100 * n / m, q.spread)
            yield Quantity(ClaimKind.SHARE, match[0].lower(), *match.span(), low, high, q.margin)


def _shares(text: str) -> Iterator[Quantity]:
    margin = claim_words().quantities.margin
    found = []
    for pattern, low, high in _patterns().shares:
        for match in pattern.finditer(text):
            if not _patterns().counted_after.match(text, match.end()):
                exact = 0 if low == high else margin
                found.append(Quantity(ClaimKind.SHARE, match[0].lower(), *match.span(), low, high, exact))
    yield from sorted(found, key=lambda q: q.start - q.stop)


def _plain_fractions(text: str) -> Iterator[Quantity]:
    q = claim_words().quantities
    for match in _patterns().plain.finditer(text):
        value = next(v for pattern, v in _patterns().plain_values if pattern.fullmatch(match["plain"]))
        low, high = _moved(match["move"], value, q.spread)
        yield Quantity(ClaimKind.SHARE, match[0].lower(), *match.span(), low, high, q.margin)


def _counts(text: str) -> Iterator[Quantity]:
    if not _patterns().numeral.search(text):
        return
    for match in _patterns().count.finditer(text):
        n = number(match["n"])
        if n is not None:
            excepted = match["but"] is not None
            value = f"all but {n}" if excepted else str(n)
            yield Quantity(ClaimKind.FRACTION, value, *match.span(), numerator=n, excepted=excepted)
