"""Scores that others recorded: lists into `external_scores`, which the rule `external-score` compares with ours."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationError

from schemas.base import Model
from schemas.errors import WarehouseError
from warehouse.connection import Warehouse, now
from warehouse.rows import insert_rows

REQUIRED = ("service", "published")
# Our name for a column, and the names that lists give it.
COLUMNS = {
    "service": ("service",),
    "published": ("published",),
    "url": ("url",),
    "score": ("score",),
    "score_max": ("score_max", "out_of"),
    "overall_rating": ("overall_rating",),
    "doubt": ("doubt", "peer_suspect"),
}


def _blank_is_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


class ExternalScore(Model):
    """One row of such a list."""

    service: Annotated[str, Field(min_length=1)]
    published: date
    url: Annotated[str | None, BeforeValidator(_blank_is_none)] = None
    score: Annotated[int | None, BeforeValidator(_blank_is_none)] = None
    score_max: Annotated[int | None, BeforeValidator(_blank_is_none)] = None
    overall_rating: Annotated[str | None, BeforeValidator(_blank_is_none)] = None
    doubt: Annotated[str | None, BeforeValidator(_blank_is_none)] = None


def read_scores(csv_path: Path) -> tuple[ExternalScore, ...]:
    """The rows of a list; raises WarehouseError that names the file, the line and the column at fault."""
    try:
        with csv_path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if missing := [name for name in REQUIRED if name not in (reader.fieldnames or ())]:
                raise WarehouseError(
                    f"The list {csv_path.name} has no column {missing[0]!r}; it needs service and published, and may "
                    "give url, score, out_of and overall_rating."
                )
            return tuple(_score(csv_path, reader.line_num, row) for row in reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WarehouseError(f"The list {csv_path} cannot be read: {error}.") from error


def _score(csv_path: Path, line: int, row: Mapping[str, str | None]) -> ExternalScore:
    values = {ours: row[theirs] for ours, names in COLUMNS.items() for theirs in names if row.get(theirs) is not None}
    try:
        return ExternalScore.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise WarehouseError(
            f"Line {line} of the list {csv_path.name} is wrong at {first['loc'][0]}: {first['msg']}."
        ) from error


def import_scores(db: Warehouse, csv_path: Path) -> int:
    """How many rows the list has; those of an earlier import of the same file name make way for them."""
    scores = read_scores(csv_path)
    imported = {"source": csv_path.stem, "imported_at": now()}
    rows: list[dict[str, object]] = [{**imported, **score.model_dump()} for score in scores]
    with db.transaction():
        db.execute("DELETE FROM external_scores WHERE source = ?", [csv_path.stem])
        insert_rows(db, "external_scores", rows)
    return len(rows)
