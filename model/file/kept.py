"""What a file said when it was last read, kept in `.parley/` beside it: the next start needs neither YAML nor pydantic.

It counts for the very bytes and file that it was made of. So nothing of it is believed in a folder that somebody sent:
the time of a file's last change (ctime) is the disk's own and cannot be set.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from model.digest import sha256
from model.file.document import Document
from model.file.loader import Loaded, ReadError, decoded, read_bytes
from model.file.making import made
from model.file.screening import ODD
from model.plain import one_line
from model.problem import Line, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.file.document import Node

FOLDER = ".parley"

_ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*\\u")  # what JSON writes of characters that nobody sees
_MADE_BY = ("plain.py", "problem.py", "schema.py", "shaping.py", "file")  # what is read out of a file rests on them


def kept(path: Path) -> Loaded | None:
    """Give the last reading of a file if it says the same still; None where nobody kept one."""
    with suppress(OSError, ReadError, ValueError, TypeError, KeyError, AttributeError, RecursionError, StopIteration):
        with _place(path).open(encoding="utf-8") as file:
            head = _read(next(file))
            raw = read_bytes(path)
            if head["of"] != _mark(path, sha256(raw)):
                return None
            values = _read(next(file))
            for line in file:
                party, row = _read(line)
                values["positions"][party] = row
        text, _ = decoded(raw, str(path))
        document = Document(str(path), text, values, _tree)
        problems = tuple(_problem(document.file, row) for row in head["problems"])
        return Loaded(path, made(values), problems, document, head["of"][0])
    return None


def keep(loaded: Loaded) -> None:
    """Keep a reading for the next start, in pieces that hold no key up; not if the file is another by now."""
    place = _place(loaded.path)
    unfinished = place.with_suffix(".tmp")
    with suppress(OSError, ReadError):
        of = _mark(loaded.path, sha256(read_bytes(loaded.path)))
        if loaded.topic is None or of[0] != loaded.digest or _is_kept(place, of):
            return
        make_folder(loaded.folder)
        with unfinished.open("w", encoding="utf-8") as file:
            for line in _lines(loaded, of):
                file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
        unfinished.replace(place)


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


def _is_kept(place: Path, of: list[object]) -> bool:
    with suppress(OSError, ValueError, TypeError, KeyError, RecursionError), place.open(encoding="utf-8") as file:
        return bool(_read(file.readline())["of"] == of)
    return False


def _read(line: str) -> Any:
    """Read one of `_lines`; ValueError for characters that it cannot have: what was read of a file was made plain."""
    if ODD.search(line) or _ESCAPED.search(line):
        raise ValueError("not written here")
    return json.loads(line)


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
    from model.file.composer import read  # noqa: PLC0415 - whoever only looks needs no places

    return read(document.text, document.file)[0].root
