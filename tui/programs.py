"""The user's own programs: the editor, opened at a place in a file, and the browser."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

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
