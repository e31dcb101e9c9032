"""What a file said when it was last read, kept in `.parley/` beside it: the next start needs neither YAML nor pydantic.

It counts for the very bytes and file that it was made of. So nothing of it is believed in a folder that somebody sent:
the time of a file's last change (ctime) is the disk's own and cannot be set.
"""

from __future__ import annotations

import errno
import json
import os
import re
import stat
import sys
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO, cast
from zlib import crc32

from model.digest import sha256
from model.file.document import Document
from model.file.loader import Loaded, ReadError, decoded, read_bytes
from model.file.making import made
from model.plain import one_line, plain
from model.problem import Line, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from model.file.document import Node

FOLDER = ".parley"

_SLIGHT = 1_000_000  # bytes that a kept reading may have in any case
_LONGEST_HEAD = 1_000_000  # characters
_BROKEN = (ValueError, TypeError, KeyError, AttributeError, RecursionError, StopIteration)

_ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*\\u")  # what JSON writes of characters that nobody sees
# What is read out of a file rests on them.
_MADE_BY = ("encoding.py", "plain.py", "problem.py", "schema.py", "shaping.py", "file")


def kept(path: Path) -> Loaded | None:
    """Give the last reading of a file if it says the same still; None where nobody kept one."""
    place = _place(path)
    if place.parent.is_symlink():
        return None  # it leads out of the folder
    with suppress(OSError, ReadError, *_BROKEN):
        with _opened(place, _limit(path)) as file:
            lines = _read_all(file)
            head = next(lines)
            raw = read_bytes(path)
            if head["of"] != _mark(path, sha256(raw)):
                return None
            values = next(lines)
            for party, row in lines:
                values["positions"][party] = row
        text, _ = decoded(raw, str(path))
        document = Document(str(path), text, values, _tree)
        problems = tuple(_problem(document.file, row) for row in head["problems"])
        return Loaded(path, made(values), problems, document, head["of"][0])
    with suppress(OSError):
        place.unlink()  # broken, and else never written anew
    return None


def keep(loaded: Loaded) -> None:
    """Keep a reading for the next start, in pieces that hold no key up; not if the file is another by now."""
    place = _place(loaded.path)
    with suppress(OSError, ReadError):
        of = _mark(loaded.path, sha256(read_bytes(loaded.path)))
        if loaded.topic is None or of[0] != loaded.digest or _is_kept(place, of):
            return
        make_folder(loaded.folder)
        if place.parent.is_symlink():
            return
        for unfinished in place.parent.iterdir():  # of programs that ended in the middle
            if unfinished.name.startswith(place.name) and unfinished.suffix == ".tmp":
                unfinished.unlink()
        number, name = tempfile.mkstemp(".tmp", place.name, place.parent)  # for its owner's eyes, as the file may be
        with os.fdopen(number, "wb") as file:
            is_whole = _write_all(file, _lines(loaded, of), _limit(loaded.path))
        if is_whole:
            Path(name).replace(place)
        else:
            Path(name).unlink()


def make_folder(folder: Path) -> None:
    """Make the folder of what may be deleted at any time, out of git's sight; quietly not, where that cannot be."""
    with suppress(OSError):
        (folder / FOLDER).mkdir()
        (folder / FOLDER / ".gitignore").write_text("*\n")


def _place(path: Path) -> Path:
    return path.parent / FOLDER / f"{path.name}.json"


def _mark(path: Path, digest: str) -> list[object]:
    """Tell what a reading is of, and by whom: bytes, file, its last change, and the code that read it."""
    found = path.stat()
    return [digest, found.st_ino, found.st_ctime_ns, _version()]


@cache
def _version() -> str:
    model = Path(__file__).parents[1]
    places = [model / name for name in _MADE_BY]
    files = [file for place in places for file in (sorted(place.glob("*.py")) if place.is_dir() else [place])]
    return sha256(b"".join(file.read_bytes() for file in files))


def _limit(path: Path) -> int:
    """Give how large a kept reading may be, in bytes: what a file repeats by aliases makes more than it is worth."""
    return 3 * path.stat().st_size + _SLIGHT


def _opened(place: Path, limit: int) -> TextIO:
    """Open what is kept; OSError for all that is no regular file of a fair size: a folder may come from anybody."""
    number = os.open(place, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    found = os.fstat(number)
    if not stat.S_ISREG(found.st_mode) or found.st_size > limit:
        os.close(number)
        raise OSError(errno.EINVAL, "not kept here")
    return os.fdopen(number, encoding="utf-8", newline="\n")


def _is_kept(place: Path, of: list[object]) -> bool:
    with suppress(OSError, *_BROKEN), _opened(place, sys.maxsize) as file:
        return bool(_read(file.readline(_LONGEST_HEAD))["of"] == of)
    return False


def _write_all(file: BinaryIO, lines: Iterable[object], limit: int) -> bool:
    """Write lines and, last, by what they are known to be whole; False where they are too many."""
    size = sum_ = 0
    for line in lines:
        raw = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        sum_ = crc32(raw, sum_)
        size += len(raw)
        if size > limit:
            return False
        file.write(raw)
    file.write(f"{sum_}\n".encode())
    return True


def _read_all(file: TextIO) -> Iterator[Any]:
    """Read what `_write_all` wrote; ValueError if it is not whole."""
    sum_, before = 0, ""
    for line in file:
        if before:
            sum_ = crc32(before.encode(), sum_)
            yield _read(before)
        before = line
    if before != f"{sum_}\n":
        raise ValueError("not whole")


def _read(line: str) -> Any:
    """Read one of `_lines`; ValueError for characters that it cannot have: what was read of a file was made plain."""
    text = line.rstrip("\n")
    if plain(text) != text or ("\\u" in text and _ESCAPED.search(text)):
        raise ValueError("not written here")
    return json.loads(text)


def _lines(loaded: Loaded, of: list[object]) -> Iterator[object]:
    """Give a reading as the head, all but the positions, and each party's positions."""
    values = cast("dict[str, Any]", loaded.document.data())  # of a topic
    positions = values.get("positions") or {}
    yield {"of": of, "problems": [_row(problem) for problem in loaded.problems]}
    yield {**values, "positions": {}} if positions else values
    yield from positions.items()


def _row(problem: Problem) -> list[Any]:
    lines = [(line.number, line.text) for line in problem.lines]
    return [problem.line, problem.column, problem.message, problem.hint, problem.severity, problem.length, lines]


def _problem(file: str, row: list[Any]) -> Problem:
    line, column, message, hint, severity, length, lines = row
    shown = tuple(Line(number, text) for number, text in lines)
    return Problem(one_line(file), line, column, message, hint, Severity(severity), length, shown)


def _tree(document: Document) -> Node | None:
    from model.file.composer import tree  # noqa: PLC0415 - whoever only looks needs no places

    return tree(document)
