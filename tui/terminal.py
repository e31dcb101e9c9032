"""What touches the operating system: the user's editor, the clipboard, signals."""

from __future__ import annotations

import asyncio
import os
import shlex
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

# How editors take a line and a column; every other one is given `+line file`, as vi, nano and most take it.
_AT_LINE: Mapping[str, tuple[str, ...]] = {
    "vim": ("+call cursor({line},{column})", "{file}"),
    "nvim": ("+call cursor({line},{column})", "{file}"),
    "nano": ("+{line},{column}", "{file}"),
    "emacs": ("+{line}:{column}", "{file}"),
    "emacsclient": ("+{line}:{column}", "{file}"),
    "micro": ("+{line}:{column}", "{file}"),
    "hx": ("{file}:{line}:{column}",),
    "helix": ("{file}:{line}:{column}",),
    "code": ("--wait", "--goto", "{file}:{line}:{column}"),
    "codium": ("--wait", "--goto", "{file}:{line}:{column}"),
    "subl": ("--wait", "{file}:{line}:{column}"),
}
_PLAIN = ("+{line}", "{file}")

# Each takes the text on standard input.
_CLIPBOARDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("pbcopy",)),
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("clip.exe",)),
)
_CLIPBOARD_SECONDS = 2.0
_BROWSER_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file: line and column from 1."""

    path: Path
    line: int = 1
    column: int = 1


def editor_command(spot: Spot, environment: Mapping[str, str]) -> list[str]:
    """Give the command that opens a file at a place in $VISUAL, else $EDITOR, else vi; ValueError on bad quoting."""
    editor = shlex.split(environment.get("VISUAL") or environment.get("EDITOR") or "vi") or ["vi"]
    name = Path(editor[0]).name.removesuffix(".exe")
    given = {"file": str(spot.path), "line": spot.line, "column": spot.column}
    return [*editor, *(part.format(**given) for part in _AT_LINE.get(name, _PLAIN))]


def edit(spot: Spot) -> str | None:
    """Run the editor in this terminal until it ends; give a sentence if it could not be run or failed."""
    try:
        command = editor_command(spot, os.environ)
    except ValueError as error:
        return f"$EDITOR cannot be read: {error}"
    try:
        status = subprocess.run(command, check=False).returncode  # noqa: S603 - the user's own editor
    except OSError as error:
        return f"The editor {command[0]} cannot be started: {error.strerror or error}. Set $EDITOR to another."
    return f"The editor {command[0]} ended with status {status}." if status else None


def has_desktop(environment: Mapping[str, str]) -> bool:
    """Tell whether a browser has a window of its own; elsewhere it is one for the terminal."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def browse(url: str) -> str | None:
    """Show a page with a browser in this terminal until it ends; give a sentence if there is none."""
    import webbrowser  # noqa: PLC0415 - takes 10 ms, and is seldom asked for

    return None if webbrowser.open(url) else "There is no browser for the terminal here. Set $BROWSER to one."


def browse_beside(url: str) -> bool:
    """Have a page shown by the desktop's browser, whatever it prints; tell whether that worked."""
    opening = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"
    try:
        done = subprocess.run(  # noqa: S603 - this Python, isolated from the folder it is in
            [sys.executable, "-I", "-c", opening, url],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            timeout=_BROWSER_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return True  # one that does not go to the background
    except OSError:
        return False
    return done.returncode == 0


def clipboard_tool(environment: Mapping[str, str]) -> tuple[str, ...] | None:
    """Choose a clipboard program of this machine; None over SSH, where it would be the wrong machine's."""
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return None
    for needs, command in _CLIPBOARDS:
        if (not needs or environment.get(needs)) and shutil.which(command[0], path=environment.get("PATH")):
            return command
    return None


def copy(text: str, send_to_terminal: Callable[[str], None]) -> str:
    """Copy with a program of this machine, else through the terminal (OSC 52); say which, for the user to judge."""
    if command := clipboard_tool(os.environ):
        try:
            subprocess.run(  # noqa: S603 - one of _CLIPBOARDS
                command,
                input=text.encode(),
                check=True,
                timeout=_CLIPBOARD_SECONDS,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except (OSError, subprocess.SubprocessError):
            pass  # no display after all: the terminal is the next best
        else:
            return f"copied with {command[0]}"
    send_to_terminal(text)
    return "sent to the terminal's clipboard"


def on_hang_up(leave: Callable[[int], None]) -> None:
    """Call `leave` with the exit status when the terminal closes or the process is asked to end.

    Textual by itself leaves the terminal raw then, or ends as if nothing had been.
    """
    if sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, leave, 128 + number)

    def interrupted(number: int, _: object) -> None:
        with suppress(RuntimeError):  # the loop has ended already, and so will the program
            loop.call_soon_threadsafe(leave, 128 + number)

    for number in (signal.SIGINT, signal.SIGQUIT):  # not the loop's own, which hears late what `keys_elsewhere` ignores
        signal.signal(number, interrupted)


@contextmanager
def keys_elsewhere() -> Iterator[None]:
    """Leave ctrl+c and ctrl+\\ to the program that has the terminal; they are sent to Parley, too."""
    if sys.platform == "win32":
        yield
        return
    before = {number: signal.signal(number, _ignore) for number in (signal.SIGINT, signal.SIGQUIT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _ignore(_number: int, _frame: object) -> None:
    """Stand for `SIG_IGN`, which the other program would inherit."""
