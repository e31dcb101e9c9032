"""How long Parley takes to go, and whether it leaves the terminal as it was: at rest, and in the middle of its work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.programs import EMPTY, has_checked
from bench.tables import Row, Table, middle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bench.programs import Program
    from bench.terminal import Farewell, Terminal

WAYS = ("q", "SIGTERM", "SIGHUP")
_TIMES = 3


def measure(programs: Sequence[Program]) -> Table:
    """Leave in all ways: the empty app, and each program once its quotes are checked and while they are."""
    rows: list[Row] = []
    for way in WAYS:
        rows.append(_row(f"{way}, {EMPTY.name}", [_leave(EMPTY, way, EMPTY.is_ready) for _ in range(_TIMES)]))
        for program in programs:
            at_rest = [_leave(program, way, has_checked) for _ in range(_TIMES)]
            at_work = [_leave(program, way, program.is_ready) for _ in range(_TIMES)]
            rows.append(_row(f"{way}, {program.name}, at rest", at_rest))
            rows.append(_row(f"{way}, {program.name}, at first frame", at_work))
    return Table(
        "Leaving, ms until the process is gone",
        ("how", "median", "most", "terminal as it was"),
        tuple(rows),
        "The empty app shows how Textual itself leaves. At the first frame the quotes are still being checked.",
    )


def _leave(program: Program, way: str, ready: Callable[[Terminal], bool]) -> Farewell:
    with program.start() as terminal:
        terminal.wait_for(ready)
        return terminal.leave(way)


def _row(name: str, farewells: Sequence[Farewell]) -> Row:
    times = [farewell.milliseconds for farewell in farewells]
    restored = sum(farewell.restored for farewell in farewells)
    return name, f"{middle(times):.0f}", f"{max(times):.0f}", f"{restored} of {len(farewells)}"
