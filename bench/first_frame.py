"""How long Parley takes to its first frame, beside an app that shows next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.programs import EMPTY
from bench.tables import Row, Table, middle, verdict

if TYPE_CHECKING:
    from bench.programs import Program

RATIO_GOAL = 1.9  # of the example, which is the first after the empty app


def measure(programs: list[Program], rounds: int) -> Table:
    """Start all programs in turn, several times over, so that a busy moment falls on all alike."""
    times: dict[str, list[float]] = {}
    programs = [EMPTY, *programs]
    for turn in range(rounds + 1):
        for program in programs:
            with program.start() as terminal:
                milliseconds = terminal.wait_for(program.is_ready)
            if turn:  # the first start finds nothing in the caches of the system
                times.setdefault(program.name, []).append(milliseconds)
    floor = middle(times[EMPTY.name])
    rows: list[Row] = []
    for name, values in times.items():
        ratio = middle(values) / floor
        goal = verdict(ratio, RATIO_GOAL) if name.startswith(programs[1].name) else ""
        rows.append((name, f"{middle(values):.0f}", f"{min(values):.0f}", f"{max(values):.0f}", f"{ratio:.2f}", goal))
    note = (
        f"Median, least and most of {rounds} starts, taken in turn; parties × issues / quotes. "
        "Parley has read the files before, but for the one of which it is said."
    )
    return Table("First frame, ms", ("program", "median", "least", "most", "× empty app", "goal"), tuple(rows), note)
