"""Parties against issues as a command prints them: whole words, and what does not fit side by side stands below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from tui.stand_ins import spelt, spelt_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

IN_A_PIPE = 100  # cells: what nobody has to scroll sideways; `--json` is for programs
_WHOLE = 20  # cells of a word in a head that is never broken; in a pipe, of a head


@dataclass(frozen=True, slots=True)
class Chart:
    """What stands over the names of the rows, those names, the heads of the columns, and the cells, row by row."""

    corner: str
    names: tuple[str, ...]
    heads: tuple[str, ...]
    cells: tuple[tuple[Text, ...], ...]


def chart_of(names: Sequence[str], heads: Sequence[str], cells: Sequence[Sequence[Text]], encoding: str) -> Chart:
    """Make the chart of parties and issues in letters that an encoding has."""
    return Chart(
        "party",
        tuple(spelt(name, encoding) for name in names),
        tuple(spelt(head, encoding) for head in heads),
        tuple(tuple(spelt_text(cell, encoding) for cell in row) for row in cells),
    )


@dataclass(frozen=True, slots=True)
class Block:
    """The columns of a chart that stand side by side, from `start` on: the cells of each, and those of the names."""

    start: int
    widths: tuple[int, ...]
    names: int


def blocks(chart: Chart, width: int, *, boxed: bool) -> tuple[Block, ...]:
    """Share out the columns: as many side by side as fit a width in cells, at least one. Names wrap in boxes only."""
    gap, edges = (3, 4) if boxed else (2, 0)  # cells between two columns; of both edges
    natural = _widest((chart.corner, *chart.names))
    names = min(natural, max(_longest_word(chart.names), width // 3), width // 2) if boxed else natural
    room = max(1, width - names - gap - edges)
    columns = [_column(chart, number, room, boxed=boxed) for number in range(len(chart.heads))]
    needed = len(_shared(columns, room, gap))
    even = next(less for less in range(1, room + 1) if less == room or len(_shared(columns, less, gap)) == needed)
    starts = _shared(columns, even, gap)
    ends = (*starts[1:], len(columns))
    return tuple(Block(start, tuple(columns[start:end]), names) for start, end in zip(starts, ends, strict=True))


def _shared(columns: Sequence[int], room: int, gap: int) -> list[int]:
    """Give the numbers of the columns that begin a block."""
    starts, left = [0], room
    for number, column in enumerate(columns):
        if number != starts[-1] and column > left:
            starts.append(number)
            left = room
        left -= column + gap
    return starts


def breaks_cells(chart: Chart, width: int) -> bool:
    """Tell whether boxes of a width in cells leave too little room for a cell of the chart on one line."""
    widest = _widest(cell.plain for row in chart.cells for cell in row)
    return widest > max(
        (column for block in blocks(chart, width, boxed=True) for column in block.widths), default=widest
    )


def _column(chart: Chart, number: int, room: int, *, boxed: bool) -> int:
    head = chart.heads[number]
    head_width = min(_longest_word((head,)) if boxed else cell_len(head), _WHOLE)
    width = max(head_width, _widest(row[number].plain for row in chart.cells))
    return min(width, room) if boxed else width


def tables(chart: Chart, width: int, *, boxed: bool) -> Iterator[Table]:
    """Give the chart as tables, one below the other."""
    for block in blocks(chart, width, boxed=boxed):
        table = Table() if boxed else Table(box=None, pad_edge=False)
        end = block.start + len(block.widths)
        heads = (chart.corner, *chart.heads[block.start : end])
        for head, cells in zip(heads, (block.names, *block.widths), strict=True):
            table.add_column(Text(head), width=cells, overflow="fold")
        for name, row in zip(chart.names, chart.cells, strict=True):
            table.add_row(Text(name), *row[block.start : end])
        yield table


def _widest(texts: Sequence[str] | Iterator[str]) -> int:
    return max(map(cell_len, texts), default=0)


def _longest_word(texts: Sequence[str]) -> int:
    return _widest(word for text in texts for word in text.split())
