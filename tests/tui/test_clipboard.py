from __future__ import annotations

from pathlib import Path

import pytest

from tui import clipboard
from tui.clipboard import clipboard_tool, copy


def tools(folder: Path, *names: str) -> str:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    return str(folder)


WAYLAND, X11 = {"WAYLAND_DISPLAY": "wayland-0"}, {"DISPLAY": ":0"}
ALL = ("pbcopy", "wl-copy", "xclip", "xsel", "clip.exe")


@pytest.mark.parametrize(
    ("present", "environment", "chosen"),
    [
        (ALL, {}, ("pbcopy",)),
        (ALL[1:], {}, ("clip.exe",)),
        (ALL[1:], WAYLAND | X11, ("wl-copy",)),
        (ALL[1:], X11, ("xclip", "-selection", "clipboard")),
        (ALL[2:], WAYLAND | X11, ("xclip", "-selection", "clipboard")),
        (("xsel",), X11, ("xsel", "--clipboard", "--input")),
        (ALL[1:4], {}, None),
        (("wl-copy",), X11, None),
        ((), WAYLAND | X11, None),
        (ALL, {"SSH_TTY": "/dev/pts/1"} | WAYLAND | X11, None),
        (ALL, {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"} | X11, None),
    ],
)
def test_the_clipboard_is_that_of_the_screen_in_front_of_the_user(
    tmp_path: Path, present: tuple[str, ...], environment: dict[str, str], chosen: tuple[str, ...] | None
) -> None:
    assert clipboard_tool({"PATH": tools(tmp_path / "bin", *present)} | environment) == chosen


def test_a_clipboard_tool_that_fails_or_hangs_leaves_the_terminal_to_do_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tools(tmp_path / "bin", "wl-copy")
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setattr(clipboard, "_CLIPBOARD_SECONDS", 0.2)
    for script in ("exit 1", "exec sleep 5"):
        (tmp_path / "bin/wl-copy").write_text(f"#!/bin/sh\n{script}\n")
        assert copy("Жёлтый «текст» 🎈") is None


def test_a_clipboard_tool_gets_every_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tools(tmp_path / "bin", "wl-copy")
    (tmp_path / "bin/wl-copy").write_text(f"#!/bin/sh\ncat > '{tmp_path}/copied'\n")
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    text = "Жёлтый «текст» 🎈\nand $(a second) line"
    assert copy(text) == "wl-copy"
    assert (tmp_path / "copied").read_text(encoding="utf-8") == text
