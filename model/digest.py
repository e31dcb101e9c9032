"""The number by which the same bytes are known again."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

_LARGE = 1_000_000  # bytes, for which Python's own way takes 3 ms


class _Hash(Protocol):
    def hexdigest(self) -> str: ...


def sha256(raw: bytes) -> str:
    """Give the sha256 of bytes, in hexadecimal digits."""
    return _way(is_large=len(raw) > _LARGE)(raw).hexdigest()


def text_digest(text: str) -> str:
    """Give the digest of a text, whatever it is made of: half of a pair, which no file has, is no error here."""
    return sha256(text.encode(errors="surrogatepass"))


@cache
def _way(*, is_large: bool) -> Callable[[bytes], _Hash]:
    """Choose Python's own way for what is small: `hashlib` brings OpenSSL, five times as fast and 3.5 MB of memory."""
    for name in () if is_large else ("_sha2", "_sha256"):  # from Python 3.12 on, and before; a build may have neither
        try:
            own: Callable[[bytes], _Hash] = import_module(name).sha256
        except ImportError:
            continue
        return own
    import hashlib  # noqa: PLC0415 - as it says

    return hashlib.sha256
