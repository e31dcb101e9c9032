from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
import yaml

from model.file.loader import parse
from model.file.syntax import explain

# The files in tests/data/bad say most; here is what needs two texts side by side, and what must not be blamed.


def first(text: str) -> str:
    problem = parse(text.encode(), Path("p.yaml")).problems[0]
    return f"{problem.line}:{problem.column} {problem.message}"


def hint(text: str) -> str:
    return parse(text.encode(), Path("p.yaml")).problems[0].hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b\n\n\n# c\nd\n", '5:1 the colon after "d" is missing'),
        ("a: b\nd # c\n", '2:1 the colon after "d" is missing'),
        ("a: b\nc d\n", "2:1 this line has no key"),
        ("a: b\nc:d\n", "2:2 a space is missing after this colon"),
        ("a: b\nhttp://x\n", "2:1 this line has no key"),
        ("a:\n  - b:c\n    d: e\n", "2:6 a space is missing after this colon"),
        ("- b:c\n  d: e\n", "1:4 a space is missing after this colon"),
        ("a: |\nb\n", "2:1 the text after | or > must be indented further than its key"),
        ("a: >-  # folded\nb c\n", "2:1 the text after | or > must be indented further than its key"),
        ("a: b|\nc\n", '2:1 the colon after "c" is missing'),
    ],
)
def test_a_line_without_a_key_is_blamed_for_what_it_lacks(text: str, expected: str) -> None:
    assert first(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b\n  c: d\n", "2:3 this key is indented too far: YAML takes it for more of the text above"),
        ("a: b\n  and so: d\n", '2:9 this text has a ": " in it, so YAML reads it as another key'),
        ("a: b\n  c\n  d: e\n", "3:3 this key is indented too far: YAML takes it for more of the text above"),
        ("a:\n  b\n  c: d\n", '2:3 the colon after "b" is missing'),
        ("a:\n  b c\n  d e: f\n", "2:3 this line has no key"),
        ("a: # b\n  c\n  d: f\n", '2:3 the colon after "c" is missing'),
        ("a: b:\n", '1:5 this text has a ": " in it, so YAML reads it as another key'),
    ],
)
def test_a_surprising_colon_is_told_from_a_missing_one_above_it(text: str, expected: str) -> None:
    assert first(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [b", "1:4 this [ is not closed"),
        ("a: &b [c", "1:7 this [ is not closed"),
        ("a: {b: [c}", "1:10 this } does not close the [ before it"),
        ("a: [b]]", "1:7 there is more text after the closing ]"),
        ("a: {b: c", "1:4 this { is not closed"),
        ("a: {b: c d: e}", "1:11 a comma is missing before this key"),
        ("a: ['b' 'c']", "1:9 a comma is missing here"),
        ("a: {b: c,", "1:9 the file ends in the middle of a list or mapping"),
        ("{", "1:1 the file ends in the middle of a list or mapping"),
        ("a: [,b]", "1:5 there is nothing before this ,"),
        ("a: {b:[c]}", "1:6 a space is missing after this colon"),
    ],
)
def test_brackets(text: str, expected: str) -> None:
    assert first(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a: "b', '1:4 this " is never closed'),
        ("a: 'b\nc: d", "1:4 this ' is never closed"),
        ('a: "b" c', "1:8 there is more text after the closing quotation mark"),
        ('a: "b \\"c\\" d" e', "1:16 there is more text after the closing quotation mark"),
        ('a: "b\n  \\"c" d', '1:4 this " is closed on line 2, and more text follows there'),
        ("a: 'b'' c' d", "1:12 there is more text after the closing quotation mark"),
        ('a: "b\nc: "d"', '1:4 this " is closed on line 2, and more text follows there'),
        ('- "a" b', "1:7 there is more text after the closing quotation mark"),
        ('"a" b: c', "1:5 there is more text after the closing quotation mark"),
    ],
)
def test_quotation_marks(text: str, expected: str) -> None:
    assert first(text) == expected


def test_the_hint_for_a_closed_quotation_fits_its_mark() -> None:
    assert r"inside double quotes write \"" in hint('a: "b" c')
    assert "inside single quotes write ''" in hint("a: 'b' c")


@pytest.mark.parametrize("mark", ["\t", "  \t", "  - \t"])
def test_a_tab_is_found_where_it_is(mark: str) -> None:
    assert first(f"a:\n{mark}b: c\n{mark}d: e\n").endswith("a tab is used for indentation")


def test_a_tab_in_a_text_is_not_blamed_for_a_fault_elsewhere() -> None:
    assert first("a: |\n  b\n  \tc\n'd' e\n") == "4:1 this line has no key"
    assert first("a: b\tc\n'c' d\n") == "2:1 this line has no key"


def test_a_markdown_list_is_pointed_to_the_dash() -> None:
    assert hint("a:\n  * b\n").startswith('an entry of a list starts with "- "')
    assert hint("a: *b*\n").startswith("put the whole text in quotes")


@pytest.mark.parametrize(
    "line", ["-" * 200_000 + "!", " " * 200_000 + "!:", "a" * 200_000 + " b", ":" * 200_000, "|-" * 90_000]
)
@pytest.mark.parametrize("after", ["", "\nb: c: d", "\nx", "\n'y' z"])
def test_a_very_long_line_does_not_hang(line: str, after: str) -> None:
    start = process_time()
    assert parse(f"a:\n{line}{after}".encode(), Path("p.yaml")).problems
    assert parse(f"{line}{after}".encode(), Path("p.yaml")).problems
    assert process_time() - start < 1


def test_a_thousand_blank_lines_are_not_searched_for_more() -> None:
    assert first("a:" + "\n" * 3000 + "b\n c: d\n") == '3001:1 the colon after "b" is missing'
    assert first("a:\n" + " b\n" * 3000 + " c: d\n").endswith('the colon after "b" is missing')


def test_an_error_that_nobody_has_seen_yet_is_no_crash() -> None:
    error = yaml.MarkedYAMLError(problem="something new", problem_mark=None)
    assert explain(error, "a: b") == (
        0,
        "from here on this is not YAML",
        "compare with the lines above: is the indentation the same?",
    )
