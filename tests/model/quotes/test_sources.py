from __future__ import annotations

import errno
import os
import signal
import socket
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rights import nobody

from model.file.judging import judged
from model.plain import plain
from model.quotes import sources
from model.quotes.anchor import Anchoring
from model.quotes.folding import Span
from model.quotes.sources import Library, SourceError, read_source
from model.schema import Position, Quote, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator


def refusal(folder: Path, file: str) -> str:
    with pytest.raises(SourceError) as caught:
        read_source(folder, file)
    return str(caught.value)


# Reading


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"\xef\xbb\xbfPeace", "Peace"),
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("“Türkiye” 😀 e\u0301".encode(), "“Türkiye” 😀 e\u0301"),
        (b"a\x1b[31mb\tc", "a␛[31mb c"),
        (b"\xef\xbb\xbf\xef\xbb\xbfa", "\ufeffa"),
    ],
)
def test_a_text_is_read_as_it_is_shown(tmp_path: Path, data: bytes, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert read_source(tmp_path, "a.txt") == text


@given(st.text(st.characters(exclude_characters="\0", codec="utf-8")))
def test_whatever_was_saved_as_utf_8_is_read_back_plain(text: str) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "any.txt").write_bytes(text.encode())
        lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        assert read_source(Path(folder), "any.txt") == plain(lines)


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text("Peace")
    (tmp_path / "b.txt").symlink_to("seeds/a.txt")
    (tmp_path / "topic").symlink_to(tmp_path, target_is_directory=True)
    assert read_source(tmp_path / "topic", "b.txt") == "Peace"


# Refusing


@pytest.mark.parametrize("file", ["../secret.txt", "seeds/../../secret.txt", "/etc/passwd", "seeds/../a.txt", ".."])
def test_a_path_cannot_leave_the_topics_folder(tmp_path: Path, file: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "topic/seeds").mkdir(parents=True)
    (tmp_path / "topic/a.txt").write_text("Peace")
    assert refusal(tmp_path / "topic", file) == f'"{file}" is not a path inside the topic\'s folder'


@pytest.mark.parametrize("link", ["file.txt", "folder/secret.txt", "twice.txt"])
def test_a_link_cannot_leave_the_topics_folder(tmp_path: Path, link: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    topic = tmp_path / "topic"
    topic.mkdir()
    (topic / "file.txt").symlink_to(tmp_path / "secret.txt")
    (topic / "folder").symlink_to(tmp_path, target_is_directory=True)
    (topic / "twice.txt").symlink_to("file.txt")
    assert refusal(topic, link) == f'"{link}" is a link that leads out of the topic\'s folder'


def test_a_folder_whose_name_begins_alike_is_outside(tmp_path: Path) -> None:
    (tmp_path / "topic").mkdir()
    (tmp_path / "topic-2").mkdir()
    (tmp_path / "topic-2/a.txt").write_text("secret")
    (tmp_path / "topic/a.txt").symlink_to(tmp_path / "topic-2/a.txt")
    assert "leads out" in refusal(tmp_path / "topic", "a.txt")


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path, "seeds/a.txt") == '"seeds/a.txt" does not exist'


@pytest.mark.parametrize("file", ["", ".", "seeds"])
def test_a_folder_is_not_a_text(tmp_path: Path, file: str) -> None:
    (tmp_path / "seeds").mkdir()
    assert refusal(tmp_path, file) == f'"{file}" is a folder, not a text'


