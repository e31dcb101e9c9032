"""How one cell and one head are drawn at a width: pure functions from text to text of an exact width in cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

CURSOR_SIGN = "▸"  # for whoever sees no colour: unlike the brackets of a faded cell, and no sign of a stance
_LEAST = 3  # cells of a column; in fewer only the glyph is seen
_AFTER_HYPHEN = re.compile(r"[^-/–]+[-/–]*|[-/–]+")


@dataclass(frozen=True, slots=True)
class Face:
    """What one cell shows; `short` stands for the word where that does not fit, `tone` is a name of `tui.palette`.

    A faded face stands in round brackets, for whoever sees no colour. `note` fills the second and third line.
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
class Needs:
    """The cells that the faces of a column take: glyph, word and count at most, with words, short words and none; marks
    at most, a faded face's bracket among them; and short words, count and marks of one face at most."""

    words: int = 0
    shorts: int = 0
    bare: int = 0
    marks: int = 0
    ragged: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    """How all faces of a column are spelled, so that it reads alike from top to bottom.

    Counts end at `room` cells, beside the longest word, and the marks stand at them; in a ragged column the marks end
    at `room`.
    """

    words: bool
    short: bool
    room: int
    ragged: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a grid shows: the names at its edges, the face of any (row, column), and what the faces of a column need.

    Both are asked only for what is in sight. `corners` say what rows and columns are, the fullest first; `legend` says
    what the signs of faces mean, those in words or those without.
    """

    corners: tuple[str, ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    face: Callable[[int, int], Face]
    needs: Callable[[int], Needs]
    legend: Callable[[Sequence[Face], bool], Sequence[str]] = lambda _faces, _in_words: ()


def needs_of(faces: Iterable[Face]) -> Needs:
    """Measure the faces of a column."""
    words = shorts = bare = marks = ragged = 0
    for face in faces:
        count = len(str(face.count)) + 1 if face.count else 0
        with_short = cell_len(_start(face, words=True, short=True)) + count
        words = max(words, cell_len(_start(face, words=True, short=False)) + count)
        shorts = max(shorts, with_short)
        bare = max(bare, cell_len(face.glyph) + count)
        signs = cell_len(face.marks) + face.faded
        marks = max(marks, signs)
        ragged = max(ragged, with_short + signs + (not face.count))
    return Needs(words, shorts, bare, marks, ragged)


@lru_cache(maxsize=1024)
def form_of(needs: Needs, width: int) -> Form | None:
    """Choose the fullest form that all faces of a column fit, in a column of `width` cells; None if there is none.

    Long words go first, then the order of the counts, then all words.
    """
    inner = width - 1
    room = inner - needs.marks
    for words, short, start in ((True, False, needs.words), (True, True, needs.shorts), (False, False, needs.bare)):
        if not words and needs.bare < needs.ragged <= inner:
            return Form(words=True, short=True, room=inner, ragged=True)
        if start <= room:
            return Form(words, short, min(room, start + 1) if start > needs.bare else max(start, 1))
    return None


def _start(face: Face, *, words: bool, short: bool) -> str:
    word = ((short and face.short) or face.word) if words else ""
    return f"{face.glyph} {word}" if word else face.glyph


@lru_cache(maxsize=8192)
def face_text(face: Face, width: int, form: Form | None, *, under_cursor: bool) -> str:
    """Draw a cell's first line in exactly `width` cells: behind the cursor's sign, or in brackets if it is faded."""
    if width < _LEAST:
        return set_cell_size(face.glyph.replace("\n", " "), width)
    opening, closing = (CURSOR_SIGN, " ") if under_cursor else ("(", ")") if face.faded else (" ", "")
    return opening + face_line(face, face.marks + closing * face.faded, width - 1, form)


def note_text(note: str, width: int, line: int, lines: int) -> str:
    """Draw one of the `lines` lines of a cell's note in exactly `width` cells."""
    wrapped = wrap(note, width - 2, lines)
    return set_cell_size(f" {wrapped[line] if line < len(wrapped) else ''}", width)


def head_text(name: str, width: int, line: int, lines: int, *, at_bottom: bool = True) -> str:
    """Draw one of a head's lines in exactly `width` cells, a blank before it."""
    wrapped = wrap(name, width - 1, lines)
    index = line - (lines - len(wrapped) if at_bottom else 0)
    return set_cell_size(f" {wrapped[index] if 0 <= index < len(wrapped) else ''}", width)


def corner_text(corners: Sequence[str], width: int, line: int, lines: int) -> str:
    """Draw one of the corner's lines in exactly `width` cells: of its spellings the fullest that fits on one line."""
    fits = (corner for corner in corners if cell_len(corner) < width)
    return head_text(next(fits, corners[-1] if corners else ""), width, line, lines)


def face_line(face: Face, marks: str, width: int, form: Form | None) -> str:
    """Draw glyph, word, count and marks in exactly `width` cells; without a form whatever fits, each thing whole."""
    count = str(face.count) if face.count else ""
    if form is None:
        glyph = face.glyph
        spellings = (f"{glyph} {count}{marks}".rstrip(), f"{glyph} {marks}", glyph + marks, glyph)
        line = next(spelling for spelling in spellings if cell_len(spelling) <= width or spelling == glyph)
    else:
        start = _start(face, words=form.words, short=form.short)
        tail = count + marks if form.ragged else count
        line = set_cell_size(start, form.room - cell_len(tail)) + tail
        line += "" if form.ragged else marks
    return set_cell_size(line.replace("\n", " "), width)


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


def in_lines(entries: Sequence[str], width: int, lines: int) -> list[str]:
    """Give entries side by side in at most so many lines of a width, each whole; those that do not fit are left out."""
    done: list[str] = []
    for entry in entries:
        if done and cell_len(longer := f"{done[-1]}  {entry}") <= width:
            done[-1] = longer
        elif cell_len(entry) <= width and len(done) < lines:
            done.append(entry)
    return done
