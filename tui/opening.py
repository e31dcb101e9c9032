"""What is typed or pasted while a form or a question is on its way is meant for it, not for the screen below."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from textual.events import Key, Paste

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
        self._held: list[Key | Paste] = []

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
            await super().on_event(_anew(self._held.pop(0)))
        if self._opener is holder:
            self._opener = None

    async def on_event(self, event: Event) -> None:
        """Hold a key or a paste back, or pass it on."""
        if self._opener is not None and _can_wait(event):
            self._held.append(event)
        else:
            await super().on_event(event)


def _can_wait(event: Event) -> TypeGuard[Key | Paste]:
    """Tell whether this is what somebody types, and not one of the keys that nothing may hold up."""
    return isinstance(event, Paste) or (isinstance(event, Key) and event.key not in _AT_ONCE)


def _anew(event: Key | Paste) -> Key | Paste:
    """Make an event again, for Textual has seen the other one."""
    return Paste(event.text) if isinstance(event, Paste) else Key(event.key, event.character)
