"""Why a file was not saved, in a sentence for the person who wrote in it."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from model.file.loader import ReadError
from model.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EIO: "the disk reports an error (input/output error); look after its health",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "you may not change files in its folder (permission denied)",
    errno.EPERM: "you may not change files in its folder (operation not permitted)",
    errno.EFBIG: "no file may be that large here (a limit of the disk or of the shell)",
    errno.ENOLCK: "files cannot be locked in its folder, and two programs might write at once",
    errno.ENOSYS: "its disk cannot do what a safe save needs (function not implemented)",
}


class SaveError(Exception):
    """A change that is not in the file; the file is as it was, unless the sentence says otherwise.

    `str()` is plain and one line.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(one_line(sentence))


class BusyError(SaveError):
    """A file that another program is saving: to try again later may help."""


class ReplaceRefusedError(SaveError):
    """A folder that lets no file take another's place: to write into the file itself may help, after asking."""


def not_saved(path: Path, reason: str, called: str = "") -> str:
    """Begin every refusal in the same way; `called` is what the reader calls a file whose name says nothing."""
    return f"{called or path.name} was not saved: {reason}"


def reason_of(error: OSError, folder: Path) -> str:
    """Say what the system's error means; `folder` is where the file lies."""
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ESTALE):
        return "the file is gone" if folder.is_dir() else f"its folder {folder} is gone"
    return _REASONS.get(error.errno or 0) or (error.strerror or str(error)).lower()


@contextmanager
def in_sentences(path: Path, called: str = "") -> Iterator[None]:
    """Turn what the system refuses about a file into a SaveError."""
    try:
        yield
    except ReadError as error:
        raise SaveError(not_saved(path, error.problem.message, called)) from error
    except OSError as error:
        raise SaveError(not_saved(path, reason_of(error, path.parent), called)) from error
