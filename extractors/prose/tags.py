"""What each word of a sentence does in a statement: names an activity or aim, judges, counts, or belongs to the frame.

A word that does none of these is *strange*: a clause with a strange word speaks of something that no table prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from extractors.prose.lexicon import CLAIMS, ClaimWords, bounded, claim_words
from extractors.prose.quantity import Quantity
from extractors.prose.stems import stems
from schemas.base import Rating
from schemas.errors import ConfigError


class Tag(StrEnum):
    """What a stretch of a sentence does."""

    QUANTITY = "quantity"
    RATING = "rating"
    NEGATIVE = "negative"
    POSITIVE = "positive"
    VERB = "verb"
    ACTIVITY = "activity"
    AIM = "aim"
    DOMAIN = "domain"
    NAME = "name"
    HEDGE = "hedge"
    BREAK = "break"
    COMMA = "comma"
    FRAME = "frame"
    STRANGE = "strange"


@dataclass(frozen=True, slots=True)
class Token:
    """One stretch of a sentence."""

    tag: Tag
    text: str
    start: int
    stop: int
    values: tuple[str, ...] = ()
    """The activity, aims, domain, standard or rating that it names."""
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class _Rules:
    pattern: re.Pattern[str]
    meaning: tuple[tuple[Tag, tuple[str, ...]], ...]


_STOPS = r"[;:]| [–—-] |–|—"
_WORD = re.compile(r"[\w][\w'/&-]*")


class Tagger:
    """Tags sentences of reports by one framework."""

    def __init__(self, names: dict[str, str], domains: dict[str, str], labels: dict[str, Rating]) -> None:
        """Names of standards to their number, phrases for domains to the kind of domain, labels to their rating."""
        words = claim_words()
        self._rules = _rules(
            tuple(names.items()), tuple(domains.items()), tuple((k, v.value) for k, v in labels.items())
        )
        self._frame = words.frame_words

    def tokens(self, text: str, counted: Sequence[Quantity]) -> list[Token]:
        """The whole sentence as tokens, in order, its quantities among them.

        `text` has straight apostrophes and quotation marks.
        """
        out = [
            Token(Tag.FRAME if q.base else Tag.QUANTITY, text[q.start : q.stop], q.start, q.stop, quantity=q)
            for q in counted
        ]
        taken = [(t.start, t.stop) for t in out]
        for match in self._rules.pattern.finditer(text):
            if any(match.start() < stop and match.end() > start for start, stop in taken):
                continue
            tag, values = self._rules.meaning[(match.lastindex or 1) - 1]
            out.append(Token(tag, match[0], *match.span(), values))
        out.sort(key=lambda t: t.start)
        return [t for token in self._gaps(text, out) for t in token]

    def _gaps(self, text: str, known: Sequence[Token]) -> Iterator[Iterator[Token]]:
        """The tokens with the words between them."""
        at = 0
        for token in known:
            yield self._words(text, at, token.start)
            yield iter((token,))
            at = token.stop
        yield self._words(text, at, len(text))

    def _words(self, text: str, start: int, stop: int) -> Iterator[Token]:
        for match in _WORD.finditer(text, start, stop):
            word = match[0].lower().strip("'/-")
            tag = Tag.FRAME if word in self._frame or not word else Tag.STRANGE
            yield Token(tag, match[0], *match.span())


Listed = tuple[tuple[str, str], ...]
Rule = tuple[Tag, tuple[str, ...], Sequence[str]]
"""A tag, what it names, and the patterns of which any will do."""


@lru_cache(maxsize=8)
def _rules(names: Listed, domains: Listed, labels: Listed) -> _Rules:
    """One pattern for everything; what stands first wins where two begin at one place."""
    words = claim_words()
    rules = list(_in_order(words, names, domains, labels))
    alternatives = "|".join(f"({words.any_of(patterns)})" for _, _, patterns in rules)
    marks = [(Tag.BREAK, _STOPS), (Tag.COMMA, ",")]
    pattern = re.compile(bounded(alternatives) + "|" + "|".join(f"({p})" for _, p in marks), re.IGNORECASE)
    meaning = [(tag, values) for tag, values, _ in rules] + [(tag, ()) for tag, _ in marks]
    if pattern.groups != len(meaning):
        raise ConfigError(f"Patterns in {CLAIMS.name} must not capture groups: write (?:...) for (...).")
    return _Rules(pattern, tuple(meaning))


def _in_order(words: ClaimWords, names: Listed, domains: Listed, labels: Listed) -> Iterator[Rule]:
    yield Tag.BREAK, (), words.frame.breaks
    yield Tag.FRAME, (), words.frame.qualifiers
    yield Tag.FRAME, (), words.frame.phrases
    yield from ((Tag.NAME, (number,), [re.escape(name)]) for name, number in sorted(names, key=lambda n: -len(n[0])))
    yield Tag.NEGATIVE, (), words.verdicts.negative
    yield from ((Tag.AIM, tuple(joined.split("+")), patterns) for joined, patterns in words.both.items())
    yield from ((Tag.AIM, (name,), patterns) for name, patterns in words.aims.items())
    yield from ((Tag.DOMAIN, (kind,), [re.escape(phrase)]) for phrase, kind in domains)
    yield from ((Tag.DOMAIN, (kind,), patterns) for kind, patterns in words.domains.items())
    yield from ((Tag.ACTIVITY, (name,), patterns) for name, patterns in words.activities.items())
    yield Tag.FRAME, (), words.links
    yield from ((Tag.RATING, (rating,), [re.escape(label)]) for label, rating in labels)
    yield from ((Tag.RATING, (rating.value,), patterns) for rating, patterns in words.ratings.words.items())
    yield Tag.POSITIVE, (), words.verdicts.positive
    yield Tag.VERB, (), words.verdicts.verbs
    yield Tag.HEDGE, (), words.ratings.hedges


def content(text: str) -> frozenset[str]:
    """Stems of the words of a text that say something: all but those of the frame."""
    return frozenset(stems(text)) - _frame_stems()


@lru_cache(maxsize=1)
def _frame_stems() -> frozenset[str]:
    return frozenset(stems(" ".join(claim_words().frame_words)))
