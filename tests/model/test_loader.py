from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import loader
from model.loader import MAX_BYTES, Loaded, ReadError, load, parse, read_bytes
from model.problem import MAX_PROBLEMS, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).parent.parent / "data"
GOOD = (DATA / "good.yaml").read_bytes()
BAD = {
    row[0]: row[1:]
    for row in (line.split("\t") for line in (DATA / "bad" / "expected.tsv").read_text("utf-8").splitlines()[1:])
}
# What pydantic, libyaml and Python say, and a person who follows a negotiation should never read.
JARGON = re.compile(
    r"pydantic|https?://|input_|Input should|Field required|Extra inputs|\bdict\b|\bstr\b|\bNone\b|tuple|mapping values"
    r"|simple key|scanning|parsing|indicator|Error\b|Traceback|<class|object at"
)


def loaded_in_a_second(load_it: Callable[[], Loaded]) -> Loaded:
    start = perf_counter()
    loaded = load_it()
    assert perf_counter() - start < 1
    return loaded


def only_problem(text: str) -> tuple[str, str]:
    problems = parse(text.encode(), Path("p.yaml")).problems
    assert len(problems) == 1
    return str(problems[0]), problems[0].hint


def check_all(loaded: Loaded) -> None:
    """Check what holds for the problems of any file at all."""
    lines = loaded.document.text.split("\n")
    for problem in loaded.problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.length >= 1
        assert problem.message
        words = re.sub(r'"[^"]*"', "", f"{problem.message} {problem.hint}")
        assert not JARGON.search(words), str(problem)
        assert "\n" not in problem.message + problem.hint
    assert (loaded.topic is None) == any(problem.severity is Severity.ERROR for problem in loaded.problems)
    places = [(problem.line, problem.column) for problem in loaded.problems]
    assert places == sorted(places)


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


# Bad files


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_file_is_explained_at_its_place(name: str) -> None:
    loaded = loaded_in_a_second(lambda: load(DATA / "bad" / f"{name}.yaml"))
    first = loaded.problems[0]
    assert [f"{first.line}:{first.column}", first.message, first.hint] == BAD[name]
    assert str(first).endswith(f"{name}.yaml:{first.line}:{first.column}: {first.message}")
    assert loaded.topic is None
    check_all(loaded)


def test_every_bad_file_has_its_line_in_the_table() -> None:
    assert {path.stem for path in (DATA / "bad").glob("*.yaml")} == BAD.keys()
    assert len(BAD) >= 55


def test_all_problems_of_schema_and_references_come_in_one_go() -> None:
    assert [str(problem).split("yaml:")[1] for problem in load(DATA / "bad" / "many-at-once.yaml").problems] == [
        '8:3: party "dorwen" has no "name"',
        '8:12: unknown key "nam"',
        "10:45: not a date: 2025-05-32",
        '12:3: unknown party "avarria"',
        '14:15: unknown stance "suport"',
        '17:19: unknown source "courier-9"',
        '19:17: unknown kind "driect"',
    ]


def test_duplicate_keys_are_reported_together_with_what_the_schema_finds() -> None:
    loaded = parse(b"title: a\ntitle: b\nparties: {a: {}}\n", Path("p.yaml"))
    assert [problem.message for problem in loaded.problems] == [
        'duplicate key "title" (first used on line 1)',
        'party "a" has no "name"',
    ]
    assert [line.number for line in loaded.problems[0].lines] == [1, 2]


def test_a_fault_behind_an_anchor_is_reported_once() -> None:
    text = "events:\n  - &opening {date: 2025-02-30, name: a}\n" + "  - *opening\n" * 3
    assert only_problem(text)[0] == "p.yaml:2:21: not a date: 2025-02-30"


DEEP = 100_000
BIG: dict[str, tuple[str, str]] = {
    "brackets": ("[" * DEEP, "1:41: nested deeper than 40 levels"),
    "braces": ("{a: " * DEEP, "1:161: nested deeper than 40 levels"),
    "dashes": ("- " * DEEP, "1:81: nested deeper than 40 levels"),
    "question marks": ("? " * DEEP, "1:81: nested deeper than 40 levels"),
    "keys": ("".join(" " * depth + "a:\n" for depth in range(2000)), "41:41: nested deeper than 40 levels"),
    "aliases in aliases": (
        "a0: &a0 []\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, DEEP)),
        "40:12: nested deeper than 40 levels",
    ),
    "billion laughs": (
        "a0: &a0 [lol]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 31)),
        "7:40: aliases expand to too many values",
    ),
    "merge bomb": (
        f"a: &a {{{', '.join(f'k{n}: x' for n in range(5000))}}}\nb: {{<<: [{', '.join(['*a'] * 5000)}]}}\n",
        "2:406: aliases expand to too many values",
    ),
    "merge chain": (
        "a0: &a0 {k: x}\n" + "".join(f"a{n}: &a{n} {{<<: *a{n - 1}, k{n}: x}}\n" for n in range(1, 20_000)),
        "40:16: nested deeper than 40 levels",
    ),
    "open quotation mark": ('title: "' + "a\n" * 500_000, '1:8: this " is never closed'),
    "nothing but NUL": ("a" + "\0" * 1_000_000, "1:2: the invisible character U+0000 is not allowed"),
    "one long line": ("a: " + "b" * 1_000_000 + ": c", '1:1000004: this text has a ": " in it'),
    "colon after many lines": ("a\n" * 200_000 + "b: c", ':1: the colon after "a" is missing'),
}


