"""The shape of personal names as reports print them: capitals of any alphabet in use, particles, initials, honours."""

from __future__ import annotations

import re

_CAPITAL = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x250)) if c.isupper())
_PARTICLE = r"(?:de|del|della|der|den|di|dos|du|la|le|van|von|ten|ter|ap|ab|ferch|bin|ibn|al|el|y)\b"
_TITLE = r"(?:Dr|Mr|Mrs|Ms|Prof|Rev|St)\."
_WORD = rf"(?:{_TITLE}|[{_CAPITAL}]\.|[{_CAPITAL}][\w'’\-]*)"
_FIRST = rf"(?!(?:HM|HMI|Inspectors?|Chief|Lead|Senior|Assistant|His|Her)\b){_WORD}"
NAME = rf"{_FIRST}(?:\s+(?:{_PARTICLE}|{_WORD})){{0,4}}\s+{_WORD}"
"""A pattern for two to six words that are a name; it never ends in a particle, nor runs over the end of a sentence."""
_PERSON = re.compile(rf"^{NAME}$")
_HONOURS = re.compile(r"(?:,?\s+(?:[A-Z]{2,4}|[A-Z]{1,2}[a-z]{1,2}[A-Z]))+\.?$")


def without_honours(text: str) -> str:
    """A name without the letters after it, such as OBE."""
    return _HONOURS.sub("", text.strip(" ,"))


def is_person(text: str) -> bool:
    """Whether a text is a personal name and nothing else."""
    return _PERSON.match(text) is not None
