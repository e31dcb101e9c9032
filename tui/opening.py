"""What is typed or pasted while a form, a question or a field is on its way is meant for it, not for what is below."""

from __future__ import annotations

from bisect import insort
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, TypeGuard

from textual.events import Key, Paste

from tui.outward import Outward

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.binding import ActiveBinding
    from textual.dom import DOMNode
    from textual.driver import Driver
    from textual.events import Event

_AT_ONCE = frozenset(("ctrl+q", "ctrl+c"))  # keys that nothing may hold up
_AT_MOST = 1.0  # seconds that keys wait for a field: the screen on the way to it may go


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
            await self._pass_on(_anew(self._held.pop(0)))
        if self._opener is holder:
            self._opener = None

    def open_field(self, opening: Callable[..., object], *arguments: object) -> None:
        """Open something to type into at once; keys are held until those before have come, and it has the focus."""
        opener, way = self._hold_for_field(), self._way_of_keys()
        opening(*arguments)
        self._go_behind((*way, self.screen), partial(self.let_keys_go, opener))

    def leave_field(self, leaving: Callable[[], object]) -> None:
        """Do what leads out of a field once it has read the keys before; those behind are held until that is done."""
        opener = self._hold_for_field()

        def leave() -> None:
            leaving()
            self.let_keys_go_behind(opener)

        self._go_behind(self._way_of_keys(), leave)

    def _hold_for_field(self) -> object:
        return self.hold_keys_for(_AT_MOST)

    def hold_keys_for(self, seconds: float) -> object:
        """Hold keys back from now on, but not for longer; give who holds them."""
        self.hold_keys(opener := object())
        self.set_timer(seconds, partial(self.let_keys_go, opener))
        return opener

    def is_held_by(self, opener: object) -> bool:
        """Tell whether keys are still held for this."""
        return self._opener is opener

    def let_keys_go_behind(self, opener: object) -> None:
        """Give the keys that were held for this to the screen on top, behind those that are on their way to it."""
        self._go_behind(self._way_of_keys(), partial(self.let_keys_go, opener))

    def _way_of_keys(self) -> Sequence[DOMNode]:
        """Give the queues through which keys go; what a field makes of one is twice in its own."""
        focused = self.screen.focused or self.screen
        return focused, *focused.ancestors_with_self

    def _go_behind(self, way: Sequence[DOMNode], then: Callable[[], object]) -> None:
        """Go from queue to queue, so as not to overtake a key; one that is closed has none."""
        for number, node in enumerate(way, 1):
            if node.call_later(self._go_behind, way[number:], then):
                return
        self.call_later(then)

    async def on_event(self, event: Event) -> None:
        """Hold a key or a paste back, or pass it on."""
        if self._opener is not None and _can_wait(event):
            insort(self._held, event, key=attrgetter("time"))  # some come the long way, through what has the focus
        else:
            await self._pass_on(event)

    async def _pass_on(self, event: Event) -> None:
        """Pass an event on; a key that a field binds goes into its queue, else letters typed later overtake it."""
        bound = self._bound_by_field(event) if isinstance(event, Key) and not event.is_forwarded else None
        if bound is None or not bound.node.call_later(self._press_in, bound, event):
            await super().on_event(event)

    def _bound_by_field(self, key: Key) -> ActiveBinding | None:
        """Give what a key does in the field that has the focus, if that is the field's own affair."""
        field = self.focused
        if field is None or key.is_printable or not field.check_consume_key("a", "a"):
            return None
        bound = self.screen.active_bindings.get(key.key)
        return bound if bound is not None and bound.node is field and not bound.binding.priority else None

    async def _press_in(self, bound: ActiveBinding, key: Key) -> None:
        """Do what a key does in a field; one that it has no use for now is for what the field lies in."""
        if not await self.run_action(bound.binding.action, bound.node):
            await super().on_event(key)


def _can_wait(event: Event) -> TypeGuard[Key | Paste]:
    """Tell whether this is what somebody types, and not one of the keys that nothing may hold up."""
    return isinstance(event, Paste) or (isinstance(event, Key) and event.key not in _AT_ONCE)


def _anew(event: Key | Paste) -> Key | Paste:
    """Make an event again, for Textual has seen the other one."""
    return Paste(event.text) if isinstance(event, Paste) else Key(event.key, event.character)
