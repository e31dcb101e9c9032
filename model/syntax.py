"""What libyaml says about a broken text, said so that the writer of the text can mend it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

Fault = tuple[int, str, str]  # offset (code points), message, hint


class _Trouble(NamedTuple):
    """An error of the parser: what, at which offset, and the offset where the thing it was reading began."""

    what: str
    at: int
    since: int
    text: str

    @property
    def line_start(self) -> int:
        return _line_start(self.text, self.at)


def explain(error: yaml.MarkedYAMLError, text: str) -> Fault:
    """Give offset (code points), message and hint for an error of the parser."""
    at = error.problem_mark.index if error.problem_mark else 0
    since = error.context_mark.index if error.context_mark else at
    trouble = _Trouble(error.problem or "", at, since, text)
    for rule in _RULES:
        if (fault := rule(trouble)) is not None:
            return fault
    return at, f"this is not YAML: {trouble.what}", "compare with the lines above: is the indentation the same?"


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _tab(trouble: _Trouble) -> Fault | None:
    """Find a tab in the indentation of the line to blame, of the line where it began, or of the line before it."""
    for place in (trouble.at, trouble.since, trouble.line_start - 1):
        start = _line_start(trouble.text, max(place, 0))
        if found := re.match(r" *(?:- *)*\t", trouble.text[start : start + 200]):
            return start + found.end() - 1, "a tab is used for indentation", "use spaces: YAML does not allow tabs here"
    return None


def _never_closed(trouble: _Trouble) -> Fault | None:
    opening = trouble.text[trouble.since : trouble.since + 1]
    if trouble.what in ("found unexpected end of stream", "found unexpected document indicator"):
        hint = f"close it with another {opening}, or put the text on the next line after |"
        return trouble.since, f"this {opening} is never closed", hint
    if trouble.what.startswith("did not find expected ',' or"):
        return trouble.since, f"this {opening} is not closed", "is a comma or a closing bracket missing?"
    return None


def _colon_in_text(trouble: _Trouble) -> Fault | None:
    if trouble.what != "mapping values are not allowed in this context":
        return None
    if ":" in trouble.text[trouble.line_start : trouble.at]:
        hint = 'put the text on the next line after "|", or in "double quotes"'
        return trouble.at, 'this text has a ": " in it, so YAML reads it as another key', hint
    return trouble.at, "a key is not allowed here", "is this line indented as far as its neighbours?"


def _dash_after_key(trouble: _Trouble) -> Fault | None:
    if trouble.what != "block sequence entries are not allowed in this context":
        return None
    hint = 'put "- ..." on a line of its own; a text that starts with a dash goes in quotes'
    return trouble.at, "a list cannot start on the line of its key", hint


def _text_after_bar(trouble: _Trouble) -> Fault | None:
    if trouble.what != "did not find expected comment or line break":
        return None
    return trouble.at, "nothing may follow | or > on its line", "start the text on the next line, indented"


def _bad_start(trouble: _Trouble) -> Fault | None:
    if trouble.what == "found character that cannot start any token":
        at = trouble.at
    elif "alphabetic or numeric character" in trouble.what:
        at = trouble.since
    else:
        return None
    return at, f"a text cannot start with {trouble.text[at : at + 1]}", "put it in quotes"


def _bad_escape(trouble: _Trouble) -> Fault | None:
    if "escape" not in trouble.what:
        return None
    hint = r'a backslash inside "double quotes" starts an escape: write \\, or use single quotes'
    return trouble.at, "this backslash does not start a known escape", hint


def _after_quoted(trouble: _Trouble) -> Fault | None:
    before = trouble.text[trouble.line_start : trouble.at]
    if trouble.what != "did not find expected key" or not re.search(r"[\"'][ \t]*$", before):
        return None
    hint = 'put the whole text in quotes, or none of it; inside double quotes write \\"'
    return trouble.at, "there is more text after the closing quotation mark", hint


def _no_key(trouble: _Trouble) -> Fault | None:
    if trouble.what != "could not find expected ':'":
        return None
    start = _line_start(trouble.text, trouble.since)
    line = trouble.text[start:].split("\n", 1)[0]
    hint = 'write "key: value"; a text of several lines starts after "|" and is indented'
    return start + len(line) - len(line.lstrip(" ")), "this line has no key", hint


def _indentation(trouble: _Trouble) -> Fault | None:
    if not trouble.what.startswith("did not find expected"):
        return None
    hint = "compare with the lines above: entries of one list or mapping start in one column"
    return trouble.at, "this line is indented differently from its neighbours", hint


_RULES: tuple[Callable[[_Trouble], Fault | None], ...] = (
    _tab,
    _never_closed,
    _colon_in_text,
    _dash_after_key,
    _text_after_bar,
    _bad_start,
    _bad_escape,
    _after_quoted,
    _no_key,
    _indentation,
)
