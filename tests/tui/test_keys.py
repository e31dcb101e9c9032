"""The table of keys is what the program does, and what the README says."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.keys import Keys

from tui.app import ParleyApp
from tui.article_list import Articles
from tui.article_text import Text
from tui.contents import Contents
from tui.help import Help
from tui.keys import KEYS, Key, Room, keys_for, keys_table
from tui.lists import LongList
from tui.overview import MatrixGrid, Overview
from tui.problems import Problems
from tui.quotes import Quotes
from tui.review import Review
from tui.search import Search
from tui.source import Article

if TYPE_CHECKING:
    from textual.dom import DOMNode

ROOT = Path(__file__).parents[2]
SCREENS: dict[Room, type[DOMNode]] = {
    Room.EVERYWHERE: ParleyApp,
    Room.MATRIX: Overview,
    Room.QUOTES: Quotes,
    Room.ARTICLE: Article,
    Room.REVIEW: Review,
    Room.PROBLEMS: Problems,
    Room.ARTICLES: Articles,
    Room.TOPIC: Contents,
    Room.SEARCH: Search,
    Room.HELP: Help,
}
PANES: dict[Room, type[DOMNode]] = {
    Room.MATRIX: MatrixGrid,
    Room.QUOTES: LongList,
    Room.REVIEW: LongList,
    Room.PROBLEMS: LongList,
    Room.ARTICLES: LongList,
    Room.TOPIC: LongList,
    Room.ARTICLE: Text,
    Room.HELP: Text,
}
# Terminals send these for tab, enter, backspace and line feed, stop the program with them, or copy.
FORBIDDEN = {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j", "ctrl+z", "ctrl+c"}

ROOMS = [room for room in Room if room is not Room.EVERYWHERE]
OFFERS = [pytest.param(room, key, id=f"{room.name}-{key.id}") for room in Room for key in keys_for(room)]


def names(room: Room) -> list[str]:
    return [name for key in keys_for(room) for name in key.keys.split(",")]


@pytest.mark.parametrize("room", ROOMS)
def test_no_key_does_two_things_on_one_screen(room: Room) -> None:
    known = Counter(names(room))
    if room is not Room.HELP:  # its keys close it, and those of other screens do not reach it
        known += Counter(names(Room.EVERYWHERE))
    assert [name for name, count in known.items() if count > 1] == []


def test_no_key_is_one_that_a_terminal_sends_for_another() -> None:
    assert not {name for room in Room for name in names(room)} & FORBIDDEN


def test_every_key_is_one_that_textual_can_send() -> None:
    known = {key.value for key in Keys} | {"question_mark", "full_stop", "minus", "plus", "slash", "comma"}
    known |= {"colon", "dollar_sign"}
    assert [name for room in Room for name in names(room) if len(name) > 1 and name not in known] == []


@pytest.mark.parametrize(("room", "key"), OFFERS)
def test_every_key_does_something_where_it_is_offered(room: Room, key: Key) -> None:
    namespace, _, action = key.action.rpartition(".")
    place = ParleyApp if namespace == "app" else PANES[room] if key.by_pane else SCREENS[room]
    assert callable(getattr(place, f"action_{action}", None)), f"{place.__name__} has no action {action}"


@pytest.mark.parametrize(("room", "key"), OFFERS)
def test_every_key_is_bound_where_it_is_offered(room: Room, key: Key) -> None:
    place = PANES[room] if key.by_pane else SCREENS[room]
    bound = place._merge_bindings().key_to_bindings
    for name in key.keys.split(","):
        # A list of options is made for the quotes, and serves for the problems, too.
        assert [binding.action for binding in bound.get(name, [])] == [key.action], name


def test_ids_of_keys_are_unique() -> None:
    assert [found for found, count in Counter(key.id for key in KEYS).items() if count > 1] == []


def test_every_word_of_help_fits_the_window_of_help() -> None:
    assert max(len(key.help) for key in KEYS) <= 80


def test_the_table_for_the_readme_has_every_key_once() -> None:
    lines = keys_table().splitlines()
    assert len(lines) == len(KEYS) + 2
    assert all(line.startswith("| ") and line.endswith(" |") and line.count("|") == 4 for line in lines)


def test_the_table_is_printed_for_whoever_edits_the_readme() -> None:
    printed = subprocess.run([sys.executable, "-m", "tui.keys"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert printed.stdout == keys_table()


def test_the_readme_says_what_the_keys_do() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "<!-- keys -->" in readme, "the README has no table of keys: paste what `python -m tui.keys` prints"
    block = readme.split("<!-- keys -->\n")[1].split("<!-- /keys -->")[0]
    assert block.strip() == keys_table().strip(), "paste what `python -m tui.keys` prints"
