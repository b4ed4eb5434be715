"""What a host's robots.txt asks of us, as RFC 9309 reads it: the longest matching line decides, `*` and `$` count."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

AGENT = "hmip-inspections"


@dataclass(slots=True)
class Group:
    """The lines for some agents."""

    agents: list[str] = field(default_factory=list)
    rules: list[tuple[str, bool]] = field(default_factory=list)
    """Path and whether it is allowed."""
    delay: float | None = None
    """Seconds between two requests, where the host asks for some."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The lines that hold for us."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float | None = None

    def allows(self, url: str) -> bool:
        """Whether we may read an address; of two lines of one length the one that allows it wins."""
        parts = urlsplit(url)
        path = unquote(parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        best = max(((len(rule), ok) for rule, ok in self.rules if matches(rule, path)), default=(0, True))
        return best[1]


NOTHING = Robots(rules=(("/", False),))
"""Nothing may be read: the host's robots.txt cannot be had tonight."""


def matches(rule: str, path: str) -> bool:
    """Whether a line's path covers a path."""
    ends = rule.endswith("$")
    first, *rest = unquote(rule.removesuffix("$")).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, piece in enumerate(rest, start=1):
        if ends and number == len(rest):
            return len(path) - len(piece) >= at and path.endswith(piece)
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not ends or at == len(path)


def parse(text: str, agent: str = AGENT) -> Robots:
    """The lines of a robots.txt that hold for an agent: its own, or else everybody's."""
    groups = _groups(text)
    mine = [g for g in groups if agent in g.agents] or [g for g in groups if "*" in g.agents]
    rules = tuple(rule for group in mine for rule in group.rules)
    return Robots(rules, max((g.delay for g in mine if g.delay is not None), default=None))


def _groups(text: str) -> list[Group]:
    groups: list[Group] = []
    naming = False
    for line in text.removeprefix("\ufeff").splitlines():
        name, colon, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        if not colon:
            continue
        name = name.lower()
        if name == "user-agent":
            if not naming:
                groups.append(Group())
            groups[-1].agents.append(value.lower())
        elif groups:
            _add(groups[-1], name, value)
        naming = name == "user-agent"
    return groups


def _add(group: Group, name: str, value: str) -> None:
    if name in ("allow", "disallow") and value:
        group.rules.append((value, name == "allow"))
    elif name == "crawl-delay":
        try:
            delay = float(value)
        except ValueError:
            return
        if math.isfinite(delay):
            group.delay = max(0.0, delay)
