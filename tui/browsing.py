"""Web pages, shown by the browser of the desktop or by one in this terminal."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from tui import terminal
from tui.background import in_background

if TYPE_CHECKING:
    from tui.app import ParleyApp


async def browse(app: ParleyApp, url: str) -> None:
    """Open a web page; only http and https, for the file is not to start programs."""
    if not url:
        app.say("No web page is known for this source.", wrong=True)
    elif not url.startswith(("http://", "https://")):
        app.say(f"Not a web address: {url}", wrong=True)
    elif terminal.has_desktop(os.environ):
        opened = await in_background(partial(terminal.browse_beside, url))
        app.say(f"opened {url}" if opened else f"No browser could be opened for {url}", wrong=not opened)
    else:
        try:
            app.lend_terminal(partial(terminal.browse, url))
        except SuspendNotSupported:
            app.open_url(url)
