from __future__ import annotations

import json
import os
from pathlib import Path
from shutil import copytree
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from topics import GOOD

from model.file import kept as kept_module
from model.file.judging import judged
from model.file.kept import FOLDER, keep, kept
from model.file.loader import Loaded, load
from model.file.making import made


def same(one: Loaded | None, other: Loaded) -> bool:
    """Tell whether two readings say the same, in all that anybody asks of them."""
    assert one is not None
    read = [(each.path, each.topic, each.problems, each.digest, each.document.data()) for each in (one, other)]
    trees = [each.document.line_and_column(end_of(each)) for each in (one, other)]
    return read[0] == read[1] and trees[0] == trees[1] and one.document.text == other.document.text


def end_of(loaded: Loaded) -> int:
    return loaded.document.root.end if loaded.document.root else 0


@pytest.fixture
def place(harbour: Path) -> Path:
    keep(load(harbour))
    assert kept(harbour) is not None
    return harbour.parent / FOLDER / "positions.yaml.json"


@pytest.mark.parametrize("original", GOOD, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_next_start_sees_what_the_file_says_though_nobody_reads_its_yaml(original: Path, tmp_path: Path) -> None:
    path = tmp_path / "notes.yaml"
    path.write_bytes(original.read_bytes())
    assert kept(path) is None
    keep(load(path))
    assert same(kept(path), load(path))


def test_warnings_are_there_at_the_next_start_with_their_lines(harbour: Path, change) -> None:
    change(harbour, "\nparties:\n", "\nparties:\n  twin: {name: Dockers' Union}\n")
    loaded = load(harbour)
    assert loaded.problems
    assert loaded.topic is not None
    keep(loaded)
    assert same(kept(harbour), loaded)


@pytest.mark.usefixtures("place")
def test_a_file_that_was_changed_since_is_read_itself(harbour: Path, change) -> None:
    change(harbour, "title: Harbour", "title: The harbour")
    assert kept(harbour) is None


def test_of_a_file_that_changed_before_it_could_be_kept_nothing_is_kept(harbour: Path, change) -> None:
    loaded = load(harbour)
    change(harbour, "title: Harbour", "title: The harbour")
    keep(loaded)
    assert kept(harbour) is None
    assert not (harbour.parent / FOLDER).exists()


def test_a_file_with_an_error_is_not_kept(harbour: Path, change) -> None:
    change(harbour, "title: Harbour", "titel: Harbour")
    keep(load(harbour))
    assert kept(harbour) is None


def test_in_a_folder_that_somebody_sent_the_matrix_shows_only_what_the_file_says(
    harbour: Path, place: Path, tmp_path: Path
) -> None:
    forged = place.read_text(encoding="utf-8").replace('"title":"', '"title":"No ')
    place.write_text(forged, encoding="utf-8")
    sent = copytree(harbour.parent, tmp_path / "sent") / "positions.yaml"
    assert sent.read_bytes() == harbour.read_bytes()
    os.utime(sent, ns=(harbour.stat().st_atime_ns, harbour.stat().st_mtime_ns))
    assert kept(sent) is None


@pytest.mark.usefixtures("place")
def test_another_parley_reads_the_file_itself(harbour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_module, "_version", lambda: "another")
    assert kept(harbour) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"title":"', '"title":"\\u001b[2J'),
        ('"title":"', '"title":"\x9b2J'),
        ('"parties":{', '"parties":{"x":[1],'),
        ('"parties":{', '"parties":{"x":{"name":1},'),
        ('"parties":{', '"partys":{'),
        ('"issues":{', '"issues":7,"iss":{'),
        ('"problems":[', '"problems":[[1,2],'),
        ("{", "["),
        ("\n", ""),
    ],
)
def test_what_is_kept_and_broken_is_passed_over(harbour: Path, place: Path, old: str, new: str) -> None:
    *lines, _ = place.read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(lines)
    assert old in text
    text = text.replace(old, new, 1)
    place.write_text(f"{text}{crc32(text.encode())}\n", encoding="utf-8")  # as if it were whole
    assert kept(harbour) is None


@pytest.mark.parametrize("broken", [b"", b"\xff\n", b"[" * 100_000, b"{}\n{}\n", b"[]\n"])
def test_a_kept_reading_that_is_none_is_passed_over_and_written_anew(harbour: Path, place: Path, broken: bytes) -> None:
    place.write_bytes(broken)
    assert kept(harbour) is None
    keep(load(harbour))
    assert same(kept(harbour), load(harbour))


@pytest.mark.parametrize("cut", [-1, -2, 1])
def test_a_kept_reading_that_lost_a_line_hides_no_positions(harbour: Path, place: Path, cut: int) -> None:
    lines = place.read_bytes().splitlines(keepends=True)
    del lines[cut]
    place.write_bytes(b"".join(lines))
    assert kept(harbour) is None
    keep(load(harbour))
    assert same(kept(harbour), load(harbour))


