"""The reports bundled as `data/samples/`: `python -m tests.typeset.samples` makes them again."""

from pathlib import Path

from .__main__ import write
from .framework import Frozen
from .layouts import PRESETS, Layout

FOLDER = Path(__file__).parents[2] / "data" / "samples"


class Sample(Frozen):
    """A report to bundle: a preset, shortened, with the plants in it."""

    preset: str
    seed: int
    plants: tuple[str, ...] = ()

    @property
    def layout(self) -> Layout:
        return PRESETS[self.preset].model_copy(update={"long": False, "glossary": False, "chapter_pages": False})

    @property
    def framework(self) -> str:
        return self.layout.framework

    @property
    def name(self) -> str:
        return self.preset


SAMPLES = (
    Sample(preset="canvas-2018", seed=21),
    Sample(preset="typst-2021", seed=22),
    Sample(preset="hostile-2021", seed=23),
    Sample(preset="marks-2018", seed=24, plants=("overall_mismatch", "summary_vs_annex", "recommendation_count")),
    Sample(preset="landscape-2021", seed=25, plants=("band_mismatch", "prose_pct_mismatch")),
)


def main() -> None:
    """Write the bundled samples."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for sample in SAMPLES:
        path = write(FOLDER, sample.name, sample.seed, sample.framework, sample.layout, sample.plants)
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
