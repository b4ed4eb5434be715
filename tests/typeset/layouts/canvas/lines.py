"""Text broken into lines of placed words."""

from dataclasses import dataclass, field

from tests.typeset.layouts.blocks import MARK
from tests.typeset.layouts.traits import Layout
from tests.typeset.layouts.typography import dress, syllables

from .fonts import width

SOFT = "\u00ad"


@dataclass(frozen=True)
class Style:
    """How a run of text is set."""

    font: str
    size: float
    leading: float
    colour: str = "#000000"
    align: str = "left"
    spaced: float = 0.0
    heading: bool = False

    def measure(self, text: str) -> float:
        return width(text, self.font, self.size) + self.spaced * len(text)


@dataclass
class Word:
    """A word at `x`; `rise` lifts a footnote mark. `glued` words follow the one before without a space."""

    x: float
    text: str
    style: Style
    size: float
    rise: float = 0.0
    glued: bool = False

    @property
    def end(self) -> float:
        return self.x + width(self.text, self.style.font, self.size) + self.style.spaced * len(self.text)


@dataclass
class Line:
    """Words on one line, with the footnotes whose marks stand in it."""

    words: list[Word] = field(default_factory=list)
    leading: float = 0.0
    notes: list[int] = field(default_factory=list)

    @property
    def width(self) -> float:
        return self.words[-1].end if self.words else 0.0


def chunks(word: str) -> list[tuple[str, int, float]]:
    """A word cut into plain text and footnote marks: (text, 0, 1.0) or (digits, note, scale of the mark)."""
    out: list[tuple[str, int, float]] = []
    last = 0
    for m in MARK.finditer(word):
        out += [(word[last : m.start()], 0, 1.0), (m[2], int(m[2]), 1.0 if m[1] else 0.62)]
        last = m.end()
    return [c for c in [*out, (word[last:], 0, 1.0)] if c[0]]


def cut(word: str, room: float, style: Style, layout: Layout) -> tuple[str, str] | None:
    """A word in two, the first part fitting into the room: after a real hyphen, or with a soft one where allowed."""
    if MARK.search(word):
        return None
    best: tuple[str, str] | None = None
    for i, char in enumerate(word[:-1]):
        if char == "-" and i > 1 and style.measure(word[: i + 1]) <= room:
            best = (word[: i + 1], word[i + 1 :])
    if best is None and layout.soft_hyphens and not style.heading:
        core = word.rstrip(".,;:")
        for i in syllables(core):
            if style.measure(word[:i] + SOFT) <= room:
                best = (word[:i] + SOFT, word[i:])
    return best


def broken(text: str, measure: float, style: Style, layout: Layout) -> list[Line]:
    """The text, newlines kept, in lines no wider than `measure`."""
    lines: list[Line] = []
    for part in dress(text, layout).split("\n"):
        lines += _paragraph(part, measure, style, layout)
    return lines


def _paragraph(text: str, measure: float, style: Style, layout: Layout) -> list[Line]:
    lines = [Line(leading=style.leading)]
    space = style.measure(" ")
    waiting = [w for w in text.split(" ") if w]
    while waiting:
        word = waiting.pop(0)
        line = lines[-1]
        x = line.width + space if line.words else 0.0
        if x + _extent(word, style) <= measure:
            _put(line, x, word, style)
            continue
        parts = cut(word, measure - x, style, layout)
        if parts:
            _put(line, x, parts[0], style)
            word = parts[1]
        elif not line.words:
            _put(line, 0.0, word, style)
            continue
        lines.append(Line(leading=style.leading))
        waiting.insert(0, word)
    if style.align == "justify":
        for line in lines[:-1]:
            _stretch(line, measure)
    return lines


def _extent(word: str, style: Style) -> float:
    return sum(style.measure(text) * scale for text, _, scale in chunks(word))


def _put(line: Line, x: float, word: str, style: Style) -> None:
    glued = False
    for text, note, scale in chunks(word):
        rise = style.size * 0.34 if scale < 1 else 0.0
        line.words.append(Word(x, text, style, style.size * scale, rise, glued))
        x = line.words[-1].end
        glued = True
        if note:
            line.notes.append(note)


def _stretch(line: Line, measure: float) -> None:
    gaps = sum(not w.glued for w in line.words[1:])
    if not gaps:
        return
    extra = (measure - line.width) / gaps
    shift = 0.0
    for word in line.words[1:]:
        shift += 0.0 if word.glued else extra
        word.x += shift


def aligned(line: Line, measure: float, align: str) -> float:
    """How far a line is moved in by its alignment."""
    if align == "right":
        return measure - line.width
    return (measure - line.width) / 2 if align == "center" else 0.0
