"""The piece of a large file that an edit is about, so that places are looked for in a hundred lines and not in all.

A guess by the look of the lines, taken only if it reads as what the whole file says there: else the whole file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from model.edit.operations import look_up
from model.edit.page import Page
from model.file.composer import read

if TYPE_CHECKING:
    from model.edit.operations import Place
    from model.file.document import Document

_ANCHOR = re.compile(r"&(?<=[\s\[{,]&)\S")  # a pattern that begins with a character is found ten times as fast
_DEPTHS = (3, 2)  # a position, or all of a party: all of all is most of the file


class Area(NamedTuple):
    """A page of a text between what stands before and after it; paths on it lack their first `depth` steps."""

    before: str
    page: Page
    after: str
    depth: int = 0

    def whole(self, text: str) -> str:
        """Give the whole text, with another one on the page."""
        return self.before + text + self.after


def area_of(document: Document, place: Place, *, has_lists: bool = False) -> Area:
    """Find the lines of the party, else of the section, that a path leads into; `has_lists`: with a list of entries."""
    text = document.text
    if "&" not in text or not _ANCHOR.search(text):
        for depth in _DEPTHS if place[:1] == ("positions",) else (1,):
            keys = place[:depth]
            area = _area(document, [str(key) for key in keys]) if len(place) > depth else None
            if area is not None and (area.page.sample_list or not has_lists):
                return area
    return Area("", Page(document, document.eol), "")


def _area(document: Document, keys: list[str]) -> Area | None:
    text = document.text
    if (span := _span(text, keys)) is None:
        return None
    start, end = span
    part, problems = read(text[start:end], document.file)
    if problems or part.data() != {keys[-1]: look_up(document.data(), tuple(keys))}:
        return None
    outer = len(keys) - 1
    step = (len(text[start:end]) - len(text[start:end].lstrip(" "))) // outer if outer else 2
    page = Page(part, document.eol, text.count("\n", 0, start), step)
    return Area(text[:start], page, text[end:], outer)


def _span(text: str, keys: list[str]) -> tuple[int, int] | None:
    """Find the lines of the entry that keys lead to, each on a line of its own and indented deeper than the last."""
    start, end, column = 0, len(text), -1
    for key in keys:
        found = re.compile(rf"^( *){re.escape(key)}:(?=\s)", re.MULTILINE).search(text, start, end)
        if found is None or len(found.group(1)) <= column or (column < 0 and found.group(1)):
            return None
        start, column = found.start(), len(found.group(1))
        following = re.compile(rf"\n {{0,{column}}}[^\s#-]").search(text, found.end(), end)
        end = following.start() + 1 if following else end
    return start, end
