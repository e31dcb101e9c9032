"""The command palette, the help of every screen, and the keys that work everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reader import Reader, reading
from textual.widgets import OptionList

from tui.keys import Room, keys_for

if TYPE_CHECKING:
    from pathlib import Path

# Room -> the keys that lead to its screen from the matrix, and the name of the screen.
WAYS = {
    Room.MATRIX: ((), "Overview"),
    Room.QUOTES: (("enter",), "Quotes"),
    Room.ARTICLE: (("enter", "enter"), "Article"),
    Room.PROBLEMS: (("5",), "Problems"),
}


async def choose(reader: Reader, words: str) -> None:
    """Open the palette, type, and take the first command offered."""
    await reader.press("ctrl+p")
    await reader.on("Commands")
    await reader.type(words)
    offered = reader.app.screen.query_one(OptionList)
    await reader.until(
        lambda: offered.option_count and words.casefold() in str(offered.get_option_at_index(0).prompt).casefold()
    )
    await reader.press("enter")


async def test_the_palette_leads_to_a_cell_by_its_names(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await choose(reader, "port authority / night")
        await reader.on("Overview")
        assert reader.at == ("port-authority", "night-work")


async def test_the_palette_leads_to_a_party_and_clears_a_filter_that_hides_it(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("f", "space", "enter")
        await reader.on("Overview")
        assert reader.overview.layout_now.rows == ("shippers",)
        await choose(reader, "go to: dockers")
        await reader.on("Overview")
        assert reader.at == ("dockers", "tolls")


def offered(reader: Reader) -> list[str]:
    found = reader.app.screen.query_one(OptionList)
    return [str(found.get_option_at_index(at).prompt).split("\n")[0] for at in range(found.option_count)]


async def test_the_palette_offers_going_before_editing_and_only_what_has_the_words(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("ctrl+p")
        await reader.type("dock")
        await reader.until(lambda: offered(reader)[:1] == ["go to: Dockers' Union"])
        names = offered(reader)
        assert names.index("go to: Dockers' Union") < names.index("edit party: Dockers' Union")
        assert all("dock" in name.casefold() for name in names)


async def test_the_palette_speaks_of_what_a_reader_wants_and_not_of_the_framework(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("ctrl+p")
        await reader.type("theme")
        await reader.until(lambda: offered(reader)[:2] == ["theme: parley-dark", "theme: parley-light"])
        assert all("theme" in name for name in offered(reader))
        await reader.press("escape", "escape", "ctrl+p")
        await reader.type("q")
        await reader.until(lambda: "quit (ctrl+q)" in offered(reader))
        assert "Quit" not in offered(reader)


async def test_the_palette_leads_to_a_quote_by_its_words_from_any_screen(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter", "enter")
        await reader.on("Article")
        await choose(reader, "we are ready to work")
        await reader.on("Quotes")
        assert "Dockers' Union › Night work" in reader.crumbs
        assert reader.app.screen.item.quote.quote.startswith('"We are ready to work')
        await reader.press("escape")
        await reader.on("Overview")
        assert reader.at == ("dockers", "night-work")


async def test_the_palette_runs_what_the_keys_of_a_screen_do(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await choose(reader, "transpose")
        await reader.on("Overview")
        await reader.until(lambda: reader.overview.layout_now.transposed)


@pytest.mark.parametrize(("words", "screen"), [("search (", "Search"), ("problems (", "Problems"), ("help (", "Help")])
async def test_the_palette_runs_what_the_keys_of_all_screens_do(harbour: Path, words: str, screen: str) -> None:
    async with reading(harbour) as reader:
        await choose(reader, words)
        await reader.on(screen)


async def test_the_palette_shows_square_brackets_as_they_stand_in_the_file(harbour: Path, change) -> None:
    change(harbour, "name: Dockers' Union", 'name: "[b]Dock[/b]ers [/] [sic]"')
    async with reading(harbour) as reader:
        await reader.press("ctrl+p")
        await reader.on("Commands")
        await reader.type("dockers")
        await reader.sees("go to: [b]Dock[/b]ers [/] [sic] / Night work")
        await reader.press("escape")
        await reader.on("Overview")


async def test_the_palette_offers_commands_before_anything_is_typed(harbour: Path) -> None:
    async with reading(harbour, (120, 60)) as reader:
        await reader.press("colon")
        await reader.on("Commands")
        await reader.sees("transpose (t)")
        await reader.press("escape")
        await reader.on("Overview")


@pytest.mark.parametrize("room", WAYS)
async def test_help_shows_every_key_of_a_screen_and_closes_with_the_key_that_opened_it(
    harbour: Path, room: Room
) -> None:
    way, screen = WAYS[room]
    async with reading(harbour, (120, 80)) as reader:
        await reader.press(*way)
        await reader.on(screen)
        await reader.press("question_mark")
        await reader.on("Help")
        for key in (*keys_for(room), *keys_for(Room.EVERYWHERE)):
            assert f"{key.shown} {key.help}" in reader.flat, key.id
        assert ("How to read a cell" in reader.text) == (room is Room.MATRIX)
        await reader.press("question_mark")
        await reader.on(screen)
        await reader.press("f1", "escape")
        await reader.on(screen)


async def test_help_can_be_scrolled_where_it_does_not_fit(harbour: Path) -> None:
    async with reading(harbour, (80, 14)) as reader:
        await reader.press("question_mark")
        await reader.on("Help")
        assert "close this help" not in reader.flat
        await reader.press("G")
        await reader.sees("close this help")
        await reader.press("q")
        await reader.on("Overview")


async def test_1_is_the_matrix_and_5_the_problems_from_wherever_one_is(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter", "enter", "5")
        await reader.on("Problems")
        await reader.press("5")
        assert len(reader.app.screen_stack) == 4, "no second list over the first"
        await reader.press("1")
        await reader.on("Overview")
        await reader.press("1", "5", "escape")
        await reader.on("Overview")


@pytest.mark.parametrize("keys", [("question_mark",), ("f",), ("colon",), ("slash",), ("ctrl+f",), ("enter", "enter")])
async def test_ctrl_q_quits_from_every_screen_and_question(harbour: Path, keys: tuple[str, ...]) -> None:
    async with reading(harbour) as reader:
        await reader.press(*keys, "ctrl+q")
        await reader.until(lambda: not reader.app.is_running, "the end")
        assert reader.app.return_code == 0


async def test_reload_on_demand_says_that_nothing_changed(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("R")
        await reader.until(lambda: "positions.yaml has not changed" in reader.toasts)


async def test_an_editor_is_not_started_where_there_is_no_terminal(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("E")
        await reader.until(lambda: any("An editor cannot be opened here" in toast for toast in reader.toasts))


async def test_the_keys_that_scroll_an_article_scroll_the_preview_too(harbour: Path) -> None:
    async with reading(harbour, (120, 14)) as reader:
        preview = reader.overview.query_one("#preview")
        await reader.until(lambda: preview.max_scroll_y > preview.size.height, "more than a page")
        await reader.press("tab")
        half, end = preview.size.height // 2, preview.max_scroll_y
        places = {"j": 1, "k": 0, "ctrl+d": half, "ctrl+u": 0, "G": end, "g": 0, "ctrl+end": end, "ctrl+home": 0}
        places |= {"down": 1, "up": 0, "pagedown": preview.size.height, "pageup": 0, "end": end, "home": 0}
        for key, line in places.items():
            await reader.press(key)
            await reader.until(lambda at=line: preview.scroll_y == at, f"{key} to go to line {line}")
        assert reader.at == ("shippers", "tolls")


async def test_tab_goes_to_the_preview_so_that_a_long_one_can_be_read(harbour: Path) -> None:
    async with reading(harbour, (120, 14)) as reader:
        assert "who speaks for the shippers" not in reader.flat
        await reader.press("tab", "end")
        await reader.sees("who speaks for the shippers")
        assert reader.at == ("shippers", "tolls")
        await reader.press("tab", "down")
        assert reader.at == ("port-authority", "tolls")
