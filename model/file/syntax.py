"""What libyaml says about a broken text, said so that the writer of the text can mend it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from model.file.trouble import LINES_LOOKED_AT, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

    from model.file.trouble import TextLine

Fault = tuple[int, str, str]  # offset (code points), message, hint

_IN_QUOTES = "put the whole text in quotes, or on the next line after |"
NO_TAGS = ("a text cannot start with ! (YAML takes it for a tag)", _IN_QUOTES)  # message, hint
_ORDINARY_SPACE = "replace it by an ordinary space; it often comes with text copied from a web page"
_CLOSING = {"[": "]", "{": "}"}

_TAB = re.compile(r" *(?:- *)*\t")
_STRANGE_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u3000"
_STRANGE_INDENTATION = re.compile(rf"[ -]*(?=[{_STRANGE_SPACES}])")
_KEY = re.compile(r"[^#]*?:(?:[ \t]|$)")
_KEY_AND_VALUE = re.compile(r"[^#]*?:[ \t]+[^#\s]")
_KEY_WITHOUT_SPACE = re.compile(r"[ -]*+([^\s:\"'\[{]+)(?=:[^ \t/])")
_LONE_WORD = re.compile(r"[ -]*+([\w-]+)[ \t]*(?:#.*)?$")
_CONFLICT = re.compile(r"[<=>|]{7}(?: |$)")
_BLOCK = re.compile(r".*[ :-][|>][0-9+-]*[ \t]*(?:#.*)?$")


def explain(error: yaml.MarkedYAMLError, text: str) -> Fault:
    """Give offset (code points), message and hint for an error of the parser."""
    at = error.problem_mark.index if error.problem_mark else 0
    since = error.context_mark.index if error.context_mark else at
    trouble = Trouble(error.problem or "", error.context or "", at, since, text)
    for rule in _RULES:
        if (fault := rule(trouble)) is not None:
            return fault
    return at, "from here on this is not YAML", "compare with the lines above: is the indentation the same?"


def without_key(text: str, offset: int) -> Fault:
    """Give offset, message and hint for a line that should be "key: value" and is not."""
    trouble = Trouble("", "", offset, offset, text)
    return _without_key(trouble, trouble.line(offset))


def _tab(trouble: Trouble) -> Fault | None:
    for offset in (trouble.at, trouble.since):
        line = trouble.line(offset)
        if found := _TAB.match(line.text):
            at = line.start + found.end() - 1
            return at, "a tab is used for indentation", "use spaces: YAML does not allow tabs here"
    return None


def _strange_space(trouble: Trouble) -> Fault | None:
    line = trouble.line(trouble.at)
    for suspect in (line, trouble.above(line)):
        if suspect and (found := _STRANGE_INDENTATION.match(suspect.text)):
            return suspect.start + found.end(), "a special kind of space is used for indentation", _ORDINARY_SPACE
    return None


def _directive(trouble: Trouble) -> Fault | None:
    if "directive" not in trouble.context:
        return None
    return trouble.since, "a line cannot start with %", "delete the line, or put the text in quotes"


def _tag(trouble: Trouble) -> Fault | None:
    if "a tag" not in trouble.context and trouble.what != "found undefined tag handle":
        return None
    return trouble.since, *NO_TAGS


def _never_closed(trouble: Trouble) -> Fault | None:
    if trouble.what not in ("found unexpected end of stream", "found unexpected document indicator"):
        return None
    mark = trouble.text[trouble.since]
    hint = f"close it with another {mark}, or put the text on the next line after |"
    return trouble.since, f"this {mark} is never closed", hint


def _bracket(trouble: Trouble) -> Fault | None:
    if not trouble.what.startswith("did not find expected ',' or"):
        return None
    start = next(
        at for at in range(trouble.since, len(trouble.text)) if trouble.text[at] in _CLOSING
    )  # after an anchor
    opening, found = trouble.text[start], trouble.text[trouble.at : trouble.at + 1]
    closing = _CLOSING[opening]
    if "\n" in trouble.text[start : trouble.at] or found in ("", "\n", "\r"):
        return start, f"this {opening} is not closed", f"is a comma or a closing {closing} missing?"
    if found in "]}":
        return trouble.at, f"this {found} does not close the {opening} before it", f"close it with {closing}"
    if found == ":":
        hint = 'separate entries by commas; a text with ": " in it goes in quotes'
        return trouble.at, "a comma is missing before this key", hint
    return trouble.at, "a comma is missing here", "separate entries by commas"


def _colon(trouble: Trouble) -> Fault | None:
    """Tell a text with a colon in it from a key too far to the right, and from one after a line without a key."""
    if trouble.what == "found unexpected ':'":
        return trouble.at, "a space is missing after this colon", "a text that ends with a colon goes in quotes"
    if trouble.what != "mapping values are not allowed in this context":
        return None
    line = trouble.line(trouble.at)
    if not _KEY.match(trouble.before):
        start = _start_of_text(trouble, line)
        if start != line and not _KEY.match(start.text):
            return _without_key(trouble, start)
        if re.fullmatch(r"[ -]*+[\w-]+", trouble.before):
            hint = "start it in the same column as the key above"
            return line.first, "this key is indented too far: YAML takes it for more of the text above", hint
    return trouble.at, 'this text has a ": " in it, so YAML reads it as another key', _IN_QUOTES


def _start_of_text(trouble: Trouble, line: TextLine) -> TextLine:
    """Find the line where the text began that goes on in a line: the one with its key, or the first without one."""
    for _ in range(LINES_LOOKED_AT):
        above = trouble.above(line)
        if above is None or _KEY.match(above.text):
            return above if above and _KEY_AND_VALUE.match(above.text) else line
        line = above
    return line


def _no_key(trouble: Trouble) -> Fault | None:
    if trouble.what != "could not find expected ':'":
        return None
    return _without_key(trouble, trouble.line(trouble.since))


def _without_key(trouble: Trouble, line: TextLine) -> Fault:
    """Say why a line that should be "key: value" is not."""
    if _CONFLICT.match(line.text):
        return line.start, "unresolved git merge conflict", "keep one of the two sides and delete the marks"
    if found := _KEY_WITHOUT_SPACE.match(line.text):
        message, hint = "a space is missing after this colon", f'write "{found.group(1)}: ..."'
        if line.text[found.end() + 1] in _STRANGE_SPACES:
            message, hint = "after this colon is a special kind of space", _ORDINARY_SPACE
        return line.start + found.end(), message, hint
    if (at := line.text.find("\N{FULLWIDTH COLON}")) >= 0:
        return line.start + at, "this is not the ordinary colon", 'write ":" and a space'
    above = trouble.above(line)
    if above and _BLOCK.match(above.text):
        hint = "put more spaces before it than before the key"
        return line.first, "the text after | or > must be indented further than its key", hint
    if found := _LONE_WORD.match(line.text):
        return line.first, f'the colon after "{found.group(1)}" is missing', f'write "{found.group(1)}: ..."'
    hint = 'write "key: value"; a line that continues a text is indented further than the key of the text'
    return line.first, "this line has no key", hint


def _dash(trouble: Trouble) -> Fault | None:
    if trouble.what != "block sequence entries are not allowed in this context":
        return None
    hint = 'put "- ..." on a line of its own; a text that starts with a dash goes in quotes'
    return trouble.at, "a list cannot start on the line of its key", hint


def _text_after_bar(trouble: Trouble) -> Fault | None:
    if "block scalar" not in trouble.context:
        return None
    return trouble.at, "nothing may follow | or > on its line", "start the text on the next line, indented"


def _bad_start(trouble: Trouble) -> Fault | None:
    if trouble.what in ("found character that cannot start any token", "mapping keys are not allowed in this context"):
        at = trouble.at
    elif "alphabetic or numeric character" in trouble.what:
        at = trouble.since
    else:
        return None
    listed = 'an entry of a list starts with "- "; ' if trouble.text.startswith("* ", at) else ""
    return at, f"a text cannot start with {trouble.text[at : at + 1]}", listed + _IN_QUOTES


def _no_text(trouble: Trouble) -> Fault | None:
    if trouble.what != "did not find expected node content":
        return None
    found = trouble.text[trouble.at : trouble.at + 1]
    if not found:
        end = max(len(trouble.text.rstrip()) - 1, 0)
        return end, "the file ends in the middle of a list or mapping", "is a closing bracket missing?"
    hint = f"delete it; a text that starts with {found} goes in quotes"
    return trouble.at, f"there is nothing before this {found}", hint


def _bad_escape(trouble: Trouble) -> Fault | None:
    if "escape" not in trouble.what and "hexdecimal" not in trouble.what:
        return None
    hint = r"inside double quotes write \\ for a backslash, or use single quotes"
    return trouble.at, "this backslash does not start a known escape", hint


def _after_closing(trouble: Trouble) -> Fault | None:
    """Find text after a quotation mark or bracket that closed the value."""
    before = trouble.before.rstrip()
    if not trouble.what.startswith("did not find expected") or not before.endswith(('"', "'", "]", "}")):
        return None
    mark = before[-1]
    if mark in "]}":
        hint = "a text that starts with [ or { goes in quotes"
        return trouble.at, f"there is more text after the closing {mark}", hint
    closing = trouble.at - len(trouble.before) + len(before) - 1
    opening = _opening(trouble.text, closing)
    if "\n" in trouble.text[opening:closing]:
        number = trouble.text.count("\n", 0, closing) + 1
        hint = f"is a closing {mark} missing before that line?"
        return opening, f"this {mark} is closed on line {number}, and more text follows there", hint
    inside = r"inside double quotes write \" for the mark" if mark == '"' else "inside single quotes write '' for '"
    return trouble.at, "there is more text after the closing quotation mark", f"{_IN_QUOTES}; {inside}"


def _opening(text: str, closing: int) -> int:
    """Give the offset of the quotation mark that a closing one belongs to."""
    opening = text.rfind(text[closing], 0, closing)
    while opening > 0 and text[closing] == '"' and text[opening - 1] == "\\":
        opening = text.rfind('"', 0, opening)
    return opening


def _second_document(trouble: Trouble) -> Fault | None:
    above = trouble.above(trouble.line(trouble.at))
    if trouble.what != "did not find expected <document start>" or above is None:
        return None
    if above.text.startswith("..."):
        return above.start, 'nothing may follow a line of "..."', "delete it, or put the text in quotes"
    if trouble.before or not above.text.startswith(" "):
        hint = 'everything stands under keys such as "title:" and "issues:", each at the start of a line'
        return trouble.at, "the topic has ended before this line", hint
    return (
        trouble.at,
        "this key is indented less than the first one of the file",
        "let them start in one column",
    )


def _indentation(trouble: Trouble) -> Fault | None:
    if not trouble.what.startswith("did not find expected"):
        return None
    hint = 'compare with the lines above: what belongs together starts in one column, also the lines after "|"'
    return trouble.at, "this line is indented differently from its neighbours", hint


_RULES: tuple[Callable[[Trouble], Fault | None], ...] = (
    _tab,
    _strange_space,
    _directive,
    _tag,
    _never_closed,
    _bracket,
    _colon,
    _dash,
    _text_after_bar,
    _bad_start,
    _no_text,
    _bad_escape,
    _no_key,
    _after_closing,
    _second_document,
    _indentation,
)
