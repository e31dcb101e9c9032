"""Text from outside made safe for a terminal, one character for one character."""

from __future__ import annotations

import re
from collections import defaultdict

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"  # among others of C1, one of which opens an escape sequence

# Controls keep a visible picture, so that a reader sees that something was there; nothing is dropped, so that
# an offset means the same place before and after.
_PICTURES = defaultdict(lambda: _REPLACEMENT, {code: chr(0x2400 + code) for code in range(0x20)})
_PICTURES |= {0x7F: "\N{SYMBOL FOR DELETE}", ord("\t"): " ", 0x2028: " ", 0x2029: " "}

# The last ones are lone surrogates, which cannot be written as UTF-8.
_KIND = r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
_UNSAFE = re.compile(f"{_KIND}{_KIND}*")  # one and more: a pattern that begins with "+" is looked for at half the speed


def plain(text: str) -> str:
    """Replace what a terminal would obey (controls, escapes, bidi overrides); keep line feeds and the length."""
    return _UNSAFE.sub(lambda unsafe: unsafe[0].translate(_PICTURES), text)


def one_line(text: str) -> str:
    """Make text plain and put it on one line; the length stays."""
    return plain(text).replace("\n", " ")
