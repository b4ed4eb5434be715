"""Printed names and the services that they mean, also misprinted, renamed, merged and split ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from flows.services import Resolver, apply_services, load_services
from flows.settings import DATA_DIR
from schemas.errors import ConfigError
from tests.nightly.conftest import Open
from tests.nightly.sites import bare_site

SERVICES = load_services(DATA_DIR / "services.csv")
RESOLVER = Resolver(SERVICES)

NAMES = {
    "Staffordshire": ("staffordshire", "name"),
    "Southend -on-Sea": ("southend-on-sea", "name"),
    "Stoke -on-Trent": ("stoke-on-trent", "name"),
    "Cumberlan d": ("cumberland", "name"),
    "B&NES": ("bath-and-north-east-somerset", "alias"),
    "Bath & North East Somerset": ("bath-and-north-east-somerset", "name"),
    "Gwynedd & Ynys Môn": ("gwynedd-and-ynys-mon", "name"),
    "Caerdydd": ("cardiff", "alias"),
    "Leicestershire and Rutland": ("leicestershire", "alias"),
    "Ceredigion Youth Justice and Prevention Service": ("ceredigion", "alias"),
    "Hull YJS": ("hull", "name"),
    "Rochdale and Bury": ("bury-and-rochdale", "order"),
    "City of London and Tower Hamlets": ("tower-hamlets-and-city-of-london", "order"),
    "Westmorland and Furnes": ("westmorland-and-furness", "similar"),
    "Nottinghamshire": ("nottinghamshire", "name"),
    "Nottingham": ("nottingham", "name"),
    "Dunbeck": (None, "unresolved"),
    "North Sussex": (None, "unresolved"),
    "Lincoln": (None, "unresolved"),
}


@pytest.mark.parametrize(("name", "expected"), NAMES.items())
def test_names(name: str, expected: tuple[str | None, str]) -> None:
    match = RESOLVER.resolve([name], date(2023, 6, 1))
    assert (match.service_id, match.method) == expected
    assert match.nearest


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.service_id)
def test_every_name_on_file_means_its_own_service(service: object) -> None:
    from flows.services import Service

    assert isinstance(service, Service)
    day = service.active_to or service.active_from or date(2022, 1, 1)
    for name in (service.name, *service.aliases, f"{service.name} Youth Justice Service"):
        assert RESOLVER.resolve([name], day).service_id == service.service_id


def test_services_that_ended_name_their_successors() -> None:
    by_id = {service.service_id: service for service in SERVICES}
    assert by_id["cumbria"].succeeded_by == ("cumberland", "westmorland-and-furness")
    assert RESOLVER.resolve(["Cumbria"], date(2019, 5, 1)).service_id == "cumbria"
    assert set(by_id["western-bay"].succeeded_by) == {"bridgend", "neath-port-talbot", "swansea"}
    assert not by_id["cumbria"].active(date(2024, 1, 1))


def test_a_name_that_two_services_had_is_decided_by_the_day() -> None:
    from flows.services import Service

    resolver = Resolver(
        (
            Service(service_id="old-vale", name="Vale", active_to=date(2020, 3, 31), succeeded_by=("new-vale",)),
            Service(service_id="new-vale", name="Greater Vale", aliases=("Vale",), active_from=date(2020, 4, 1)),
        )
    )
    assert resolver.resolve(["Vale"], date(2019, 1, 1)).service_id == "old-vale"
    assert resolver.resolve(["Vale"], date(2021, 1, 1)).service_id == "new-vale"


def test_the_second_name_is_asked_where_the_first_says_nothing() -> None:
    assert RESOLVER.resolve([None, "Camden Youth Justice Service"], None).service_id == "camden"
    assert RESOLVER.resolve([None, None], None).method == "unresolved"


def test_reports_get_their_service_and_the_rest_is_listed(house: Open, tmp_path: Path) -> None:
    from warehouse.store import open_warehouse

    listed = tmp_path / "services.csv"
    header = (DATA_DIR / "services.csv").read_text(encoding="utf-8").splitlines()[0]
    listed.write_text(f"{header}\nplace-one,Place 001,,England,London,A; B,E1; E2,,,,made up\n")
    home = house(bare_site(3), services=listed)
    done = home.night()
    assert done.digest.unresolved == ("Place 000", "Place 002")
    assert home.rows("SELECT service_id FROM reports ORDER BY report_id") == [(None,), ("place-one",), (None,)]
    assert home.rows("SELECT region, local_authorities, gss_codes FROM services") == [
        ("London", ["A", "B"], ["E1", "E2"])
    ]
    assert home.rows("SELECT count(*) FROM service_links") == [(3,)]
    with open_warehouse(home.warehouse) as db:
        assert apply_services(db, DATA_DIR / "services.csv") == ("Place 000", "Place 001", "Place 002")
        assert db.rows("SELECT DISTINCT service_id FROM reports") == [(None,)]
        assert db.row("SELECT count(*) FROM services") == (len(SERVICES),)


def test_a_list_that_is_wrong_is_named(tmp_path: Path) -> None:
    path = tmp_path / "services.csv"
    path.write_text("service_id,name,succeeded_by\na,A,b\n")
    with pytest.raises(ConfigError, match="succeeded by 'b'"):
        load_services(path)
    path.write_text("service_id,name\nNot an id,A\n")
    with pytest.raises(ConfigError, match="line 2"):
        load_services(path)
    with pytest.raises(ConfigError):
        load_services(tmp_path / "nowhere.csv")
