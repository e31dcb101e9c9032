"""A list or mapping changed entry by entry, so that the entries that stay keep their lines, quotes and comments."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from model.edit.adding import NewPair, add_item, add_pair
from model.edit.operations import EditError, look_up
from model.edit.page import NO_KEY, Page
from model.edit.removing import remove
from model.edit.splice import Cut, rename, set_value, spliced
from model.edit.style import style_like
from model.edit.writing import in_flow
from model.file.composer import read
from model.file.document import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.edit.operations import Place
    from model.edit.page import Holder
    from model.edit.style import Style
    from model.file.document import Value

_Listed = list[str]


class Touch(NamedTuple):
    """One entry that changes: its path, and its new value; `is_in` when it comes in there, `is_out` when it goes."""

    place: Place
    value: Value = None
    is_in: bool = False
    is_out: bool = False


def with_entries(page: Page, place: Place, old: Value, new: Value) -> Page | None:
    """Change a value from old to new one entry at a time; None where that cannot be, or comes out wrong."""
    steps = touches(old, new, place)
    if steps is None:
        return None
    for step in steps:
        try:
            text = spliced(page.text, _cuts(page, step))
        except EditError:
            return None
        page = Page(read(text, "")[0], page.eol, page.lines_before)
    return page if look_up(page.document.data(), place) == new else None


def touches(old: Value, new: Value, place: Place = ()) -> list[Touch] | None:
    """Give what to do to the entries, in an order in which every number is right in its turn; None if not alike."""
    if _is_listed(old) and _is_listed(new):
        return list(_list_touches(old, new, place))
    if not (isinstance(old, dict) and isinstance(new, dict) and old and new):
        return None
    found = []
    for key, value in new.items():
        inner = touches(old[key], value, (*place, key)) if key in old else None
        if inner is not None:
            found += inner
        elif key not in old:
            found.append(Touch((*place, key), value, is_in=True))
        elif value != old[key]:
            found.append(Touch((*place, key), value))
    # The old ones last: a mapping is never empty in between.
    return found + [Touch((*place, key), is_out=True) for key in old if key not in new]


def _is_listed(value: Value) -> TypeGuard[_Listed]:
    return isinstance(value, list) and bool(value) and all(isinstance(each, str) for each in value)


def _list_touches(old: _Listed, new: _Listed, place: Place) -> Iterator[Touch]:
    """Go from the end to the start, so that no number shifts before its turn."""
    for _, start, end, new_start, new_end in reversed(SequenceMatcher(None, old, new, autojunk=False).get_opcodes()):
        same = min(end - start, new_end - new_start)
        yield from (Touch((*place, number), is_out=True) for number in reversed(range(start + same, end)))
        for text in reversed(new[new_start + same : new_end]):
            yield Touch((*place, start + same), text, is_in=True)
        for number in range(same):
            if old[start + number] != new[new_start + number]:
                yield Touch((*place, start + number), new[new_start + number])


def _cuts(page: Page, touch: Touch) -> list[Cut]:
    step, outer, holder = touch.place[-1], page.holder(touch.place[:-1]), page.holder(touch.place)
    if outer is None or (holder is None and not touch.is_in):
        raise EditError("it comes from another entry")
    style = style_like(page, outer.node)
    if touch.is_out and holder is not None:
        return remove(page, holder, touch.place, comments=False)
    if touch.is_in and isinstance(step, int):
        return add_item(page, outer, touch.value, style, step)
    if touch.is_in:
        present = look_up(page.document.data(), touch.place[:-1])
        before = tuple(present) if isinstance(present, dict) else ()
        return add_pair(page, outer, NewPair(str(step), touch.value, style, before))
    return _replaced(page, holder or outer, touch.value, style)


def _replaced(page: Page, holder: Holder, value: Value, style: Style) -> list[Cut]:
    node = holder.node
    if holder.key is not NO_KEY:
        return set_value(page, holder, value, style_like(page, node))
    page.check_anchor(node, inside=True)
    if not isinstance(node, Scalar) or not isinstance(value, str):
        raise EditError("it is not a text")
    if holder.in_flow:
        return [Cut(page.own_start(node), page.end(node), in_flow(value, replace(style, quotes=node.style)))]
    return [rename(page, node, value, is_key=False)]
