"""Telling reports of a known kind from everything else that a publisher shows, by the wording in `publishers.toml`.

Signals, most authoritative first: (1) the language of the page; (2) the type that the publisher gives the page; (3) the
title; (4) the address, where there is no title. The first kind that matches decides. What matches none is left out and
named, never guessed at.
"""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from pydantic import Field

from schemas.base import Model

UNKNOWN = "unknown"


class Kind(Model):
    """One kind of publication."""

    kind: str
    """Its name."""
    take: bool = False
    """Whether publications of this kind are read."""
    titles: tuple[str, ...] = ()
    """Wording, any of which shows it."""
    starts: tuple[str, ...] = ()
    """Wording that a title of this kind begins with."""
    terms: tuple[str, ...] = ()
    """Types that the publisher gives such pages."""
    languages: tuple[str, ...] = ()
    reason: str = Field(default="")
    """Why it is left out, as one sentence; empty for a kind that is read."""


class Verdict(Model):
    """What a publication is."""

    kind: str
    take: bool
    reason: str


def plain(words: str) -> str:
    """Words in small letters with single spaces, dashes and apostrophes made alike."""
    for dash in "–—-":  # noqa: RUF001 - the dashes that titles use
        words = words.replace(dash, " ")
    return " ".join(words.replace("’", "'").casefold().split())  # noqa: RUF001 - the apostrophe that titles use


def words_of(address: str) -> str:
    """The words in the last part of an address."""
    return plain(unquote(urlsplit(address).path).rstrip("/").rsplit("/", 1)[-1].removesuffix(".pdf").replace("_", " "))


def judge(
    kinds: tuple[Kind, ...],
    title: str | None,
    address: str,
    terms: tuple[str, ...] = (),
    language: str | None = None,
) -> Verdict:
    """What a publication is, by all that is known of it."""
    words = plain(title) if title else words_of(address)
    shown = {plain(term) for term in terms}
    for kind in kinds:
        if _shows(kind, words, shown, (language or "").lower()):
            return Verdict(kind=kind.kind, take=kind.take, reason=kind.reason)
    reason = "Its title is that of no kind of publication on file; publishers.toml may need its wording."
    return Verdict(kind=UNKNOWN, take=False, reason=reason)


def _shows(kind: Kind, words: str, terms: set[str], language: str) -> bool:
    if any(language == code or language.startswith(f"{code}-") for code in kind.languages):
        return True
    if terms & {plain(term) for term in kind.terms}:
        return True
    if any(words.startswith(plain(start)) for start in kind.starts):
        return True
    return any(plain(phrase) in words for phrase in kind.titles)
