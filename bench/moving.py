"""How long a key takes to show, and the memory that it all takes: a session per size, with moves, pages and drills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.programs import EMPTY, Program, has_checked
from bench.tables import Row, Table, middle, nearly_all, verdict
from bench.terminal import COLUMNS, LINES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.terminal import Response, Terminal

ARROW_GOAL = 8.0  # ms, for 95 of 100 keys
PAGE_GOAL = 10.0
MEMORY_GOAL = 12.0  # MB more than the empty app, for the first program, the example

_SEVERAL = 40  # presses of each kind, at least
_PAGES = 8
_DRILLS = 6


def measure(programs: Sequence[Program]) -> tuple[Table, Table]:
    """Press the same kinds of keys in each program; give the table of the keys and that of the memory."""
    keys: list[Row] = []
    memory: list[Row] = []
    with EMPTY.start() as terminal:
        terminal.wait_for(EMPTY.is_ready)
        floor = terminal.peak_memory()
    memory.append((EMPTY.name, f"{floor:.0f}", "", "", ""))
    for program in programs:
        with program.start() as terminal:
            terminal.wait_for(program.is_ready)
            at_first = terminal.peak_memory()
            terminal.wait_for(has_checked)
            keys += _press(program, terminal)
            in_the_end = terminal.peak_memory()
        goal = verdict(in_the_end - floor, MEMORY_GOAL) if program is programs[0] else ""
        memory.append((program.name, f"{at_first:.0f}", f"{in_the_end:.0f}", f"{in_the_end - floor:+.0f}", goal))
    return (
        Table(
            "Key to paint, ms",
            ("keys", "paint p50", "paint p95", "settled p50", "settled p95", "presses", "goal, paint p95"),
            tuple(keys),
            "Paint: the first frame in which something changed in the matrix (after enter and escape: on the screen). "
            "Settled: the last change, so with the preview. The quotes have been checked before.",
        ),
        Table(
            "Peak memory, MB",
            ("program", "first frame", "in the end", "more than empty app", "goal"),
            tuple(memory),
            "VmHWM. In the end: quotes checked, moved about, quotes opened and left.",
        ),
    )


def _press(program: Program, terminal: Terminal) -> list[Row]:
    down, right = min(program.parties - 1, LINES), min(program.issues - 1, 10)  # so far that the window scrolls
    arrows = ["down"] * down + ["right"] * right + ["up"] * min(down, 10) + ["left"] * right
    arrows *= -(-_SEVERAL // len(arrows))
    pages = min(_PAGES, max(1, program.parties // LINES))
    turns = ["page down"] * pages + ["page up"] * pages
    turns *= -(-_SEVERAL // len(turns))
    matrix = range(1, LINES - 2), range(matrix_width(terminal))
    screen = range(LINES), range(COLUMNS)
    rows = [
        _row(f"arrows, {program.name}", [terminal.press(key, *matrix) for key in arrows], ARROW_GOAL),
        _row(f"pages, {program.name}", [terminal.press(key, *matrix) for key in turns], PAGE_GOAL),
    ]
    for key in ("top", "first column"):
        terminal.press(key, *matrix)
    drills = [(terminal.press("enter", *screen), terminal.press("escape", *screen)) for _ in range(_DRILLS)]
    rows.append(_row(f"enter, {program.name}", [there for there, _ in drills]))
    rows.append(_row(f"escape, {program.name}", [back for _, back in drills]))
    return rows


def matrix_width(terminal: Terminal) -> int:
    """Count the cells of a line before the border of the preview."""
    line = terminal.lines()[LINES // 2]
    return line.index("▌") if "▌" in line else COLUMNS


def _row(name: str, responses: Sequence[Response], goal: float | None = None) -> Row:
    paints = [response.paint for response in responses if response.paint is not None]
    settled = [response.settled for response in responses if response.settled is not None]
    if not paints:
        return (name, *["-"] * 4, "0", "NOTHING SHOWN")
    times = (middle(paints), nearly_all(paints), middle(settled), nearly_all(settled))
    met = verdict(times[1], goal) if goal else ""
    return (name, *(f"{value:.1f}" for value in times), f"{len(paints)} of {len(responses)}", met)
