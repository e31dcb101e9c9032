"""Somebody who reads the screen and presses keys, driven by Textual's Pilot."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager, contextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.widgets import Input, TextArea

import tui.ask
import tui.desk
import tui.following
from tui.app import ParleyApp
from tui.forms import Form
from tui.overview import Overview
from tui.session import Session

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from rich.style import Style
    from textual.pilot import Pilot
    from textual.screen import Screen

tui.following._LOOKS_EVERY = tui.desk._LOOKS_EVERY = 0.03  # the terminal tests wait at the program's own pace
tui.ask._DEAF = 0.0
drawing = SimpleNamespace(frames=False)
_PATIENCE = 8.0  # seconds; only a failure takes as long


@contextmanager
def without_frames() -> Iterator[None]:
    """Draw none on the way to what a test is about."""
    wanted, drawing.frames = drawing.frames, False
    try:
        yield
    finally:
        drawing.frames = wanted


class Reader:
    """What a user can see and do."""

    def __init__(self, app: ParleyApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def text(self) -> str:
        """The screen as text, line by line."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    @property
    def flat(self) -> str:
        """The screen as one line with single blanks, so that wrapped text is found."""
        return " ".join(self.text.translate(dict.fromkeys(map(ord, "▌▐│"), " ")).split())

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def status(self) -> str:
        return str(self.app.screen.query_one("Status").visual)

    @property
    def crumbs(self) -> str:
        return str(self.app.screen.query_one("Crumbs").visual)

    @property
    def screen(self) -> str:
        """The name of the screen on top."""
        return type(self.app.screen).__name__

    @property
    def overview(self) -> Overview:
        found = self.app.screen_stack[0]
        assert isinstance(found, Overview)
        return found

    @property
    def at(self) -> tuple[str, str]:
        """The (party, issue) under the cursor of the matrix."""
        cell = self.overview.cell()
        assert cell is not None, "the matrix is empty"
        return cell.party, cell.issue

    @property
    def toasts(self) -> list[str]:
        return [notification.message for notification in self.app._notifications]

    def style_of(self, words: str) -> Style:
        """Give the style in which the first of these words stand on the screen; they must be on one line."""
        for strip in self.app.screen._compositor.render_strips():
            at = strip.text.find(words)
            if at >= 0:
                for segment in strip:
                    at -= len(segment.text)
                    if at < 0:
                        assert segment.style is not None
                        return segment.style
        raise AssertionError(f"{words!r} is not on the screen:\n{self.text}")

    def styled(self, wanted: Callable[[Style], bool]) -> str:
        """Give all text of the screen in a style, as one line with single blanks."""
        strips = self.app.screen._compositor.render_strips()
        pieces = [" ".join(part.text for part in strip if part.style and wanted(part.style)) for strip in strips]
        return " ".join(" ".join(pieces).split())

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each when all is still; Textual's own way waits longer, and by the clock."""
        for key in keys:
            self._send(key, key if len(key) == 1 else None)
            await self.settle()

    async def type(self, text: str) -> None:
        for char in text:
            self._send(_character_to_key(char), char)
            await self.settle()

    async def rush(self, *keys: str) -> None:
        """Press keys faster than the screens can follow."""
        for key in keys:
            self._send(key, key if len(key) == 1 else None)
        await self.settle()

    async def copy(self, *keys: str) -> None:
        """Press keys, and wait until what they copy is where it is to be, and the screen has said so."""
        await self.press(*keys)
        await self.until(lambda: not self.app._goes_on("copy"), "the clipboard")
        await self.settle()  # a toast is a message, and comes after the copy

    def _send(self, key: str, char: str | None) -> None:
        self.app.post_message(events.Key(key, char))

    async def settle(self) -> None:
        """Wait until every widget has done what it was told, and the screen shows it."""
        loop = asyncio.get_running_loop()
        still = 0
        while still < 2:
            if not self.app.is_running:
                return  # it has quit, or broken
            screen = self.app.screen
            waits = screen._layout_required or screen._dirty_widgets or screen._callbacks or not screen.is_mounted
            still = 0 if waits or loop._ready or self._has_mail(screen) else still + 1
            await asyncio.sleep(0.002 if waits else 0)

    def _has_mail(self, screen: Screen[object]) -> bool:
        """Tell whether a widget has something to do still; to ask each of them would take longer than most do."""
        pumps = (self.app, *screen.walk_children(with_self=True))
        return any(pump._next_callbacks or not pump._message_queue.empty() for pump in pumps)

    @property
    def form(self) -> Form:
        """The form on top."""
        assert isinstance(self.app.screen, Form), self.text
        return self.app.screen

    def fill(self, **values: str) -> None:
        """Type into the fields of the form on top."""
        for key, value in values.items():
            widget = self.form.query_one(f"#field-{key.rstrip('_').replace('_', '-')}")
            if isinstance(widget, TextArea):
                widget.text = value
            else:
                assert isinstance(widget, Input)
                widget.value = value

    async def save_form(self) -> None:
        """Save the form on top and wait until it is gone."""
        await self.press("ctrl+s")
        await self.until(lambda: not isinstance(self.app.screen, Form), "the form to close")
        await self.settle()

    async def command(self, words: str) -> None:
        """Choose from the palette."""
        await self.press("ctrl+p")
        await self.type(words)
        await self.press("enter")

    async def quit(self) -> None:
        """Quit from wherever this is; nothing can be pressed afterwards."""
        self._send("ctrl+q", None)
        await self.until(lambda: self.app._exit, "the end")

    async def resize(self, width: int, height: int) -> None:
        self.app._driver._size = size = Size(width, height)
        self.app.post_message(events.Resize(size, size))
        await self.settle()

    async def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Poll until something is so."""
        end = time.monotonic() + _PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain for {what or condition}:\n{self.text}\n{self.toasts}")
            await asyncio.sleep(0.01)

    async def sees(self, words: str) -> None:
        """Wait until words are on the screen, wrapped or not."""
        await self.until(lambda: words in self.flat, repr(words))

    async def on(self, screen: str) -> None:
        """Wait until a screen is on top and laid out."""
        await self.until(lambda: self.screen == screen, screen)
        await self.settle()


@asynccontextmanager
async def reading(path: Path, size: tuple[int, int] = (120, 32)) -> AsyncIterator[Reader]:
    """Open the app on a file."""
    app = ParleyApp(Session(path))
    async with app.run_test(size=size, notifications=True) as pilot:
        reader = Reader(app, pilot)
        await reader.settle()
        yield reader
        if app.is_running:
            app.screen._compositor.render_strips()  # what cannot be drawn ends the program
