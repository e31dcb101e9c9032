"""Texts and entries as YAML: plain where every reader sees the same text, in quotes, or as a block after `|`.

Lines end with a line feed here; the page puts its own line ends in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from model.file.screening import FORBIDDEN
from model.schema import Quote, is_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.edit.style import Style
    from model.file.document import Value

DATES = frozenset(("date", "since", "published"))  # stand without quotes: the schema reads them, whatever YAML would
QUOTE_ORDER = tuple(dict.fromkeys(("quote", "source", "speaker", "stance", "kind", "date", *Quote.known_keys())))

_MAX_INDICATOR = 9  # YAML has one digit for how far a block is indented
_WORDS = frozenset(
    ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "=", "<<", ".inf", "-.inf", "+.inf", ".nan"]
)
_NUMBER = re.compile(r"[-+]?[.0-9][-+0-9a-fxo_.,:]*|\d{4}-\d\d?-\d\d?(?:t|\s+)\d.*", re.IGNORECASE)
_NOT_PLAIN = re.compile(r"^[-?:,\[\]{}#&*!|>'\"%@`=<]|: |:$| #|[\t\n]")
_NOT_IN_FLOW = re.compile(r"[,\[\]{}:?]")
_ESCAPED = re.compile(rf'[\\"\n\r\t]|{FORBIDDEN.pattern}')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\x85": "\\N"} | {
    "\N{LINE SEPARATOR}": "\\L",
    "\N{PARAGRAPH SEPARATOR}": "\\P",
}


def can_be_block(text: str) -> bool:
    """Tell whether a text can stand after `|`: it has letters, and nothing that needs an escape."""
    return bool(text.strip()) and "\r" not in text and not FORBIDDEN.search(text)


def is_plain(text: str, *, flow: bool) -> bool:
    """Tell whether YAML 1.1 and 1.2 both read an unquoted text as that text."""
    if text != text.strip() or not text or _NOT_PLAIN.search(text) or "\r" in text or FORBIDDEN.search(text):
        return False
    if text.casefold() in _WORDS or _NUMBER.fullmatch(text):
        return False
    return not (flow and _NOT_IN_FLOW.search(text))


def inline(text: str, style: str = "", *, flow: bool = False, key: str = "") -> str:
    """Write a text on one line: in the style of its neighbours if it fits, else plain, else in quotes."""
    is_single = "\n" not in text and "\r" not in text and not FORBIDDEN.search(text)
    if style == "'" and is_single:
        return _single(text)
    if style != '"':
        if is_plain(text, flow=flow) or (key in DATES and text == text.strip() and is_date(text)):
            return text
        if is_single and ('"' in text or "\\" in text):
            return _single(text)
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found.group(), f"\\u{ord(found.group()):04X}")


def block(text: str, column: int, indent: int, header: str = "|", chomping: str = "") -> tuple[str, str]:
    """Write a text as a block under a key in `column`, `indent` columns to its right: the header, the lines."""
    first = next(line for line in text.split("\n") if line)
    digit = ""
    if first[0] in " \t":
        indent = min(indent, _MAX_INDICATOR)
        digit = str(indent)
    margin = " " * (column + indent)
    return header + digit + chomping, "\n".join(margin + line if line else "" for line in text.split("\n"))


def fits_in_flow(value: Value, key: str = "") -> bool:
    """Tell whether a value reads well between brackets: quotes and texts of several lines stand in blocks."""
    if isinstance(value, dict):
        return all(fits_in_flow(inner, name) for name, inner in value.items())
    if isinstance(value, list):
        return all(fits_in_flow(item) for item in value)
    return value is None or ("\n" not in value and key != "quote")


def in_flow(value: Value, style: Style, key: str = "") -> str:
    """Write a value between brackets, on one line."""
    if value is None:
        return "~"
    if isinstance(value, str):
        return inline(value, style.fields.get(key, style.quotes), flow=True, key=key)
    if isinstance(value, list):
        return f"[{', '.join(in_flow(item, style, key) for item in value)}]"
    return f"{{{', '.join(flow_pair(name, inner, style) for name, inner in value.items())}}}"


def flow_pair(key: str, value: Value, style: Style) -> str:
    """Write a key and its value for a mapping in braces."""
    return f"{inline(key, style.keys, flow=True)}: {in_flow(value, style, key)}"


def pair(key: str, value: Value, column: int, style: Style) -> str:
    """Write a key in `column` and its value; the first line comes without its margin, the last without its end."""
    return f"{inline(key, style.keys)}:{after_colon(key, value, column, style)}"


def after_colon(key: str, value: Value, column: int, style: Style) -> str:
    """Write what follows the colon of a key in `column`, from the space or line end on."""
    if value is None:
        return ""
    if isinstance(value, str):
        if (key == "quote" or "\n" in value) and can_be_block(value):
            return " " + "\n".join(block(value, column, style.step))
        return " " + inline(value, style.fields.get(key, style.quotes), key=key)
    if not value or (isinstance(value, list) and not any(isinstance(item, dict) for item in value)):
        return " " + in_flow(value, style, key)
    if isinstance(value, list):
        margin = " " * (column + style.dash)
        return "".join("\n" + margin + item(entry, column + style.dash, style) for entry in value)
    margin = "\n" + " " * (column + style.step)
    return "".join(margin + pair(name, inner, column + style.step, style) for name, inner in value.items())


def item(value: Value, column: int, style: Style) -> str:
    """Write an entry of a list with its dash in `column`; the first line comes without its margin."""
    if not isinstance(value, dict) or not value:
        return "- " + in_flow(value, style)
    breaks = style.gap.startswith("\n")  # behind it, the columns from the dash to the keys
    inner = column + len(style.gap) - 1 if breaks else column + 1 + len(style.gap)
    margin = "\n" + " " * inner
    return "-" + (margin if breaks else style.gap) + margin.join(_pairs(value, inner, style))


def _pairs(fields: dict[str, Value], column: int, style: Style) -> Iterator[str]:
    return (pair(name, value, column, style) for name, value in fields.items())
