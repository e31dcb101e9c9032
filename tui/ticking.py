"""A question about several things at once: all are ticked at first, each can be unticked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from tui.box import Box
from tui.lists import LongList

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Ticking(Box[tuple[int, ...] | None]):
    """Entries of several lines each; the answer is the numbers of those ticked, None when it was left.

    There is no answer before the last entry has been in sight.
    """

    DEFAULT_CSS = """
    Ticking {
        #box { width: 100; border: round $warning; }
        #middle { border: none; padding: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "tick", "tick"),
        Binding("y", "answer", "accept"),
        Binding("escape,q", "leave", "back"),
    ]

    def __init__(self, question: str, entries: tuple[Content, ...], verb: str) -> None:
        super().__init__()
        self._question, self._entries, self._verb = question, entries, verb
        self._ticked = set(range(len(entries)))
        self._has_seen_all = False

    def compose(self) -> ComposeResult:
        """Put the list between the question and what the keys do."""
        with Vertical(id="box"):
            yield Static(Content.styled(self._question, "bold"), classes="frame")
            yield LongList(id="middle", markup=False)
            yield Static(id="hint", classes="frame")

    def on_mount(self) -> None:
        """Show all, each with its tick."""
        self._show()
        self.watch(self.rows, "scroll_y", self._look)
        self.rows.highlighted = 0
        self.rows.focus()

    def on_resize(self) -> None:
        """See how much fits; the box, which Textual tells too, has made room by then."""
        self.call_after_refresh(self.call_after_refresh, self._look)  # once the middle has its height

    @property
    def rows(self) -> LongList:
        """The list of entries."""
        return self.query_one(LongList)

    def _show(self) -> None:
        self.rows.show_changes([self._row(number) for number in range(len(self._entries))])
        self._show_hint()

    def _row(self, number: int) -> Content:
        return Content.assemble("[x] " if number in self._ticked else "[ ] ", self._entries[number])

    def _look(self) -> None:
        rows = self.rows
        below = rows.virtual_size.height - rows.scroll_offset.y - rows.scrollable_content_region.height
        self._has_seen_all = self._has_seen_all or (rows.scrollable_content_region.height > 0 and below <= 0)
        self._show_hint()

    def _show_hint(self) -> None:
        yes = f"y: {self._verb} the {len(self._ticked)} ticked" if self._has_seen_all else "more below: y shows it"
        self.query_one("#hint", Static).update(
            Content.styled(f"{yes} · space: tick or untick · esc: back", "$foreground-muted")
        )

    @on(OptionList.OptionSelected)
    def action_tick(self) -> None:
        """Tick the entry under the cursor, or untick it."""
        if self.rows.highlighted is not None:
            self._ticked ^= {self.rows.highlighted}
            self._show()

    def action_answer(self) -> None:
        """Answer with what is ticked; show what has not been in sight first."""
        if self._has_seen_all:
            self.dismiss(tuple(sorted(self._ticked)) or None)
        else:
            is_last = self.rows.highlighted == len(self._entries) - 1
            if is_last:  # it may be longer than the list
                self.rows.scroll_end(animate=False)
            else:
                self.rows.action_half_page_down()

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
