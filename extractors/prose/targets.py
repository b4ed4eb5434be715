"""What a statement can be held against: the figures that a report prints for standards and key questions.

Standards and key questions are sorted by the patterns that also read the prose, so that no number stands in the code.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from extractors.prose.lexicon import claim_words
from extractors.prose.stems import plain
from extractors.prose.tags import content
from extractors.text import NUMBER_WORDS
from schemas.base import Rating
from schemas.framework import Basis, Framework, Standard
from schemas.report import InspectionReport

Question = tuple[str, int]
"""A standard and the ordinal of a key question."""


_NUMBERED = "number "
NUMBERS = {value: word for word, value in NUMBER_WORDS.items()}


class Targets:
    """The figures of one report, by what they are about."""

    def __init__(self, report: InspectionReport, framework: Framework) -> None:
        """Sort the framework's standards and questions and the report's figures."""
        words = claim_words()
        self.framework = framework
        self.overall = report.overall_rating.value if report.overall_rating else None
        self._activities = words.finders(words.activities)
        self._aims = words.finders(words.aims)
        self._domains = words.finders(words.domains)
        self.percentages: dict[Question, set[int]] = defaultdict(set)
        for question in report.key_questions:
            if question.pct_yes is not None:
                self.percentages[question.standard, question.ordinal].add(question.pct_yes)
        self.ratings: dict[str, set[Rating]] = defaultdict(set)
        for rated in report.standard_ratings:
            if rated.rating is not None:
                self.ratings[rated.standard].add(rated.rating)
        samples = {d.number: getattr(report, d.sample) if d.sample else None for d in framework.domain}
        self._samples = {number: value.value for number, value in samples.items() if value is not None}

    @cached_property
    def standards(self) -> dict[tuple[str, str], str]:
        """Domain number and activity to the standard, for standards judged on cases."""
        return {
            (s.domain, activity): s.number
            for s in self.framework.standard
            if s.basis is Basis.CASE_DATA and (activity := _first(self._activities, s.name))
        }

    @cached_property
    def questions(self) -> dict[tuple[str, str], Question]:
        """Standard and aim to the key question."""
        return {
            (s.number, aim): (s.number, ordinal) for s in self.framework.standard for ordinal, aim in self._aimed(s)
        }

    def _aimed(self, standard: Standard) -> list[tuple[int, str]]:
        if standard.basis is not Basis.CASE_DATA or not _first(self._activities, standard.name):
            return []
        aims = ((i, _first(self._aims, q)) for i, q in enumerate(standard.questions, 1))
        return [(ordinal, aim) for ordinal, aim in aims if aim]

    @cached_property
    def worded(self) -> dict[Question, frozenset[str]]:
        """Stems of the key questions that have no aim of their own and for which a percentage is printed."""
        aimed = set(self.questions.values())
        return {
            (s.number, i): content(q)
            for s in self.framework.standard
            for i, q in enumerate(s.questions, 1)
            if (s.number, i) in self.percentages and (s.number, i) not in aimed
        }

    @cached_property
    def domain_names(self) -> dict[str, str]:
        """Kind of domain, as the patterns name it, to its number."""
        pairs = ((_first(self._domains, name), d.number) for d in self.framework.domain for name in d.names)
        return {kind: number for kind, number in pairs if kind} | {_NUMBERED + d: d for d in self.framework.domains}

    @cached_property
    def numbered(self) -> dict[str, str]:
        """How prose names a domain by its number, to the kind of domain."""
        return {f"domain {name}": _NUMBERED + d for d in self.framework.domains for name in (d, NUMBERS[int(d)])}

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of standards that belong to one standard alone and are more than one word."""
        return {name: number for name, number in self._own_names.items() if " " in name}

    @cached_property
    def short_names(self) -> dict[str, str]:
        """Those that are one word, in lower case: in a sentence they may be that word and no name."""
        return {name.lower(): number for name, number in self._own_names.items() if " " not in name}

    @cached_property
    def _own_names(self) -> dict[str, str]:
        owners: dict[str, set[str]] = defaultdict(set)
        active = {number for (_, _), number in self.standards.items()}
        for standard in self.framework.standard:
            for name in standard.names:
                owners[name].add(standard.number)
        single = {name: min(numbers) for name, numbers in owners.items() if len(numbers) == 1}
        return {name: number for name, number in single.items() if number not in active}

    def only_standard(self, domain: str) -> str | None:
        """The standard of a domain that has no other; None where there are several."""
        found = [s.number for s in self.framework.standard if s.domain == domain]
        return found[0] if len(found) == 1 else None

    def sample(self, standard: str) -> int | None:
        """Size of the case sample that a standard was judged on; None where it is not printed."""
        return self._samples.get(standard[0])


def _first(patterns: Mapping[str, re.Pattern[str]], text: str) -> str | None:
    """The name of the pattern that matches first in a text; the longer match where two begin together."""
    found = [(m.start(), -len(m[0]), name) for name, p in patterns.items() if (m := p.search(plain(text)))]
    return min(found)[2] if found else None
