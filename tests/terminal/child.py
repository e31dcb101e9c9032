"""Parley as a child process in a real pseudo-terminal, and the screen that a terminal would show."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import termios
import time
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
_PATIENCE = 10.0  # seconds; only a failure takes as long
_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_OTHER_SCREEN = re.compile(rb"(\x1b\[\?1049[hl])")
pyte.screens.Char._replace = lru_cache(4096)(pyte.screens.Char._replace)  # two fifths of what reading a screen takes
_STARTS_SHOWN = ("7", "25")  # modes that are on in a terminal left alone: wrapping, the cursor


class Child:
    """A running program and its terminal."""

    def __init__(self, process: pexpect.spawn, size: tuple[int, int]) -> None:
        self.process = process
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self._drawn, self._text = (-1, 0, 0), ""
        self.before = termios.tcgetattr(process.child_fd)

    @property
    def text(self) -> str:
        now = len(self.raw), self.screen.columns, self.screen.lines
        if self._drawn != now:  # asked for fifty times a second, and slow
            self._drawn, self._text = now, "\n".join(self._lines())
        return self._text

    def _lines(self) -> Iterator[str]:
        """Give the screen line by line, as its own `display` does, which measures every sign anew."""
        for y in range(self.screen.lines):
            line = self.screen.buffer[y]
            yield "".join(line[x].data for x in range(self.screen.columns))

    @property
    def flat(self) -> str:
        return " ".join(self.text.replace("▌", " ").split())

    def send(self, keys: str) -> None:
        self.process.send(keys)

    def read(self) -> bool:
        """Take what the program has written; False when it has ended."""
        try:
            found = self.process.read_nonblocking(65536, timeout=0.02)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += found
        for part in _OTHER_SCREEN.split(found):
            if _OTHER_SCREEN.fullmatch(part):
                self.screen.reset()  # pyte has only one screen
            else:
                self._stream.feed(part)
        return True

    def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Read until something is so."""
        end = time.monotonic() + _PATIENCE
        while not condition():
            alive = self.read()
            if not alive and condition():
                return
            if not alive or time.monotonic() > end:
                raise AssertionError(f"waited in vain for {what or condition}:\n{self.text}\n{self.raw[-500:]!r}")

    def settles(self) -> None:
        """Read until nothing more has come for a while: what a key brought about is then at its end."""
        before, since = len(self.raw), time.monotonic()
        while time.monotonic() - since < 0.2:
            self.read()
            if len(self.raw) != before:
                before, since = len(self.raw), time.monotonic()

    def sees(self, words: str) -> None:
        """Wait until words are on the screen, wrapped or not."""
        self.until(lambda: words in self.flat, repr(words))

    def loses(self, words: str) -> None:
        """Wait until words are no longer on the screen."""
        self.until(lambda: words not in self.flat, f"{words!r} to go")

    def resize(self, columns: int, lines: int) -> None:
        self.screen.resize(lines, columns)
        self.process.setwinsize(lines, columns)

    def ends(self) -> int:
        """Read to the end; give the exit status as a shell does."""
        end = time.monotonic() + _PATIENCE
        while self.read():
            assert time.monotonic() < end, f"it does not end:\n{self.text}"
        self.process.wait()
        return self._status

    def hang_up(self) -> int:
        """Close the terminal, as a window does; give the exit status."""
        terminal = self.process.ptyproc
        terminal.fileobj.close()
        terminal.closed = self.process.closed = True
        terminal.fd = self.process.child_fd = -1
        end = time.monotonic() + _PATIENCE
        while self.process.isalive():
            assert time.monotonic() < end, "it goes on without a terminal"
            time.sleep(0.02)
        return self._status

    @property
    def _status(self) -> int:
        status = self.process.exitstatus
        return status if status is not None else 128 + (self.process.signalstatus or 0)

    @property
    def is_restored(self) -> bool:
        """Tell whether the terminal is again as it was: line editing, main screen, cursor, mouse, keyboard."""
        modes = {mode: on for found, on in _MODE.findall(self.raw) for mode in found.decode().split(";")}
        left_on = [mode for mode, on in modes.items() if (on == b"h") != (mode in _STARTS_SHOWN)]
        keyboard = self.raw.count(b"\x1b[>1u") - self.raw.count(b"\x1b[<u")
        return not left_on and keyboard <= 0 and termios.tcgetattr(self.process.child_fd) == self.before


@contextmanager
def running(
    *arguments: str | Path,
    folder: Path,
    size: tuple[int, int] = (100, 30),
    program: tuple[str, ...] = ("-m", "tui"),
    **environment: str,
) -> Iterator[Child]:
    """Run the program in a folder that is not its own."""
    process = pexpect.spawn(
        sys.executable,
        [*program, *map(str, arguments)],
        cwd=str(folder),
        env={
            "PATH": f"{folder}/bin:/usr/bin:/bin",
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "TEXTUAL_ANIMATIONS": "none",
            "EDITOR": "/no/such/editor",
            "PYTHONPATH": str(ROOT),
            **environment,
        },
        dimensions=(size[1], size[0]),
        timeout=_PATIENCE,
    )
    process.delaybeforesend = None
    child = Child(process, size)
    try:
        yield child
    finally:
        if process.isalive():
            os.kill(process.pid, signal.SIGKILL)
        process.close()


def tool(folder: Path, name: str, script: str) -> Path:
    """Put a program on the child's path."""
    path = folder / "bin" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!{shutil.which('sh')}\n{script}\n")
    path.chmod(0o755)
    return path
