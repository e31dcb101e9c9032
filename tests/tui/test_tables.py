"""What `parley show` prints on a terminal, and how that differs from a pipe."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from model.file.loader import load
from model.quotes.sources import Library
from tui import tables

if TYPE_CHECKING:
    from pathlib import Path

BOXES = "─│┌┐└┘├┤┬┴┼━┃┏┓┗┛┡┩╇╈┳┻═║╔╗╚╝╭╮╯╰▌▐█"


def shown_on_a_terminal(
    path: Path, width: int, capsys: pytest.CaptureFixture[str], party: str | None = None, issue: str | None = None
) -> list[str]:
    """Give the lines that `parley show` prints on a terminal of a width."""
    topic = load(path).topic
    assert topic is not None
    library = Library(path.parent, topic)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        tables.print_cells(topic, library, party, issue, to_terminal=True)
    return capsys.readouterr().out.split("\n")


def test_a_terminal_gets_a_table_with_colours(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown_on_a_terminal(harbour, 80, capsys)
    assert lines[0] == "Harbour of Norrhavn, spring 2031"
    assert set("".join(lines)) & set(BOXES)
    assert max(map(len, lines)) <= 80


def test_a_narrow_terminal_gets_glyphs_and_what_they_mean_and_no_words_that_are_cut(
    harbour: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = shown_on_a_terminal(harbour, 45, capsys)
    assert "│ Port authority │ − 2 ≠   │ ·     │" in lines
    legend = [
        "number: quotes  ! contradiction",
        "≠ verdict differs from the latest quotes",
        "+ support  − oppose  ~ mixed",
    ]
    assert lines[-5:] == [*legend, "· nothing known yet", ""]
    assert max(map(len, lines)) <= 45
    assert "…" not in "".join(lines)


@pytest.mark.parametrize("width", [30, 80, 120])
def test_a_row_on_a_terminal_shows_its_summaries_whole(
    harbour: Path, capsys: pytest.CaptureFixture[str], width: int
) -> None:
    lines = shown_on_a_terminal(harbour, width, capsys, "port-authority")
    assert max(map(len, lines)) <= width
    words = " ".join("".join(" " if char in BOXES else char for char in line) for line in lines).split()
    assert " ".join(words).count("− oppose 2 ≠") == 1
    assert set(words) >= {"No", "lower", "tolls", "as", "long", "the", "dredging", "is", "not", "paid", "for."}


def words_of(table: list[str], column: int) -> str:
    """Give what stands in a column of a printed table, its lines joined."""
    return " ".join(" ".join(line.split("│")[column].split()) for line in table if line.startswith("│"))


@pytest.mark.parametrize("width", [70, 80, 120])
def test_a_cell_on_a_terminal_shows_its_quotes_as_a_table_with_every_word(
    harbour: Path, capsys: pytest.CaptureFixture[str], width: int
) -> None:
    lines = shown_on_a_terminal(harbour, width, capsys, "port-authority", "tolls")
    head = next(number for number, line in enumerate(lines) if "┏" in line)
    assert lines[0] == "Port authority on Harbour tolls"
    assert "by the quotes alone:" in " ".join(lines[:head])
    assert max(map(len, lines)) <= width
    assert lines[head + 1].replace("┃", " ").split() == ["date", "stance", "kind", "who", "quote"]
    assert words_of(lines, 1).split() == ["2031-03-04", "2031-03-20"]
    assert "oppose" in words_of(lines, 2)
    assert "Nils Brandt, The Norrhavn Gazette" in words_of(lines, 4)
    assert "(✓ word for word)" in words_of(lines, 5)
    topic = load(harbour).topic
    position = topic.position("port-authority", "tolls") if topic else None
    assert position is not None
    for quote in position.quotes:
        assert " ".join(quote.quote.split()) in words_of(lines, 5)


def test_a_cell_on_a_narrow_terminal_and_in_a_pipe_has_its_quotes_as_paragraphs(
    parley, harbour: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    narrow = "\n".join(shown_on_a_terminal(harbour, 69, capsys, "port-authority", "tolls"))
    assert not set(narrow) & set(BOXES)
    assert " ".join(narrow.split()) == " ".join(
        parley("show", "--topic", harbour, "port-authority", "tolls").stdout.split()
    )


def test_what_show_prints_depends_on_what_was_asked_and_not_on_how_small_the_topic_is(parley, write) -> None:
    path = write("issues: {peace: {name: Peace, proposition: p}}\nparties: {north: {name: North}}\n")
    assert parley("show", "--topic", path).stdout.split("\n")[2:4] == ["party  Peace", "North  ·"]
    assert parley("show", "--topic", path, "north").stdout.startswith("North\nissue")
    assert parley("show", "--topic", path, "north", "peace").stdout.startswith("North on Peace\n")
    for asked, kind in (((), list), (("north",), list), (("north", "peace"), dict)):
        assert isinstance(json.loads(parley("show", "--json", "--topic", path, *asked).stdout), kind)


PARTIES = ("Association of Cooperatives of the Upper Valley", "Norrhavn", "Ministry of Fisheries")


@pytest.fixture
def large(write) -> Path:
    """Write a topic of 40 parties and 20 issues with long names, all in favour."""
    issues = "".join(f"  i{n}: {{name: Reconstruction of the old harbour {n}, proposition: p}}\n" for n in range(20))
    parties = "".join(f"  p{n}: {{name: {PARTIES[n % 3]} {n}}}\n" for n in range(40))
    row = "".join(f"    i{n}: {{stance: conditional}}\n" for n in range(20))
    rows = "".join(f"  p{n}:\n{row}" for n in range(40))
    return write(f"issues:\n{issues}parties:\n{parties}positions:\n{rows}")


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 120, 200])
def test_a_large_topic_on_a_terminal_has_its_issues_in_blocks_and_every_word_whole(
    large: Path, capsys: pytest.CaptureFixture[str], width: int
) -> None:
    lines = shown_on_a_terminal(large, width, capsys)
    assert max(map(len, lines)) <= width
    cells = [cell.strip() for line in lines for cell in line.split("│")[2:-1]]
    assert set(cells) <= {"± conditional", "±", ""}
    assert len([cell for cell in cells if cell]) == 800
    names = {word for line in lines if "│" in line for word in line.split("│")[1].split()}
    if width >= 40:
        assert names >= {word for name in PARTIES for word in name.split()}, "no name is broken within a word"


def test_a_large_topic_in_a_pipe_has_its_issues_in_blocks_and_a_line_for_each_party(parley, large: Path) -> None:
    lines = parley("show", "--topic", large).stdout.split("\n")
    assert max(map(len, lines)) <= 100
    assert sum(line.count("± conditional") for line in lines) == 800
    rows = [line for line in lines if line.startswith("Association of Cooperatives of the Upper Valley 0 ")]
    assert sum(row.count("± conditional") for row in rows) == 20
