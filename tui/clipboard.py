"""The clipboard of the machine in front of the user: by one of its programs, else through the terminal."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Each takes the text on standard input.
_CLIPBOARDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("pbcopy",)),
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("clip.exe",)),
)
_CLIPBOARD_SECONDS = 2.0


def clipboard_tool(environment: Mapping[str, str]) -> tuple[str, ...] | None:
    """Choose a clipboard program of this machine; None over SSH, where it would be the wrong machine's."""
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return None
    for needs, command in _CLIPBOARDS:
        if (not needs or environment.get(needs)) and shutil.which(command[0], path=environment.get("PATH")):
            return command
    return None


def copy(text: str) -> str | None:
    """Copy with a program of this machine, and name it; None where there is none that does it: slow if it hangs."""
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
            return None  # no display after all
        return command[0]
    return None
