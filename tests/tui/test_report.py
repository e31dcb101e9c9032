"""The caret of a report stands under the culprit, whatever the line is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from model.file.document import Document
from model.problem import Severity
from tui.report import report

if TYPE_CHECKING:
    from model.problem import Problem


def problem(text: str, culprit: str, hint: str = "mend it", *, line: int = 0) -> Problem:
    offset = text.index(culprit)
    first = text.index("\n") if line else None
    return Document("positions.yaml", text).problem(offset, "wrong", hint, length=len(culprit), first=first)


def under_caret(shown: str) -> str:
    """Give what stands above the carets of a report, cell by cell."""
    *_, line, marks = shown.split("\n")
    start = cell_len(marks[: marks.index("^")])
    length = marks.count("^")
    found, at = "", 0
    for char in line:
        if start <= at < start + length:
            found += char
        at += cell_len(char)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "title: culprit",
        "culprit: 1",
        "タイトル: culprit",
        "title: 🎈🎈 culprit 🎈",
        "e\u0301te\u0301: culprit",
        "a:\tculprit",
        "title: «Жёлтый» culprit",
    ],
)
def test_the_caret_stands_under_the_culprit(text: str) -> None:
    shown = report(problem(text, "culprit"))
    assert under_caret(shown) == "culprit"
    assert shown.endswith("^^^^^^^ mend it")
    assert shown.startswith("positions.yaml:1:")


def test_a_wide_culprit_is_underlined_whole() -> None:
    assert under_caret(report(problem("title: タイトル x", "タイトル"))) == "タイトル"


@pytest.mark.parametrize("width", [40, 80, 100])
@pytest.mark.parametrize("before", [0, 3, 20, 36, 45, 46, 47, 300, 643])
@pytest.mark.parametrize("letter", ["x", "あ"])
def test_of_a_long_line_the_part_around_the_culprit_is_shown(before: int, letter: str, width: int) -> None:
    text = letter * before + "culprit" + letter * (643 - before)
    shown = report(problem(text, "culprit", hint=""), width)
    assert under_caret(shown) == "culprit"
    lines = shown.split("\n")
    assert max(map(cell_len, lines)) <= width
    assert f":{before + 1}: error: wrong" in lines[0]
    assert ("…" in lines[1][:10]) == (before * cell_len(letter) >= (width - 8) // 2)
    assert lines[1].endswith("…") == (before < 643), "only if something is left out"


def test_an_error_and_a_warning_are_told_apart_in_words() -> None:
    found = Document("f.yaml", "a: 1")
    assert report(found.problem(0, "odd", severity=Severity.WARNING)).startswith("f.yaml:1:1: warning: odd\n")
    assert report(found.problem(0, "wrong")).startswith("f.yaml:1:1: error: wrong\n")


def test_a_line_that_just_fits_is_whole() -> None:
    shown = report(problem("x" * 65 + "culprit", "culprit"), 80)
    assert shown.split("\n")[1] == "    1 | " + "x" * 65 + "culprit"


@pytest.mark.parametrize("width", [1, 40, 100])
def test_a_culprit_longer_than_the_window_does_not_flood_the_screen(width: int) -> None:
    shown = report(problem("title: " + "x" * 650, "x" * 650, hint=""), width)
    assert max(map(cell_len, shown.split("\n")[1:])) <= max(width, 20)


def test_the_line_that_a_problem_refers_to_stands_above_it() -> None:
    text = "a: 1\n" * 8 + "culprit: 2\n"
    shown = report(Document("f.yaml", text).problem(40, "twice", "once is enough", length=7, first=0))
    assert shown.split("\n") == [
        "f.yaml:9:1: error: twice",
        "    1 | a: 1",
        "    9 | culprit: 2",
        "      | ^^^^^^^ once is enough",
    ]


def test_a_problem_at_the_end_of_the_file_has_a_caret() -> None:
    shown = report(Document("f.yaml", "a: [1,\n").problem(7, "not closed"))
    assert shown.split("\n")[0] == "f.yaml:2:1: error: not closed"
    assert shown.endswith("| ^")


def test_controls_in_a_line_are_shown_as_pictures_and_do_not_move_the_caret() -> None:
    shown = report(problem("title: \x1b[31m culprit", "culprit"))
    assert "\x1b" not in shown
    assert "␛[31m" in shown
    assert under_caret(shown) == "culprit"
