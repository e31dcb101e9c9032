from __future__ import annotations

import gc
import os
from hashlib import sha256
from pathlib import Path

import pytest
from rights import nobody

from model.file import loader
from model.file.loader import MAX_BYTES, ReadError, load, parse, read_bytes
from model.problem import Severity

DATA = Path(__file__).parents[2] / "data"
GOOD = (DATA / "good.yaml").read_bytes()


# A good file


def test_every_word_of_a_good_file_arrives() -> None:
    loaded = load(DATA / "good.yaml")
    assert loaded.problems == ()
    topic = loaded.topic
    assert topic is not None
    assert list(topic.scale) == ["yes", "maybe", "no"]
    assert topic.title == "River talks – “round two”"
    assert topic.issues["ceasefire"].for_ == ("lay down",)
    assert topic.issues["ceasefire"].acts.oppose == ("walked out",)
    assert topic.parties["avaria"].people["Anna Alder"].aliases == ("Alder", "the minister")
    assert topic.parties["avaria"].people["Bela Birk"].aliases == ()
    assert topic.parties["allies"].name == "Allies 😀"
    first, second, third = topic.positions["avaria"]["ceasefire"].quotes
    assert first.quote == '"We agree: now," Alder said # at last\nand left 😀.'
    assert first.translation == ""
    assert (second.stance, third.stance) == ("maybe", "no")
    assert third.quote == second.quote == 'Tab here, café \\ "marks"'


def test_a_party_called_no_and_a_time_keep_their_letters() -> None:
    topic = load(DATA / "good.yaml").topic
    assert topic is not None
    assert topic.parties["no"].name == "Norland"
    assert topic.issues["010"].name == "12:30"
    assert topic.positions["no"]["ceasefire"].stance == "no"


@pytest.mark.parametrize(
    "word", ["yes", "on", "NO", "1_000", "0x1F", "1e3", "2025-05-19", "=", ".inf", "-", "12:30:45"]
)
def test_a_name_that_other_tools_take_for_something_else_stays_a_name(word: str) -> None:
    text = f"parties:\n  avaria:\n    name: {word}\n" if word != "-" else 'parties: {avaria: {name: "-"}}\n'
    topic = parse(text.encode(), Path("p.yaml")).topic
    assert topic is not None
    assert topic.parties["avaria"].name == word


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbf" + GOOD, GOOD.replace(b"\n", b"\r\n"), GOOD.rstrip(b"\n")])
def test_a_bom_windows_line_ends_or_a_missing_last_one_change_nothing(raw: bytes) -> None:
    assert parse(raw, Path("p.yaml")).topic == load(DATA / "good.yaml").topic


def test_a_reading_knows_its_folder_and_the_digest_of_its_bytes() -> None:
    loaded = load(DATA / "good.yaml")
    assert loaded.folder == DATA
    assert loaded.digest == sha256(GOOD).hexdigest()


def test_a_file_that_has_not_changed_is_not_read_twice_and_one_that_has_is(tmp_path: Path) -> None:
    path = tmp_path / "positions.yaml"
    path.write_bytes(GOOD)
    before = load(path)
    os.utime(path)
    assert load(path, before) is before
    path.write_bytes(GOOD + b"# a word more\n")
    assert load(path, before).digest == sha256(GOOD + b"# a word more\n").hexdigest()


def test_a_warning_leaves_the_topic_usable() -> None:
    loaded = parse(b"issues: {borders: {name: Borders}}\n", Path("p.yaml"))
    assert loaded.topic is not None
    assert [problem.severity for problem in loaded.problems] == [Severity.WARNING]


