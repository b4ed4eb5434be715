"""How the replica misbehaves: each fault strikes requests for some path, so many times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

KINDS = (
    "500",
    "503-retry-after",
    "429",
    "429-retry-after",
    "403",
    "slow",
    "cut",
    "short-length",
    "error-page",
    "html-pdf",
    "redirect-host",
    "redirect-private",
    "redirect-file",
    "redirect-circle",
)
PASSING = ("500", "503-retry-after", "slow", "cut", "short-length")
"""Faults that another attempt gets over."""
MIXED = (*PASSING[:2], *PASSING[3:], "500", *PASSING[3:], "cut", "slow")
"""The same, those seldom that cost the client its patience or the second that was asked for."""
LASTING = ("html-pdf", "redirect-host", "redirect-private", "redirect-circle")
"""Faults of one address that another attempt does not help against."""


@dataclass(slots=True)
class Fault:
    """One fault."""

    kind: str
    part: str
    """Which paths it strikes: those that contain this."""
    times: int = 1
    struck: int = 0

    def strikes(self, path: str) -> bool:
        """Whether it strikes now; counts."""
        if self.part not in path or self.struck >= self.times:
            return False
        self.struck += 1
        return True


def plan(paths: Sequence[str], seed: int, passing: int, lasting: int) -> list[Fault]:
    """Faults of all kinds, spread over paths by chance; each path has one at most."""
    rng = Random(seed)  # noqa: S311
    chosen = rng.sample(list(paths), passing + lasting)
    faults = [Fault(MIXED[n % len(MIXED)], path) for n, path in enumerate(chosen[:passing])]
    faults += [Fault(LASTING[n % len(LASTING)], path) for n, path in enumerate(chosen[passing:])]
    return faults
