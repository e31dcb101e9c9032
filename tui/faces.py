"""How one cell and one head are drawn at a width: pure functions from text to text of an exact width in cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, product
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WORDS_FROM = 10  # narrower faces show no words at all
_MARKS_FROM = 14  # "+ support 12!≠": from here on two cells are kept for marks, so that counts stand in one column
_ROOMY_FROM = 19  # "± conditional 12 !≠": from here on three

_AFTER_HYPHEN = re.compile(r"[^-/–]+[-/–]*|[-/–]+")


@dataclass(frozen=True, slots=True)
class Face:
    """What one cell shows; `short` stands for the word where that does not fit, `tone` is a name of `tui.palette`.

    `note` fills the second and third line.
    """

    glyph: str
    word: str
    short: str
    count: int
    marks: str
    tone: str
    faded: bool
    note: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a grid shows: the names at its edges, and the face of any (row, column), asked only for cells in sight."""

    corner: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    face: Callable[[int, int], Face]


@lru_cache(maxsize=8192)
def face_text(face: Face, width: int, slack: int, *, under_cursor: bool) -> str:
    """Draw a cell's first line as in a column of `width` cells, in `slack` cells more; brackets are the cursor."""
    inner = width - 2
    if inner < 1:
        return set_cell_size(face.glyph.replace("\n", " "), width + slack)
    text = face_line(face, inner) + " " * slack
    return f"[{text}]" if under_cursor else f" {text} "


def note_text(note: str, width: int, line: int, lines: int) -> str:
    """Draw one of the `lines` lines of a cell's note in exactly `width` cells."""
    wrapped = wrap(note, width - 2, lines)
    return set_cell_size(f" {wrapped[line] if line < len(wrapped) else ''}", width)


def head_text(name: str, width: int, line: int, lines: int, *, at_bottom: bool = True) -> str:
    """Draw one of a head's lines in exactly `width` cells, a blank before it."""
    wrapped = wrap(name, width - 1, lines)
    index = line - (lines - len(wrapped) if at_bottom else 0)
    return set_cell_size(f" {wrapped[index] if 0 <= index < len(wrapped) else ''}", width)


def face_line(face: Face, width: int) -> str:
    """Draw glyph, word, count and marks in exactly `width` cells; what does not fit is left out whole, the word first.

    Counts end at the same place in every face of a width, marks begin at the same place.
    """
    glyph = set_cell_size(face.glyph, max(1, cell_len(face.glyph)))
    count = str(face.count) if face.count else ""
    line = _narrow(glyph, count, face.marks, width) if width < _WORDS_FROM else _wide(glyph, count, face, width)
    return set_cell_size(line.replace("\n", " "), width)


def _narrow(glyph: str, count: str, marks: str, width: int) -> str:
    full = f"{glyph} {count:>2} {marks}".rstrip()
    return next((line for line in (full, f"{glyph} {marks}", glyph + marks) if cell_len(line) <= width), glyph)


def _wide(glyph: str, count: str, face: Face, width: int) -> str:
    field = (width >= _MARKS_FROM) * 2 + (width >= _ROOMY_FROM)
    marks = face.marks
    spellings = (marks,) if cell_len(marks) in {0, field} else (f" {marks}", marks)
    starts = [f"{glyph} {word}" for word in (face.word, face.short) if word]
    for start, spelling in product((*starts, glyph), spellings):
        tail = count + set_cell_size(spelling, max(field, cell_len(spelling)))
        room = width - cell_len(tail)
        if cell_len(start) < room:
            return set_cell_size(start, room) + tail
    return f"{glyph} {marks}"


@lru_cache(maxsize=8192)
def wrap(text: str, width: int, lines: int) -> tuple[str, ...]:
    """Break text between words into at most `lines` lines of at most `width` cells; an ellipsis stands for the rest."""
    if width < 1 or lines < 1:
        return ()
    done: list[str] = []
    line = ""
    for gap, piece in _pieces(text, width):
        longer = line + gap + piece if line else piece
        if cell_len(longer) <= width:
            line = longer
        elif len(done) == lines - 1:
            return (*done, shorten(f"{longer}…", width))
        else:
            done.append(line)
            line = piece
    return (*done, line) if line else tuple(done)


def _pieces(text: str, width: int) -> Iterator[tuple[str, str]]:
    """Yield what must stay on one line, none wider than `width`, each with the blank that stands before it, if any."""
    for word in text.split():
        if cell_len(word) <= width and word.isascii():
            yield " ", word
            continue
        gap = " "
        for wide, run in groupby(word, key=_is_wide):  # scripts without blanks may break at every wide character
            for part in run if wide else _AFTER_HYPHEN.findall("".join(run)):
                yield gap, shorten(part, width)
                gap = ""


def _is_wide(char: str) -> bool:
    return cell_len(char) > 1


def shorten(text: str, width: int) -> str:
    """Cut text to at most `width` cells, the last one an ellipsis if anything is lost."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 0 else ""
