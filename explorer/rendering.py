"""Templates to pages: everything from the warehouse is escaped, and only addresses of the web become links."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
ASSETS = HERE / "assets"
RATING_CLASSES = {"Outstanding": "o", "Good": "g", "Requires improvement": "r", "Inadequate": "i"}


def file_name(key: str) -> str:
    """A key as part of a file's name and of an address: letters, digits, - and _ alone; others by a digest."""
    if re.fullmatch(r"[A-Za-z0-9_-]{1,100}", key):
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()[:12]
    return f"{re.sub(r'[^A-Za-z0-9_-]+', '-', key)[:60].strip('-')}-{digest}"


def web_address(url: str | None, page: int | None = None) -> str | None:
    """An address that may be a link, at a page where one is given; None for a file's name and any other scheme."""
    if url is None or not re.match(r"https?://[^\s<>\"']+$", url):
        return None
    return f"{url}#page={page}" if page and "#" not in url else url


def month(day: date | None) -> str:
    """Month and year: many reports print no more."""
    return day.strftime("%B %Y") if day else "not printed"


def rating_class(rating: str | None) -> str:
    """The letter that the style sheet colours a rating by; `n` where it is not known."""
    return RATING_CLASSES.get(rating or "", "n")


def in_list(words: Iterable[object]) -> str:
    """Words as a sentence has them: a, b and c."""
    items = [str(word) for word in words]
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def counted(count: int, one: str, many: str | None = None) -> str:
    """A number with its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


@lru_cache
def environment() -> Environment:
    """The templates with their filters; a name that a template asks for and nobody gave fails the build."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {
        "file_name": file_name,
        "web_address": web_address,
        "month": month,
        "rating_class": rating_class,
        "in_list": in_list,
    }
    env.globals |= {"counted": counted}
    return env


def render(template: str, root: str = "", **values: object) -> str:
    """One page. `root` leads from its folder to the site's."""
    return environment().get_template(template).render(root=root, **values)


@lru_cache
def look() -> str:
    """A digest of all templates: pages made from others are out of date."""
    digest = hashlib.sha256()
    for path in sorted(TEMPLATES.iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
