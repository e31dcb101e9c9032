from __future__ import annotations

import os
import threading
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from disks import beside

from model.save.beside import mark, marks_of
from model.save.leftovers import Remains, adopt, discard, find_leftovers, kept_aside, slipped
from model.save.refusal import SaveError
from model.save.save import save
from model.save.turn import turn

if TYPE_CHECKING:
    from collections.abc import Callable

OLD = b"title: Talks\nnote: old\n"
NEW = OLD + b"note: mine\n"
OTHER = b"title: Other talks\n"
HALF = NEW[:20]


def digest(raw: bytes) -> str:
    return sha256(raw).hexdigest()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "positions.yaml"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def leave(path: Path) -> Callable[..., Path]:
    """Give a function that leaves what a save from OLD to NEW leaves when it is cut off."""

    def leave_file(raw: bytes, marks: str = f"{mark(OLD)}-{mark(NEW)}", random: str = "ab_c12") -> Path:
        temporary = path.with_name(f".positions.yaml.{marks}.{random}.tmp")
        temporary.write_bytes(raw)
        return temporary

    return leave_file


def test_a_folder_without_leftovers_is_not_even_locked(path: Path) -> None:
    assert find_leftovers(path) == []
    assert beside(path) == []
    assert not path.with_name(".positions.yaml.lock").exists()


@pytest.mark.parametrize("current", [OLD, OTHER], ids=["untouched", "edited since"])
def test_a_whole_save_that_never_came_into_the_file_is_offered(
    path: Path, leave: Callable[..., Path], current: bytes
) -> None:
    temporary = leave(NEW)
    os.utime(temporary, (1_750_000_000, 1_750_000_000))
    path.write_bytes(current)
    (leftover,) = find_leftovers(path)
    assert (leftover.path, leftover.file, leftover.remains) == (temporary, path, Remains.UNFINISHED)
    assert leftover.time == datetime(2025, 6, 15, 15, 6, 40, tzinfo=UTC)
    assert (leftover.digest, leftover.current) == (digest(NEW), digest(current))
    saved = adopt(leftover)
    assert path.read_bytes() == NEW == saved.after
    assert path.with_name(".positions.yaml.prev").read_bytes() == current
    assert beside(path) == [".positions.yaml.prev"]


def test_several_are_offered_oldest_first(path: Path, leave: Callable[..., Path]) -> None:
    now = datetime.now(UTC)
    for age, name in [(1, "aaaa"), (3, "bbbb"), (2, "cccc")]:
        then = (now - timedelta(hours=age)).timestamp()
        os.utime(leave(NEW, random=name), (then, then))
    assert [leftover.path.name[-8:-4] for leftover in find_leftovers(path)] == ["bbbb", "cccc", "aaaa"]


def test_what_says_nothing_new_is_deleted(path: Path, leave: Callable[..., Path]) -> None:
    leave(OLD)  # what the file holds
    leave(HALF, random="half")  # the beginning of a write
    leave(b"", random="empty")
    assert find_leftovers(path) == []
    assert beside(path) == []


def test_a_finished_save_only_moves_the_old_version_where_it_belongs(path: Path, leave: Callable[..., Path]) -> None:
    leave(OLD)
    path.write_bytes(NEW)
    assert find_leftovers(path) == []
    assert beside(path) == [".positions.yaml.prev"]
    assert path.with_name(".positions.yaml.prev").read_bytes() == OLD


def test_the_whole_of_a_file_that_was_torn_in_place_is_offered(path: Path, leave: Callable[..., Path]) -> None:
    leave(OLD)
    path.write_bytes(HALF)
    (leftover,) = find_leftovers(path)
    assert leftover.remains is Remains.BEFORE
    adopt(leftover)
    assert path.read_bytes() == OLD


