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


def measure(resting: Program, working: Program) -> Table:
    """Leave in all ways: the empty app, the first program at rest, and the second while it checks its quotes."""
    rows: list[Row] = []
    for way in WAYS:
        rows += [
            _row(f"{way}, {EMPTY.name}", [_leave(EMPTY, way, EMPTY.is_ready) for _ in range(_TIMES)]),
            _row(f"{way}, {resting.name}, at rest", [_leave(resting, way, has_checked) for _ in range(_TIMES)]),
            _row(f"{way}, {working.name}, at work", [_leave(working, way, working.is_ready) for _ in range(_TIMES)]),
        ]
    return Table(
        "Leaving, ms until the process is gone",
        ("how", "median", "most", "terminal as it was"),
        tuple(rows),
        "The empty app shows how Textual itself leaves. At work: at the first frame, while the quotes are checked.",
    )


def _leave(program: Program, way: str, ready: Callable[[Terminal], bool]) -> Farewell:
    with program.start() as terminal:
        terminal.wait_for(ready)
        return terminal.leave(way)


def _row(name: str, farewells: Sequence[Farewell]) -> Row:
    times = [farewell.milliseconds for farewell in farewells]
    restored = sum(farewell.restored for farewell in farewells)
    return name, f"{middle(times):.0f}", f"{max(times):.0f}", f"{restored} of {len(farewells)}"
