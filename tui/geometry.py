"""Where rows and columns lie in a window of a size: pure arithmetic, in cells and lines.

Columns scroll whole, so the window has fixed slots: a slot's place and width do not depend on which column is in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tui.faces import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.faces import Sheet

MIN_COLUMN = 10
MAX_COLUMN = {1: 26, 2: 36, 3: 44}
"""The widest column by the height of a row: text needs more room than a face."""
MAX_HEAD = 26
MAX_HEAD_LINES = 3


@dataclass(frozen=True, slots=True)
class Geometry:
    """The places in a window; `slots` are the widths of the columns on show, each with `gap` blank cells before it."""

    width: int
    height: int
    rows: int
    columns: int
    head: int
    top: int
    row_height: int
    gap: int
    slots: tuple[int, ...]
    pitch: int

    @property
    def page(self) -> int:
        """Count the rows that fit whole, at least 1."""
        return max(1, (self.height - self.top) // self.row_height)

    @property
    def last_first_row(self) -> int:
        """Give the highest row that may be the first on show."""
        return max(0, self.rows - self.page)

    @property
    def last_first_column(self) -> int:
        """Give the highest column that may be the first on show."""
        return max(0, self.columns - len(self.slots))

    @property
    def virtual_size(self) -> tuple[int, int]:
        """Give the (width, height) to scroll over: a row is `row_height` lines of it, a column `pitch` cells."""
        return self.width + self.last_first_column * self.pitch, self.height + self.last_first_row * self.row_height

    @property
    def margin(self) -> int:
        """Count the cells to the right of the last column."""
        return self.width - self.head - sum(self.slots) - self.gap * len(self.slots)

    def slot_at(self, x: int) -> int | None:
        """Find the slot that the cell `x` belongs to."""
        left = self.head
        for slot, width in enumerate(self.slots):
            left += self.gap
            if left <= x < left + width:
                return slot
            left += width
        return None

    def line_at(self, y: int) -> tuple[int, int] | None:
        """Find the (row below the first on show, line in it) of the line `y`; None among the column heads."""
        return divmod(y - self.top, self.row_height) if y >= self.top else None


def lay_out(width: int, height: int, row_height: int, sheet: Sheet) -> Geometry:
    """Place heads, rows and columns in a window: columns share the width evenly, or scroll when too many."""
    rows, columns = sheet.rows, sheet.columns
    head = _row_head_width(width, sheet)
    gap = 1 if head else 0
    room = width - head
    shown = min(len(columns), max(1, room // (MIN_COLUMN + gap))) if width > 0 else 0
    widest = MAX_COLUMN[row_height] + gap
    pitch, rest = divmod(room, shown) if shown else (1, 0)
    if pitch > widest:
        pitch, rest = widest, 0
    slots = tuple(pitch - gap + (slot < rest) for slot in range(shown))
    top = _head_lines(columns, min(slots, default=0), height)
    return Geometry(
        width=width,
        height=height,
        rows=len(rows),
        columns=len(columns),
        head=head,
        top=top,
        row_height=max(1, min(row_height, height - top)),
        gap=gap,
        slots=slots,
        pitch=pitch,
    )


def _row_head_width(width: int, sheet: Sheet) -> int:
    if width < MIN_COLUMN:
        return 0 if sheet.columns else width
    corner = (
        sheet.corners[-1 if sheet.columns else 0] if sheet.corners else ""
    )  # names have the room where there are any
    longest = max(map(cell_len, (corner, *sheet.rows)))
    share = max(width // 4, min(width // 3, 14)) if sheet.columns else width
    return min(longest + 2, MAX_HEAD, share)


def _head_lines(columns: Sequence[str], slot_width: int, height: int) -> int:
    """Count the lines that the column heads need, as far as the window can spare them."""
    spare = 0 if height < 2 else min(MAX_HEAD_LINES, max(1, (height + 1) // 4))
    needed = 1
    for name in columns:
        needed = max(needed, len(wrap(name, slot_width - 1, spare)))
        if needed >= spare:
            break
    return min(needed, spare)


def class_at(size: int, breakpoints: list[tuple[int, str]]) -> str:
    """Give the class of the highest breakpoint that the size of a window reaches."""
    return max(point for point in breakpoints if point[0] <= size)[1]
