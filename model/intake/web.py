"""What lies at a web address: fetched once, with limits, and with a sentence for all that may go wrong."""

from __future__ import annotations

import socket
from contextlib import suppress
from http import HTTPStatus
from ipaddress import ip_address
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from urllib3 import PoolManager, ProxyManager, Timeout, exceptions

from model import __version__
from model.plain import one_line
from model.quotes.sources import source_error

if TYPE_CHECKING:
    from collections.abc import Callable

    from urllib3 import BaseHTTPResponse

_MOST_REDIRECTS = 5
_PIECE = 1 << 16  # bytes
_HEADERS = {
    "User-Agent": f"Mozilla/5.0 (compatible; parley/{__version__})",
    "Accept": "text/html, application/xhtml+xml, application/pdf, text/plain;q=0.9, */*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
}
_SAVE = "save the page in your browser and give the file"
_NOT_FOR_PROGRAMS = (401, 402, 403, 407, 451)
_SENTENCES = (  # the first that fits; the errors are kinds of each other
    (exceptions.LocationValueError, "is not a usable web address"),
    (
        exceptions.NameResolutionError,
        'cannot be reached: there is no host "{host}", or no connection to the internet',
    ),
    (exceptions.NewConnectionError, "cannot be reached: {host} takes no connection ({reason})"),
    (exceptions.ConnectTimeoutError, "cannot be reached: {host} did not answer in {connect:g} seconds"),
    (exceptions.TimeoutError, "cannot be read: {host} was silent for {silence:g} seconds; try again later"),
    (
        exceptions.SSLError,
        "was not fetched: {host} gave no safe connection (its certificate is not valid, or it has no https); " + _SAVE,
    ),
    (exceptions.ProxyError, "cannot be reached: your proxy does not answer"),
    (exceptions.DecodeError, "came damaged: it cannot be unpacked"),
)
_ANY_ERROR = "cannot be read: {host} broke off, or sent something else than a page"


class Limits(NamedTuple):
    """How long to wait (seconds: for a connection, between two pieces, in all) and how much to read (bytes)."""

    connect: float = 10
    silence: float = 20
    total: float = 60
    size: int = 10 * 1024 * 1024


class Answer(NamedTuple):
    """What was at an address: the address in the end, the bytes, and the header that says what they are."""

    url: str
    data: bytes
    content_type: str


def fetch(url: str, redirected: Callable[[str], None], limits: Limits | None = None) -> Answer:
    """Fetch what lies at a web address; `redirected` is told of every other address on the way. SourceError.

    A public page does not get to lead into the reader's own network; an address there that was typed is fetched.
    """
    limits = limits or Limits()
    end = monotonic() + limits.total
    at = _checked(url, "", url)
    for _ in range(_MOST_REDIRECTS + 1):
        try:
            found = _ask(url, at, limits, end)
        except exceptions.HTTPError as error:
            raise source_error(url, _sentence(error, at, limits)) from error
        if isinstance(found, Answer):
            return found
        following = _checked(found, at, url)
        if _is_private(following) and not _is_private(at):
            raise source_error(url, f"leads into your own network, to {_host(following)}: it was not followed")
        at = following
        redirected(one_line(at))
    raise source_error(url, f"leads from one address to the next, more than {_MOST_REDIRECTS} times; {_SAVE}")


def _checked(address: str, base: str, asked: str) -> str:
    """Give an address as it is sent: http or https, a host in the letters of the net, no fragment; SourceError.

    `base` is the page that leads there, `asked` the address that the reader knows.
    """
    try:
        parts = urlsplit(urljoin(base, address))
        host, port = parts.hostname or "", parts.port
        ascii_host = host if host.isascii() else host.encode("idna").decode()
    except ValueError:  # UnicodeError too
        raise source_error(asked, "is not a usable web address") from None
    if parts.scheme not in ("http", "https"):
        leads = f"leads to {parts.scheme}: and " if base else ""
        raise source_error(asked, f"{leads}cannot be fetched: only http and https can")
    if not host:
        raise source_error(asked, "is not a usable web address: it names no host")
    if "@" in parts.netloc:
        raise source_error(asked, "has a name or password in it, which would be kept: leave it out")
    bracketed = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    return parts._replace(netloc=bracketed if port is None else f"{bracketed}:{port}", fragment="").geturl()


def _ask(url: str, at: str, limits: Limits, end: float) -> Answer | str:
    """Ask for one address; give the answer, or the address that it leads to, as it stands there."""
    waits = Timeout(connect=limits.connect, read=limits.silence)
    with _pool(at) as pool:
        response = pool.request(
            "GET", at, headers=_HEADERS, redirect=False, retries=False, timeout=waits, preload_content=False
        )
        with response:
            location = response.get_redirect_location()
            if location:
                with suppress(UnicodeError):  # headers are read as Latin-1, and servers mean UTF-8
                    location = location.encode("latin-1").decode()
                return location
            _check_status(url, response.status)
            return Answer(at, _body(url, response, limits, end), response.headers.get("content-type", ""))


def _pool(at: str) -> PoolManager:
    parts = urlsplit(at)
    proxy = None if proxy_bypass(parts.netloc) else getproxies().get(parts.scheme)
    return ProxyManager(proxy) if proxy else PoolManager()


def _check_status(url: str, status: int) -> None:
    if status == HTTPStatus.OK:
        return
    said = f"{status} {_phrase(status)}".strip()
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        raise source_error(url, f"does not exist ({said})")
    if status in _NOT_FOR_PROGRAMS:
        raise source_error(url, f"is not given to everyone ({said}): {_SAVE}")
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise source_error(url, f"cannot be had now ({said}): try again later")
    raise source_error(url, f"was answered with no page ({said}): {_SAVE}")


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _body(url: str, response: BaseHTTPResponse, limits: Limits, end: float) -> bytes:
    data = bytearray()
    while piece := response.read1(_PIECE, decode_content=True):
        data += piece
        if len(data) > limits.size:
            raise source_error(url, f"is larger than {limits.size // 1024 // 1024} MB, too large for an article")
        if monotonic() > end:
            raise source_error(url, f"was not complete after {limits.total:g} seconds: try again later, or {_SAVE}")
    return bytes(data)


def _sentence(error: exceptions.HTTPError, at: str, limits: Limits) -> str:
    sentence = next((said for kind, said in _SENTENCES if isinstance(error, kind)), _ANY_ERROR)
    reason = (getattr(error.__cause__, "strerror", None) or "no way to it").lower()
    return sentence.format(host=_host(at), reason=reason, connect=limits.connect, silence=limits.silence)


def _host(at: str) -> str:
    return one_line(urlsplit(at).hostname or "")


def _is_private(at: str) -> bool:
    """Tell whether an address leads to this machine or its own network; a name nobody knows does not."""
    try:
        found = {each[4][0] for each in socket.getaddrinfo(_host(at), None)}
    except (OSError, ValueError):
        return False
    return any(not ip_address(str(address).partition("%")[0]).is_global for address in found)
