"""Edits of positions.yaml: bytes in, bytes out, and not one byte changed that was not asked for.

Every edit is verified: the new text is read again, and must say what the operation makes of the old data.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from model.edit.operations import EditError, Remove, Step, resolve
from model.edit.outcome import outcome
from model.edit.plan import planned, removal
from model.edit.undo import Hunk, reversed_step
from model.file.loader import Loaded, parse
from model.file.values import no_garbage_collection
from model.problem import Line, Problem, Severity

if TYPE_CHECKING:
    from model.file.document import Value

_BOM = b"\xef\xbb\xbf"
_NAME = Path("positions.yaml")


@dataclass(frozen=True, slots=True)
class Undo:
    """Take an operation back: by the step against it, and where its lines still stand, letter for letter."""

    step: Step
    hunk: Hunk


Operation = Step | Undo


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edit makes of a file: its bytes, what they say, and the operation that takes the edit back."""

    raw: bytes
    loaded: Loaded
    inverse: Undo


def edit(raw: bytes, loaded: Loaded, operation: Operation) -> Edited:
    """Do an operation to a file that has been read: `loaded` is what `raw` says. ClashError, EditError."""
    with no_garbage_collection():
        return _edit(raw, loaded, operation)


def _edit(raw: bytes, loaded: Loaded, operation: Operation) -> Edited:
    document = loaded.document
    old = document.data()
    if not document.is_read:
        problem = loaded.problems[0]
        raise EditError(f"line {problem.line} must be corrected before anything can be edited: {problem.message}")
    step = operation.step if isinstance(operation, Undo) else operation
    wanted = outcome(old, step)
    bom = _BOM if raw.startswith(_BOM) else b""
    restored = operation.hunk.taken_back(document.text) if isinstance(operation, Undo) else None
    again = _restored(bom, restored, loaded, wanted) if restored is not None else None
    new = again or _verified(bom, planned(loaded, step), loaded, wanted)
    if isinstance(new, str):
        raise EditError(new)
    hunk = Hunk.between(document.text, new.document.text)
    back = Undo(reversed_step(old, wanted, step), hunk)
    return Edited(bom + new.document.text.encode(), new, back)


def preview_lines(raw: bytes, operation: Remove) -> tuple[Line, ...]:
    """Give the lines that go, or lose a part, when an entry is deleted. ClashError, EditError."""
    loaded = parse(raw, _NAME)
    document = loaded.document
    edit(raw, loaded, operation)
    place = resolve(document.data(), operation.entry, None)
    numbers = set()
    for cut in removal(loaded, place):
        first, last = (document.line_and_column(at)[0] for at in (cut.start, max(cut.start, cut.end - 1)))
        numbers |= set(range(first, last + 1))
    return tuple(document.line(number) for number in sorted(numbers))


def _restored(bom: bytes, text: str, old: Loaded, wanted: Value) -> Loaded | None:
    """Read a text as it was before an edit, with the faults that it had; None if it says by now something else."""
    new = parse(bom + text.encode(), old.path, old)
    return new if new.document.is_read and _given(new.document.data()) == _given(wanted) else None


def _verified(bom: bytes, text: str, old: Loaded, wanted: Value) -> Loaded | str:
    """Read a new text; give what is wrong with it, if it does not say what it should."""
    new = parse(bom + text.encode(), old.path, old)
    problem = _new_error(old, new)
    if new.document.data() != wanted and _given(new.document.data()) != wanted:
        return "the edit would have changed more than was asked for; nothing was changed"
    if problem is not None:
        return f"{problem.message} (line {problem.line}); nothing was changed" + (
            f"; {problem.hint}" if problem.hint else ""
        )
    return new


def _given(value: Value) -> Value:
    """Leave out the keys without a value: an undo puts them back with their comments."""
    if isinstance(value, dict):
        return {key: kept for key, inner in value.items() if (kept := _given(inner)) not in (None, "", [], {})}
    return [_given(item) for item in value] if isinstance(value, list) else value


def _new_error(old: Loaded, new: Loaded) -> Problem | None:
    known = Counter(_unnumbered(each) for each in old.problems if each.severity is Severity.ERROR)
    for problem in new.problems:
        if problem.severity is Severity.ERROR:
            known[_unnumbered(problem)] -= 1
            if known[_unnumbered(problem)] < 0:
                return problem
    return None


def _unnumbered(problem: Problem) -> str:
    """Give a message without its numbers: an edit shifts lines and quotes."""
    return re.sub("[0-9]+", "#", problem.message)