def test_garbage_is_collected_again_after_a_reading_good_or_bad() -> None:
    assert gc.isenabled()
    parse(GOOD, Path("p.yaml"))
    parse(b"a: [", Path("p.yaml"))
    assert gc.isenabled()
    gc.disable()
    try:
        parse(GOOD, Path("p.yaml"))
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.parametrize("coding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_recognised_with_and_without_its_mark(coding: str) -> None:
    (problem,) = parse("title: Gespräche\n".encode(coding), Path("p.yaml")).problems
    assert problem.message == "the file is not UTF-8: it is UTF-16"


@pytest.mark.parametrize(("mark", "coding"), [(b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be")])
def test_utf_32_is_not_called_utf_16_as_which_an_editor_would_read_rubbish(mark: bytes, coding: str) -> None:
    (problem,) = parse(mark + "title: Gespräche\n".encode(coding), Path("p.yaml")).problems
    assert (problem.message, problem.hint) == ("the file is not UTF-8: it is UTF-32", "save it as UTF-8")


@pytest.mark.parametrize("raw", [b"a\0b: c", b"\0", b"ab\0c: d", b"\0\0\0a: b", b"a\0\0\0"])
def test_a_stray_nul_is_not_taken_for_utf_16(raw: bytes) -> None:
    assert parse(raw, Path("p.yaml")).problems[0].message == "the invisible character U+0000 is not allowed"


# Files that cannot be read


def message_of(path: Path) -> str:
    loaded = load(path)
    assert loaded.topic is None
    assert loaded.digest == ""
    assert loaded.document.text == ""
    (problem,) = loaded.problems
    return f"{problem.line}:{problem.column}: {problem.message} / {problem.hint}"


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    assert message_of(tmp_path / "none.yaml") == "1:1: there is no such file / is the path spelt right?"
    assert message_of(tmp_path / "none" / "none.yaml").startswith("1:1: there is no such file")


def test_a_folder_is_a_problem_that_names_the_file_inside(tmp_path: Path) -> None:
    assert message_of(tmp_path) == f"1:1: this is a folder / give the file inside it: {tmp_path / 'positions.yaml'}"


def test_a_fifo_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.yaml")
    assert message_of(tmp_path / "fifo.yaml").startswith("1:1: this is not a regular file")
    assert message_of(Path(os.devnull)).startswith("1:1: this is not a regular file")


def test_a_link_to_itself_is_a_problem_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    said = "1:1: the file cannot be read: too many levels of symbolic links"
    assert message_of(tmp_path / "loop.yaml") == f"{said} / the link leads round in a circle: let it lead to the file"


@pytest.mark.parametrize("name", ["a\0b", "a" * 5000, "\udcff\ud800"])
def test_an_impossible_name_is_a_problem(tmp_path: Path, name: str) -> None:
    assert message_of(tmp_path / name).startswith(("1:1: the file cannot be read", "1:1: there is no such file"))


def test_a_file_larger_than_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 1)  # sparse: no bytes on the disk
    assert message_of(large) == "1:1: the file has 65 MB; the limit is 64 MB / split it into several topics"


def test_a_file_of_just_the_limit_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "MAX_BYTES", 4)
    (tmp_path / "four.yaml").write_bytes(b"a: b")
    (tmp_path / "five.yaml").write_bytes(b"a: bc")
    assert read_bytes(tmp_path / "four.yaml") == b"a: b"
    with pytest.raises(ReadError):
        read_bytes(tmp_path / "five.yaml")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_a_file_that_hides_its_size_is_held_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "MAX_BYTES", 4)
    assert Path("/proc/self/status").stat().st_size == 0
    assert "the limit is" in message_of(Path("/proc/self/status"))


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs /proc")
def test_an_input_output_error_is_a_problem() -> None:
    assert message_of(Path("/proc/self/mem")).startswith("1:1: the file cannot be read: input/output error")


def test_a_file_without_permission_is_a_problem_that_says_where_to_look(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_bytes(GOOD)
    secret.chmod(0)
    with nobody():
        (problem,) = load(secret).problems
    assert str(problem) == f"{secret}:1:1: the file cannot be read: permission denied"
    assert problem.hint == "`ls -l` shows who may read it"


def test_a_hostile_file_name_is_shown_plain(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\nb.yaml"
    path.write_bytes(b"a: b: c")
    (problem,) = load(path).problems
    assert str(problem).endswith("a␛[31m b.yaml:1:5: " + problem.message)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("stance: oppose", "stance: support"),  # a position that is another
        ("stance: oppose", "stance: perhaps"),  # a level that is none
        ("stance: oppose", "stnace: oppose"),  # a key that is none
        ("  shippers:\n    # Support", "  dockers:\n    # Support"),  # a party twice
        ("positions:\n", "positions: []\nnothing:\n"),  # no positions at all
        ("positions:\n", "positions:\n  port-authority:\n"),
        ("  shippers:\n    name: Shippers", "  shippers-2:\n    name: Shippers"),  # a party that is gone
    ],
)
def test_a_file_read_after_another_says_what_it_says_by_itself(harbour: Path, old: str, new: str) -> None:
    before = load(harbour)
    raw = harbour.read_bytes().replace(old.encode(), new.encode(), 1)
    assert raw != harbour.read_bytes()
    alone, after = parse(raw, harbour), parse(raw, harbour, before)
    assert (after.topic, after.problems, after.digest) == (alone.topic, alone.problems, alone.digest)
    back = parse(harbour.read_bytes(), harbour, after)
    assert (back.topic, back.problems) == (before.topic, before.problems)
