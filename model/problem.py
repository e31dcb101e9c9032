"""Errors and warnings as values with a place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from model.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def shorten(text: str) -> str:
    """Cut a message or hint that holds an id or text as long as the file."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def known_words(word: str, known: Iterable[str], kind: str) -> str:
    """Make the hint for an unknown word: the closest known one, and the first few of all."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - takes 30 ms, and most files have no unknown word

    names = [name[:_LONGEST_NAME] for name in islice(known, _NAMES_COMPARED)]
    if not names:
        return f"there are no {kind} yet"
    listed = ", ".join(names[:_NAMES_LISTED]) + (" ..." if len(names) > _NAMES_LISTED else "")
    close = process.extractOne(
        word[:_LONGEST_NAME], names, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_LIKENESS
    )
    return f'did you mean "{close[0]}"? ({kind}: {listed})' if close else f"{kind}: {listed}"
