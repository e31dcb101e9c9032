"""Which rows and columns of a matrix are shown, and in which order; and where the gaps are among them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from model.renamed import id_now

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from model.cell import Cell, Gap
    from model.matrix import Matrix
    from model.schema import Topic


class Order(StrEnum):
    """How rows are ordered."""

    FILE = "as in the file"
    NAME = "by name"
    QUOTES = "most quotes first"
    GAPS = "most gaps first"
    STANCE = "by stance"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which cells are of interest; empty means all. Kinds of cells add up, parties and issues narrow down.

    `waiting` are the cells, as (party, issue), in which candidates wait; None where that is not asked for.
    """

    stances: frozenset[str] = frozenset()
    mixed: bool = False
    gaps: frozenset[Gap] = frozenset()
    contradictions: bool = False
    differing: bool = False
    waiting: frozenset[tuple[str, str]] | None = None
    parties: frozenset[str] = frozenset()
    issues: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Tell whether everything is shown."""
        return self == Filter()

    def matches(self, cell: Cell) -> bool:
        """Tell whether a cell is of interest."""
        if (self.parties and cell.party not in self.parties) or (self.issues and cell.issue not in self.issues):
            return False
        is_of_kinds = self.stances or self.mixed or self.gaps or self.contradictions or self.differing
        if not is_of_kinds and self.waiting is None:
            return True
        return (
            (not cell.mixed and cell.stance in self.stances)
            or (self.mixed and cell.mixed)
            or cell.gap in self.gaps
            or (self.contradictions and cell.contradiction is not None)
            or (self.differing and cell.differs)
            or (self.waiting is not None and (cell.party, cell.issue) in self.waiting)
        )

    def kinds(self) -> tuple[str, ...]:
        """Give the kinds of cells as words."""
        kinds = sorted(self.stances) + ["mixed"] * self.mixed + sorted(self.gaps)
        kinds += ["contradictions"] * self.contradictions + ["verdicts that differ"] * self.differing
        return (*kinds, *["candidates wait"] * (self.waiting is not None))


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How a matrix is laid out. `along` is the column whose stances order the rows, for Order.STANCE."""

    order: Order = Order.FILE
    reverse: bool = False
    along: str | None = None
    transposed: bool = False
    filter: Filter = field(default_factory=Filter)


def arranged_now(shown: Arrangement, before: Topic, now: Topic) -> Arrangement:
    """Keep the filter and the column of the order on their entries, whatever these are called in a later reading."""
    if not (shown.filter.parties or shown.filter.issues or shown.along):
        return shown
    parties = frozenset(id_now("party", each, before, now) for each in shown.filter.parties)
    issues = frozenset(id_now("issue", each, before, now) for each in shown.filter.issues)
    along = shown.along and id_now("party" if shown.transposed else "issue", shown.along, before, now)
    return replace(shown, along=along, filter=replace(shown.filter, parties=parties, issues=issues))


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows and columns as ids; parties are the rows unless transposed. Cells that are not `wanted` show nothing."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    transposed: bool
    wanted: Filter

    def pair(self, row: int, column: int) -> tuple[str, str]:
        """Give (party, issue) at a place."""
        if self.transposed:
            return self.columns[column], self.rows[row]
        return self.rows[row], self.columns[column]

    def place(self, party: str, issue: str) -> tuple[int, int] | None:
        """Give (row, column) of a cell; None if it is not shown."""
        row, column = (issue, party) if self.transposed else (party, issue)
        if row not in self.rows or column not in self.columns:
            return None
        return self.rows.index(row), self.columns.index(column)


def lay_out(matrix: Matrix, arrangement: Arrangement) -> Layout:
    """Apply filter and order: a row or column without a cell of interest is left out."""
    wanted = arrangement.filter
    parties, issues = matrix.parties, matrix.issues
    if not wanted.is_empty:
        matching = [(cell.party, cell.issue) for cell in matrix.cells() if wanted.matches(cell)]
        with_party, with_issue = {party for party, _ in matching}, {issue for _, issue in matching}
        parties = tuple(party for party in parties if party in with_party)
        issues = tuple(issue for issue in issues if issue in with_issue)
    rows, columns = (issues, parties) if arrangement.transposed else (parties, issues)
    return Layout(_ordered(matrix, arrangement, rows, columns), columns, arrangement.transposed, wanted)


def order_among(arrangement: Arrangement, columns: Container[str]) -> Order:
    """Give the order that rows have among columns: that of the file where the column that orders them is not shown."""
    is_lost = arrangement.order is Order.STANCE and arrangement.along not in columns
    return Order.FILE if is_lost else arrangement.order


def _ordered(
    matrix: Matrix, arrangement: Arrangement, rows: tuple[str, ...], columns: tuple[str, ...]
) -> tuple[str, ...]:
    def cell(row: str, column: str) -> Cell:
        return matrix.cell(column, row) if arrangement.transposed else matrix.cell(row, column)

    def cells(row: str) -> list[Cell]:
        return [cell(row, column) for column in columns]

    def rank(row: str) -> tuple[float, str]:
        match order_among(arrangement, columns):
            case Order.NAME:
                named = matrix.topic.issues[row] if arrangement.transposed else matrix.topic.parties[row]
                return 0.0, named.name.casefold()
            case Order.QUOTES:
                return -sum(len(found.evidence) for found in cells(row)), ""
            case Order.GAPS:
                return -sum(found.gap is not None for found in cells(row)), ""
            case Order.STANCE if arrangement.along is not None:
                return _stance_rank(matrix, cell(row, arrangement.along)), ""
            case _:
                return 0.0, ""

    ordered = sorted(rows, key=rank)
    return tuple(reversed(ordered)) if arrangement.reverse else tuple(ordered)


def _stance_rank(matrix: Matrix, cell: Cell) -> float:
    """Rank full support first, full opposition last of all stances, then mixed, then silent."""
    if cell.stance is not None:
        return -matrix.topic.scale[cell.stance].value
    lowest = min(level.value for level in matrix.topic.scale.values())
    return -lowest + (2.0 if cell.silent else 1.0)


def next_gap(matrix: Matrix, layout: Layout, place: tuple[int, int], step: int) -> tuple[int, int] | None:
    """Find the next (step 1) or previous (step -1) cell with a gap in reading order, wrapping round."""
    return _next(matrix, layout, place, step, lambda cell: cell.gap is not None)


def first_wanted(matrix: Matrix, layout: Layout, place: tuple[int, int]) -> tuple[int, int] | None:
    """Find the first cell, from a place on in reading order, that the filter asks for."""
    return _next(matrix, layout, (place[0], place[1] - 1), 1, lambda _: True)


def _next(
    matrix: Matrix, layout: Layout, place: tuple[int, int], step: int, looked_for: Callable[[Cell], bool]
) -> tuple[int, int] | None:
    width = len(layout.columns)
    size = len(layout.rows) * width
    start = place[0] * width + place[1]
    for distance in range(1, size + 1):
        found = divmod((start + step * distance) % size, width)
        cell = matrix.cell(*layout.pair(*found))
        if layout.wanted.matches(cell) and looked_for(cell):
            return found
    return None


def count_wanted(matrix: Matrix, layout: Layout) -> int:
    """Count the cells that the filter of a layout asks for."""
    pairs = (layout.pair(row, column) for row in range(len(layout.rows)) for column in range(len(layout.columns)))
    return sum(layout.wanted.matches(matrix.cell(*pair)) for pair in pairs)
