"""Errors and warnings as values with a place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from model.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MAX_PROBLEMS = 1_000  # of one file; nobody reads more, and hostile files have millions

_LONGEST = 400  # code points of a message or hint
_LONGEST_NAME = 60  # code points of a known word in a hint
_NAMES_LISTED = 8  # in a hint
_NAMES_COMPARED = 10_000  # with a misspelt one: half a millisecond
_LIKENESS = 60  # per cent of letters shared, in order


class Severity(StrEnum):
    """Whether the matrix can be trusted all the same."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file, plain, as it is shown under a problem."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and what to do about it.

    `line` and `column` count from 1, in code points; `length` code points from there on deserve the caret.
    `lines` holds the line of the problem, last, after the lines that it refers to.
    All texts are plain.
    """

    file: str
    line: int
    column: int
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    length: int = 1
    lines: tuple[Line, ...] = ()

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


def file_problem(file: str, message: str, hint: str = "") -> Problem:
    """Make the problem of a file that could not be read as text at all."""
    return Problem(one_line(file), 1, 1, one_line(message), one_line(hint))


def gravest(problems: Sequence[Problem], most: int) -> list[Problem]:
    """Cut a list of problems: warnings go before errors do, and what is kept stays in its order."""
    by_weight = sorted(range(len(problems)), key=lambda at: problems[at].severity is not Severity.ERROR)
    return [problems[at] for at in sorted(by_weight[:most])]


def shorten(text: str) -> str:
    """Cut a message or hint that holds an id or text as long as the file."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def known_words(
    word: str, known: Iterable[str], kind: str, names: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> str:
    """Make the hint for an unknown word: the closest known one, and the first few of all.

    `names` gives what else known words are called; the first name stands behind its word.
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - takes 30 ms, and most files have no unknown word

    known = list(islice(known, _NAMES_COMPARED))
    if not known:
        return f"there are no {kind} yet"
    listed = ", ".join(_with_name(each, names) for each in known[:_NAMES_LISTED])
    listed += " ..." if len(known) > _NAMES_LISTED else ""
    further = [(each, name) for each in known for name in names.get(each, ())] if names else []
    compared = [name[:_LONGEST_NAME] for name in (*known, *(name for _, name in further))]
    close = process.extractOne(
        word[:_LONGEST_NAME], compared, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_LIKENESS
    )
    if close is None:
        return f"{kind}: {listed}"
    at = close[2] - len(known)
    meant = further[at][0] if at >= 0 else known[close[2]]
    short = meant[:_LONGEST_NAME]
    return f'did you mean "{short}"{_with_name(meant, names).removeprefix(short)}? ({kind}: {listed})'


def _with_name(word: str, names: Mapping[str, Sequence[str]]) -> str:
    name = next(iter(names.get(word, ())), "")
    shown = word[:_LONGEST_NAME]
    return shown if name.casefold() in ("", word) else f"{shown} ({name[:_LONGEST_NAME]})"
