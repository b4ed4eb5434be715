"""The printed labels of `data/labels.toml`, folded for comparison."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import lru_cache

from extractors.text import fold
from extractors.words import LABELS
from schemas.base import Model, Rating
from schemas.errors import ConfigError

_RATINGS = frozenset(fold(r) for r in Rating) | {"requires", "improvement"}
PART_MIN = 8
"""Letters at least of a rating's first line."""


class Labels(Model):
    """Label groups by section and name, every label folded."""

    headings: dict[str, frozenset[str]]
    findings: dict[str, frozenset[str]]
    tables: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]
    fields: dict[str, frozenset[str]]

    def is_heading(self, name: str, text: str) -> bool:
        """Whether a line is exactly one of the headings of a name."""
        return fold(text) in self.headings[name]

    def is_findings(self, text: str) -> bool:
        """Whether a line is the heading of strengths or of areas for improvement."""
        return any(fold(text) in group for group in self.findings.values())

    def is_table_header(self, text: str) -> bool:
        """Whether a cell is one of the known table headings, or a short one that says 'per cent' without a figure."""
        if fold(text) in self.tables["header"]:
            return True
        return len(text) < 24 and ("%" in text or "per cent" in text) and not any(c.isdigit() for c in text)

    def is_known(self, text: str) -> bool:
        """Whether a text is a rating or some label that may stand at the same height on many pages."""
        folded = fold(text)
        if (
            folded in _RATINGS
            or folded.endswith(tuple(_RATINGS))
            and folded.startswith(tuple(self.fields["rating_lead"]))
        ):
            return True
        return any(folded in group for groups in (self.findings, self.tables) for group in groups.values())

    def is_rating_word(self, text: str) -> bool:
        """Whether a text is a rating, or the part of one that a narrow cell leaves in a line."""
        folded = fold(text)
        return folded in _RATINGS or len(folded) >= PART_MIN and any(r.startswith(folded) for r in _RATINGS)

    def leads(self, field: str, text: str) -> bool:
        """Whether a line begins with one of a field's labels."""
        return fold(text).startswith(tuple(self.fields[field]))


@lru_cache(maxsize=1)
def labels() -> Labels:
    """The labels on file; raises ConfigError where the file is missing or malformed."""
    try:
        data = tomllib.loads(LABELS.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"The label file {LABELS.name} cannot be read: {error}.") from error

    def folded(group: dict[str, Iterable[str]]) -> dict[str, frozenset[str]]:
        return {name: frozenset(map(fold, words)) for name, words in group.items()}

    return Labels(**{section: folded(group) for section, group in data.items()})
