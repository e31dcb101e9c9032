"""New entries on a page, among their neighbours and like them: columns, dashes, brackets, empty lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from model.edit.page import NO_KEY, Holder, entries, is_nothing
from model.edit.splice import Cut, in_lines, over, set_in_flow
from model.edit.writing import fits_in_flow, flow_pair, in_flow, item, pair
from model.file.document import Mapping, Sequence, target

if TYPE_CHECKING:
    from collections.abc import Sequence as Ordered

    from model.edit.page import Page
    from model.edit.style import Style
    from model.file.document import Value

_COMMENT = re.compile(r"(?<=\s)#[^\r\n]*")


class NewPair(NamedTuple):
    """A key and a value to come, in a style, and the keys that go before it."""

    key: str
    value: Value
    style: Style
    before: Ordered[str]


def add_pair(page: Page, holder: Holder, new: NewPair) -> list[Cut]:
    """Add a key and its value to a mapping: behind the last of the keys that go before it, else at the start."""
    key, value, style, before = new
    node = holder.node
    if isinstance(node, Mapping) and (node.pairs or node.merges):
        inside = entries(node)
        number = 1 + max((at for at, (known, _) in enumerate(inside) if known.text in before), default=-1)
        if node.flow:
            written = flow_pair(key, value, style)
            return _add_in_flow(
                page, [(page.pair_start(each), page.pair_end(each)) for each in inside], number, written
            )
        return [_add_line_pair(page, node, number, new)]
    if holder.in_flow or (holder.key is NO_KEY and holder.outer is not None):
        return [_fill(page, holder, f"{{{flow_pair(key, value, style)}}}")]
    if holder.outer is None:  # no keys yet: nothing at all, or empty brackets
        start = len(page.text) if is_nothing(node) else node.start
        end = page.line_end(page.end(node)) if start < len(page.text) else start
        return [Cut(start, page.next_line(end), _whole_lines(page, start, pair(key, value, 0, style)))]
    column = page.column_in(holder.outer) + style.step
    return [_open(page, holder, " " * column + pair(key, value, column, style))]


def add_item(page: Page, holder: Holder, value: Value, style: Style, number: int | None) -> list[Cut]:
    """Add an entry to a list: before the one with that number, or at the end."""
    node = holder.node
    if isinstance(node, Sequence) and node.items:
        number = len(node.items) if number is None else min(number, len(node.items))  # it may be shorter by now
        if node.flow:
            return _add_in_flow(
                page, [(each.start, page.end(each)) for each in node.items], number, in_flow(value, style)
            )
        dash = page.indent(node)
        last = target(node.items[-1])
        if isinstance(last, Mapping) and last.flow and isinstance(value, dict) and fits_in_flow(value):
            written = page.text[page.dash(node, len(node.items) - 1) : page.own_start(node.items[-1])]
            written = (written if written.strip() == "-" else "- ") + in_flow(value, style)
        else:
            written = item(value, dash, style)
        ends = [page.with_comments(page.after(each), dash) for each in node.items]
        starts = [page.dash(node, at) for at in range(len(node.items))]
        return [_add_lines(page, starts, ends, number, " " * dash + written)]
    if holder.in_flow:
        return [_fill(page, holder, f"[{in_flow(value, style)}]")]
    dash = page.column_in(holder.outer) + style.dash
    return [_open(page, holder, " " * dash + item(value, dash, style))]


def _fill(page: Page, holder: Holder, written: str) -> Cut:
    """Put brackets in the place of an empty value or of empty brackets."""
    node = holder.node
    if holder.key is not NO_KEY:
        return set_in_flow(page, node, holder.key, written)
    start, end = page.own_start(node), page.end(node)
    is_after_dash = start == end and page.text[start - 1 : start] == "-"
    return over(page, node, Cut(start, end, f" {written}" if is_after_dash else written))


def _open(page: Page, holder: Holder, lines: str) -> Cut:
    """Put lines under a key that has no value yet, or empty brackets."""
    node, key = holder.node, holder.key
    start, end = page.colon_end(key), page.end(node, key)
    rest = page.text[end : page.line_end(end)].rstrip(" \t")
    column = " " * (len(lines) - len(lines.lstrip(" ")))
    kept = "".join(f"{column}{comment}\n" for comment in _COMMENT.findall(page.text[start:end]))  # between the brackets
    return Cut(start, page.line_end(end), f"{rest}{in_lines(page, chr(10) + kept + lines)}")


def _whole_lines(page: Page, at: int, lines: str) -> str:
    """Give lines to put in at the start of a line, or at the end of a text without a line end."""
    lines = in_lines(page, lines)
    if at and page.text[at - 1] != "\n":
        return page.eol + lines
    return lines + page.eol


def _add_line_pair(page: Page, node: Mapping, number: int, new: NewPair) -> Cut:
    key, value, style, _ = new
    inside = entries(node)
    start = page.first_start(node)
    column = page.column(start)
    last = target(inside[-1][1])
    if isinstance(last, Mapping) and last.flow and isinstance(value, dict) and fits_in_flow(value):
        written = flow_pair(key, value, style)
    else:
        written = pair(key, value, column, style)
    if number == 0 and not page.starts_line(start):
        return Cut(start, start, in_lines(page, written + "\n" + " " * column))
    ends = [page.with_comments(page.after(last, name), column) for name, last in inside]
    starts = [page.pair_start(each) for each in inside]
    return _add_lines(page, starts, ends, number, " " * column + written)


def _add_lines(page: Page, starts: list[int], ends: list[int], number: int, written: str) -> Cut:
    """Put lines among the entries of a list or mapping, as far apart as the last two of them."""
    empty = page.empty_lines(ends[-2]) if len(ends) > 1 else 0
    if number == 0:
        at = page.above(page.line_start(starts[0]))
        return Cut(at, at, _whole_lines(page, at, written + "\n" * empty))
    at = ends[number - 1]
    return Cut(at, at, _whole_lines(page, at, "\n" * empty + written))


def _add_in_flow(page: Page, spans: list[tuple[int, int]], number: int, written: str) -> list[Cut]:
    start, end = spans[min(number, len(spans) - 1)]
    own_lines = (page.starts_line(start) and "\n" in page.text[spans[0][0] : end]) or page.starts_line(spans[0][0])
    break_ = page.eol + " " * page.column(start) if own_lines and page.starts_line(start) else " "
    if number < len(spans):
        return [Cut(start, start, f"{written},{break_}")]
    comma = page.skip(end)
    has_comma = page.text[comma : comma + 1] == ","
    if break_ == " ":
        at = comma + 1 if has_comma else end
        return [Cut(at, at, f" {written}" if has_comma else f", {written}")]
    line_end = page.line_end(comma + 1 if has_comma else end)
    if page.text[page.skip(comma + has_comma)] in "]}" and page.skip(comma + has_comma) < line_end:
        line_end = comma + 1 if has_comma else end
    new = Cut(line_end, line_end, break_ + written + ("," if has_comma else ""))
    return [new] if has_comma else [Cut(end, end, ","), new]
