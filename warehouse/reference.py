"""Frameworks into their tables: bands, points, standards and questions that the rules join with."""

from __future__ import annotations

import hashlib

from schemas.base import Model
from schemas.framework import Framework, frameworks
from warehouse.connection import Warehouse
from warehouse.rows import insert_rows

TABLES = (
    "framework_score_bands",
    "framework_rating_bands",
    "framework_questions",
    "framework_standards",
    "framework_domains",
    "frameworks",
)


def _digest(model: Model) -> str:
    return hashlib.sha256(model.model_dump_json().encode()).hexdigest()[:16]


def sync_frameworks(db: Warehouse) -> None:
    """Renew the framework tables where a framework file changed since they were filled; joins an open transaction."""
    on_file = frameworks()
    wanted = {f.id: _digest(f) for f in on_file.values()}
    if dict(db.rows("SELECT framework, digest FROM frameworks")) == wanted:
        return
    with db.transaction():
        for table in TABLES:
            db.execute(f"DELETE FROM {table}")  # noqa: S608 - names from the tuple above
        for table, rows in _tables(list(on_file.values()), wanted).items():
            insert_rows(db, table, rows)


def _tables(on_file: list[Framework], digests: dict[str, str]) -> dict[str, list[dict[str, object]]]:
    standards = [(f.id, s) for f in on_file for s in f.standard]
    tables: dict[str, list[dict[str, object]]] = {
        "frameworks": [
            {"framework": f.id, "title": f.title, "source": f.source, "digest": digests[f.id]}
            | {"fieldwork_from": f.fieldwork_from, "fieldwork_to": f.fieldwork_to}
            for f in on_file
        ],
        "framework_domains": [
            {"framework": f.id, "domain": d.number, "name": d.name, "variants": list(d.variants), "sample": d.sample}
            for f in on_file
            for d in f.domain
        ],
        "framework_standards": [
            {
                "framework": framework,
                "standard": s.number,
                "domain": s.domain,
                "name": s.name,
                "variants": list(s.variants),
                "statement": s.statement,
                "basis": s.basis.value,
                "in_score": s.in_score,
            }
            for framework, s in standards
        ],
        "framework_questions": [
            {"framework": framework, "standard": s.number, "ordinal": ordinal, "question": question}
            for framework, s in standards
            for ordinal, question in enumerate(s.questions, start=1)
        ],
        "framework_rating_bands": [
            {
                "framework": f.id,
                "rating": b.label.value,
                "variants": list(b.variants),
                "points": b.points,
                "from_pct": b.from_pct,
                "to_pct": b.to_pct,
            }
            for f in on_file
            for b in f.rating
        ],
        "framework_score_bands": [
            {"framework": f.id, "score_max": scale.max, "rating": b.rating.value}
            | {"from_score": b.from_, "to_score": b.to}
            for f in on_file
            for scale in f.score
            for b in scale.bands
        ],
    }
    return tables
