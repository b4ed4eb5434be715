"""What the page of a service shows: its inspections in order, what changed, and its region beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from explorer.reading import Record, grouped, records
from warehouse.connection import Warehouse


@dataclass(frozen=True, slots=True)
class Service:
    """One service with everything on file about it."""

    key: str
    inspections: Sequence[Record]
    standards: Mapping[str, Mapping[str, Record]]
    """What is compared through time, and its rating by report."""
    peers: Sequence[Record]
    figures: Mapping[str, Sequence[Record]]
    """Key questions of the latest report by standard, with the spread of the peer group."""
    recurring: Sequence[Record]

    @property
    def latest(self) -> Record:
        """The latest inspection on file."""
        return self.inspections[-1]


def read_services(db: Warehouse) -> Iterator[Service]:
    """Every service that a current report is about."""
    history = records(db, "SELECT * FROM service_history ORDER BY service_key, inspection")
    standards = grouped(records(db, "SELECT * FROM standard_history ORDER BY service_key, thread"), "service_key")
    peers = grouped(
        records(db, "SELECT * FROM peer_comparison ORDER BY service_key, standard != 'overall', standard"),
        "service_key",
    )
    figures = grouped(
        records(db, "SELECT * FROM peer_key_questions ORDER BY service_key, standard, ordinal"), "service_key"
    )
    recurring = grouped(
        records(db, "SELECT * FROM themes_recurring ORDER BY service_id, later_inspected DESC, theme"), "service_id"
    )
    for key, inspections in grouped(history, "service_key").items():
        threads = grouped(standards.get(key, []), "thread")
        yield Service(
            key=key,
            inspections=inspections,
            standards={thread: {row["report_id"]: row for row in rows} for thread, rows in threads.items()},
            peers=peers.get(key, []),
            figures=grouped(figures.get(key, []), "standard"),
            recurring=recurring.get(key, []),
        )
