"""`decisions.jsonl`: what people decided of candidates, one JSON object a line, only ever appended to.

The file may be merged line by line (git's union): the order of lines and lines that stand twice say nothing, the
latest time does. A line that cannot be read, torn by a crash say, is a problem and is left as it is. A line may also
say that a party, an issue or a source got another id: decisions are read under the ids of today.
"""

from __future__ import annotations

import json
import os
import stat
from codecs import BOM_UTF8
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from model.edit.operations import SECTIONS
from model.file.loader import ReadError, read_bytes
from model.plain import one_line, plain
from model.problem import MAX_PROBLEMS, Line, Problem, Severity
from model.review.decisions import TICK, Action, Decision, latest, line_of
from model.review.renames import Rename, Renames
from model.save.beside import write_all
from model.save.refusal import in_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from model.edit.operations import IdKind
    from model.review.decisions import Latest
    from model.schema import Topic

NAME = "decisions.jsonl"

_LAST_YEAR = 9000  # so that there is a later time to every decision
_SHOWN = 80  # code points of a line that cannot be read
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


class Decisions(NamedTuple):
    """What the file says: the latest decision on each candidate, and the lines that cannot be read."""

    latest: Latest
    problems: tuple[Problem, ...]


def append(path: Path, decisions: Iterable[Decision | Rename]) -> None:
    """Add decisions to the file, onto the disk, in one piece; SaveError if they are not in it."""
    lines = "".join(f"{line_of(decision)}\n" for decision in decisions).encode(errors="surrogatepass")
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    from model.save.exchange import sync_folder  # noqa: PLC0415 - brings ctypes, and who only reads decides nothing

    with in_sentences(path):
        is_new = not path.exists()
        descriptor = os.open(path, flags, 0o666)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise OSError("it is not a regular file")
            if status.st_size and _last_byte(descriptor, status.st_size) != b"\n":
                lines = b"\n" + lines  # what was torn stays a line of its own
            write_all(descriptor, lines)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if is_new:
            sync_folder(path.parent)


def _last_byte(descriptor: int, size: int) -> bytes:
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return os.read(descriptor, 1)


def note_rename(path: Path, kind: IdKind, old: str, new: str, coder: str) -> None:
    """Add that an id became another one, where anything was decided at all; SaveError if that is not in the file.

    It is later than what was decided under the old id, and than the renames before it: clocks are set back.
    """
    if not os.path.lexists(path):
        return
    decisions, renames, _ = _read(path)
    earlier = [each.time for each in renames if each.kind == kind]
    earlier += [each.time for each in decisions if old in (getattr(each, kind), each.instead.get(kind))]
    time = max([datetime.now(UTC), *(each + TICK for each in earlier)])
    append(path, [Rename(time, coder, "rename", kind, old, new)])


def read_decisions(path: Path, topic: Topic | None = None) -> Decisions:
    """Read the file; what is wrong with it is a problem and never an exception. No file is no decisions.

    Decisions are under the ids of today, as the file's own lines of renames and the topic tell.
    """
    found, noted, problems = _read(path)
    renames = Renames(noted, topic)
    return Decisions(latest(map(renames.carry, found)), tuple(problems))


def _read(path: Path) -> tuple[list[Decision], list[Rename], list[Problem]]:
    """Read all lines of the file, as they are."""
    try:
        raw = read_bytes(path)
    except ReadError as error:
        return [], [], [error.problem] if os.path.lexists(path) else []
    found: list[Decision] = []
    renames: list[Rename] = []
    problems: list[Problem] = []
    lines = raw.removeprefix(BOM_UTF8).decode(errors="surrogateescape").split("\n")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = _entry(line)
            if isinstance(entry, Rename):
                renames.append(entry)
            else:
                found.append(entry)
        except (ValueError, TypeError, KeyError, RecursionError, OverflowError) as error:
            if len(problems) < MAX_PROBLEMS:
                problems.append(_problem(path, number, line, error))
    return found, renames, problems


def _problem(path: Path, number: int, line: str, error: Exception) -> Problem:
    shown = Line(number, one_line(line[:_SHOWN]))
    if line.startswith(_CONFLICT):
        message, hint = "this is a mark of a merge conflict", f"delete the line; `{NAME} merge=union` in .gitattributes"
    else:
        message, hint = "this line is no decision, and counts for nothing", "a crash or an editor may have torn it"
        if isinstance(error, _WrongError):
            hint = str(error)
    return Problem(one_line(str(path)), number, 1, message, hint, Severity.WARNING, 1, (shown,))


class _WrongError(ValueError):
    """A line that is JSON and no decision; the message is a hint."""


def _entry(line: str) -> Decision | Rename:
    """Read a line; keys that are not known are of a later version, and left alone."""
    data = json.loads(line)
    if not isinstance(data, dict):
        raise _WrongError("a decision is an object: {...}")
    return _rename(data) if data.get("decision") == "rename" else _decision(data)


def _rename(data: dict[str, object]) -> Rename:
    kind = next((kind for kind in SECTIONS if kind == data.get("kind")), None)
    coder, old, new = (data.get(key, "") for key in ("coder", "old", "new"))
    if kind is None or not (isinstance(coder, str) and isinstance(old, str) and isinstance(new, str) and old and new):
        raise _WrongError(f'a "rename" has a "kind" ({", ".join(SECTIONS)}), an "old" and a "new" id')
    return Rename(_time(data.get("time")), plain(coder), "rename", kind, plain(old), plain(new))


def _decision(data: dict[str, Any]) -> Decision:
    if data.get("decision") not in get_args(Action):
        raise _WrongError(f'"decision" is one of: {", ".join(get_args(Action))}')
    texts = {}
    for key in ("coder", "source", "party", "issue", "stance", "quote", "confidence"):
        value = data.get(key, "")
        if not isinstance(value, str) or not (value or key in ("coder", "confidence")):
            raise _WrongError(f'"{key}" is missing')
        texts[key] = plain(value)
    rules, instead = data.get("rules", []), data.get("instead", {})
    if not isinstance(rules, list) or not isinstance(instead, dict):
        raise _WrongError('"rules" is a list, "instead" an object')
    return Decision(
        time=_time(data.get("time")),
        decision=data["decision"],
        **texts,
        rules=tuple(plain(rule) for rule in rules),
        instead={plain(key): plain(value) for key, value in instead.items()},
    )


def _time(text: object) -> datetime:
    try:
        time = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        time = None
    if time is None or time.tzinfo is None or time.year > _LAST_YEAR:
        raise _WrongError('"time" is a moment in UTC: 2025-05-19T12:30:00Z')
    return time.astimezone(UTC)
