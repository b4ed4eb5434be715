"""Places in the prose: local authorities that it names, and the police area.

A name counts where it stands with its capitals and is neither part of a longer name nor of a postal address.
A name that is also an English word ("Reading", "Bury") counts only within a sentence, never at its beginning.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from extractors.prose.stems import plain

SERVICES = Path(__file__).resolve().parents[2] / "data" / "services.csv"
_COLUMNS = ("local_authorities", "local_authority_names")
_WORDS = frozenset({"Reading", "Bury", "Poole", "Barking", "Rugby", "Slough", "Wells"})
_POLICE = re.compile(
    r"\b(?P<area>(?:(?:[A-Z][\w'-]+)(?: (?:and|of|upon|the|&) | ))*[A-Z][\w'-]+) "
    r"(?:Police(?: Service)?|police (?:service|force)|Constabulary)\b"
)
_NO_AREA = frozenset(
    {"The", "Local", "Youth", "British", "Transport", "His", "Her", "Majesty's", "National", "Chief", "Neighbourhood"}
    | {"Seconded", "A", "Military", "In", "Our"}
)


@lru_cache(maxsize=1)
def authorities() -> tuple[str, ...]:
    """Names of local authorities from `data/services.csv`; empty where that file is not there."""
    if not SERVICES.exists():
        return ()
    with SERVICES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    cells = (row.get(column) or "" for row in rows for column in _COLUMNS)
    return tuple(sorted({name.strip() for cell in cells for name in cell.split(";") if name.strip()}))


def authorities_named(texts: Iterable[str], names: Sequence[str] | None = None) -> tuple[str, ...]:
    """The local authorities that some texts name, the most often named first; empty where they name none.

    `names` are the authorities to look for; those on file where it is None.
    """
    pattern = _names(tuple(authorities() if names is None else names))
    counts: Counter[str] = Counter()
    for text in map(plain, texts):
        for match in pattern.finditer(text):
            opens = match.start() == 0 or text[: match.start()].rstrip().endswith((".", "!", "?", ":"))
            if not (opens and match[0] in _WORDS):
                counts[match[0]] += 1
    return tuple(name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def police_area(texts: Iterable[str]) -> str | None:
    """The area of the police force that some texts name most often; None where they name none."""
    counts: Counter[str] = Counter()
    for text in map(plain, texts):
        for match in _POLICE.finditer(text):
            words = match["area"].split()
            while words and words[0] in _NO_AREA:
                words = words[1:]
            if words and words[0][0].isupper() and not set(words) & _NO_AREA:
                counts[" ".join(words)] += 1
    return min(counts.items(), key=lambda item: (-item[1], item[0]))[0] if counts else None


@lru_cache(maxsize=8)
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    """The names as one pattern, longer ones first; a pattern that finds nothing where there are none."""
    listed = "|".join(re.escape(plain(n)) for n in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-]| [A-Z]{{1,2}}\d)" if listed else r"(?!)")
