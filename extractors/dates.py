"""The two forms of dates that reports print: `4 February 2025` and `September 2023`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DATE = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>" + "|".join(MONTHS) + r"),?\s+(?P<year>20\d\d)\b",
    re.IGNORECASE,
)


def dates(text: str) -> Iterator[tuple[date, int, int]]:
    """Dates in a text with the span of each; the first of the month where only a month is printed."""
    for match in _DATE.finditer(text):
        day = int(match["day"] or 1)
        month = MONTHS.index(match["month"].casefold()) + 1
        try:
            yield date(int(match["year"]), month, day), match.start(), match.end()
        except ValueError:  # such as 31 June: the month is still certain
            yield date(int(match["year"]), month, 1), match.start("month"), match.end()
