"""Disks that know less than ours, files of telling versions, and a fault at one call of the system."""

from __future__ import annotations

import ctypes
import errno
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.save import exchange

if TYPE_CHECKING:
    from collections.abc import Callable

WAYS = ("exchange", "second name", "copy", "in place")


def limit(way: str, path: Path, put: Callable[[Any, str, Any], None] = setattr) -> bool:
    """Take from the system what a way of saving does without; tell whether it has to ask before it writes in place."""
    real_replace = os.replace

    def no_link(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    def replace(new: Any, old: Any) -> None:
        if Path(old) == path:
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
        real_replace(new, old)

    place = WAYS.index(way)
    if place >= 1:
        put(exchange, "_renameat2", None)
    if place >= 2:
        put(os, "link", no_link)
    if place >= 3:
        put(os, "replace", replace)
    return place >= 3


def version(number: int) -> bytes:
    """Make a file, 440 kB of YAML, every line of which says which version it is of."""
    return b"- %08d\n" % number * 40_000


def number_of(raw: bytes) -> int:
    """Tell which version a file is; AssertionError when it is not the whole of one."""
    number = int(raw[2:10])
    assert raw == version(number), "torn, or two versions mixed"
    return number


def beside(path: Path) -> list[str]:
    """List what a save left in the folder, without the lock."""
    return sorted(
        found.name for found in path.parent.iterdir() if found.name.startswith(".") and ".lock" not in found.name
    )


@dataclass
class Faults:
    """Let one call of the system fail, or all from that one on; `calls` are the names of those made."""

    at: int
    number: int
    is_lasting: bool = False

    def __post_init__(self) -> None:
        self.calls: list[str] = []

    def is_due(self, name: str) -> bool:
        self.calls.append(name)
        return len(self.calls) - 1 == self.at or (self.is_lasting and len(self.calls) > self.at >= 0)

    def set_up(self, put: Callable[[Any, str, Any], None]) -> None:
        for name in ("fsync", "link", "replace", "chmod", "listxattr", "getxattr", "setxattr", "unlink", "ftruncate"):
            put(os, name, self._failing(name, getattr(os, name)))
        put(os, "write", self._failing_half_way(os.write))
        put(tempfile, "mkstemp", self._failing("mkstemp", tempfile.mkstemp))
        if exchange._renameat2:
            put(exchange, "_renameat2", self._failing_in_c(exchange._renameat2))

    def _failing(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            if self.is_due(name):
                raise OSError(self.number, os.strerror(self.number))
            return real(*arguments, **named)

        return call

    def _failing_half_way(self, real: Callable[[int, Any], int]) -> Callable[[int, Any], int]:
        def call(descriptor: int, raw: Any) -> int:
            if self.is_due("write"):
                real(descriptor, raw[: len(raw) // 2])
                raise OSError(self.number, os.strerror(self.number))
            return real(descriptor, raw)

        return call

    def _failing_in_c(self, real: Callable[..., int]) -> Callable[..., int]:
        def call(*arguments: Any) -> int:
            if self.is_due("renameat2"):
                ctypes.set_errno(self.number)
                return -1
            return real(*arguments)

        return call
