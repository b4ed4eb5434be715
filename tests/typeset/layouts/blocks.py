"""What a page is made of, before any engine sets it.

Text may carry footnotes: `mark(n)` stands where the mark is printed, and the engine prints note `n` at the foot of
that page.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

MARK = re.compile("\ue000(f?)([0-9]+)\ue001")


def mark(note: int, *, full: bool = False) -> str:
    """The place of footnote mark `note` in a text, raised and small or a digit as large as the text."""
    return f"\ue000{'f' if full else ''}{note}\ue001"


@dataclass(frozen=True)
class Heading:
    """A heading; level 0 begins a chapter. `contents` is the line of the contents page, if it has one."""

    text: str
    level: int
    contents: str = ""


@dataclass(frozen=True)
class Para:
    """A paragraph."""

    text: str
    style: Literal["body", "italic", "bold", "small", "lead"] = "body"


@dataclass(frozen=True)
class Items:
    """A list; `labels` are printed before the items, and `sub` holds second-level items by index of the item."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]
    sub: dict[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Cell:
    """A cell of a table; a newline in `text` is a forced break, `lead` a bold line before it."""

    text: str = ""
    bold: bool = False
    italic: bool = False
    align: Literal["left", "right", "center"] = "left"
    valign: Literal["top", "middle", "bottom"] = "middle"
    fill: str = ""
    colour: str = ""
    span: int = 1
    lead: str = ""
    icon: str = ""
    picture: str = ""
    size: float = 0.0


@dataclass(frozen=True)
class Table:
    """Rows over columns whose widths are parts of the measure; the first `header` rows repeat if `repeat`."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    rules: Literal["all", "rows", "none"] = "all"
    header: int = 0
    repeat: bool = False
    breakable: bool = True
    order: Literal["rows", "columns", "values_first", "shuffled"] = "rows"
    pad: float = 4.0


@dataclass(frozen=True)
class Box:
    """Paragraphs in a tinted box."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True)
class Columns:
    """Blocks side by side, each column flowing on its own."""

    left: "tuple[Block, ...]"
    right: "tuple[Block, ...]"


@dataclass(frozen=True)
class PageBreak:
    """A new page, which may be turned; `portrait` again at the next break."""

    orientation: Literal["portrait", "landscape", "rotate_flag", "rotate_back", "sideways"] = "portrait"


@dataclass(frozen=True)
class Fill:
    """Empty space that pushes what follows to the bottom, leaving `keep` points for it."""

    keep: float


@dataclass(frozen=True)
class Gap:
    """Empty space."""

    points: float


@dataclass(frozen=True)
class Cover:
    """The first page."""

    title: str
    area: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Contents:
    """The contents page, of every heading that has a line for it."""


Block = Heading | Para | Items | Table | Box | Columns | PageBreak | Fill | Gap | Cover | Contents


@dataclass(frozen=True)
class Document:
    """Blocks in order, footnotes by number, and what is printed on every page."""

    blocks: tuple[Block, ...]
    notes: dict[int, str]
    running: str
