"""A transport that connects only to the addresses that were checked, whatever a name means a moment later."""

from __future__ import annotations

from collections.abc import Collection

import httpx2

from flows.fetch.allow import Resolve, check_listed, origin, resolve, safe_addresses


class PinnedTransport(httpx2.BaseTransport):
    """Checks the host against the list, resolves it, checks the result, and connects to just that."""

    def __init__(self, allowed: Collection[str], lookup: Resolve = resolve) -> None:
        self.allowed = frozenset(allowed)
        self.lookup = lookup
        # One pool a host: hosts that share an address must not share a connection made in another's name.
        self._pools: dict[str, httpx2.HTTPTransport] = {}

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer of the host; raises RefusedError before any connection is made."""
        url = str(request.url)
        check_listed(url, self.allowed)
        address = safe_addresses(url, self.allowed, self.lookup)[0]
        _, host, _ = origin(url)
        pool = self._pools.get(host)
        if pool is None:
            pool = self._pools[host] = httpx2.HTTPTransport(trust_env=False, limits=httpx2.Limits(max_connections=1))
        pinned = httpx2.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,  # its Host names the host, not the address
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": host},
        )
        return pool.handle_request(pinned)

    def close(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            pool.close()
