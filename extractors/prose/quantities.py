"""In how many cases: percentages, fractions, counts and worded shares, and whether a printed percentage bears them out.

Figures are exact: "72 per cent" agrees with 72 alone, "nine of 41" with 22. Words have ranges, declared with their
reasons in `data/claims.toml`; beyond the range there is a margin within which nothing is said. A number that leaves
out what it counts ("in 14 cases, and for safety in nine") is read by what the sentence counted before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from extractors.prose.lexicon import ClaimWords, bounded, claim_words
from extractors.text import NUMBER, number
from schemas.report import ClaimKind

_HALF = 0.5 + 1e-9
_EXCEPT = r"(?:all|every case)(?: of)?(?: the)?(?: cases)? (?:but|except(?: for)?|bar|apart from)"
_WHOLE = 100
_ASIDE = re.compile(r"\((?:in |only |just )*$")
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
        found += _beside(found, read(text))
    found += _beside(found, _short_counts(text, found))
    placed = [replace(q, aside=_ASIDE.search(text[: q.start]) is not None) for q in _based(text, found)]
    return _said_once(text, sorted(placed, key=lambda q: q.start))


def _said_once(text: str, found: list[Quantity]) -> list[Quantity]:
    """The quantities with what brackets make more precise set aside: '14 cases (58 per cent)' is 58 per cent."""
    out = list(found)
    for index, (one, other) in enumerate(pairwise(found)):
        if other.aside and not one.base and _patterns().again.fullmatch(text, one.stop, other.start):
            out[index] = replace(one, base=True)
    return out


def _beside(found: Sequence[Quantity], more: Iterable[Quantity]) -> list[Quantity]:
    """Those quantities that overlap neither what was found before nor one another."""
    out: list[Quantity] = []
    for quantity in more:
        if all(quantity.stop <= q.start or quantity.start >= q.stop for q in (*found, *out)):
            out.append(quantity)
    return out


def _based(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities with totals told from findings: the short counts after a total are of it."""
    short = [q for q in found if q.short]
    bases = [q for q in found if _is_base(text, q) and any(s.start > q.stop for s in short)]
    if len(bases) != 1:
        return list(found)
    total = bases[0].numerator or 0
    counts = {q: _of(q, total) for q in short}
    return [replace(q, base=True) if q is bases[0] else counts.get(q, q) for q in found]


def _of(quantity: Quantity, total: int) -> Quantity:
    """A short count with its total, which it cannot exceed."""
    count = quantity.numerator or 0
    return replace(quantity, denominator=total, value=f"{count} of {total}") if count <= total else quantity


def _is_base(text: str, quantity: Quantity) -> bool:
    whole = quantity.kind is ClaimKind.FRACTION and quantity.denominator is None and not quantity.short
    return whole and _patterns().base.search(text[: quantity.start]) is not None


