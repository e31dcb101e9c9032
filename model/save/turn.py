"""Whose turn it is to save: one program at a time, on this machine and others."""

from __future__ import annotations

import os
import platform
import re
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from model.save.beside import companion
from model.save.refusal import BusyError, in_sentences, not_saved

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 5.0  # seconds


@contextmanager
def turn(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock beside a file; BusyError when another holds it for `patience` seconds, SaveError when none can be.

    The lock file stays: to delete it would let two programs hold one each.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - takes 50 ms, and who only reads needs none

    note = companion(path, "lock")
    said = _said(note)  # before the first try: older releases of filelock empty the file by trying
    with in_sentences(path):
        # Whoever may write the file may hold the lock.
        lock = FileLock(note, timeout=patience, mode=stat.S_IMODE(path.stat().st_mode) & 0o666)
        try:
            lock.acquire()
        except Timeout:
            raise BusyError(not_saved(path, f"{_holder(said)} is saving it; try again in a moment")) from None
    try:
        _say(note, _message(_said(note) or said))
        yield
    finally:
        lock.release()


def message(path: Path) -> str:
    """Give what was left in the lock file for whoever has the next turn; "" when it was lost. For who has the turn."""
    return _message(_said(companion(path, "lock")))


def leave_message(path: Path, text: str) -> None:
    """Leave a line in the lock file for whoever has the next turn, if the disk takes it. For who has the turn."""
    _say(companion(path, "lock"), text)


def _say(note: Path, text: str) -> None:
    with suppress(OSError):  # all of it is a courtesy: on a full disk there is none
        note.write_text(f"{os.getpid()} on {platform.node()}\n{text}", encoding="utf-8")


def _said(note: Path) -> str:
    if note.is_file():  # to open a pipe would wait for ever
        with suppress(OSError), note.open(encoding="utf-8", errors="replace") as file:
            return file.read(300)
    return ""


def _message(said: str) -> str:
    return said.partition("\n")[2]


def _holder(said: str) -> str:
    found = re.match(r"(\d+) on ([\w.-]+)\n", said)
    return f"another Parley (process {found[1]} on {found[2]})" if found else "another Parley"
