"""The patterns by which quantities are found, made once from `data/claims.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractors.prose.lexicon import ClaimWords, bounded, claim_words
from extractors.text import NUMBER

_EXCEPT = r"(?:all|every case)(?: of)?(?: the)?(?: cases)? (?:but|except(?: for)?|bar|apart from)"


@dataclass(frozen=True, slots=True)
class QuantityPatterns:
    """Compiled patterns, by what they find."""

    any: re.Pattern[str]
    """Quick: a sentence without it and without a number has no quantity."""
    percentage: re.Pattern[str]
    listed: re.Pattern[str]
    """Figures before the last of a list: the first two of '92, 79 and 58 per cent'."""
    fraction: re.Pattern[str]
    whole: re.Pattern[str]
    """All of so many: '12 of 12'."""
    in_every: re.Pattern[str]
    plain: re.Pattern[str]
    """Fractions in words."""
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
def quantity_patterns() -> QuantityPatterns:
    """The patterns on file; raises ConfigError where the file is missing or malformed."""
    words = claim_words()
    q = words.quantities
    move = f"(?:(?P<move>{'|'.join(q.moves)}) )?(?:only |just )?"
    cases = rf"(?=(?: of)?(?: [\w'-]+){{0,6}}? {q.case_nouns}\b)"
    fractions = "|".join(q.fractions)
    some = rf"(?:the|these|those|our) {q.case_nouns}(?:[.,;)]|$| (?:(?:that )?(?:we|inspect\w+)|had|did|was|were)\b)"

    def make(pattern: str) -> re.Pattern[str]:
        return re.compile(bounded(pattern), re.IGNORECASE)

    return QuantityPatterns(
        any=re.compile(
            rf"%|per ?cent|\b(?:{q.case_nouns}|majority|{fractions}|(?:were|are) \w+ all)\b",
            re.IGNORECASE,
        ),
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
