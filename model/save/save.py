"""The save protocol: a change to a text file that no crash, full disk or second program can turn into a loss.

Lock, read, change, write beside, read the original again, exchange the two, look at what came out, keep it as `.prev`.
What another program wrote since the file was read is never overwritten: the change is made again on its bytes.
"""

from __future__ import annotations

import os
import stat
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from model.digest import sha256
from model.file.loader import read_bytes
from model.save.beside import companion
from model.save.exchange import sync_folder
from model.save.previous import put_away
from model.save.putting import put
from model.save.refusal import BusyError, SaveError, in_sentences, not_saved, reason_of
from model.save.turn import turn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_TRIES = 5  # when another program writes in the middle of each
_READINGS, _PAUSE = 40, 0.025  # seconds between two readings of a file that another program may still be writing


class Identity(NamedTuple):
    """What tells whether a file was written to: its inode, bytes, and nanoseconds of the last writing."""

    inode: int
    size: int
    written: int


@dataclass(frozen=True, slots=True)
class Saved:
    """A file after a save: the bytes before and after, and whether another program had changed it since it was read.

    `previous` is where the version before lies, None when nothing was written. `identities` are those of the file and
    of `previous` right after the save. `late` is where that lies which another program wrote into the `previous` of an
    earlier save. `warning` is a plain sentence, empty when all went well.
    """

    path: Path
    before: bytes
    after: bytes
    replayed: bool
    previous: Path | None = None
    identities: tuple[Identity | None, Identity | None] = (None, None)
    warning: str = ""
    late: Path | None = None

    @property
    def digest(self) -> str:
        """Give the sha256 of the bytes in the file."""
        return sha256(self.after)


def save(path: Path, change: Callable[[bytes], bytes], seen: str, *, in_place: bool = False) -> Saved:
    """Make a change, a pure function from bytes to bytes, to the file whose sha256 was `seen` when it was read.

    The change may run more than once, and on other bytes than those seen; what it raises passes through, and nothing
    is written then. SaveError when the file cannot be saved, BusyError when others keep writing it,
    ReplaceRefusedError when its folder lets no file take its place: after asking, `in_place` writes into the file
    itself, with a full copy beside it until that is done.
    """
    real = _writable(path)
    with turn(real):
        for _ in range(_TRIES):
            with in_sentences(real):
                before = _settled(real, seen)
            after = change(before)
            replayed = sha256(before) != seen
            if after == before:
                return Saved(real, before, after, replayed)
            with in_sentences(real):
                if old := put(real, before, after, in_place=in_place):
                    return _finish(Saved(real, before, after, replayed), old)
    raise BusyError(not_saved(real, "another program keeps writing it; try again in a moment"))


def identify(path: Path) -> Identity | None:
    """Look at a file without reading it; None when it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Identity(found.st_ino, found.st_size, found.st_mtime_ns)


def _writable(path: Path) -> Path:
    """Give the file behind links; SaveError when it may not be written."""
    try:
        with in_sentences(path):
            _wait_for(path)
            real = path.resolve(strict=True)
            mode = real.stat().st_mode
    except (ValueError, RuntimeError) as error:  # a NUL in the path; a link to itself
        raise SaveError(not_saved(path, str(error))) from error
    # The system lets root write everything, and a rename passes over the mode: look at it ourselves.
    if not stat.S_IMODE(mode) & 0o222 or not os.access(real, os.W_OK):
        raise SaveError(not_saved(real, f"it is read-only; to allow it: chmod u+w {real.name}"))
    return real


def _wait_for(path: Path) -> None:
    """Wait for a file that an editor may just have moved away to write another."""
    for _ in range(_READINGS):
        if path.exists():
            return
        time.sleep(_PAUSE)


def _settled(path: Path, seen: str) -> bytes:
    """Read a file; one that changed, until two readings agree: an editor that empties and rewrites it takes a while."""
    _wait_for(path)
    raw = read_bytes(path)
    for _ in range(_READINGS):
        if sha256(raw) == seen:
            return raw
        time.sleep(_PAUSE)
        _wait_for(path)
        again = read_bytes(path)
        if again == raw:
            return raw
        raw = again
    raise BusyError(not_saved(path, "another program is writing it; try again in a moment"))


def _finish(saved: Saved, old: Path) -> Saved:
    """Keep the old version and bring the names to the disk; the change is in the file, whatever fails now."""
    path, previous, late, warnings = saved.path, companion(saved.path, "prev"), None, []
    try:
        late = put_away(path, old, saved.before)
    except OSError:  # the next start finds it and tries again
        previous = old
    if late:
        warnings.append(f"another program wrote to {path.name} as it was before; that is kept in {late.name}")
    try:
        sync_folder(path.parent)
    except OSError as error:
        reason = reason_of(error, path.parent)
        warnings.append(f"{path.name} is saved, but a power cut now might undo it: {reason}")
    identities = identify(path), identify(previous)
    return replace(saved, previous=previous, identities=identities, warning="; ".join(warnings), late=late)
