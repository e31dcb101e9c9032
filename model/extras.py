"""What an extra of Parley needs, and the command that installs it where Parley runs."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

_NAME = "parley-tui"


def install_command(extra: str) -> str:
    """Give the line for a shell: pipx's own where pipx has installed Parley, else pip of the Python that runs it.

    It names the packages and not Parley, which need not come from where pip looks.
    """
    if (Path(sys.prefix) / "pipx_metadata.json").is_file():
        return shlex.join(["pipx", "inject", _NAME, *_packages(extra)])
    return shlex.join([sys.executable or "python3", "-m", "pip", "install", *_packages(extra)])


def _packages(extra: str) -> list[str]:
    """Give the packages of an extra with the versions that it asks for; the extra itself where that is not known."""
    from importlib.metadata import PackageNotFoundError, requires  # noqa: PLC0415 - over 1 MB, for a rare sentence

    try:
        listed = requires(_NAME) or []
    except PackageNotFoundError:
        listed = []
    marked = re.compile(rf"(?P<package>[^;]+);.*\bextra == ['\"]{re.escape(extra)}['\"]")
    found = [match["package"].strip() for each in listed if (match := marked.fullmatch(each))]
    return found or [f"{_NAME}[{extra}]"]
