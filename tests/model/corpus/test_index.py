"""The cache of extraction: what it saves, and that it never costs a user more than the time to read again."""

from __future__ import annotations

import pickle
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from model.corpus import index as room
from model.corpus.index import Index
from model.extract import extract
from model.extract.candidate import Candidate, Evidence
from model.extract.vocabulary import Vocabulary
from model.file.judging import judged

ROOT = Path(__file__).parents[3]
TOPIC = judged({
    "issues": {"tolls": {"name": "Tolls", "terms": ["toll"]}},
    "parties": {"north": {"name": "Norrhavn"}, "south": {"name": "Söderby"}},
})  # fmt: skip
TEXT = "Norrhavn wants the toll.\nSöderby rejects “the toll” – 👍 as ever.\n"
VOCABULARY = Vocabulary.of(TOPIC)


def found(number: int = 0, **changes: object) -> tuple[Candidate, ...]:
    """Give candidates that extraction would not find by itself, so that a test sees where they come from."""
    reasons = (Evidence("want", 9, 14, f"cue {number}"), Evidence("term", 19, 23, "tolls"))
    first = Candidate(0, 24, TEXT[:24], "north", "tolls", "support", "indirect", "Ann", "high", "rules", reasons)
    second = Candidate(
        25, 63, TEXT[25:63], "south", "tolls", "oppose", "direct", "", "low", "rules", (), "NNA", ("weak",)
    )
    return (replace(first, **changes), second)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / ".parley/index.sqlite"


def test_what_was_found_is_found_again_as_it_was(tmp_path: Path) -> None:
    with Index(tmp_path) as index:
        index.keep([(TEXT, found()), ("", ())], VOCABULARY)
    with Index(tmp_path) as index:
        assert index.kept(TEXT, VOCABULARY) == found()
        assert index.kept("", VOCABULARY) == ()
        assert index.kept(TEXT + "\n", VOCABULARY) is None
        assert index.candidates(TEXT, VOCABULARY) == found()


def test_a_text_is_read_once_and_again_after_a_change_of_words_engine_or_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def counted(text: str, vocabulary: Vocabulary, engine: str) -> tuple[Candidate, ...]:
        calls.append(text)
        return extract(text, vocabulary, engine)

    monkeypatch.setattr(room, "extract", counted)
    other = Vocabulary.of(replace(TOPIC, parties={"north": TOPIC.parties["north"]}))
    with Index(tmp_path) as index:
        assert index.candidates(TEXT, VOCABULARY) == index.candidates(TEXT, VOCABULARY) == extract(TEXT, VOCABULARY)
        assert len(calls) == 1
        assert {candidate.party for candidate in index.candidates(TEXT, other)} == {"north"}
        assert {candidate.engine for candidate in index.candidates(TEXT, VOCABULARY, "spacy")} == {"spacy"}
        assert len(calls) == 3
        index.candidates(TEXT, VOCABULARY)
        assert len(calls) == 3, "a word changed and changed back"
        monkeypatch.setattr(room, "version", lambda _: "another")
        index.candidates(TEXT, VOCABULARY)
        assert len(calls) == 4


def test_it_does_not_grow_for_ever(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_MOST", 10)
    with Index(tmp_path) as index:
        for number in range(9):
            monkeypatch.setattr(room, "version", lambda _, number=number: str(number))
            index.keep([(TEXT, found(number))], VOCABULARY)
        assert index.kept(TEXT, VOCABULARY) == found(8)
        with sqlite3.connect(file) as beside:
            assert beside.execute("SELECT count(*) FROM ways").fetchone() == (4,)
            assert beside.execute("SELECT count(*) FROM readings").fetchone() == (4,)
        beside.close()
        index.keep([(str(number), ()) for number in range(30)], VOCABULARY)
        assert [index.kept(str(number), VOCABULARY) for number in range(30)] == [None] * 20 + [()] * 10


def break_bytes(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[100:] = b"\x07" * (len(data) - 100)
    file.write_bytes(data)


def break_form(file: Path) -> None:
    beside = sqlite3.connect(file)
    beside.execute("PRAGMA application_id = 7")
    beside.close()


def break_tables(file: Path) -> None:
    beside = sqlite3.connect(file)
    beside.execute("DROP TABLE readings")
    beside.close()


BROKEN = {
    "noise": lambda file: file.write_bytes(b"no database at all" * 1000),
    "damaged": break_bytes,
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:5000]),
    "empty": lambda file: file.write_bytes(b""),
    "of another form": break_form,
    "without a table": break_tables,
    "deleted": lambda file: file.unlink(),
}


