"""How the matrix is arranged on its screen: the order of its rows, what is swapped, what a filter shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on

from model.arrange import Arrangement, Filter, Order, arranged_now, first_wanted, lay_out
from tui.find import Finding
from tui.matrix import Grid

if TYPE_CHECKING:
    from tui.session import Session


class Arranging(Finding):
    """A screen with the grid of the matrix, arranged as its reader wants it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.arrangement = Arrangement()
        self.layout_now = lay_out(session.matrix, self.arrangement)
        self._topic = session.topic  # whose ids the arrangement has

    @property
    def grid(self) -> Grid:
        """The grid."""
        return self.query_one(Grid)

    def lay_out_now(self) -> None:
        """Lay the matrix out as it is now, in the same order and with the same filter."""
        if self._topic is not self.session.topic:
            self.arrangement = arranged_now(self.arrangement, self._topic, self.session.topic)
            self._topic = self.session.topic
        if self.arrangement.filter.waiting is not None:
            waiting = frozenset(self.session.offers.per_cell)
            self.arrangement = replace(self.arrangement, filter=replace(self.arrangement.filter, waiting=waiting))
        self.layout_now = lay_out(self.session.matrix, self.arrangement)

    def rearrange(self, arrangement: Arrangement) -> None:
        """Show the matrix arranged another way."""
        self.arrangement = arrangement
        self.show_session()

    def clear(self) -> None:
        """Forget find and filter."""
        self.look_for("")
        self.rearrange(replace(self.arrangement, filter=Filter()))

    def action_order(self) -> None:
        """Order the rows the next way; by stance means: on the column of the cursor."""
        orders = list(Order)
        order = orders[(orders.index(self.arrangement.order) + 1) % len(orders)]
        self._order(order, self.grid.cursor[1])

    def _order(self, order: Order, column: int, *, reverse: bool = False) -> None:
        columns = self.layout_now.columns
        along = columns[column] if column < len(columns) else None
        self.rearrange(replace(self.arrangement, order=order, along=along, reverse=reverse))

    def action_reverse(self) -> None:
        """Reverse the order of the rows."""
        self.rearrange(replace(self.arrangement, reverse=not self.arrangement.reverse))

    @on(Grid.HeadPressed)
    def _head_pressed(self, event: Grid.HeadPressed) -> None:
        """Order by the stances of a pressed column, reversed when pressed again; go to a pressed row."""
        if event.axis == "row":
            self.grid.cursor = (event.index, self.grid.cursor[1])
            return
        now = self.arrangement
        again = now.order is Order.STANCE and now.along == self.layout_now.columns[event.index]
        self._order(Order.STANCE, event.index, reverse=again and not now.reverse)

    def action_transpose(self) -> None:
        """Swap rows and columns."""
        swapped = not self.arrangement.transposed
        self.rearrange(replace(self.arrangement, transposed=swapped, order=Order.FILE, reverse=False, along=None))

    def action_filter(self) -> None:
        """Ask which cells to show."""
        from tui.ask_filter import AskFilter  # noqa: PLC0415 - not needed for the first frame

        def apply(chosen: Filter | None) -> None:
            if chosen is not None:
                self.rearrange(replace(self.arrangement, filter=chosen))
                now = self.grid.cursor
                self.grid.cursor = first_wanted(self.session.matrix, self.layout_now, now) or now

        self._app.open_field(self.app.push_screen, AskFilter(self.session.topic, self.arrangement.filter), apply)
