from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from disks import WAYS, Faults, beside, limit, number_of, version

from model.save import exchange, putting
from model.save import save as saving
from model.save.leftovers import Remains, adopt, discard, find_leftovers
from model.save.refusal import BusyError, SaveError
from model.save.save import save

if TYPE_CHECKING:
    from collections.abc import Callable

KILLS = int(os.environ.get("PARLEY_KILLS", "30"))

OLD = b"title: Talks\nnote: old\n"
NEW = b"title: Talks\nnote: old\nnote: mine\n"
THEIRS = b"title: Their talks, said at some length\nnote: old\n"
THEIRS_AND_MINE = THEIRS + b"note: mine\n"


def digest(raw: bytes) -> str:
    return sha256(raw).hexdigest()


def mine(raw: bytes) -> bytes:
    return raw + b"note: mine\n"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(saving, "_PAUSE", 0.001)
    path = tmp_path / "positions.yaml"
    path.write_bytes(OLD)
    return path


# Killed at any moment

_SAVING = """
import os, sys
from hashlib import sha256
from pathlib import Path
import filelock
from disks import limit, number_of, version
from model.save.save import save
path, way = Path(sys.argv[1]), sys.argv[2]
in_place = limit(way, path)
real = os.write
os.write = lambda descriptor, raw: real(descriptor, raw[:4096])  # so that there is more than one moment in a write
said = os.open(path.with_name("said"), os.O_WRONLY | os.O_APPEND | os.O_CREAT)
for line in sys.stdin:
    if child := os.fork():
        print(child, flush=True)
        os.waitpid(child, 0)
        print("dead", flush=True)
        continue
    while True:
        raw = path.read_bytes()
        saved = save(path, lambda raw: version(number_of(raw) + 1), sha256(raw).hexdigest(), in_place=in_place)
        os.write(said, b"%8d\\n" % number_of(saved.after))
"""


