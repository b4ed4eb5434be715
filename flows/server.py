"""Prefect without a server, an account or the internet: its settings, and its own server inside this process.

Prefect would start a second process for the server, which takes longer and outlives a run that is killed. The server of
this module is a thread: it ends with the run, whatever ends the run.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.errors import SourceError

START_SECONDS = 120
STOP_SECONDS = 5

QUIET = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": str(START_SECONDS),
    "PREFECT_UI_ENABLED": "0",
    # The run reports its failures itself; Prefect's copy of each traceback would bury the sentence.
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
}


def configure(home: Path) -> None:
    """Set what Prefect reads from the environment when it is imported; a setting that is there already stands.

    Prefect keeps its files in `home`, unless PREFECT_HOME says otherwise.
    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    if "PREFECT_HOME" not in os.environ:
        home.mkdir(parents=True, exist_ok=True)
        ignore = home / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
        os.environ["PREFECT_HOME"] = str(home.resolve())


@contextmanager
def server() -> Iterator[None]:
    """Within it, flows talk to the server that Prefect is configured for; where there is none, to one in this process.

    Raises SourceError where the one does not answer or the other does not start.
    """
    from prefect.settings import PREFECT_API_URL, get_current_settings, temporary_settings

    if get_current_settings().api.url is not None:
        check_answers()
        yield
        return
    import uvicorn
    from prefect.server.api.server import create_app

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(create_app(ephemeral=True), log_level="critical", timeout_graceful_shutdown=1)
        local = uvicorn.Server(config)
        thread = threading.Thread(target=local.run, args=([listener],), name="prefect-server", daemon=True)
        thread.start()
        try:
            _await(local, thread)
            address = f"http://127.0.0.1:{listener.getsockname()[1]}/api"
            with temporary_settings({PREFECT_API_URL: address}):
                yield
        finally:
            local.should_exit = True
            thread.join(STOP_SECONDS)


def without_password(url: str) -> str:
    """An address as it may be printed."""
    scheme, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{path}"


def check_answers() -> None:
    """Raise SourceError unless the server that PREFECT_API_URL names answers."""
    from prefect.client.orchestration import get_client
    from prefect.settings import get_current_settings

    error = get_client(sync_client=True).api_healthcheck()
    if error is not None:
        address = without_password(str(get_current_settings().api.url))
        raise SourceError(
            f"The Prefect server at {address} does not answer ({type(error).__name__}): start it, correct or unset "
            "PREFECT_API_URL, or run without it (--no-prefect)."
        )


def _await(local: object, thread: threading.Thread) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not getattr(local, "started", False):
        if not thread.is_alive() or time.monotonic() > deadline:
            raise SourceError("Prefect's server does not start here; run again with --no-prefect.")
        time.sleep(0.02)
