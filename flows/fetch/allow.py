"""Which addresses we may go to: http and https, hosts on the list, and no host that resolves into a private network."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Collection
from urllib.parse import urlsplit

from flows.fetch.errors import RefusedError, TemporaryError

PORTS = {"http": 80, "https": 443}

Resolve = Callable[[str, int], list[str]]


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host; raises OSError where it has none."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port of an address; raises RefusedError for what is no plain http address."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise RefusedError(url, "this is no address.") from error
    if parts.scheme not in PORTS:
        raise RefusedError(url, f"only http and https are read, not '{parts.scheme or 'no scheme'}'.")
    if parts.username is not None or parts.password is not None:
        raise RefusedError(url, "an address with a user name is not followed.")
    if not parts.hostname:
        raise RefusedError(url, "the address names no host.")
    return parts.scheme, parts.hostname.rstrip("."), port or PORTS[parts.scheme]


def check_listed(url: str, allowed: Collection[str]) -> None:
    """Raise RefusedError unless the host is on the list: by name for the usual port, as `host:port` for any other."""
    scheme, host, port = origin(url)
    if f"{host}:{port}" in allowed or (port == PORTS[scheme] and host in allowed):
        return
    raise RefusedError(url, f"the host '{host}:{port}' is not on the list of hosts in publishers.toml.")


def safe_addresses(url: str, allowed: Collection[str], lookup: Resolve = resolve) -> list[str]:
    """The addresses to connect to, all public; raises RefusedError, or TemporaryError for a name that is unknown.

    A host that is listed as a literal address has been allowed as what it is; names never lead into a private network.
    """
    _, host, port = origin(url)
    try:
        ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        check_listed(url, allowed)
        return [host]
    try:
        found = lookup(host, port)
    except OSError as error:
        raise TemporaryError(url, f"the name '{host}' cannot be resolved.") from error
    for address in found:
        if not ipaddress.ip_address(address.partition("%")[0]).is_global:
            raise RefusedError(url, f"'{host}' resolves to {address}, which is no public address.")
    if not found:
        raise TemporaryError(url, f"the name '{host}' cannot be resolved.")
    return found