@pytest.mark.parametrize("name", BIG)
def test_a_hostile_file_is_refused_in_a_second(name: str) -> None:
    text, expected = BIG[name]
    loaded = loaded_in_a_second(lambda: parse(text.encode(), Path("p.yaml")))
    assert expected in str(loaded.problems[0])
    check_all(loaded)


MANY: dict[str, str] = {
    "anchors": "".join(f"a{n}: &a{n} x\n" for n in range(100_000)),
    "duplicate keys": "title: x\n" * 50_000,
    "unknown keys": "parties: {a: {name: A, " + ", ".join(f"nam{n}: x" for n in range(50_000)) + "}}\n",
    "bad ids": "parties:\n" + "".join(f"  A{n}: {{name: A}}\n" for n in range(20_000)),
    "entries without a name": "parties:\n" + "".join(f"  a{n}: {{}}\n" for n in range(20_000)),
    "unknown sources": "parties: {a: {name: A}}\nissues: {b: {name: B, proposition: B.}}\nsources:\n"
    + "".join(f"  courier-{n}: {{file: a.txt}}\n" for n in range(5_000))
    + "positions:\n  a:\n    b:\n      quotes:\n"
    + "".join(f"        - {{quote: a, stance: oppose, source: curier-{n}}}\n" for n in range(5_000)),
}


@pytest.mark.parametrize("name", MANY)
def test_a_file_with_thousands_of_problems_does_not_hang(name: str) -> None:
    start = perf_counter()
    loaded = parse(MANY[name].encode(), Path("p.yaml"))
    assert perf_counter() - start < 2
    assert len(loaded.problems) == MAX_PROBLEMS
    check_all(loaded)


def test_many_aliases_within_the_limit_are_read() -> None:
    text = "parties: {a: {name: A}}\nevents:\n- &e {date: 2025, name: Opening}\n" + "- *e\n" * 20_000
    topic = loaded_in_a_second(lambda: parse(text.encode(), Path("p.yaml"))).topic
    assert topic is not None
    assert len(topic.events) == 20_001


# Files that cannot be read


def message_of(path: Path) -> str:
    loaded = loaded_in_a_second(lambda: load(path))
    assert loaded.topic is None
    assert loaded.digest == ""
    assert loaded.document.text == ""
    check_all(loaded)
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


def test_a_link_to_itself_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    assert "cannot be read: too many levels of symbolic links" in message_of(tmp_path / "loop.yaml")


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


_AS_NOBODY = """
import os, sys
from pathlib import Path
from model.loader import load
if os.geteuid() == 0:
    os.setuid(65534)
print(*load(Path(sys.argv[1])).problems)
"""


def test_a_file_without_permission_is_a_problem(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_bytes(GOOD)
    secret.chmod(0)
    run = subprocess.run([sys.executable, "-c", _AS_NOBODY, secret], capture_output=True, text=True, check=True)
    assert run.stdout == f"{secret}:1:1: the file cannot be read: permission denied\n"


def test_a_hostile_file_name_is_shown_plain(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\nb.yaml"
    path.write_bytes(b"a: b: c")
    (problem,) = load(path).problems
    assert str(problem).endswith("a␛[31m b.yaml:1:5: " + problem.message)


# Any file at all

SNIPPETS = st.sampled_from(
    ["\t", "\r", "\n", "\n\n", " ", "  ", ": ", ":", "- ", "-", "#", " #", "'", '"', "|", ">", "[", "]", "{", "}", ","]
    + [
        "&a ",
        "*a",
        "*names",
        "<<: ",
        "? ",
        "!x ",
        "%",
        "@",
        "`",
        "\\",
        "\0",
        "\x1b",
        "\x85",
        "\u2028",
        "\ufeff",
        "\u202e",
    ]
    + ["~", "null", "[]", "{}", "''", "---\n", "...\n", "=======\n", "<<<<<<< HEAD\n", "name", "2025-02-30", "[key]: x"]
    + ["😀", "é", "\u00a0", "：", "&second ", "title: ", "quote: |", "\n  - "]
)


def spoil_characters(draw: st.DrawFn, text: str) -> str:
    at = draw(st.integers(0, len(text)))
    match draw(st.integers(0, 2)):
        case 0:
            return text[:at] + draw(SNIPPETS) + text[at:]
        case 1:
            return text[:at] + text[at + draw(st.integers(1, 30)) :]
        case _:
            return text[:at]


def spoil_lines(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    number = draw(st.integers(0, len(lines) - 1))
    match draw(st.integers(0, 3)):
        case 0:
            del lines[number]
        case 1:
            lines.insert(draw(st.integers(0, len(lines))), lines[number])
        case 2:
            lines[number] = " " * draw(st.integers(0, 9)) + lines[number].lstrip(" ")
        case _:
            lines[number] = draw(SNIPPETS) + lines[number]
    return "\n".join(lines)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Spoil a good file in one to four places: characters, lines, indentation, bytes."""
    text = GOOD.decode()
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    for _ in range(draw(st.integers(1, 4))):
        text = draw(st.sampled_from([spoil_characters, spoil_lines]))(draw, text)
    raw = text.encode()
    if draw(st.integers(0, 9)) == 0:
        at = draw(st.integers(0, len(raw)))
        raw = raw[:at] + draw(st.binary(min_size=1, max_size=4)) + raw[at:]
    return raw


@settings(max_examples=800, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_no_spoilt_file_brings_the_program_down_or_shows_its_insides(raw: bytes) -> None:
    check_all(parse(raw, Path("p.yaml")))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.lists(SNIPPETS, max_size=30).map(lambda parts: "".join(parts).encode()))
def test_no_bytes_whatever_bring_the_program_down(raw: bytes) -> None:
    check_all(parse(raw, Path("p.yaml")))
