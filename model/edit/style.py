"""How a text is written, learned from what stands in it already, so that what is added looks the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from model.edit.page import BLOCKS, is_nothing
from model.file.document import Mapping, Node, Scalar, Sequence, target

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as AbstractMapping

    from model.edit.page import Page


@dataclass(frozen=True, slots=True)
class Style:
    """How the neighbours are written: columns count from 0, `quotes` is empty or the mark that texts stand in.

    A list's dash stands `dash` columns to the right of its key; `gap` goes between dash and entry, or breaks the line
    and goes under the dash; `fields` has the marks of single fields.
    """

    step: int = 2
    dash: int = 2
    gap: str = " "
    quotes: str = ""
    keys: str = ""
    fields: AbstractMapping[str, str] = field(default_factory=dict)


def style_like(page: Page, sample: Node | None) -> Style:
    """Learn the style of new text from the text as a whole, and its quoting from a sample."""
    lists = page.sample_list
    dash, gap = (2, " ")
    if lists is not None:
        key, node = lists
        dash, gap = page.indent(node) - page.column(key.start), _gap(page, node)
    quotes, keys, fields = _quoting(sample)
    return Style(page.step, dash, gap, quotes, keys, fields)


def _gap(page: Page, node: Sequence) -> str:
    number = len(node.items) - 1
    start = page.dash(node, number) + 1
    gap = page.text[start : page.own_start(node.items[number])]
    if "#" in gap or "&" in gap:
        return " "
    if "\n" in gap:
        return "\n" + " " * max(page.column(start + len(gap)) - page.column(start - 1), 1)
    return gap or " "


def _quoting(sample: Node | None) -> tuple[str, str, dict[str, str]]:
    """Learn from an entry the quotes of its texts, of its keys, and of each of its texts; none where they are mixed."""
    node = target(sample) if sample is not None else None
    if isinstance(node, Sequence):
        return _common(item.style for item in node.items if isinstance(item, Scalar)), "", {}
    if not isinstance(node, Mapping):
        return "", "", {}
    texts = {key.text: value.style for key, value in node.pairs if isinstance(value, Scalar) and not is_nothing(value)}
    fields = {key: style for key, style in texts.items() if style not in BLOCKS}
    return _common(fields.values()), _common(key.style for key, _ in node.pairs), fields


def _common(styles: Iterable[str]) -> str:
    found = set(styles)
    return found.pop() if len(found) == 1 else ""
