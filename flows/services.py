"""Inspected services: the list on file into the warehouse, and the name that each report prints to its service.

Signals, most authoritative first: (1) the name itself, letters and digits alone, so that case, spacing, hyphens and
words that typesetting split do not count; (2) another name of it on file; (3) the same parts in another order; (4) the
most similar name, where it is very similar and no other is nearly as similar. Anything else stays unresolved and is
listed. Where a name stood for different services at different times, the day of the inspection decides.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationError
from rapidfuzz import fuzz, process

from schemas.base import Model
from schemas.errors import ConfigError
from warehouse.rows import insert_rows
from warehouse.store import Warehouse

THRESHOLD = 92.0
"""Similarity, from 0 to 100, from which a misprinted name counts; East and West Sussex are 90 alike."""
MARGIN = 3.0
"""How much less alike the next service has to be."""

SHARED_WORDS = re.compile(
    r"\b(the|an?|joint|inspection|of|services?|youth|justice|offending|prevention|early|intervention|teams?|combined|"
    r"yjs|yos|yot|yjps|yjt|probation|in|city council|county council|borough council|council)\b"
)


def _parts(value: object) -> object:
    """`a; b` as a list; nothing for an empty cell."""
    return tuple(part.strip() for part in value.split(";") if part.strip()) if isinstance(value, str) else value


def _empty(value: object) -> object:
    return None if value == "" else value


Parts = Annotated[tuple[str, ...], BeforeValidator(_parts)]
Text = Annotated[str | None, BeforeValidator(_empty)]
Day = Annotated[date | None, BeforeValidator(_empty)]


class Service(Model):
    """One inspected service in one of its forms."""

    service_id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    name: str
    aliases: Parts = ()
    country: Text = None
    region: Text = None
    local_authorities: Parts = ()
    gss_codes: Parts = ()
    active_from: Day = None
    active_to: Day = None
    succeeded_by: Parts = ()
    evidence: str = ""

    def active(self, day: date | None) -> bool:
        """Whether it existed on a day; true where the day is not known."""
        if day is None:
            return True
        return (self.active_from is None or self.active_from <= day) and (
            self.active_to is None or day <= self.active_to
        )


class Match(Model):
    """What a printed name was resolved to."""

    service_id: str | None
    method: str
    similarity: float | None = None
    nearest: str | None = None


def load_services(path: Path) -> tuple[Service, ...]:
    """The services on file; raises ConfigError that names the line which is wrong."""
    try:
        # Spreadsheets write a mark before the first name; it is none of it.
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ConfigError(f"The list of services {path} cannot be read ({error}).") from error
    services: list[Service] = []
    ids: dict[str, int] = {}
    for number, row in enumerate(rows, start=2):
        try:
            service = Service.model_validate(row)
        except ValidationError as error:
            first = error.errors()[0]
            column = f", column {first['loc'][0]}" if first["loc"] else ""
            raise ConfigError(f"{path}, line {number}{column}: {first['msg']}.") from error
        if (before := ids.setdefault(service.service_id, number)) != number:
            raise ConfigError(
                f"{path}, line {number}: the service_id '{service.service_id}' stands on line {before} already; "
                "give one of them another, or make them one line."
            )
        services.append(service)
    if not services:
        raise ConfigError(f"The list of services {path} holds no service.")
    for service in services:
        if unknown := set(service.succeeded_by) - ids.keys():
            raise ConfigError(f"{path}: {service.service_id} is succeeded by '{min(unknown)}', which is not on file.")
    return tuple(services)


def folded(name: str) -> str:
    """Letters and digits of a name without the words that all services share: `Southend -on-Sea YJS`: southendonsea."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "", SHARED_WORDS.sub(" ", plain)) or re.sub(r"[^a-z0-9]+", "", plain)


def sorted_parts(name: str) -> str:
    """The places of a name in alphabetical order: A and B is the same as B and A."""
    parts = re.split(r"\s*(?:,|&|\band\b)\s*", name, flags=re.IGNORECASE)
    return "+".join(sorted(folded(part) for part in parts if part.strip()))


