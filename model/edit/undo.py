"""The way back from an edit: a step against it, and the lines it changed, to put them back letter for letter."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from model.edit.operations import (
    Add,
    Change,
    Entry,
    Item,
    Place,
    Remove,
    RenameId,
    SetFields,
    Step,
    is_there,
    look_up,
    resolve,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from model.file.document import Value

_PIECE = 1 << 16  # code points
_CONTEXT = 2  # lines above and below that must still be the same


@dataclass(frozen=True, slots=True)
class Hunk:
    """The lines that an edit changed, before and after, between lines that it left; `start` is where `above` starts."""

    start: int
    above: str
    old: str
    new: str
    below: str

    @classmethod
    def between(cls, old: str, new: str) -> Hunk:
        """Find what an edit changed."""
        head = _common(old, new, lambda text, start, end: text[start:end])
        most = min(len(old), len(new)) - head
        tail = min(most, _common(old, new, lambda text, start, end: text[len(text) - end : len(text) - start]))
        start = old.rfind("\n", 0, head) + 1
        end = old.find("\n", len(old) - tail) + 1 or len(old)
        tail = len(old) - end
        above = start
        for _ in range(_CONTEXT):
            above = old.rfind("\n", 0, max(above - 1, 0)) + 1
        below = end
        for _ in range(_CONTEXT):
            below = old.find("\n", below) + 1 or len(old)
        return cls(above, old[above:start], old[start:end], new[start : len(new) - tail], old[end:below])

    def taken_back(self, text: str) -> str | None:
        """Put the old lines back; None where the new ones cannot be told any more."""
        needle = self.above + self.new + self.below
        at = self.start
        if not text.startswith(needle, at):
            at = text.find(needle)
            if at < 0 or text.find(needle, at + 1) >= 0:
                return None
        at += len(self.above)
        return text[:at] + self.old + text[at + len(self.new) :]


def _common(old: str, new: str, cut: Callable[[str, int, int], str]) -> int:
    """Give how many code points two texts share, cut from the start or the end.

    A comparison is fast and a cut copies: so by large pieces, and by halves in the one that differs.
    """
    most, start = min(len(old), len(new)), 0
    while start < most and cut(old, start, end := min(start + _PIECE, most)) == cut(new, start, end):
        start = end
    lengths = range(start + 1, min(start + _PIECE, most) + 1)
    return start + bisect_left(lengths, 1, key=lambda end: cut(old, start, end) != cut(new, start, end))


def reversed_step(old: Value, new: Value, step: Step) -> Step:  # noqa: PLR0911 - one for each kind of step
    """Give the step against one that made new data of old."""
    if old == new:
        return SetFields((), ())
    match step:
        case SetFields(entry, changes):
            place = resolve(old, entry, None)
            if not is_there(old, place):
                return _removal(old, new, place)
            before, after = _fields(look_up(old, place)), _fields(look_up(new, place))
            back = tuple(Change(each.field, before.get(each.field), after.get(each.field)) for each in changes)
            return SetFields(_entry(new, place), back)
        case Add(place, _, index):
            if step.is_item and is_there(old, place):
                items = look_up(old, place)
                count = len(items) if isinstance(items, list) else 0
                item: Place = (*place, count if index is None else min(index, count))
                return Remove(_entry(new, item), look_up(new, item))
            return _removal(old, new, place)
        case RenameId(kind, from_, to):
            return RenameId(kind, to, from_)
        case Remove(entry, _):
            return _addition(old, resolve(old, entry, None))


def _fields(value: Value) -> dict[str, Value]:
    return value if isinstance(value, dict) else {}


def _entry(data: Value, place: Place) -> Entry:
    """Name an entry by its path, in lists by what it says."""
    entry: Entry = ()
    for depth, step in enumerate(place):
        if isinstance(step, int):
            fields = _fields(look_up(data, place[: depth + 1]))
            entry = (*entry, Item(step, {"quote": fields["quote"]} if "quote" in fields else fields))
        else:
            entry = (*entry, step)
    return entry


def _removal(old: Value, new: Value, place: Place) -> Remove:
    """Remove what had to be made."""
    made = next((place[:depth] for depth in range(1, len(place)) if not is_there(old, place[:depth])), place)
    return Remove(_entry(new, made), look_up(new, made))


def _addition(old: Value, place: Place) -> Add:
    parent, last = look_up(old, place[:-1]), place[-1]
    steps = tuple(step for step in place if isinstance(step, str))
    if isinstance(last, int):
        return Add(steps, _fields(look_up(old, place)), last)
    return Add(steps, look_up(old, place), list(_fields(parent)).index(last))
