"""When Python looks for memory to take back: in pauses, for in the middle of a key it takes as long as a page does."""

from __future__ import annotations

import gc
from time import monotonic

_PAUSE = 0.3  # seconds without a key
_ENOUGH = 2_000  # objects more than last time
_SELDOM = 10  # looks at what is new, for one at everything
_FAR_TOO_MANY = 20_000  # while a key is held down for minutes


def begin() -> None:
    """Begin once the start is over: what is there by now stays, and is never looked at again."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(_FAR_TOO_MANY)
        gc.enable()


def tidy(keyed: float) -> None:
    """Look now, if there is enough to look at, and the last key came a while ago, in seconds of the monotonic clock."""
    new, _, looked = gc.get_count()
    has_begun = gc.get_threshold()[0] == _FAR_TOO_MANY  # to count what is frozen takes as long as to look at it
    if has_begun and new > _ENOUGH and monotonic() - keyed > _PAUSE:
        gc.collect(2 if looked > _SELDOM else 1)
