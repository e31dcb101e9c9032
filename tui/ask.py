"""A question to the user, with a key for each answer."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from model.plain import one_line
from tui.box import Box

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.events import Key

_DEAF = 0.7  # seconds; who types goes on for as long before he sees what has come up


class Ask(Box[str | None]):
    """A question with a few answers, each a key; None when it was left."""

    DEFAULT_CSS = """
    Ask #box { width: 84; border: round $warning; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", "back")]

    def __init__(
        self,
        question: str,
        lines: tuple[str, ...],
        answers: Mapping[str, str],
        leaving: str = "back",
        *,
        is_expected: bool = True,
    ) -> None:
        super().__init__()
        self._deaf_until = 0.0 if is_expected else monotonic() + _DEAF
        self._question, self._lines, self._answers, self._leaving = question, lines, answers, leaving

    def compose(self) -> ComposeResult:
        """Show the question, what it is about, and the answers."""
        answers = " · ".join(f"{key}: {words}" for key, words in self._answers.items())
        with Vertical(id="box"):
            yield Static(Content.styled(one_line(self._question), "bold"), classes="frame")
            with VerticalScroll(id="middle"):
                yield Static(Content("\n".join(map(one_line, self._lines))))
            yield Static(Content.styled(f"{answers} · esc: {self._leaving}", "$foreground-muted"), classes="frame")

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)

    def on_key(self, event: Key) -> None:
        """Take an answer's key; one pressed before the question can have been read was for something else."""
        if event.character in self._answers and monotonic() >= self._deaf_until:
            event.stop()
            self.dismiss(event.character)
