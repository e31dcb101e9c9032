from __future__ import annotations

import os
import stat
import struct
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from disks import WAYS, beside, limit

from model.file import loader
from model.file.loader import load
from model.save import beside as besides
from model.save import save as saving
from model.save import turn as turns
from model.save.exchange import replace
from model.save.refusal import BusyError, ReplaceRefusedError, SaveError
from model.save.save import save
from model.save.turn import turn

if TYPE_CHECKING:
    from collections.abc import Iterator

OLD = b"title: Talks\n"
NEW = b"title: Talks\nnote: mine\n"

has_attributes = pytest.mark.skipif(not hasattr(os, "setxattr"), reason="this system has no extended attributes")
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files of another owner")


def digest(raw: bytes) -> str:
    return sha256(raw).hexdigest()


def mine(raw: bytes) -> bytes:
    return raw + b"note: mine\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "positions.yaml"
    path.write_bytes(OLD)
    return path


def test_a_change_is_in_the_file_and_the_version_before_beside_it(path: Path) -> None:
    saved = save(path, mine, digest(OLD))
    assert path.read_bytes() == NEW == saved.after
    assert saved.before == OLD
    assert saved.digest == digest(NEW) == load(path).digest
    assert (saved.replayed, saved.warning) == (False, "")
    assert saved.previous == path.with_name(".positions.yaml.prev")
    assert saved.previous.read_bytes() == OLD
    assert beside(path) == [".positions.yaml.prev"]


@pytest.mark.parametrize("way", WAYS)
def test_a_second_save_keeps_the_first_whatever_the_disk_knows(
    path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    in_place = limit(way, path, monkeypatch.setattr)
    inode = path.stat().st_ino
    save(path, mine, digest(OLD), in_place=in_place)
    assert (path.stat().st_ino == inode) is in_place
    saved = save(path, lambda raw: raw[:-1], digest(NEW), in_place=in_place)
    assert path.read_bytes() == NEW[:-1]
    assert saved.previous is not None
    assert saved.previous.read_bytes() == NEW
    assert beside(path) == [".positions.yaml.prev"]
    assert path.stat().st_nlink == 1


@pytest.mark.parametrize(
    "raw", [b"\xef\xbb\xbfa: b\r\nc: d\r\n", b"a: b\r\nc: d\n\re", b"a: no end", b"\0\xff\xfe", b"", b"x" * 3_000_000]
)
def test_every_byte_arrives_as_it_was_given(path: Path, raw: bytes) -> None:
    save(path, lambda _: raw, digest(OLD))
    assert path.read_bytes() == raw
    assert path.with_name(".positions.yaml.prev").read_bytes() == OLD


def test_a_change_that_changes_nothing_touches_nothing(path: Path) -> None:
    def written() -> tuple[int, ...]:  # all but when it was read last
        found = path.stat()
        return found.st_ino, found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns

    before = written()
    saved = save(path, lambda raw: raw, digest(OLD))
    assert (saved.previous, saved.after) == (None, OLD)
    assert written() == before
    assert beside(path) == []


# Written by others


def test_an_edit_made_elsewhere_since_the_reading_is_kept_and_ours_made_on_it(path: Path) -> None:
    path.write_bytes(b"title: Other talks\n")
    saved = save(path, mine, digest(OLD))
    assert saved.replayed
    assert path.read_bytes() == b"title: Other talks\nnote: mine\n"
    assert path.with_name(".positions.yaml.prev").read_bytes() == b"title: Other talks\n"


def test_what_the_change_refuses_is_told_as_it_is_and_nothing_is_written(path: Path) -> None:
    class ClashError(OSError):
        pass

    def clash(_: bytes) -> bytes:
        raise ClashError(28, "not the disk")

    with pytest.raises(ClashError):
        save(path, clash, digest(OLD))
    assert path.read_bytes() == OLD
    assert beside(path) == []
    save(path, mine, digest(OLD))  # and the lock is free


def test_a_file_that_an_editor_is_still_writing_is_waited_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = iter([b"title:", b"title: Late", b"title: Late talks\n"])

    def next_piece(_: float) -> None:
        path.write_bytes(next(pieces, b"title: Late talks\n"))

    path.write_bytes(b"")  # as VS Code leaves it for a moment
    monkeypatch.setattr(saving.time, "sleep", next_piece)
    save(path, mine, digest(OLD))
    assert path.read_bytes() == b"title: Late talks\nnote: mine\n"


def test_a_file_that_never_comes_to_rest_is_left_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def append(_: float) -> None:
        with path.open("ab") as file:
            file.write(b"#\n")

    append(0)
    monkeypatch.setattr(saving.time, "sleep", append)
    with pytest.raises(BusyError, match=r"^positions.yaml was not saved: another program is writing it; try again"):
        save(path, mine, digest(OLD))
    assert beside(path) == []


def test_a_file_that_an_editor_has_moved_away_for_a_moment_is_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = path.rename(path.with_name("positions.yaml~"))
    monkeypatch.setattr(saving.time, "sleep", lambda _: away.exists() and away.rename(path))
    save(path, mine, digest(OLD))
    assert path.read_bytes() == NEW


def test_four_threads_lose_no_change(path: Path) -> None:
    path.write_bytes(b"0")

    def count(_: int) -> None:
        save(path, lambda raw: b"%d" % (int(raw) + 1), digest(b"0"))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count, range(40)))
    assert path.read_bytes() == b"40"


