"""What whoever runs the nightly work may set, from the environment: each name with the prefix HMIP_.

Addresses and title wording are not here but in `data/publishers.toml`, which HMIP_PUBLISHERS may replace.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from schemas.errors import ConfigError

DATA_DIR = Path(__file__).resolve().parent.parent / "data"
SERVICES = DATA_DIR / "services.csv"


DAY_SECONDS = 86_400.0


def _sendable(words: str) -> str:
    """The words, where they can stand in a header."""
    if not (words.isascii() and words.isprintable()):
        raise PydanticCustomError("sendable", "only plain characters can be sent: no accents, no line breaks")
    return words


def _web_address(url: str) -> str:
    """The address, where it is one of the web, or none at all."""
    if url and not url.startswith(("https://", "http://")):
        raise PydanticCustomError("web_address", "an address begins with https:// or http://")
    return url


Seconds = Annotated[float, Field(gt=0, le=DAY_SECONDS)]


class Settings(BaseSettings):
    """The settings of the nightly run."""

    model_config = SettingsConfigDict(
        env_prefix="HMIP_", env_ignore_empty=True, frozen=True, extra="ignore", use_attribute_docstrings=True
    )

    contact: Annotated[str, AfterValidator(_sendable)] = ""
    """Mail address or web page of whoever runs this, sent with the user agent so that the publisher can write there."""
    publishers: Path = DATA_DIR / "publishers.toml"
    """Publishers with their addresses, and the wording that titles are told apart by."""
    services: Path = SERVICES
    """Inspected services."""
    raw: Path | None = None
    """Folder of fetched files and of the fetch ledger; None: `raw` beside the warehouse."""
    pause_seconds: Annotated[float, Field(ge=0, le=3600)] = 3.0
    """Between two requests to one host; robots.txt may ask for more."""
    retry_seconds: Seconds = 2.0
    """Before the first further attempt; doubled each time."""
    retry_max_seconds: Seconds = 120.0
    """The longest that one further attempt is waited for; a host that asks for more is left until the next night."""
    attempts: Annotated[int, Field(ge=1, le=100)] = 4
    """Attempts at one address in all."""
    read_seconds: Seconds = 30.0
    """Silence of the server that ends an attempt."""
    total_seconds: Seconds = 300.0
    """How long one attempt may take in all."""
    max_megabytes: Annotated[float, Field(gt=0, le=10_000)] = 60.0
    """The largest body that is taken."""
    max_redirects: Annotated[int, Field(ge=0, le=100)] = 5
    """Redirects that one request may follow."""
    time_limit_minutes: Annotated[float, Field(gt=0, le=DAY_SECONDS / 60)] = 240.0
    """After this, nothing more is fetched in a night; what was fetched is still loaded."""
    recheck_nights: Annotated[int, Field(ge=1, le=1000)] = 14
    """Every PDF that is known is asked for again, conditionally, at least once in so many nights."""
    stale_years: Annotated[int, Field(ge=1, le=100)] = 5
    """A service whose last report is older than this is named in the digest."""
    webhook: Annotated[str, AfterValidator(_web_address)] = ""
    """Address that the digest is sent to as JSON; empty for none."""

    @property
    def user_agent(self) -> str:
        """What every request says of itself."""
        contact = f"; {self.contact}" if self.contact else ""
        return f"hmip-inspections/0.1 (reads published inspection reports once a night{contact})"


def load_settings() -> Settings:
    """The settings; raises ConfigError that names the variable which is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(["HMIP", *(str(part).upper() for part in first["loc"])])
        raise ConfigError(f"The setting {name} is wrong ({first['msg']}): {first['input']!r}.") from error
