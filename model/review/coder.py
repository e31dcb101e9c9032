"""Who codes: the name that stands beside a decision."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from getpass import getuser
from typing import TYPE_CHECKING

from model.plain import one_line

if TYPE_CHECKING:
    from pathlib import Path

SETTING = "PARLEY_CODER"
UNKNOWN = "unknown"

_PATIENCE = 2.0  # seconds for git to answer


def coder_of(folder: Path) -> str:
    """Give the coder of a topic: $PARLEY_CODER, else git's user.name in its folder, else the name of the login."""
    return _line(os.environ.get(SETTING, "")) or _line(_git_name(folder)) or _line(_login()) or UNKNOWN


def _line(name: str) -> str:
    return one_line(name).strip()


def _git_name(folder: Path) -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    with suppress(OSError, subprocess.SubprocessError):
        return subprocess.run(  # noqa: S603 - a fixed question, no shell
            [git, "config", "user.name"], cwd=folder, capture_output=True, timeout=_PATIENCE, check=False,
            stdin=subprocess.DEVNULL,
        ).stdout.decode(errors="replace")  # fmt: skip
    return ""


def _login() -> str:
    with suppress(OSError, KeyError):  # nobody by that number
        return getuser()
    return ""
