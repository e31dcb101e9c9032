"""Changes to a page, each a few cuts in its text: here a value that takes the place of another.

All that is not cut stays, and what is put in follows the neighbours: columns, dashes, quotes, brackets, line ends.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from model.edit.page import Holder, is_nothing
from model.edit.writing import after_colon, block, can_be_block, in_flow, inline, item
from model.file.document import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from model.edit.page import Page
    from model.edit.style import Style
    from model.file.document import Node, Value

_STEP = 2  # columns
_COMMENT = re.compile("#[^\r\n]*")
_HEADER = re.compile(r"[|>][-+0-9]*([ \t]+#[^\r\n]*)?")


class Cut(NamedTuple):
    """A piece of the text that goes, and what comes in its place."""

    start: int
    end: int
    text: str = ""


class _Old(NamedTuple):
    """A value that another one replaces, its key, and the column of that."""

    node: Node
    key: Scalar
    column: int


def spliced(text: str, cuts: Iterable[Cut]) -> str:
    """Make the cuts, which do not overlap."""
    pieces, at = [], 0
    for cut in sorted(cuts, key=lambda cut: cut.start):
        pieces += [text[at : cut.start], cut.text]
        at = cut.end
    return "".join([*pieces, text[at:]])


# Values


def set_value(page: Page, holder: Holder, value: Value, style: Style) -> list[Cut]:
    """Put a value in the place of another, behind the same key."""
    node, key = holder.node, holder.key
    page.check_anchor(node, inside=True)
    if holder.in_flow:
        return [set_in_flow(page, node, key, in_flow(value, style, key.text))]
    old = _Old(node, key, page.column_in(holder.outer))
    if isinstance(value, str) and not (isinstance(node, Mapping | Sequence) and not node.flow):
        return [_set_text(page, old, value, style)]
    return [_set_all(page, old, value, style)]


def set_in_flow(page: Page, node: Node, key: Scalar, written: str) -> Cut:
    """Put a text in the place of a value between brackets, be it left out."""
    start, end = page.own_start(node), page.end(node)
    if start == end:
        start = end = page.end(node, key)
        if page.text[start - 1] != ":":
            written = f": {written}"
        elif page.text[start : start + 1] == " ":
            start = end = start + 1
        else:
            written = f" {written}"
    return over(page, node, Cut(start, end, written))


def over(page: Page, node: Node, cut: Cut) -> Cut:
    """Let a cut that replaces a value between brackets keep the comments in there: behind the bracket that opens."""
    comments = _comments_in(page, node)
    if not comments:
        return cut
    start, end, written = cut
    break_ = _line_break(page, start, end)
    head = 1 if written[:1] in ("[", "{") else len(written)
    return Cut(start, end, f"{written[:head]} {break_.join(comments)}{break_}{written[head:]}")


def _line_break(page: Page, start: int, end: int) -> str:
    """Give what breaks a line in a value: its last line is indented, unless it stands too far to the left."""
    lines = page.text[page.line_start(start) : start], page.text[page.line_start(end - 1) : end]
    first, last = (len(line) - len(line.lstrip(" ")) for line in lines)
    return page.eol + " " * (last if last > first else first + _STEP)


def _comments_in(page: Page, node: Node) -> list[str]:
    """Find the comments between the brackets of a value: what begins with # and is in none of its texts."""
    if not isinstance(node, Mapping | Sequence) or not node.flow:
        return []
    at, found = node.start, []
    for start, end in (*_texts_in(node), (node.end, node.end)):
        found += _COMMENT.findall(page.text, at, start)
        at = end
    return [comment.rstrip() for comment in found]


def _texts_in(node: Node) -> Iterator[tuple[int, int]]:
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            yield from (*_texts_in(key), *_texts_in(value))
    elif isinstance(node, Sequence):
        for each in node.items:
            yield from _texts_in(each)
    else:
        yield node.start, node.end


