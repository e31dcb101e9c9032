"""What is missing is named with the command that installs it where Parley runs."""

from __future__ import annotations

import importlib.metadata
import sys
from pathlib import Path

import pytest

from model.extras import install_command


def test_in_a_clone_or_any_environment_the_pip_of_the_python_that_runs_is_named() -> None:
    command = install_command("web")
    assert command.startswith(f"{sys.executable} -m pip install ")
    assert "'pypdf>=6'" in command
    assert "pytest" not in command


def test_where_pipx_installed_parley_pipx_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pipx_metadata.json").write_text("{}")
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    assert install_command("cluster").startswith("pipx inject parley-tui 'dask>=")


def test_where_parley_runs_uninstalled_the_extra_itself_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> list[str]:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "requires", unknown)
    assert install_command("web").endswith(" -m pip install 'parley-tui[web]'")
