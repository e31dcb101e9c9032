"""The people of a party as lines of a form: each name, and below it, indented, the other names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from model.file.values import Value

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


def without_brackets(text: str) -> str:
    """Put other names that were typed in brackets, as in `Ada Berg (Berg, the chair)`, onto lines of their own."""
    lines = []
    for line in text.split("\n"):
        found = _BRACKETS.fullmatch(line)
        if found is None or line[:1] in (" ", "\t"):
            lines.append(line)
        else:
            others = [other.strip() for other in found["others"].split(",")]
            lines += [found["name"], *(f"  {other}" for other in others if other)]
    return "\n".join(lines)