@pytest.mark.parametrize("theirs", [OTHER, b"title: [half an edi"], ids=["readable", "unreadable"])
def test_an_edit_that_came_out_of_an_exchange_is_offered_even_if_it_is_no_yaml(
    path: Path, leave: Callable[..., Path], theirs: bytes
) -> None:
    leave(theirs)
    path.write_bytes(NEW)
    assert [leftover.remains for leftover in find_leftovers(path)] == [Remains.LATE]
    path.with_name(f".positions.yaml.{mark(OLD)}-{mark(NEW)}.ab_c12.tmp").unlink()
    leave(theirs, "late")
    path.write_bytes(b"title: Later\n")
    assert [leftover.remains for leftover in find_leftovers(path)] == [Remains.LATE]


def test_of_an_unknown_version_only_what_can_be_read_is_offered(path: Path, leave: Callable[..., Path]) -> None:
    leave(b"title: Unknown\n", random="good")
    leave(b"title: [", random="torn")
    path.write_bytes(OTHER)
    (leftover,) = find_leftovers(path)
    assert leftover.path.read_bytes() == b"title: Unknown\n"
    assert len(beside(path)) == 1


@pytest.mark.parametrize(
    "name", [".positions.yaml.swp", ".positions.yaml.x.tmp", ".positions.yaml.late.tmp", ".positionsXyaml.late.ab.tmp"]
)
def test_a_file_of_another_program_is_nobody_elses_business(path: Path, name: str) -> None:
    path.with_name(name).write_bytes(b"")
    assert find_leftovers(path) == []
    assert path.with_name(name).exists()
    assert marks_of(path.with_name(name), path) is None


def test_a_leftover_that_cannot_be_read_or_is_a_link_stays(path: Path, leave: Callable[..., Path]) -> None:
    leave(NEW).unlink()
    path.with_name(f".positions.yaml.{mark(OLD)}-{mark(NEW)}.dir.tmp").mkdir()
    path.with_name(f".positions.yaml.{mark(OLD)}-{mark(NEW)}.link.tmp").symlink_to(path)
    assert find_leftovers(path) == []
    assert len(beside(path)) == 2


def test_a_save_under_way_has_left_nothing(path: Path, leave: Callable[..., Path]) -> None:
    temporary = leave(HALF)
    found: list[object] = ["not asked"]

    def ask() -> None:
        found[:] = find_leftovers(path)

    with turn(path):
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    assert found == []
    assert temporary.exists()


def test_without_a_file_or_a_folder_there_is_nothing_to_offer(tmp_path: Path, leave: Callable[..., Path]) -> None:
    leave(NEW)
    (tmp_path / "positions.yaml").unlink()
    assert find_leftovers(tmp_path / "positions.yaml") == []
    assert find_leftovers(tmp_path / "none" / "positions.yaml") == []
    assert find_leftovers(tmp_path / "a\0b") == []
    (tmp_path / "loop").symlink_to("loop")
    assert find_leftovers(tmp_path / "loop") == []


def test_a_leftover_is_not_brought_back_over_a_later_edit(path: Path, leave: Callable[..., Path]) -> None:
    leave(NEW)
    (leftover,) = find_leftovers(path)
    path.write_bytes(OTHER)
    with pytest.raises(SaveError, match="it or the leftover has changed since you looked; look again"):
        adopt(leftover)
    assert path.read_bytes() == OTHER
    assert leftover.path.exists()
    path.write_bytes(OLD)
    leftover.path.write_bytes(OTHER)
    with pytest.raises(SaveError, match="has changed since you looked"):
        adopt(leftover)
    assert path.read_bytes() == OLD
    leftover.path.unlink()
    with pytest.raises(SaveError, match="there is no such file"):
        adopt(leftover)


def test_only_the_leftover_that_was_looked_at_is_thrown_away(path: Path, leave: Callable[..., Path]) -> None:
    leave(NEW)
    (leftover,) = find_leftovers(path)
    leftover.path.write_bytes(OTHER)
    discard(leftover)
    assert leftover.path.exists()
    leftover.path.write_bytes(NEW)
    discard(leftover)
    assert not leftover.path.exists()
    discard(leftover)


# A program that opened the file before the save, and writes into the old one after it


