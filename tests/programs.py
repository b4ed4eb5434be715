"""Programs of the system that some tests look with, and where they are on this machine."""

from __future__ import annotations

import shutil
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Program:
    """A program that `make setup` does not install, as it is none of Python's."""

    title: str
    commands: tuple[str, ...]
    """Names that it goes by; the first that is on the PATH is taken."""
    looks_at: str
    """What the tests look at with it."""
    package: str
    """Debian's package."""

    @property
    def path(self) -> str | None:
        """Where it is; None where it is not installed."""
        return next(filter(None, map(shutil.which, self.commands)), None)


PROGRAMS = {
    "browser": Program("Chromium", ("chromium", "chromium-browser", "google-chrome"), "the website", "chromium"),
    "libreoffice": Program("LibreOffice", ("soffice", "libreoffice"), "the workbook", "libreoffice-calc-nogui"),
    "rscript": Program("R", ("Rscript",), "the snippets for R", "r-base-core"),
}
"""By the fixture through which a test uses it."""


def without(missing: set[str], fixtures: tuple[str, ...]) -> str | None:
    """The first missing program that a test with these fixtures needs, by its name in `PROGRAMS`; None without any."""
    return next((name for name in PROGRAMS if name in missing and name in fixtures), None)


def notice(name: str, count: int) -> tuple[str, str]:
    """What the summary says of the tests that were left out for want of a program."""
    program = PROGRAMS[name]
    tests = f"{count} {'test' if count == 1 else 'tests'} of {program.looks_at}"
    return (
        f"{tests} did not run: {program.title} is not installed.",
        f"Debian, Ubuntu: apt-get install {program.package}. Others: put a '{program.commands[0]}' on the PATH.",
    )
