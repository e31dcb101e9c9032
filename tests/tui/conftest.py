"""The harbour as a topic, and commands run in this process."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from model.file.loader import load
from tui import cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from model.schema import Topic


@pytest.fixture
def topic(harbour: Path) -> Topic:
    """Give the harbour's topic."""
    found = load(harbour).topic
    assert found is not None
    return found


@pytest.fixture
def parley(capsys: pytest.CaptureFixture[str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Give a function that runs a command in this process."""

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        capsys.readouterr()
        status = cli.run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return subprocess.CompletedProcess([str(argument) for argument in arguments], status, out, err)

    return run
