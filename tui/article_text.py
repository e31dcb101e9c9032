"""The pane that shows an article, and where things lie in its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content

from model.folding import Span
from tui.keys import Room, bindings

if TYPE_CHECKING:
    from textual.binding import BindingType


class Text(VerticalScroll):
    """The pane with the text."""

    DEFAULT_CSS = """
    Text { height: 1fr; border-left: outer $panel; padding: 0 0 0 1; scrollbar-size: 1 1; }
    Text > Static { max-width: 100; }
    """
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


def inside(span: Span, offset: int, length: int) -> tuple[int, int]:
    """Give a span of the whole text as (start, end) of the part that begins at `offset`, cut to that part."""
    start, end = (max(0, min(place - offset, length)) for place in (span.start, span.end))
    return start, end


def line_of(text: str, offset: int, width: int) -> int:
    """Give the line, from 0, in which an offset of the text lies when it is wrapped to a width in cells."""
    start = text.rfind("\n", 0, offset) + 1
    before = Content(text[:start]).get_height({}, width) - 1 if start else 0
    end = text.find("\n", start)
    paragraph = text[start : end if end >= 0 else len(text)]
    passed = start
    for number, line in enumerate(Content(paragraph).wrap(width)):
        passed += len(line.plain)
        if offset < passed:
            return before + number
        passed += text[passed : passed + 1].isspace()  # the blank at which the line was broken
    return before


def occurrences(text: str, wanted: str) -> list[Span]:
    """Find a text, whatever its case."""
    if not wanted:
        return []
    return [Span(*found.span()) for found in re.finditer(re.escape(wanted), text, re.IGNORECASE)]
