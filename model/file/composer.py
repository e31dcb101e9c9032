"""One YAML text -> Document: the tree, or the problems that stand in its way.

Built from the events of PyYAML's C parser: `yaml.load` and `yaml.compose` recurse in C and crash on deep nesting,
lose the places of aliases and take the last of two equal keys without a word.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

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

from model.file.document import Alias, Document, Mapping, Scalar, Sequence, target
from model.file.screening import ODD, unreadable
from model.file.values import (
    MAX_DEPTH,
    NotOrdinary,
    Parser,
    no_garbage_collection,
    ordinary_values,
    scalar_text,
)
from model.problem import MAX_PROBLEMS, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from model.file.document import Node, Pair, Value
    from model.problem import Problem

MAX_ALIAS_NODES = 1_000_000

_Event = Any  # PyYAML's stubs leave open which events have a place, an anchor or a tag


class _Open:
    """A list or mapping that is still being read; `extra` and `height` count nodes and levels in lists and mappings."""

    __slots__ = ("anchor", "children", "extra", "flow", "height", "is_mapping", "start")

    def __init__(self, start: int, anchor: str | None, *, is_mapping: bool, flow: bool) -> None:
        self.start, self.anchor, self.is_mapping, self.flow = start, anchor, is_mapping, flow
        self.children: list[Node] = []
        self.extra, self.height = 0, 1

    @property
    def size(self) -> int:
        """Count the nodes, itself among them, with aliases expanded."""
        return 1 + len(self.children) + self.extra

    def measure(self, size: int, height: int) -> None:
        """Take note of a child that is no scalar."""
        self.extra += size - 1
        self.height = max(self.height, height + 1)


class _ReadingError(Exception):
    """Ends the reading: offset, message, hint and length of the place that is to blame."""

    def __init__(self, offset: int, message: str, hint: str = "", length: int = 1) -> None:
        super().__init__(message)
        self.offset, self.message, self.hint, self.length = offset, message, hint, length


def read(text: str, file: str) -> tuple[Document, list[Problem]]:
    """Read a text (without BOM) as one YAML document; the tree is None when a problem ended the reading."""
    bare = Document(file, text)
    odd = ODD.search(text) is not None
    if problems := unreadable(bare, odd=odd):
        return bare, problems
    try:
        return Document(file, text, ordinary_values(text, odd=odd), partial(_tree, odd=odd)), []
    except NotOrdinary:
        composer = _Composer(bare, odd=odd)
    try:
        root = composer.compose()
    except _ReadingError as fault:
        return bare, [bare.problem(fault.offset, fault.message, fault.hint, length=fault.length)]
    except yaml.MarkedYAMLError as error:
        from model.file.syntax import explain  # noqa: PLC0415 - takes 3 ms, and most files can be read

        offset, message, hint = explain(error, text)
        return bare, [bare.problem(offset, message, hint)]
    return Document(file, text, _value(root), lambda _: root), composer.errors + composer.warnings


def tree(document: Document) -> Node | None:
    """Give the tree of a text that was read without fault before."""
    return _tree(document, odd=ODD.search(document.text) is not None)


def _tree(document: Document, *, odd: bool) -> Node | None:
    with no_garbage_collection():
        return _Composer(document, odd=odd).compose()


def _value(node: Node | None) -> Value:
    node = target(node) if node else None
    if isinstance(node, Scalar):
        return None if node.is_nothing else node.text
    if isinstance(node, Sequence):
        return [_value(item) for item in node.items]
    return None if node is None else {key.text: _value(value) for key, value in (*node.merged, *node.pairs)}


class _Anchored(NamedTuple):
    """What an alias stands for; `node` is None while it is still being read."""

    node: Scalar | Mapping | Sequence | None
    size: int
    height: int


class _Composer:
    """Turns the events of one text into a tree; state lives only while one text is read."""

    def __init__(self, document: Document, *, odd: bool) -> None:
        self.document, self.odd = document, odd
        self.errors: list[Problem] = []
        self.warnings: list[Problem] = []
        self._anchors: dict[str, _Anchored] = {}
        self._unused: dict[str, int] = {}
        self._open: list[_Open] = []
        self._alias_nodes = 0
        self._documents = 0

    def compose(self) -> Node | None:
        parser: Any = Parser(self.document.text)  # see _Event
        root: Node | None = None
        steps: dict[type, Callable[[_Event], Node | None]] = {
            ScalarEvent: self._scalar,
            MappingStartEvent: self._begin,
            SequenceStartEvent: self._begin,
            MappingEndEvent: self._end,
            SequenceEndEvent: self._end,
            AliasEvent: self._alias,
            DocumentStartEvent: self._document,
        }
        try:
            while (event := parser.get_event()) is not None:
                step = steps.get(type(event))
                if step is None or (node := step(event)) is None:
                    continue
                if self._open:
                    self._open[-1].children.append(node)
                else:
                    root = node
        finally:
            parser.dispose()
        for name in tuple(self._unused):
            self._check_use(name)
        return root

    def _document(self, event: _Event) -> None:
        self._documents += 1
        if self._documents > 1:
            raise _ReadingError(event.start_mark.index, "a second YAML document starts here", 'delete the "---"', 3)

    def _scalar(self, event: _Event) -> Scalar:
        if event.tag is not None:
            self._refuse_tag(event)
        style = event.style or ""
        text = scalar_text(event.value, style, odd=self.odd)
        # Twice as fast as Scalar(...), and there are a million of them.
        node = tuple.__new__(Scalar, (event.start_mark.index, event.end_mark.index, text, style))
        if event.anchor is not None:
            self._anchor(event, _Anchored(node, 1, 0))
        return node

    def _begin(self, event: _Event) -> None:
        start = event.start_mark.index
        if event.tag is not None:
            self._refuse_tag(event)
        self._check_depth(start, len(self._open) + 1)
        is_mapping = type(event) is MappingStartEvent
        self._open.append(_Open(start, event.anchor, is_mapping=is_mapping, flow=event.flow_style))
        if event.anchor is not None:
            self._anchor(event, _Anchored(None, 0, 0))

    def _anchor(self, event: _Event, anchored: _Anchored) -> None:
        self._check_use(event.anchor)
        self._anchors[event.anchor] = anchored
        self._unused[event.anchor] = event.start_mark.index

    def _check_use(self, name: str) -> None:
        """Warn of an anchor without an alias: most likely the first word of a text, which YAML swallowed."""
        start = self._unused.pop(name, None)
        if start is not None and len(self.warnings) < MAX_PROBLEMS:
            message, hint = f'nothing refers to the anchor "&{name}"', "put a text that starts with & in quotes"
            warning = Severity.WARNING
            self.warnings.append(self.document.problem(start, message, hint, length=len(name) + 1, severity=warning))

    def _end(self, event: _Event) -> Node:
        block = self._open.pop()
        # The parser ends a list or mapping of lines only where the next thing begins, after comments and empty lines.
        end = event.end_mark.index if block.flow else block.children[-1].end
        node: Mapping | Sequence
        if block.is_mapping:
            node = self._mapping(block, end)
        else:
            node = Sequence(block.start, end, tuple(block.children), block.flow)
        if block.anchor is not None:
            self._anchors[block.anchor] = _Anchored(node, block.size, block.height)
        if self._open:
            self._open[-1].measure(block.size, block.height)
        return node

    def _alias(self, event: _Event) -> Node:
        start, name = event.start_mark.index, event.anchor
        length = len(name) + 1
        if (found := self._anchors.get(name)) is None:
            hint = f'put a text that starts with a star in quotes: "*{name} ..."'
            raise _ReadingError(start, f'there is no anchor "&{name}" for the alias "*{name}"', hint, length)
        if found.node is None:
            raise _ReadingError(start, f'alias "*{name}" contains itself', "write the text out instead", length)
        self._unused.pop(name, None)
        self._check_depth(start, len(self._open) + found.height)
        self._alias_nodes += found.size
        if self._alias_nodes > MAX_ALIAS_NODES:
            raise _ReadingError(start, "aliases expand to too many values", "write the entries out instead", length)
        self._open[-1].measure(found.size, found.height)
        return Alias(start, event.end_mark.index, found.node)

    def _check_depth(self, start: int, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise _ReadingError(start, f"nested deeper than {MAX_DEPTH} levels", "write it flatter")

    def _mapping(self, block: _Open, end: int) -> Mapping:
        pairs: dict[str, Pair] = {}
        merged: dict[str, Pair] = {}
        merges: list[Pair] = []
        children = iter(block.children)
        for child, value in zip(children, children, strict=True):
            key = target(child)
            if not isinstance(key, Scalar):
                hint = "a text that starts with [ or { goes in quotes"
                raise _ReadingError(key.start, "only a text may be used as a key", hint)
            if key.text == "<<" and not key.style:
                merges.append((key, value))
                for pair in self._merged(value):
                    merged.setdefault(pair[0].text, pair)
            elif key.text in pairs:
                self._duplicate(key, pairs[key.text][0])
            else:
                pairs[key.text] = (key, value)
        inherited = tuple(pair for text, pair in merged.items() if text not in pairs)
        return Mapping(block.start, end, tuple(pairs.values()), inherited, tuple(merges), flow=block.flow)

    def _merged(self, value: Node) -> Iterator[Pair]:
        value = target(value)
        for item in map(target, value.items) if isinstance(value, Sequence) else (value,):
            if not isinstance(item, Mapping):
                raise _ReadingError(item.start, '"<<" takes an alias of a mapping', "write the keys out instead")
            yield from (*item.pairs, *item.merged)

    def _duplicate(self, key: Scalar, first: Scalar) -> None:
        if len(self.errors) >= MAX_PROBLEMS:
            return
        line = self.document.line_and_column(first.start)[0]
        message = f'duplicate key "{key.text}" (first used on line {line})'
        hint = "delete one of them: most YAML tools silently keep only the last"
        length = key.end - key.start
        self.errors.append(self.document.problem(key.start, message, hint, length=length, first=first.start))

    def _refuse_tag(self, event: _Event) -> None:
        start = event.start_mark.index
        found = re.match(r"(?:&\S+\s+)?(!\S*)", self.document.text[start : start + 200])
        tag = found.group(1) if found else "!"
        offset = start + (found.start(1) if found else 0)
        from model.file.syntax import NO_TAGS  # noqa: PLC0415 - as for `explain`

        message, hint = NO_TAGS
        raise _ReadingError(offset, message, hint, len(tag))
