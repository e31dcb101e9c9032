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
    from collections.abc import Iterable, Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Resize

_Part = tuple[str, "Sequence[tuple[str, str]]"]  # its title; keys or signs, and what they do or mean
_TWO_COLUMNS_FROM = 60  # cells: in a narrower window the keys stand before what they do, without a column

_LEGEND = (
    ("+ ± ? −", "the stance: support, conditional, ambiguous, oppose (or what the file's own scale says)"),
    ("~ mixed", "the quotes disagree, and no verdict settles it"),
    ("·", "silent: no quote and no verdict; silence is not a stance"),
    ("12", "the number of quotes behind the cell"),
    ("*", "candidates wait for you (2 shows them); they count for nothing until you accept them"),
    ("!", "contradiction: support and opposition within 30 days"),
    ("≠", "the analyst's verdict is another than what the latest quotes say"),
    ("≈", "a quote does not stand so in its article"),
    ("(+ 2)", "faded and in brackets, stale: no quote of the last 30 days"),
    ("", "an empty cell is outside the filter"),
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
            yield Static()

    def on_mount(self) -> None:
        """Let the keys scroll the text."""
        self.query_one(Scroller).focus()

    def on_resize(self, event: Resize) -> None:
        """Show the text as it fits the width."""
        wide = event.size.width >= _TWO_COLUMNS_FROM
        self.query_one(Static).update(_table(self._parts()) if wide else _lines(self._parts()))

    def _parts(self) -> Iterator[_Part]:
        if self.about is Room.MATRIX:
            yield "How to read a cell", _LEGEND
        for room in (self.about, Room.EVERYWHERE):
            keys = [(key.shown_in(self.about), key.help) for key in keys_for(room)]
            yield room, [(shown, does) for shown, does in keys if shown]
        yield "", [("esc", "close this help")]


def _table(parts: Iterable[_Part]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for title, lines in parts:
        if title:
            table.add_row(Text(title, style="bold underline"), Text())
        for left, right in lines:
            table.add_row(Text(left, style="bold"), Text(right))
        table.add_row()
    return table


def _lines(parts: Iterable[_Part]) -> Text:
    """Give the same for a narrow window, where a column of keys would take half of it."""
    text = Text()
    for title, lines in parts:
        text.append(f"{title}\n" if title else "", style="bold underline")
        for left, right in lines:
            text.append(left, style="bold").append(f"{'  ' if left else ''}{right}\n")
        text.append("\n")
    return text
