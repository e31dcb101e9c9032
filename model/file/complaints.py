"""What pydantic finds wrong with a file, at its place and in the words of the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args
from unicodedata import normalize

from model import schema
from model.file.document import Document, Mapping, Path, Scalar, Sequence
from model.file.syntax import without_key
from model.problem import MAX_PROBLEMS, Problem, known_words

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_ID_HINT = "an id has small letters, digits and hyphens"
_NUMBER_HINT = "write 1, 0.5 or -1"
_DATE_HINT = "write 2025-02-28, 2025-02 or 2025"

_START = 'start with "title:", "issues:", "parties:", "sources:" and "positions:", each at the start of a line'

_CHOICES: dict[str, tuple[str, ...]] = {
    "kind": get_args(schema.Kind),
    "role": get_args(schema.Role),
    "status": get_args(schema.Status),
}
_NAMES = {"kind": schema.KIND_NAMES}
_PLURAL = {"kind": "kinds", "role": "roles", "status": "statuses"}
_SHAPES = {
    "string_type": "a text",
    "dict_type": "keys",
    "dataclass_type": "keys",
    "list_type": "a list",
    "tuple_type": "a list",
    "float_type": "a number",
}
_ENTRIES: dict[str, tuple[str, type[schema.Entry]]] = {
    "issues": ("issue", schema.Issue),
    "parties": ("party", schema.Party),
    "sources": ("source", schema.Source),
    "scale": ("level", schema.Stance),
    "events": ("event", schema.Event),
}
_QUOTE_DEPTH = 5  # positions/party/issue/quotes/n


def complain(error: ValidationError, document: Document) -> list[Problem]:
    """Turn every error of a validation into a problem."""
    return [_problem(item, document) for item in error.errors(include_url=False, include_input=False)[:MAX_PROBLEMS]]


def no_topic(document: Document) -> Problem:
    """Say what stands where the keys of the topic should."""
    root = document.node(())
    if root is None or (isinstance(root, Scalar) and root.is_nothing):
        return document.problem(0, "the file has no keys yet" if document.text.strip() else "the file is empty", _START)
    if isinstance(root, Sequence):
        return document.problem(root.start, 'expected keys such as "title:" and "issues:", got a list', _START)
    return document.problem(*without_key(document.text, root.start))


def _owner(path: Path) -> str:
    """Name the entry that a path leads to or into, for a sentence: `quote 2 of "shippers" on "tariffs"`."""
    match path:
        case ("positions", party, issue, "quotes", int(number), *_):
            return f'quote {number + 1} of "{party}" on "{issue}"'
        case ("positions", party, issue, *_):
            return f'the position of "{party}" on "{issue}"'
        case ("positions", party):
            return f'the positions of "{party}"'
        case (str(section), key, *_) if section in _ENTRIES:
            return f"{_ENTRIES[section][0]} " + (str(key + 1) if isinstance(key, int) else f'"{key}"')
        case _:
            return f'"{path[0]}"'


def _fields(path: Path) -> list[str]:
    """Give the keys that the entry at a path may have."""
    if not path:
        entry: type[schema.Entry] = schema.Topic
    elif path[0] == "positions":
        entry = schema.Quote if len(path) >= _QUOTE_DEPTH else schema.Position
    elif path[-1] == "acts":
        entry = schema.Acts
    else:
        entry = _ENTRIES[str(path[0])][1]
    return list(entry.known_keys())


def _problem(item: ErrorDetails, document: Document) -> Problem:
    path, kind = tuple(item["loc"]), item["type"]
    if path[-1:] == ("[key]",) and kind == "string_pattern_mismatch":
        return document.problem_at(document.key(path[:-1]), f'"{path[-2]}" is not an id', _id_hint(str(path[-2])))
    if path[-1:] == ("[key]",) and kind == "literal_error":
        word = str(path[-2])
        hint = known_words(word, get_args(schema.CueWords), "kinds of cues")
        return document.problem_at(document.key(path[:-1]), f'unknown kind of cue "{word}"', hint)
    if kind == "missing":
        return _missing(document, path[:-1], str(path[-1]))
    if kind == "unexpected_keyword_argument":
        key = str(path[-1])
        hint = _unknown_key(key, _fields(path[:-1]))
        return document.problem_at(document.key(path), f'unknown key "{key}"', hint)
    node = document.node(path)
    message, hint = _wrong_shape(kind, path, node) or _wrong_value(item, path, node)
    return document.problem_at(node, message, hint)


def _id_hint(key: str) -> str:
    letters = normalize("NFKD", key.casefold()).encode("ascii", "ignore").decode()
    suggestion = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    return f'write "{suggestion}": {_ID_HINT}' if suggestion else _ID_HINT


def _unknown_key(key: str, known: list[str]) -> str:
    word, _, value = key.partition(":")
    return f'write "{word}: {value}", with a space' if value and word in known else known_words(key, known, "keys")


def _missing(document: Document, parent: Path, field: str) -> Problem:
    node = document.node(parent)
    pair = node.find(field) if isinstance(node, Mapping) else None
    if pair is None:
        return document.problem_at(document.key(parent), f'{_owner(parent)} has no "{field}"', f'add "{field}: ..."')
    key, value = pair
    rest = document.text[key.end : value.start + 200].split("\n", 1)[0]
    hint = "a text that starts with # goes in quotes" if "#" in rest else "write the text after the colon"
    return document.problem_at(key, f'"{field}" of {_owner(parent)} is empty', hint)


def _subject(path: Path) -> str:
    """Name the value at a path, and whose it is."""
    in_positions = path[0] == "positions"
    if len(path) <= (3 if in_positions else 2):
        return _owner(path)
    if not isinstance(path[-1], int):
        return f'"{path[-1]}" of {_owner(path)}'
    return _owner(path) if in_positions else f"entry {path[-1] + 1} of {_subject(path[:-1])}"


def _wrong_shape(kind: str, path: Path, node: Scalar | Mapping | Sequence | None) -> tuple[str, str] | None:
    expected = _SHAPES.get(kind)
    if expected is None:
        return None
    got = _shape(node)
    hint = "fill it in, or delete it" if got == "nothing" else _shape_hint(expected, path)
    return f"expected {expected} for {_subject(path)}, got {got}", hint


def _shape(node: Scalar | Mapping | Sequence | None) -> str:
    if isinstance(node, Mapping):
        return "keys"
    if isinstance(node, Sequence):
        return "a list"
    return "nothing" if node is None or node.is_nothing else "a text"


def _shape_hint(expected: str, path: Path) -> str:
    last = path[-1]
    if expected == "a number":
        return _NUMBER_HINT
    if expected == "a list":
        listed = last in ("quotes", "events")
        return 'start each entry with a dash: "- ..."' if listed else "write [one, two], or a line with a dash for each"
    if expected == "a text":
        quoted = 'a text with a bracket or a ": " in it goes in quotes'
        return quoted if isinstance(last, int) else f"write the text after the colon; {quoted}"
    if len(path) == 1 or (path[0] == "positions" and len(path) == 2):
        return "write an id with a colon for each, indented under it"
    if last == "people":
        return "write a name with a colon for each, indented under it"
    return f'write "{_fields(path)[0]}: ..." and the other keys, indented alike'


def _wrong_value(item: ErrorDetails, path: Path, node: Scalar | Mapping | Sequence | None) -> tuple[str, str]:
    kind, last = item["type"], str(path[-1])
    written = node.text if isinstance(node, Scalar) else ""
    if kind == "literal_error":
        return f'unknown {last} "{written}"', known_words(written, _CHOICES[last], _PLURAL[last], _NAMES.get(last, {}))
    if kind in ("float_parsing", "finite_number"):
        return f'"{written}" is not a number', _NUMBER_HINT
    if kind in ("string_too_short", "string_too_long"):
        return f"the {last} must be one character", "such as +, ± or ?"
    if last == "scale":
        hint = 'write two or more, such as "support: {value: 1, glyph: +, label: support}"'
        return "a scale needs at least two levels with different values", hint
    if isinstance(node, Scalar):
        return f"not a date: {written}", _DATE_HINT
    return f"expected a date for {_subject(path)}, got {_shape(node)}", _DATE_HINT
