"""`data/publishers.toml`: where publishers are, which hosts may be asked, and how titles are told apart."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from flows.publisher.kinds import Kind
from flows.publisher.paging import MAX_PAGES
from schemas.base import Model
from schemas.errors import ConfigError


class Site(Model):
    """What every publisher has."""

    name: str
    nightly: bool = True
    """Whether it is read every night, or only in a backfill."""
    hosts: tuple[str, ...] = ()
    """Hosts that may be asked: a name for the usual port, or `name:port`."""


class NewSite(Site):
    """The new site."""

    adapter: Literal["new-site"]
    base: str
    ways: tuple[Literal["rest", "sitemap", "listing"], ...] = ("rest", "sitemap", "listing")
    rest: str = ""
    sitemap: str = ""
    sitemap_part: str = "document"
    """What the address of a sitemap of documents contains."""
    page_path: str = "/document/"
    """What the address of a document page contains."""
    listing: str = ""
    max_pages: int = MAX_PAGES


class OldSite(Site):
    """The old site."""

    adapter: Literal["old-site"]
    base: str
    listing: str
    query: dict[str, str] = {}
    max_pages: int = MAX_PAGES


class Folder(Site):
    """A folder of PDFs."""

    adapter: Literal["folder"]
    folder: str


class UrlList(Site):
    """A list of addresses."""

    adapter: Literal["url-list"]
    file: Path


AnySite = Annotated[NewSite | OldSite | Folder | UrlList, Field(discriminator="adapter")]


class PublishersFile(Model):
    """The file as a whole."""

    publisher: tuple[AnySite, ...]
    kind: tuple[Kind, ...]

    @model_validator(mode="after")
    def _can_do_something(self) -> Self:
        """A file that names nothing to read would make every night an empty success."""
        names = [site.name for site in self.publisher]
        if not names:
            raise PydanticCustomError("no_publisher", "it names no [[publisher]]")
        if twice := sorted(name for name in set(names) if names.count(name) > 1):
            raise PydanticCustomError("twice", "it names the publisher '{name}' twice", {"name": twice[0]})
        if not any(kind.take for kind in self.kind):
            raise PydanticCustomError("no_kind", "no [[kind]] has 'take = true', so nothing would be read")
        return self

    @property
    def hosts(self) -> frozenset[str]:
        """All hosts that may be asked."""
        return frozenset(host for site in self.publisher for host in site.hosts)


def load_publishers(path: Path) -> PublishersFile:
    """The publishers on file; raises ConfigError that names what is wrong."""
    try:
        return PublishersFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ConfigError(f"The file {path} cannot be read ({error.strerror}).") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"The file {path} is no TOML: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        where = f" at {place}" if place else ""
        raise ConfigError(f"The file {path} is wrong{where}: {first['msg']}.") from error
