"""Dates in the forms in which reports print them."""

from __future__ import annotations

import pytest

from extractors.dates import dates


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4 February 2025", ["2025-02-04"]),
        ("September 2023", ["2023-09-01"]),
        ("3rd April 2019", ["2019-04-03"]),
        ("Sept 2023 and 2 Jan. 2024", ["2023-09-01", "2024-01-02"]),
        ("04/2019", ["2019-04-01"]),
        ("12/04/2019", ["2019-04-12"]),
        ("31 June 2020", ["2020-06-01"]),
        ("between 3 and 14 April 2023", ["2023-04-03"]),
        ("28 March to 6 April 2023", ["2023-03-28"]),
        ("30 December–6 January 2023", ["2022-12-30"]),
        ("30 December 2022 to 6 January 2023", ["2022-12-30", "2023-01-06"]),
        ("in 2018 and 4 May 2019", ["2019-05-04"]),
        ("14/36", []),
        ("20 marches in 2020", []),
        ("13/2019", []),
    ],
)
def test_the_day_on_which_it_begins(text: str, found: list[str]) -> None:
    assert [day.isoformat() for day, _, _ in dates(text)] == found


def test_the_span_is_what_is_printed() -> None:
    text = "Fieldwork: 28 March to 6 April 2023."
    ((_, start, stop),) = dates(text)
    assert text[start:stop] == "28 March to 6 April 2023"