_COUNTER = """
import sys
from hashlib import sha256
from pathlib import Path
from model.save.refusal import BusyError
from model.save.save import save
path, seen, done = Path(sys.argv[1]), sha256(b"0").hexdigest(), 0
while done < 40:
    try:
        seen = save(path, lambda raw: b"%d" % (int(raw) + 1), seen).digest
        done += 1
    except BusyError:
        pass
"""


def test_three_programs_at_once_lose_no_change(path: Path) -> None:
    path.write_bytes(b"0")
    writers = [subprocess.Popen([sys.executable, "-c", _COUNTER, path]) for _ in range(3)]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    assert path.read_bytes() == b"120"
    assert path.with_name(".positions.yaml.prev").read_bytes() == b"119"
    assert beside(path) == [".positions.yaml.prev"]


@pytest.fixture
def held(path: Path) -> Iterator[Path]:
    """Give a lock that a thread holds until the test is over."""
    is_held, is_over = threading.Event(), threading.Event()

    def hold() -> None:
        with turn(path):
            is_held.set()
            is_over.wait()

    thread = threading.Thread(target=hold)
    thread.start()
    is_held.wait()
    yield path.with_name(".positions.yaml.lock")
    is_over.set()
    thread.join()


def test_who_is_saving_is_named_when_the_wait_is_over(path: Path, held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns.turn.__wrapped__, "__defaults__", (0.1,))
    with pytest.raises(
        BusyError, match=rf"another Parley \(process {os.getpid()} on [\w.-]+\) is saving it; try again"
    ):
        save(path, mine, digest(OLD))
    held.write_bytes(b"\x1b[31m12 on me\xff\n")
    with pytest.raises(BusyError, match=r"^positions.yaml was not saved: another Parley is saving it; try again in a"):
        save(path, mine, digest(OLD))
    assert path.read_bytes() == OLD


def test_a_lock_that_is_no_file_is_refused_in_a_sentence_and_not_waited_for(path: Path) -> None:
    path.with_name(".positions.yaml.lock").mkdir()
    assert refusal(path).startswith("positions.yaml was not saved: ")
    assert path.read_bytes() == OLD


def test_a_lock_that_is_a_pipe_is_not_waited_for(path: Path) -> None:
    os.mkfifo(path.with_name(".positions.yaml.lock"))
    save(path, mine, digest(OLD))
    assert path.read_bytes() == NEW


def test_the_lock_may_be_held_by_whoever_may_write_the_file(path: Path) -> None:
    path.chmod(0o660)
    save(path, mine, digest(OLD))
    assert stat.S_IMODE(path.with_name(".positions.yaml.lock").stat().st_mode) == 0o660


