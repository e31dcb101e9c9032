"""A field of a form in which only a few values are right: what is typed takes the place of what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

if TYPE_CHECKING:
    from textual.suggester import Suggester


class Choice(Input):
    """One of some values: a beginning is enough, and up and down go through all of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "value before", show=False),
        Binding("down", "step(1)", "next value", show=False),
    ]

    def __init__(
        self,
        value: str,
        choices: tuple[str, ...],
        suggester: Suggester | None,
        id: str,  # noqa: A002 - Textual's name
        *,
        select_on_focus: bool,
    ) -> None:
        super().__init__(value, id=id, suggester=suggester, select_on_focus=select_on_focus)
        self.choices = choices
        self._offered: frozenset[str] = frozenset()  # before: one of those is no beginning of another

    def offer(self, choices: tuple[str, ...]) -> None:
        """Take other values for right; what the field says stays."""
        self._offered |= frozenset(self.choices)
        self.choices = choices

    def on_blur(self) -> None:
        """Have all of it replaced the next time, also in the first field, where a stray letter may come in at first."""
        self.select_on_focus = True

    @property
    def chosen(self) -> str:
        """Give the value of which this is the beginning; what was typed where there is none, or several."""
        value = self.value.strip()
        if value in self._offered:
            return value
        begun = [choice for choice in self.choices if choice.casefold().startswith(value.casefold())]
        return begun[0] if value and len(begun) == 1 else value

    def action_step(self, steps: int) -> None:
        """Go to the next value, or the one before; from what is none of them, to the first or the last."""
        before = len(self.choices) if steps < 0 else -1  # where one comes from who comes from none of them
        at = self.choices.index(self.chosen) if self.chosen in self.choices else before
        self.value = self.choices[(at + steps) % len(self.choices)]
        self.action_select_all()
