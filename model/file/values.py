"""The values of an ordinary YAML file, straight from the parser's events: half the time and memory of the tree.

The tree of `model.file.composer` knows places and judges what is wrong; most files need neither.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from sys import intern
from typing import TYPE_CHECKING, Any

import yaml
from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from model.file.document import NOTHING
from model.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.file.document import Value

MAX_DEPTH = 40

Parser = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class NotOrdinary(Exception):  # noqa: N818 - not an error: only the tree can judge such a text
    """A text with anchors, aliases, tags, merged or equal keys, or with a fault."""


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Keep the collector from walking a growing tree again and again: it makes large files three times slower."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def scalar_text(value: str, style: str | None, *, odd: bool) -> str:
    """Give a scalar's text, plain, a block without its line ends; `odd` says that the file has ODD characters."""
    if style == "|" or style == ">":  # noqa: PLR1714 - twice as fast as a set
        value = value.rstrip("\n")
    # A double-quoted text can hold, by an escape, what the file itself does not.
    return plain(value) if odd or style == '"' else value


def ordinary_values(text: str, *, odd: bool) -> Value:
    """Give a text as dictionaries, lists and texts, None where a value was left out; NotOrdinary if it is not so."""
    parser: Any = Parser(text)  # PyYAML's stubs leave open which events have a tag, an anchor or a value
    try:
        return _values(parser, odd=odd)
    except (yaml.YAMLError, TypeError) as error:  # TypeError: a key that is a list, a mapping or nothing
        raise NotOrdinary from error
    finally:
        parser.dispose()


def _values(parser: Any, *, odd: bool) -> Value:
    outer: list[list[Any]] = []
    values: list[Any] = []
    documents = 0
    next_event = parser.get_event
    while (event := next_event()) is not None:
        kind = type(event)
        if kind is ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                raise NotOrdinary
            value, style = event.value, event.style
            if style or odd:
                value = scalar_text(value, style, odd=odd)
            values.append(None if not style and value in NOTHING else value)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            outer.append(values)
            values = []
            if event.anchor is not None or event.tag is not None or len(outer) > MAX_DEPTH:
                raise NotOrdinary
        elif kind is MappingEndEvent:
            mapping = dict(zip(map(intern, values[::2]), values[1::2], strict=True))
            if len(mapping) * 2 != len(values) or "<<" in mapping:
                raise NotOrdinary
            values = outer.pop()
            values.append(mapping)
        elif kind is SequenceEndEvent:
            outer[-1].append(values)
            values = outer.pop()
        elif kind is AliasEvent:
            raise NotOrdinary
        elif kind is DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise NotOrdinary
    return values[0] if values else None
