"""The line in which a text to find is typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input


class FindLine(Input):
    """Hidden until asked for; says what is typed as it is typed, and how it ended."""

    DEFAULT_CSS = """
    FindLine {
        display: none; height: 1; border: none; padding: 0 1; background: $boost;
        &:focus { border: none; }
        &.-open { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", "back", show=False)]

    @dataclass
    class Typed(Message):
        """The text so far."""

        text: str

    @dataclass
    class Ended(Message):
        """Enter (kept) or Escape (not kept)."""

        text: str
        kept: bool

    def __init__(self) -> None:
        super().__init__(placeholder="find …", select_on_focus=True, compact=True)
        self.cursor_blink = False

    def open(self) -> None:
        """Show the line and type into it."""
        self.add_class("-open")
        self.focus()

    @on(Input.Changed)
    def _pass_on(self, event: Input.Changed) -> None:
        event.stop()
        if self.has_class("-open"):
            self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def _keep(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))  # the text of the last find stands there without being typed
        self._end(kept=True)

    def action_give_up(self) -> None:
        """Close the line and go back to where the search began."""
        self._end(kept=False)

    def _end(self, *, kept: bool) -> None:
        self.remove_class("-open")
        self.post_message(self.Ended(self.value, kept))
