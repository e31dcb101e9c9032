"""The grid: heads that stay, a cursor, and a face in every cell; it knows nothing of parties or files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from rich.cells import set_cell_size
from rich.segment import Segment
from textual.cache import LRUCache
from textual.message import Message
from textual.strip import Strip

from tui.cursor import CursorView
from tui.faces import corner_text, face_text, form_of, head_text, in_lines, note_text
from tui.inks import ink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.style import Style
    from textual import events
    from textual.filter import LineFilter
    from textual.geometry import Region
    from textual.timer import Timer

    from tui.faces import Face, Form

Run: TypeAlias = "tuple[str, Style]"

_A_FRAME = 0.01  # seconds until a step is on the screen


@dataclass
class GridMessage(Message):
    """What all messages of a grid share: the grid that sent it."""

    grid: Grid

    @property
    def control(self) -> Grid:
        """The grid, for `@on(..., selector)`."""
        return self.grid


class Grid(CursorView):
    """A sheet of faces under a cursor; `cursor` and all messages speak of (row, column) from 0.

    It draws no border and no padding: put it into a container for these.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Grid {
        background: $background;
        scrollbar-color: $foreground 25%;
        scrollbar-background: $background;
        scrollbar-corner-color: $background;
        scrollbar-gutter: stable;
    }
    """

    @dataclass
    class Moved(GridMessage):
        """The cursor went to another cell."""

        row: int
        column: int

        def can_replace(self, message: Message) -> bool:
            """Let a later move stand for this one, so that a held key floods nobody."""
            return isinstance(message, Grid.Moved) and message.grid is self.grid

    @dataclass
    class Opened(GridMessage):
        """Enter, or a click on the cell under the cursor."""

        row: int
        column: int

    @dataclass
    class HeadPressed(GridMessage):
        """A click on the head of a row or a column."""

        axis: Literal["row", "column"]
        index: int

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._strips: LRUCache[tuple[int, ...], Strip] = LRUCache(512)
        self._styles: dict[tuple[str, ...], Style] = {}
        self._filters: Sequence[LineFilter] = ()
        self._foreseeing: Timer | None = None

    def watch_cursor(self, _old: tuple[int, int], new: tuple[int, int]) -> None:
        """Tell where the cursor went."""
        self.post_message(self.Moved(self, *new))
        self._foresee_soon()

    def _lay_out(self) -> None:
        """Forget the lines of the old places, too."""
        self._strips.clear()
        super()._lay_out()
        self._foresee_soon()

    def on_mount(self) -> None:
        """Follow the theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._wear_anew())

    def _wear_anew(self) -> None:
        self._forget_styles()
        self.refresh()

    def _forget_styles(self) -> None:
        self._styles.clear()
        self._strips.clear()

    def on_focus(self) -> None:
        """Show that keys move the cursor."""
        self._draw_anew()

    def on_blur(self) -> None:
        """Show that they do not."""
        self._draw_anew()

    def _draw_anew(self) -> None:
        self._strips.clear()
        self.refresh()

    def action_open(self) -> None:
        """Ask to open the cell under the cursor."""
        if self._sheet.rows and self._sheet.columns:
            self.post_message(self.Opened(self, *self.cursor))

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

    def render_lines(self, crop: Region) -> list[Strip]:
        """Hand out the cached lines as they are.

        Textual's own way copies every line for borders and padding, which a grid has not, for filters, which are
        applied to its few styles instead, and for the scrollbar, under which a line need not reach.
        """
        self._check_size()
        if (filters := self.get_line_filters()) != self._filters:
            self._filters = filters
            self._forget_styles()
        first, width = self._first, self._geometry.width
        strips = [self._line(y, *first) for y in crop.line_range]
        left, right = crop.column_span
        if self.show_vertical_scrollbar:
            right = min(right, width)
        if (left, right) == (0, width):
            return strips
        return [strip.crop_extend(left, right, self._style("silent")) for strip in strips]

    def _foresee_soon(self) -> None:
        """Foresee when this frame is written: at once would hold up the thread that writes it."""
        if self._foreseeing is not None:
            self._foreseeing.stop()
        self._foreseeing = self.set_timer(_A_FRAME, self._foresee)

    def _foresee(self) -> None:
        """Draw the lines of the next columns beforehand, which takes as long as all the rest of a step to them."""
        if not self.size or self.size != self._laid_out_for:
            return  # out of sight, or about to be laid out anew
        row, column = self._first
        for first in (column - 1, column + 1):
            if 0 <= first <= self._geometry.last_first_column:
                for y in range(self._geometry.height):
                    self._line(y, row, first)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        return self._line(y, *self._first)

    def _line(self, y: int, first_row: int, first_column: int) -> Strip:
        geometry = self._geometry
        place = geometry.line_at(y)
        row, line = (-1, y) if place is None else (first_row + place[0], place[1])
        if row >= geometry.rows:
            return self._below(y - geometry.top - geometry.rows * geometry.row_height, first_column)
        at = self.cursor[1] if row in (-1, self.cursor[0]) else -1
        key = (row, line, first_column, at)
        strip = self._strips.get(key)
        if strip is None:
            runs = self._draw_heads(line, first_column, at) if row < 0 else self._draw_row(*key)
            strip = self._strips[key] = Strip(_joined(runs), geometry.width)
        return strip

    def _below(self, line: int, first_column: int) -> Strip:
        """Draw one of the free lines below the rows: what the signs above mean, or nothing."""
        strip = self._strips.get(key := (-2, line, first_column))
        if strip is None:
            geometry = self._geometry
            free = geometry.height - geometry.top - geometry.rows * geometry.row_height
            lines = in_lines(self._legend(first_column), geometry.width - 2, max(1, free - 1)) if free > 0 else []
            at = line - (free > len(lines))  # an empty line before, if there is one
            text = lines[at] if 0 <= at < len(lines) else ""
            strip = self._strips[key] = Strip(
                [Segment(set_cell_size(f" {text}", geometry.width), self._style("legend"))]
            )
        return strip

    def _legend(self, first_column: int) -> Sequence[str]:
        """Give the meanings of the signs that are seen; every row is, where there are free lines."""
        geometry, sheet = self._geometry, self._sheet
        columns = range(first_column, first_column + len(geometry.slots))
        faces = [sheet.face(row, column) for row in range(geometry.rows) for column in columns]
        forms = [form_of(sheet.needs(column), width) for column, width in zip(columns, geometry.slots, strict=True)]
        return sheet.legend(faces, all(form is not None and form.words for form in forms))

    def _style(self, *parts: str) -> Style:
        """Give the style of parts, one upon the other, as the filters leave it."""
        style = self._styles.get(parts)
        if style is None:
            style = ink(parts, self.app.theme_variables, mixed=not self.app.native_ansi_color)
            segments = [Segment(" ", style)]
            for line_filter in self._filters:
                segments = line_filter.apply(segments, self.background_colors[1])
            style = self._styles[parts] = segments[0].style or style
        return style

    def _draw_heads(self, line: int, first_column: int, at: int) -> Iterator[Run]:
        """Draw one line of the column heads; their text stands at the bottom, next to the cells."""
        geometry, sheet = self._geometry, self._sheet
        head = self._style("head")
        yield corner_text(sheet.corners, geometry.head, line, geometry.top), self._style("corner")
        for column, width in enumerate(geometry.slots, first_column):
            yield " " * geometry.gap, head
            name = head_text(sheet.columns[column], width, line, geometry.top)
            yield name, self._style("head-cursor") if column == at else head
        yield " " * geometry.margin, self._style("silent")

    def _draw_row(self, row: int, line: int, first_column: int, at: int) -> Iterator[Run]:
        """Draw one line of a row: its head, then the cells of the columns on show."""
        geometry, sheet = self._geometry, self._sheet
        name = head_text(sheet.rows[row], geometry.head, line, geometry.row_height, at_bottom=False)
        yield name, self._style("head-cursor" if at >= 0 else "head")
        empty = self._style("silent")
        for column, width in enumerate(geometry.slots, first_column):
            yield " " * geometry.gap, empty
            form = form_of(sheet.needs(column), width)
            yield self._draw_cell(sheet.face(row, column), width, line, form, under_cursor=column == at)
        yield " " * geometry.margin, empty

    def _draw_cell(self, face: Face, width: int, line: int, form: Form | None, *, under_cursor: bool) -> Run:
        if line:
            text = note_text(face.note, width, line - 1, self._geometry.row_height - 1)
        else:
            text = face_text(face, width, form, under_cursor=under_cursor)
        cursor = "" if not under_cursor else "cursor" if self.has_focus else "cursor-elsewhere"
        return text, self._style(*_parts(face.tone, line > 0, face.faded, cursor))


@cache
def _parts(tone: str, in_note: bool, faded: bool, cursor: str) -> tuple[str, ...]:  # noqa: FBT001 - a cache's key
    """Name the inks that a line of a cell has, one upon the other."""
    if in_note and cursor:
        return ("note-cursor",)
    return ("note" if in_note else tone, *["faded"] * faded, *[cursor] * bool(cursor))


def _joined(runs: Iterable[Run]) -> list[Segment]:
    """Make segments, one for neighbours of one style: fewer bytes for a big matrix with many silent cells."""
    segments: list[Segment] = []
    text, style = "", None
    for more, next_style in runs:
        if next_style is style:
            text += more
            continue
        if text:
            segments.append(Segment(text, style))
        text, style = more, next_style
    return [*segments, Segment(text, style)] if text else segments
