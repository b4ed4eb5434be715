"""What goes with the tables: datapackage.json, the citation, and a page to read first."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from schemas.base import Model
from warehouse.export.fields import Field
from warehouse.export.selection import Filters
from warehouse.export.tables import TABLES, Table

TITLE = "Inspection reports of HM Inspectorate of Probation as data"
LICENCE_NAME = "OGL-UK-3.0"
LICENCE_TITLE = "Open Government Licence v3.0"
LICENCE_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
ATTRIBUTION = (
    "Contains public sector information licensed under the Open Government Licence v3.0. "
    "Source: inspection reports of HM Inspectorate of Probation, Crown copyright."
)
PUBLISHER = "HM Inspectorate of Probation"
PUBLISHER_URL = "https://hmiprobation.justiceinspectorates.gov.uk/"
AUTHORS = "the developers of hmip-inspections"
NOT_OFFICIAL = "An independent reading of published reports; not a product of the inspectorate."
SAFE_CELLS = (
    "In CSV files a text that a spreadsheet would run as a formula has an apostrophe before it; "
    "the Parquet files have every text as printed."
)


class Origin(Model):
    """Where an export comes from."""

    snapshot: str
    created: datetime
    """When the latest report was loaded, in UTC."""
    extractor_versions: tuple[str, ...]
    filters: Filters

    def kept(self) -> dict[str, object]:
        """The filters that were set."""
        return {k: v for k, v in self.filters.model_dump(mode="json").items() if v not in ([], None)}

    def about(self) -> dict[str, str]:
        """The same in words, for a reader."""
        kept = "; ".join(f"{name}: {value}" for name, value in self.kept().items())
        return {
            "title": TITLE,
            "snapshot": self.snapshot,
            "extractor version": ", ".join(self.extractor_versions),
            "filters": kept or "none: all current reports",
            "attribution": ATTRIBUTION,
            "licence": f"{LICENCE_TITLE}: {LICENCE_URL}",
            "standing": NOT_OFFICIAL,
            "empty cells": "Not known: not printed, not rated, or places in the report contradict one another.",
            "sources": "Every row names its report, page, and the PDF's address and SHA-256.",
            "other files": "Long tables of ratings and percentages with every place in print are in csv/ and parquet/.",
        }


def descriptor(
    folder: Path, fields: Mapping[Table, Sequence[Field]], rows: Mapping[str, int], origin: Origin, workbook: str
) -> dict[str, object]:
    """The content of datapackage.json."""
    resources = [_table(folder, table, fields[table], rows) for table in TABLES]
    resources += [_file(folder, f"{t.name}-parquet", f"parquet/{t.name}.parquet", t.title, t.grain) for t in TABLES]
    resources.append(
        _file(folder, "workbook", workbook, "The same tables as a workbook, with a codebook", "one sheet per table")
    )
    return {
        "profile": "data-package",
        "name": "hmip-inspections",
        "id": origin.snapshot,
        "title": TITLE,
        "description": f"{ATTRIBUTION} {NOT_OFFICIAL} {SAFE_CELLS}",
        "version": origin.snapshot,
        "created": f"{origin.created.isoformat()}Z",
        "licenses": [{"name": LICENCE_NAME, "title": LICENCE_TITLE, "path": LICENCE_URL}],
        "sources": [{"title": PUBLISHER, "path": PUBLISHER_URL}],
        "contributors": [{"title": AUTHORS, "role": "author"}, {"title": PUBLISHER, "role": "publisher"}],
        "snapshot": origin.snapshot,
        "extractor_versions": list(origin.extractor_versions),
        "filters": origin.kept(),
        "resources": resources,
    }


def _table(folder: Path, table: Table, fields: Sequence[Field], rows: Mapping[str, int]) -> dict[str, object]:
    name = f"csv/{table.name}.csv"
    schema: dict[str, object] = {"fields": [field.descriptor() for field in fields], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if "report_id" not in table.key and any(field.name == "report_id" for field in fields):
        reference = {"resource": "reports", "fields": ["report_id"]}
        schema["foreignKeys"] = [{"fields": ["report_id"], "reference": reference}]
    return {
        "name": table.name,
        "type": "table",
        "profile": "tabular-data-resource",
        "path": name,
        "title": table.title,
        "description": f"{table.grain[0].upper()}{table.grain[1:]}.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_measured(folder / name),
        "rows": rows[name],
        "schema": schema,
    }


def _file(folder: Path, name: str, path: str, title: str, grain: str) -> dict[str, object]:
    return {
        "name": name.replace("_", "-"),
        "type": "file",
        "path": path,
        "title": title,
        "description": f"{grain[0].upper()}{grain[1:]}.",
        "format": path.rsplit(".", 1)[1],
        **_measured(folder / path),
    }


def _measured(file: Path) -> dict[str, object]:
    content = file.read_bytes()
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def citation(origin: Origin) -> str:
    """The content of CITATION.cff."""
    return f"""cff-version: 1.2.0
message: "If you use these data, please cite the snapshot and the inspectorate's reports."
type: dataset
title: "{TITLE}"
version: "{origin.snapshot}"
date-released: "{origin.created:%Y-%m-%d}"
license: {LICENCE_NAME}
authors:
  - name: "{AUTHORS}"
references:
  - type: report
    title: "Inspection reports"
    authors:
      - name: "{PUBLISHER}"
    url: "{PUBLISHER_URL}"
"""


def readme(origin: Origin) -> str:
    """The content of README.md."""
    lines = [f"# {TITLE}", ""]
    lines += [f"- **{name}**: {text}" for name, text in origin.about().items() if name != "title"]
    lines += ["", SAFE_CELLS, "", "| table | what | grain |", "|---|---|---|"]
    lines += [f"| `{table.name}` | {table.title} | {table.grain} |" for table in TABLES]
    lines += ["", "`datapackage.json` says what every column means, its type and its allowed values.", ""]
    return "\n".join(lines)