@pytest.fixture
def five_seconds() -> Iterator[None]:
    """Fail a test that waits for ever."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(5)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("five_seconds")
def test_a_pipe_that_nobody_writes_to_does_not_hang_the_program(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert refusal(tmp_path, "a.txt") == '"a.txt" is a pipe, not a text'


@pytest.mark.usefixtures("five_seconds")
def test_a_text_that_turns_into_a_pipe_while_it_is_opened_does_not_hang_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Peace")
    real_stat = Path.stat

    def stat_then_swap(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        status = real_stat(self, follow_symlinks=follow_symlinks)
        if self == path and stat.S_ISREG(status.st_mode):
            path.unlink()
            os.mkfifo(path)
        return status

    monkeypatch.setattr(Path, "stat", stat_then_swap)
    assert refusal(tmp_path, "a.txt") == '"a.txt" is a pipe, not a text'


def test_a_socket_and_a_device_are_not_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path has little room
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("a.txt")
        assert refusal(tmp_path, "a.txt") == '"a.txt" is a socket, not a text'
    assert refusal(Path("/dev"), "null") == '"null" is a device, not a text'


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.truncate(1 << 40)  # a hole: nothing on the disk
    assert refusal(tmp_path, "a.txt") == '"a.txt" is larger than 16 MB, too large for an article'


def test_a_file_that_is_larger_than_it_says_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_BYTES", 100)
    assert Path("/proc/self/status").stat().st_size == 0
    assert "is larger than" in refusal(Path("/proc/self"), "status")


def test_a_text_without_permission_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("secret")
    (tmp_path / "a.txt").chmod(0)
    with nobody():
        assert refusal(tmp_path, "a.txt") == '"a.txt" may not be read: you have no permission'


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("a.txt/b.txt", '"a.txt/b.txt" cannot be read: Not a directory'),
        ("a\0.txt", '"a␀.txt" is not a usable file name'),
        ("\ud800.txt", '"\N{REPLACEMENT CHARACTER}.txt" is not a usable file name'),
        ("x\x1b[2J\n.txt", '"x␛[2J .txt" does not exist'),
        ("x" * 300, f'"{"x" * 197}..." cannot be read: File name too long'),
    ],
)
def test_a_strange_name_is_refused_in_one_plain_line(tmp_path: Path, file: str, reason: str) -> None:
    (tmp_path / "a.txt").write_text("Peace")
    assert refusal(tmp_path, file) == reason


@pytest.mark.parametrize(
    "raised", [None, OSError(errno.ELOOP, "too many links"), RuntimeError("Symlink loop")], ids=["here", "3.13", "3.12"]
)
def test_links_in_a_ring_are_said_to_be_that_so_that_nobody_looks_for_a_bad_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raised: Exception | None
) -> None:
    def resolve(_: Path, *, strict: bool = False) -> Path:
        assert raised is not None, strict
        raise raised

    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    if raised is not None:  # each version of Python says it in its own way
        monkeypatch.setattr(Path, "resolve", resolve)
    assert refusal(tmp_path, "a.txt") == '"a.txt" is a link that leads round in a circle'


LATIN = "Peace\r\nin Türkiye and café talks, said Ankara’s – delegation\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            LATIN.encode("cp1252"),
            "is not UTF-8: byte 5 of line 2 is 0xFC; it looks like Latin-1 or Windows-1252, so save it as UTF-8",
        ),
        (
            b"\xef\xbb\xbfa\rb\r\xe9 and more",
            "is not UTF-8: byte 1 of line 3 is 0xE9; it looks like Latin-1 or Windows-1252, so save it as UTF-8",
        ),
        (
            "Переговоры".encode("cp1251"),
            "is not UTF-8: byte 1 of line 1 is 0xCF; it looks like an older encoding of its script "
            "(such as Windows-1251), so save it as UTF-8",
        ),
        (
            "é\n".encode() + b"caf\xe9",
            "is not UTF-8: byte 4 of line 2 is 0xE9; other parts are UTF-8, so it is damaged or mixes two encodings",
        ),
        (LATIN.encode("utf-32"), "is not UTF-8: it looks like UTF-32, so save it as UTF-8"),
        (b"\0\0\xfe\xff" + LATIN.encode("utf-32-be"), "is not UTF-8: it looks like UTF-32, so save it as UTF-8"),
        (LATIN.encode("utf-16"), "is not UTF-8: it looks like UTF-16, so save it as UTF-8"),
        ("é".encode("utf-16-be").join([b"\xfe\xff"] * 2), "is not UTF-8: it looks like UTF-16, so save it as UTF-8"),
        (LATIN.encode("utf-16-le"), "is not UTF-8: it looks like UTF-16, so save it as UTF-8"),
        (LATIN.encode("utf-16-be"), "is not UTF-8: it looks like UTF-16, so save it as UTF-8"),
        ("мир и война, война и мир".encode("utf-16-le"), "is not UTF-8: it looks like UTF-16, so save it as UTF-8"),
        (b"Peace\nnow\0\0", "is not a text: byte 4 of line 2 is NUL"),
    ],
)
def test_a_text_in_another_encoding_says_where_and_what_to_do(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert refusal(tmp_path, "a.txt") == f'"a.txt" {reason}'


@given(st.binary(max_size=60))
def test_any_bytes_are_a_plain_text_or_a_plain_sentence(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "a.txt").write_bytes(data)
        try:
            text = read_source(Path(folder), "a.txt")
        except SourceError as error:
            text = str(error)
            assert "\n" not in text
        assert text == plain(text)


# The library

ARTICLE = "\ufeffOne “war”.\r\nTwo 😀 wars and one peace, said Moscow.\r\nNo war, no peace, said Kyiv.\r\n"
POSITIONS = {
    "russia": {
        "peace": {"quotes": ["one peace, said Moscow", "nothing of the kind"]},
        "war": {"quotes": ['One "war".', "war"]},
    },
    "ukraine": {"peace": {"quotes": ["No war, no peace, said Kyiv.", "Two 😀 wars and no peace, said Moscow."]}},
}


@pytest.fixture
def topic(tmp_path: Path) -> Topic:
    (tmp_path / "a.txt").write_bytes(ARTICLE.encode())
    (tmp_path / "empty.txt").touch()
    rows = {
        party: {
            issue: {"quotes": [{"quote": quote, "source": "a", "stance": "support"} for quote in cell["quotes"]]}
            for issue, cell in row.items()
        }
        for party, row in POSITIONS.items()
    }
    rows["ukraine"]["war"] = {"quotes": [{"quote": "war", "source": "gone", "stance": "oppose"}]}
    files = {"a": "a.txt", "gone": "gone.txt", "empty": "empty.txt"}
    return judged({"sources": {key: {"file": file} for key, file in files.items()}, "positions": rows})


def quote_of(topic: Topic, party: str, issue: str, number: int = 0) -> Quote:
    position = topic.position(party, issue)
    assert position is not None
    return position.quotes[number]


def test_a_quotes_place_counts_the_characters_on_the_screen(tmp_path: Path, topic: Topic) -> None:
    library = Library(tmp_path, topic)
    text = library.text("a")
    assert text.startswith("One “war”.\nTwo 😀")
    anchor = library.anchor(quote_of(topic, "russia", "peace"))
    assert anchor.anchoring is Anchoring.VERIFIED
    assert anchor.span is not None
    assert text[anchor.span.start : anchor.span.end] == "one peace, said Moscow"


def test_a_quote_with_a_control_character_is_found_as_it_is_shown(tmp_path: Path, topic: Topic) -> None:
    (tmp_path / "a.txt").write_text("no\x1b peace\u200e now")
    quote = replace(quote_of(topic, "russia", "peace"), quote="no\x1b peace\u200e now")
    assert Library(tmp_path, topic).anchor(quote).anchoring is Anchoring.VERIFIED


def test_the_article_shows_the_topics_quotes_in_the_order_of_the_text(tmp_path: Path, topic: Topic) -> None:
    passages = Library(tmp_path, topic).quotes_in("a")
    assert [(each.party, each.issue, each.number, each.anchor.anchoring) for each in passages] == [
        ("russia", "war", 0, Anchoring.NORMALISED),
        ("russia", "war", 1, Anchoring.AMBIGUOUS),
        ("ukraine", "peace", 1, Anchoring.NEAR),
        ("russia", "peace", 0, Anchoring.VERIFIED),
        ("ukraine", "peace", 0, Anchoring.VERIFIED),
    ]
    assert passages[0].quote == quote_of(topic, "russia", "war")
    assert passages[0].anchor.span == Span(0, 10)


def test_quotes_are_counted_apart_from_the_places_that_they_share(tmp_path: Path, topic: Topic) -> None:
    library = Library(tmp_path, topic)
    assert library.tally("a") == (6, None), "nothing is read to count"
    library.anchor(replace(quote_of(topic, "russia", "peace"), quote="said Kyiv"))
    assert library.tally("a") == (6, 5), "one has no place, and what is in no cell is not counted"
    assert library.tally("empty") == (0, None)
    more = Position(quotes=(Quote("one peace, said Moscow", source="a", stance="oppose"),))
    ukraine = {**topic.positions["ukraine"], "war": more}
    twice = Library(tmp_path, replace(topic, positions={**topic.positions, "ukraine": ukraine}))
    twice.quotes_in("a")
    assert twice.tally("a") == (7, 5)


def test_an_article_without_quotes_has_none(tmp_path: Path, topic: Topic) -> None:
    library = Library(tmp_path, topic)
    assert library.quotes_in("empty") == ()
    assert library.text("empty") == ""


def test_a_source_that_cannot_be_read_says_so_every_time(tmp_path: Path, topic: Topic) -> None:
    library = Library(tmp_path, topic)
    quote = quote_of(topic, "ukraine", "war")
    for ask in (lambda: library.text("gone"), lambda: library.anchor(quote), lambda: library.quotes_in("gone")):
        with pytest.raises(SourceError, match=r'^"gone.txt" does not exist$'):
            ask()
        (tmp_path / "gone.txt").write_text("No war")  # only a new library looks again
    assert Library(tmp_path, topic).anchor(quote).anchoring is Anchoring.VERIFIED


def test_an_unknown_source_is_named_plainly(tmp_path: Path, topic: Topic) -> None:
    with pytest.raises(SourceError, match=r'^there is no source "x␛"$'):
        Library(tmp_path, topic).text("x\x1b")


def test_a_text_is_read_once(tmp_path: Path, topic: Topic) -> None:
    library = Library(tmp_path, topic)
    text = library.text("a")
    (tmp_path / "a.txt").unlink()
    assert library.text("a") is text
    first = library.anchor(quote_of(topic, "ukraine", "peace"))
    assert library.anchor(quote_of(topic, "ukraine", "peace")) is first


def test_that_a_text_says_something_else_than_was_read_is_noticed(tmp_path: Path, topic: Topic) -> None:
    library, file = Library(tmp_path, topic), tmp_path / topic.sources["a"].file
    assert not library.has_changed("a"), "nobody has read it"
    said = library.text("a")
    assert not library.has_changed("a")
    file.write_text(f"{said} More.", encoding="utf-8")
    assert library.has_changed("a")
    file.unlink()
    assert library.has_changed("a")
    later = Library(tmp_path, topic)
    with pytest.raises(SourceError):
        later.text("a")
    assert not later.has_changed("a")
    file.write_text(said, encoding="utf-8")
    assert later.has_changed("a")
    assert not library.has_changed("a")


def test_a_quote_that_is_not_in_the_topic_yet_can_be_checked(tmp_path: Path, topic: Topic) -> None:
    quote = replace(quote_of(topic, "russia", "peace"), quote="said Kyiv")
    assert Library(tmp_path, topic).anchor(quote).anchoring is Anchoring.VERIFIED


def test_threads_that_share_a_library_agree(tmp_path: Path, topic: Topic) -> None:
    alone = Library(tmp_path, topic)
    shared = Library(tmp_path, topic)
    quotes = [
        quote_of(topic, party, issue, number)
        for party, issue, number in (
            ("russia", "peace", 0),
            ("russia", "peace", 1),
            ("russia", "war", 0),
            ("ukraine", "peace", 1),
        )
    ] * 50
    with ThreadPoolExecutor(4) as pool:
        anchors = pool.map(shared.anchor, quotes)
        passages = pool.map(shared.quotes_in, ["a"] * 50)
        assert list(anchors) == [alone.anchor(quote) for quote in quotes]
        assert set(passages) == {alone.quotes_in("a")}
