"""A box over the screen, in which a form or a question stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.screen import ModalScreen

if TYPE_CHECKING:
    from textual.widget import Widget

Answer = TypeVar("Answer")


class Box(ModalScreen[Answer]):
    """Lines in a box: those of the class `frame` are always in sight, what is in `#middle` scrolls between them."""

    DEFAULT_CSS = """
    Box {
        align: center middle;
        #box { max-width: 100%; height: auto; max-height: 100%; background: $surface; padding: 0 1; }
        #middle { height: auto; scrollbar-size: 1 1; }
    }
    """

    def on_mount(self) -> None:
        """Begin as if the lines around the middle took one line each: most do, and need no second layout."""
        self._leave_to_middle(self.app.size.height - len(self._frame()))

    def on_resize(self) -> None:
        """Leave the middle what the lines around it do not need."""
        self.fit()

    def fit(self) -> None:
        """Do so after a line around the middle has changed."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        self._leave_to_middle(self.size.height - sum(widget.outer_size.height for widget in self._frame()))

    def _frame(self) -> list[Widget]:
        return [widget for widget in self.query(".frame") if widget.display]

    def _leave_to_middle(self, lines: int) -> None:
        for middle in self.query("#middle"):  # none when the box is being taken down
            middle.styles.max_height = max(1, lines - 2)  # of the border
