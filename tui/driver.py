"""Textual's Linux driver without its two waits of a tenth of a second, after Escape and before leaving.

Textual's input thread sleeps in `select(0.1)`, so a lone Escape and the wish to leave are seen up to 100 ms late. This
one sleeps until there is input, or until it is woken; only after input it looks again soon, for an Escape that stays
alone. What is written goes out a frame at a time. It relies on how `textual.drivers.linux_driver` starts and stops its
thread: the terminal tests watch over it.
"""

from __future__ import annotations

import os
import selectors
import time
from codecs import getincrementaldecoder
from threading import Event
from typing import Any

from textual import constants
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

_LOOK_AGAIN = 0.005  # seconds, while an Escape may still be the beginning of another key


class _WakingEvent(Event):
    """An event that wakes a `select` when it is set."""

    def __init__(self) -> None:
        super().__init__()
        self.reader, self._writer = os.pipe()
        os.set_blocking(self.reader, False)

    def set(self) -> None:
        super().set()
        os.write(self._writer, b"!")

    def clear(self) -> None:
        super().clear()
        os.read(self.reader, 1024)


class PromptDriver(LinuxDriver):
    """A driver that answers at once."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.exit_event: _WakingEvent = _WakingEvent()
        self._frame = ""  # what of a frame has been written

    def write(self, data: str) -> None:
        """Hand a frame to the thread that writes as one text, not as its beginning, its middle and its end."""
        if data == SYNC_START:
            self._frame = data
        elif self._frame and data != SYNC_END:
            self._frame += data
        else:
            whole, self._frame = self._frame + data, ""
            super().write(whole)

    def run_input_thread(self) -> None:
        """Read keys and mouse until the exit event is set."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        waits_until = 0.0
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self.exit_event.reader, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                waiting = time.monotonic() < waits_until
                ready = selector.select(_LOOK_AGAIN if waiting else None)
                if any(key.fd == self.fileno for key, _ in ready):
                    data = os.read(self.fileno, 4096)
                    if not data:
                        return  # the terminal is gone
                    waits_until = time.monotonic() + constants.ESCAPE_DELAY + 2 * _LOOK_AGAIN
                    for message in parser.feed(decode(data)):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)