@dataclass(frozen=True, slots=True)
class _Patterns:
    any: re.Pattern[str]
    """Quick: no quantity where it is not found."""
    numeral: re.Pattern[str]
    percentage: re.Pattern[str]
    listed: re.Pattern[str]
    """Figures before the last of a list: the first two of '92, 79 and 58 per cent'."""
    fraction: re.Pattern[str]
    whole: re.Pattern[str]
    """All of so many: '12 of 12'."""
    in_every: re.Pattern[str]
    plain: re.Pattern[str]
    count: re.Pattern[str]
    short: re.Pattern[str]
    """A number where a clause ends, or before the verb or purpose of one."""
    base: re.Pattern[str]
    """What stands before a number that is a total."""
    again: re.Pattern[str]
    """What stands between a count and the same in brackets."""
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
    some = rf"(?:the|these|those|our) {q.case_nouns}(?:[.,;)]|$| (?:(?:that )?(?:we|inspect\w+)|had|did|was|were)\b)"

    def make(pattern: str) -> re.Pattern[str]:
        return re.compile(bounded(pattern), re.IGNORECASE)

    return _Patterns(
        any=re.compile(
            rf"%|per ?cent|\b(?:{q.case_nouns}|majority|{fractions}|(?:were|are) \w+ all|{q.short_before} {NUMBER})\b",
            re.IGNORECASE,
        ),
        numeral=re.compile(rf"\b(?:{NUMBER})\b", re.IGNORECASE),
        percentage=re.compile(
            rf"(?<![\w.,-])(?:{move})(?P<n>\d{{1,3}}(?:\.\d+)?|{NUMBER})\s?(?:%|per ?cent\b)", re.IGNORECASE
        ),
        listed=re.compile(
            r"(?<![\w.,-])(?:\d{1,3}(?:, and |, | and ))+(?=\d{1,3}(?:\.\d+)?\s?(?:%|per ?cent\b))", re.IGNORECASE
        ),
        fraction=make(
            rf"(?:(?P<but>{_EXCEPT}) )?(?P<n>{NUMBER})(?: {q.case_nouns})? (?:out )?of "
            rf"(?:(?:the|these|those|our|all) )*(?P<m>{NUMBER})(?:{cases}|(?=[.,;)]| and\b| (?:{q.short_after})\b))"
        ),
        whole=make(rf"all(?: of)?(?: the| these| those| our)? (?P<n>{NUMBER}){cases}"),
        in_every=make(rf"{move}(?P<n>{NUMBER}) in (?:every )?(?P<m>{NUMBER}){cases}"),
        plain=make(rf"{move}(?P<plain>{fractions})(?: of all(?= (?:the |our |these )?(?:[\w-]+ )?{q.case_nouns}))?"),
        count=make(
            rf"(?:(?P<but>{_EXCEPT}) )?(?:only |just )?(?P<n>{NUMBER})"
            rf"(?! (?:per|in|months?|weeks?|days?)\b| (?:out )?of\b(?! {some}))"
            rf"(?=(?: of)?(?: [\w'-]+){{0,5}}? {q.case_nouns}\b| where\b| in which\b)"
        ),
        short=re.compile(
            rf"\b(?:{q.short_before}) (?:only |just )*(?P<n>{NUMBER})(?=[.,;]|$| \(| (?:{q.short_after})\b)",
            re.IGNORECASE,
        ),
        base=re.compile(r"\b(?:of|in|for|from|among|amongst) (?:the|these|those|our|all)(?: the)? $", re.IGNORECASE),
        again=re.compile(
            rf"(?: (?:of|the|all|these|those|our|relevant|inspected|we|(?:post-|out-of-)?court|{q.case_nouns}))* \($",
            re.IGNORECASE,
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
        if value is None or value > _WHOLE:
            continue
        low, high = _moved(match["move"], value, 0)
        margin = claim_words().quantities.margin if match["move"] else 0
        shown = digits if digits[0].isdigit() else f"{value:g}"
        yield Quantity(ClaimKind.PERCENTAGE, shown, *match.span(), low, high, margin)
    for row in _patterns().listed.finditer(text):
        for figure in re.finditer(r"\d+", row[0]):
            start, value = row.start() + figure.start(), float(figure[0])
            if value <= _WHOLE:
                yield Quantity(ClaimKind.PERCENTAGE, figure[0], start, start + len(figure[0]), value, value)


def _fractions(text: str) -> Iterator[Quantity]:
    if not _patterns().numeral.search(text):
        return
    for match in _patterns().fraction.finditer(text):
        n, m = number(match["n"]), number(match["m"])
        if n is not None and m and n <= m:
            excepted = match["but"] is not None
            value = f"all but {n} of {m}" if excepted else f"{n} of {m}"
            yield Quantity(
                ClaimKind.FRACTION, value, *match.span(), numerator=n, denominator=m, excepted=excepted
            )  # fmt: skip
    for match in _patterns().whole.finditer(text):
        n = number(match["n"])
        if n:
            yield Quantity(ClaimKind.FRACTION, f"{n} of {n}", *match.span(), numerator=n, denominator=n)
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


def _short_counts(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Numbers that leave out what they count; of the total of the fractions beside them where these have but one."""
    totals = {q.denominator for q in found if q.denominator is not None}
    total = totals.pop() if len(totals) == 1 else None
    for match in _patterns().short.finditer(text):
        n = number(match["n"])
        if n is not None and n > 1:
            of = total if total and n <= total else None
            value = f"{n} of {of}" if of else str(n)
            yield Quantity(ClaimKind.FRACTION, value, *match.span("n"), numerator=n, denominator=of, short=True)
