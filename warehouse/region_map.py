"""The map of the regions: a tile each, as they lie to one another, with its services and their overall ratings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from warehouse.connection import Warehouse
from warehouse.plot_style import LETTERS, SCALE, SHADES, Record, data, records
from warehouse.regions import region_tiles

if TYPE_CHECKING:
    import altair as alt

TILE = (190, 128)
"""Width and height of a region on the map, in pixels."""
GAP = 4
BAR = (24, 125, 48, 18)
"""Within a tile: left edge of the bars, their greatest length, top of the first, and the step to the next."""
MIDDLE = (BAR[3] - GAP) // 2
REGIONS = "SELECT * FROM region_overview ORDER BY framework, region"


def region_maps(db: Warehouse) -> Iterator[tuple[str, alt.LayerChart | alt.FacetChart]]:
    """Name and picture, one a framework that any report went by; none where the warehouse knows no region."""
    rows = records(db, REGIONS)
    if not any(row["region"] in region_tiles() for row in rows):
        return
    for framework in sorted({str(row["framework"]) for row in rows if row["with_report"]}):
        yield f"regions-{framework}", region_map([row for row in rows if row["framework"] == framework], framework)


def region_map(rows: Sequence[Record], framework: str) -> alt.LayerChart | alt.FacetChart:
    """A tile a region, as they lie to one another: its services with a report, and a bar for each overall rating."""
    import altair as alt

    tiles = [_tile(row) for row in rows if row["region"] in region_tiles()]
    bars = [bar for row in rows if row["region"] in region_tiles() for bar in _bars(row)]
    elsewhere = sum(int(str(row["with_report"])) for row in rows if row["region"] not in region_tiles())
    wide, high = (max(int(str(tile[edge])) for tile in tiles) for edge in ("x2", "y2"))
    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, wide], nice=False))
    down = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, high], nice=False, reverse=True))
    shade = alt.Color("rating:N", scale=alt.Scale(domain=SCALE, range=SHADES), sort=SCALE, title="overall rating")

    def text(values: Sequence[Record], field: str, x: int, y: int, **style: Any) -> alt.Chart:
        mark: alt.Chart = alt.Chart(data(values)).mark_text(align="left", baseline="middle", dx=x, dy=y, **style)
        placed: alt.Chart = mark.encode(x=across, y=down, text=f"{field}:N")
        return placed

    frames = alt.Chart(data(tiles)).mark_rect(fill="white", stroke="#777")
    lengths = alt.Chart(data(bars)).mark_rect(stroke="black", strokeWidth=0.5)
    counts = alt.Chart(data(bars)).mark_text(align="left", baseline="middle", dx=5, dy=MIDDLE)
    chart = alt.layer(
        frames.encode(x=across, y=down, x2="x2:Q", y2="y2:Q"),
        lengths.encode(x=across, y=down, x2="x2:Q", y2="y2:Q", color=shade),
        text(tiles, "region", 8, 15, fontWeight="bold", fontSize=12),
        text(tiles, "about", 8, 33, fontSize=10),
        text(bars, "letter", -14, MIDDLE),
        counts.encode(x=alt.X("x2:Q", axis=None), y=down, text="reports:Q"),
    )
    services = f"{elsewhere} {'service' if elsewhere == 1 else 'services'}"
    title = alt.TitleParams(
        f"Overall ratings by region under {framework}: the latest report of each service",
        subtitle=f"Not on the map: {services} of no known region" if elsewhere else "",
    )
    return chart.properties(width=wide, height=high, title=title, view=alt.ViewBackground(stroke=None))


def _tile(row: Record) -> Record:
    """The edges of a region's tile, and what stands in it."""
    tile, (wide, high) = region_tiles()[str(row["region"])], TILE
    score = "" if row["median_score_pct"] is None else f"; median score {row['median_score_pct']}%"
    return {
        "region": row["region"],
        "about": f"{row['with_report']} of {row['services']} services{score}",
        "x": (tile.column - 1) * wide,
        "x2": tile.column * wide - 2 * GAP,
        "y": (tile.row - 1) * high,
        "y2": tile.row * high - 2 * GAP,
    }


def _bars(row: Record) -> Iterator[Record]:
    """A bar a rating, the best on top, as long as the rating's share of the region's rated services."""
    tile, (left, longest, top, step) = region_tiles()[str(row["region"])], BAR
    x, y = (tile.column - 1) * TILE[0] + left, (tile.row - 1) * TILE[1] + top
    for place, rating in enumerate(reversed(SCALE)):
        reports, rated = int(str(row[rating.lower().replace(" ", "_")])), int(str(row["rated"]))
        yield {
            "rating": rating,
            "letter": LETTERS[rating],
            "reports": reports,
            "x": x,
            "x2": x + longest * reports / rated if rated else x,
            "y": y + place * step,
            "y2": y + place * step + step - GAP,
        }
