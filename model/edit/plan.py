"""From an operation to the text with the operation done: which values of which entries are set, added or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.edit.adding import NewPair, add_item, add_pair
from model.edit.area import area_of
from model.edit.entrywise import with_entries
from model.edit.operations import (
    SECTIONS,
    Add,
    EditError,
    Remove,
    RenameId,
    SetFields,
    as_empty_as,
    clean,
    cleaned,
    is_there,
    look_up,
    resolve,
    shown,
)
from model.edit.outcome import references
from model.edit.page import Holder, Page
from model.edit.removing import remove
from model.edit.splice import Cut, rename, set_value, spliced
from model.edit.style import style_like
from model.edit.writing import QUOTE_ORDER
from model.file.composer import read
from model.file.document import Alias, Mapping, Scalar, Sequence
from model.schema import Acts, Entry, Event, Issue, Party, Position, Source, Stance, Topic

if TYPE_CHECKING:
    from collections.abc import Sequence as Ordered

    from model.edit.operations import Place, Step
    from model.edit.style import Style
    from model.file.document import Document, Node, Value
    from model.file.loader import Loaded

_MODELS: dict[str, type[Entry]] = {
    "scale": Stance,
    "issues": Issue,
    "parties": Party,
    "sources": Source,
    "events": Event,
}
_LINES_NAMED = 5


def planned(loaded: Loaded, step: Step) -> str:
    """Give the text with a step done, not verified yet. EditError where the text has no room for it."""
    data = loaded.document.data()
    match step:
        case SetFields(entry, changes):
            return _with_fields(loaded, resolve(data, entry, None), {each.field: clean(each.value) for each in changes})
        case Add(place, value, index):
            return _with_entry(loaded, place, cleaned(value), index, is_item=step.is_item)
        case RenameId():
            return _renamed(loaded, step)
        case Remove():
            return spliced(loaded.document.text, removal(loaded, resolve(data, step.entry, None)))


def field_order(place: Place) -> tuple[str, ...]:
    """Give the order in which the fields of an entry are written."""
    if not place:
        return Topic.known_keys()
    if place[0] == "positions":
        return QUOTE_ORDER if len(place) > 3 else Position.known_keys() if len(place) == 3 else ()
    return (Acts if place[-1] == "acts" else _MODELS[str(place[0])]).known_keys()


def _order(data: Value, place: Place) -> tuple[str, ...]:
    """Give the order of the keys of a mapping: that of the parties and issues in the file, or of the fields."""
    if place[:1] == ("positions",) and len(place) < 3:
        entries = look_up(data, (SECTIONS["party"] if len(place) == 1 else SECTIONS["issue"],))
        return tuple(entries) if isinstance(entries, dict) else ()
    return () if len(place) == 1 and place[0] in _MODELS else field_order(place)


def _before(data: Value, place: Place, key: str) -> Ordered[str]:
    """Give the keys that go before a new one."""
    order = _order(data, place)
    present = look_up(data, place)
    return order[: order.index(key)] if key in order else tuple(present) if isinstance(present, dict) else ()


def _with_fields(loaded: Loaded, place: Place, fields: dict[str, Value]) -> str:
    data = loaded.document.data()
    if not is_there(data, place):
        given = cleaned(fields)
        return _with_entry(loaded, place, given, None, is_item=False) if given else loaded.document.text
    order = field_order(place)
    area = area_of(loaded.document, (*place, ""))
    page = area.page
    present = look_up(data, place)
    for name in sorted(fields, key=lambda name: order.index(name) if name in order else len(order)):
        current = present.get(name) if isinstance(present, dict) else None
        if (wanted := shown(fields[name])) != shown(clean(current)):
            path = place[area.depth :]
            if changed := with_entries(page, (*path, name), current, as_empty_as(current, wanted)):
                page = changed
                continue
            value = as_empty_as(current, fields[name])
            text = spliced(page.text, _field_cuts(page, path, name, value, _before(data, place, name)))
            page = Page(read(text, "")[0], page.eol, page.lines_before)
    return area.whole(page.text)


def _field_cuts(page: Page, place: Place, name: str, value: Value, before: Ordered[str]) -> list[Cut]:
    entry = _reach(page, place)
    holder = page.holder((*place, name))
    if holder is not None and value is None:
        return remove(page, holder, (*place, name), comments=False)
    if holder is not None:
        return set_value(page, holder, value, _style(page, entry, value, holder.node))
    if value is None:
        line = page.line_number(entry.node)
        raise EditError(f'line {line}: "{name}" comes from another entry by "<<" and cannot be deleted here')
    return add_pair(page, entry, NewPair(name, value, _style(page, entry, value), before))


def _reach(page: Page, place: Place) -> Holder:
    """Find an entry that is there, and may be changed."""
    holder = page.holder(place)
    if holder is None:
        raise EditError(f'"{place[-1]}" comes from another entry by "<<": change it there')
    if isinstance(holder.node, Alias):
        page.refuse_shared(holder.node)
    page.check_anchor(holder.node)
    return holder


def _style(page: Page, entry: Holder, value: Value, old: Node | None = None) -> Style:
    """Learn the style of a new value from its neighbours: of a list from the old one, of an entry from the last one."""
    sample: Node | None = entry.node
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        sample = old
    elif isinstance(value, list | dict) and isinstance(sample, Mapping | Sequence):
        inside = sample.items if isinstance(sample, Sequence) else [each for _, each in sample.pairs]
        sample = next((each for each in reversed(inside) if isinstance(each, Mapping)), None)
    return style_like(page, sample)


def _with_entry(loaded: Loaded, place: Place, value: Value, index: int | None, *, is_item: bool) -> str:
    data = loaded.document.data()
    area = area_of(loaded.document, (*place, 0) if is_item else place, has_lists=is_item)
    page, path = area.page, place[area.depth :]
    depth = len(path)
    while depth and page.holder(path[:depth]) is None:
        depth -= 1
    holder = _reach(page, path[:depth])
    if isinstance(value, dict):
        value = _ordered(value, (*place, 0) if is_item else place)
    if depth == len(path) and is_item:
        return area.whole(spliced(page.text, add_item(page, holder, value, _style(page, holder, value), index)))
    if depth == len(path):
        return area.whole(spliced(page.text, set_value(page, holder, value, _style(page, holder, value))))
    value = [value] if is_item else value
    for step in reversed(path[depth + 1 :]):
        value = {str(step): value}
    key, parent = str(path[depth]), place[: area.depth + depth]
    present = look_up(data, parent)
    before = _before(data, parent, key)
    if index is not None and not is_item and isinstance(present, dict):
        before = tuple(present)[:index]
    new = NewPair(key, value, _style(page, holder, value), before)
    return area.whole(spliced(page.text, add_pair(page, holder, new)))


def _ordered(fields: dict[str, Value], place: Place) -> dict[str, Value]:
    order = field_order(place)
    return {
        key: fields[key] for key in sorted(fields, key=lambda key: order.index(key) if key in order else len(order))
    }


def removal(loaded: Loaded, place: Place) -> list[Cut]:
    """Give the cuts that take an entry out. EditError while something refers to it."""
    _refuse_used(loaded.document, place)
    area = area_of(loaded.document, place)
    path = place[area.depth :]
    holder = area.page.holder(path)
    if holder is None:
        raise EditError(f'"{place[-1]}" comes from another entry by "<<": delete it there')
    shift = len(area.before)
    cuts = remove(area.page, holder, path, comments=True)
    return [Cut(cut.start + shift, cut.end + shift, cut.text) for cut in cuts]


def _refuse_used(document: Document, place: Place) -> None:
    for kind, section in SECTIONS.items():
        if place[:-1] == (section,):
            used = references(document.data(), kind, str(place[-1]))[1:]
            lines = [_line(document, path, on_key=on_key) for path, on_key in used]
            if lines:
                listed = ", ".join(map(str, lines[:_LINES_NAMED])) + (" ..." if len(lines) > _LINES_NAMED else "")
                word = "line" if len(lines) == 1 else "lines"
                raise EditError(f'{kind} "{place[-1]}" is still used in {word} {listed}: delete that first')


def _line(document: Document, place: Place, *, on_key: bool) -> int:
    node = document.key(place) if on_key else document.node(place)
    return document.line_and_column(node.start if node else 0)[0]


def _renamed(loaded: Loaded, step: RenameId) -> str:
    document = loaded.document
    page = Page(document, document.eol)
    cuts: dict[int, Cut] = {}
    for place, on_key in references(document.data(), step.kind, step.old):
        node = document.key(place) if on_key else document.node(place)
        if isinstance(node, Scalar):
            cuts[node.start] = rename(page, node, step.new, is_key=on_key)
    return spliced(document.text, cuts.values())
