from __future__ import annotations

import re
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.file.loader import Loaded, load, parse
from model.problem import MAX_PROBLEMS, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).parents[2] / "data"
GOOD = (DATA / "good.yaml").read_text("utf-8")
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
    start = process_time()
    loaded = load_it()
    assert process_time() - start < 1
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


# Files that somebody could write


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_file_is_explained_at_its_place(name: str) -> None:
    loaded = loaded_in_a_second(lambda: load(DATA / "bad" / f"{name}.yaml"))
    first = loaded.problems[0]
    assert [f"{first.line}:{first.column}", f"{first.length}", first.message, first.hint] == BAD[name]
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
    "anchors": f"parties: {{a: {{name: A, aliases: [{', '.join(f'&a{n} x' for n in range(200_000))}]}}}}\n",
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
    start = process_time()
    loaded = parse(MANY[name].encode(), Path("p.yaml"))
    assert process_time() - start < 5  # what looks at all names for each of them takes minutes
    assert len(loaded.problems) == MAX_PROBLEMS
    check_all(loaded)


WARNED = "".join(f"  a{number}: {{name: A{number}}}\n" for number in range(1_100))
ANCHORS = "".join(f"  a{number}: &a {{name: A{number}, proposition: A.}}\n" for number in range(1_100))


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (f"parties: {{p: {{name: P}}}}\nissues:\n{WARNED}positions: {{p: {{a0: {{stance: nonsense}}}}}}\n", "stance"),
        (f"parties: {{p: {{name: P}}}}\nissues:\n{WARNED}surprise: 1\n", "unknown key"),
        (f"issues:\n{ANCHORS}parties: {{p: {{name: P}}}}\nparties: {{}}\n", "duplicate key"),
    ],
)
def test_a_thousand_warnings_hide_no_error(text: str, error: str) -> None:
    loaded = parse(text.encode(), Path("p.yaml"))
    errors = [problem.message for problem in loaded.problems if problem.severity is Severity.ERROR]
    assert [error in message for message in errors] == [True]
    assert len(loaded.problems) == MAX_PROBLEMS
    check_all(loaded)


def test_names_as_long_as_the_file_are_cut_in_messages_and_hints() -> None:
    text = "parties:\n" + "".join(f"  ? {'a' * 200_000}{number}\n  : {{name: A{number}}}\n" for number in range(8))
    text += f"  b: {{name: B, members: [&x {'b' * 500_000}{', *x' * 2_000}]}}\n"
    loaded = loaded_in_a_second(lambda: parse(text.encode(), Path("p.yaml")))
    (problem,) = loaded.problems
    assert problem.message == f'unknown party "{"b" * 384}…'
    assert len(problem.hint) < 1_000


def test_many_aliases_within_the_limit_are_read() -> None:
    text = "parties: {a: {name: A}}\nevents:\n- &e {date: 2025, name: Opening}\n" + "- *e\n" * 20_000
    topic = loaded_in_a_second(lambda: parse(text.encode(), Path("p.yaml"))).topic
    assert topic is not None
    assert len(topic.events) == 20_001


# Any file at all

PIECES = [
    "\t", "\r", "\n", "\n\n", " ", "  ", ": ", ":", "- ", "-", "#", " #", "'", '"', "|", ">", "[", "]", "{", "}", ",",
    "&a ", "*a", "*names", "<<: ", "? ", "!x ", "%", "@", "`", "\\", "\0", "\x1b", "\x85", "\u2028", "\ufeff",
    "\u202e", "~", "null", "[]", "{}", "''", "---\n", "...\n", "=======\n", "<<<<<<< HEAD\n", "name", "2025-02-30",
    "[key]: x", "😀", "é", "\u00a0", "：", "&second ", "title: ", "quote: |", "\n  - ",
]  # fmt: skip
SNIPPETS = st.sampled_from(PIECES)


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
    text = GOOD
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
