"""Where no other file can take the file's place, a command asks on a terminal, and says so elsewhere."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest
from disks import limit

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from pathlib import Path
from disks import limit
from tui.__main__ import main

limit("in place", Path(sys.argv[-1]))
main()
"""


def test_in_a_pipe_the_refusal_says_where_it_would_be_asked(
    parley: Callable[..., subprocess.CompletedProcess[str]], harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = harbour.read_bytes()
    limit("in place", harbour, monkeypatch.setattr)
    done = parley("set", "shippers", "tolls", "--note", "x", "--topic", harbour)
    assert done.returncode == 1
    assert "no other file can take its place here: device or resource busy" in done.stderr
    assert done.stderr.endswith("; on a terminal Parley asks whether to write into the file itself\n")
    assert harbour.read_bytes() == before


@pytest.mark.terminal
@pytest.mark.parametrize(("answer", "status"), [("y", 0), ("n", 1), ("", 1)])
def test_on_a_terminal_the_file_is_written_only_after_a_yes(harbour: Path, answer: str, status: int) -> None:
    before, inode = harbour.read_bytes(), harbour.stat().st_ino
    child = pexpect.spawn(
        sys.executable,
        ["-c", PROGRAM, "set", "shippers", "tolls", "--note", "x", "--topic", str(harbour)],
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests/model/save'}"},
        encoding="utf-8",
        timeout=20,
    )
    child.expect("no other file can take its place here")
    child.expect("a full copy lies beside it")
    child.expect(r"Write into the file\? \[y/N\]: ")
    assert harbour.read_bytes() == before
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == status
    assert (harbour.read_bytes() == before) == (status == 1)
    assert b"note: x" in harbour.read_bytes() or status
    assert harbour.stat().st_ino == inode
