"""The grid: heads that stay, a cursor, and a face in every cell; it knows nothing of parties or files."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, ClassVar, Literal

from rich.segment import Segment
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.faces import Face, Sheet, cell_text, head_text
from tui.geometry import lay_out
from tui.palette import TONES

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events

_EMPTY = Sheet("", (), (), lambda _row, _column: Face("", "", 0, "", "silent", faded=False, note=""))


_TINY = Size(16, 5)  # no scrollbars in a smaller window


class Grid(ScrollView, can_focus=True, inherit_bindings=False):
    """A sheet of faces under a cursor; `cursor` and all messages speak of (row, column) from 0."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--head",
        "grid--head-cursor",
        "grid--corner",
        "grid--cursor",
        "grid--faded",
        "grid--note",
        "grid--note-cursor",
        *(f"grid--{tone}" for tone in TONES),
    }
    DEFAULT_CSS = (
        """
    Grid {
        background: $background;
        scrollbar-color: $foreground 25%;
        scrollbar-background: $background;
        scrollbar-corner-color: $background;
        scrollbar-gutter: stable;
        & > .grid--head { color: $foreground; background: $panel; }
        & > .grid--head-cursor { color: $foreground; background: $primary 35%; text-style: bold; }
        & > .grid--corner { color: $text-muted; background: $panel; }
        & > .grid--cursor { text-style: bold; }
        &:focus > .grid--cursor { text-style: bold reverse; }
        & > .grid--faded { background: $background; text-style: italic; }
        & > .grid--note { color: $tone-note; background: $background; }
        & > .grid--note-cursor { color: $foreground; background: $primary 35%; }
        &:ansi > .grid--head-cursor, &:ansi > .grid--note-cursor {
            background: ansi_default;
            text-style: bold reverse;
        }
    """
        + "".join(
            f"& > .grid--{tone} {{ color: $tone-{tone}; background: $tone-{tone}-background; }}\n" for tone in TONES
        )
        + "}"
    )

    cursor: reactive[tuple[int, int]] = reactive((0, 0), init=False, repaint=False)
    """The (row, column) of the cursor; always inside the sheet, (0, 0) in an empty one."""
    row_height: reactive[int] = reactive(1, init=False, repaint=False)
    """How many lines a row takes, 1 to 3; from the second line on a cell shows its note."""

    @dataclass
    class Moved(Message):
        """The cursor went to another cell."""

        grid: Grid
        row: int
        column: int

        @property
        def control(self) -> Grid:
            """The grid that sent it."""
            return self.grid

        def can_replace(self, message: Message) -> bool:
            """Let a later move stand for this one, so that a held key floods nobody."""
            return isinstance(message, Grid.Moved) and message.grid is self.grid

    @dataclass
    class Opened(Message):
        """Enter, or a click on the cell under the cursor."""

        grid: Grid
        row: int
        column: int

        @property
        def control(self) -> Grid:
            """The grid that sent it."""
            return self.grid

    @dataclass
    class HeadPressed(Message):
        """A click on the head of a row or a column."""

        grid: Grid
        axis: Literal["row", "column"]
        index: int

        @property
        def control(self) -> Grid:
            """The grid that sent it."""
            return self.grid

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._sheet = _EMPTY
        self._geometry = lay_out(0, 0, 1, _EMPTY)
        self._strips: LRUCache[tuple[int, ...], Strip] = LRUCache(2048)
        self._styles: dict[tuple[str, ...], Style] = {}

    def show(self, sheet: Sheet, row: int, column: int) -> None:
        """Show a sheet with the cursor on a cell, the nearest one if it lies outside; sends no message."""
        self._sheet = sheet
        self.set_reactive(Grid.cursor, self.validate_cursor((row, column)))
        self._lay_out()

    # Places

    def _lay_out(self) -> None:
        """Compute all places anew and bring the cursor into sight."""
        tiny = self.size.width < _TINY.width or self.size.height < _TINY.height
        self.styles.scrollbar_size_vertical = self.styles.scrollbar_size_horizontal = 0 if tiny else 1
        size = self.scrollable_content_region.size
        self._geometry = lay_out(size.width, size.height, self.row_height, self._sheet)
        self._strips.clear()
        self.virtual_size = Size(*self._geometry.virtual_size)
        self._scroll_to_cursor()
        self.refresh()

    @property
    def _first(self) -> tuple[int, int]:
        """The first row and column on show."""
        geometry = self._geometry
        return (
            min(round(self.scroll_y / geometry.row_height), geometry.last_first_row),
            min(round(self.scroll_x / geometry.pitch), geometry.last_first_column),
        )

    def _scroll(self, row: int, column: int) -> None:
        """Make a row and a column the first on show, as far as there are enough."""
        geometry = self._geometry
        row = max(0, min(row, geometry.last_first_row))
        column = max(0, min(column, geometry.last_first_column))
        if (row, column) != self._first:
            self.scroll_to(column * geometry.pitch, row * geometry.row_height, animate=False, force=True)

    def _scroll_to_cursor(self) -> None:
        row, column = self.cursor
        first_row, first_column = self._first
        geometry = self._geometry
        self._scroll(
            min(max(first_row, row - geometry.page + 1), row),
            min(max(first_column, column - len(geometry.slots) + 1), column),
        )

    def _refresh_row(self, row: int) -> None:
        geometry = self._geometry
        y = geometry.top + (row - self._first[0]) * geometry.row_height
        self.refresh(Region(0, y, geometry.width, geometry.row_height))

    # What changes

    def validate_cursor(self, cursor: tuple[int, int]) -> tuple[int, int]:
        """Keep the cursor inside the sheet."""
        row, column = cursor
        return max(0, min(row, len(self._sheet.rows) - 1)), max(0, min(column, len(self._sheet.columns) - 1))

    def watch_cursor(self, old: tuple[int, int], new: tuple[int, int]) -> None:
        """Repaint the two rows, or all if the window has to scroll."""
        self._scroll_to_cursor()
        self._refresh_row(old[0])
        self._refresh_row(new[0])
        if old[1] != new[1]:
            self.refresh(Region(0, 0, self._geometry.width, self._geometry.top))
        self.post_message(self.Moved(self, *new))

    def validate_row_height(self, height: int) -> int:
        """Keep it between 1 and 3 lines."""
        return max(1, min(height, 3))

    def watch_row_height(self) -> None:
        """Lay out anew."""
        self._lay_out()

    def on_resize(self) -> None:
        """Lay out anew."""
        self._lay_out()

    def notify_style_update(self) -> None:
        """Forget the styles of the old theme or focus."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    # Actions, bound to keys elsewhere

    def action_up(self) -> None:
        """Move one row up."""
        self._move(rows=-1)

    def action_down(self) -> None:
        """Move one row down."""
        self._move(rows=1)

    def action_left(self) -> None:
        """Move one column to the left."""
        self._move(columns=-1)

    def action_right(self) -> None:
        """Move one column to the right."""
        self._move(columns=1)

    def action_first_column(self) -> None:
        """Move to the first column."""
        self._move(columns=-len(self._sheet.columns))

    def action_last_column(self) -> None:
        """Move to the last column."""
        self._move(columns=len(self._sheet.columns))

    def action_top(self) -> None:
        """Move to the first row."""
        self._move(rows=-len(self._sheet.rows))

    def action_bottom(self) -> None:
        """Move to the last row."""
        self._move(rows=len(self._sheet.rows))

    def action_page_up(self) -> None:
        """Move and scroll by as many rows as fit."""
        self._turn(-self._geometry.page)

    def action_page_down(self) -> None:
        """Move and scroll by as many rows as fit."""
        self._turn(self._geometry.page)

    def action_half_page_up(self) -> None:
        """Move and scroll by half the rows that fit."""
        self._turn(-max(1, self._geometry.page // 2))

    def action_half_page_down(self) -> None:
        """Move and scroll by half the rows that fit."""
        self._turn(max(1, self._geometry.page // 2))

    def action_denser(self) -> None:
        """Take a line from every row."""
        self.row_height -= 1

    def action_taller(self) -> None:
        """Give every row one more line, up to 3."""
        self.row_height += 1

    def action_open(self) -> None:
        """Ask to open the cell under the cursor."""
        if self._sheet.rows and self._sheet.columns:
            self.post_message(self.Opened(self, *self.cursor))

    def _move(self, rows: int = 0, columns: int = 0) -> None:
        row, column = self.cursor
        self.cursor = (row + rows, column + columns)

    def _turn(self, rows: int) -> None:
        """Move cursor and window together, so that the cursor keeps its place on the screen."""
        first_row, first_column = self._first
        self._scroll(first_row + rows, first_column)
        self._move(rows=rows)

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Move to the cell, or open it if the cursor is there already; on a head, tell whose it is."""
        geometry = self._geometry
        first_row, first_column = self._first
        place, slot = geometry.line_at(event.y), geometry.slot_at(event.x)
        row = None if place is None or first_row + place[0] >= geometry.rows else first_row + place[0]
        column = None if slot is None else first_column + slot
        if place is None and column is not None:
            self.post_message(self.HeadPressed(self, "column", column))
        elif row is not None and event.x < geometry.head:
            self.post_message(self.HeadPressed(self, "row", row))
        elif row is not None and column is not None:
            if (row, column) == self.cursor:
                self.action_open()
            self.cursor = (row, column)

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        geometry = self._geometry
        first_row, first_column = self._first
        place = geometry.line_at(y)
        row, line = (-1, y) if place is None else (first_row + place[0], place[1])
        if row >= geometry.rows:
            return Strip.blank(geometry.width, self._style())
        at = self.cursor[1] if row in (-1, self.cursor[0]) else -1
        key = (row, line, first_column, at)
        strip = self._strips.get(key)
        if strip is None:
            draw = self._draw_heads if row < 0 else self._draw_row
            strip = self._strips[key] = Strip(draw(*key)).adjust_cell_length(geometry.width, self._style())
        return strip

    def _style(self, *parts: str) -> Style:
        """Merge the styles of some parts: all of the first one, and what the others say themselves."""
        style = self._styles.get(parts)
        if style is None:
            names = [f"grid--{part}" for part in parts]
            style = self.get_component_rich_style(names[0]) if names else self.rich_style
            for name in names[1:]:
                style += self.get_component_rich_style(name, partial=True)
            self._styles[parts] = style
        return style

    def _draw_heads(self, _row: int, line: int, first_column: int, at: int) -> list[Segment]:
        """Draw one line of the column heads; their text stands at the bottom, next to the cells."""
        geometry, sheet = self._geometry, self._sheet
        head = self._style("head")
        corner = head_text(sheet.corner, geometry.head, line, geometry.top)
        segments = [Segment(corner, self._style("corner"))]
        end = geometry.head
        for column, (left, width) in enumerate(geometry.slots, first_column):
            text = head_text(sheet.columns[column], width, line, geometry.top)
            segments.append(Segment(" " * (left - end), head))
            segments.append(Segment(text, self._style("head-cursor") if column == at else head))
            end = left + width
        return segments

    def _draw_row(self, row: int, line: int, first_column: int, at: int) -> list[Segment]:
        """Draw one line of a row: its head, then the cells of the columns on show."""
        geometry, sheet = self._geometry, self._sheet
        name = head_text(sheet.rows[row], geometry.head, line, geometry.row_height, at_bottom=False)
        runs = [(name, self._style("head-cursor" if at >= 0 else "head"))]
        end = geometry.head
        gap = self._style("silent")
        for column, (left, width) in enumerate(geometry.slots, first_column):
            runs.append((" " * (left - end), gap))
            runs.append(self._draw_cell(sheet.face(row, column), width, line, under_cursor=column == at))
            end = left + width
        # Silent cells and the gaps beside them become one run: a third of the bytes of a big, mostly empty matrix.
        return [Segment("".join(text for text, _ in same), style) for style, same in groupby(runs, key=itemgetter(1))]

    def _draw_cell(self, face: Face, width: int, line: int, *, under_cursor: bool) -> tuple[str, Style]:
        text = cell_text(face, width, line, self._geometry.row_height, under_cursor=under_cursor)
        if line:
            return text, self._style("note-cursor" if under_cursor else "note", *["faded"] * face.faded)
        return text, self._style(face.tone, *["faded"] * face.faded, *["cursor"] * under_cursor)
