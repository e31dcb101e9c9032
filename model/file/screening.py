"""What a text must not hold, whatever the parser makes of it: conflict markers and invisible characters."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from model.file.document import Document
    from model.problem import Problem

MAX_FORBIDDEN = 20  # invisible characters reported, each in a problem of its own

# Invisible characters that a file may not hold, and (ODD) those that it may, but that `plain` replaces all the same.
_FORBIDDEN = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
FORBIDDEN = re.compile(f"[{_FORBIDDEN}]")
ODD = re.compile(rf"[{_FORBIDDEN}\t\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |\r?$)", re.MULTILINE)
_LINE_SEPARATORS = {"\x85": "\\N", "\N{LINE SEPARATOR}": "\\L", "\N{PARAGRAPH SEPARATOR}": "\\P"}


def unreadable(document: Document, *, odd: bool) -> list[Problem]:
    """Find what makes a text no YAML whatever the parser says; `odd` says that it has ODD characters."""
    text = document.text
    if ("<<<<<<<" in text or ">>>>>>>" in text) and (found := _CONFLICT.search(text)):
        hint = "keep one of the two sides and delete the lines with <<<<<<<, ======= and >>>>>>>"
        return [document.problem(found.start(), "unresolved git merge conflict", hint, length=7)]
    if "\r" in text and (lone := re.search(r"\r(?!\n)", text)):
        hint = "save the file with the line ends of Unix (LF) or Windows (CRLF)"
        return [document.problem(lone.start(), "a carriage return (U+000D) without a line feed", hint)]
    found_all = FORBIDDEN.finditer(text) if odd else ()
    return [_forbidden(document, found) for found in islice(found_all, MAX_FORBIDDEN)]


def _forbidden(document: Document, found: re.Match[str]) -> Problem:
    character = found.group()
    name = f"U+{ord(character):04X}"
    if escape := _LINE_SEPARATORS.get(character):
        hint = f'delete it, or write it as "{escape}" inside double quotes'
        return document.problem(found.start(), f"invisible line separator {name}", hint)
    return document.problem(found.start(), f"the invisible character {name} is not allowed", "delete it")
