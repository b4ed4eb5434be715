"""The replica on a port of the loopback interface, and a configuration that knows only it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from flows.settings import DATA_DIR
from tests.replica.app import Replica
from tests.replica.site import Site

PUBLISHERS = """
[[publisher]]
name = "new-site"
adapter = "new-site"
base = "{base}"
hosts = ["{host}"]
ways = [{ways}]
rest = "/wp-json/wp/v2/document"
sitemap = "/sitemap_index.xml"
listing = "/our-reports/"

[[publisher]]
name = "old-site"
adapter = "old-site"
nightly = {old}
base = "{base}"
hosts = ["{host}"]
listing = "/hmiprobation/inspections"
query = {{ probation-inspection-type = "inspection-of-youth-offending-services-2018-onwards" }}

"""


@contextmanager
def serving(site: Site, port: int = 0) -> Iterator[str]:
    """The replica's address, for as long as the block runs."""
    # With its protocol named, the event loop turns off the wait before small packets.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        config = uvicorn.Config(Replica(site), log_level="critical", lifespan="off", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), name="replica", daemon=True)
        thread.start()
        deadline = time.monotonic() + 20
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(5)


def write_publishers(
    path: Path, base: str, ways: tuple[str, ...] = ("rest", "sitemap", "listing"), *, old: bool = False
) -> Path:
    """A publishers.toml for the replica: its addresses, and the wording of the real one."""
    real = (DATA_DIR / "publishers.toml").read_text(encoding="utf-8")
    kinds = real[real.index("[[kind]]") :]
    quoted = ", ".join(f'"{way}"' for way in ways)
    host = base.removeprefix("http://")
    text = PUBLISHERS.format(base=base, host=host, ways=quoted, old=str(old).lower())
    path.write_text(text + kinds, encoding="utf-8")
    return path
