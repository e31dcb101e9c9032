"""One file put in the place of another, so that at every moment one of them is there, whole."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_FOLDER_OF_PROCESS = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE

# A system or disk that does not know the exchange, a folder that wants no renaming, a file that is mounted by itself.
REFUSALS = frozenset(
    {
        *(errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP),
        *(errno.EPERM, errno.EACCES, errno.EBUSY, errno.EXDEV, errno.EMLINK),
    }
)

_TRIES, _PAUSE = 5, 0.1  # seconds; on Windows a scanner or an editor may hold a file for a moment
_WINDOWS = os.name == "nt"

_renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None


def swap(one: Path, other: Path) -> None:
    """Exchange two files in one step; OSError with one of REFUSALS where the system or the disk cannot."""
    if _renameat2 is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    names = os.fsencode(one), os.fsencode(other)
    if _renameat2(_FOLDER_OF_PROCESS, names[0], _FOLDER_OF_PROCESS, names[1], _EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def replace(new: Path, old: Path) -> None:
    """Put a file in the place of another, which is gone then; OSError."""
    for tries_left in reversed(range(_TRIES if _WINDOWS else 1)):
        try:
            new.replace(old)
        except PermissionError:
            if not tries_left:
                raise
            time.sleep(_PAUSE)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; OSError when the disk fails, not when the system cannot."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows; a folder that may be used and not listed
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in REFUSALS | {errno.EBADF}:
            raise
    finally:
        with suppress(OSError):
            os.close(descriptor)
