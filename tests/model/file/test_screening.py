from __future__ import annotations

import sys

import pytest
import yaml

from model.file.composer import read
from model.file.screening import FORBIDDEN, MAX_FORBIDDEN, ODD
from model.plain import plain

EVERY = [chr(code) for code in range(sys.maxunicode + 1)]


def messages(text: str) -> list[str]:
    return [str(problem) for problem in read(text, "p.yaml")[1]]


def test_every_character_that_would_be_shown_differently_is_odd() -> None:
    changed = {character for character in EVERY if plain(character) != character}
    odd = {character for character in EVERY if ODD.match(character)}
    assert changed - odd == {"\r"}  # a line end, which no value holds unless by an escape


def test_every_character_that_the_parser_refuses_is_explained_before_it_sees_it() -> None:
    for start in range(0, len(EVERY), 0x1000):
        allowed = "".join(character for character in EVERY[start : start + 0x1000] if not FORBIDDEN.match(character))
        assert yaml.CSafeLoader(f"'{allowed.replace(chr(39), '')}'").get_event()  # else it raises a ReaderError


def test_line_separators_get_the_escape_that_keeps_them() -> None:
    (problem,) = read("a: b\u2028c", "p.yaml")[1]
    assert problem.hint == 'delete it, or write it as "\\L" inside double quotes'
    assert read('a: "b\\Lc"', "p.yaml")[1] == []


def test_only_the_first_invisible_characters_are_listed() -> None:
    assert len(messages("\x07" * 1000)) == MAX_FORBIDDEN


@pytest.mark.parametrize("text", ["a\rb", "a: b\r", "a: b\r\r\n", "a: b\r\n\rc: d\r\n"])
def test_a_lone_carriage_return_is_refused_because_editors_disagree_about_the_line(text: str) -> None:
    (message,) = messages(text)
    assert message.endswith("a carriage return (U+000D) without a line feed")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> x\n", "1:1"),
        ("a: b\n>>>>>>> x\n", "2:1"),
        ("a: b\r\n<<<<<<<\r\na: c\r\n", "2:1"),
    ],
)
def test_git_conflict_markers_are_named_as_such(text: str, place: str) -> None:
    assert messages(text) == [f"p.yaml:{place}: unresolved git merge conflict"]


@pytest.mark.parametrize("text", ["a: <<<<<<< HEAD", "a: |\n  <<<<<<< HEAD\n", "'<<<<<<<x': a"])
def test_a_text_may_speak_of_conflict_markers(text: str) -> None:
    assert messages(text) == []
