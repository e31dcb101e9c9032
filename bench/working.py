"""How long keys take to show while an edit is verified and saved: the matrix must go on answering."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from bench.moving import matrix_width
from bench.programs import has_checked
from bench.tables import Row, Table, middle, nearly_all, verdict
from bench.terminal import COLUMNS, LINES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.programs import Program
    from bench.terminal import Terminal

GOAL = 50.0  # ms, for 95 of 100 keys: an eye takes less for at once

_TIMES = 3
_BELOW = 12  # lines of the matrix that are looked at: those above any message


def measure(programs: Sequence[Program]) -> Table:
    """Edit a cell, then take that back and make it again, with arrows pressed one after the other meanwhile."""
    rows: list[Row] = []
    for program in programs:
        paints: list[float] = []
        edits: list[float] = []
        with program.start() as terminal:
            terminal.wait_for(has_checked)
            _edit(terminal)
            for key, words in (("undo", "taken back"), ("redo", "made again")) * _TIMES:
                took, found = _while_it_works(terminal, key, words)
                edits.append(took)
                paints += found
                terminal.wait_for(has_checked)
        rows.append(
            (
                program.name,
                f"{middle(edits):.0f}",
                str(len(paints)),
                f"{middle(paints):.1f}",
                f"{nearly_all(paints):.1f}",
                f"{max(paints):.1f}",
                verdict(nearly_all(paints), GOAL),
            )
        )
    return Table(
        "Keys while an edit is verified and saved, ms",
        ("size", "until it is said to be saved", "arrows", "paint p50", "paint p95", "most", "goal, paint p95"),
        tuple(rows),
        "Undo and redo of an edit, three times each; an arrow is pressed as soon as the one before is on the screen.",
    )


def _edit(terminal: Terminal) -> None:
    """Type a word into the summary of the first cell and save it."""
    terminal.send("edit")
    terminal.wait_for(lambda shown: any(": the cell" in line for line in shown.lines()))
    for key in ("tab", "tab"):
        terminal.answer(key, range(LINES), range(COLUMNS))
    terminal.send("letter")
    terminal.send("save")
    terminal.wait_for(lambda shown: not any(": the cell" in line for line in shown.lines()[4:]))
    terminal.wait_for(has_checked)


def _while_it_works(terminal: Terminal, key: str, words: str) -> tuple[float, list[float]]:
    """Start an edit; press arrows until it is said to be done. Give how long it took, and each arrow."""
    began = perf_counter()
    terminal.send(key)
    paints: list[float] = []
    matrix = range(1, _BELOW), range(matrix_width(terminal))
    while not any(words in line for line in terminal.lines()):
        paints.append(terminal.answer("up" if len(paints) % 2 else "down", *matrix))
    return (perf_counter() - began) * 1000, paints
