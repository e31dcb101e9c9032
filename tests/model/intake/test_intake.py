"""Texts taken into a topic: none lost, none written over, none with an id that is taken."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.intake import intake
from model.intake.intake import (
    Taken,
    give_back,
    new_id,
    new_text,
    new_texts,
    put_in,
    source_at,
    source_id,
    source_with,
    take_in,
    text_name,
    write_new,
)
from model.quotes.sources import texts_in, unlisted
from model.save.refusal import SaveError
from model.schema import ID_PATTERN, Source, Topic


def topic(**files: str) -> Topic:
    return Topic(sources={id_: Source(file=file) for id_, file in files.items()})


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def test_files_in_seeds_without_an_entry_are_found(tmp_path: Path) -> None:
    put(tmp_path, "seeds/b.txt", "seeds/a.txt", "seeds/2025/c.txt", "seeds/listed.txt", "seeds/too.txt", "other/x.txt")
    put(tmp_path, "seeds/.hidden", "seeds/.git/config")
    (tmp_path / "seeds/gone.txt").symlink_to("nowhere")
    os.mkfifo(tmp_path / "seeds/pipe")
    listed = topic(one="seeds/listed.txt", two="./seeds//too.txt", three="seeds/missing.txt")
    assert unlisted(texts_in(tmp_path), listed) == ("seeds/2025/c.txt", "seeds/a.txt", "seeds/b.txt")
    assert texts_in(tmp_path / "other") == ()
    (tmp_path / "seeds/link.txt").symlink_to("x" * 300)  # a name that no disk takes
    assert "seeds/link.txt" not in texts_in(tmp_path)


def test_a_new_text_is_shown_with_what_its_head_says_and_the_id_it_could_get(tmp_path: Path) -> None:
    put(tmp_path, "seeds/a.txt")
    (tmp_path / "seeds/a.txt").write_text("Tolls in dispute once more\n4 April 2031\n\nThe council met again.\n")
    found = new_text(tmp_path, topic(**{"a-2031-04-04": "x"}), "seeds/a.txt")
    assert found.id == "a-2031-04-04-2"
    assert found.fields == {"file": "seeds/a.txt", "title": "Tolls in dispute once more", "published": "2031-04-04"}
    assert (found.heading.first, found.trouble) == ("The council met again.", "")


def test_a_new_text_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    put(tmp_path, "seeds/a.pdf")
    (tmp_path / "seeds/a.pdf").write_bytes(b"%PDF\0\0")
    found = new_text(tmp_path, topic(), "seeds/a.pdf")
    assert "is not a text" in found.trouble
    assert found.fields == {"file": "seeds/a.pdf"}


@pytest.mark.parametrize(
    ("text", "trouble"), [(" \n", "is empty"), ("It rained.\n", 'has the same text as source "known"')]
)
def test_a_text_that_is_nothing_new_is_not_taken_in(tmp_path: Path, text: str, trouble: str) -> None:
    put(tmp_path, "seeds/known.txt", "seeds/new.txt")
    (tmp_path / "seeds/known.txt").write_text("It rained.\n")
    (tmp_path / "seeds/new.txt").write_text(text)
    found = new_text(tmp_path, topic(known="seeds/known.txt"), "seeds/new.txt")
    assert found.trouble == f"seeds/new.txt {trouble}"


def test_a_folder_of_new_texts_is_looked_at_without_measuring_each_source_for_each_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "seeds/a.txt", "seeds/known.txt", "seeds/twin.txt", *(f"seeds/new-{each}.txt" for each in range(9)))
    (tmp_path / "seeds/twin.txt").write_text("seeds/known.txt")
    listed = topic(a="seeds/a.txt", known="seeds/known.txt")
    files, measured = unlisted(texts_in(tmp_path), listed), list[str]()
    stat = Path.stat

    def counted(path: Path, **how: bool) -> os.stat_result:
        measured.append(path.name)
        return stat(path, **how)

    monkeypatch.setattr(Path, "stat", counted)
    found = new_texts(tmp_path, listed, files)
    assert [each.trouble for each in found.values()] == [""] * 9 + [
        'seeds/twin.txt has the same text as source "known"'
    ]
    assert measured.count("a.txt") == 1


def test_a_text_is_known_by_its_bytes(tmp_path: Path) -> None:
    put(tmp_path, "seeds/a.txt", "seeds/b.txt")
    listed = topic(lost="seeds/lost.txt", odd="a\0b", outside="../x", a="seeds/a.txt", b="seeds/b.txt")
    assert source_with(tmp_path, listed, b"seeds/b.txt") == "b"
    assert source_with(tmp_path, listed, b"seeds/c.txt") is None


@pytest.mark.parametrize(
    "url",
    [
        "https://www.gazette.example/tolls?id=7",
        "http://gazette.example/tolls/?id=7#comments",
        "https://GAZETTE.example/tolls?utm_source=x&id=7&fbclid=1",
        " https://gazette.example/tolls?&id=7",
    ],
)
def test_a_page_is_known_by_its_address_whatever_hangs_on_it(url: str) -> None:
    listed = Topic(
        sources={
            "none": Source(file="a"),
            "broken": Source(file="b", url="http://["),
            "gazette": Source(file="c", url="https://gazette.example/tolls?id=7"),
        }
    )
    assert source_at(listed, url) == "gazette"
    assert source_at(listed, "http://[") == "broken"
    for other in (
        "",
        "https://gazette.example/tolls",
        "https://gazette.example/Tolls?id=7",
        "https://a.example/tolls?id=7",
    ):
        assert source_at(listed, other) is None


def test_a_text_from_elsewhere_is_written_even_when_one_stands_in_seeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "seeds/other.txt")
    monkeypatch.chdir(tmp_path / "seeds")
    assert put_in(tmp_path, "a.txt", b"one") == Taken("seeds/a.txt", is_new=True)
    assert (tmp_path / "seeds/a.txt").read_bytes() == b"one"


@pytest.mark.parametrize(
    ("known", "name", "made"),
    [
        (("2025-05-19", "The Moscow Times / AFP", "Putin calls"), "x", "2025-05-19-moscow-times-putin-calls.txt"),
        (("", "", "Портовая администрация"), "in/talks.pdf", "talks.txt"),
        (("2025-05", "Daily", ""), "https://daily.example/2025/talks-go-on.html", "2025-05-daily-talks-go-on.txt"),
        (("", "", ""), "https://", "https.txt"),
        (("", "", ""), "статья.html", "article.txt"),
        (("", "", "../../etc/passwd"), "x", "etc-passwd.txt"),
    ],
)
def test_the_file_of_an_article_is_named_after_date_outlet_and_title(known: tuple[str, ...], name, made) -> None:
    assert text_name(*known, name) == made


def test_a_copy_gets_a_name_that_is_free_and_safe(tmp_path: Path) -> None:
    folder, path = tmp_path / "topic", tmp_path / "a\x1b[31m\n.tar.txt"
    folder.mkdir()
    assert take_in(folder, path, b"one") == Taken("seeds/a␛[31m .tar.txt", is_new=True)
    assert take_in(folder, path, b"one") == Taken("seeds/a␛[31m .tar.txt", is_new=False)
    assert take_in(folder, path, b"two") == Taken("seeds/a␛[31m .tar-2.txt", is_new=True)
    assert take_in(folder, path, b"two") == Taken("seeds/a␛[31m .tar-2.txt", is_new=False)
    assert {each.read_bytes() for each in (folder / "seeds").iterdir()} == {b"one", b"two"}


def test_a_text_in_seeds_stays_where_it_is(tmp_path: Path) -> None:
    put(tmp_path, "seeds/2025/a.txt")
    assert take_in(tmp_path, tmp_path / "seeds/2025/a.txt", b"") == Taken("seeds/2025/a.txt", is_new=False)


def test_seeds_elsewhere_are_refused_for_no_source_could_be_read_there(tmp_path: Path) -> None:
    folder = tmp_path / "topic"
    folder.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (folder / "seeds").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SaveError, match=r"a\.txt was not saved: seeds is a link that leads out of the topic's folder"):
        take_in(folder, tmp_path / "a.txt", b"x")
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_copy_that_the_disk_refuses_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(intake, "write_all", full)
    with pytest.raises(SaveError, match=r"a\.txt was not saved: the disk is full"):
        take_in(tmp_path, tmp_path / "a.txt", b"x")
    assert not list((tmp_path / "seeds").iterdir())


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a.txt", b"x")
    assert (tmp_path / "a.txt").read_text() == "a.txt"


def test_only_our_own_copy_is_given_back(tmp_path: Path) -> None:
    put(tmp_path, "seeds/a.txt", "seeds/b.txt", "seeds/c.txt")
    give_back(tmp_path, Taken("seeds/a.txt", is_new=True), b"seeds/a.txt")
    give_back(tmp_path, Taken("seeds/b.txt", is_new=False), b"seeds/b.txt")
    give_back(tmp_path, Taken("seeds/c.txt", is_new=True), b"what we wrote")
    assert sorted(path.name for path in (tmp_path / "seeds").iterdir()) == ["b.txt", "c.txt"]


@pytest.mark.parametrize(
    ("outlet", "published", "name", "made"),
    [
        ("The Moscow Times / AFP", "2025-05-19", "004.txt", "moscow-times-2025-05-19"),
        ("Süddeutsche Zeitung", "2025", "x", "suddeutsche-zeitung-2025"),
        ("", "2025-05-19", "Talks in Istanbul.txt", "talks-in-istanbul-2025-05-19"),
        ("", "2025-05-19", "gazette-2025-05-19.txt", "gazette-2025-05-19"),
        ("AP", "", "ap-2025-06-04.txt", "ap-2025-06-04"),
        ("AP", "", "статья.txt", "ap"),
        ("Известия", "2025-05", "статья.txt", "source-2025-05"),
        ("", "", "статья.txt", "source"),
        ("", "", "taken", "taken-3"),
        ("", "", f"{'long ' * 30}.txt", "long-long-long-long-long-long-long-long"),
    ],
)
def test_an_id_is_made_of_what_is_known(outlet: str, published: str, name: str, made: str) -> None:
    assert source_id(outlet, published, name, {"taken", "taken-2"}) == made


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Ferry Line & Sons", "ferry-line-sons"),
        ("seeds/tide-tables.txt", "tide-tables"),
        ("Taken", "taken-3"),
        ("Известия", ""),
    ],
)
def test_an_id_is_suggested_for_a_name_as_long_as_its_letters_can_be_in_one(name: str, made: str) -> None:
    assert new_id(name, {"taken", "taken-2"}) == made


@given(st.text(), st.sampled_from(["", "2025", "2025-05", "2025-05-19"]), st.text(min_size=1))
def test_an_id_is_always_an_id(outlet: str, published: str, name: str) -> None:
    made = source_id(outlet, published, name, ())
    assert re.fullmatch(ID_PATTERN, made)
    assert source_id(outlet, published, name, {made}) == f"{made}-2"
