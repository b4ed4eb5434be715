"""What each column of the export means: its type, description and allowed values, taken from the warehouse itself."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from schemas.base import Model, Place, Rating
from schemas.framework import Basis, frameworks
from schemas.records import Severity
from schemas.report import ClaimKind, FindingKind
from warehouse.connection import Warehouse
from warehouse.export.tables import Table

TYPES = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "HUGEINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
}
SEPARATOR = "; "
OWN = {
    "printed": "What the report prints.",
    "pdf_url": "Address of the PDF; for a local file its name.",
    "pdf_sha256": "SHA-256 of the PDF's bytes, in hexadecimal.",
    "extractor_version": "Version of the extractors that read the report.",
}
PATTERNS = {
    "pdf_sha256": "[0-9a-f]{64}",
    "standard": r"([0-9]\.[0-9]|overall)",
    "domain": "[0-9]",
    "section": r"[0-9](\.[0-9])?",
}
RANGES = {"pct_yes": (0, 100), "points": (0, 3), "overall_points": (0, 3), "page": (1, None), "ordinal": (1, None)}


class Field(Model):
    """One column of one table."""

    name: str
    kind: str
    """DuckDB's type."""
    description: str
    allowed: tuple[str, ...] = ()
    """All values it may have; empty where it is free."""
    required: bool = False

    @property
    def is_list(self) -> bool:
        """Whether a cell holds several values."""
        return self.kind.endswith("[]")

    @property
    def type(self) -> str:
        """The type in Table Schema; lists are written as one text."""
        return "string" if self.is_list else TYPES[self.kind]

    @property
    def meaning(self) -> str:
        """The description, and how a cell with several values is written."""
        return (
            f"{self.description} Several values are separated by '{SEPARATOR.strip()}'."
            if self.is_list
            else self.description
        )

    def descriptor(self) -> dict[str, object]:
        """The field as Table Schema has it."""
        constraints: dict[str, object] = {"required": True} if self.required else {}
        if self.allowed:
            constraints["enum"] = list(self.allowed)
        if self.name in PATTERNS and self.type == "string":
            constraints["pattern"] = PATTERNS[self.name]
        low, high = _range(self)
        constraints |= {k: v for k, v in (("minimum", low), ("maximum", high)) if v is not None}
        described: dict[str, object] = {"name": self.name, "type": self.type, "description": self.meaning}
        return described | ({"constraints": constraints} if constraints else {})


def _range(field: Field) -> tuple[int | None, int | None]:
    if field.type != "integer":
        return None, None
    return (0, 100) if field.name.startswith("pct_") else RANGES.get(field.name, (None, None))


def _values(enum: type[StrEnum]) -> tuple[str, ...]:
    return tuple(member.value for member in enum)


@lru_cache
def _allowed() -> dict[tuple[str, str], tuple[str, ...]]:
    """Allowed values by table and column; by column alone where the table is empty."""
    return {
        ("", "overall_rating"): _values(Rating),
        ("", "rating"): _values(Rating),
        ("", "place"): _values(Place),
        ("", "basis"): _values(Basis),
        ("", "severity"): _values(Severity),
        ("", "framework"): tuple(frameworks()),
        ("", "state"): ("on file", "no report on file", "not in being then"),
        ("findings", "kind"): _values(FindingKind),
        ("claims", "kind"): _values(ClaimKind),
    }


def allowed(table: str, column: str, kind: str) -> tuple[str, ...]:
    """All values that a column may have; empty where it is free."""
    if kind != "VARCHAR":
        return ()
    if column.startswith("rating_") and column != "rating_printed":
        column = "rating"
    return _allowed().get((table, column)) or _allowed().get(("", column), ())


def table_fields(db: Warehouse, table: Table) -> tuple[Field, ...]:
    """The columns of a table in their order."""
    described = OWN | _described(db, "inspections")
    for source in reversed(table.sources):
        described |= _described(db, source)
    if table.name == "flags":
        # There the column `published` of the warehouse is called `printed`: published is the day, as everywhere else.
        described["published"] = _described(db, "inspections")["published"]
    return tuple(
        Field(
            name=name,
            kind=kind,
            description=described[name],
            allowed=allowed(table.name, name, kind),
            required=name in table.key,
        )
        for name, kind, *_ in db.rows(f"DESCRIBE {table.sql}")
    )


def _described(db: Warehouse, table: str) -> dict[str, str]:
    return dict(
        db.rows(
            "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = ? AND comment IS NOT NULL", [table]
        )
    )
