"""What all pictures share: the shades and letters of the ratings, and rows as Altair takes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from schemas.base import Rating
from warehouse.connection import Warehouse

if TYPE_CHECKING:
    import altair as alt

SCALE = [rating.value for rating in reversed(Rating)]
"""Ratings, the lowest first."""
SHADES = ["#f7f4d4", "#a6c8b8", "#3a729a", "#152c55"]
LETTERS = {"Inadequate": "I", "Requires improvement": "R", "Good": "G", "Outstanding": "O"}
DARK_FROM = 2
"""Points from which letters are white."""
ROW = 16

Record = dict[str, object]


def records(db: Warehouse, query: str) -> list[Record]:
    """The rows of a query as records."""
    rows = db.rows(query)
    names = [str(column[0]) for column in db.con.description or ()]
    return [dict(zip(names, row, strict=True)) for row in rows]


def data(rows: Sequence[Record]) -> alt.InlineData:
    """Records as Altair takes them without pandas."""
    import altair as alt

    return alt.InlineData(values=list(rows))