@pytest.mark.parametrize("way", WAYS)
def test_a_program_killed_while_it_saves_leaves_one_whole_version_and_tells_of_the_other(
    tmp_path: Path, way: str
) -> None:
    path, said = tmp_path / "positions.yaml", tmp_path / "said"
    path.write_bytes(version(1))
    command = [sys.executable, "-c", _SAVING, path, way]
    states: Counter[str] = Counter()
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    ) as saver:
        assert saver.stdin
        assert saver.stdout
        for _ in range(-(-KILLS // len(WAYS))):
            print(file=saver.stdin, flush=True)
            child = int(saver.stdout.readline())
            wait_for_a_save(said)
            time.sleep(random.uniform(0, 0.05))  # noqa: S311 - at any moment, of some ten saves
            os.kill(child, signal.SIGKILL)
            assert saver.stdout.readline() == "dead\n"
            last_said = int(said.read_bytes()[-9:] or b"1") if said.exists() else 1
            states[check_after_the_kill(path, last_said, way)] += 1
        saver.stdin.close()
    assert saver.returncode == 0
    print(f"{way}: {dict(states)}")  # noqa: T201 - seen with -s


def wait_for_a_save(said: Path) -> None:
    """Wait until one more save has said its number than before: a busy machine may take its time over the first."""
    before = said.stat().st_size if said.exists() else 0
    end = time.monotonic() + 20
    while not said.exists() or said.stat().st_size == before:
        assert time.monotonic() < end, "it does not come to a save"
        time.sleep(0.002)


def check_after_the_kill(path: Path, last_said: int, way: str) -> str:
    """Do what the next start does; tell in which state the kill had left the folder."""
    temporary = sorted(path.parent.glob(".*.tmp"))
    sizes = [found.stat().st_size for found in temporary]
    leftovers = find_leftovers(path)
    if way == "in place" and leftovers and leftovers[0].remains is Remains.BEFORE:
        assert number_of(leftovers[0].path.read_bytes()) == last_said
        adopt(leftovers[0])
        assert number_of(path.read_bytes()) == last_said
        return "file torn in place, whole beside it"
    number = number_of(path.read_bytes())
    assert number in (last_said, last_said + 1), "a save that was finished is undone"
    if number > 1 and way != "in place":
        assert number_of(path.with_name(".positions.yaml.prev").read_bytes()) == number - 1
    for leftover in leftovers:
        assert leftover.remains is Remains.UNFINISHED
        assert number_of(leftover.path.read_bytes()) == number + 1
        if leftover.time.microsecond % 2:  # by chance: some are thrown away, some brought back
            discard(leftover)
        else:
            adopt(leftover)
            assert number_of(path.read_bytes()) == number + 1
            number += 1
    assert list(path.parent.glob(".*.tmp")) == []
    with path.with_name("said").open("ab") as said:  # the next one starts from here, and may die before it says a word
        said.write(b"%8d\n" % number)
    if leftovers:
        return "new version whole, not in place"
    if temporary:
        return "new version torn, not in place" if min(sizes) < len(version(1)) else "old version not yet put away"
    return "nothing beside"


# A disk that fails


@pytest.mark.parametrize("is_lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EPERM], ids=["full", "broken", "forbidden"])
@pytest.mark.parametrize("way", WAYS)
def test_a_fault_at_any_call_of_the_system_leaves_one_whole_version(
    path: Path, monkeypatch: pytest.MonkeyPatch, way: str, number: int, is_lasting: bool
) -> None:
    if hasattr(os, "setxattr"):
        os.setxattr(path, "user.origin", b"by hand")
    sentences, at, outcome = set(), 0, False
    while not outcome:
        path.write_bytes(OLD)
        faults = Faults(at, number, is_lasting=is_lasting)
        with monkeypatch.context() as patch:
            in_place = limit(way, path, patch.setattr)
            faults.set_up(patch.setattr)
            outcome = save_and_check(path, in_place=in_place, sentences=sentences)
        clean_up_and_check(path)
        outcome = outcome and len(faults.calls) <= at  # no call was left to fail
        at += 1
    assert at > 8, "the faults never came to the calls of a save"
    assert len(sentences) >= 1


def save_and_check(path: Path, *, in_place: bool, sentences: set[str]) -> bool:
    """Save once; tell whether it came through."""
    try:
        saved = save(path, mine, digest(OLD), in_place=in_place)
    except SaveError as error:
        sentence = str(error)
    else:
        assert path.read_bytes() == NEW == saved.after
        assert saved.previous is not None
        assert saved.previous.read_bytes() == OLD
        return True
    sentences.add(sentence)
    if not (in_place and "is damaged, and whole in" in sentence):
        assert sentence.startswith("positions.yaml was not saved: ")
        assert path.read_bytes() == OLD
    return False


def clean_up_and_check(path: Path) -> None:
    """Do what the next start does, on a disk that works again."""
    for leftover in find_leftovers(path):
        if leftover.remains is Remains.BEFORE:
            assert leftover.path.read_bytes() == OLD
            adopt(leftover)
            assert path.read_bytes() == OLD
        else:
            assert (leftover.remains, leftover.path.read_bytes()) == (Remains.UNFINISHED, NEW)
            discard(leftover)
    assert beside(path) in ([], [".positions.yaml.prev"])
    if path.read_bytes() == NEW:
        assert path.with_name(".positions.yaml.prev").read_bytes() == OLD
    assert path.stat().st_nlink == 1


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="this system has no extended attributes")
@pytest.mark.parametrize("name", ["listxattr", "getxattr", "setxattr"])
def test_an_attribute_that_is_lost_for_want_of_room_stops_the_save(
    path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    os.setxattr(path, "user.origin", b"by hand")
    number = errno.ENOSPC
    with monkeypatch.context() as patch:
        patch.setattr(os, name, fail)
        with pytest.raises(SaveError, match="the disk is full"):
            save(path, mine, digest(OLD))
        assert path.read_bytes() == OLD
        number = errno.ENOTSUP  # a disk that knows no attributes: nothing to lose
        save(path, mine, digest(OLD))
        assert path.read_bytes() == NEW


def test_a_power_cut_that_may_undo_a_save_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = os.fsync, []

    def fail_on_the_folder(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) > 1:
            raise OSError(errno.EIO, "broken")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fail_on_the_folder)
    saved = save(path, mine, digest(OLD))
    assert saved.warning.startswith("positions.yaml is saved, but a power cut now might undo it: the disk reports an")
    assert path.read_bytes() == NEW


def test_a_disk_that_gives_back_other_bytes_is_noticed_before_the_file_is_touched(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, raw: real(descriptor, bytes(len(raw))))
    with pytest.raises(SaveError, match="was not saved: the disk reports an error"):
        save(path, mine, digest(OLD))
    assert path.read_bytes() == OLD
    assert beside(path) == []


@pytest.mark.parametrize("way", WAYS)
def test_an_interrupt_at_any_write_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    in_place = limit(way, path, monkeypatch.setattr)
    real, writes, last = os.write, 0, 0

    def interrupt(descriptor: int, raw: bytes) -> int:
        nonlocal writes
        writes += 1
        if writes == last:
            real(descriptor, raw[:5])
            raise KeyboardInterrupt
        return real(descriptor, raw)

    monkeypatch.setattr(os, "write", interrupt)
    for at in range(1, 4 if way == "in place" else 2):
        writes, last = 0, at
        with pytest.raises(KeyboardInterrupt):
            save(path, mine, digest(OLD), in_place=in_place)
        assert path.read_bytes() == OLD
        assert beside(path) == []


_TOO_LARGE = """
import resource, sys
from hashlib import sha256
from pathlib import Path
from model.save.refusal import SaveError
from model.save.save import save
path = Path(sys.argv[1])
raw = path.read_bytes()
resource.setrlimit(resource.RLIMIT_FSIZE, (len(raw) + 1000,) * 2)
try:
    save(path, lambda raw: raw + b"#" * 2000, sha256(raw).hexdigest())
except SaveError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_limit_of_the_shell_in_the_middle_of_writing_changes_nothing(path: Path) -> None:
    path.write_bytes(version(7))
    command = [sys.executable, "-c", _TOO_LARGE, path]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout == (
        "positions.yaml was not saved: no file may be that large here (a limit of the disk or of the shell)\n"
    )
    assert number_of(path.read_bytes()) == 7
    assert beside(path) == []


_MOUNTED = """
import os, subprocess, sys
from hashlib import sha256
from pathlib import Path
from disks import beside, limit, number_of, version
from model.save.leftovers import find_leftovers
from model.save.refusal import SaveError
from model.save.save import save
folder, what = Path(sys.argv[1]), sys.argv[2]
path = folder / "positions.yaml"
def mount(*arguments):
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"no mount: {done.stderr}")
def attempt(change, **more):
    raw = path.read_bytes()
    try:
        print(Path(save(path, change, sha256(raw).hexdigest(), **more).previous).name)
    except SaveError as error:
        assert path.read_bytes() == raw
        print(type(error).__name__, str(error), beside(path), find_leftovers(path))
"""

_FULL = """
mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", folder)
path.write_bytes(version(1))
attempt(lambda raw: raw + raw[:-12])
attempt(lambda raw: version(2))
for way in ("second name", "copy", "in place"):
    in_place = limit(way, path)
    attempt(lambda raw: raw * 2, in_place=in_place)
os.unlink(folder / ".positions.yaml.prev")
(folder / "ballast").write_bytes(bytes(1024 * 1024 - 3 * 4096 - 2 * 442368))
attempt(lambda raw: raw + bytes(100_000), in_place=True)
"""

_BOUND = """
real = folder / "real.yaml"
real.write_bytes(version(1))
path.touch()
mount("--bind", real, path)
attempt(lambda raw: version(2))
attempt(lambda raw: version(2), in_place=True)
assert number_of(real.read_bytes()) == 2
assert number_of((folder / ".positions.yaml.prev").read_bytes()) == 1
"""


def with_a_mount(folder: Path, script: str) -> list[str]:
    """Run a script with mounts that only it sees, also without being root where the system allows that."""
    private = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    command = [*private, sys.executable, "-c", _MOUNTED + script, folder, ""]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    try:
        run = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    except FileNotFoundError:
        pytest.skip("this machine has no unshare; injected faults and the limit of file size stand in")
    if run.stderr.startswith(("unshare", "no mount")):
        pytest.skip(f"this machine mounts nothing for us ({run.stderr.strip()}); injected faults stand in")
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


def test_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    lines = with_a_mount(tmp_path, _FULL)
    full = "SaveError positions.yaml was not saved: the disk is full [] []"
    assert lines == [full, ".positions.yaml.prev", *[full.replace("[]", "['.positions.yaml.prev']", 1)] * 3, full]


def test_a_file_that_is_mounted_by_itself_is_written_in_place_after_asking(tmp_path: Path) -> None:
    asks, done = with_a_mount(tmp_path, _BOUND)
    assert asks.startswith(
        "ReplaceRefusedError positions.yaml was not saved: no other file can take its place here: dev"
    )
    assert asks.endswith(" [] []")
    assert done == ".positions.yaml.prev"


# Another program in the microseconds between the last look and the exchange


def by_renaming(path: Path) -> None:
    """Write as vim does: a new file, moved over the old one."""
    new = path.with_name("4913")
    new.write_bytes(THEIRS)
    new.replace(path)


def by_rewriting(path: Path) -> None:
    """Write as VS Code does: into the file itself."""
    path.write_bytes(THEIRS)


def by_backup(path: Path) -> None:
    """Write as vim does with 'backupcopy=no': the old file becomes the backup, a new one is made."""
    path.rename(path.with_name("positions.yaml~"))
    path.write_bytes(THEIRS)


EDITORS = [by_renaming, by_rewriting, by_backup]


class Between:
    """Let another program act right before the n-th call of an operating system's function."""

    def __init__(self, real: Callable[..., object], **acts: Callable[[], object]) -> None:
        self.real, self.acts, self.calls = real, acts, 0

    def __call__(self, *arguments: object, **named: object) -> object:
        self.calls += 1
        if act := self.acts.get(f"before_{self.calls}"):
            act()
        result = self.real(*arguments, **named)
        if act := self.acts.get(f"after_{self.calls}"):
            act()
        return result


@pytest.fixture
def at_exchange(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Between]:
    def set_up(**acts: Callable[[], object]) -> Between:
        if exchange._renameat2 is None:
            pytest.skip("this system has no exchange of files; the tests of the other ways stand in")
        between = Between(exchange._renameat2, **acts)
        monkeypatch.setattr(exchange, "_renameat2", between)
        return between

    return set_up


@pytest.mark.parametrize("editor", EDITORS)
def test_an_edit_right_before_the_exchange_is_given_back_and_ours_made_on_it(
    path: Path, at_exchange: Callable[..., Between], editor: Callable[[Path], None]
) -> None:
    between = at_exchange(before_1=lambda: editor(path))
    saved = save(path, mine, digest(OLD))
    assert path.read_bytes() == THEIRS_AND_MINE
    assert (saved.before, saved.replayed) == (THEIRS, True)
    assert path.with_name(".positions.yaml.prev").read_bytes() == THEIRS
    assert beside(path) == [".positions.yaml.prev"]
    assert between.calls == 3  # there, back, and again


@pytest.mark.parametrize("editor", EDITORS)
def test_an_edit_while_the_new_version_goes_to_the_disk_is_never_out_of_its_place(
    path: Path, at_exchange: Callable[..., Between], monkeypatch: pytest.MonkeyPatch, editor: Callable[[Path], None]
) -> None:
    between = at_exchange()
    monkeypatch.setattr(os, "fsync", Between(os.fsync, before_1=lambda: editor(path)))
    save(path, mine, digest(OLD))
    assert path.read_bytes() == THEIRS_AND_MINE
    assert between.calls == 1


def test_an_edit_right_before_the_exchange_that_clashes_stays_and_ours_is_not_written(
    path: Path, at_exchange: Callable[..., Between]
) -> None:
    class ClashError(Exception):
        pass

    def change(raw: bytes) -> bytes:
        if b"Their" in raw:
            raise ClashError
        return mine(raw)

    at_exchange(before_1=lambda: by_renaming(path))
    with pytest.raises(ClashError):
        save(path, change, digest(OLD))
    assert path.read_bytes() == THEIRS
    assert beside(path) == []


def test_a_file_that_is_moved_away_right_before_the_exchange_is_waited_for(
    path: Path, at_exchange: Callable[..., Between], monkeypatch: pytest.MonkeyPatch
) -> None:
    away = path.with_name("positions.yaml~")
    monkeypatch.setattr(saving.time, "sleep", lambda _: path.exists() or path.write_bytes(THEIRS))
    at_exchange(before_1=lambda: path.rename(away))
    save(path, mine, digest(OLD))
    assert path.read_bytes() == THEIRS_AND_MINE
    assert away.read_bytes() == OLD


def test_a_link_put_in_the_place_of_the_file_right_before_the_exchange_stays_a_link(
    path: Path, at_exchange: Callable[..., Between]
) -> None:
    def link() -> None:
        path.rename(path.with_name("elsewhere"))
        path.symlink_to("elsewhere")

    at_exchange(before_1=link)
    with pytest.raises(BusyError, match="another program keeps writing it"):
        save(path, mine, digest(OLD))
    assert path.is_symlink()
    assert path.read_bytes() == OLD
    assert beside(path) == []


def test_a_folder_put_in_the_place_of_the_file_right_before_the_exchange_stays(
    path: Path, at_exchange: Callable[..., Between]
) -> None:
    def make_folder() -> None:
        path.unlink()
        path.mkdir()

    at_exchange(before_1=make_folder)
    with pytest.raises(SaveError, match="this is a folder"):
        save(path, mine, digest(OLD))
    assert path.is_dir()
    assert beside(path) == []


def test_two_edits_during_one_save_are_both_kept(path: Path, at_exchange: Callable[..., Between]) -> None:
    at_exchange(before_1=lambda: by_renaming(path), before_2=lambda: path.write_bytes(b"title: A third\n"))
    with pytest.raises(
        SaveError, match=r"another program wrote it twice meanwhile; one version is in .positions.yaml.late."
    ):
        save(path, mine, digest(OLD))
    assert path.read_bytes() == b"title: A third\n"
    (late,) = find_leftovers(path)
    assert (late.remains, late.path.read_bytes()) == (Remains.LATE, THEIRS)


def no_call(*_: object) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


@pytest.mark.parametrize("can_rename", [True, False])
def test_an_edit_that_cannot_be_given_back_is_kept_and_told(
    path: Path, at_exchange: Callable[..., Between], monkeypatch: pytest.MonkeyPatch, *, can_rename: bool
) -> None:
    def break_down() -> None:
        monkeypatch.setattr(exchange, "_renameat2", None)
        if not can_rename:
            monkeypatch.setattr(os, "replace", no_call)

    at_exchange(before_1=lambda: by_rewriting(path), after_1=break_down)
    with pytest.raises(
        SaveError, match=r"positions.yaml holds your change, but another program wrote it during the save;"
    ):
        save(path, mine, digest(OLD))
    assert path.read_bytes() == NEW
    (late,) = find_leftovers(path)
    assert (late.remains, late.path.read_bytes()) == (Remains.LATE, THEIRS)


# The same where the system knows no exchange


@pytest.mark.parametrize("editor", EDITORS)
@pytest.mark.parametrize("way", ["second name", "copy"])
def test_an_edit_while_the_old_version_is_put_aside_is_kept_and_ours_made_on_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, way: str, editor: Callable[[Path], None]
) -> None:
    limit(way, path, monkeypatch.setattr)
    between = Between(putting._second_name, after_1=lambda: editor(path))
    monkeypatch.setattr(putting, "_second_name", between)
    assert save(path, mine, digest(OLD)).replayed
    assert path.read_bytes() == THEIRS_AND_MINE
    assert path.with_name(".positions.yaml.prev").read_bytes() == THEIRS
    assert beside(path) == [".positions.yaml.prev"]
    assert between.calls == 2


