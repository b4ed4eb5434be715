"""What findings and recommendations are about: the themes of `data/themes.toml`, each with the words that earned it.

spaCy is imported when the first text is read, not before: a blank English tokenizer, a component of our own that brings
words to their stems, and a matcher for the patterns on file. No model, so the same on every machine.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, ValidationError

from extractors.prose.stems import plain, stem
from schemas.base import Model
from schemas.errors import ConfigError
from schemas.report import InspectionReport

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.tokens import Doc

THEMES = Path(__file__).resolve().parents[2] / "data" / "themes.toml"
_GAP = ".."
_MOST_BETWEEN = 4
_UNLESS = "unless "


class Theme(Model):
    """One theme of the taxonomy."""

    id: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    title: str
    about: str
    """What belongs to it, in a sentence."""
    patterns: tuple[str, ...]
    """Words and phrases any one of which earns it."""
    unless: tuple[str, ...] = ()
    """Phrases within which its patterns do not count."""


class _Taxonomy(Model):
    theme: tuple[Theme, ...]


@dataclass(frozen=True, slots=True)
class ThemeHit:
    """A theme of a text and the words that earned it, as printed, each once."""

    theme: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaggedReport:
    """The themes of a report's findings and recommendations, in the report's order; empty where a text has none."""

    findings: tuple[tuple[ThemeHit, ...], ...]
    recommendations: tuple[tuple[ThemeHit, ...], ...]


@lru_cache(maxsize=1)
def taxonomy() -> tuple[Theme, ...]:
    """The themes on file, in their order; raises ConfigError where the file is missing or malformed."""
    try:
        themes = _Taxonomy.model_validate(tomllib.loads(THEMES.read_text(encoding="utf-8"))).theme
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"The file of themes {THEMES.name} cannot be read: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"The file of themes {THEMES.name} is wrong at {where}: {first['msg']}.") from error
    if len({t.id for t in themes}) != len(themes):
        raise ConfigError(f"The file of themes {THEMES.name} gives one id to two themes.")
    return themes


def themes_of(text: str) -> tuple[ThemeHit, ...]:
    """The themes of one text, in the order of the taxonomy; empty where it has none."""
    return next(iter(themes_of_all([text])))


def themes_of_all(texts: Iterable[str]) -> Iterator[tuple[ThemeHit, ...]]:
    """The themes of each of some texts."""
    nlp, matcher = _machine()
    for doc in nlp.pipe(map(plain, texts)):
        yield tuple(_hits(doc, matcher))


def tag_report(report: InspectionReport) -> TaggedReport:
    """The themes of every finding and recommendation of a report."""
    texts = [*(f.text for f in report.findings), *(r.text for r in report.recommendations)]
    tagged = tuple(themes_of_all(texts))
    count = len(report.findings)
    return TaggedReport(tagged[:count], tagged[count:])


def _hits(doc: Doc, matcher: Matcher) -> Iterator[ThemeHit]:
    found: dict[str, list[tuple[int, int]]] = {}
    for key, start, end in matcher(doc):
        found.setdefault(doc.vocab.strings[key], []).append((start, end))
    for theme in taxonomy():
        barred = found.get(_UNLESS + theme.id, [])
        spans = [s for s in found.get(theme.id, []) if not any(b[0] <= s[0] and s[1] <= b[1] for b in barred)]
        whole = [s for s in spans if not any(t != s and t[0] <= s[0] and s[1] <= t[1] for t in spans)]
        if whole:
            yield ThemeHit(theme.id, tuple(dict.fromkeys(doc[a:b].text for a, b in sorted(whole))))


@lru_cache(maxsize=1)
def _machine() -> tuple[Language, Matcher]:
    """The pipeline and the matcher, made once."""
    import spacy
    from spacy.language import Language
    from spacy.matcher import Matcher

    @Language.component("report_stems")
    def report_stems(doc: Doc) -> Doc:
        for token in doc:
            token.lemma_ = stem(token.text)
        return doc

    nlp = spacy.blank("en")
    nlp.add_pipe("report_stems")
    matcher = Matcher(nlp.vocab)
    for theme in taxonomy():
        matcher.add(theme.id, [_pattern(nlp, p) for p in theme.patterns])
        if theme.unless:
            matcher.add(_UNLESS + theme.id, [_pattern(nlp, p) for p in theme.unless])
    return nlp, matcher


def _pattern(nlp: Language, phrase: str) -> list[dict[str, object]]:
    """A phrase of the file as a pattern of the matcher."""
    out: list[dict[str, object]] = []
    for piece in phrase.split():
        if piece == _GAP:
            out.extend([{"OP": "?"}] * _MOST_BETWEEN)
        elif piece.startswith("="):
            out.extend({"LOWER": token.lower_} for token in nlp.make_doc(piece[1:]))
        elif piece.endswith("*"):
            *lead, last = [t.text for t in nlp.make_doc(piece[:-1])]
            out.extend({"LEMMA": stem(word)} for word in lead)
            out.append({"LOWER": {"REGEX": f"^{last.lower()}"}})
        else:
            out.extend({"LEMMA": stem(token.text)} for token in nlp.make_doc(piece))
    return out