def _set_all(page: Page, old: _Old, value: Value, style: Style) -> Cut:
    """Write a list or mapping anew; comments beside its key stay."""
    node, key, column = old
    start = page.colon_end(key)
    if isinstance(value, list) and isinstance(node, Sequence) and not node.flow:
        dash = page.indent(node)
        lines = "".join("\n" + " " * dash + item(entry, dash, style) for entry in value)
    elif isinstance(value, list | dict) and isinstance(node, Mapping | Sequence) and node.flow:
        return over(page, node, Cut(page.own_start(node), node.end, in_flow(value, style, key.text)))
    elif comments := _comments_in(page, node):  # between brackets in the place of which nothing comes
        start, end = page.own_start(node), node.end
        return Cut(start, end, _line_break(page, start, end).join(comments))
    else:
        lines = after_colon(key.text, value, column, style)
    end = page.end(node, key)
    is_block = isinstance(node, Mapping | Sequence) and not node.flow
    if is_block or (isinstance(node, Scalar) and node.style in ("|", ">")):
        rest = page.text[start : page.line_end(start)]
        found = re.search(r"[ \t]+#.*", rest)
        head, _, tail = lines.partition("\n")
        written = head + (found.group() if found else "") + ("\n" + tail if tail else "")
        return Cut(start, end, as_ended(page, end, written))
    head, newline, tail = lines.partition("\n")
    rest = page.text[end : page.line_end(end)] if newline else ""
    return Cut(start, end + len(rest), in_lines(page, head + rest + newline + tail))


def _set_text(page: Page, old: _Old, value: str, style: Style) -> Cut:
    node, key, column = old
    mark = node.style if isinstance(node, Scalar) else ""
    if mark in ("|", ">"):
        return _set_block(page, old, value, style)
    start, end = page.own_start(node), page.end(node, key)
    if is_nothing(node) and node.start == node.end:
        start = end
    is_block = can_be_block(value) and ("\n" in value or (key.text == "quote" and start == end))
    if not is_block:
        quotes = (
            mark
            if isinstance(node, Scalar) and start != end and not is_nothing(node)
            else style.fields.get(key.text, style.quotes)
        )
        written = inline(value, quotes, key=key.text)
        return Cut(start, end, f" {written}" if start == end else written)
    if not page.text[page.colon_end(key) : start].strip():
        start = page.colon_end(key)
    rest = page.text[end : page.line_end(end)]
    header, lines = block(value, column, style.step)
    written = (" " if page.text[start - 1] == ":" else "") + header + rest.rstrip(" \t") + "\n" + lines
    return Cut(start, end + len(rest), in_lines(page, written))


def _header_comment(page: Page, start: int) -> str:
    found = _HEADER.match(page.text, start)
    return (found.group(1) if found else "") or ""


def _set_block(page: Page, old: _Old, value: str, style: Style) -> Cut:
    node, key, column = old
    start, end = page.own_start(node), page.end(node)
    comment = _header_comment(page, start)
    if not can_be_block(value):
        return Cut(start, end, as_ended(page, end, inline(value, key=key.text) + comment))
    opening = page.text[start : page.line_end(start)].removesuffix(comment)
    chomping = next((mark for mark in opening if mark in "-+"), "")
    is_folded = opening.startswith(">") and "\n" not in value and value[0] not in " \t"
    body = page.next_line(start)
    first = next((line for line in page.text[body:end].split("\n") if line.strip()), "")
    indent = len(first) - len(first.lstrip(" ")) - column
    if any(mark.isdigit() for mark in opening):
        indent = int(next(mark for mark in opening if mark.isdigit()))
    header, lines = block(value, column, max(indent, 1) if first else style.step, ">" if is_folded else "|", chomping)
    return Cut(start, end, as_ended(page, end, f"{header}{comment}\n{lines}"))


def in_lines(page: Page, written: str) -> str:
    """Give lines the line ends of the page."""
    return written.replace("\r\n", "\n").replace("\n", page.eol)


def as_ended(page: Page, end: int, written: str) -> str:
    """End lines that replace whole lines as those did."""
    return in_lines(page, written) + (page.eol if page.text[end - 1 : end] == "\n" else "")


# Names


def rename(page: Page, node: Scalar, new: str, *, is_key: bool) -> Cut:
    """Write another text in the place of one, in the same quotes."""
    start, end = page.own_start(node), page.end(node)
    if node.style in ("|", ">") and not is_key:
        return Cut(start, end, as_ended(page, end, inline(new) + _header_comment(page, start)))
    return Cut(start, end, inline(new, node.style))
