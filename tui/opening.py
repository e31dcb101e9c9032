"""Keys that are pressed while a form or a question is on its way are meant for it, not for the screen below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Key

from tui.outward import Outward

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.events import Event

_AT_ONCE = frozenset(("ctrl+q", "ctrl+c"))  # keys that nothing may hold up


class Opening(Outward):
    """An app that holds keys back until what they are for is there."""

    def __init__(self, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self._opener: object = None  # what is about to show a form or a question
        self._held: list[Key] = []

    def hold_keys(self, opener: object) -> None:
        """Hold keys back from now on."""
        self._opener = opener

    async def let_keys_go(self, opener: object = None) -> None:
        """Give the keys that were held to the screen on top, unless another than `opener` holds them by now.

        A key that comes meanwhile waits behind them; one of them may open the next form, which gets the rest.
        """
        holder = self._opener
        if opener is not None and opener is not holder:
            return
        while self._held and self._opener is holder:
            key = self._held.pop(0)
            await super().on_event(Key(key.key, key.character))  # anew, for Textual has seen the other one
        if self._opener is holder:
            self._opener = None

    async def on_event(self, event: Event) -> None:
        """Hold a key back, or pass it on."""
        if isinstance(event, Key) and self._opener is not None and event.key not in _AT_ONCE:
            self._held.append(event)
        else:
            await super().on_event(event)
