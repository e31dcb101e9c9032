from __future__ import annotations

import getpass
import subprocess
from typing import TYPE_CHECKING

import pytest

from model.review import coder
from model.review.coder import UNKNOWN, coder_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def nobody_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the tests away."""
    monkeypatch.delenv("PARLEY_CODER", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "maj")


def test_who_says_his_name_is_called_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_CODER", " Maj\x1b Lind ")
    assert coder_of(tmp_path) == "Maj␛ Lind"


def test_git_knows_the_coder_of_a_topic_it_keeps(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "config", "user.name", "Maj Lind"], cwd=tmp_path, check=True)
    assert coder_of(tmp_path) == "Maj Lind"


def test_without_a_name_in_git_the_login_stands(tmp_path: Path) -> None:
    assert coder_of(tmp_path) == "maj"


def test_without_git_the_login_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert coder_of(tmp_path) == "maj"


def test_a_git_that_hangs_or_breaks_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git = tmp_path / "git"
    git.write_text("#!/bin/sh\nexec sleep 60\n")
    git.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(coder, "_PATIENCE", 0.05)
    assert coder_of(tmp_path) == "maj"


@pytest.mark.parametrize("error", [OSError, KeyError])
def test_a_login_without_a_name_is_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def nobody() -> str:
        raise error

    monkeypatch.setattr(coder, "getuser", nobody)
    assert getpass.getuser() == "maj"
    assert coder_of(tmp_path) == UNKNOWN
