"""Pictures of the warehouse as SVG and PNG: ratings over time, regions, services by standards, key questions.

Shades run from light to dark with the rating and every cell says in letters what it is, so that a picture reads the
same in black and white and without telling red from green. Altair comes with the extra `viz`, imported when needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.errors import ConfigError, WarehouseError
from warehouse.connection import Warehouse
from warehouse.plot_style import DARK_FROM, LETTERS, ROW, SCALE, SHADES, Record, data, records
from warehouse.region_map import region_maps

if TYPE_CHECKING:
    import altair as alt

    Drawn = alt.Chart | alt.LayerChart | alt.FacetChart

PER_PAGE = 100
"""Services of one heat map."""
PNG_SCALE = 2

OVER_TIME = """
SELECT framework, published_in AS year, rating, points, sum(reports)::INTEGER AS reports,
    sum(sum(reports)) OVER (PARTITION BY framework, published_in)::INTEGER AS of_reports
FROM rating_distribution
WHERE standard = 'overall'
GROUP BY framework, published_in, rating, points
ORDER BY framework, year, points
"""
STANDARDS = """
SELECT
    l.service, c.framework, c.thread, c.rating, c.points,
    dense_rank() OVER (ORDER BY l.service, l.service_key) AS place
FROM latest_by_service AS l
INNER JOIN current_ratings AS c ON l.report_id = c.report_id
ORDER BY place, c.thread
"""
QUESTIONS = """
SELECT framework, standard || ' question ' || ordinal AS question, count(pct_yes) AS reports,
    min(pct_yes) AS lowest, quantile_cont(pct_yes, 0.25) AS lower, median(pct_yes) AS median,
    quantile_cont(pct_yes, 0.75) AS upper, max(pct_yes) AS highest
FROM current_key_questions
WHERE pct_yes IS NOT NULL
GROUP BY framework, standard, ordinal
ORDER BY framework, standard, ordinal
"""
EDGES = "SELECT framework, from_pct, rating FROM framework_rating_bands WHERE from_pct > 0 ORDER BY framework, from_pct"


def draw_all(db: Warehouse, folder: Path) -> tuple[Path, ...]:
    """Draw every picture into a folder as SVG and as PNG; the files.

    Raises ConfigError where Altair is missing, WarehouseError where there is no report or the folder cannot be written.
    """
    try:
        import altair  # noqa: F401 - only whether it is there
        import vl_convert  # noqa: F401
    except ImportError as error:
        raise ConfigError("Pictures need Altair: install it with `pip install 'hmip-inspections[viz]'`.") from error
    files = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, chart in charts(db):
            for kind in ("svg", "png"):
                files.append(folder / f"{name}.{kind}")
                chart.save(files[-1], scale_factor=PNG_SCALE if kind == "png" else 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise WarehouseError(f"The pictures cannot be written to {folder} ({reason}).") from error
    if not files:
        raise WarehouseError("The warehouse holds no rated report to draw: load some with `hmip run`.")
    return tuple(files)


def charts(db: Warehouse) -> Iterator[tuple[str, Drawn]]:
    """Name and picture, one after the other."""
    if over_time := records(db, OVER_TIME):
        yield "ratings-over-time", ratings_over_time(over_time)
    yield from region_maps(db)
    standards = records(db, STANDARDS)
    pages = max((int(str(row["place"])) for row in standards), default=0)
    for page, first in enumerate(range(1, pages + 1, PER_PAGE), start=1):
        shown = [row for row in standards if first <= int(str(row["place"])) < first + PER_PAGE]
        yield "standards" if pages <= PER_PAGE else f"standards-{page}", heat_map(shown)
    questions, edges = records(db, QUESTIONS), records(db, EDGES)
    for framework in sorted({str(row["framework"]) for row in questions}):
        own = [row for row in questions if row["framework"] == framework]
        yield (
            f"key-questions-{framework}",
            spread(own, [row for row in edges if row["framework"] == framework], framework),
        )


def ratings_over_time(rows: Sequence[Record]) -> Drawn:
    """Bars of one length a year, a shade a rating, with the number of reports in each."""
    import altair as alt

    bars = alt.Chart(data(rows)).encode(
        x=alt.X("year:O", title="year of publication"),
        y=alt.Y("reports:Q", stack="normalize", title="share of reports", axis=alt.Axis(format="%")),
        order=alt.Order("points:Q"),
    )
    shade = alt.Color("rating:N", scale=alt.Scale(domain=SCALE, range=SHADES), sort=SCALE, title="overall rating")
    text = bars.mark_text().encode(
        y=alt.Y("reports:Q", stack="normalize", bandPosition=0.5),
        text="reports:Q",
        color=alt.condition(f"datum.points >= {DARK_FROM}", alt.value("white"), alt.value("black")),
        detail="rating:N",
    )
    layers = alt.layer(bars.mark_bar(stroke="black", strokeWidth=0.5).encode(color=shade), text)
    faceted: alt.FacetChart = layers.properties(width=alt.Step(44)).facet(column=alt.Column("framework:N", title=None))
    faceted.title = "Overall ratings by year of publication; the figures are reports"
    resolved: alt.FacetChart = faceted.resolve_scale(x="independent")
    return resolved


def heat_map(rows: Sequence[Record]) -> Drawn:
    """A row a service, a column a standard, a shade and a letter a rating; empty where it is not known."""
    import altair as alt

    known = [row | {"letter": LETTERS[str(row["rating"])]} for row in rows if row["rating"]]
    cells = alt.Chart(data(known)).encode(
        x=alt.X("thread:N", title=None, axis=alt.Axis(orient="top", labelAngle=-40, labelLimit=260)),
        y=alt.Y("service:N", title=None, axis=alt.Axis(labelLimit=320)),
    )
    shade = alt.Color("rating:N", scale=alt.Scale(domain=SCALE, range=SHADES), sort=SCALE, title="rating")
    text = cells.mark_text(fontSize=10).encode(
        text="letter:N", color=alt.condition(f"datum.points >= {DARK_FROM}", alt.value("white"), alt.value("black"))
    )
    return alt.layer(cells.mark_rect(stroke="white").encode(color=shade), text).properties(
        width=alt.Step(ROW * 2),
        height=alt.Step(ROW),
        title="Latest report of each service; empty: not rated, not known, or not a standard then",
    )


def spread(rows: Sequence[Record], edges: Sequence[Record], framework: str) -> Drawn:
    """A line from lowest to highest, a bar for the middle half, a stroke at the median, band edges behind."""
    import altair as alt

    order = [str(row["question"]) for row in rows]
    base = alt.Chart(data(rows)).encode(y=alt.Y("question:N", sort=order, title=None))
    axis = alt.X("lowest:Q", title="per cent of cases answered yes", scale=alt.Scale(domain=[0, 100]))
    bands = alt.Chart(data(edges)).mark_rule(strokeDash=[2, 3], color="#777").encode(x="from_pct:Q")
    return alt.layer(
        bands,
        base.mark_rule(color="black").encode(x=axis, x2="highest:Q"),
        base.mark_bar(height=9, color=SHADES[1], stroke="black").encode(x="lower:Q", x2="upper:Q"),
        base.mark_tick(color="black", thickness=3, height=13).encode(x="median:Q"),
    ).properties(
        width=520,
        height=alt.Step(ROW + 4),
        title=f"Key questions of {framework}: lowest, middle half, median, highest; dotted where a band begins",
    )
