"""However Parley ends, the terminal is left as it was found, and the exit status says how it ended."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import pytest
from child import running

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.terminal


@pytest.mark.parametrize("keys", ["q", "\x11", "5?\x11", "/x\x11", "f\x11", ":\x11"])
def test_quitting_restores_the_terminal_and_succeeds(harbour: Path, tmp_path: Path, keys: str) -> None:
    with running(harbour, folder=tmp_path) as child:
        child.sees("▸+ support")
        for key in keys:
            child.send(key)
        assert child.ends() == 0
        assert child.is_restored


@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGQUIT, 131)],
)
@pytest.mark.parametrize("keys", ["", "\r?"])
def test_a_signal_restores_the_terminal_and_is_told(
    harbour: Path, tmp_path: Path, number: signal.Signals, status: int, keys: str
) -> None:
    with running(harbour, folder=tmp_path) as child:
        child.sees("▸+ support")
        if keys:
            child.send(keys[0])
            child.sees("✓ word for word")
            child.send(keys[1])
            child.sees("go to the next quote")
        os.kill(child.process.pid, number)
        assert child.ends() == status
        assert child.is_restored


def test_a_closed_window_leaves_no_process_behind(harbour: Path, tmp_path: Path) -> None:
    with running(harbour, folder=tmp_path) as child:
        child.sees("▸+ support")
        assert child.hang_up() in (129, 120), "120 is Python's own, for what it could not write"


def test_ctrl_c_copies_and_does_not_kill(harbour: Path, tmp_path: Path) -> None:
    with running(harbour, folder=tmp_path) as child:
        child.sees("▸+ support")
        child.send("\x03\x03j")
        child.sees("▸− oppose")
        child.send("q")
        assert child.ends() == 0


BROKEN = """
import sys
from pathlib import Path
import tui.app
from tui.__main__ import open_app

class Broken(tui.app.ParleyApp):
    CSS_PATH = str(Path(tui.app.__file__).with_name("app.tcss"))
    def on_ready(self):
        self.set_timer(0.1, self.fail)
    def fail(self):
        secret = "the text that was in its hands"
        raise RuntimeError("broken \\x1b]0;owned\\x07 [b]on purpose[/b]")

tui.app.ParleyApp = Broken
sys.exit(open_app(Path(sys.argv[1])))
"""


def test_a_crash_restores_the_terminal_and_tells_where_without_the_texts(harbour: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text(BROKEN)
    with running(harbour, folder=tmp_path, program=(str(tmp_path / "broken.py"),)) as child:
        assert child.ends() == 1
        assert child.is_restored
        assert b"\x1b]0;owned" not in child.raw
        assert "[b]on purpose[/b]" in child.flat
        assert "Your files are as you saved them." in child.flat
        assert b"in its hands" not in child.raw.replace(b'secret = "the text that was in its hands"', b"")


def test_quitting_does_not_wait_for_the_quotes_to_be_checked(tmp_path: Path) -> None:
    words = [f"{number:x}"[::-1] * 2 for number in range(100, 3100)]
    (tmp_path / "paper.txt").write_text(" ".join(words * 40))
    quotes = "".join(
        f"        - {{quote: {' '.join(words[start : start + 40 : 2])}, source: paper, stance: support}}\n"
        for start in range(0, 2900, 3)
    )
    topic = tmp_path / "positions.yaml"
    topic.write_text(
        "issues: {p: {name: P, proposition: It is so.}}\nparties: {n: {name: N}}\nsources: {paper: {file: paper.txt}}\n"
        f"positions:\n  n:\n    p:\n      quotes:\n{quotes}"
    )
    with running(topic, folder=tmp_path) as child:
        child.sees("checking quotes")
        began = time.monotonic()
        child.send("q")
        assert child.ends() == 0
        assert time.monotonic() - began < 1.5
        assert child.is_restored
