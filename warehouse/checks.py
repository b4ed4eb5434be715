"""Running the rule book: every rule over the warehouse, and what it found into the flags.

A flag is the same flag as long as its report, rule, standard, key question, published and expected values are: then its
`first_seen` stands. One that no longer holds is closed, not deleted.
"""

from __future__ import annotations

from collections.abc import Sequence

from schemas.errors import WarehouseError
from schemas.records import Document, DocumentStatus, Flag
from schemas.report import InspectionReport
from warehouse.connection import Warehouse, now
from warehouse.load import load_document
from warehouse.rows import insert_rows
from warehouse.rulefiles import RuleFile, load_rules
from warehouse.store import open_warehouse

__all__ = ["RuleFile", "check_report", "load_rules", "run_checks", "sync_rules"]

# Views that most rules share. While the book runs, a temporary table of the same name stands before each of them, so
# that it is worked out once; the rules' text is the same either way.
SHARED_VIEWS = (
    "checked_reports",
    "rating_places",
    "question_places",
    "rated_domains",
    "lowest_questions",
    "deciding_questions",
    "due_ratings",
    "score_sums",
    "domain_two_three",
)

FLAG_FIELDS = tuple(Flag.model_fields)
FLAG_COLUMNS = ", ".join(FLAG_FIELDS)

IDENTITY = """
left(md5(concat_ws('|', report_id, rule_id, coalesce(standard, ''), coalesce(key_question_ordinal::VARCHAR, ''),
    coalesce(published, ''), coalesce(expected, ''))), 12)
"""


def sync_rules(db: Warehouse) -> None:
    """Fill the table `rules` from the headers, where they differ."""
    wanted = [
        file.rule.model_dump() | {"frameworks": list(file.rule.frameworks), "why": file.why} for file in load_rules()
    ]
    columns = list(wanted[0])
    held = db.rows(f"SELECT {', '.join(columns)} FROM rules ORDER BY rule_id")  # noqa: S608 - names of the model
    if [dict(zip(columns, row, strict=True)) for row in held] == sorted(wanted, key=lambda rule: str(rule["rule_id"])):
        return
    with db.transaction():
        db.execute("DELETE FROM rules")
        insert_rows(db, "rules", wanted)


def run_checks(db: Warehouse, report_ids: Sequence[str] | None = None) -> tuple[Flag, ...]:
    """Every flag that now stands, errors first, for the reports asked for (None: all), after updating `flags`.

    One transaction: where a rule cannot run, the flags stay as they were and WarehouseError names the rule.
    """
    with db.transaction():
        sync_rules(db)
        _find(db, report_ids)
        _record(db)
        rows = db.rows(f"SELECT {FLAG_COLUMNS} FROM found ORDER BY {ORDER}")  # noqa: S608 - constants above
        _forget(db)
    return tuple(_flag(row) for row in rows)


ORDER = (
    "report_id, list_position(['error', 'warning', 'info'], severity), standard NULLS FIRST, rule_id, "
    "key_question_ordinal, message"
)


def _flag(row: tuple[object, ...]) -> Flag:
    return Flag.model_validate(dict(zip(FLAG_FIELDS, row, strict=True)))


def _find(db: Warehouse, report_ids: Sequence[str] | None) -> None:
    """Run all rules into the temporary table `found`, over the reports in the temporary table `asked`."""
    _forget(db)
    if report_ids is None:
        db.execute("CREATE TEMP TABLE asked AS SELECT report_id FROM reports")
    else:
        db.execute("CREATE TEMP TABLE asked AS SELECT unnest(?::VARCHAR[]) AS report_id", [list(report_ids)])
    for view in SHARED_VIEWS:
        chosen = "WHERE report_id IN (SELECT report_id FROM asked)" if report_ids is not None else ""
        db.execute(f"CREATE TEMP TABLE {view} AS SELECT * FROM {view} {chosen}")  # noqa: S608 - names from the tuple
    db.execute(
        "CREATE TEMP TABLE rule_rows (report_id VARCHAR, rule_id VARCHAR, severity VARCHAR, standard VARCHAR, "
        "key_question_ordinal INTEGER, published VARCHAR, expected VARCHAR, message VARCHAR, pages INTEGER[])"
    )
    for file in load_rules():
        _run_rule(db, file, everything=report_ids is None)
    db.execute(
        f"CREATE TEMP TABLE found AS SELECT *, {IDENTITY} AS flag_id FROM rule_rows "  # noqa: S608 - constants above
        "QUALIFY row_number() OVER (PARTITION BY flag_id ORDER BY message) = 1"
    )


def _run_rule(db: Warehouse, file: RuleFile, *, everything: bool) -> None:
    query = file.sql.rstrip().rstrip(";")
    chosen = "" if everything else "WHERE report_id IN (SELECT report_id FROM asked)"
    try:
        db.execute(
            f"INSERT INTO rule_rows BY NAME SELECT '{file.rule.rule_id}' AS rule_id, rule.* "  # noqa: S608 - the book is SQL
            f"FROM (\n{query}\n) AS rule {chosen}"
        )
    except WarehouseError as error:
        raise WarehouseError(f"The rule {file.path.name} cannot run. {error}") from error


def _record(db: Warehouse) -> None:
    """Bring flag_history up to `found`: new flags in, standing ones seen again, vanished ones closed."""
    at = now()
    db.execute(
        "UPDATE flag_history SET closed_at = ? WHERE closed_at IS NULL "
        "AND (report_id IN (SELECT report_id FROM asked) OR report_id NOT IN (SELECT report_id FROM reports)) "
        "AND flag_id NOT IN (SELECT flag_id FROM found)",
        [at],
    )
    db.execute(
        "UPDATE flag_history AS h SET severity = f.severity, message = f.message, pages = f.pages FROM found AS f "
        "WHERE h.flag_id = f.flag_id "
        "AND (h.severity, h.message, h.pages) IS DISTINCT FROM (f.severity, f.message, f.pages)"
    )
    db.execute(
        "UPDATE flag_history SET last_seen = ?, closed_at = NULL WHERE flag_id IN (SELECT flag_id FROM found)", [at]
    )
    db.execute(
        "INSERT INTO flag_history BY NAME SELECT *, ?::TIMESTAMP AS first_seen, ?::TIMESTAMP AS last_seen FROM found "
        "WHERE flag_id NOT IN (SELECT flag_id FROM flag_history)",
        [at, at],
    )


def _forget(db: Warehouse) -> None:
    for table in (*SHARED_VIEWS, "asked", "rule_rows", "found"):
        db.execute(f"DROP TABLE IF EXISTS temp.{table}")


def check_report(report: InspectionReport) -> tuple[Flag, ...]:
    """Every flag of one report that is in no warehouse, errors first: the same rules, over a warehouse in memory."""
    document = Document(
        sha256=report.document_sha256,
        url=None,
        media_type=None,
        bytes=0,
        fetched_at=now(),
        status=DocumentStatus.EXTRACTED,
        reason=None,
    )
    with open_warehouse(None) as db:
        # One report is too little to share out among threads.
        db.execute("SET threads = 1")
        load_document(db, document, report, run_id="check")
        return run_checks(db)
