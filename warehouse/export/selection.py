"""Which reports an export holds."""

from __future__ import annotations

from schemas.base import Model
from schemas.errors import WarehouseError
from warehouse.connection import Warehouse
from warehouse.identity import slug


class Filters(Model):
    """What to keep; an empty filter keeps all. Values of one filter are alternatives; all filters are to hold."""

    frameworks: tuple[str, ...] = ()
    year_from: int | None = None
    """First year of publication."""
    year_to: int | None = None
    """Last year of publication."""
    regions: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    """Keys or names of services."""
    themes: tuple[str, ...] = ()
    """Ids of themes: keeps the findings and recommendations that touch one, and the reports that have such."""


def select_reports(db: Warehouse, filters: Filters) -> int:
    """How many current reports are kept; their ids go into the temporary table `selected`, themes into `wanted_themes`.

    Raises WarehouseError where a filter names what no report has, or nothing is left.
    """
    _known(db, "framework", "framework", filters.frameworks)
    _known(db, "region", "region", filters.regions)
    services = _service_keys(db, filters.services)
    themes = list(filters.themes)
    db.execute("CREATE OR REPLACE TEMP TABLE wanted_themes AS SELECT ?::VARCHAR[] AS themes", [themes])
    db.execute(
        """
        CREATE OR REPLACE TEMP TABLE selected AS
        WITH kept AS (
            SELECT
                ?::VARCHAR[] AS frameworks, ?::VARCHAR[] AS regions, ?::VARCHAR[] AS services,
                ?::INTEGER AS year_from, ?::INTEGER AS year_to
        ),
        themed AS (
            SELECT report_id FROM findings, wanted_themes AS w WHERE list_has_any(findings.themes, w.themes)
            UNION
            SELECT report_id FROM recommendations AS r, wanted_themes AS w WHERE list_has_any(r.themes, w.themes)
        )
        SELECT i.report_id
        FROM inspections AS i, kept AS k, wanted_themes AS w
        WHERE (len(k.frameworks) = 0 OR list_contains(k.frameworks, i.framework))
            AND (len(k.regions) = 0 OR list_contains(k.regions, i.region))
            AND (len(k.services) = 0 OR list_contains(k.services, i.service_key))
            AND (k.year_from IS NULL OR i.published_in >= k.year_from)
            AND (k.year_to IS NULL OR i.published_in <= k.year_to)
            AND (len(w.themes) = 0 OR i.report_id IN (SELECT report_id FROM themed))
        """,
        [list(filters.frameworks), list(filters.regions), services, filters.year_from, filters.year_to],
    )
    counted = db.row("SELECT count(*) FROM selected")
    count = int(counted[0]) if counted else 0
    if not count and filters != Filters():
        raise WarehouseError("No current report passes these filters; leave one of them out.")
    return count


def _known(db: Warehouse, what: str, column: str, wanted: tuple[str, ...]) -> None:
    """Raise WarehouseError where a wanted value is that of no report."""
    query = f"SELECT DISTINCT {column} FROM inspections WHERE {column} IS NOT NULL ORDER BY 1"  # noqa: S608
    known = [str(value) for (value,) in db.rows(query)]
    for value in wanted:
        if value not in known:
            listed = ", ".join(known) if known else "none, as no report is matched to the list of services"
            raise WarehouseError(f"No report has the {what} {value!r}; there are: {listed}.")


def _service_keys(db: Warehouse, wanted: tuple[str, ...]) -> list[str]:
    """Keys of the services that are meant by key or name; raises WarehouseError where one is not there."""
    by_name: dict[str, str] = {}
    for key, service in db.rows("SELECT DISTINCT service_key, service FROM inspections"):
        by_name |= {str(key): str(key), slug(str(service)): str(key)}
    keys = []
    for name in wanted:
        key = by_name.get(name) or by_name.get(slug(name))
        if key is None:
            raise WarehouseError(f"No report is of a service called {name!r}; the view coverage lists all.")
        keys.append(key)
    return keys
