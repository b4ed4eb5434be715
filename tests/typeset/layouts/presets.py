"""Named combinations of traits, read from `presets.toml`, and combinations by chance."""

import tomllib
from pathlib import Path
from random import Random
from typing import Any

from .traits import Layout

FILE = Path(__file__).with_name("presets.toml")
DATA = tomllib.loads(FILE.read_text(encoding="utf-8"))


def variant(base: str, **traits: Any) -> Layout:
    """A layout in the manner of `early` or `late`, with some traits changed."""
    return Layout(**{**DATA[base], **traits})


PRESETS: dict[str, Layout] = {name: variant(**traits) for name, traits in DATA["preset"].items()}


def mixed(seed: int, framework: str) -> Layout:
    """Traits put together by chance, as far as they go together."""
    rng = Random(f"{seed} mixed")  # noqa: S311
    data = DATA["mixed"]
    traits: dict[str, Any] = {name: rng.choice(values) for name, values in data["choice"].items()}
    traits |= {name: rng.random() < 0.22 for name in data["rare"]}
    traits |= {name: rng.random() < 0.5 for name in data["even"]}
    traits["engine"] = rng.choice(["canvas", "canvas", "typst"])
    if traits["engine"] == "canvas" and rng.random() < 0.4:
        traits["scraps"] = rng.choice([0.0, 0.02, 0.05])
        traits["glued"] = rng.choice([0.0, 0.04])
        traits["bogus_spaces"] = rng.choice([0.0, 0.01])
        traits["word_by_word"] = rng.random() < 0.2
    if traits["font"] in ("vera", *(["modern"] if traits["engine"] == "typst" else [])):  # others lack the characters
        traits |= {"ligatures": rng.random() < 0.3, "no_break": rng.random() < 0.3}
    if rng.random() < 0.2:
        traits["summary_split"] = rng.choice(["header", "no_header"])
        traits["summary_orientation"] = "portrait"
        traits["summary"] = rng.choice(["ruled", "tabbed"])
    traits["unrated"] = rng.choice(["", "", "", "", "", "2", "3"])
    traits["resettlement"] = rng.random() < 0.85
    traits["chapter_pages"] = rng.random() < 0.8
    traits["pictured"] = rng.choice([(), (), (), ("1.2", "3.1")])
    if framework == "youth-2018":
        traits["body_tables"] = rng.random() < 0.4
        return variant("early", **{"key_findings": rng.random() < 0.7, **traits})
    return variant("late", **{"annex": rng.random() < 0.5, "glossary": rng.random() < 0.5, **traits})
