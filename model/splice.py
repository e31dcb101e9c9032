"""Changes to a page, each a few cuts in its text: set, add and remove a value, and rename a text.

All that is not cut stays, and what is put in follows the neighbours: columns, dashes, quotes, brackets, line ends.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from model.document import Mapping, Scalar, Sequence, target
from model.page import Holder, entries, is_nothing
from model.writing import after_colon, block, can_be_block, fits_in_flow, flow_pair, in_flow, inline, item, pair

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence as Ordered

    from model.document import Node, Pair
    from model.page import Page
    from model.values import Value
    from model.writing import Style

_HEADER = re.compile(r"[|>][-+0-9]*([ \t]+#[^\r\n]*)?")


class Cut(NamedTuple):
    """A piece of the text that goes, and what comes in its place."""

    start: int
    end: int
    text: str = ""


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
    assert key is not None
    assert node is not None
    page.check_anchor(node, inside=True)
    if holder.in_flow:
        return [_set_in_flow(page, node, key, in_flow(value, style, key.text))]
    column = page.indent(holder.outer.node)  # type: ignore[union-attr, arg-type]
    if isinstance(value, str) and not (isinstance(node, Mapping | Sequence) and not node.flow):
        return [_set_text(page, node, key, value, column, style)]
    return [_set_all(page, node, key, value, column, style)]


def _set_in_flow(page: Page, node: Node, key: Scalar, written: str) -> Cut:
    start, end = page.own_start(node), page.end(node)
    if start == end:
        start = end = page.end(node, key)
        written = (" " if page.text[end - 1] == ":" else ": ") + written
    return Cut(start, end, written)


def _set_all(page: Page, node: Node, key: Scalar, value: Value, column: int, style: Style) -> Cut:
    """Write a list or mapping anew; comments beside its key stay."""
    start = page.colon_end(key)
    if isinstance(value, list) and isinstance(node, Sequence) and not node.flow:
        dash = page.indent(node)
        lines = "".join("\n" + " " * dash + item(entry, dash, style) for entry in value)
    elif isinstance(value, list | dict) and isinstance(node, Mapping | Sequence) and node.flow:
        return Cut(page.own_start(node), node.end, in_flow(value, style, key.text))
    else:
        lines = after_colon(key.text, value, column, style)
    end = page.end(node, key)
    is_block = isinstance(node, Mapping | Sequence) and not node.flow
    if is_block or (isinstance(node, Scalar) and node.style in ("|", ">")):
        rest = page.text[start : page.line_end(start)]
        found = re.search(r"[ \t]+#.*", rest)
        head, _, tail = lines.partition("\n")
        written = head + (found.group() if found else "") + ("\n" + tail if tail else "")
        return Cut(start, end, _ended(page, end, written))
    head, newline, tail = lines.partition("\n")
    rest = page.text[end : page.line_end(end)] if newline else ""
    return Cut(start, end + len(rest), _lines(page, head + rest + newline + tail))


def _set_text(page: Page, node: Node, key: Scalar, value: str, column: int, style: Style) -> Cut:
    mark = node.style if isinstance(node, Scalar) else ""
    if mark in ("|", ">"):
        return _set_block(page, node, key, value, column, style)  # type: ignore[arg-type]
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
    return Cut(start, end + len(rest), _lines(page, written))


def _set_block(page: Page, node: Scalar, key: Scalar, value: str, column: int, style: Style) -> Cut:
    start, end = page.own_start(node), page.end(node)
    found = _HEADER.match(page.text, start)
    comment = (found.group(1) if found else "") or ""
    if not can_be_block(value):
        return Cut(start, end, _ended(page, end, inline(value, key=key.text) + comment))
    opening = page.text[start : page.line_end(start)].removesuffix(comment)
    chomping = next((mark for mark in opening if mark in "-+"), "")
    is_folded = node.style == ">" and "\n" not in value and value[0] not in " \t"
    body = page.next_line(start)
    first = next((line for line in page.text[body:end].split("\n") if line.strip()), "")
    indent = len(first) - len(first.lstrip(" ")) - column
    if any(mark.isdigit() for mark in opening):
        indent = int(next(mark for mark in opening if mark.isdigit()))
    header, lines = block(value, column, max(indent, 1) if first else style.step, ">" if is_folded else "|", chomping)
    return Cut(start, end, _ended(page, end, f"{header}{comment}\n{lines}"))


def _lines(page: Page, written: str) -> str:
    return written.replace("\r\n", "\n").replace("\n", page.eol)


def _ended(page: Page, end: int, written: str) -> str:
    """End lines that replace whole lines as those did."""
    return _lines(page, written) + (page.eol if page.text[end - 1 : end] == "\n" else "")


# New entries


def add_pair(page: Page, holder: Holder, key: str, value: Value, style: Style, before: Ordered[str]) -> list[Cut]:
    """Add a key and its value to a mapping: behind the last of the keys that go before it, else at the start."""
    node = holder.node
    if isinstance(node, Mapping) and (node.pairs or node.merges):
        inside = entries(node)
        number = 1 + max((at for at, (known, _) in enumerate(inside) if known.text in before), default=-1)
        if node.flow:
            written = flow_pair(key, value, style)
            return _add_in_flow(
                page, [(page.pair_start(each), _pair_end(page, each)) for each in inside], number, written
            )
        return _add_line_pair(page, node, inside, number, key, value, style)
    if holder.in_flow or (holder.key is None and holder.outer is not None):
        return [_fill(page, holder, f"{{{flow_pair(key, value, style)}}}")]
    if holder.outer is None:
        at = len(page.text) if is_nothing(node) else page.line_start(node.start)  # type: ignore[union-attr]
        end = at if is_nothing(node) else page.next_line(node.end)  # type: ignore[union-attr]
        return [Cut(at, end, _whole_lines(page, at, pair(key, value, 0, style)))]
    column = _column(page, holder) + style.step
    return [_open(page, holder, " " * column + pair(key, value, column, style))]


def _column(page: Page, holder: Holder) -> int:
    """Give the column of the keys among which the key of a value stands."""
    return page.indent(holder.outer.node)  # type: ignore[union-attr, arg-type]


def add_item(page: Page, holder: Holder, value: Value, style: Style, number: int | None) -> list[Cut]:
    """Add an entry to a list: before the one with that number, or at the end."""
    node = holder.node
    if isinstance(node, Sequence) and node.items:
        number = len(node.items) if number is None else number
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
    dash = _column(page, holder) + style.dash
    return [_open(page, holder, " " * dash + item(value, dash, style))]


def _fill(page: Page, holder: Holder, written: str) -> Cut:
    """Put brackets in the place of an empty value or of empty brackets."""
    node = holder.node
    assert node is not None
    if holder.key is not None:
        return _set_in_flow(page, node, holder.key, written)
    start, end = page.own_start(node), page.end(node)
    is_after_dash = start == end and page.text[start - 1 : start] == "-"
    return Cut(start, end, f" {written}" if is_after_dash else written)


def _open(page: Page, holder: Holder, lines: str) -> Cut:
    """Put lines under a key that has no value yet, or empty brackets."""
    node, key = holder.node, holder.key
    assert key is not None
    assert node is not None
    start, end = page.colon_end(key), page.end(node, key)
    rest = page.text[end : page.line_end(end)].rstrip(" \t")
    return Cut(start, page.line_end(end), f"{rest}{_lines(page, chr(10) + lines)}")


def _whole_lines(page: Page, at: int, lines: str) -> str:
    """Give lines to put in at the start of a line, or at the end of a text without a line end."""
    lines = _lines(page, lines)
    if at and page.text[at - 1] != "\n":
        return page.eol + lines
    return lines + page.eol


def _add_line_pair(
    page: Page, node: Mapping, inside: list[Pair], number: int, key: str, value: Value, style: Style
) -> list[Cut]:
    start = page.first_start(node)
    column = page.column(start)
    last = target(inside[-1][1])
    if isinstance(last, Mapping) and last.flow and isinstance(value, dict) and fits_in_flow(value):
        written = flow_pair(key, value, style)
    else:
        written = pair(key, value, column, style)
    if number == 0 and not page.starts_line(start):
        return [Cut(start, start, _lines(page, written + "\n" + " " * column))]
    ends = [page.with_comments(page.after(last, name), column) for name, last in inside]
    starts = [page.pair_start(each) for each in inside]
    return [_add_lines(page, starts, ends, number, " " * column + written)]


def _add_lines(page: Page, starts: list[int], ends: list[int], number: int, written: str) -> Cut:
    """Put lines among the entries of a list or mapping, as far apart as the last two of them."""
    empty = page.empty_lines(ends[-2]) if len(ends) > 1 else 0
    if number == 0:
        at = page.above(page.line_start(starts[0]))
        return Cut(at, at, _whole_lines(page, at, written + "\n" * empty))
    at = ends[number - 1]
    return Cut(at, at, _whole_lines(page, at, "\n" * empty + written))


def _pair_end(page: Page, each: Pair) -> int:
    return max(page.end(each[1], each[0]), each[0].end)


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


# What goes


def remove(page: Page, holder: Holder, place: tuple[str | int, ...], *, comments: bool) -> list[Cut]:
    """Take a pair or an entry out; with `comments`, those right above it go too."""
    outer, step = holder.outer, place[-1]
    assert outer is not None
    node = outer.node
    assert isinstance(node, Mapping | Sequence)
    assert holder.node is not None
    page.check_anchor(holder.node, inside=True)
    if isinstance(node, Mapping):
        inside = entries(node)
        number = next(at for at, (key, _) in enumerate(inside) if key.text == step)
        spans = [(page.pair_start(each), _pair_end(page, each)) for each in inside]
        empty = "{}"
    else:
        number = int(step)
        spans = [(each.start, page.end(each)) for each in node.items]
        empty = "[]"
    if node.flow:
        return _remove_in_flow(page, spans, number)
    if len(spans) == 1:
        return [_empty(page, outer, node, empty)]
    return [_remove_lines(page, node, number, comments=comments)]


def _empty(page: Page, outer: Holder, node: Mapping | Sequence, brackets: str) -> Cut:
    """Leave empty brackets where the last entry goes."""
    end = page.after(node)
    if outer.outer is None:
        return Cut(page.line_start(page.first_start(node)), end, brackets + page.eol)
    if outer.key is None:
        return Cut(page.own_start(node), end, _ended(page, end, brackets))
    start = page.colon_end(outer.key)
    found = re.match(r"([ \t]+&\S+)?([ \t]+#[^\r\n]*)?", page.text[start : page.line_end(start)])
    anchor, comment = found.groups(default="") if found else ("", "")
    return Cut(start, page.with_comments(end, page.indent(node)), _ended(page, end, f"{anchor} {brackets}{comment}"))


def _remove_lines(page: Page, node: Mapping | Sequence, number: int, *, comments: bool) -> Cut:
    column = page.indent(node)
    if isinstance(node, Mapping):
        inside = entries(node)
        start, after = page.pair_start(inside[number]), page.after(inside[number][1], inside[number][0])
        following = page.pair_start(inside[number + 1]) if number + 1 < len(inside) else None
    else:
        start, after = page.dash(node, number), page.after(node.items[number])
        following = page.dash(node, number + 1) if number + 1 < len(node.items) else None
    if not page.starts_line(start):
        return Cut(start, following if following is not None else after)
    start = page.line_start(start)
    if comments:
        start = page.above(start, column)
        after = page.with_comments(after, column)
    if number and page.empty_lines(after) and not page.text[page.line_start(start - 1) : start].strip():
        if following is not None:  # the empty lines that set it off go with it
            for _ in range(page.empty_lines(after)):
                after = page.next_line(after)
    if after == len(page.text) and page.text[after - 1] != "\n":  # nor does a line end come to the end of the file
        start = page.line_end(page.line_start(start - 1)) if start else 0
    return Cut(start, after)


def _remove_in_flow(page: Page, spans: list[tuple[int, int]], number: int) -> list[Cut]:
    start, end = spans[number]
    comma = page.skip(end)
    has_comma = page.text[comma : comma + 1] == ","
    end = comma + 1 if has_comma else end
    is_last = number + 1 == len(spans)
    rest = page.text[end : page.line_end(end)].strip()
    if page.starts_line(start) and (not rest or rest.startswith("#")):
        lines = Cut(page.line_start(start), page.next_line(end))
        if number and is_last and not has_comma:  # other readers know no comma before a bracket
            before = page.skip(spans[number - 1][1])
            return [Cut(before, before + 1), lines]
        return [lines]
    if is_last and number and not page.text[spans[number - 1][1] : start].replace(",", "").strip():
        return [Cut(spans[number - 1][1], comma if has_comma else end)]
    if not is_last and not page.text[end : spans[number + 1][0]].strip():
        return [Cut(start, spans[number + 1][0])]
    return [Cut(start, end)]


# Names


def rename(page: Page, node: Scalar, new: str, *, is_key: bool) -> Cut:
    """Write another text in the place of one, in the same quotes."""
    start, end = page.own_start(node), page.end(node)
    if node.style in ("|", ">") and not is_key:
        return Cut(start, end, _ended(page, end, inline(new)))
    return Cut(start, end, inline(new, node.style))
