"""What a person can do to a topic, as values, and what each does to the data: pure, and with an eye for clashes.

Operations carry what the user saw, so that they can be done again on a file that somebody else has changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from model.plain import plain
from model.schema import ID_PATTERN
from model.values import Value

Fields = Mapping[str, Value]
Section = Literal["scale", "issues", "parties", "sources", "events"]
IdKind = Literal["party", "issue", "source"]

LISTS = ("quotes", "events")
SECTIONS: Mapping[IdKind, str] = {"party": "parties", "issue": "issues", "source": "sources"}

_SURROGATE = re.compile("[\ud800-\udfff]")


class EditError(Exception):
    """An edit that cannot be done; the message is a sentence for the user. The file stays as it was."""


class ClashError(EditError):
    """Somebody else has changed the same thing: what it was when the user saw it, what it is, what he wanted."""

    def __init__(self, message: str, base: Value, theirs: Value, mine: Value) -> None:
        super().__init__(message)
        self.base, self.theirs, self.mine = base, theirs, mine


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list as the user saw it: its number, from 0, and the fields that tell it from its neighbours."""

    number: int
    seen: Fields


Entry = tuple[str | Item, ...]
Place = tuple[str | int, ...]


def position_entry(party: str, issue: str) -> Entry:
    """Name a position."""
    return ("positions", party, issue)


def quote_entry(party: str, issue: str, number: int, words: str) -> Entry:
    """Name a quote by its number, from 0, and its words, as seen."""
    return ("positions", party, issue, "quotes", Item(number, {"quote": words}))


@dataclass(frozen=True, slots=True)
class Change:
    """A new value for a field, None to delete it, and the value that the user saw."""

    field: str
    value: Value
    base: Value = None


@dataclass(frozen=True, slots=True)
class SetFields:
    """Change fields of an entry; () is the topic itself. A position that is not there yet is made."""

    entry: Entry
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Add:
    """Add an entry under a key that is not there yet; or, with a path to a list, put it into the list.

    At the end, or before the one with the number `index`; what leads to it is made if need be.
    """

    place: tuple[str, ...]
    value: Fields | Value
    index: int | None = None

    @property
    def is_item(self) -> bool:
        """Tell whether it goes into a list."""
        return self.place[-1] in LISTS and isinstance(self.value, Mapping)


def add_quote(party: str, issue: str, fields: Fields, index: int | None = None) -> Add:
    """Add a quote to a position."""
    return Add(("positions", party, issue, "quotes"), fields, index)


def add_entry(section: Section, id_: str, fields: Fields, index: int | None = None) -> Add:
    """Add a party, issue, source or level with its id, or an event (its id is empty)."""
    return Add((section, id_) if id_ else (section,), fields, index)


@dataclass(frozen=True, slots=True)
class RenameId:
    """Give a party, issue or source another id, here and wherever the file refers to it; texts stay."""

    kind: IdKind
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Delete an entry, a quote or a position; `seen` is all of it, as the user saw it."""

    entry: Entry
    seen: Value


Step = SetFields | Add | RenameId | Remove


def clean(value: object) -> Value:
    """Bring a value from a form into shape: LF, no line ends at the end; what is empty is None."""
    if isinstance(value, str):
        if _SURROGATE.search(value):
            raise EditError("the text has a broken character (half of a surrogate pair), which no file can hold")
        return value.replace("\r\n", "\n").rstrip("\n") or None
    if isinstance(value, list | tuple):
        return [kept for item in value if (kept := clean(item)) is not None] or None
    if isinstance(value, Mapping):
        return {str(key): clean(inner) for key, inner in value.items()} or None
    return None


def cleaned(value: Fields | Value) -> Value:
    """Bring a new entry into shape; fields without a value go."""
    if not isinstance(value, Mapping):
        return clean(value)
    return {key: kept for key, inner in value.items() if (kept := clean(inner)) is not None}


def shown(value: Value) -> Value:
    """Give a cleaned value as the loader shows it: plain."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [shown(item) for item in value]
    return {plain(key): shown(inner) for key, inner in value.items()} if isinstance(value, dict) else None


def look_up(data: Value, place: Place) -> Value:
    """Follow a path through data; None where it leads nowhere."""
    for step in place:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def is_there(data: Value, place: Place) -> bool:
    """Tell whether a path leads to something, be it an empty value."""
    parent = look_up(data, place[:-1]) if place else None
    if not place:
        return True
    if isinstance(parent, list):
        return isinstance(place[-1], int) and place[-1] < len(parent)
    return isinstance(parent, dict) and place[-1] in parent


def resolve(data: Value, entry: Entry, mine: Value) -> Place:
    """Find an entry as the data have it now: a list may have shifted. ClashError if it is gone."""
    place: Place = ()
    for step in entry:
        place = (*place, _number(look_up(data, place), step, mine) if isinstance(step, Item) else step)
    return place


def _number(items: Value, item: Item, mine: Value) -> int:
    def matches(found: Value) -> bool:
        fields = found if isinstance(found, dict) else {}
        return all(shown(clean(fields.get(key))) == shown(clean(value)) for key, value in item.seen.items())

    items = items if isinstance(items, list) else []
    alike = [number for number, found in enumerate(items) if matches(found)]
    if item.number in alike:
        return item.number
    if len(alike) != 1:
        theirs = items[item.number] if item.number < len(items) else None
        message = "it is no longer in the file" if not alike else "the list has changed, and it stands there twice"
        raise ClashError(message, dict(item.seen), theirs, mine)
    return alike[0]


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
    new = dict(_mapping(look_up(data, place)))
    for change in changes:
        base, theirs, mine = (shown(clean(value)) for value in (change.base, new.get(change.field), change.value))
        if theirs not in (base, mine):
            raise ClashError(f'"{change.field}" has been changed meanwhile', change.base, theirs, change.value)
        if mine is None and theirs is not None:
            del new[change.field]
        elif mine != theirs:
            new[change.field] = mine
    return _change(data, place, lambda _: new)


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
        key = place[-1]
        data = (
            _change(data, place[:-1], lambda parent, key=key: _renamed_key(parent, key, new))
            if on_key
            else _change(data, place, lambda _: new)
        )
    return data


def _renamed_key(parent: Value, old: Value, new: str) -> Value:
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
