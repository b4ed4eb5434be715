"""To whom a recommendation is addressed, by kind, and its leading verb, by the patterns of `data/addressees.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from extractors.prose.stems import plain
from schemas.base import Model
from schemas.errors import ConfigError

ADDRESSEES = Path(__file__).resolve().parents[2] / "data" / "addressees.toml"
OTHER = "other"
"""The kind of an addressee that no pattern knows."""


class Kind(Model):
    """One kind of addressee."""

    id: str
    title: str
    patterns: tuple[str, ...]


class Verbs(Model):
    """How recommendations begin."""

    skip: tuple[str, ...]
    phrasal: tuple[str, ...]


class Likeness(Model):
    """What likeness leaves out."""

    common: str
    """Words that make no two texts alike, with spaces between."""


class Addressees(Model):
    """Everything that `data/addressees.toml` declares."""

    kind: tuple[Kind, ...]
    verbs: Verbs
    likeness: Likeness


@lru_cache(maxsize=1)
def addressees() -> Addressees:
    """The kinds of addressee on file; raises ConfigError where the file is missing or malformed."""
    try:
        return Addressees.model_validate(tomllib.loads(ADDRESSEES.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"The file of addressees {ADDRESSEES.name} cannot be read: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"The file of addressees {ADDRESSEES.name} is wrong at {where}: {first['msg']}.") from error


def addressee_kinds(addressee: str) -> tuple[str, ...]:
    """Every kind that an addressee names, in the order of print: several where it is 'the chair and the director'."""
    parts = re.split(r"\s*(?:,|;|\band (?:the|its)\b|\btogether with\b|\balong with\b)\s*", plain(addressee))
    found = [kind for part in parts if part for kind in [_kind(part)] if kind != OTHER]
    return tuple(dict.fromkeys(found)) or (OTHER,)


def addressee_kind(addressee: str) -> str:
    """The kind of an addressee, the first where it names several; `other` where no pattern knows it."""
    return addressee_kinds(addressee)[0]


def _kind(text: str) -> str:
    for kind in addressees().kind:
        if re.search(rf"\b(?:{'|'.join(kind.patterns)})(?!\w)", text, re.IGNORECASE):
            return kind.id
    return OTHER


def leading_verb(text: str) -> str | None:
    """The verb that a recommendation begins with, as printed but in lower case; None where it begins with no word."""
    rest = plain(text).lower().lstrip("•-– ")
    verbs = addressees().verbs
    skipped = True
    while skipped:
        shorter = re.sub(rf"^(?:(?:{'|'.join(map(re.escape, verbs.skip))})\b|\w+ly\b),?\s+", "", rest)
        skipped, rest = shorter != rest, shorter
    for phrase in verbs.phrasal:
        if rest.startswith(phrase + " "):
            return phrase
    first = re.match(r"[a-z]+(?:-[a-z]+)?", rest)
    return first[0] if first else None
