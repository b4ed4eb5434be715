"""When the nightly run starts; apart from everything else, so that a short command need not import more."""

from __future__ import annotations

CRON = "30 3 * * *"
TIMEZONE = "Europe/London"
