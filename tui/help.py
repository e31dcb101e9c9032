"""The keys of a screen, from the one table; and how to read a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.table import Table
from rich.text import Text
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.keys import Room, bindings, keys_for
from tui.scroller import Scroller

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType

_LEGEND = (
    ("+ ± ? −", "the stance: support, conditional, ambiguous, oppose (or what the file's own scale says)"),
    ("~ mixed", "the quotes disagree, and no verdict settles it"),
    ("·", "silent: no quote and no verdict; silence is not a stance"),
    ("12", "the number of quotes behind the cell"),
    ("*", "candidates wait for you (2 shows them); they count for nothing until you accept them"),
    ("!", "contradiction: support and opposition within 30 days"),
    ("≠", "the analyst's verdict is another than what the quotes say"),
    ("faded", "stale (no quote of the last 30 days), or outside the filter"),
)


class Help(ModalScreen[None]):
    """Help for one screen."""

    room = Room.HELP
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.HELP)
    DEFAULT_CSS = """
    Help {
        align: center middle;
        #help { width: 90; max-width: 100%; height: auto; max-height: 100%; background: $surface;
                border: round $primary; padding: 0 1; }
    }
    """

    def __init__(self, about: Room) -> None:
        super().__init__()
        self.about = about

    def compose(self) -> ComposeResult:
        """Show one scrolling table."""
        with Scroller(id="help"):
            yield Static(self._table())

    def on_mount(self) -> None:
        """Let the keys scroll the text."""
        self.query_one(Scroller).focus()

    def _table(self) -> Table:
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column()
        if self.about is Room.MATRIX:
            _add(table, "How to read a cell", _LEGEND)
        for room in (self.about, Room.EVERYWHERE):
            _add(table, room, [(key.shown, key.help) for key in keys_for(room)])
        table.add_row(Text("esc"), Text("close this help"))
        return table


def _add(table: Table, title: str, lines: Iterable[tuple[str, str]]) -> None:
    table.add_row(Text(title, style="bold underline"), Text())
    for left, right in lines:
        table.add_row(Text(left, style="bold"), Text(right))
    table.add_row()
