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

    def let_keys_go(self, opener: object = None) -> None:
        """Give the keys that were held to the screen on top, unless another than `opener` holds them by now."""
        if opener is not None and opener is not self._opener:
            return
        self._opener, held = None, self._held
        self._held = []
        for key in held:
            self.post_message(Key(key.key, key.character))

    async def on_event(self, event: Event) -> None:
        """Hold a key back, or pass it on."""
        if isinstance(event, Key) and self._opener is not None and event.key not in _AT_ONCE:
            self._held.append(event)
        else:
            await super().on_event(event)