def test_what_a_slow_program_writes_to_the_version_before_is_found_and_offered(path: Path) -> None:
    with path.open("r+b") as slow:
        saved = save(path, lambda _: NEW, digest(OLD))
        assert slipped(saved) is None
        slow.write(b"title: Slow talks\n")
        slow.flush()
        late = slipped(saved)
        assert late is not None
        assert late.remains is Remains.LATE
        slow.write(b"more: words\n")
    assert late.path.read_bytes() == b"title: Slow talks\nmore: words\n"
    assert not path.with_name(".positions.yaml.prev").exists()
    assert slipped(saved) is None
    save(path, lambda raw: raw + b"# more\n", digest(NEW))
    (found,) = find_leftovers(path)
    assert found.path == late.path


def test_what_a_slow_program_wrote_between_two_saves_is_offered_and_not_written_over(path: Path) -> None:
    with path.open("r+b") as slow:
        save(path, lambda _: NEW, digest(OLD))
        slow.write(b"title: Slow talks\n")
        slow.flush()
        second = save(path, lambda raw: raw + b"# more\n", digest(NEW))
        assert second.late is not None
        assert second.warning == (
            f"another program wrote to positions.yaml as it was before; that is kept in {second.late.name}"
        )
        offered = kept_aside(path, second.late)
        slow.write(b"more: words\n")
    assert path.read_bytes() == NEW + b"# more\n"
    assert path.with_name(".positions.yaml.prev").read_bytes() == NEW
    assert second.late.read_bytes() == b"title: Slow talks\nmore: words\n"
    (found,) = find_leftovers(path)
    assert (found.path, found.remains) == (second.late, Remains.LATE)
    assert offered is not None
    assert (offered.path, offered.remains) == (second.late, Remains.LATE)


def test_late_words_are_kept_too_when_a_crash_left_the_old_version_to_be_put_away(
    path: Path, leave: Callable[..., Path]
) -> None:
    with path.open("r+b") as slow:
        save(path, lambda _: NEW, digest(OLD))
        slow.write(b"title: Slow talks\n")
    newest = NEW + b"# newest\n"
    leave(NEW, marks=f"{mark(NEW)}-{mark(newest)}")
    path.write_bytes(newest)
    (found,) = find_leftovers(path)
    assert found.path.read_bytes() == b"title: Slow talks\n old\n"
    assert path.with_name(".positions.yaml.prev").read_bytes() == NEW


def test_a_version_before_that_nobody_wrote_to_is_not_offered(path: Path) -> None:
    previous, another = path.with_name(".positions.yaml.prev"), path.with_name("another")
    for number, spoil in enumerate(
        [
            lambda: None,
            lambda: os.utime(previous, (1, 1)),
            lambda: (another.write_bytes(OTHER), another.replace(previous)),  # as from a copy of the folder
            previous.unlink,
            lambda: path.with_name(".positions.yaml.lock").write_bytes(b""),  # as older releases of filelock do
        ]
    ):
        raw = path.read_bytes()
        save(path, lambda raw: raw + b"# more\n", digest(raw))
        spoil()
        after = save(path, lambda raw: raw + b"# and more\n", digest(path.read_bytes()))
        assert (after.late, after.warning) == (None, ""), number
        assert beside(path) == [".positions.yaml.prev"]


def test_what_was_kept_aside_and_says_nothing_new_or_has_gone_is_not_offered(path: Path) -> None:
    late = path.with_name(".positions.yaml.late.ab.tmp")
    assert kept_aside(path, late) is None
    late.write_bytes(OLD)
    assert kept_aside(path, late) is None


def test_the_version_before_a_later_save_is_no_late_edit(path: Path) -> None:
    first = save(path, lambda _: NEW, digest(OLD))
    save(path, lambda _: OTHER, digest(NEW))
    assert slipped(first) is None
    assert path.with_name(".positions.yaml.prev").read_bytes() == NEW


def test_nothing_slips_into_a_save_that_wrote_nothing_or_was_only_touched(path: Path) -> None:
    assert slipped(save(path, lambda raw: raw, digest(OLD))) is None
    saved = save(path, lambda _: NEW, digest(OLD))
    previous = path.with_name(".positions.yaml.prev")
    os.utime(previous, (1, 1))
    assert slipped(saved) is None
    previous.unlink()
    assert slipped(saved) is None
