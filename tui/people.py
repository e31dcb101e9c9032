"""The people of a party as lines of a form: each name, and below it, indented, the other names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from model.file.document import Value

_BRACKETS = re.compile(r"(?P<name>[^()]*[^()\s])\s*\((?P<others>[^()]*)\)\s*")


def people_text(value: Value) -> str:
    """Give people as lines."""
    lines = []
    for name, others in (value if isinstance(value, dict) else {}).items():
        lines += [name, *(f"  {other}" for other in (others if isinstance(others, list) else []))]
    return "\n".join(lines)


def people_value(text: str) -> Value:
    """Give the people that lines name; somebody without other names has no value, as in the file."""
    people: dict[str, Value] = {}
    others: list[Value] = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        if line[0] in " \t" and people:
            others.append(line.strip())
            people[next(reversed(people))] = others
        else:
            others = []
            people[line.strip()] = None
    return people


def twice(text: str) -> list[str]:
    """Give the names that stand in more than one line: nobody could tell whose the other names below them are."""
    names = [line.strip() for line in text.split("\n") if line.strip() and line[0] not in " \t"]
    return [name for name in dict.fromkeys(names) if names.count(name) > 1]


def without_brackets(text: str, before: str) -> str:
    """Put other names that were typed in brackets, as in `Ada Berg (Berg, the chair)`, onto lines of their own.

    A line that was there before, as the file has it, is a name as it stands: `Ada Berg (junior)`.
    """
    lines, known = [], frozenset(before.split("\n"))
    for line in text.split("\n"):
        found = _BRACKETS.fullmatch(line)
        if found is None or line in known or line[:1] in (" ", "\t"):
            lines.append(line)
        else:
            others = [other.strip() for other in found["others"].split(",")]
            lines += [found["name"], *(f"  {other}" for other in others if other)]
    return "\n".join(lines)
