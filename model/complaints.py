"""What pydantic finds wrong with a file, at its place and in the words of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from model import schema
from model.document import Document, Mapping, Path, Scalar, Sequence
from model.problem import MAX_PROBLEMS, Problem, known_words

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

ID_HINT = "an id has small letters, digits and hyphens, such as united-kingdom"

_START = 'start with "title:", "issues:", "parties:", "sources:" and "positions:", each at the start of a line'

_CHOICES: dict[str, tuple[str, ...]] = {
    "kind": get_args(schema.Kind),
    "role": get_args(schema.Role),
    "status": get_args(schema.Status),
}
_ENTRIES: dict[str, tuple[str, type[BaseModel]]] = {
    "issues": ("issue", schema.Issue),
    "parties": ("party", schema.Party),
    "sources": ("source", schema.Source),
    "scale": ("level", schema.Stance),
    "events": ("event", schema.Event),
}
_POSITION_DEPTH, _QUOTE_DEPTH = 3, 5  # positions/party/issue and .../quotes/n


def complain(error: ValidationError, document: Document) -> list[Problem]:
    """Turn every error of a validation into a problem."""
    return [_problem(item, document) for item in error.errors(include_url=False, include_input=False)[:MAX_PROBLEMS]]


def no_topic(document: Document) -> Problem:
    """Say what stands where the keys of the topic should."""
    root = document.root
    if root is None or (isinstance(root, Scalar) and root.is_nothing):
        return document.problem(0, "the file is empty", _START)
    if isinstance(root, Sequence):
        return document.problem(root.start, 'expected keys such as "title:" and "issues:", got a list', _START)
    return document.problem(root.start, "this line has no key", 'write "key: value", with a space after the colon')


def owner(path: Path) -> str:
    """Name the entry that a path leads to or into, for a sentence: `quote 2 of "shippers" on "tariffs"`."""
    if not path:
        return "the file"
    section, *rest = path
    if section == "positions":
        return _position_owner(rest)
    if section in _ENTRIES and rest:
        word = _ENTRIES[str(section)][0]
        return f"{word} {rest[0] + 1}" if isinstance(rest[0], int) else f'{word} "{rest[0]}"'
    return f'"{section}"'


def _position_owner(rest: list[str | int]) -> str:
    match rest:
        case [party, issue, "quotes", int(number), *_]:
            return f'quote {number + 1} of "{party}" on "{issue}"'
        case [party, issue, *_]:
            return f'the position of "{party}" on "{issue}"'
        case [party]:
            return f'the positions of "{party}"'
        case _:
            return '"positions"'


def _fields(path: Path) -> list[str]:
    """Give the keys that the entry at a path may have."""
    if not path:
        model: type[BaseModel] = schema.Topic
    elif path[0] == "positions":
        model = schema.Quote if len(path) >= _QUOTE_DEPTH else schema.Position
    elif path[-1] == "acts":
        model = schema.Acts
    else:
        model = _ENTRIES[str(path[0])][1]
    return [field.alias or name for name, field in model.model_fields.items()]


def _problem(item: ErrorDetails, document: Document) -> Problem:
    path = tuple(item["loc"])
    kind, context = item["type"], item.get("ctx", {})
    if path[-1:] == ("[key]",) and kind == "string_pattern_mismatch":
        key = document.key(path[:-1])
        return _at(document, key, f'"{path[-2]}" is not an id', ID_HINT)
    parent, last = path[:-1], str(path[-1]) if path else ""
    if kind == "missing":
        place = document.key(parent)
        return _at(document, place, f'{owner(parent)} has no "{last}"', f'add "{last}: ..."')
    if kind == "extra_forbidden":
        return _at(document, document.key(path), f'unknown key "{last}"', known_words(last, _fields(parent), "keys"))
    node = document.node(path)
    if kind in _WRONG_SHAPE:
        expected = _WRONG_SHAPE[kind]
        return _at(
            document, node, f"expected {expected} for {_subject(path)}, got {_shape(node)}", _SHAPE_HINT[expected]
        )
    message, hint = _wrong_value(kind, context, path, node)
    return _at(document, node, message, hint)


def _subject(path: Path) -> str:
    """Name the value at a path: the key that holds it, and whose it is."""
    keys = [step for step in path if isinstance(step, str)]
    parent = path[: len(path) - 1 - path[::-1].index(keys[-1])] if keys else ()
    return f'"{keys[-1]}" of {owner(parent)}' if parent else owner(path)


_WRONG_SHAPE = {
    "string_type": "a text",
    "dict_type": "keys",
    "model_type": "keys",
    "mapping_type": "keys",
    "is_instance_of": "keys",
    "list_type": "a list",
    "tuple_type": "a list",
    "float_type": "a number",
}
_SHAPE_HINT = {
    "a text": "write the text after the colon, without brackets",
    "keys": 'write "key: value" lines, indented under it',
    "a list": "write [one, two], or a line with a dash for each",
    "a number": "write 1, 0.5 or -1",
}


def _shape(node: object) -> str:
    if isinstance(node, Mapping):
        return "keys"
    if isinstance(node, Sequence):
        return "a list"
    return "nothing" if node is None or (isinstance(node, Scalar) and node.is_nothing) else "a text"


def _wrong_value(kind: str, context: dict[str, Any], path: Path, node: object) -> tuple[str, str]:
    written = node.text if isinstance(node, Scalar) else ""
    last = str(path[-1]) if path else ""
    if kind == "literal_error":
        return f'unknown {last} "{written}"', known_words(written, _CHOICES[last], f"{last}s")
    if kind == "value_error" and last in ("date", "published", "since"):
        return f"not a date: {written or _shape(node)}", "write 2025-02-28, 2025-02 or 2025"
    if kind in ("float_parsing", "finite_number"):
        return f'"{written}" is not a number', "write 1, 0.5 or -1"
    if kind in ("string_too_short", "string_too_long"):
        return f"the {last} must be one character", "such as +, ± or ?"
    reason = context.get("error")
    return (str(reason), "") if reason else (f"this is not a good {last}", "")


def _at(document: Document, node: object, message: str, hint: str = "") -> Problem:
    if isinstance(node, Scalar):
        return document.problem(node.start, message, hint, length=node.end - node.start)
    start = node.start if isinstance(node, Mapping | Sequence) else 0
    return document.problem(start, message, hint)
