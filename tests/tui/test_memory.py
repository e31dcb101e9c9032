"""Memory is taken back in a pause, not while somebody types."""

from __future__ import annotations

import gc
from time import monotonic
from typing import TYPE_CHECKING
from weakref import ref

import pytest

from tui import memory

if TYPE_CHECKING:
    from collections.abc import Iterator


class Knot:
    """Something that nothing else holds: only the collector finds it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    before = gc.get_threshold()
    gc.collect()
    gc.disable()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()
    gc.enable()


def littered() -> ref[Knot]:
    knots = [Knot() for _ in range(5_000)]
    return ref(knots[0])


def test_nothing_is_collected_while_keys_come_and_all_of_it_in_the_next_pause() -> None:
    memory.begin()
    rubbish = littered()
    memory.tidy(keyed=monotonic())
    assert rubbish() is not None
    memory.tidy(keyed=monotonic() - 1)
    assert rubbish() is None


def test_the_start_is_not_held_up() -> None:
    rubbish = littered()
    memory.tidy(keyed=0.0)
    assert rubbish() is not None


def test_what_has_outlived_some_pauses_is_looked_at_in_the_end() -> None:
    memory.begin()
    held = [Knot()]
    rubbish = ref(held[0])
    for round_ in range(30):
        littered()
        memory.tidy(keyed=0.0)
        if round_ == 2:
            held.clear()
    assert rubbish() is None
