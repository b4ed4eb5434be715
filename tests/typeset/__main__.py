"""Write fictional reports: `python -m tests.typeset OUT --seed 1 --count 20`."""

import argparse
import json
from pathlib import Path
from random import Random

from .content import make_content
from .layouts import PRESETS, Layout, mixed, scope_of, typeset
from .plants import KINDS


def write(out: Path, name: str, seed: int, framework: str, layout: Layout, plants: tuple[str, ...]) -> Path:
    """The PDF written, with its truth and its planted contradictions beside it."""
    report = make_content(seed, framework, plants_wanted=plants, scope=scope_of(layout))
    made = typeset(report, layout)
    path = out / f"{report.slug}--{name}.pdf"
    path.write_bytes(made.pdf)
    for ending, value in (("truth", made.truth), ("planted", made.planted), ("claims", made.claims)):
        text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
        path.with_suffix(f".{ending}.json").write_text(text, encoding="utf-8")
    return path


def choose(seed: int, preset: str | None, framework: str | None) -> tuple[str, Layout, str]:
    """A preset by name or by chance, and a framework that it suits; `mixed` puts traits together by chance."""
    rng = Random(seed)  # noqa: S311
    if preset == "mixed":
        chosen = framework or rng.choice(["youth-2018", "youth-2021"])
        return preset, mixed(seed, chosen), chosen
    fitting = [n for n, p in PRESETS.items() if framework in (None, p.framework)]
    name = preset or rng.choice(sorted(fitting))
    layout = PRESETS[name]
    return name, layout, layout.framework


def main() -> None:
    """Parse the command line and write the reports."""
    args = argparse.ArgumentParser(prog="python -m tests.typeset", description=__doc__)
    args.add_argument(
        "out", type=Path, nargs="?", help="folder for NAME.pdf, NAME.truth.json, NAME.planted.json and NAME.claims.json"
    )
    args.add_argument("--seed", type=int, default=1, help="seed of the first report")
    args.add_argument("--count", type=int, default=1, help="how many reports")
    args.add_argument("--framework", choices=["youth-2018", "youth-2021"])
    args.add_argument("--preset", choices=[*sorted(PRESETS), "mixed"], help="by chance if left out")
    args.add_argument("--plants", nargs="*", choices=sorted(KINDS), default=[], help="contradictions to put in")
    args.add_argument("--list", action="store_true", help="show the presets")
    opt = args.parse_args()
    if opt.list or opt.out is None:
        for name, layout in PRESETS.items():
            print(f"{name:28}{layout.engine:8}{layout.framework}")
        return
    opt.out.mkdir(parents=True, exist_ok=True)
    for seed in range(opt.seed, opt.seed + opt.count):
        name, layout, framework = choose(seed, opt.preset, opt.framework)
        print(write(opt.out, name, seed, framework, layout, tuple(opt.plants)))


if __name__ == "__main__":
    main()
