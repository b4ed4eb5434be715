"""What analysts say of flags. A review never changes a flag: it stands beside it, and the latest one counts."""

from __future__ import annotations

from schemas.errors import WarehouseError
from warehouse.connection import Warehouse, now

VERDICTS = ("confirmed", "explained", "our_error")


def review_flag(db: Warehouse, flag_id: str, verdict: str, note: str, by: str) -> str:
    """Record that a flag was looked at; returns its whole id, as the beginning of one is enough.

    Raises WarehouseError where the verdict is none of `VERDICTS`, or no flag or several begin so.
    """
    if verdict not in VERDICTS:
        raise WarehouseError(f"The verdict {verdict!r} is not one of {', '.join(VERDICTS)}.")
    if not by.strip():
        raise WarehouseError("A review needs the name of whoever made it.")
    found = [
        str(row[0])
        for row in db.rows("SELECT flag_id FROM flag_history WHERE starts_with(flag_id, ?) ORDER BY flag_id", [flag_id])
    ]
    if not flag_id or not found:
        raise WarehouseError(f"No flag is called {flag_id!r}: the column flag_id of flags has the ids.")
    if len(found) > 1:
        raise WarehouseError(f"Several flags begin with {flag_id!r}: {', '.join(found)}. Name one of them.")
    db.execute("INSERT INTO flag_reviews VALUES (?, ?, ?, ?, ?)", [found[0], verdict, note.strip(), by.strip(), now()])
    return found[0]
