"""One polite client: asks one host one thing at a time, waits between, and gives up for the night when told to."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self, TypeVar
from urllib.parse import urljoin, urlsplit

import httpx2
import stamina

from flows.fetch.allow import Resolve, check_listed, origin, resolve
from flows.fetch.answers import FINAL, Answer, check_page, check_pdf, check_status
from flows.fetch.errors import (
    BusyError,
    ContentError,
    FetchError,
    GoneError,
    RedirectError,
    RefusedError,
    RobotsError,
    StoppedError,
    TemporaryError,
)
from flows.fetch.ledger import Address, Ledger
from flows.fetch.pinned import PinnedTransport
from flows.fetch.robots import NOTHING, Robots, parse
from flows.settings import Settings

log = logging.getLogger(__name__)

Parsed = TypeVar("Parsed")
KEPT = ("etag", "last-modified", "content-type", "x-wp-total", "x-wp-totalpages")
REDIRECTS = (301, 302, 303, 307, 308)
MAX_DELAY_SECONDS = 3600.0
"""The longest pause that a robots.txt may ask for; one request an hour would take a night for next to nothing."""


@dataclass(slots=True)
class Tally:
    """What the client did in a night."""

    requests: int = 0
    unchanged: int = 0
    """Answers 304."""
    bytes: int = 0
    """Of bodies."""
    paused: float = 0.0
    """Seconds of polite waiting."""
    stopped: dict[str, str] = field(default_factory=dict)
    """Hosts left alone until the next night, with the reason."""


@dataclass(slots=True)
class Host:
    """How we stand with a host tonight."""

    last: float = 0.0
    robots: Robots | None = None
    busy: int = 0
    """How often it said 429."""


class Client:
    """Fetches pages and files, each checked; remembers validators in the ledger."""

    def __init__(self, settings: Settings, ledger: Ledger, allowed: Collection[str], lookup: Resolve = resolve) -> None:
        self.settings = settings
        self.ledger = ledger
        self.allowed = frozenset(allowed)
        self.tally = Tally()
        self._hosts: dict[str, Host] = {}
        self._http = httpx2.Client(
            transport=PinnedTransport(self.allowed, lookup),
            headers={"User-Agent": settings.user_agent, "Accept-Encoding": "gzip"},
            timeout=httpx2.Timeout(settings.read_seconds),
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def page(self, url: str, parse_page: Callable[[Answer], Parsed]) -> Parsed:
        """What a page says; its validators are kept only if the page could be understood. Raises FetchError.

        What a parser stumbles over is a fault of that page too: one page in a form that nobody thought of must not end
        a night, tonight and every night after.
        """
        known = self.ledger.address(url)
        answer = self._ask(url, known if known and known.body is not None else None, check_page)
        try:
            parsed = parse_page(answer)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            raise ContentError(url, f"this page cannot be understood ({type(error).__name__}: {error}).") from error
        if answer.fresh:
            self.ledger.remember_page(url, answer.headers, answer.body)
        else:
            self.ledger.checked(url)
        return parsed

    def pdf(self, url: str, *, again: bool = False) -> Answer | None:
        """A whole PDF; None where the server says that it is the one we have. Raises FetchError.

        `again`: send no validators, as what they stand for is no longer in the store.
        """
        known = None if again else self.ledger.address(url)
        answer = self._ask(url, known if known and known.sha256 else None, check_pdf)
        if not answer.fresh:
            self.ledger.checked(url)
            return None
        return answer

    def _ask(self, url: str, known: Address | None, check: Callable[[str, str, bytes], None] | None) -> Answer:
        """The checked answer, after as many attempts as are worth it; a failed attempt is written down."""
        for attempt in stamina.retry_context(
            on=self._wait_for,
            attempts=self.settings.attempts,
            timeout=None,
            wait_initial=self.settings.retry_seconds,
            wait_max=self.settings.retry_max_seconds,
            wait_jitter=self.settings.retry_seconds / 2,
        ):
            with attempt:
                try:
                    return self._follow(url, known, check)
                except TemporaryError as error:
                    self.note(error)
                    raise
        raise AssertionError("unreachable: the last attempt raises")

    def _wait_for(self, error: Exception) -> bool | float:
        """Whether another attempt is worth it, and after how many seconds where the server named them."""
        if not isinstance(error, TemporaryError):
            return False
        if error.wait is None:
            return True
        return error.wait if error.wait <= self.settings.retry_max_seconds else False

    def note(self, error: FetchError) -> None:
        """Write a fault down, in the log and in the ledger."""
        kind = type(error).__name__.removesuffix("Error").lower()
        log.warning("event=fault kind=%s url=%s reason=%s", kind, error.url, error.reason)
        self.ledger.fault(error.url, kind, error.reason)

    def _follow(self, url: str, known: Address | None, check: Callable[[str, str, bytes], None] | None) -> Answer:
        """One attempt, redirects followed by hand so that each target is held against the list before it is asked."""
        seen, target = [url], url
        while True:
            try:
                self._may_ask(target)
            except RefusedError as error:
                if target == url:
                    raise
                raise type(error)(url, f"it leads to {target}, but {error.reason}") from error
            # Validators are those of the address that gave the content, not of one that only leads to it.
            answer = self._once(target, known if known and known.final == target else None, check)
            if isinstance(answer, Answer):
                headers = answer.headers if target == url else {**answer.headers, FINAL: target}
                return Answer(url, answer.body, headers, answer.fresh)
            target = _joined(url, target, answer)
            if target in seen:
                raise RedirectError(url, f"the address leads in a circle, back to {target}.")
            if len(seen) > self.settings.max_redirects:
                raise RedirectError(url, f"more than {self.settings.max_redirects} redirects.")
            seen.append(target)

    def _may_ask(self, url: str) -> None:
        """Raise RefusedError, RobotsError or StoppedError where we do not ask."""
        check_listed(url, self.allowed)
        scheme, name, port = origin(url)
        if name in self.tally.stopped:
            raise StoppedError(url, self.tally.stopped[name])
        host = self._host(name)
        if host.robots is None:
            host.robots = self._robots(f"{scheme}://{urlsplit(url).netloc}/robots.txt")
        if (host.robots.delay or 0.0) > MAX_DELAY_SECONDS:
            reason = (
                f"the host's robots.txt asks for {host.robots.delay:.0f} seconds between requests; it is left alone."
            )
            self._stop(name, reason)
            raise StoppedError(url, reason)
        if host.robots is NOTHING:
            raise RobotsError(url, "the host's robots.txt cannot be had, so nothing is read there tonight.")
        if not host.robots.allows(url):
            raise RobotsError(url, "the host's robots.txt asks us not to read this.")

    def _host(self, name: str) -> Host:
        return self._hosts.setdefault(name, Host())

    def _robots(self, url: str) -> Robots:
        """The host's wishes; where they cannot be had we read nothing tonight, where it has none, anything."""
        for left in reversed(range(self.settings.attempts)):
            try:
                check_listed(url, self.allowed)
                answer = self._once(url, None, None)
                if isinstance(answer, Answer):
                    return parse(answer.text)
                url = _joined(url, url, answer)
            except GoneError:
                return Robots()
            except TemporaryError as error:
                self.note(error)
                wait = error.wait or self.settings.retry_seconds
                if not left or wait > self.settings.retry_max_seconds:
                    break
                time.sleep(wait)
            except (ContentError, RedirectError, RefusedError) as error:
                self.note(error)
                break
        return NOTHING

    def _pause(self, host: Host) -> None:
        wish = host.robots.delay if host.robots and host.robots.delay else 0.0
        wait = host.last + max(self.settings.pause_seconds, wish) - time.monotonic()
        if host.last and wait > 0:
            self.tally.paused += wait
            time.sleep(wait)

    def _once(self, url: str, known: Address | None, check: Callable[[str, str, bytes], None] | None) -> Answer | str:
        """One request: its answer, or the address that it redirects to."""
        _, name, _ = origin(url)
        host = self._host(name)
        self._pause(host)
        self.tally.requests += 1
        try:
            with self._http.stream("GET", url, headers=_conditions(known)) as response:
                if response.status_code in REDIRECTS:
                    return _location(url, response)
                check_status(url, response.status_code, response.headers.get("retry-after"))
                body = b"" if response.status_code == 304 else self._body(url, response)
        except httpx2.InvalidURL as error:
            raise RefusedError(url, "this is no address.") from error
        except httpx2.HTTPError as error:
            raise TemporaryError(url, f"the connection failed ({type(error).__name__}).") from error
        except StoppedError as error:
            self._stop(name, error.reason)
            raise
        except BusyError as error:
            raise self._busy(url, name, host, error) from error
        finally:
            host.last = time.monotonic()
        headers = {k: response.headers[k] for k in KEPT if k in response.headers}
        if response.status_code == 304:
            if known is None:
                raise ContentError(url, "the server says 'not modified' although we asked for the whole.")
            self.tally.unchanged += 1
            return Answer(url, known.body or b"", known.headers, fresh=False)
        if check:
            check(url, headers.get("content-type", ""), body)
        return Answer(url, body, headers, fresh=True)

    def _busy(self, url: str, name: str, host: Host, error: BusyError) -> FetchError:
        """The error to raise for a 429: the first is waited for, the second ends the night for this host."""
        host.busy += 1
        if host.busy == 1 and (error.wait is None or error.wait <= self.settings.retry_max_seconds):
            return error
        again = "for the second time" if host.busy > 1 else f"for {error.wait:.0f} seconds"
        reason = f"the server asked us to slow down (429) {again}; this host is left alone until the next night."
        self._stop(name, reason)
        return StoppedError(url, reason)

    def _stop(self, name: str, reason: str) -> None:
        if name not in self.tally.stopped:
            log.warning("event=stopped host=%s reason=%s", name, reason)
            self.tally.stopped[name] = reason

    def _body(self, url: str, response: httpx2.Response) -> bytes:
        """The body, as long as it stays within the limits on size and time."""
        limit = int(self.settings.max_megabytes * 1_000_000)
        deadline = time.monotonic() + self.settings.total_seconds
        chunks, size = [], 0
        for chunk in response.iter_bytes():
            size += len(chunk)
            self.tally.bytes += len(chunk)
            if size > limit:
                raise ContentError(url, f"larger than {self.settings.max_megabytes:g} MB.")
            if time.monotonic() > deadline:
                raise TemporaryError(url, f"took longer than {self.settings.total_seconds:g} seconds.")
            chunks.append(chunk)
        return b"".join(chunks)


def _conditions(known: Address | None) -> dict[str, str]:
    if known is None:
        return {}
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in headers.items() if value}


def _joined(url: str, at: str, target: str) -> str:
    """Where a redirect leads that was met on the way from `url`; raises RedirectError for what is no address."""
    try:
        return urljoin(at, target).partition("#")[0]
    except ValueError as error:
        raise RedirectError(url, f"it leads to '{target}', which is no address.") from error


def _location(url: str, response: httpx2.Response) -> str:
    target = response.headers.get("location")
    if not target:
        raise RedirectError(url, f"a redirect ({response.status_code}) without an address.")
    return str(target)
