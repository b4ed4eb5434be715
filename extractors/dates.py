"""Dates as reports print them: `4 February 2025`, `September 2023`, `09/2023`, and ranges of days."""

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
_NAMES = "|".join(month if len(month) < 5 else f"{month}|{month[:4]}|{month[:3]}" for month in MONTHS)
_DATE = re.compile(
    r"(?:(?<!\d)(?P<first>\d{1,2})(?:st|nd|rd|th)?(?:\s+(?P<other>"
    + _NAMES
    + r")\.?)?\s*(?:–|-|to|and|until)\s*(?=\d))?"
    r"(?:(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b(?P<month>" + _NAMES + r")\.?,?\s+(?P<year>20\d\d)\b"
    r"|(?<![\d/.])(?:(?P<day_figures>\d{1,2})/)?(?P<month_figures>0?[1-9]|1[0-2])/(?P<year_figures>20\d\d)(?![\d/])",
    re.IGNORECASE,
)


def dates(text: str) -> Iterator[tuple[date, int, int]]:
    """Dates in a text with the span of each; the first of the month where only a month is printed.

    Of a range, such as `3 to 14 April 2023` or `28 March to 6 April 2023`, the day on which it begins.
    """
    for match in _DATE.finditer(text):
        year = int(match["year"] or match["year_figures"])
        month = int(match["month_figures"]) if match["month_figures"] else _month(match["month"])
        begins = _month(match["other"]) if match["other"] else month
        if begins > month:
            year -= 1
        day = int(match["first"] or match["day"] or match["day_figures"] or 1)
        try:
            yield date(year, begins, day), match.start(), match.end()
        except ValueError:  # such as 31 June: the month is still certain
            named = match.start("other" if match["other"] else "month")
            yield date(year, begins, 1), named if named >= 0 else match.start(), match.end()


def _month(name: str) -> int:
    """The number of a month, from its name or the first letters of it."""
    return next(n for n, month in enumerate(MONTHS, start=1) if month.startswith(name.casefold()[:3]))
