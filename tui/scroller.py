"""Panes that scroll by the keys of every Parley screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import ScrollableContainer, VerticalScroll

from tui.keys import Room, bindings

if TYPE_CHECKING:
    from textual.binding import BindingType


class ByKeys(ScrollableContainer):
    """What the keys do to a pane, without animation; it comes after the pane's own kind, which has the style."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.ARTICLE, by_pane=True)

    def action_up(self) -> None:
        """Scroll up a line."""
        self.scroll_up(animate=False)

    def action_down(self) -> None:
        """Scroll down a line."""
        self.scroll_down(animate=False)

    def action_page_up(self) -> None:
        """Scroll up a page."""
        self.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Scroll down a page."""
        self.scroll_page_down(animate=False)

    def action_half_page_up(self) -> None:
        """Scroll up half a page."""
        self.scroll_relative(y=-(self.size.height // 2), animate=False)

    def action_half_page_down(self) -> None:
        """Scroll down half a page."""
        self.scroll_relative(y=self.size.height // 2, animate=False)

    def action_top(self) -> None:
        """Scroll to the beginning."""
        self.scroll_home(animate=False)

    def action_bottom(self) -> None:
        """Scroll to the end."""
        self.scroll_end(animate=False)


class Scroller(VerticalScroll, ByKeys):
    """A column of widgets.

    They keep a cell of width beside the scrollbar: without one they have no height, and it would come and go for ever.
    """

    DEFAULT_CSS = """
    Scroller { height: 1fr; border-left: outer $panel; padding: 0 0 0 1; scrollbar-size: 1 1; }
    Scroller > * { min-width: 1; }
    """
