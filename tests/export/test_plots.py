"""Pictures: they are drawn, say in words what the shades mean, and need no colour."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.errors import WarehouseError
from warehouse.plot_style import DARK_FROM, SHADES
from warehouse.plots import charts, draw_all
from warehouse.store import Warehouse, open_warehouse


def brightness(shade: str) -> float:
    """Relative luminance, which is what is left in black and white."""
    red, green, blue = (int(shade[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def test_shades_differ_in_black_and_white_and_letters_stand_out() -> None:
    lights = [brightness(shade) for shade in SHADES]
    assert lights == sorted(lights, reverse=True)
    assert all(contrast(a, b) > 1.5 for a, b in zip(lights, lights[1:], strict=False))
    for points, light in enumerate(lights):
        letters = 1.0 if points >= DARK_FROM else 0.0
        assert contrast(light, letters) >= 4.5, points


def test_the_map_has_every_region_and_what_is_in_none(history: Warehouse, tmp_path: Path) -> None:
    history.execute("UPDATE services SET region = 'Wales' WHERE region = 'North'")
    history.execute("UPDATE services SET region = 'London' WHERE service_id = 'gamma'")
    history.execute("UPDATE reports SET service_id = NULL WHERE service_id = 'beta'")
    drawn = dict(charts(history))
    assert [name for name in drawn if name.startswith("regions")] == ["regions-youth-2018", "regions-youth-2021"]
    drawn["regions-youth-2021"].save(tmp_path / "map.svg")
    text = (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert all(said in text for said in (">London<", ">Wales<", "1 of 1 services; median score", ">1 of 3 services"))
    assert "Not on the map: 2 services of no known region" in text, "by two printed names"
    assert text.count(">O<") == text.count(">I<") == 2, "every bar has its letter"


def test_every_picture_is_drawn_as_svg_and_png(sample_db: Warehouse, tmp_path: Path) -> None:
    files = draw_all(sample_db, tmp_path)
    assert [f.name for f in files if f.suffix == ".svg"] == [
        "ratings-over-time.svg",
        "regions-youth-2018.svg",
        "regions-youth-2021.svg",
        "standards.svg",
        "key-questions-youth-2018.svg",
        "key-questions-youth-2021.svg",
    ]
    for file in files:
        start = file.read_bytes()[:8]
        assert start.startswith(b"<svg") if file.suffix == ".svg" else start == b"\x89PNG\r\n\x1a\n"
    text = (tmp_path / "standards.svg").read_text(encoding="utf-8")
    assert "Dunbeck Youth Justice Team" in text
    assert "3.4 Joint working" in text and "3.4 Out-of-court disposal policy and provision" in text


def test_many_services_are_drawn_on_several_pages(thousand: Path) -> None:
    with open_warehouse(thousand, read_only=True) as db:
        names = [name for name, _ in charts(db)]
    assert names[:3] == ["ratings-over-time", "standards-1", "standards-2"]
    assert len(names) == 1 + 10 + 2


def test_an_empty_warehouse_has_nothing_to_draw(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as db, pytest.raises(WarehouseError, match="no rated report"):
        draw_all(db, tmp_path / "pictures")
