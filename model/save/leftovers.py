"""What a crash in the middle of a save left beside the file, and what another program wrote there too late."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from model.digest import sha256
from model.file.loader import ReadError, parse, read_bytes
from model.save.beside import late_name, mark, marks_of
from model.save.exchange import replace
from model.save.previous import put_away
from model.save.refusal import SaveError, in_sentences, not_saved
from model.save.save import identify, save
from model.save.turn import turn

if TYPE_CHECKING:
    from pathlib import Path

    from model.save.beside import Marks
    from model.save.save import Saved

_PATIENCE = 0.2  # seconds; whoever is saving now has left nothing


class Remains(StrEnum):
    """What a leftover holds."""

    UNFINISHED = "unfinished"  # the whole of a save that never came into the file
    BEFORE = "before"  # the version before a save that was cut off while it wrote into the file itself
    LATE = "late"  # what another program wrote in the middle of a save


@dataclass(frozen=True, slots=True)
class Leftover:
    """A whole version of `file` that lies beside it at `path`: when it was written, and its sha256.

    `current` is the sha256 of the file when the leftover was found.
    """

    path: Path
    file: Path
    remains: Remains
    time: datetime
    digest: str
    current: str


def find_leftovers(path: Path) -> list[Leftover]:
    """Find what crashes left, oldest first; delete what says nothing new, move the old version of a save to `.prev`.

    Empty also while another program saves, and where the folder cannot be read or locked: the next start looks again.
    """
    try:
        real = path.resolve()
        if not any(_own(real)):
            return []
        with turn(real, _PATIENCE):
            current = read_bytes(real)
            found = [
                leftover for temporary, marks in _own(real) if (leftover := _sort(temporary, marks, real, current))
            ]
    except (OSError, ValueError, RuntimeError, ReadError, SaveError):
        return []
    return sorted(found, key=lambda leftover: leftover.time)


def adopt(leftover: Leftover, *, in_place: bool = False) -> Saved:
    """Make a leftover the file, and what the file held `.prev`, as `save` does.

    SaveError when either changed since it was found, and whatever `save` raises.
    """
    with in_sentences(leftover.file):
        raw = read_bytes(leftover.path)

    def bring_back(current: bytes) -> bytes:
        if sha256(raw) != leftover.digest or sha256(current) != leftover.current:
            raise SaveError(not_saved(leftover.file, "it or the leftover has changed since you looked; look again"))
        return raw

    saved = save(leftover.file, bring_back, leftover.current, in_place=in_place)
    discard(leftover)
    return saved


def discard(leftover: Leftover) -> None:
    """Delete a leftover, unless it is no longer what was found."""
    with suppress(OSError, ReadError):
        if sha256(read_bytes(leftover.path)) == leftover.digest:
            leftover.path.unlink()


def slipped(saved: Saved) -> Leftover | None:
    """Find what a program wrote to the version before, which it still took for the file; for the seconds after a save.

    Such a program opened the file before the save and wrote after it. Its version is moved out of the way of the next
    save's `.prev`.
    """
    if saved.previous is None or identify(saved.previous) == saved.identities[1]:
        return None
    try:
        with turn(saved.path, _PATIENCE):
            raw = read_bytes(saved.previous)
            if raw == saved.before or identify(saved.path) != saved.identities[0]:
                return None  # or it is `.prev` of a later save
            kept = late_name(saved.path)
            replace(saved.previous, kept)
            return _leftover(kept, saved.path, Remains.LATE, raw, read_bytes(saved.path))
    except (OSError, ReadError, SaveError):  # asked again in a second
        return None


def kept_aside(path: Path, late: Path) -> Leftover | None:
    """Look at what a save of `path` has kept aside as `late`; None when it has gone, or says nothing new."""
    try:
        raw, current = read_bytes(late), read_bytes(path)
        return None if raw == current else _leftover(late, path, Remains.LATE, raw, current)
    except (OSError, ReadError):
        return None


def _own(path: Path) -> list[tuple[Path, Marks]]:
    found = ((beside, marks_of(beside, path)) for beside in path.parent.iterdir() if not beside.is_symlink())
    return [(beside, marks) for beside, marks in found if marks]


def _sort(temporary: Path, marks: Marks, path: Path, current: bytes) -> Leftover | None:
    """Decide what a temporary file holds; None when it says nothing new, and it is gone then."""
    try:
        raw = read_bytes(temporary)
    except ReadError:
        return None
    remains = _remains(raw, marks, path, current)
    if remains:
        return _leftover(temporary, path, remains, raw, current)
    with suppress(OSError):
        if raw != current and mark(raw) == marks.before:
            late = put_away(path, temporary, raw)  # all that was still to be done
            return kept_aside(path, late) if late else None
        temporary.unlink()
    return None


def _remains(raw: bytes, marks: Marks, path: Path, current: bytes) -> Remains | None:
    holds, file_holds = mark(raw), mark(current)
    if raw == current:
        return None
    if holds == marks.after:
        return Remains.UNFINISHED
    if holds == marks.before:
        return None if file_holds == marks.after else Remains.BEFORE
    # Neither what the save read nor what it wrote.
    if file_holds == marks.before:
        return None  # the beginning of what it was writing: no exchange has happened
    if file_holds == marks.after or not marks.after:
        return Remains.LATE  # came out of an exchange
    return Remains.LATE if parse(raw, path).document.root is not None else None


def _leftover(temporary: Path, path: Path, remains: Remains, raw: bytes, current: bytes) -> Leftover:
    time = datetime.fromtimestamp(temporary.stat().st_mtime, UTC)
    return Leftover(temporary, path, remains, time, sha256(raw), sha256(current))
