"""Text with its typography made even, and the way back to the original's characters.

Even means: one kind of quotation mark, one kind of dash, one space for a run of white space, three dots for an
ellipsis, no invisible characters, accents composed (NFC). Letters and digits stay what they are, and so does their
case: NFKC, say, would turn a superscript into a digit, and thus one number into another.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

QUOTATION_MARKS = "'\"“”„‟‘’‚‛«»‹›`´ʼ〝〞＂＇"
HYPHENS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}"
_DASHES = HYPHENS + "\N{FIGURE DASH}–—―\N{MINUS SIGN}﹘﹣－"
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
INVISIBLE = "\xad\u180e\u200b\u200c\u200d\u2060\ufeff"  # soft hyphen, zero-width spaces and joiners
_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))

# Thai, Lao, Burmese, Khmer, Chinese and Japanese write no spaces: there, every character is a word of its own.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LETTERS = rf"[^\W_{_UNSPACED}]+"
_LETTERS_AND_ACCENTS = rf"(?:[^\W_{_UNSPACED}]|[\u0300-\u036f])+"
WORD = rf"{_LETTERS_AND_ACCENTS}(?:(?:[{HYPHENS}'’ʼ]|(?<=\d)[.,:](?=\d)){_LETTERS_AND_ACCENTS})*"

_ONE_FOR_ONE = str.maketrans(
    dict.fromkeys(QUOTATION_MARKS, "'") | dict.fromkeys(_DASHES, "-") | dict.fromkeys(_SPACES, " ")
)
_ONE_FOR_MANY = {"…": "..."} | _LIGATURES
# Marks that do not change what is read: they go with the character that carries them, even an invisible one.
_UNSEEN = dict.fromkeys((0x034F, *range(0xFE00, 0xFE10), *map(ord, INVISIBLE)))

_UNEVEN = (
    rf"(?P<blank> [ {INVISIBLE}]+|[{INVISIBLE}][ {INVISIBLE}]*)"
    rf"|(?P<run>'(?:[{INVISIBLE}]*')+|-(?:[{INVISIBLE}]*-)+)"
    rf"|(?P<sign>[{''.join(_ONE_FOR_MANY)}])"
)
_UNEVEN_PATTERN = re.compile(_UNEVEN)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text in code points, `end` exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """An even text, and the units whose length changed: where each begins and ends, here and in the original.

    Everything between two units was copied one for one.
    """

    text: str
    begins: Sequence[int]
    ends: Sequence[int]
    original_begins: Sequence[int]
    original_ends: Sequence[int]

    def span(self, start: int, end: int) -> Span | None:
        """Give the span of the original that became this one (not empty); None if it cuts a unit in two."""
        first, last = bisect_left(self.begins, start) - 1, bisect_left(self.begins, end) - 1
        cuts_first = first >= 0 and start < self.ends[first]
        cuts_last = last >= 0 and end < self.ends[last]
        return None if cuts_first or cuts_last else self.around(start, end)

    def around(self, start: int, end: int) -> Span:
        """Give the smallest span of whole characters of the original that became at least this one (not empty)."""
        first, last = bisect_right(self.begins, start) - 1, bisect_left(self.begins, end) - 1
        if first >= 0:
            into = start - self.ends[first]
            start = self.original_ends[first] + into if into >= 0 else self.original_begins[first]
        if last >= 0:
            into = end - self.ends[last]
            end = self.original_ends[last] + max(into, 0)
        return Span(start, end)


def fold(text: str) -> Folded:
    """Make the typography of a text even; linear in its length, whatever it holds."""
    even = text.translate(_ONE_FOR_ONE)
    pieces: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    original_begins: list[int] = []
    original_ends: list[int] = []
    copied = length = 0
    for found in _pattern(text).finditer(even):
        start, end = found.span()
        piece = _fold_unit(found[0], found.lastgroup)
        pieces += even[copied:start], piece
        begins.append(length + start - copied)
        length = begins[-1] + len(piece)
        ends.append(length)
        original_begins.append(start)
        original_ends.append(end)
        copied = end
    pieces.append(even[copied:])
    return Folded("".join(pieces), begins, ends, original_begins, original_ends)


# The quotes of a text come one after the other; a string remembers its hash, so that a hit costs next to nothing.
fold_once = lru_cache(maxsize=16)(fold)


def _fold_unit(piece: str, kind: str | None) -> str:
    match kind:
        case "blank":
            return " " if " " in piece else ""
        case "run":
            return piece[0]
        case "sign":
            return _ONE_FOR_MANY[piece]
        case _:
            return unicodedata.normalize("NFC", piece.translate(_UNSEEN))


def _pattern(text: str) -> re.Pattern[str]:
    """Give the pattern of the units of this text; it names the combining marks that the text has."""
    marks = "" if text.isascii() else "".join(sorted(filter(_composes, set(text))))
    if not marks:
        return _UNEVEN_PATTERN
    # No script puts more than 30 marks on one character (Unicode's stream-safe text); a run of a million is an attack.
    return re.compile(f"(?P<cluster>[^{marks}]?[{marks}]{{1,30}})|{_UNEVEN}")


def _composes(char: str) -> bool:
    """Tell whether NFC may join this character to the one before it, or replace it."""
    return is_mark(char) or "\u1160" <= char <= "\u11ff" or not unicodedata.is_normalized("NFC", char)


def is_mark(char: str) -> bool:
    """Tell whether a character sits on the one before it: an accent, a vowel sign, a variation selector."""
    return char > "\x7f" and unicodedata.category(char)[0] == "M"
