"""Statements in the prose that can be held against what the report prints elsewhere.

Signals, most authoritative first: (1) every word of a clause is accounted for; (2) the domain that the sentence names,
else its section; (3) what the same paragraph said of "these six cases". Percentages and fractions that speak of nothing
printed are kept with `agrees` None; so are totals, which the report's own fields are read from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.page import Page, evidence
from extractors.paragraphs import Paragraph
from extractors.prose.bearing import Found
from extractors.prose.clauses import parts
from extractors.prose.figures import FigureClaims
from extractors.prose.inferred import topic
from extractors.prose.lexicon import claim_words
from extractors.prose.quantities import quantities
from extractors.prose.ratings import RatingClaims, Said
from extractors.prose.sentences import Sentence, sentences, states
from extractors.prose.statements import Earlier, Group, Where
from extractors.prose.stems import plain
from extractors.prose.tags import Tag, Tagger, Token
from extractors.prose.targets import Targets
from extractors.prose.totals import totals
from extractors.sections import Section
from schemas.base import Evidence
from schemas.framework import Framework
from schemas.report import Claim, ClaimKind, InspectionReport

_TOTAL = re.compile(r"\b(?:recommendations?|inspected|examined|reviewed|sampled|look(?:ed)?|read)\b", re.IGNORECASE)


def read_claims(
    report: InspectionReport,
    framework: Framework,
    prose: Sequence[Paragraph],
    where: Sequence[Section],
    pages: Sequence[Page],
) -> tuple[Claim, ...]:
    """All statements in a report's prose, in its order; empty where it makes none.

    Raises ConfigError where the file of patterns is missing or malformed.
    """
    reader = _Reader(report, framework, pages)
    return tuple(claim for paragraph in prose for claim in reader.paragraph(paragraph, where[paragraph.index]))


class _Reader:
    def __init__(self, report: InspectionReport, framework: Framework, pages: Sequence[Page]) -> None:
        words = claim_words()
        self._pages = pages
        self._targets = Targets(report, framework)
        self._tagger = Tagger(self._targets.names, self._targets.numbered, framework.spellings)
        self._figures = FigureClaims(self._targets)
        self._ratings = RatingClaims(self._targets)
        self._adjective = words.compile(p for group in words.ratings.words.values() for p in group)
        self._others = words.compile(words.elsewhere.others)
        self._supposed = words.compile(words.elsewhere.supposed)
        self._people = words.compile(words.elsewhere.people)

    def paragraph(self, paragraph: Paragraph, section: Section) -> Iterator[Claim]:
        """The claims of one paragraph."""
        earlier = Earlier()
        before = ""
        bullet = bool(paragraph.lines[0].marker)
        for sentence in sentences(paragraph.text):
            if not states(sentence, bullet):
                continue
            text = plain(sentence.text)
            counted, rated = quantities(text), self._adjective.search(text) is not None
            if counted and before:
                earlier.last = self._topic(before) or earlier.last
            before = "" if counted else text
            tokens = self._tagger.tokens(text, counted) if counted or rated else []
            if counted or rated or _TOTAL.search(text):
                at = evidence(self._pages, paragraph.segments(sentence.start, sentence.stop))
                yield from self._sentence(sentence, text, tokens, section, earlier, at)
            if counted:
                earlier.counted.append(tokens)

    def _topic(self, text: str) -> Group | None:
        """What a sentence without a figure speaks of at its end; None where it says more, or speaks of others."""
        if self._others.search(text) or self._people.search(text):
            return None
        *_, last = parts(self._tagger.tokens(text, ()))
        return topic(last) if all(t.tag is not Tag.STRANGE for t in last) else None

    def _sentence(
        self,
        sentence: Sentence,
        text: str,
        tokens: list[Token],
        section: Section,
        earlier: Earlier,
        at: tuple[Evidence, ...],
    ) -> Iterator[Claim]:
        where = Where.of(tokens, section, self._targets, earlier)
        of_others = self._others.search(text) is not None or self._supposed.search(_stated(text, tokens)) is not None
        of_cases = not of_others and self._people.search(text) is None
        ratings = list(self._rated(text, tokens, where, of_others, of_cases))
        for said in ratings:
            yield self._claim(
                sentence, section, at, kind=ClaimKind.RATING, value=said.rating.value, standard=said.standard,
                key_question_ordinal=said.ordinal, agrees=said.agrees,
            )  # fmt: skip
        found = list(self._figures.read(tokens, where, earlier)) if of_cases and tokens else []
        for figure in [*found, *_unmatched(tokens, found)]:
            standard, ordinal = figure.question or (None, None)
            yield self._claim(
                sentence, section, at, kind=figure.quantity.kind, value=figure.quantity.value,
                numerator=figure.quantity.numerator, denominator=figure.quantity.denominator,
                standard=standard, key_question_ordinal=ordinal, agrees=figure.agrees,
            )  # fmt: skip
        for total in totals(text):
            yield self._claim(sentence, section, at, kind=ClaimKind.TOTAL, value=str(total))

    def _rated(self, text: str, tokens: list[Token], where: Where, of_others: bool, of_cases: bool) -> Iterator[Said]:
        """The ratings of a sentence: of the service, of so many standards, else of standards and questions by name."""
        if of_others or not any(t.tag is Tag.RATING for t in tokens):
            return
        overall = list(self._ratings.overall(text))
        yield from overall
        if of_cases and not overall:
            yield from list(self._ratings.counted(text, where)) or self._ratings.given(tokens, text, where)

    @staticmethod
    def _claim(
        sentence: Sentence,
        section: Section,
        at: tuple[Evidence, ...],
        *,
        kind: ClaimKind,
        value: str,
        numerator: int | None = None,
        denominator: int | None = None,
        standard: str | None = None,
        key_question_ordinal: int | None = None,
        agrees: bool | None = None,
    ) -> Claim:
        return Claim(
            section=section.name,
            sentence=sentence.text,
            kind=kind,
            value=value,
            numerator=numerator,
            denominator=denominator,
            standard=standard,
            key_question_ordinal=key_question_ordinal,
            agrees=agrees,
            evidence=at,
        )


def _stated(text: str, tokens: Sequence[Token]) -> str:
    """A sentence up to the end of the clause that holds its last figure or rating; all of it where it has none."""
    last = max((t.stop for t in tokens if t.tag in (Tag.QUANTITY, Tag.RATING)), default=0)
    ends = (t.start for t in tokens if t.start >= last and t.tag in (Tag.COMMA, Tag.BREAK))
    return text[: next(ends, len(text))]


def _unmatched(tokens: Sequence[Token], found: Sequence[Found]) -> Iterator[Found]:
    """The percentages and fractions of a sentence that are about nothing that the report prints."""
    matched = {f.quantity for f in found}
    for token in tokens:
        quantity = token.quantity
        if quantity is None or quantity.short or quantity in matched:
            continue
        if quantity.kind is ClaimKind.PERCENTAGE or quantity.denominator is not None:
            yield Found(quantity, None, None)
