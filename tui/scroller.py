"""Panes that scroll by the keys of every Parley screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.containers import ScrollableContainer, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.keys import Room, bindings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType


class ByKeys(ScrollableContainer):
    """What the keys do to a pane, without animation; it comes after the pane's own kind, which has the style."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.ARTICLE, by_pane=True)

    def move(self, scroll: Callable[[], None]) -> None:
        """Scroll as a key asks, at once."""
        scroll()

    def action_up(self) -> None:
        """Scroll up a line."""
        self.move(partial(self.scroll_up, animate=False))

    def action_down(self) -> None:
        """Scroll down a line."""
        self.move(partial(self.scroll_down, animate=False))

    def action_page_up(self) -> None:
        """Scroll up a page."""
        self.move(partial(self.scroll_page_up, animate=False))

    def action_page_down(self) -> None:
        """Scroll down a page."""
        self.move(partial(self.scroll_page_down, animate=False))

    def action_half_page_up(self) -> None:
        """Scroll up half a page."""
        self.move(partial(self.scroll_relative, y=-(self.size.height // 2), animate=False))

    def action_half_page_down(self) -> None:
        """Scroll down half a page."""
        self.move(partial(self.scroll_relative, y=self.size.height // 2, animate=False))

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


class Facts(Scroller):
    """Lines above a list or an article, as high as they are up to a share of the window; the rest is scrolled to."""

    DEFAULT_CSS = """
    Facts {
        height: auto; max-height: 40%; background: $surface;
        border-left: inner $primary; border-right: outer $surface; padding: 0 0 0 1;
        &:focus { border-left: outer $accent; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._lines = Static()
        self._shown = ""

    def compose(self) -> ComposeResult:
        """Hold one text."""
        yield self._lines

    def show(self, lines: Sequence[Content]) -> None:
        """Show lines, from the first unless they say what they said: then a reader keeps the one he has scrolled to."""
        shown, before = Content("\n").join(lines), self._shown
        self._lines.update(shown)
        self._shown = shown.plain
        if shown.plain != before:
            self.scroll_home(animate=False)