# What the file is besides its bytes


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("mode", [0o640, 0o600, 0o664, 0o755])
def test_the_mode_stays(path: Path, monkeypatch: pytest.MonkeyPatch, way: str, mode: int) -> None:
    path.chmod(mode)
    save(path, mine, digest(OLD), in_place=limit(way, path, monkeypatch.setattr))
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_nobody_else_can_read_the_new_version_before_it_is_in_place(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.chmod(0o640)
    seen: list[int] = []
    real = os.write

    def look(descriptor: int, raw: bytes) -> int:
        seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        return real(descriptor, raw)

    monkeypatch.setattr(os, "write", look)
    save(path, mine, digest(OLD))
    assert seen == [0o600]


def test_without_leave_to_give_a_file_to_its_owner_nothing_is_saved_before_asking(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(1, "not permitted")

    owners = {path.stat().st_ino: (1234, 4321)}
    monkeypatch.setattr(besides, "_owner", lambda found: owners.get(found.st_ino, (0, 0)))
    monkeypatch.setattr(os, "chown", forbidden)
    with pytest.raises(ReplaceRefusedError, match="it belongs to somebody else and would become yours"):
        save(path, mine, digest(OLD))
    assert path.read_bytes() == OLD
    assert beside(path) == []
    save(path, mine, digest(OLD), in_place=True)
    assert path.read_bytes() == NEW


def test_a_folder_that_may_be_used_and_not_listed_is_saved_in(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def unlisted(name: object, *more: Any, **named: Any) -> int:
        if name == path.parent:
            raise PermissionError(13, "denied")
        return real(name, *more, **named)

    monkeypatch.setattr(os, "open", unlisted)
    assert save(path, mine, digest(OLD)).warning == ""
    assert path.read_bytes() == NEW


@needs_root
def test_the_owner_stays(path: Path) -> None:
    os.chown(path, 1234, 4321)
    save(path, mine, digest(OLD))
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 4321)


def labels(path: Path) -> dict[str, bytes]:
    return {name: os.getxattr(path, name) for name in os.listxattr(path)}


@has_attributes
@pytest.mark.parametrize("way", WAYS)
def test_extended_attributes_stay(path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    in_place = limit(way, path, monkeypatch.setattr)
    try:
        os.setxattr(path, "user.origin", b"by hand")
        os.setxattr(path, "user.empty", b"")
    except OSError as error:
        pytest.skip(f"the disk of {path.parent} keeps no extended attributes: {error}")
    save(path, mine, digest(OLD), in_place=in_place)
    assert labels(path) == {"user.origin": b"by hand", "user.empty": b""}


# Version 2, then (tag, rights, id): the owner, user 1234, the group, the mask, others.
_ALL_FOR_1234 = struct.pack("<I" + "HHI" * 5, 2, *(1, 7, 0), *(2, 7, 1234), *(4, 5, 0), *(16, 7, 0), *(32, 5, 0))


@has_attributes
def test_access_that_the_folder_gives_to_new_files_is_not_given_to_the_saved_one(path: Path) -> None:
    try:
        os.setxattr(path.parent, "system.posix_acl_default", _ALL_FOR_1234)
    except OSError as error:
        pytest.skip(f"the disk of {path.parent} keeps no access lists: {error}")
    path.with_name("new").touch()
    assert list(labels(path.with_name("new"))) == ["system.posix_acl_access"]
    assert labels(path) == {}
    save(path, mine, digest(OLD))
    assert labels(path) == {}


def test_a_link_stays_a_link_and_the_file_behind_it_is_saved(path: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "topic.yaml"
    link.symlink_to("../positions.yaml")
    saved = save(link, mine, digest(OLD))
    assert saved.path == path
    assert link.is_symlink()
    assert path.read_bytes() == NEW
    assert beside(path) == [".positions.yaml.prev"]
    assert list(link.parent.iterdir()) == [link]


# Refused


def refusal(path: Path, **more: bool) -> str:
    with pytest.raises(SaveError) as caught:
        save(path, mine, digest(OLD), **more)
    return str(caught.value)


def test_a_read_only_file_stays_even_when_the_system_would_allow_it(path: Path) -> None:
    path.chmod(0o444)
    assert refusal(path) == "positions.yaml was not saved: it is read-only; to allow it: chmod u+w positions.yaml"
    assert path.read_bytes() == OLD
    assert beside(path) == []


def test_what_is_no_file_is_refused_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "_PAUSE", 0)
    assert refusal(tmp_path / "none.yaml") == "none.yaml was not saved: the file is gone"
    gone = tmp_path / "gone"
    assert refusal(gone / "p.yaml") == f"p.yaml was not saved: its folder {gone} is gone"
    assert refusal(tmp_path).endswith("was not saved: this is a folder")
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    assert refusal(tmp_path / "loop.yaml").startswith("loop.yaml was not saved: ")
    assert refusal(tmp_path / "a\0b").startswith("a␀b was not saved: embedded null")
    os.mkfifo(tmp_path / "fifo")
    assert refusal(tmp_path / "fifo") == "fifo was not saved: this is not a regular file"


def test_a_file_that_grows_beyond_what_can_be_read_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "MAX_BYTES", len(NEW) - 1)
    assert refusal(path) == "positions.yaml was not saved: the file has 1 MB; the limit is 1 MB"
    assert path.read_bytes() == OLD
    assert beside(path) == []


def test_a_hostile_name_reaches_the_sentence_plain(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\nb.yaml"
    path.write_bytes(OLD)
    path.chmod(0o400)
    path.chmod(0o444)
    assert refusal(path).startswith("a␛[31m b.yaml was not saved: it is read-only")


def test_a_folder_that_lets_no_file_take_anothers_place_asks_first_then_writes_in_place(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit("in place", path, monkeypatch.setattr)
    with pytest.raises(ReplaceRefusedError, match="no other file can take its place here: device or resource busy"):
        save(path, mine, digest(OLD))
    assert path.read_bytes() == OLD
    assert beside(path) == []
    saved = save(path, mine, digest(OLD), in_place=True)
    assert path.read_bytes() == NEW
    assert saved.previous == path.with_name(".positions.yaml.prev")


_AS_NOBODY = """
import os, sys
from hashlib import sha256
from pathlib import Path
import filelock
from model.save.refusal import SaveError
from model.save.save import save
os.setgid(65534)
os.setuid(65534)
path, in_place = Path(sys.argv[1]), sys.argv[2] == "in place"
try:
    save(path, lambda raw: raw + b"note: mine\\n", sha256(path.read_bytes()).hexdigest(), in_place=in_place)
    print("saved")
except SaveError as error:
    print(type(error).__name__, error)
"""


@pytest.fixture
def public() -> Iterator[Path]:
    """Make a folder that everybody can reach, with a topic; root's."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = Path(folder) / "positions.yaml"
        path.write_bytes(OLD)
        yield path


def as_nobody(path: Path, how: str = "") -> str:
    command = [sys.executable, "-c", _AS_NOBODY, path, how]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@needs_root
def test_a_file_of_somebody_else_never_becomes_ours(public: Path) -> None:
    public.parent.chmod(0o777)
    public.chmod(0o666)
    assert as_nobody(public) == (
        "ReplaceRefusedError positions.yaml was not saved: it belongs to somebody else and would become yours"
    )
    assert public.read_bytes() == OLD
    assert beside(public) == []
    assert as_nobody(public, "in place") == "saved"
    assert public.read_bytes() == NEW
    assert (public.stat().st_uid, stat.S_IMODE(public.stat().st_mode)) == (0, 0o666)
    assert public.with_name(".positions.yaml.prev").read_bytes() == OLD


@needs_root
def test_a_folder_of_somebody_else_refuses_in_a_sentence(public: Path) -> None:
    os.chown(public, 65534, 65534)
    message = "SaveError positions.yaml was not saved: you may not change files in its folder (permission denied)"
    assert as_nobody(public) == message
    assert as_nobody(public, "in place") == message
    assert public.read_bytes() == OLD


@needs_root
def test_a_file_that_only_others_may_write_is_read_only(public: Path) -> None:
    assert "it is read-only" in as_nobody(public)


# Windows


def test_a_file_that_another_program_holds_for_a_moment_is_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, refusals = os.replace, iter([PermissionError(13, "in use")] * 4)

    def held(new: Path, old: Path) -> None:
        for refused in refusals:
            raise refused
        real(new, old)

    monkeypatch.setattr("model.save.exchange._WINDOWS", True)
    monkeypatch.setattr("model.save.exchange._PAUSE", 0)
    monkeypatch.setattr(os, "replace", held)
    new = path.with_name("new")
    new.write_bytes(NEW)
    replace(new, path)
    assert path.read_bytes() == NEW
    refusals = iter([PermissionError(13, "in use")] * 5)
    new.write_bytes(OLD)
    with pytest.raises(PermissionError):
        replace(new, path)
    assert path.read_bytes() == NEW
