"""The line in which a text to find is typed, and the screens that have one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from tui.chrome import Status
from tui.showing import Showing

if TYPE_CHECKING:
    from textual.widget import Widget

    from tui.opening import Opening


class FindLine(Input):
    """There once it was asked for, then hidden in between; says what is typed as it is typed, and how it ended."""

    DEFAULT_CSS = """
    FindLine {
        display: none; height: 1; border: none; padding: 0 1; background: $boost;
        &:focus { border: none; }
        &.-open { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # At once, not when the line has read what was typed before: else what is typed next goes into it, too.
        Binding("enter", "close_line(True)", "find", show=False, priority=True),
        Binding("escape", "close_line(False)", "back", show=False, priority=True),
    ]

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
        super().__init__(placeholder="find …", select_on_focus=True)
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

    def action_close_line(self, kept: bool) -> None:  # noqa: FBT001 - of a binding
        """Close the line, once it has read what was typed; unless it is `kept`, go back to where the find began."""
        cast("Opening", self.app).leave_field(partial(self._end, kept=kept))

    def _end(self, *, kept: bool) -> None:
        self.remove_class("-open")
        if kept:
            self.post_message(self.Typed(self.value))  # the text of the last find stands there without being typed
        self.post_message(self.Ended(self.value, kept))


class Finding(Showing):
    """A screen with a find line below one pane; what it looks through, and where it goes, is its own."""

    sought = ""  # the text to find

    @property
    def pane(self) -> Widget:
        """The pane in which a text is found."""
        raise NotImplementedError

    def mark_start(self) -> None:
        """Remember the place from which a find begins."""
        raise NotImplementedError

    def go_to_start(self) -> None:
        """Go back to that place, wherever the file has it now."""
        raise NotImplementedError

    def look_for(self, text: str) -> None:
        """Look for another text; for none when it is empty."""
        self.sought = text

    def go_on(self, step: int, *, first: bool = False) -> None:
        """Go to the next match (step 1) or the previous one (step -1); `first` takes one at the place itself, too."""
        raise NotImplementedError

    def show_found(self) -> None:
        """Say what was found."""
        raise NotImplementedError

    def action_find(self) -> None:
        """Ask for a text to find."""
        self.mark_start()
        self._app.open_field(self._open_line)

    def _open_line(self) -> None:
        """Open the line; made when it is first asked for, since most screens are left without."""
        lines = self.query(FindLine)
        line = lines.first() if lines else FindLine()
        if not lines:
            self.mount(line, before=self.query_one(Status))
        line.open()

    @on(FindLine.Typed)
    def _find_typed(self, event: FindLine.Typed) -> None:
        """Go to the first match from where the find began."""
        self.go_to_start()
        self.look_for(event.text)
        self.go_on(1, first=True)
        self.show_found()

    @on(FindLine.Ended)
    def _find_ended(self, event: FindLine.Ended) -> None:
        if not event.kept:
            self.look_for("")
            self.go_to_start()
        self.pane.focus()
        self.show_found()

    def action_find_next(self) -> None:
        """Go to the next match."""
        self._find_on(1)

    def action_find_previous(self) -> None:
        """Go to the previous match."""
        self._find_on(-1)

    def _find_on(self, step: int) -> None:
        if self.sought:
            self.go_on(step)
            self.show_found()
        else:
            self.action_find()