@dataclass
class Resolver:
    """Finds services by printed names."""

    services: tuple[Service, ...]
    threshold: float = THRESHOLD
    names: dict[str, dict[str, list[Service]]] = field(default_factory=dict)
    """By way of matching, then by key."""

    def __post_init__(self) -> None:
        for service in self.services:
            self._add("name", folded(service.name), service)
            self._add("order", sorted_parts(service.name), service)
            for alias in service.aliases:
                self._add("alias", folded(alias), service)
                self._add("order", sorted_parts(alias), service)

    def _add(self, way: str, key: str, service: Service) -> None:
        self.names.setdefault(way, {}).setdefault(key, []).append(service)

    def resolve(self, names: Iterable[str | None], day: date | None) -> Match:
        """The service of the first name that leads to one, on the day of the inspection."""
        nearest = Match(service_id=None, method="unresolved")
        for name in names:
            if not name:
                continue
            match = self._exact(name, day) or self._similar(name, day)
            if match.service_id:
                return match
            if (match.similarity or 0) > (nearest.similarity or 0):
                nearest = match
        return nearest

    def _exact(self, name: str, day: date | None) -> Match | None:
        ways = (("name", folded(name)), ("alias", folded(name)), ("order", sorted_parts(name)))
        # A name may outlive its service: one that existed then comes first, however it is named.
        for then in (day, None):
            for way, key in ways:
                found = [s for s in self.names.get(way, {}).get(key, []) if s.active(then)]
                if len({service.service_id for service in found}) == 1:
                    return Match(service_id=found[0].service_id, method=way, similarity=100.0, nearest=found[0].name)
        return None

    def _similar(self, name: str, day: date | None) -> Match:
        keys = {**self.names.get("alias", {}), **self.names.get("name", {})}
        best: dict[str, tuple[float, Service]] = {}
        for key, score, _ in process.extract(folded(name), keys.keys(), scorer=fuzz.ratio, limit=8):
            for service in keys[key]:
                if service.active(day) and score > best.get(service.service_id, (0.0, service))[0]:
                    best[service.service_id] = (score, service)
        ranked = sorted(best.values(), key=lambda pair: -pair[0])
        if not ranked:
            return Match(service_id=None, method="unresolved")
        score, service = ranked[0]
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        sure = score >= self.threshold and score - second >= MARGIN
        return Match(
            service_id=service.service_id if sure else None,
            method="similar" if sure else "unresolved",
            similarity=round(score, 1),
            nearest=service.name,
        )


def apply_services(db: Warehouse, path: Path) -> tuple[str, ...]:
    """Fill `services`, set `service_id` on every report, and give the printed names that no service was found for."""
    services = load_services(path)
    resolver = Resolver(services)
    with db.transaction():
        _sync(db, services)
        links = []
        for report_id, area, name, day in db.rows(
            "SELECT report_id, area, service_name, coalesce(fieldwork_started, published) FROM reports "
            "ORDER BY report_id"
        ):
            match = resolver.resolve((area, name), day)
            links.append({"report_id": report_id, "printed": area or name, **match.model_dump()})
        columns = "report_id, printed, service_id, method, similarity, nearest"
        held = db.rows(f"SELECT {columns} FROM service_links ORDER BY report_id")  # noqa: S608 - names from above
        if held != [tuple(link.values()) for link in links]:
            db.execute("DELETE FROM service_links")
            insert_rows(db, "service_links", links)
        db.execute(
            "UPDATE reports SET service_id = l.service_id FROM service_links AS l "
            "WHERE reports.report_id = l.report_id AND reports.service_id IS DISTINCT FROM l.service_id"
        )
    return tuple(sorted({str(link["printed"]) for link in links if link["service_id"] is None}))


def _sync(db: Warehouse, services: tuple[Service, ...]) -> None:
    wanted = [
        {name: list(value) if isinstance(value, tuple) else value for name, value in service if name != "evidence"}
        for service in sorted(services, key=lambda service: service.service_id)
    ]
    columns = list(wanted[0])
    held = db.rows(f"SELECT {', '.join(columns)} FROM services ORDER BY service_id")  # noqa: S608 - names of the model
    if [list(row) for row in held] == [list(row.values()) for row in wanted]:
        return
    db.execute("DELETE FROM services")
    insert_rows(db, "services", wanted)
