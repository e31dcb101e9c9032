"""What an operation does to the data of a topic: pure, and with an eye for what somebody else has changed."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from model.edit.operations import (
    SECTIONS,
    Add,
    Change,
    ClashError,
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
from model.plain import plain
from model.schema import ID_PATTERN

if TYPE_CHECKING:
    from collections.abc import Callable

    from model.edit.operations import IdKind, Place, Step
    from model.file.document import Value


def outcome(data: Value, step: Step) -> Value:
    """Give the data as the operation leaves them; the data given stay. ClashError, EditError."""
    match step:
        case SetFields(entry, changes):
            return _set(data, resolve(data, entry, {change.field: change.value for change in changes}), changes)
        case Add():
            return _add(data, step)
        case RenameId(kind, old, new):
            return _rename(data, kind, old, new)
        case Remove(entry, seen):
            return _remove(data, resolve(data, entry, None), seen)


def _change(data: Value, place: Place, change: Callable[[Value], Value]) -> Value:
    """Copy data along a path, making mappings that are not there, and change what is at its end."""
    if not place:
        return change(data)
    step, rest = place[0], place[1:]
    if isinstance(step, int):
        items = list(data) if isinstance(data, list) else []
        items[step] = _change(items[step], rest, change)
        return items
    fields = _mapping(data)
    return fields | {step: _change(fields.get(step), rest, change)}


def _mapping(data: Value) -> dict[str, Value]:
    if data is not None and not isinstance(data, dict):
        raise EditError("the file has a text or a list where keys should be: correct that first")
    return data or {}


def _set(data: Value, place: Place, changes: tuple[Change, ...]) -> Value:
    is_position = len(place) == 3 and place[0] == "positions"
    if not is_there(data, place) and not is_position:
        raise ClashError("it is no longer in the file", None, None, {change.field: change.value for change in changes})
    old = _mapping(look_up(data, place))
    new = dict(old)
    for change in changes:
        base, theirs, mine = (shown(clean(value)) for value in (change.base, new.get(change.field), change.value))
        if theirs not in (base, mine):
            message = f'"{change.field}" has been changed meanwhile'
            raise ClashError(message, change.base, theirs, change.value, change.field)
        if mine is None and theirs is not None:
            del new[change.field]
        elif mine != theirs:
            new[change.field] = as_empty_as(new.get(change.field), mine)
    return data if new == old else _change(data, place, lambda _: new)


def _inserted(items: Value, item: Value, index: int | None) -> Value:
    if items is not None and not isinstance(items, list):
        raise EditError("the file has no list where one should be: correct that first")
    items = list(items or [])
    items.insert(len(items) if index is None else index, item)
    return items


def _add(data: Value, step: Add) -> Value:
    value = shown(cleaned(step.value))
    if step.is_item:
        return _change(data, step.place, lambda items: _inserted(items, value, step.index))
    if step.place[0] in SECTIONS.values():
        check_id(step.place[-1])
    if look_up(data, step.place) is not None:
        _refuse_taken(data, step.place, value)
    return _change(data, step.place, lambda _: value)


def check_id(id_: str) -> None:
    """Refuse what is no id."""
    if not re.fullmatch(ID_PATTERN, id_) or id_.endswith("\n"):
        raise EditError(f'"{plain(id_)}" is not an id: an id has small letters, digits and hyphens')


def _refuse_taken(data: Value, place: Place, mine: Value) -> None:
    if is_there(data, place):
        raise ClashError(f'there is already "{place[-1]}" in {place[-2]}', None, look_up(data, place), mine)


def _remove(data: Value, place: Place, seen: Value) -> Value:
    if not place:
        raise EditError("a topic as a whole cannot be deleted: delete the file")
    if not is_there(data, place):
        raise ClashError("it is no longer in the file", seen, None, None)
    theirs = look_up(data, place)
    if shown(clean(theirs)) != shown(clean(seen)):
        raise ClashError("it has been changed meanwhile", seen, theirs, None)

    def without(parent: Value) -> Value:
        if isinstance(parent, list):
            return [item for number, item in enumerate(parent) if number != place[-1]]
        return {key: value for key, value in _mapping(parent).items() if key != place[-1]}

    return _change(data, place[:-1], without)


def _rename(data: Value, kind: IdKind, old: str, new: str) -> Value:
    section = SECTIONS[kind]
    check_id(new)
    if not is_there(data, (section, old)):
        raise ClashError(f'there is no "{old}" in {section}', old, None, new)
    _refuse_taken(data, (section, new), old)
    for place, on_key in references(data, kind, old):
        if on_key:
            data = _change(data, place[:-1], partial(_renamed_key, old=old, new=new))
        else:
            data = _change(data, place, lambda _: new)
    return data


def _renamed_key(parent: Value, old: str, new: str) -> Value:
    return {new if key == old else key: value for key, value in _mapping(parent).items()}


def references(data: Value, kind: IdKind, id_: str) -> list[tuple[Place, bool]]:
    """Find where an id stands, its own entry first: the path, and whether its last key is meant or its value."""
    found: list[tuple[Place, bool]] = [((SECTIONS[kind], id_), True)]
    positions = _fields(look_up(data, ("positions",)))
    if kind == "party":
        for party, entry in _fields(look_up(data, ("parties",))).items():
            members = look_up(entry, ("members",))
            for number, member in enumerate(members if isinstance(members, list) else []):
                if member == id_:
                    found.append((("parties", party, "members", number), False))
        if id_ in positions:
            found.append((("positions", id_), True))
        return found
    for party, issues in positions.items():
        for issue, position in _fields(issues).items():
            if kind == "issue" and issue == id_:
                found.append((("positions", party, issue), True))
            elif kind == "source":
                quotes = look_up(position, ("quotes",))
                for number, quote in enumerate(quotes if isinstance(quotes, list) else []):
                    if look_up(quote, ("source",)) == id_:
                        found.append((("positions", party, issue, "quotes", number, "source"), False))
    return found


def _fields(value: Value) -> dict[str, Value]:
    return value if isinstance(value, dict) else {}
