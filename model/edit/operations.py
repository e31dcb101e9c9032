"""What a person can do to a topic, as values.

Operations carry what the user saw, so that they can be done again on a file that somebody else has changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from model.file.document import Value
from model.plain import plain

Fields = Mapping[str, Value]
Section = Literal["scale", "issues", "parties", "sources", "events"]
IdKind = Literal["party", "issue", "source"]

SECTIONS: Mapping[IdKind, Section] = {"party": "parties", "issue": "issues", "source": "sources"}
KINDS: Mapping[Section, IdKind] = {section: kind for kind, section in SECTIONS.items()}

_SURROGATE = re.compile("[\ud800-\udfff]")


class EditError(Exception):
    """An edit that cannot be done; the message is a sentence for the user. The file stays as it was."""


class ClashError(EditError):
    """Somebody else has changed the same thing: what it was when the user saw it, what it is, what he wanted.

    `field` says of which field that is; None when the entry as a whole is meant.
    """

    def __init__(self, message: str, base: Value, theirs: Value, mine: Value, field: str | None = None) -> None:
        super().__init__(message)
        self.base, self.theirs, self.mine, self.field = base, theirs, mine, field


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
        is_list = self.place == ("events",) or (len(self.place) == 4 and self.place[-1] == "quotes")
        return is_list and isinstance(self.value, Mapping)


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


def as_empty_as(old: Value, new: Value) -> Value:
    """Give a mapping with what is empty in it as empty as it was: `[]` does not become nothing, or the other way."""
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return new
    return {
        key: old[key] if inner is None and clean(old.get(key)) is None and key in old else inner
        for key, inner in new.items()
    }


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


def quote_removal(data: Value, party: str, issue: str, number: int) -> Remove:
    """Give the deletion of a quote; of the list, the position, the party's row with it that would say nothing more."""
    place: Place = ("positions", party, issue, "quotes", number)
    seen = look_up(data, place)
    words = look_up(seen, ("quote",))
    entry, depth = quote_entry(party, issue, number, words if isinstance(words, str) else ""), len(place)
    while depth > 2 and len(_items(look_up(data, place[: depth - 1]))) == 1:
        depth -= 1
    return Remove(entry[:depth], look_up(data, place[:depth]))


def _items(value: Value) -> list[Value]:
    """Give what a list or a mapping holds."""
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []


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
