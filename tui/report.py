"""A problem as text: place and message, the lines, a caret right under the culprit, the hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from tui.faces import shorten

if TYPE_CHECKING:
    from model.problem import Problem

WIDEST = 100  # cells of a report, but for message and hint; of a longer line the part around the column is shown
_MARGIN = 5  # cells of a line number


def report(problem: Problem, width: int = WIDEST) -> str:
    """Give the lines that a terminal shows for a problem; those of the file are cut to a width in cells."""
    room = max(10, min(width, WIDEST) - _MARGIN - len(" | "))
    place, message = str(problem).removesuffix(problem.message), problem.message
    shown = [f"{place}{problem.severity}: {message}"]
    for number, line in enumerate(problem.lines, 1):
        text = line.text
        before = text[: problem.column - 1]
        if number == len(problem.lines):
            text, before = _window(text, before, room)
        shown.append(f"{line.number:>{_MARGIN}} | {shorten(text, room)}".rstrip())
    if problem.lines:
        marked = text[len(before) : len(before) + problem.length]
        caret = "^" * max(1, min(cell_len(marked), room - cell_len(before)))
        shown.append(f"{'':>{_MARGIN}} | {' ' * cell_len(before)}{caret} {problem.hint}".rstrip())
    elif problem.hint:
        shown.append(f"{'':>{_MARGIN}}   {problem.hint}")
    return "\n".join(shown)


def _window(text: str, before: str, room: int) -> tuple[str, str]:
    """Cut the beginning of a long line, so that half the room is left; give it with what lies before the column."""
    if cell_len(text) <= room:
        return text, before
    left, start = room // 2, len(before)
    while start and (left := left - cell_len(before[start - 1])) > 0:
        start -= 1
    head = "…" if start else ""
    return head + text[start:], head + before[start:]
