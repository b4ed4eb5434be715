"""The tiles of the map: one for each region of the list of services."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from schemas.errors import ConfigError
from warehouse.regions import TILES, Tile, region_tiles


def test_the_map_has_the_regions_of_the_list_of_services() -> None:
    with (TILES.parent / "services.csv").open(encoding="utf-8", newline="") as stream:
        assert set(region_tiles()) == {row["region"] for row in csv.DictReader(stream)}


def test_a_welsh_service_is_in_the_region_of_wales() -> None:
    with (TILES.parent / "services.csv").open(encoding="utf-8", newline="") as stream:
        regions = {row["region"] for row in csv.DictReader(stream) if row["country"] == "Wales"}
    assert regions == {"Wales"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("region,column,row\nNorth,1,1\nSouth,1,1\n", "two regions on one tile"),
        ("region,column,row\nNorth,one,1\n", "cannot be read"),
        ("name,column,row\nNorth,1,1\n", "cannot be read"),
    ],
)
def test_a_map_that_is_wrong_is_named(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "tiles.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=says):
        region_tiles(path)
    path.write_text("region,column,row\nNorth,1,1\n", encoding="utf-8")
    region_tiles.cache_clear()
    assert region_tiles(path) == {"North": Tile(1, 1)}
