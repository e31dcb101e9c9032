"""Commands run in this process."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tui import cli

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def parley(capsys: pytest.CaptureFixture[str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Give a function that runs a command in this process."""

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        capsys.readouterr()
        status = cli.run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return subprocess.CompletedProcess([str(argument) for argument in arguments], status, out, err)

    return run
