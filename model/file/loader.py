"""`positions.yaml` -> Topic and problems: bytes, text, values, schema, references."""

from __future__ import annotations

import errno
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from model.digest import sha256
from model.encoding import wide
from model.file.document import Document
from model.problem import MAX_PROBLEMS, Problem, Severity, file_problem, gravest

if TYPE_CHECKING:
    from pathlib import Path

    from model.schema import Topic

MAX_BYTES = 64 * 1024 * 1024

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Loaded:
    """What a file says: the topic (None when an error stands in the way), its problems by line, its tree.

    `digest` is the sha256 of the bytes, "" when they could not be read.
    """

    path: Path
    topic: Topic | None
    problems: tuple[Problem, ...]
    document: Document
    digest: str = ""

    @property
    def folder(self) -> Path:
        """Give the folder that the topic's sources are relative to."""
        return self.path.parent


class ReadError(Exception):
    """A file whose bytes cannot be had; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def load(path: Path, like: Loaded | None = None) -> Loaded:
    """Load a file; every fault, from a missing file to an unknown id, is a problem and never an exception.

    `like` is what was loaded of it before: that again where it has not changed.
    """
    try:
        return parse(read_bytes(path), path, like)
    except ReadError as error:
        return Loaded(path, None, (error.problem,), Document(str(path), ""))


def read_bytes(path: Path) -> bytes:
    """Read a regular file of at most MAX_BYTES; ReadError otherwise."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise _refusal(path, "this is a folder", f"give the file inside it: {path / 'positions.yaml'}")
        if not stat.S_ISREG(found.st_mode):
            raise _refusal(path, "this is not a regular file", "give the path of a positions.yaml")
        if found.st_size > MAX_BYTES:
            raise _too_large(path, found.st_size)
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise _refusal(path, "there is no such file", "is the path spelt right?") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise _refusal(path, f"the file cannot be read: {reason.lower()}", _advice(error)) from None
    if len(raw) > MAX_BYTES:  # it grew, or it is one of those that say they are empty
        raise _too_large(path, len(raw))
    return raw


def _refusal(path: Path, message: str, hint: str = "") -> ReadError:
    return ReadError(file_problem(str(path), message, hint))


def _advice(error: OSError | ValueError) -> str:
    if isinstance(error, PermissionError):
        return "`ls -l` shows who may read it"
    is_circle = isinstance(error, OSError) and error.errno == errno.ELOOP
    return "the link leads round in a circle: let it lead to the file" if is_circle else ""


def _too_large(path: Path, size: int) -> ReadError:
    megabytes, limit = (-(-number // 2**20) for number in (size, MAX_BYTES))
    return _refusal(path, f"the file has {megabytes} MB; the limit is {limit} MB", "split it into several topics")


def parse(raw: bytes, path: Path, like: Loaded | None = None) -> Loaded:
    """Load from bytes that were read from `path`; faster where most positions say what they said in `like`.

    If all is as it was there, that is given back.
    """
    digest = sha256(raw)
    if like is not None and like.digest == digest:
        return like
    from model.file.composer import read  # noqa: PLC0415 - not needed for a file that was read before
    from model.file.values import no_garbage_collection  # noqa: PLC0415 - likewise

    with no_garbage_collection():
        text, problem = decoded(raw, str(path))
        if problem is not None:
            return Loaded(path, None, (problem,), Document(str(path), text), digest)
        document, problems = read(text, str(path))
        topic, found = (None, []) if problems and document.root is None else _judged(document, like)
    problems = sorted({*problems, *found}, key=lambda problem: (problem.line, problem.column, problem.message))
    if any(problem.severity is Severity.ERROR for problem in problems):
        topic = None
    return Loaded(path, topic, tuple(gravest(problems, MAX_PROBLEMS)), document, digest)


def decoded(raw: bytes, file: str) -> tuple[str, Problem | None]:
    """Give the text of bytes, without its mark at the beginning, and what is wrong with it, if anything."""
    if encoding := wide(raw):
        return "", file_problem(file, f"the file is not UTF-8: it is {encoding}", "save it as UTF-8")
    raw = raw.removeprefix(_BOM)
    try:
        return raw.decode(), None
    except UnicodeDecodeError as error:
        if b"\0" in raw:
            return "", file_problem(file, "this is not a text file", "give the path of a positions.yaml")
        text = raw.decode(errors="replace")
        bad = raw[error.start : error.start + 1]
        message = f"the file is not UTF-8: here is a byte 0x{bad.hex()}"
        letter = bad.decode("cp1252", errors="replace")
        hint = f'save the file as UTF-8 (in Windows-1252 or Latin-1 the byte means "{letter}")'
        return text, Document(file, text).problem(len(raw[: error.start].decode()), message, hint)


def _judged(document: Document, like: Loaded | None) -> tuple[Topic | None, list[Problem]]:
    from model.file.judging import judge  # noqa: PLC0415 - not needed for a file that was judged before

    return judge(document, (like.topic, like.document.data()) if like is not None and like.topic is not None else None)
