"""Numbers as tables: the same ones in the terminal and in the guide."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, the names of the columns, the rows, and what has to be said of them."""

    heading: str
    columns: Row
    rows: tuple[Row, ...]
    note: str = ""

    def markdown(self) -> str:
        """Give it as Markdown that is also a table to the eye; numbers stand to the right."""
        widths = [max(map(cell_len, column)) for column in zip(self.columns, *self.rows, strict=True)]
        rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
        lines = [_line(row, widths) for row in (self.columns, rule, *self.rows)]
        return "\n".join([f"### {self.heading}", "", *lines, *(["", self.note] if self.note else [])])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (" " * (width - cell_len(text)) for text, width in zip(row, widths, strict=True))
    cells = [row[0] + first, *(blank + text for text, blank in zip(row[1:], others, strict=True))]
    return f"| {' | '.join(cells)} |"


def middle(values: Sequence[float]) -> float:
    """Give the median."""
    return median(values)


def nearly_all(values: Sequence[float]) -> float:
    """Give the value that 95 in 100 do not exceed (nearest rank)."""
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]


def verdict(value: float, goal: float) -> str:
    """Say a goal and whether it is met."""
    return f"≤ {goal:g} {'met' if value <= goal else 'MISSED'}"
