"""A list of candidates, one a line, with headings that the cursor passes over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.widgets.option_list import Option

from tui.lists import LongList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content


class Row(NamedTuple):
    """A line of the list."""

    content: Content
    is_heading: bool = False


class Queue(LongList):
    """Lines and headings; lines are counted from 0, headings are not."""

    def __init__(self, id_: str) -> None:
        super().__init__(id=id_, markup=False)
        self._places: list[int] = []  # of the lines among the options

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace what is listed, as far as it is another now."""
        if [row.is_heading for row in rows] == [option.disabled for option in self.options]:
            self.show_changes([row.content for row in rows])
        else:
            self.clear_options()
            self.add_options([Option(row.content, disabled=row.is_heading) for row in rows])
        self._places = [number for number, row in enumerate(rows) if not row.is_heading]

    @property
    def at(self) -> int | None:
        """Give the number of the line under the cursor."""
        return self._places.index(self.highlighted) if self.highlighted in self._places else None

    def go_to(self, number: int) -> None:
        """Put the cursor on a line, or on the nearest that there is; the first one with its heading."""
        number = max(0, min(number, len(self._places) - 1))
        self.highlighted = self._places[number] if self._places else None
        if number == 0 and self.size.height > 1:
            self.scroll_home(animate=False)

    def action_up(self) -> None:
        """Move to the line before; stay on the first."""
        if self.at is not None:
            self.go_to(self.at - 1)

    def action_down(self) -> None:
        """Move to the next line; stay on the last."""
        if self.at is not None:
            self.go_to(self.at + 1)
