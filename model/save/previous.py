"""The version before a save, `.prev`, and what a slow program still writes into it.

Who opened the file before a save and writes after it writes into `.prev`, which the next save would write over. Whoever
puts a version there leaves a message which file it is and what it holds, so that the next one can tell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from model.file.loader import ReadError, read_bytes
from model.save.beside import companion, late_name, mark
from model.save.exchange import replace
from model.save.turn import leave_message, message

if TYPE_CHECKING:
    from pathlib import Path


def put_away(path: Path, old: Path, raw: bytes) -> Path | None:
    """Make `old`, which holds `raw`, the version before; for who has the turn.

    Where something was written into the one that was it so far, that is kept: give where. OSError leaves `old` there.
    """
    previous, inode = companion(path, "prev"), old.stat().st_ino
    late = late_name(path) if _is_written_into(path, previous) else None
    if late:
        replace(previous, late)
    replace(old, previous)
    leave_message(path, f".prev {inode} {mark(raw)}\n")
    return late


def _is_written_into(path: Path, previous: Path) -> bool:
    """Tell whether `.prev` is the very file that was put there, and holds something else by now."""
    noted = re.fullmatch(r"\.prev (\d+) ([0-9a-f]+)\n", message(path))
    try:
        # No message speaks of another file there: one out of a copy of the folder, or moved there by who crashed then.
        if noted is None or previous.stat().st_ino != int(noted[1]):
            return False
        return mark(read_bytes(previous)) != noted[2]
    except (OSError, ReadError):
        return False