def test_nothing_is_written_through_a_link_that_came_with_the_folder(harbour: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("precious")
    folder = harbour.parent / FOLDER
    folder.mkdir()
    for name in ("positions.yaml.json", "positions.yaml.tmp", "positions.yaml.json.tmp"):
        (folder / name).symlink_to(precious)
    assert kept(harbour) is None
    keep(load(harbour))
    assert precious.read_text() == "precious"
    assert same(kept(harbour), load(harbour))


def test_a_folder_of_readings_that_is_a_link_is_left_alone(harbour: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "positions.yaml.json").write_text("mine")
    (harbour.parent / FOLDER).symlink_to(elsewhere)
    assert kept(harbour) is None
    keep(load(harbour))
    assert [each.read_text() for each in elsewhere.glob("*.json")] == ["mine"]


@pytest.mark.skipif(os.name == "nt", reason="no pipes with names there")
def test_what_is_no_file_in_the_place_of_a_reading_stops_nobody(harbour: Path) -> None:
    (harbour.parent / FOLDER).mkdir()
    place = harbour.parent / FOLDER / "positions.yaml.json"
    os.mkfifo(place)
    assert kept(harbour) is None
    place.symlink_to("/dev/zero")
    assert kept(harbour) is None
    with place.open("wb") as file:
        file.truncate(2**33)
    assert kept(harbour) is None


def test_what_a_program_left_unfinished_does_not_pile_up(harbour: Path, place: Path) -> None:
    (place.parent / f"{place.name}abc.tmp").write_text("half")
    place.unlink()
    keep(load(harbour))
    assert sorted(each.name for each in place.parent.iterdir()) == [".gitignore", place.name]


def test_a_reading_is_for_the_eyes_of_its_owner(place: Path) -> None:
    assert place.stat().st_mode & 0o077 == 0


def test_a_text_that_is_repeated_by_aliases_is_not_kept_as_often(write) -> None:
    notes = "\n".join(f"  - {{date: 2025-05-{day % 28 + 1:02}, name: a, note: *n}}" for day in range(60))
    path = write(f"parties: {{a: {{name: A, note: &n {'x' * 100_000}}}}}\nevents:\n{notes}\n")
    assert load(path).topic is not None
    keep(load(path))
    assert kept(path) is None
    assert list((path.parent / FOLDER).glob("*.json*")) == []


def test_what_is_kept_already_is_not_written_again(harbour: Path, place: Path) -> None:
    before = place.stat()
    keep(load(harbour))
    assert (place.stat().st_mtime_ns, place.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_where_nothing_can_be_kept_nobody_is_bothered(harbour: Path) -> None:
    (harbour.parent / FOLDER).write_text("a file of the user's")
    keep(load(harbour))
    assert kept(harbour) is None
    harbour.unlink()
    assert kept(harbour) is None


def test_the_folder_stays_out_of_git(harbour: Path, place: Path) -> None:
    assert (place.parent / ".gitignore").read_text() == "*\n"
    assert sorted(each.name for each in place.parent.iterdir()) == [".gitignore", place.name]
    head = json.loads(place.read_text(encoding="utf-8").partition("\n")[0])
    assert head["of"][0] == load(harbour).digest


# Every shape that the schema allows, made without pydantic as with it.

TEXTS = st.text(max_size=3)
IDS = st.sampled_from(["a", "b", "c-1"])
WORDS = st.none() | st.lists(TEXTS, max_size=2)
DATES = st.none() | st.sampled_from(["2025", "2025-05", "2025-05-19", " 2024-02-29 "])


def entries(required: dict[str, st.SearchStrategy[object]], **optional: st.SearchStrategy[object]):
    fields = {key.rstrip("_"): st.none() | value for key, value in optional.items()}
    return st.fixed_dictionaries(required, optional=fields)


def by_id(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.dictionaries(IDS, values, max_size=2)


ACTS = entries({}, support=WORDS, oppose=WORDS)
ISSUES = entries({"name": TEXTS}, proposition=TEXTS, terms=WORDS, for_=WORDS, acts=ACTS, conditions=WORDS)
PARTIES = entries({"name": TEXTS}, aliases=WORDS, people=st.dictionaries(TEXTS, WORDS, max_size=2), members=WORDS)
QUOTES = entries(
    {"quote": TEXTS, "source": IDS, "stance": IDS},
    kind=st.sampled_from(["direct", "indirect", "act"]),
    date=DATES,
    role=st.sampled_from(["demand", "offer"]),
    status=st.just("draft"),
    note=TEXTS,
)
POSITIONS = entries({}, stance=IDS, since=DATES, summary=TEXTS, quotes=st.none() | st.lists(QUOTES, max_size=2))
LEVELS = st.sampled_from([
    {"a": {"value": "1", "glyph": "+", "label": "a"}, "b": {"value": "-.5", "glyph": "−", "label": "b", "short": None}},
    {"a": {"value": " 1e-1 ", "glyph": "+", "label": ""}, "b": {"value": "0", "glyph": "?", "label": "b"}},
])  # fmt: skip
TOPICS = entries(
    {},
    title=TEXTS,
    scale=LEVELS,
    issues=by_id(ISSUES),
    parties=by_id(PARTIES),
    sources=by_id(entries({"file": TEXTS}, published=DATES, url=TEXTS)),
    events=st.none() | st.lists(entries({"date": st.just("2025-05"), "name": TEXTS}), max_size=2),
    positions=by_id(st.none() | by_id(st.none() | POSITIONS)),
    cues=st.none() | st.dictionaries(st.sampled_from(["say", "ignore"]), WORDS, max_size=2),
    conduits=WORDS,
)


@settings(deadline=None)
@given(TOPICS)
def test_a_topic_made_of_known_values_is_the_one_that_was_judged(data: dict[str, object]) -> None:
    topic = made(data)  # type: ignore[arg-type]  # dictionaries, lists and texts
    assert topic == judged(data)
    assert repr(topic) == repr(judged(data))
