"""Work for the workers of tests, in a module that is imported in no time."""

from __future__ import annotations

import os


def double(number: int) -> int:
    return 2 * number


def die_of_seven(number: int) -> int:
    if number == 7:
        os._exit(1)
    return 2 * number


def fail(number: int) -> int:
    raise ModuleNotFoundError(f"no {number}")
