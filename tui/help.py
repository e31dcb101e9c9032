"""The keys of a screen, from the one table; and how to read a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.article_text import Text
from tui.keys import Room, bindings, keys_for

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.keys import Key

_LEGEND = (
    ("+ ± ? −", "the stance: support, conditional, ambiguous, oppose (or what the file's own scale says)"),
    ("~ mixed", "the quotes disagree, and no verdict settles it"),
    ("·", "silent: no quote and no verdict; silence is not a stance"),
    ("12", "the number of quotes behind the cell"),
    ("!", "contradiction: support and opposition within 30 days"),
    ("≠", "the analyst's verdict is another than what the quotes say"),
    ("faded", "stale (no quote of the last 30 days), or outside the filter"),
)
_COLUMN = 18  # cells for the keys


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
        """Show one scrolling text."""
        with Text(id="help"):
            yield Static(Content("\n").join(self._lines()))

    def on_mount(self) -> None:
        """Let the keys scroll the text."""
        self.query_one(Text).focus()

    def _lines(self) -> list[Content]:
        lines: list[Content] = []
        if self.about is Room.MATRIX:
            lines += [Content.styled("How to read a cell", "bold"), *(_line(*entry) for entry in _LEGEND), Content("")]
        for room in (self.about, Room.EVERYWHERE):
            lines += [Content.styled(room, "bold"), *(_key_line(key) for key in keys_for(room)), Content("")]
        return [*lines, Content.styled("esc closes this help", "$text-muted")]


def _key_line(key: Key) -> Content:
    return _line(key.shown, key.help)


def _line(left: str, right: str) -> Content:
    return Content.assemble((left.ljust(_COLUMN), "bold $accent"), right)
