"""Values of a file that was judged before -> Topic, as pydantic makes it, without pydantic."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from model.schema import Entry, PartialDate, Person, Topic, key_of

if TYPE_CHECKING:
    from model.file.document import Value

_Make = Callable[[Any], Any]


def made(data: Value) -> Topic:
    """Make a topic of the values of a file; KeyError, TypeError, ValueError or AttributeError if nobody judged them."""
    topic: Topic = _entry(Topic)(data)
    return topic


@cache
def _entry(kind: Any) -> _Make:
    """Give what makes an entry of its keys; a value that was left out is not given, as in `model.schema`."""
    makes = {key_of(name): (name, _make(hint)) for name, hint in get_type_hints(kind).items() if name[0] != "_"}

    def make(values: dict[str, Any] | None) -> Any:
        given = {}
        for key, value in (values or {}).items():
            if value is not None:
                name, of = makes[key]
                given[name] = of(value)
        return kind(**given)

    return make


def _make(hint: Any) -> _Make:
    """Give what makes the value of a field, by what the schema says of it."""
    parts = get_args(hint)
    if get_origin(hint) is tuple:
        make = _make(parts[0])
        return lambda values: tuple(map(make, values or ()))
    if isinstance(hint, UnionType):  # or nothing
        return _make(parts[0])
    if len(parts) == 2 and isinstance(get_origin(hint), type):  # a mapping
        make = _make(parts[1])
        return lambda values: {key: make(value) for key, value in (values or {}).items()}
    is_entry = isinstance(hint, type) and issubclass(hint, Entry)
    return _entry(hint) if is_entry else _SIMPLE.get(hint, _text)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _person(names: Any) -> Person:
    return Person(tuple(map(_text, names or ())))


_SIMPLE: dict[Any, _Make] = {Person: _person, PartialDate: PartialDate.parse, float: float}
