"""Files that a save puts beside the file itself: written whole, on the disk, and like it in all but the bytes.

.positions.yaml.lock                                 who saves, and what lies in `.prev`
.positions.yaml.prev                                 the version before the last save
.positions.yaml.<before>-<after>.<random>.tmp        a save under way; the digests tell after a crash what it holds
.positions.yaml.late.<random>.tmp                    what another program wrote in the middle of a save, or into `.prev`
"""

from __future__ import annotations

import errno
import os
import re
import stat
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from model.digest import sha256
from model.file.loader import ReadError, read_bytes
from model.save.refusal import ReplaceRefusedError, not_saved

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = 12  # of a digest in a name

# A disk without extended attributes, and labels that only the system may set.
_NOT_KEPT = (errno.ENOTSUP, errno.EPERM, errno.EACCES)


class Marks(NamedTuple):
    """What a temporary file's name says: the first digits of the digests before and after; empty for a late edit."""

    before: str = ""
    after: str = ""


def companion(path: Path, ending: str) -> Path:
    """Name a hidden file beside a file."""
    return path.with_name(f".{path.name}.{ending}")


def late_name(path: Path) -> Path:
    """Name another program's version of a file so that the next start offers it."""
    return companion(path, f"late.{os.urandom(4).hex()}.tmp")


def mark(raw: bytes) -> str:
    """Give the digits of a digest that stand in names."""
    return sha256(raw)[:_DIGITS]


def marks_of(temporary: Path, path: Path) -> Marks | None:
    """Read the name of a temporary file of `path`; None for a file of somebody else."""
    digest = rf"([0-9a-f]{{{_DIGITS}}})"
    pattern = rf"\.{re.escape(path.name)}\.(?:{digest}-{digest}|late)\.\w+\.(?:old\.)?tmp"
    found = re.fullmatch(pattern, temporary.name)
    return Marks(found[1] or "", found[2] or "") if found else None


def write_beside(path: Path, raw: bytes, ending: str, *, like: Path | None = None) -> Path:
    """Write bytes to a new file of mode 0600 beside `path`, or of the mode, owner and attributes of `like`.

    When it returns the bytes are on the disk; when it raises (OSError, ReadError, ReplaceRefusedError) no file is left.
    """
    descriptor, name = tempfile.mkstemp(".tmp", companion(path, ending).name + ".", path.parent)
    temporary = Path(name)
    try:
        try:
            write_all(descriptor, raw)
            if like:
                _keep_attributes(like, temporary)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if read_bytes(temporary) != raw:
            raise OSError(errno.EIO, "the disk gave back other bytes than were written")
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def write_all(descriptor: int, raw: bytes) -> None:
    """Write all bytes, in as many pieces as the system takes them."""
    rest = memoryview(raw)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def holds(path: Path, raw: bytes) -> bool:
    """Tell whether a path is a regular file of just these bytes; one that cannot be read is not."""
    try:
        return not path.is_symlink() and read_bytes(path) == raw
    except (OSError, ReadError):
        return False


def drop(temporary: Path, raw: bytes) -> None:
    """Delete a file while it holds what we wrote: after an exchange the same name may hold somebody's only copy."""
    if holds(temporary, raw):
        with suppress(OSError):
            temporary.unlink()


def _keep_attributes(path: Path, temporary: Path) -> None:
    wanted = path.stat()
    owner = _owner(wanted)
    if owner != _owner(temporary.stat()):
        try:
            os.chown(temporary, *owner)
        except PermissionError:
            raise ReplaceRefusedError(not_saved(path, "it belongs to somebody else and would become yours")) from None
    temporary.chmod(stat.S_IMODE(wanted.st_mode))
    if hasattr(os, "listxattr"):  # Linux
        _keep_extended(path, temporary)


def _owner(found: os.stat_result) -> tuple[int, int]:
    return found.st_uid, found.st_gid


def _keep_extended(path: Path, temporary: Path) -> None:
    names: set[str] = set()
    with _where_allowed():
        names.update(os.listxattr(path))
    with _where_allowed():
        for extra in set(os.listxattr(temporary)) - names:  # the folder's default access list, say
            with _where_allowed():
                os.removexattr(temporary, extra)
    for name in sorted(names):
        with _where_allowed():
            os.setxattr(temporary, name, os.getxattr(path, name))


@contextmanager
def _where_allowed() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _NOT_KEPT:
            raise
