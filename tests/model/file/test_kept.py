from __future__ import annotations

import json
import os
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.file import kept as kept_module
from model.file.judging import judged
from model.file.kept import FOLDER, keep, kept
from model.file.loader import Loaded, load
from model.file.making import made

ROOT = Path(__file__).parents[3]
GOOD = [
    ROOT / "positions.yaml",
    ROOT / "tui/starter/positions.yaml",
    ROOT / "tests/data/good.yaml",
    ROOT / "tests/data/harbour/positions.yaml",
    *sorted((ROOT / "tests/data/styles").glob("*.yaml")),
]


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
    text = place.read_text(encoding="utf-8")
    assert old in text
    place.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert kept(harbour) is None


@pytest.mark.parametrize("broken", [b"", b"\xff\n", b"[" * 100_000, b"{}\n{}\n", b"[]\n"])
def test_a_kept_reading_that_is_none_is_passed_over_and_written_anew(harbour: Path, place: Path, broken: bytes) -> None:
    place.write_bytes(broken)
    assert kept(harbour) is None
    keep(load(harbour))
    assert same(kept(harbour), load(harbour))


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
