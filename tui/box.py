"""A box over the screen, in which a form or a question stands."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

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

    def on_resize(self) -> None:
        """Leave the middle what the lines around it do not need."""
        self.fit()

    def fit(self) -> None:
        """Do so after a line around the middle has changed."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        lines = sum(widget.outer_size.height for widget in self.query(".frame") if widget.display)
        for middle in self.query("#middle"):  # none when the box is being taken down
            middle.styles.max_height = max(1, self.size.height - 2 - lines)
