"""A problem as text: place and message, the lines, a caret right under the culprit, the hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from model.problem import Problem

_WIDEST = 100  # cells of a line shown; of a longer one the part around the column
_MARGIN = 5  # cells of a line number


def report(problem: Problem) -> str:
    """Give the lines that a terminal shows for a problem."""
    shown = [str(problem)]
    for number, line in enumerate(problem.lines, 1):
        text = line.text
        before = text[: problem.column - 1]
        if number == len(problem.lines):
            text, before = _window(text, before)
        elif cell_len(text) > _WIDEST:
            text = text[: _WIDEST - 1] + "…"
        shown.append(f"{line.number:>{_MARGIN}} | {text}".rstrip())
    if problem.lines:
        marked = text[len(before) : len(before) + problem.length]
        caret = "^" * max(1, min(cell_len(marked), _WIDEST))
        shown.append(f"{'':>{_MARGIN}} | {' ' * cell_len(before)}{caret} {problem.hint}".rstrip())
    elif problem.hint:
        shown.append(f"{'':>{_MARGIN}}   {problem.hint}")
    return "\n".join(shown)


def _window(text: str, before: str) -> tuple[str, str]:
    """Cut a long line to the part around the column; give it with what of it lies before the column."""
    if cell_len(text) <= _WIDEST:
        return text, before
    start = max(0, len(before) - _WIDEST // 2)
    head = "…" if start else ""
    return f"{head}{text[start : start + _WIDEST - 2]}…", head + before[start:]
