"""The text of a YAML file with its values and their places. Every scalar stays text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from model.plain import one_line, plain
from model.problem import Line, Problem, Severity, shorten

if TYPE_CHECKING:
    from collections.abc import Callable

Value = str | dict[str, "Value"] | list["Value"] | None

NOTHING = frozenset(("", "~", "null", "Null", "NULL"))


class Scalar(NamedTuple):
    """A text, plain; `style` is empty for an unquoted one, else one of the characters that open it: ' " | >."""

    start: int
    end: int
    text: str
    style: str

    @property
    def is_nothing(self) -> bool:
        """Tell whether the value was left out."""
        return not self.style and self.text in NOTHING


class Mapping:
    """Keys and values in the order of the file; `merged` are the pairs that `<<` brings in, `merges` the `<<` itself.

    Like a list it is in `flow` when it has brackets; it starts at its anchor, if any, and ends with its last value.
    """

    __slots__ = ("_by_key", "end", "flow", "merged", "merges", "pairs", "start")

    def __init__(  # noqa: PLR0913 - the parts of a mapping
        self,
        start: int,
        end: int,
        pairs: tuple[Pair, ...],
        merged: tuple[Pair, ...] = (),
        merges: tuple[Pair, ...] = (),
        *,
        flow: bool = False,
    ) -> None:
        self.start, self.end, self.flow = start, end, flow
        self.pairs, self.merged, self.merges = pairs, merged, merges
        self._by_key: dict[str, Pair] | None = None

    def find(self, key: str) -> Pair | None:
        """Find the pair of a key, its own before a merged one."""
        if self._by_key is None:
            self._by_key = {pair[0].text: pair for pair in (*self.merged, *self.pairs)}
        return self._by_key.get(key)


class Sequence(NamedTuple):
    """The items of a list."""

    start: int
    end: int
    items: tuple[Node, ...]
    flow: bool = False


class Alias(NamedTuple):
    """A star and a name, in the place of what an anchor names."""

    start: int
    end: int
    target: Scalar | Mapping | Sequence


Node = Scalar | Mapping | Sequence | Alias
Pair = tuple[Scalar, Node]
Path = tuple[str | int, ...]


def target(node: Node) -> Scalar | Mapping | Sequence:
    """Give the node itself, or what it is an alias of."""
    return node.target if isinstance(node, Alias) else node


@dataclass(frozen=True)
class Document:
    """A text with its values and its tree; offsets and columns count code points of the text (BOM dropped).

    The tree is built when it is first asked for. A text that could not be read has neither.
    """

    file: str
    text: str
    _values: Value = None
    _compose: Callable[[Document], Node | None] | None = None

    @cached_property
    def root(self) -> Node | None:
        """Give the tree; None for an empty file and for one that could not be read."""
        return self._compose(self) if self._compose else None

    @property
    def is_read(self) -> bool:
        """Tell whether the text could be read."""
        return self._compose is not None

    def data(self) -> Value:
        """Give dictionaries, lists and plain texts, not to be changed; None where a value was left out."""
        return self._values

    @cached_property
    def eol(self) -> str:
        """Give the line end of most lines."""
        windows = self.text.count("\r\n")
        return "\r\n" if windows * 2 > self.text.count("\n") else "\n"

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Give line and column, both from 1, of an offset."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    @cached_property
    def _lines(self) -> dict[int, Line]:  # a file on one long line, with a thousand problems, holds that line once
        return {}

    def line(self, number: int) -> Line:
        """Give a line by its number, from 1, made plain; it can be as long as the file."""
        if number not in self._lines:
            start = self._line_starts[number - 1]
            end = self._line_starts[number] - 1 if number < len(self._line_starts) else len(self.text)
            self._lines[number] = Line(number, plain(self.text[start:end].removesuffix("\r")))
        return self._lines[number]

    def problem(  # noqa: PLR0913 - the parts of a problem
        self,
        offset: int,
        message: str,
        hint: str = "",
        *,
        length: int = 1,
        severity: Severity = Severity.ERROR,
        first: int | None = None,
    ) -> Problem:
        """Make a problem at an offset; `first` is the offset of an earlier place that it refers to."""
        line, column = self.line_and_column(min(offset, len(self.text)))
        shown = self.line(line)
        lines: tuple[Line, ...] = (shown,)
        if first is not None and (earlier := self.line_and_column(first)[0]) != line:
            lines = (self.line(earlier), shown)
        length = max(1, min(length, len(shown.text) - column + 1))
        message, hint = (one_line(shorten(text)) for text in (message, hint))
        return Problem(one_line(self.file), line, column, message, hint, severity, length, lines)

    def problem_at(
        self, node: Node | None, message: str, hint: str = "", *, severity: Severity = Severity.ERROR
    ) -> Problem:
        """Make a problem at a node of the tree: at the whole of a text, at the start of a list or mapping."""
        length = node.end - node.start if isinstance(node, Scalar) else 1
        return self.problem(node.start if node else 0, message, hint, length=length, severity=severity)

    def place_in(self, node: Scalar, offset: int) -> int:
        """Give the place in the file of a letter of a text, counted from 0; of its start where escapes hide it."""
        written = self.text[node.start : node.end]
        opening = written.find("\n") + 1 if node.style in ("|", ">") else len(node.style)
        letters = [at for at in range(opening, len(written)) if not written[at].isspace()]
        wanted = "".join(node.text[: offset + 1].split())
        found = "".join(written[at] for at in letters[: len(wanted)])
        return node.start + letters[len(wanted) - 1] if wanted and found == wanted else node.start

    def node(self, path: Path) -> Scalar | Mapping | Sequence | None:
        """Follow a path as far as it leads: keys into mappings, numbers into lists; other steps are skipped."""
        return self._follow(path)[1]

    def key(self, path: Path) -> Node | None:
        """Give the key that the last step of a path names, or the node itself for an item of a list."""
        key, node = self._follow(path)
        return key or node

    def _follow(self, path: Path) -> tuple[Scalar | None, Scalar | Mapping | Sequence | None]:
        key, node = None, target(self.root) if self.root else None
        for step in path:
            if isinstance(node, Mapping) and isinstance(step, str) and (pair := node.find(step)):
                key, node = pair[0], target(pair[1])
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                key, node = None, target(node.items[step])
        return key, node
