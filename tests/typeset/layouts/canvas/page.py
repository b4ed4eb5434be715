"""Pages as lists of things to draw; distances in points from the top left corner."""

from dataclasses import dataclass, field
from typing import Literal

from .lines import Line

WIDE, HIGH = 595.28, 841.89
MARGIN, TOP, BOTTOM = 62.0, 70.0, 66.0


@dataclass(frozen=True)
class TextOp:
    """A line of text whose baseline is at `y`."""

    x: float
    y: float
    line: Line


@dataclass(frozen=True)
class RectOp:
    """A filled or outlined rectangle, or a filled disc in it."""

    x: float
    y: float
    w: float
    h: float
    fill: str = ""
    stroke: str = ""
    round: bool = False


@dataclass(frozen=True)
class RuleOp:
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float
    colour: str
    weight: float = 0.6


Op = TextOp | RectOp | RuleOp


@dataclass
class Page:
    """A page being filled."""

    orientation: Literal["portrait", "landscape", "rotate_flag", "rotate_back", "sideways"] = "portrait"
    ops: list[Op] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    notes_height: float = 0.0
    bare: bool = False

    @property
    def width(self) -> float:
        return WIDE if self.orientation == "portrait" else HIGH

    @property
    def height(self) -> float:
        return HIGH if self.orientation == "portrait" else WIDE
