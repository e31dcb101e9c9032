"""Entries that leave a page, with the comments and empty lines that belong to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from model.edit.page import NO_KEY, Holder, entries
from model.edit.splice import Cut, as_ended
from model.file.document import Mapping, Sequence

if TYPE_CHECKING:
    from model.edit.page import Page


def remove(page: Page, holder: Holder, place: tuple[str | int, ...], *, comments: bool) -> list[Cut]:
    """Take a pair or an entry out; with `comments`, those right above it go too."""
    outer, step = holder.outer or holder, place[-1]
    node = cast("Mapping | Sequence", outer.node)  # only these have entries
    page.check_anchor(holder.node, inside=True)
    if isinstance(node, Mapping):
        inside = entries(node)
        number = next(at for at, (key, _) in enumerate(inside) if key.text == step)
        spans = [(page.pair_start(each), page.pair_end(each)) for each in inside]
        empty = "{}"
    else:
        number = int(step)
        spans = [(each.start, page.end(each)) for each in node.items]
        empty = "[]"
    if node.flow:
        return _remove_in_flow(page, spans, number)
    if len(spans) > 1:
        return [_remove_lines(page, node, number, comments=comments)]
    if outer.key is NO_KEY:  # the whole, or an entry of a list
        end = page.after(node)
        return [Cut(page.own_start(node), end, as_ended(page, end, empty))]
    start = page.colon_end(outer.key)
    found = re.match(r"[ \t]+&\S+", page.text[start : page.line_end(start)])
    start += found.end() if found else 0
    return [Cut(start, start, f" {empty}"), _remove_lines(page, node, number, comments=comments)]


def _remove_lines(page: Page, node: Mapping | Sequence, number: int, *, comments: bool) -> Cut:
    column = page.indent(node)
    if isinstance(node, Mapping):
        inside = entries(node)
        start, after = page.pair_start(inside[number]), page.after(inside[number][1], inside[number][0])
        following = page.pair_start(inside[number + 1]) if number + 1 < len(inside) else None
    else:
        start, after = page.dash(node, number), page.after(node.items[number])
        following = page.dash(node, number + 1) if number + 1 < len(node.items) else None
    if not page.starts_line(start) and following is not None:
        if "#" not in page.text[after:following]:
            return Cut(start, following)
        dash = page.line_start(start) + len(page.text[page.line_start(start) : start].rstrip())
        return Cut(dash, page.line_end(after - 1))  # its comments keep the next field on its line
    start = page.line_start(start)
    if comments:
        start = page.above(start, column)
        after = page.with_comments(after, column)
    is_set_off = number and not page.text[page.line_start(start - 1) : start].strip()
    if is_set_off and following is not None:  # by empty lines, which go with it
        for _ in range(page.empty_lines(after)):
            after = page.next_line(after)
    if after == len(page.text) and page.text[after - 1] != "\n":  # nor does a line end come to the end of the file
        start = page.line_end(page.line_start(start - 1))
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
