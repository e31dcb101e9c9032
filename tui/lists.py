"""Textual's list of options with the moves that every Parley screen has."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.keys import Room, bindings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


class LongList(OptionList):
    """A list whose options may take several lines each; they are `Content`, never markup.

    Textual cannot turn the pages of a list without a cell to show them in, and would end the program: it keeps one.
    """

    DEFAULT_CSS = """
    LongList { height: 1fr; min-height: 1; min-width: 4; border: none; border-left: outer $panel; padding: 0 0 0 1;
               background: $background; scrollbar-size: 1 1; overflow-y: scroll; }
    LongList:focus { border: none; border-left: outer $primary; background-tint: transparent; }
    LongList > .option-list--option-highlighted, LongList:focus > .option-list--option-highlighted {
        color: $foreground; background: $primary 30%; text-style: bold;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Room.QUOTES, by_pane=True),
        # At once: Textual posts a message, and keys that came with Enter would be for the screen that is being left.
        Binding("enter", "screen.open", "open", show=False),
    ]

    def show(self, contents: Iterable[Content]) -> None:
        """Replace the options."""
        self.clear_options()
        self.add_options([Option(content) for content in contents])

    def show_changes(self, contents: Sequence[Content]) -> None:
        """Replace the options that are others now: all of a long list take longer than a frame."""
        old = self.options
        if len(old) != len(contents):
            self.show(contents)
            return
        for index, (option, content) in enumerate(zip(old, contents, strict=True)):
            shown = option.prompt
            if not isinstance(shown, Content) or (shown.plain, shown.spans) != (content.plain, content.spans):
                self.replace_option_prompt_at_index(index, content)

    def action_up(self) -> None:
        """Move to the option before; stay on the first."""
        if self.highlighted:
            self.action_cursor_up()

    def action_down(self) -> None:
        """Move to the next option; stay on the last."""
        if self.highlighted != self.option_count - 1:
            self.action_cursor_down()

    def action_top(self) -> None:
        """Move to the first option."""
        self.action_first()

    def action_bottom(self) -> None:
        """Move to the last option."""
        self.action_last()

    def action_half_page_up(self) -> None:
        """Move up by the options that fill half a page."""
        self._half_page(self.action_up)

    def action_half_page_down(self) -> None:
        """Move down by the options that fill half a page."""
        self._half_page(self.action_down)

    def _half_page(self, move: Callable[[], None]) -> None:
        lines = max(1, self.virtual_size.height // max(1, self.option_count))
        for _ in range(max(1, self.size.height // 2 // lines)):
            move()
