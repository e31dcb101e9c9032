"""A program in a terminal of its own: keys go in, frames come out, and every byte has the time at which it was read.

While a program is timed, nothing is drawn here: its output is kept, and drawn on a screen (pyte's) when it is silent.
So pyte's own slowness does not count and takes no core from the program. Linux only.
"""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import termios
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Self

import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyte.screens import Char

COLUMNS, LINES = 120, 36

KEYS = {
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "page up": b"\x1b[5~",
    "page down": b"\x1b[6~",
    "first column": b"0",
    "top": b"g",
    "enter": b"\r",
    "escape": b"\x1b",
    "q": b"q",
    "tab": b"\t",
    "edit": b"e",
    "letter": b"x",
    "save": b"\x13",
    "undo": b"u",
    "redo": b"\x12",
}

_SYNCHRONIZED = 2026  # the mode in which a terminal shows nothing until the frame is complete
_ASKS_FOR_MODE = re.compile(rb"\x1b\[\?(\d+)\$p")
_FRAME_ENDS = re.compile(rb"\x1b\[\?2026l")
_TAKES_SCREEN = re.compile(rb"\x1b\[\?1049([hl])")
_SILENCE = 0.08  # seconds without output after which a program has nothing more to show
_PATIENCE = 60.0  # seconds

Picture = list[list["Char"]]


class SilentError(Exception):
    """A program that never showed what was waited for; carries what it showed instead."""


@dataclass(frozen=True, slots=True)
class Response:
    """Milliseconds from a key to the first frame with a change where it was looked for, and to the last change at all.

    None where nothing changed.
    """

    paint: float | None
    settled: float | None


@dataclass(frozen=True, slots=True)
class Farewell:
    """Milliseconds until a program was gone, and whether it left the terminal as it was."""

    milliseconds: float
    restored: bool


class Terminal:
    """One run of one program; to be used in a `with`, which leaves no program behind."""

    def __init__(self, command: list[str], folder: Path) -> None:
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("TEXTUAL", "NO_COLOR"))}
        environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        self._started = perf_counter()
        self._process, self._terminal = pty.fork()
        if self._process == 0:
            termios.tcsetwinsize(0, (LINES, COLUMNS))
            os.chdir(folder)
            os.execve(command[0], command, environment)  # noqa: S606 - the program that is measured
        self._settings = termios.tcgetattr(self._terminal)
        self._end = os.pidfd_open(self._process)
        self._undrawn: deque[tuple[float, bytes]] = deque()
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._has_screen = False
        self._last_frame = self._started

    def __enter__(self) -> Self:
        """Give the terminal."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the program if it still runs."""
        if not self._is_gone():
            os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._end)
        os.close(self._terminal)

    # What the program shows

    def wait_for(self, shown: Callable[[Terminal], object]) -> float:
        """Wait for a frame of which something is true; give its milliseconds since the start, or SilentError."""
        end = perf_counter() + _PATIENCE
        while not shown(self):
            if perf_counter() > end or self._is_gone():
                raise self._silence()
            self._listen()
            for at in self._frames():
                self._last_frame = at
                if shown(self):
                    break
        return (self._last_frame - self._started) * 1000

    def lines(self) -> list[str]:
        """Give the text of the last frame."""
        return self._screen.display

    def press(self, key: str, lines: range, columns: range) -> Response:
        """Press a key and wait until the program is silent; look for the first change in a region."""
        self._listen()
        list(self._frames())
        screen, region = self._picture(range(LINES), range(COLUMNS)), self._picture(lines, columns)
        pressed = perf_counter()
        os.write(self._terminal, KEYS[key])
        paint = settled = None
        while settled is None and (patience := pressed + 1 - perf_counter()) > 0:
            self._listen(patience)
            for at in self._frames():
                before, screen = screen, self._picture(range(LINES), range(COLUMNS))
                if screen != before:
                    settled = (at - pressed) * 1000
                if paint is None and self._picture(lines, columns) != region:
                    paint = settled
            if self._is_gone():
                raise self._silence()
        return Response(paint, settled)

    def send(self, key: str) -> None:
        """Press a key and wait for nothing."""
        os.write(self._terminal, KEYS[key])

    def answer(self, key: str, lines: range, columns: range) -> float:
        """Press a key and give the milliseconds to the first frame with a change in a region; else SilentError.

        Frames are drawn as they come, so that the next key can follow at once: half a frame of a busy program's time.
        """
        before = self._picture(lines, columns)
        pressed = perf_counter()
        os.write(self._terminal, KEYS[key])
        while (patience := pressed + _PATIENCE - perf_counter()) > 0 and not self._is_gone():
            if select.select([self._terminal], [], [], patience)[0]:
                self._read()
            for at in self._frames():
                if self._picture(lines, columns) != before:
                    return (at - pressed) * 1000
        raise self._silence()

    def _picture(self, lines: range, columns: range) -> Picture:
        return [[self._screen.buffer[line][column] for column in columns] for line in lines]

    def _listen(self, patience: float = 0.0) -> None:
        """Keep what the program writes until it is silent; it may take `patience` seconds to begin."""
        waiting = max(patience, _SILENCE)
        while select.select([self._terminal], [], [], waiting)[0] and self._read():
            waiting = _SILENCE

    def _read(self) -> bool:
        """Keep what the program wrote, and answer what it asks; False when it has closed the terminal."""
        try:
            read = os.read(self._terminal, 1 << 16)
        except OSError:  # so says Linux
            return False
        self._undrawn.append((perf_counter(), read))
        for mode in _ASKS_FOR_MODE.findall(read):
            os.write(self._terminal, b"\x1b[?%b;%d$y" % (mode, 2 if int(mode) == _SYNCHRONIZED else 0))
        return True

    def _frames(self) -> Iterator[float]:
        """Draw what was kept; stop after each complete frame and give the time at which its last byte was read."""
        while self._undrawn:
            at, read = self._undrawn.popleft()
            found = _FRAME_ENDS.search(read)
            if found and found.end() < len(read):
                self._undrawn.appendleft((at, read[found.end() :]))
                read = read[: found.end()]
            for screen in _TAKES_SCREEN.findall(read):
                self._has_screen = screen == b"h"
            self._stream.feed(read)
            if _SYNCHRONIZED << 5 not in self._screen.mode:  # pyte keeps private modes so
                yield at

    # Memory, and the end

    def peak_memory(self) -> float:
        """Give the most memory, in MB, that the program had in use so far."""
        status = Path(f"/proc/{self._process}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def leave(self, how: str) -> Farewell:
        """Press a key, or send the signal of that name, and wait until the program is gone; else SilentError."""
        began = perf_counter()
        if how in KEYS:
            os.write(self._terminal, KEYS[how])
        else:
            os.kill(self._process, signal.Signals[how])
        while not self._is_gone():
            ready = select.select([self._terminal, self._end], [], [], _PATIENCE)[0]
            if not ready:
                raise self._silence()
            if self._terminal in ready and not self._read():
                select.select([self._end], [], [], _PATIENCE)
        gone = perf_counter()
        self._listen()
        list(self._frames())
        settings = termios.tcgetattr(self._terminal)
        return Farewell((gone - began) * 1000, settings == self._settings and not self._has_screen)

    def _silence(self) -> SilentError:
        return SilentError("\n".join(line.rstrip() for line in self.lines() if line.strip()))

    def _is_gone(self) -> bool:
        return bool(select.select([self._end], [], [], 0)[0])
