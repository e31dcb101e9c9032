from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from model.save.draft import drafts, forget_draft, keep_draft, read_draft
from model.save.refusal import SaveError

TEXT = "He said: “no”\n\n\u2028 \x1b[31m 😀 \ud800\r\n"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "state" / "parley" / "drafts"


@pytest.fixture
def path(tmp_path: Path, state: Path) -> Path:
    assert not state.exists()
    return tmp_path / "positions.yaml"


def test_a_text_is_kept_until_it_is_forgotten(path: Path, state: Path) -> None:
    assert read_draft(path, "quote russia ceasefire") is None
    keep_draft(path, "quote russia ceasefire", "first")
    keep_draft(path, "quote russia ceasefire", TEXT)
    draft = read_draft(path, "quote russia ceasefire")
    assert draft is not None
    assert (draft.key, draft.text) == ("quote russia ceasefire", TEXT)
    assert abs((datetime.now(UTC) - draft.time).total_seconds()) < 60
    forget_draft(path, "quote russia ceasefire")
    assert read_draft(path, "quote russia ceasefire") is None
    assert list(state.iterdir()) == []
    forget_draft(path, "quote russia ceasefire")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_nobody_else_reads_a_draft(path: Path, state: Path) -> None:
    keep_draft(path, "key", TEXT)
    (folder,) = state.iterdir()
    (file,) = folder.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_drafts_of_other_forms_and_other_topics_stay_apart(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    keep_draft(path, "../../a", "one")
    keep_draft(path, "\ud800/b\0", "two")
    keep_draft(other, "../../a", "three")
    assert [draft.text for draft in drafts(path)] == ["one", "two"]
    forget_draft(path, "../../a")
    assert [(draft.key, draft.text) for draft in drafts(path)] == [("\ud800/b\0", "two")]
    assert [draft.text for draft in drafts(other)] == ["three"]


def test_a_topic_reached_through_a_link_has_the_same_drafts(path: Path, tmp_path: Path) -> None:
    path.touch()
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    keep_draft(link, "key", TEXT)
    assert [draft.text for draft in drafts(path)] == [TEXT]


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'"x"', b"{}", b'{"key": 1, "text": "x"}', b'{"key": "k"}', b"\xff"])
def test_a_file_that_is_no_draft_is_passed_over(path: Path, state: Path, raw: bytes) -> None:
    keep_draft(path, "key", TEXT)
    (file,) = state.rglob("*.json")
    file.write_bytes(raw)
    assert read_draft(path, "key") is None
    assert drafts(path) == []
    keep_draft(path, "key", TEXT)
    assert len(drafts(path)) == 1


def test_what_a_crash_left_of_a_draft_goes_with_it(path: Path, state: Path) -> None:
    keep_draft(path, "key", TEXT)
    (file,) = state.rglob("*.json")
    file.with_name(f".{file.name}.draft.abc.tmp").touch()
    assert len(drafts(path)) == 1
    forget_draft(path, "key")
    assert list(state.iterdir()) == []


def test_a_draft_that_cannot_be_kept_is_told_and_the_last_one_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_draft(path, "key", "first")

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(SaveError) as caught:
        keep_draft(path, "key", "second")
    assert str(caught.value) == "the draft of this form was not saved: the disk is full"
    assert [draft.text for draft in drafts(path)] == ["first"]


_KEEPING = """
import sys
from pathlib import Path
from model.save.draft import keep_draft
print("ready", flush=True)
number = 0
while True:
    number += 1
    keep_draft(Path(sys.argv[1]), "key", f"{number} " * 20_000)
"""


def test_a_program_killed_while_it_keeps_a_draft_leaves_a_whole_one(path: Path) -> None:
    keep_draft(path, "key", "0 " * 20_000)
    for moment in (0.03, 0.05, 0.08):
        with subprocess.Popen([sys.executable, "-c", _KEEPING, path], stdout=subprocess.PIPE) as keeper:
            assert keeper.stdout
            assert keeper.stdout.readline() == b"ready\n"
            time.sleep(moment)  # at any moment
            keeper.send_signal(signal.SIGKILL)
        draft = read_draft(path, "key")
        assert draft is not None
        assert len(set(draft.text.split())) == 1
        assert len(draft.text.split()) == 20_000
