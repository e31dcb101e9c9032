"""Every way of saving a file is noticed, once it is whole."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tui.watch import Seen, Watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "positions.yaml"
    path.write_text("title: one\n")
    return path


def write_over(path: Path) -> None:
    path.write_text("title: another\n")


def rename_over(path: Path) -> None:
    beside = path.with_name("beside")
    beside.write_text("title: one\n")
    beside.replace(path)


def move_away_and_write(path: Path) -> None:
    path.rename(path.with_name("backup"))
    path.write_text("title: one\n")


def same_size_in_the_same_second(path: Path) -> None:
    before = path.stat().st_mtime_ns
    path.write_text("title: two\n")
    os.utime(path, ns=(before, before + 1))


@pytest.mark.parametrize("save", [write_over, rename_over, move_away_and_write, same_size_in_the_same_second])
def test_a_save_is_seen_once_whatever_the_editor_does(file: Path, save: Callable[[Path], None]) -> None:
    watch = Watch(file)
    assert watch.look() is Seen.NOTHING_NEW
    for _ in range(3):
        save(file)
        assert [watch.look() for _ in range(4)].count(Seen.CHANGED) == 1
        assert watch.look() is Seen.NOTHING_NEW


def test_a_file_that_is_still_being_written_is_not_read(file: Path) -> None:
    watch = Watch(file)
    for size in range(1, 6):
        file.write_text("x" * size * 100)
        assert watch.look() is Seen.NOTHING_NEW
    assert watch.look() is Seen.CHANGED


def test_a_file_that_goes_and_comes_back_is_told_of_both_times(file: Path) -> None:
    watch = Watch(file)
    text = file.read_text()
    file.unlink()
    assert [watch.look() for _ in range(3)] == [Seen.NOTHING_NEW, Seen.GONE, Seen.NOTHING_NEW]
    file.write_text(text)
    assert [watch.look() for _ in range(3)] == [Seen.NOTHING_NEW, Seen.CHANGED, Seen.NOTHING_NEW]


def test_a_file_that_is_gone_for_a_moment_while_it_is_saved_is_not_told_to_be_gone(file: Path) -> None:
    watch = Watch(file)
    file.unlink()
    assert watch.look() is Seen.NOTHING_NEW
    file.write_text("title: two\n")
    assert [watch.look(), watch.look()] == [Seen.NOTHING_NEW, Seen.CHANGED]


def test_a_change_taken_back_before_the_second_look_is_none(file: Path) -> None:
    watch = Watch(file)
    found = file.stat()
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns + 5))
    assert watch.look() is Seen.NOTHING_NEW
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert [watch.look(), watch.look()] == [Seen.NOTHING_NEW, Seen.NOTHING_NEW]


def test_a_file_that_was_never_there_can_come(tmp_path: Path) -> None:
    watch = Watch(tmp_path / "later.yaml")
    assert watch.look() is Seen.NOTHING_NEW
    write_over(tmp_path / "later.yaml")
    assert [watch.look(), watch.look()] == [Seen.NOTHING_NEW, Seen.CHANGED]
