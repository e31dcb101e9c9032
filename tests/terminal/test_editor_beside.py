"""A real editor writes the file while a form is open in Parley: both edits are in the file, and no other byte moves."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pexpect
import pytest
from child import Child, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.terminal

# What vi does when it saves: the old file gets another name, a new one is written, the old one goes.
LIKE_VI = """
import os, sys
from pathlib import Path

path, old, new = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
text = path.read_text(encoding="utf-8")
backup = path.with_name(path.name + "~")
os.rename(path, backup)
path.write_text(text.replace(old, new), encoding="utf-8")
backup.unlink()
"""


def with_ed(path: Path, old: str, new: str) -> None:
    """Substitute in ed, from its commands; it writes into the file itself."""
    subprocess.run(["ed", "-s", str(path)], input=f",s/{old}/{new}/\nw\nq\n", text=True, check=True)


def with_vi(path: Path, old: str, new: str) -> None:
    """Substitute in vi, in a terminal of its own."""
    vi = pexpect.spawn("vi", [str(path)], env={**os.environ, "TERM": "vt100"}, timeout=10, encoding="utf-8")
    vi.expect("Norrhavn")
    vi.send(f"\x1b:%s/{old}/{new}/\r")
    vi.send(":wq\r")
    vi.expect(pexpect.EOF)
    vi.close()


def like_vi(path: Path, old: str, new: str) -> None:
    """Substitute as vi does, in a program of its own: every machine has that."""
    subprocess.run([sys.executable, "-c", LIKE_VI, str(path), old, new], check=True)


EDITORS = [like_vi, *([with_ed] if shutil.which("ed") else []), *([with_vi] if shutil.which("vi") else [])]


def open_form(child: Child, field: str) -> None:
    """Open the form of the first cell, and go to one of its fields."""
    child.sees("▸+ support")
    child.send("e")
    child.sees("Shippers on Harbour tolls: the cell")
    child.send("@")
    child.sees(" @ ")
    child.send("\x7f")
    child.loses(" @ ")
    for label in ("since", "summary", "note"):
        child.send("\t")
        child.until(lambda label=label: label in child.screen.display[child.screen.cursor.y - 1], f"the field {label}")
        if label == field:
            return


@pytest.mark.parametrize("edit", EDITORS)
def test_what_an_editor_writes_while_a_form_is_open_and_what_the_form_says_are_both_in_the_file(
    harbour: Path, tmp_path: Path, edit: Callable[[Path, str, str], None]
) -> None:
    before = harbour.read_text(encoding="utf-8")
    with running(harbour, folder=tmp_path) as child:
        open_form(child, "note")
        child.send("Typed in Parley")
        child.sees("Typed in Parley")
        edit(harbour, "name: Shippers", "name: Shipowners")
        assert "name: Shipowners" in harbour.read_text(encoding="utf-8")
        child.send("\x13")
        child.sees("Shipowners")
        child.loses("the cell")
        summary = "      summary: Want the tolls cut before the summer.\n"
        both = before.replace("name: Shippers", "name: Shipowners").replace(
            summary, f"{summary}      note: Typed in Parley\n"
        )
        assert harbour.read_text(encoding="utf-8") == both
        child.send("u")
        child.until(lambda: "Typed in Parley" not in harbour.read_text(encoding="utf-8"), "the undo")
        assert harbour.read_text(encoding="utf-8") == before.replace("name: Shippers", "name: Shipowners")
        child.send("q")
        assert child.ends() == 0
        assert child.is_restored


@pytest.mark.parametrize("edit", EDITORS)
def test_what_an_editor_makes_of_the_same_field_is_asked_about(
    harbour: Path, tmp_path: Path, edit: Callable[[Path, str, str], None]
) -> None:
    with running(harbour, folder=tmp_path) as child:
        open_form(child, "summary")
        child.send(" Mine.")
        child.sees("summer. Mine.")
        edit(harbour, "Want the tolls", "Wish the tolls")
        child.send("\x13")
        child.sees("in the file now: Wish the tolls cut before the summer.")
        child.sees("yours: Want the tolls cut before the summer. Mine.")
        child.send("m")
        child.loses("the cell")
        assert "Want the tolls cut before the summer. Mine." in harbour.read_text(encoding="utf-8")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGKILL])
def test_what_was_typed_when_parley_was_ended_is_offered_at_the_next_start(
    harbour: Path, tmp_path: Path, number: signal.Signals
) -> None:
    with running(harbour, folder=tmp_path) as child:
        open_form(child, "note")
        child.send("Words to keep")
        child.sees("Words to keep")
        if number is signal.SIGKILL:  # nobody hears it come: what was kept before counts
            state = tmp_path / ".local/state/parley/drafts"
            child.until(
                lambda: any("Words to keep" in draft.read_text() for draft in state.rglob("*.json")), "the draft"
            )
        os.kill(child.process.pid, number)
        child.ends()
    with running(harbour, folder=tmp_path) as child:
        child.sees("Not saved yet: Shippers on Harbour tolls: the cell")
        child.sees("note: Words to keep")
        time.sleep(1)  # a key that comes at once was typed for something else
        child.send("o")
        child.sees("This is what you typed")
        child.send("\x13")
        child.until(lambda: "note: Words to keep\n" in harbour.read_text(encoding="utf-8"), "the text in the file")


def test_a_crash_keeps_what_was_typed(harbour: Path, tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
import tui.app
from textual.binding import Binding
from tui.__main__ import open_app

class Broken(tui.app.ParleyApp):
    CSS_PATH = str(Path(tui.app.__file__).with_name("app.tcss"))
    BINDINGS = [Binding("f9", "fail", priority=True)]
    def action_fail(self):
        raise RuntimeError("broken on purpose")

tui.app.ParleyApp = Broken
sys.exit(open_app(Path(sys.argv[1])))
"""
    (tmp_path / "broken.py").write_text(
        program.replace("tui.app.Binding", "__import__('textual.binding').binding.Binding")
    )
    with running(harbour, folder=tmp_path, program=(str(tmp_path / "broken.py"),)) as child:
        open_form(child, "note")
        child.send("Words to keep")
        child.sees("Words to keep")
        child.send("\x1b[20~")
        assert child.ends() == 1
        assert "broken on purpose" in child.flat
    with running(harbour, folder=tmp_path) as child:
        child.sees("note: Words to keep")
