"""A text laid out: where entries begin and end among comments and empty lines."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from model.edit.operations import EditError
from model.file.document import Alias, Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.file.document import Document, Pair

_ANCHOR = re.compile(r"&\S+[ \t]*")
_BETWEEN = re.compile(r"(?:[ \t\r\n]|(?<![^ \t\r\n])#[^\n]*)*")
BLOCKS = ("|", ">")  # the styles of texts that take lines of their own


NO_KEY = Scalar(-1, -1, "", "")


class Holder(NamedTuple):
    """A value in its place: the key before it (NO_KEY for an entry of a list and the whole) and what it lies in."""

    node: Node
    key: Scalar
    outer: Holder | None = None

    @property
    def in_flow(self) -> bool:
        """Tell whether it lies between brackets."""
        return any(isinstance(outer.node, Mapping | Sequence) and outer.node.flow for outer in self.outers())

    def outers(self) -> Iterator[Holder]:
        """Give what it lies in, from the inside out."""
        outer = self.outer
        while outer is not None:
            yield outer
            outer = outer.outer


def is_nothing(node: Node) -> bool:
    """Tell whether a value is left out."""
    return isinstance(node, Scalar) and node.is_nothing


def entries(mapping: Mapping) -> list[Pair]:
    """Give the pairs of a mapping with its `<<`, in the order of the file."""
    return sorted((*mapping.pairs, *mapping.merges), key=lambda pair: pair[0].start)


class Page:
    """The text and tree of a document, with questions about the layout; offsets are code points of the text."""

    def __init__(self, document: Document, eol: str, lines_before: int = 0, step: int = 2) -> None:
        self.document, self.text, self.eol = document, document.text, eol
        self.lines_before, self._usual_step = lines_before, step
        self.root: Node = document.root or Scalar(len(self.text), len(self.text), "", "")

    def line_start(self, at: int) -> int:
        """Give the offset of the start of a line."""
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Give the offset of the end of a line, before its line end."""
        end = self.text.find("\n", at)
        end = len(self.text) if end < 0 else end
        return end - 1 if end > at and self.text[end - 1] == "\r" else end

    def next_line(self, at: int) -> int:
        """Give the offset of the start of the next line, or of the end of the text."""
        return self.text.find("\n", at) + 1 or len(self.text)

    def column(self, at: int) -> int:
        """Give the column of an offset, from 0."""
        return at - self.line_start(at)

    def starts_line(self, at: int) -> bool:
        """Tell whether only blanks stand before an offset on its line."""
        return not self.text[self.line_start(at) : at].strip()

    def line_number(self, node: Node) -> int:
        """Give the number of the line that a node starts on, from 1."""
        return self.lines_before + self.document.line_and_column(node.start)[0]

    def skip(self, at: int) -> int:
        """Pass over blanks, line ends and comments."""
        found = _BETWEEN.match(self.text, at)
        return found.end() if found else at

    def own_start(self, node: Node) -> int:
        """Give where a node starts behind its anchor."""
        found = _ANCHOR.match(self.text, node.start)
        return found.end() if found else node.start

    def first_start(self, node: Mapping | Sequence) -> int:
        """Give where the first key (or `?`) or dash of a list or mapping without brackets starts."""
        return self.skip(self.own_start(node))

    def indent(self, node: Mapping | Sequence) -> int:
        """Give the column of the keys or dashes of a list or mapping without brackets."""
        return self.column(self.first_start(node))

    def pair_start(self, pair: Pair) -> int:
        """Give where a pair starts: at its key, or at the `?` before it."""
        start = pair[0].start
        before = self.text[self.line_start(start) : start].rstrip()
        return self.line_start(start) + len(before) - 1 if before.endswith("?") and not pair[0].style else start

    def pair_end(self, pair: Pair) -> int:
        """Give where a pair ends: with its value, or its key if nothing follows."""
        return max(self.end(pair[1], pair[0]), pair[0].end)

    def colon_end(self, key: Scalar) -> int:
        """Give the offset behind the colon of a key."""
        at = self.skip(key.end)
        if self.text[at : at + 1] != ":":
            line = self.line_number(key)
            raise EditError(f'line {line}: the key "{key.text}" has no colon: write one first')
        return at + 1

    def end(self, node: Node, key: Scalar = NO_KEY) -> int:
        """Give where a value ends, a block without the empty lines after it; for a value left out, its key's colon."""
        if is_nothing(node) and node.start == node.end and key is not NO_KEY:
            at = self.skip(key.end)
            return at + 1 if self.text[at : at + 1] == ":" else key.end
        if isinstance(node, Mapping) and not node.flow:
            last_key, last = entries(node)[-1]
            return self.end(last, last_key)
        if isinstance(node, Sequence) and not node.flow:
            return self.end(node.items[-1])
        return self._block_end(node) if isinstance(node, Scalar) and node.style in BLOCKS else node.end

    def _block_end(self, block: Scalar) -> int:
        end = block.end
        if not block.text.rsplit("\n", 1)[-1].strip():  # blanks at the end that belong to the text
            return end
        while not self.text[(start := self.line_start(end - 1)) : end].strip() and start > block.start:
            end = start
        return end

    def after(self, node: Node, key: Scalar = NO_KEY) -> int:
        """Give the start of the line after the last one of a value."""
        end = self.end(node, key)
        return end if end and self.text[end - 1] == "\n" else self.next_line(end)

    def with_comments(self, at: int, column: int) -> int:
        """Go on from the start of a line over the comments that are indented deeper than a column."""
        probe = at
        while probe < len(self.text):
            line = self.text[probe : self.next_line(probe)]
            bare = line.lstrip(" \t")
            if bare.startswith("#") and len(line) - len(bare) > column:
                at = self.next_line(probe)
            elif bare.strip():
                break
            probe = self.next_line(probe)
        return at

    def above(self, at: int, column: int | None = None) -> int:
        """Go up from the start of a line over the comments right above it, those in one column if one is given."""
        while at and (line := self.text[(start := self.line_start(at - 1)) : at]).lstrip(" ").startswith("#"):
            if column is not None and len(line) - len(line.lstrip(" ")) != column:
                break
            at = start
        return at

    def dash(self, holder: Sequence, number: int) -> int:
        """Give the offset of the dash of an entry."""
        return self.skip(self.end(holder.items[number - 1])) if number else self.first_start(holder)

    def empty_lines(self, at: int) -> int:
        """Count the empty lines from the start of a line on."""
        count = 0
        while at < len(self.text) and not self.text[at : self.next_line(at)].strip():
            at, count = self.next_line(at), count + 1
        return count

    def holder(self, place: tuple[str | int, ...]) -> Holder | None:
        """Follow a path to a value in its place; None where it leads nowhere. EditError if aliases share it."""
        found = Holder(self.root, NO_KEY)
        for number, step in enumerate(place, 1):
            if isinstance(found.node, Alias):
                self.refuse_shared(found.node)
            node = found.node
            self.check_anchor(node)
            if isinstance(node, Mapping) and isinstance(step, str):
                own = next((pair for pair in node.pairs if pair[0].text == step), None)
                if own is None:
                    if any(key.text == step for key, _ in node.merged) and number < len(place):
                        line = self.line_number(node)
                        raise EditError(f'line {line}: "{step}" comes from another entry by "<<": change it there')
                    return None
                found = Holder(own[1], own[0], found)
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                found = Holder(node.items[step], NO_KEY, found)
            else:
                return None
        return found

    def refuse_shared(self, alias: Alias) -> None:
        """Refuse to change through an alias what stands elsewhere."""
        there, here = self.line_number(alias.target), self.line_number(alias)
        raise EditError(f"line {here} repeats what stands in line {there} (by an alias): write it out first")

    def check_anchor(self, node: Node, *, inside: bool = False) -> None:
        """Refuse to change a value that aliases repeat elsewhere, or (`inside`) that has such values in it."""
        if "&" not in self.text[node.start : node.end if inside else node.start + 1]:
            return
        for alias in self.aliases:
            is_meant = node.start <= alias.target.start < node.end if inside else alias.target is node
            if is_meant and not (inside and node.start <= alias.start < node.end):
                there, here = self.line_number(alias), self.line_number(alias.target)
                raise EditError(f"line {there} repeats line {here} (by an alias): write it out there first")

    @cached_property
    def aliases(self) -> tuple[Alias, ...]:
        """Give all aliases, in the order of the file."""
        return tuple(node for node in _walk(self.root) if isinstance(node, Alias))

    def column_in(self, outer: Holder | None) -> int:
        """Give the column of the keys or dashes of the list or mapping, without brackets, that holds a value."""
        node = outer.node if outer else None
        return self.indent(node) if isinstance(node, Mapping | Sequence) else 0

    @cached_property
    def step(self) -> int:
        """Give how far a mapping is indented in another one."""
        for node in _walk(self.root):
            if isinstance(node, Mapping) and not node.flow:
                for _, value in node.pairs:
                    if isinstance(value, Mapping) and not value.flow:
                        return self.indent(value) - self.indent(node)
        return self._usual_step

    @cached_property
    def sample_list(self) -> tuple[Scalar, Sequence] | None:
        """Give a list of entries to learn from, of quotes if there is one, and its key."""
        found = None
        for node in _walk(self.root):
            if isinstance(node, Mapping) and not node.flow:
                for key, value in node.pairs:
                    if isinstance(value, Sequence) and not value.flow and isinstance(value.items[-1], Mapping):
                        found = key, value
                        if key.text == "quotes":
                            return found
        return found


def _walk(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Mapping):
        for key, value in entries(node):
            yield key
            yield from _walk(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _walk(item)
