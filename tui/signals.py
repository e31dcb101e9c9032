"""Signals: of a terminal that closes, and those that are meant for the program it is lent to."""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def on_hang_up(leave: Callable[[int], None]) -> None:
    """Call `leave` with the exit status when the terminal closes or the process is asked to end.

    Textual by itself leaves the terminal raw then, or ends as if nothing had been.
    """
    if sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, leave, 128 + number)

    def interrupted(number: int, _: object) -> None:
        with suppress(RuntimeError):  # the loop has ended already, and so will the program
            loop.call_soon_threadsafe(leave, 128 + number)

    for number in (signal.SIGINT, signal.SIGQUIT):  # not the loop's own, which hears late what `keys_elsewhere` ignores
        signal.signal(number, interrupted)


@contextmanager
def keys_elsewhere() -> Iterator[None]:
    """Leave ctrl+c and ctrl+\\ to the program that has the terminal; they are sent to Parley, too."""
    if sys.platform == "win32":
        yield
        return
    before = {number: signal.signal(number, _ignore) for number in (signal.SIGINT, signal.SIGQUIT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _ignore(_number: int, _frame: object) -> None:
    """Stand for `SIG_IGN`, which the other program would inherit."""
