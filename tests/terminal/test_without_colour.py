"""Whoever asks for no colours sees everything all the same, in any terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from child import Child, running
from textual.color import Color

from tui.palette import contrast

pytestmark = pytest.mark.terminal

COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")
NAMED = {"black": "#000", "white": "#fff", "default": None}


def hidden(child: Child) -> str:
    """Give the letters that nobody can tell from what is behind them."""
    cells = [child.screen.buffer[y][x] for y in range(child.screen.lines) for x in range(child.screen.columns)]
    return "".join(cell.data for cell in cells if cell.data.isalnum() and not can_be_read(cell.fg, cell.bg))


def can_be_read(ink: str, paper: str) -> bool:
    if ink == paper == "default":
        return True
    one, other = (NAMED.get(colour, f"#{colour}") for colour in (ink, paper))
    return bool(one and other) and contrast(Color.parse(one), Color.parse(other)) > 1.5  # behind a question all is dim


SCREENS = (
    ("j", "▸− oppose"),
    ("\r", "word for word"),
    ("\r", "previous quote"),
    ("\x1b", "word for word"),
    ("1", "f filter"),
    ("f", "Show only"),
    ("\x1b", "f filter"),
    (":", "Search for commands"),
    ("\x1b", "f filter"),
    ("e", "ctrl+s saves"),
    ("\x1b", "f filter"),
    ("?", "How to read a cell"),
)


@pytest.mark.parametrize(("term", "colorterm"), [("xterm", ""), ("linux", ""), ("xterm-256color", "truecolor")])
def test_without_colours_nothing_is_invisible(harbour: Path, tmp_path: Path, term: str, colorterm: str) -> None:
    with running(harbour, folder=tmp_path, TERM=term, COLORTERM=colorterm, NO_COLOR="1") as child:
        child.sees("▸+ support")
        child.settles()
        assert hidden(child) == ""
        for keys, seen in SCREENS:
            child.send(keys)
            child.sees(seen)
            child.settles()
            assert hidden(child) == "", seen
        if "256" not in term:
            assert not COLOUR.search(child.raw), "the colours of a terminal with 16 are the user's own"
        child.send("\x11")
        assert child.ends() == 0


@pytest.mark.parametrize(("keys", "words"), [("\r", "every month"), (":gap", "next gap")])
def test_the_chosen_line_stands_out_in_a_terminal_without_colours(
    harbour: Path, tmp_path: Path, keys: str, words: str
) -> None:
    with running(harbour, folder=tmp_path, TERM="xterm", COLORTERM="", NO_COLOR="1") as child:
        child.sees("▸+ support")
        child.send(keys[0])
        child.settles()
        child.send(keys[1:])
        child.sees(words)
        child.settles()
        chosen = [
            y for y, line in child.screen.buffer.items() if any(line[x].underscore and line[x].bold for x in line)
        ]
        assert words in " ".join(child.screen.display[y] for y in chosen)
