"""Text from outside made safe for a terminal, one character for one character."""

from __future__ import annotations

import re

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Controls keep a visible picture, so that a reader sees that something was there; nothing is dropped, so that
# an offset means the same place before and after.
_TABLE: dict[int, str] = {code: chr(0x2400 + code) for code in range(0x20)}
_TABLE[ord("\n")] = "\n"
_TABLE[ord("\t")] = " "
_TABLE[0x7F] = "\N{SYMBOL FOR DELETE}"
_TABLE |= dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT)  # C1: one of them opens an escape sequence
_TABLE |= dict.fromkeys((0x2028, 0x2029), " ")
_TABLE |= dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), _REPLACEMENT)
_TABLE |= dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT)  # lone surrogates cannot be written as UTF-8

# Most text needs no change, and to look is ten times faster than to translate.
_UNSAFE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def plain(text: str) -> str:
    """Replace what a terminal would obey (controls, escapes, bidi overrides); keep line feeds and the length."""
    return text.translate(_TABLE) if _UNSAFE.search(text) else text


def one_line(text: str) -> str:
    """Make text plain and put it on one line; the length stays."""
    return plain(text).replace("\n", " ")
