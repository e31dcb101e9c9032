"""New bytes put in the place of a file, in the best way that its disk knows.

1. An exchange of two files. What comes out is looked at: an edit of the last microsecond is given back.
2. Where there is no exchange (not Linux, some network disks): a second name for the old file, or a copy of it, then a
   rename over the first. A file that another program moves into place within the microseconds between the last look
   and the rename is lost: no call of the system closes that gap.
3. Where a file cannot take another's place (a file mounted by itself, a foreign owner): into the file itself, if that
   was asked for, with a full copy beside it until it is done.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from model.save.beside import drop, holds, late_name, mark, write_all, write_beside
from model.save.exchange import REFUSALS, replace, swap, sync_folder
from model.save.refusal import ReplaceRefusedError, SaveError, not_saved, reason_of

if TYPE_CHECKING:
    from pathlib import Path


def put(path: Path, before: bytes, after: bytes, *, in_place: bool) -> Path | None:
    """Put bytes in the place of a file that holds `before`; give where the old version lies now.

    None when another program changed the file meanwhile: it is as that program left it. OSError, ReadError or SaveError
    when it cannot be done: the file holds `before`, unless the sentence says otherwise.
    """
    beside = partial(write_beside, path, ending=f"{mark(before)}-{mark(after)}")
    try:
        new = beside(after, like=path)
        try:
            return _exchange(path, new, before, after) if holds(path, before) else None
        finally:
            drop(new, after)
    except ReplaceRefusedError:
        if not in_place:
            raise
    copy = beside(before)
    return copy if _write_into(path, copy, before, after) else None


def _exchange(path: Path, new: Path, before: bytes, after: bytes) -> Path | None:
    try:
        swap(new, path)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno not in REFUSALS:
            raise
        return _replace(path, new, before, after)
    # From here on `new` names the old file, perhaps with somebody's last words in it.
    if holds(new, before):
        return new
    try:
        swap(new, path)
    except OSError:
        raise _both_kept(path, new) from None
    if not holds(new, after):  # somebody wrote over our version before it was taken back: the latest stays in place
        with suppress(OSError):
            swap(new, path)
        raise _written_twice(path, new)
    return None


def _replace(path: Path, new: Path, before: bytes, after: bytes) -> Path | None:
    old, is_replaced = _second_name(path, new, before, after), False
    try:
        if not holds(path, before):
            return None
        try:
            replace(new, path)
        except OSError as error:
            if error.errno not in REFUSALS:
                raise
            reason = reason_of(error, path.parent)
            raise ReplaceRefusedError(not_saved(path, f"no other file can take its place here: {reason}")) from None
        is_replaced = True
    finally:
        if not is_replaced:
            _drop_second_name(old, path, before)
    if holds(old, before):
        return old
    if not holds(path, after):
        raise _written_twice(path, old)
    try:
        replace(old, path)
    except OSError:
        raise _both_kept(path, old) from None
    return None


def _second_name(path: Path, new: Path, before: bytes, after: bytes) -> Path:
    name = new.with_suffix(".old.tmp")
    try:
        os.link(path, name)
    except OSError as error:
        if error.errno not in REFUSALS:
            raise
        return write_beside(path, before, f"{mark(before)}-{mark(after)}", like=path)
    return name


def _drop_second_name(old: Path, path: Path, before: bytes) -> None:
    with suppress(OSError):
        if old.samefile(path):
            old.unlink()
            return
    drop(old, before)


def _write_into(path: Path, copy: Path, before: bytes, after: bytes) -> bool:
    """Write into the file itself; False, and nothing is written, when it does not hold `before` any more."""
    try:
        sync_folder(path.parent)
        descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    except OSError:
        drop(copy, before)
        raise
    try:
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            is_same = file.read() == before
        if is_same:
            _fill_or_restore(path, descriptor, copy, before, after)
        else:
            drop(copy, before)
    finally:
        os.close(descriptor)
    return is_same


def _fill_or_restore(path: Path, descriptor: int, copy: Path, before: bytes, after: bytes) -> None:
    try:
        _fill(descriptor, after)
    except BaseException:
        try:
            _fill(descriptor, before)
        except OSError as error:
            reason = reason_of(error, path.parent)
            raise SaveError(f"{path.name} is damaged, and whole in {copy.name} beside it: {reason}") from None
        drop(copy, before)
        raise


def _fill(descriptor: int, raw: bytes) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    write_all(descriptor, raw)
    os.ftruncate(descriptor, len(raw))
    os.fsync(descriptor)


def _both_kept(path: Path, came_out: Path) -> SaveError:
    kept = _keep_late(path, came_out)
    message = f"{path.name} holds your change, but another program wrote it during the save"
    return SaveError(f"{message}; its version is in {kept.name}: bring the two together")


def _written_twice(path: Path, came_out: Path) -> SaveError:
    kept = _keep_late(path, came_out)
    return SaveError(not_saved(path, f"another program wrote it twice meanwhile; one version is in {kept.name}"))


def _keep_late(path: Path, came_out: Path) -> Path:
    kept = late_name(path)
    try:
        replace(came_out, kept)
    except OSError:
        return came_out
    return kept
