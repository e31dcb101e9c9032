"""What goes out of the screens: the terminal lent to an editor or a browser, the clipboard, passing messages."""

from __future__ import annotations

import asyncio
import os
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import App, SuspendNotSupported

from model.plain import one_line
from tui import clipboard, programs
from tui.background import in_background
from tui.signals import keys_elsewhere

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.driver import Driver

    from tui.citation import Clip


class Outward(App[int]):
    """An app that can speak, copy, and start other programs."""

    def __init__(self, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self._copying = asyncio.Lock()

    def say(self, message: str, *, wrong: bool = False) -> None:
        """Show a passing message; the text may come from outside."""
        self.notify(one_line(message), severity="warning" if wrong else "information", timeout=3, markup=False)

    def edit(self, spot: programs.Spot) -> None:
        """Give the terminal to the user's editor until it ends."""
        try:
            self._lend_terminal(partial(programs.edit, spot))
        except SuspendNotSupported:
            self.say("An editor cannot be opened here: this terminal is not Parley's own.", wrong=True)

    def _lend_terminal(self, use: Callable[[], str | None]) -> None:
        """Give the terminal to another program until it ends, and say what went wrong; SuspendNotSupported."""
        with self.suspend(), keys_elsewhere():
            trouble = use()
        self.refresh(layout=True)
        if trouble:
            self.say(trouble, wrong=True)

    @work(group="copy")
    async def copy(self, clip: Clip) -> None:
        """Copy a text and say how, and what speaks against printing it.

        Beside the keys, for the program that does it may hang. The terminal (OSC 52) is the next best.
        """
        async with self._copying:  # what was copied last is to be in the clipboard in the end
            program = await in_background(partial(clipboard.copy, clip.text))
            if program is None:
                self.copy_to_clipboard(clip.text)
        how = f"copied with {program}" if program else "sent to the terminal's clipboard"
        done = f"{clip.what} {how}"
        self.say(f"{done}, but {clip.doubt}" if clip.doubt else done, wrong=bool(clip.doubt))

    def browse(self, url: str) -> None:
        """Open a web page; only http and https, for the file is not to start programs."""
        if not url:
            self.say("No web page is known for this source.", wrong=True)
        elif not url.startswith(("http://", "https://")):
            self.say(f"Not a web address: {url}", wrong=True)
        elif programs.has_desktop(os.environ):
            self._browse_beside(url)
        else:
            try:
                self._lend_terminal(partial(programs.browse, url))
            except SuspendNotSupported:
                self.open_url(url)

    @work(group="browse")
    async def _browse_beside(self, url: str) -> None:
        opened = await in_background(partial(programs.browse_beside, url))
        self.say(f"opened {url}" if opened else f"No browser could be opened for {url}", wrong=not opened)
