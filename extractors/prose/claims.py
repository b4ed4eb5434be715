"""Statements in the prose that can be held against what the report prints elsewhere.

Signals, most authoritative first: (1) every word of a clause is accounted for; (2) the domain that the sentence names, else its
section; (3) what the same paragraph said of "these six cases". Percentages, fractions and shares of cases that speak of nothing
printed are kept with `agrees` None; so are totals, which other rules compare.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.page import Page, evidence
from extractors.paragraphs import Paragraph
from extractors.prose.figures import FigureClaims, Found
from extractors.prose.lexicon import claim_words
from extractors.prose.quantities import has_quantity
from extractors.prose.ratings import RatingClaims, Said
from extractors.prose.sentences import Sentence, sentences, states
from extractors.prose.statements import Where
from extractors.prose.stems import plain
from extractors.prose.tags import Tagger
from extractors.prose.targets import Targets
from extractors.prose.totals import totals
from extractors.sections import Section
from schemas.framework import Framework
from schemas.report import Claim, ClaimKind, InspectionReport


def read_claims(
    report: InspectionReport,
    framework: Framework,
    prose: Sequence[Paragraph],
    where: Sequence[Section],
    pages: Sequence[Page],
) -> tuple[Claim, ...]:
    """All statements in a report's prose, in its order; empty where it makes none. Raises ConfigError for a bad pattern file."""
    reader = _Reader(report, framework, pages)
    return tuple(claim for p in prose for claim in reader.paragraph(p, where[p.index]))


@dataclass(slots=True)
class _Reader:
    report: InspectionReport
    framework: Framework
    pages: Sequence[Page]
    targets: Targets = field(init=False)
    tagger: Tagger = field(init=False)
    figures: FigureClaims = field(init=False)
    ratings: RatingClaims = field(init=False)

    def __post_init__(self) -> None:
        words = claim_words()
        self.targets = Targets(self.report, self.framework)
        self.tagger = Tagger(self.targets.names, self.framework.spellings)
        self.figures = FigureClaims(self.targets)
        self.ratings = RatingClaims(self.targets)
        self._worth = words.compile([p for group in words.ratings.words.values() for p in group])
        self._others = words.compile(words.elsewhere.others)
        self._people = words.compile(words.elsewhere.people)

    _worth: object = field(init=False)
    _others: object = field(init=False)
    _people: object = field(init=False)

    def paragraph(self, paragraph: Paragraph, section: Section) -> Iterator[Claim]:
        raise NotImplementedError
