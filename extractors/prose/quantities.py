"""In how many cases: percentages, fractions, counts and worded shares.

A number that leaves out what it counts ("in 14 cases, and for safety in nine") is read by what the sentence counted
before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.prose.lexicon import claim_words
from extractors.prose.quantity import Quantity
from extractors.prose.quantity_patterns import quantity_patterns
from extractors.text import NUMBER_WORDS, number
from schemas.report import ClaimKind

_WHOLE = 100
_MOST_IN = 10
"""'Four in five', not '2 in 24'."""
_ASIDE = re.compile(r"\((?:in |only |just )*$")
_OF_TOTAL = re.compile(r"\) (?:out )?of (?:the |these |our )?")
_WORD = re.compile(r"[a-z]+|\d")
_NUMERALS = frozenset(word for word in NUMBER_WORDS if word.isalpha()) | frozenset("0123456789")


def quantities(text: str) -> list[Quantity]:
    """The quantities in a sentence, in order; where patterns overlap the first of the list below is taken."""
    found: list[Quantity] = []
    numbers = not _NUMERALS.isdisjoint(_WORD.findall(text.lower()))
    if not numbers and not quantity_patterns().any.search(text):
        return found
    found += _beside(found, _percentages(text))
    found += _beside(found, _fractions(text) if numbers else ())
    found += _beside(found, _plain_fractions(text))
    found += _beside(found, _shares(text))
    found += _beside(found, _counts(text) if numbers else ())
    found += _beside(found, _short_counts(text, found) if numbers else ())
    placed = [replace(q, aside=_ASIDE.search(text[: q.start]) is not None) for q in _based(text, found)]
    return _said_once(text, sorted(placed, key=lambda q: q.start))


def _said_once(text: str, found: list[Quantity]) -> list[Quantity]:
    """The quantities with what brackets make more precise set aside: '14 (58 per cent) of 24 cases' is 58 per cent."""
    out = list(found)
    for index, (one, other) in enumerate(pairwise(found)):
        if other.aside and not one.base and quantity_patterns().again.fullmatch(text, one.stop, other.start):
            out[index] = replace(one, base=True)
        if one.aside and _OF_TOTAL.fullmatch(text, one.stop, other.start):
            out[index + 1] = replace(other, base=True)
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
    return whole and quantity_patterns().base.search(text[: quantity.start]) is not None


def _moved(printed: str | None, value: float, spread: float) -> tuple[float, float]:
    """The range of a figure with the words before it; `spread` is for a figure that stands alone."""
    for pattern, below, above in quantity_patterns().moves:
        if printed and pattern.fullmatch(printed):
            return max(0.0, value + below), min(100.0, value + above)
    return value - spread, value + spread


def _percentages(text: str) -> Iterator[Quantity]:
    if "%" not in text and "cent" not in text:
        return
    for match in quantity_patterns().percentage.finditer(text):
        digits = match["n"]
        value = float(digits) if digits[0].isdigit() else number(digits)
        if value is None or value > _WHOLE:
            continue
        low, high = _moved(match["move"], value, 0)
        margin = claim_words().quantities.margin if match["move"] else 0
        shown = digits if digits[0].isdigit() else f"{value:g}"
        yield Quantity(ClaimKind.PERCENTAGE, shown, *match.span(), low, high, margin)
    for row in quantity_patterns().listed.finditer(text):
        for figure in re.finditer(r"\d+", row[0]):
            start, value = row.start() + figure.start(), float(figure[0])
            if value <= _WHOLE:
                yield Quantity(ClaimKind.PERCENTAGE, figure[0], start, start + len(figure[0]), value, value)


def _fractions(text: str) -> Iterator[Quantity]:
    for match in quantity_patterns().fraction.finditer(text):
        n, m = number(match["n"]), number(match["m"])
        if n is not None and m and n <= m:
            excepted = match["but"] is not None
            value = f"all but {n} of {m}" if excepted else f"{n} of {m}"
            yield Quantity(
                ClaimKind.FRACTION, value, *match.span(), numerator=n, denominator=m, excepted=excepted
            )  # fmt: skip
    for match in quantity_patterns().whole.finditer(text):
        n = number(match["n"])
        if n:
            yield Quantity(ClaimKind.FRACTION, f"{n} of {n}", *match.span(), numerator=n, denominator=n)
    for match in quantity_patterns().in_every.finditer(text):
        n, m = number(match["n"]), number(match["m"])
        if n and m and n < m <= _MOST_IN:
            q = claim_words().quantities
            low, high = _moved(match["move"], 100 * n / m, q.spread)
            yield Quantity(ClaimKind.SHARE, match[0].lower(), *match.span(), low, high, q.margin)


def _shares(text: str) -> Iterator[Quantity]:
    margin = claim_words().quantities.margin
    found = []
    for pattern, low, high in quantity_patterns().shares:
        for match in pattern.finditer(text):
            if not quantity_patterns().counted_after.match(text, match.end()):
                exact = 0 if low == high else margin
                found.append(Quantity(ClaimKind.SHARE, match[0].lower(), *match.span(), low, high, exact))
    yield from sorted(found, key=lambda q: q.start - q.stop)


def _plain_fractions(text: str) -> Iterator[Quantity]:
    q = claim_words().quantities
    for match in quantity_patterns().plain.finditer(text):
        value = next(v for pattern, v in quantity_patterns().plain_values if pattern.fullmatch(match["plain"]))
        low, high = _moved(match["move"], value, q.spread)
        yield Quantity(ClaimKind.SHARE, match[0].lower(), *match.span(), low, high, q.margin)


def _counts(text: str) -> Iterator[Quantity]:
    for match in quantity_patterns().count.finditer(text):
        n = number(match["n"])
        if n is not None:
            excepted = match["but"] is not None
            value = f"all but {n}" if excepted else str(n)
            yield Quantity(ClaimKind.FRACTION, value, *match.span(), numerator=n, excepted=excepted)


def _short_counts(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Numbers that leave out what they count; of the total of the fractions beside them where these have but one."""
    totals = {q.denominator for q in found if q.denominator is not None}
    total = totals.pop() if len(totals) == 1 else None
    for match in quantity_patterns().short.finditer(text):
        n = number(match["n"])
        if n is not None and n > 1:
            of = total if total and n <= total else None
            value = f"{n} of {of}" if of else str(n)
            yield Quantity(ClaimKind.FRACTION, value, *match.span("n"), numerator=n, denominator=of, short=True)
