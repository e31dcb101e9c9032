"""Work beside the screens gives its result, and nobody waits for it at the end."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from tui.background import in_background


async def test_the_result_comes_back_while_other_things_go_on() -> None:
    started = threading.Event()
    wanted = asyncio.create_task(in_background(lambda: started.wait(5) and threading.current_thread().daemon))
    await asyncio.sleep(0)
    started.set()
    assert await wanted is True


async def test_an_exception_is_raised_where_the_work_was_asked_for() -> None:
    with pytest.raises(ZeroDivisionError):
        await in_background(lambda: 1 // 0)


async def test_work_that_nobody_wants_any_more_disturbs_nobody() -> None:
    done = threading.Event()
    wanted = asyncio.create_task(in_background(lambda: done.wait(5)))
    await asyncio.sleep(0)
    wanted.cancel()
    done.set()
    with pytest.raises(asyncio.CancelledError):
        await wanted


def test_the_end_does_not_wait_for_work_that_goes_on() -> None:
    stop = threading.Event()

    async def leave() -> None:
        task = asyncio.create_task(in_background(lambda: stop.wait(10)))
        await asyncio.sleep(0)
        task.cancel()

    began = time.monotonic()
    asyncio.run(leave())
    assert time.monotonic() - began < 2
    stop.set()
