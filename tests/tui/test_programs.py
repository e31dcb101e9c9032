"""The user's own editor at the right line; no shell in between."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tui import programs
from tui.programs import Spot, editor_command

SPOT = Spot(Path("/home/ada/my topics/positions.yaml"), 14, 12)
FILE = str(SPOT.path)


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("vi", ["vi", "+14", FILE]),
        ("vim", ["vim", "+call cursor(14,12)", FILE]),
        ("/usr/bin/vim", ["/usr/bin/vim", "+call cursor(14,12)", FILE]),
        ("nvim", ["nvim", "+call cursor(14,12)", FILE]),
        ("nano", ["nano", "+14,12", FILE]),
        ("nano -w", ["nano", "-w", "+14,12", FILE]),
        ("emacs -nw", ["emacs", "-nw", "+14:12", FILE]),
        ("emacsclient -t", ["emacsclient", "-t", "+14:12", FILE]),
        ("micro", ["micro", "+14:12", FILE]),
        ("hx", ["hx", f"{FILE}:14:12"]),
        ("code", ["code", "--wait", "--goto", f"{FILE}:14:12"]),
        ("code --new-window", ["code", "--new-window", "--wait", "--goto", f"{FILE}:14:12"]),
        ("'/opt/My Editor/ed' --big", ["/opt/My Editor/ed", "--big", "+14", FILE]),
        ("subl", ["subl", "--wait", f"{FILE}:14:12"]),
        ("  ", ["vi", "+14", FILE]),
    ],
)
def test_the_editor_opens_at_the_line_as_it_wants_to_be_told(editor: str, command: list[str]) -> None:
    assert editor_command(SPOT, {"EDITOR": editor}) == command


def test_visual_comes_before_editor_and_vi_when_there_is_neither() -> None:
    assert editor_command(SPOT, {"VISUAL": "nano", "EDITOR": "vi"})[0] == "nano"
    assert editor_command(SPOT, {"VISUAL": "", "EDITOR": "nano"})[0] == "nano"
    assert editor_command(SPOT, {}) == ["vi", "+14", FILE]


def test_braces_in_a_file_name_are_no_places_for_a_line() -> None:
    spot = Spot(Path("{line}{0}.yaml"), 3, 4)
    assert editor_command(spot, {"EDITOR": "hx"}) == ["hx", "{line}{0}.yaml:3:4"]


def test_an_editor_with_a_quote_left_open_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "vim 'x")
    assert "$EDITOR cannot be read" in (programs.edit(SPOT) or "")


def test_an_editor_that_is_not_there_or_fails_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "/no/such/editor")
    assert programs.edit(SPOT) == (
        "The editor /no/such/editor cannot be started: No such file or directory. Set $EDITOR to another."
    )
    not_executable = tmp_path / "editor"
    not_executable.write_text("")
    monkeypatch.setenv("EDITOR", str(not_executable))
    assert "Permission denied" in (programs.edit(SPOT) or "")
    monkeypatch.setenv("EDITOR", f"{sys.executable} -c 'raise SystemExit(3)'")
    assert "ended with status 3" in (programs.edit(SPOT) or "")
    monkeypatch.setenv("EDITOR", f"{sys.executable} -c ''")
    assert programs.edit(SPOT) is None


def test_no_shell_reads_what_the_user_or_a_file_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trap = tmp_path / "trap"
    monkeypatch.setenv("EDITOR", f"{sys.executable} -c ''")
    assert programs.edit(Spot(tmp_path / f"$(touch {trap.name});`touch {trap.name}`.yaml")) is None
    assert subprocess.run(["ls", tmp_path], capture_output=True, check=True).stdout == b""
