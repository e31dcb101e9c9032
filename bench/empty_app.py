"""The least that a Textual app can be: what everything else is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.app import ComposeResult

GREETING = "nothing here"


class EmptyApp(App[None]):
    """One line of text."""

    BINDINGS = [("q", "quit", "quit")]  # noqa: RUF012 - as in Textual's own documentation

    def compose(self) -> ComposeResult:
        """Show the line."""
        yield Static(GREETING)


if __name__ == "__main__":
    EmptyApp().run()
