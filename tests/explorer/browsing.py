"""A browser for the tests, pages that must not ask other hosts for anything, and screenshots."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright

SHOTS = Path(__file__).resolve().parents[2] / "build" / "screenshots"
DESKTOP = (1280, 900)
PHONE = (320, 640)
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def launch(playwright: Playwright, executable: str, *, is_root: bool) -> Browser:
    """The system's own browser; as root it runs only without its sandbox."""
    flags = [*FLAGS, *(["--no-sandbox"] if is_root else [])]
    return playwright.chromium.launch(executable_path=executable, args=flags)


@dataclass
class Tab:
    """A page, and what went wrong on it."""

    page: Page
    address: str
    troubles: list[str] = field(default_factory=list)
    """Messages of the console, errors, and requests to other hosts."""

    def open(self, path: str) -> None:
        """Go to a page of the site and wait until it is there."""
        self.page.goto(f"{self.address}/{path}")

    def shot(self, name: str, *, whole: bool = False) -> None:
        """Keep a picture of what is to be seen."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", full_page=whole)

    def is_too_wide(self) -> bool:
        """Whether the page has to be scrolled sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@contextmanager
def tab(browser: Browser, address: str, size: tuple[int, int] = DESKTOP, *, scripts: bool = True) -> Iterator[Tab]:
    """A fresh tab; it must have had no trouble when it is closed."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, java_script_enabled=scripts, accept_downloads=True
    )
    page = context.new_page()
    opened = Tab(page, address)
    page.on("console", lambda message: opened.troubles.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: opened.troubles.append(f"error: {error}"))
    page.on("dialog", lambda dialog: opened.troubles.append(f"dialog: {dialog.message}"))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((address, "blob:", "data:"))
            else opened.troubles.append(f"request: {request.url}")
        ),
    )
    yield opened
    context.close()
    assert not opened.troubles
