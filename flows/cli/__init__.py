"""The command `hmip`."""

from __future__ import annotations

import gc
import os
import sys

from flows.processes import DEFAULT_MEGABYTES, DEFAULT_READER, DEFAULT_SECONDS, start_ahead


def main() -> None:
    """Run `hmip` with the arguments of the process; ends it with the command's exit status.

    What takes the time of a short command is imports, so they are made lighter here, and where a PDF is named they run
    beside those of the process that will read it.
    """
    # pydantic looks through every installed package for plugins when it is imported; hmip has none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Imports make many objects and no garbage worth looking for.
    gc.set_threshold(50_000, 20, 20)
    if any(argument.lower().endswith(".pdf") for argument in sys.argv[1:]):
        start_ahead(DEFAULT_READER, DEFAULT_SECONDS, DEFAULT_MEGABYTES)
    from flows.cli.app import app

    app(prog_name="hmip")