@pytest.mark.parametrize("breaks", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_made_anew(tmp_path: Path, file: Path, breaks) -> None:
    with Index(tmp_path) as index:
        index.keep([(TEXT, found())], VOCABULARY)
    breaks(file)
    with Index(tmp_path) as index:
        assert index.candidates("Norrhavn wants a toll.", VOCABULARY)
        index.keep([(TEXT, found(1))], VOCABULARY)  # at the latest now it is whole again
        index.keep([(TEXT, found(1))], VOCABULARY)
    with Index(tmp_path) as index:
        assert index.kept(TEXT, VOCABULARY) == found(1)


def test_a_file_that_breaks_while_it_is_open_is_made_anew(tmp_path: Path, file: Path) -> None:
    with Index(tmp_path) as index:
        index.keep([(TEXT, found())], VOCABULARY)
        break_bytes(file)
        index.keep([(TEXT, found(1))], VOCABULARY)
        index.keep([(TEXT, found(1))], VOCABULARY)
        assert index.kept(TEXT, VOCABULARY) == found(1)


def test_a_file_of_somebody_else_behind_a_link_stays_as_it_is(tmp_path: Path, file: Path) -> None:
    precious = tmp_path / "precious.sqlite"
    with sqlite3.connect(precious) as other:
        other.execute("CREATE TABLE readings (mine TEXT)")
    other.close()
    before = precious.read_bytes()
    file.parent.mkdir()
    file.symlink_to(precious)
    with Index(tmp_path) as index:
        index.keep([(TEXT, found())], VOCABULARY)
        assert index.kept(TEXT, VOCABULARY) == found()
    assert precious.read_bytes() == before


@pytest.mark.parametrize("place", ["folder is a file", "file is a folder", "no topic folder"])
def test_where_nothing_can_be_kept_it_still_reads(tmp_path: Path, file: Path, place: str) -> None:
    folder = tmp_path
    if place == "folder is a file":
        file.parent.write_text("")
    elif place == "file is a folder":
        file.mkdir(parents=True)
    else:
        folder = tmp_path / "none"
    with Index(folder) as index:
        index.keep([(TEXT, found())], VOCABULARY)
        assert index.candidates(TEXT, VOCABULARY) == extract(TEXT, VOCABULARY)
    index.keep([(TEXT, found())], VOCABULARY)
    assert index.kept(TEXT, VOCABULARY) is None, "closed"


def test_a_folder_that_cannot_be_cleared_of_a_broken_file_is_no_error(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.parent.mkdir()
    file.write_bytes(b"no database at all" * 1000)

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", refuse)
    with Index(tmp_path) as index:
        assert index.candidates(TEXT, VOCABULARY) == extract(TEXT, VOCABULARY)
    assert file.read_bytes().startswith(b"no database")


def test_while_another_process_writes_it_reads_and_does_without_keeping(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_PATIENCE", 0.01)
    with Index(tmp_path) as index:
        index.keep([(TEXT, found())], VOCABULARY)
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        index.keep([("", ())], VOCABULARY)
        assert index.kept(TEXT, VOCABULARY) == found()
        other.execute("ROLLBACK")
        other.close()
        assert index.kept("", VOCABULARY) is None
        index.keep([("", ())], VOCABULARY)
        assert index.kept("", VOCABULARY) == ()


@pytest.mark.parametrize(
    "planted",
    [
        "[[0,24,'",
        "{}7",
        "[[0,24]]",
        '[[0,99,"north","tolls","support","act","","high","",[],[]]]',
        '[[-3,24,"north","tolls","support","act","","high","",[],[]]]',
        '[["0",24,"north","tolls","support","act","","high","",[],[]]]',
        '[[0,24,"nobody","tolls","support","act","","high","",[],[]]]',
        '[[0,24,"north","dogs","support","act","","high","",[],[]]]',
        '[[0,24,"north","tolls","love","act","","high","",[],[]]]',
        '[[0,24,"north","tolls","support","song","","high","",[],[]]]',
        '[[0,24,"north","tolls","support","act","","utter","",[],[]]]',
        '[[0,24,["north"],"tolls","support","act","","high","",[],[]]]',
        "[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_what_somebody_planted_in_the_file_is_not_believed(tmp_path: Path, file: Path, planted: str | bytes) -> None:
    with Index(tmp_path) as index:
        index.keep([(TEXT, found())], VOCABULARY)
        beside = sqlite3.connect(file, isolation_level=None)
        beside.execute("UPDATE readings SET found = ?", (planted,))
        beside.close()
        assert index.candidates(TEXT, VOCABULARY) == extract(TEXT, VOCABULARY)
        assert index.kept(TEXT, VOCABULARY) == extract(TEXT, VOCABULARY)


def test_words_from_the_file_reach_no_terminal_as_they_are(tmp_path: Path) -> None:
    with Index(tmp_path) as index:
        reasons = (Evidence("\x1b[2J", 0, 1, "\x1b]0;"),)
        index.keep([(TEXT, found(speaker="\x1b[31m", via="\x07", evidence=reasons, doubts=("\x1bc",)))], VOCABULARY)
        (first, _) = index.kept(TEXT, VOCABULARY) or ()
    assert (first.speaker, first.via, first.doubts) == ("␛[31m", "␇", ("␛c",))
    assert first.evidence == (Evidence("␛[2J", 0, 1, "␛]0;"),)


def test_git_is_told_to_leave_the_cache_alone(tmp_path: Path) -> None:
    Index(tmp_path).close()
    assert (tmp_path / ".parley/.gitignore").read_text() == "*\n"


def test_threads_share_one_index(tmp_path: Path) -> None:
    texts = [f"Norrhavn wants toll {number}." for number in range(60)]
    with Index(tmp_path) as index, ThreadPoolExecutor(8) as pool:
        first = list(pool.map(lambda text: index.candidates(text, VOCABULARY), texts))
        assert [index.kept(text, VOCABULARY) for text in texts] == first
        assert all(first)


def test_processes_share_one_file(tmp_path: Path) -> None:
    program = (
        "import pickle, sys; from pathlib import Path; from model.corpus.index import Index\n"
        "from model.extract.vocabulary import Vocabulary\n"
        "vocabulary = Vocabulary.of(pickle.loads(bytes.fromhex(sys.argv[2])))\n"
        "sys.stdin.read(1)\n"
        "for number in range(40):\n"
        "    with Index(Path(sys.argv[1])) as index:\n"
        "        index.candidates(f'Norrhavn wants toll {number} {sys.argv[3]}.', vocabulary)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path), pickle.dumps(TOPIC).hex()]
    started = [
        subprocess.Popen([*command, name], cwd=ROOT, stdin=subprocess.PIPE, stderr=subprocess.PIPE) for name in "ab"
    ]
    ended = [process.communicate(b"\n")[1] for process in started]
    assert ended == [b"", b""]
    with Index(tmp_path) as index:
        kept = [
            index.kept(f"Norrhavn wants toll {number} {name}.", VOCABULARY) for number in range(40) for name in "ab"
        ]
    assert all(kept)