def test_an_edit_into_the_file_right_before_it_is_replaced_is_given_back_and_ours_made_on_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit("second name", path, monkeypatch.setattr)
    monkeypatch.setattr(os, "replace", Between(os.replace, before_1=lambda: by_rewriting(path)))
    assert save(path, mine, digest(OLD)).replayed
    assert path.read_bytes() == THEIRS_AND_MINE
    assert beside(path) == [".positions.yaml.prev"]


def test_two_edits_during_one_replacing_are_both_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limit("second name", path, monkeypatch.setattr)
    third = b"title: A third\n"
    acts = {"before_1": lambda: by_rewriting(path), "after_1": lambda: path.write_bytes(third)}
    monkeypatch.setattr(os, "replace", Between(os.replace, **acts))
    with pytest.raises(SaveError, match="another program wrote it twice meanwhile"):
        save(path, mine, digest(OLD))
    assert path.read_bytes() == third
    assert [late.path.read_bytes() for late in find_leftovers(path)] == [THEIRS]


def test_an_edit_that_cannot_be_put_back_is_kept_and_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limit("second name", path, monkeypatch.setattr)
    between = Between(os.replace, before_1=lambda: by_rewriting(path), before_2=no_call)
    monkeypatch.setattr(os, "replace", between)
    with pytest.raises(
        SaveError, match=r"positions.yaml holds your change, but another program wrote it during the save"
    ):
        save(path, mine, digest(OLD))
    assert path.read_bytes() == NEW
    assert [late.path.read_bytes() for late in find_leftovers(path)] == [THEIRS]


@pytest.mark.parametrize("editor", [by_rewriting, by_backup])
def test_an_edit_right_before_writing_in_place_is_kept_and_ours_made_on_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, editor: Callable[[Path], None]
) -> None:
    limit("in place", path, monkeypatch.setattr)
    between = Between(putting.sync_folder, before_1=lambda: editor(path))
    monkeypatch.setattr(putting, "sync_folder", between)
    assert save(path, mine, digest(OLD), in_place=True).replayed
    assert path.read_bytes() == THEIRS_AND_MINE
    assert beside(path) == [".positions.yaml.prev"]
