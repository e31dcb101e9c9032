"""What a find in the matrix has found, and which of it the cursor is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.find import Match, find_text, first_match, next_match
from tui import wording

if TYPE_CHECKING:
    from model.arrange import Layout
    from model.matrix import Matrix


class Found:
    """A text and its matches; places are (row, column)."""

    def __init__(self) -> None:
        self.text = ""
        self._matches: tuple[Match, ...] = ()
        self._last: Match | None = None  # where a find went last

    def look(self, matrix: Matrix, layout: Layout, text: str) -> None:
        """Find a text anew."""
        self.text, self._matches = text, find_text(matrix, layout, text)

    def first(self, place: tuple[int, int]) -> tuple[int, int]:
        """Give where to go while the text is typed; the place itself when the text is nowhere."""
        self._last = first_match(self._matches, place)
        return self._last.place if self._last is not None else place

    def next(self, place: tuple[int, int], step: int) -> tuple[int, int]:
        """Give the next (step 1) or previous (step -1) match from a place; the place itself when there is none."""
        self._last = next_match(self._matches, self._last, place, step)
        return self._last.place if self._last is not None else place

    def note(self, place: tuple[int, int]) -> str:
        """Say how much was found, and what at this place."""
        for match in (self._last, *self._matches):
            if match is not None and match.place == place and match in self._matches:
                return wording.found(self.text, self._matches.index(match), len(self._matches), match.where)
        return wording.found(self.text, None, len(self._matches))
