"""Where each region stands on a map of tiles, one of a size, as `data/region_tiles.csv` lays them out."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from schemas.errors import ConfigError

TILES = Path(__file__).resolve().parent.parent / "data" / "region_tiles.csv"


@dataclass(frozen=True, slots=True)
class Tile:
    """The place of one region, counted from 1 at the top left."""

    column: int
    row: int


@lru_cache
def region_tiles(path: Path = TILES) -> Mapping[str, Tile]:
    """The tile of each region; raises ConfigError where the file cannot be read or two regions share a tile."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            tiles = {row["region"]: Tile(int(row["column"]), int(row["row"])) for row in csv.DictReader(stream)}
    except (OSError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise ConfigError(f"The map of regions {path} cannot be read ({error!r}).") from error
    if len(set(tiles.values())) != len(tiles):
        raise ConfigError(f"The map of regions {path} has two regions on one tile; give each its own.")
    return tiles
