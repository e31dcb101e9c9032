"""Versions of the file that a crash or a slow program left beside it: offered, never thrown away unasked."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from model.leftovers import Remains, adopt, discard, find_leftovers, slipped
from model.refusal import SaveError
from tui.forms import Ask

if TYPE_CHECKING:
    from model.leftovers import Leftover
    from model.save import Saved
    from tui.app import ParleyApp

_SAID = {
    Remains.UNFINISHED: "A save was cut off before its text came into the file.",
    Remains.BEFORE: "A save was cut off in the middle; this is the version before it.",
    Remains.LATE: "Another program wrote the file in the middle of a save; this is its version.",
}


async def offer_leftovers(app: ParleyApp) -> None:
    """Offer what lies beside the file from an earlier run."""
    for leftover in await asyncio.to_thread(find_leftovers, app.session.path):
        await _offer(app, leftover)


async def offer_late_version(app: ParleyApp, saved: Saved) -> None:
    """Offer what a program wrote that still took the version before a save for the file."""
    leftover = await asyncio.to_thread(slipped, saved)
    if leftover is not None:
        await _offer(app, leftover)


async def _offer(app: ParleyApp, leftover: Leftover) -> None:
    when = f"{leftover.time.astimezone():%Y-%m-%d %H:%M:%S}"
    lines = (f"It is from {when} and lies in {leftover.path.name}.", "What the file says now is kept in any case.")
    answers = {"t": "take it", "x": "delete it"}
    answer = await app.push_screen_wait(Ask(_SAID[leftover.remains], lines, answers))
    if answer == "t":
        try:
            await asyncio.to_thread(adopt, leftover)
        except SaveError as error:
            app.say(str(error), wrong=True)
    elif answer == "x":
        discard(leftover)
