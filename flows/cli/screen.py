"""The console for tables: as wide as the terminal, and wide enough for whole rows where there is none."""

from __future__ import annotations

import sys

from rich.console import Console

PIPE_WIDTH = 160


def console() -> Console:
    """A console on standard output; it colours only a terminal."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_WIDTH)
