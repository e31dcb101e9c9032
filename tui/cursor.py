"""Where one is in a sheet: the cursor, the window that follows it, and the actions that move both."""

from __future__ import annotations

from functools import partialmethod
from sys import maxsize
from typing import TYPE_CHECKING

from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView

from tui.faces import Face, Needs, Sheet
from tui.geometry import lay_out
from tui.scrollbar import Bar

if TYPE_CHECKING:
    from textual.scrollbar import ScrollBar

_NO_FACE = Face("", "", "", 0, "", "silent", faded=False, note="")
_EMPTY = Sheet((), (), (), lambda _row, _column: _NO_FACE, lambda _column: Needs())
_TINY = Size(16, 5)  # no scrollbars in a smaller window


class CursorView(ScrollView, can_focus=True, inherit_bindings=False):
    """A window on a sheet that shows whole rows and columns and never loses its cursor by a key or a resize."""

    cursor: reactive[tuple[int, int]] = reactive((0, 0), init=False, repaint=False)
    """The (row, column) of the cursor; always inside the sheet, (0, 0) in an empty one."""
    row_height: reactive[int] = reactive(1, init=False, repaint=False)
    """How many lines a row takes, 1 to 3; from the second line on a cell shows its note."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._sheet = _EMPTY
        self._geometry = lay_out(0, 0, 1, _EMPTY)
        self._laid_out_for = Size()

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar at the right, made when first asked for."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = self._started(Bar(vertical=True, name="vertical"))
        return self._vertical_scrollbar

    @property
    def horizontal_scrollbar(self) -> ScrollBar:
        """The scrollbar below, made when first asked for."""
        if self._horizontal_scrollbar is None:
            self._horizontal_scrollbar = self._started(Bar(vertical=False, name="horizontal"))
        return self._horizontal_scrollbar

    def _started(self, bar: Bar) -> Bar:
        """Start a scrollbar as Textual does, which has no place to say which class of scrollbar one wants."""
        bar.display = False  # until there is something to scroll
        self.app._start_widget(self, bar)
        return bar

    def show(self, sheet: Sheet, row: int, column: int) -> None:
        """Show a sheet with the cursor on a cell, the nearest one if it lies outside; sends no message."""
        self._sheet = sheet
        self.set_reactive(CursorView.cursor, self.validate_cursor((row, column)))
        self._lay_out()

    def validate_cursor(self, cursor: tuple[int, int]) -> tuple[int, int]:
        """Keep the cursor inside the sheet."""
        rows, columns = len(self._sheet.rows), len(self._sheet.columns)
        if rows == 0 or columns == 0:
            return 0, 0
        return max(0, min(cursor[0], rows - 1)), max(0, min(cursor[1], columns - 1))

    def _watch_cursor(self, old: tuple[int, int], new: tuple[int, int]) -> None:
        """Repaint the two rows, or all if the window has to scroll."""
        before = self._first
        self._show_cursor(before)
        if self._first == before:  # else Textual repaints all
            self._refresh_row(old[0])
            self._refresh_row(new[0])
            if old[1] != new[1]:
                self.refresh(Region(0, 0, self._geometry.width, self._geometry.top))

    def _refresh_row(self, row: int) -> None:
        geometry = self._geometry
        y = geometry.top + (row - self._first[0]) * geometry.row_height
        self.refresh(Region(0, y, geometry.width, geometry.row_height))

    def validate_row_height(self, height: int) -> int:
        """Keep it between 1 and 3 lines."""
        return max(1, min(height, 3))

    def watch_row_height(self) -> None:
        """Lay out anew."""
        self._lay_out()

    def on_resize(self) -> None:
        """Lay out anew."""
        self._lay_out()

    def _check_size(self) -> None:
        """Lay out anew if the size is another: a frame is drawn before its event comes, if one comes at all."""
        if self.size != self._laid_out_for:
            self._lay_out()

    def _lay_out(self) -> None:
        """Compute all places anew; the same cells stay on show, as far as the cursor allows."""
        if not self.size:  # not on the screen
            self._laid_out_for = Size()  # else it may come back with its old size, another sheet, and the old places
            return
        self._laid_out_for = self.size
        first = self._first
        width, height = self.size
        bar = 0 if width < _TINY.width or height < _TINY.height else 1
        self.styles.scrollbar_size_vertical = self.styles.scrollbar_size_horizontal = bar
        self._geometry = lay_out(width - bar, height, self.row_height, self._sheet)
        if self._geometry.last_first_column > 0:  # a scrollbar will take the last line
            self._geometry = lay_out(width - bar, height - bar, self.row_height, self._sheet)
        self.virtual_size = Size(*self._geometry.virtual_size)
        self._show_cursor(first)
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Give the lines that show every row, for a style sheet that says `height: auto`."""
        whole = lay_out(width - 1, max(container.height, 1), self.row_height, self._sheet)
        return whole.top + len(self._sheet.rows) * self.row_height + (whole.last_first_column > 0)

    @property
    def max_scroll_x(self) -> int:
        """The place of the last columns; Textual's own lags behind its scrollbars."""
        return self._geometry.last_first_column * self._geometry.pitch

    @property
    def max_scroll_y(self) -> int:
        """The place of the last rows."""
        return self._geometry.last_first_row * self._geometry.row_height

    @property
    def _first(self) -> tuple[int, int]:
        """The first row and column on show."""
        geometry = self._geometry
        return (
            min(round(self.scroll_y / geometry.row_height), geometry.last_first_row),
            min(round(self.scroll_x / geometry.pitch), geometry.last_first_column),
        )

    def _show_cursor(self, first: tuple[int, int]) -> None:
        """Make a row and a column the first on show, or the nearest from which the cursor is in sight."""
        row, column = self.cursor
        first_row, first_column = first
        self._scroll(
            min(max(first_row, row - self._geometry.page + 1), row),
            min(max(first_column, column - len(self._geometry.slots) + 1), column),
        )

    def _scroll(self, row: int, column: int) -> None:
        """Make a row and a column the first on show, as far as there are enough."""
        geometry = self._geometry
        row = max(0, min(row, geometry.last_first_row))
        column = max(0, min(column, geometry.last_first_column))
        if (row, column) != self._first:
            self.scroll_to(column * geometry.pitch, row * geometry.row_height, animate=False, force=True)

    # Actions, bound to keys elsewhere

    def _move(self, rows: int = 0, columns: int = 0) -> None:
        row, column = self.cursor
        self.cursor = (row + rows, column + columns)

    def _turn(self, pages: float) -> None:
        """Move cursor and window together, so that the cursor keeps its place on the screen."""
        rows = max(1, int(self._geometry.page * abs(pages)))
        rows = rows if pages > 0 else -rows
        first_row, first_column = self._first
        self._scroll(first_row + rows, first_column)
        self._move(rows=rows)

    def _grow(self, lines: int) -> None:
        self.row_height += lines

    action_up = partialmethod(_move, rows=-1)
    action_down = partialmethod(_move, rows=1)
    action_left = partialmethod(_move, columns=-1)
    action_right = partialmethod(_move, columns=1)
    action_top = partialmethod(_move, rows=-maxsize)
    action_bottom = partialmethod(_move, rows=maxsize)
    action_first_column = partialmethod(_move, columns=-maxsize)
    action_last_column = partialmethod(_move, columns=maxsize)
    action_page_up = partialmethod(_turn, -1)
    action_page_down = partialmethod(_turn, 1)
    action_half_page_up = partialmethod(_turn, -0.5)
    action_half_page_down = partialmethod(_turn, 0.5)
    action_denser = partialmethod(_grow, -1)
    action_taller = partialmethod(_grow, 1)
