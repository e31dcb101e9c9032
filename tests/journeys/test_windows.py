"""Windows of every size, themes, and terminals without colours."""

from __future__ import annotations

import asyncio
import re
from itertools import cycle
from typing import TYPE_CHECKING, Any

import pytest
from reader import Reader, reading
from textual.screen import Screen

from tui.keys import Room, keys_for

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.frames

ALL_SCREENS = (
    *("question_mark", "escape", "f", "escape", "colon", "escape", "ctrl+f", "s", "escape", "5", "escape"),
    *("enter", "slash", "escape", "enter", "slash", "escape", "escape", "escape"),
)


async def test_a_narrow_window_shows_a_matrix_that_can_be_used(harbour: Path) -> None:
    async with reading(harbour, (40, 12)) as reader:
        for words in ("Shippers", "Port", "Dockers", "Harbour", "Night"):
            assert words in reader.text
        for glyph in ("+", "−", "~", "·"):
            assert glyph in reader.text
        await reader.press("down", "down", "right")
        assert reader.style_of("▸").reverse
        assert "? help" in reader.text
        await reader.press("enter", "enter")
        await reader.on("Article")
        await reader.sees("We will not work at night")


THEMES = ("parley-light", "textual-light", "textual-dark", "ansi-dark", "ansi-light", "parley-dark")


@pytest.mark.parametrize(
    ("size", "theme"),
    list(zip([(1, 1), (2, 5), (4, 12), (6, 6), (10, 3), (20, 6), (39, 11)], cycle(THEMES), strict=False)),
)
async def test_every_screen_opens_and_closes_in_a_window_of_any_size(
    harbour: Path, size: tuple[int, int], theme: str
) -> None:
    async with reading(harbour, size) as reader:
        reader.app.theme = theme
        await reader.press(*ALL_SCREENS)
        await reader.on("Overview")
        await reader.press("down", "t", "plus")
        assert reader.at[0] == "port-authority"
        assert [len(reader.lines), max(map(len, reader.lines))] == [size[1], size[0]]


async def test_a_window_that_changes_its_size_keeps_the_place_on_every_screen(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("down", "down", "right")
        for keys, words in (((), "▸~ "), (("enter",), "We will not work at night"), (("enter",), "We will not work")):
            await reader.press(*keys)
            for size in ((1, 1), (40, 12), (3, 30), (200, 60), (80, 24)):
                await reader.resize(*size)
            await reader.sees(words)
            await reader.until(lambda: "Dockers' Union › Night work" in reader.crumbs)


@pytest.mark.parametrize("size", [(1, 1), (12, 3), (40, 2)])
async def test_pages_may_be_turned_in_a_window_too_small_for_a_line(harbour: Path, size: tuple[int, int]) -> None:
    async with reading(harbour) as reader:
        for key in ("colon", "6", "7", "5", "2", "enter", "f", "ctrl+f"):
            await reader.press(key)
            await reader.resize(*size)
            await reader.press("pagedown", "pageup", "escape", "escape")
            await reader.resize(80, 24)
            await reader.on("Overview")


@pytest.mark.parametrize("size", [(3, 30), (4, 5), (5, 4)])
async def test_a_tiny_window_comes_to_rest(
    harbour: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    layouts: list[Screen[None]] = []
    lay_out = Screen._refresh_layout  # Textual tells of it in no other way

    def count(screen: Screen[None], *rest: Any, **named: Any) -> None:
        layouts.append(screen)
        lay_out(screen, *rest, **named)

    monkeypatch.setattr(Screen, "_refresh_layout", count)
    async with reading(harbour) as reader:
        await reader.press("enter", "enter")
        await reader.resize(*size)
        for _ in range(20):  # what is read beside it may come late
            layouts.clear()
            await asyncio.sleep(0.3)
            if len(layouts) < 5:
                break
        assert len(layouts) < 5  # else its scrollbar comes and goes for ever, and the program is never idle


async def test_a_window_made_smaller_shows_no_scrollbars_when_everything_fits(harbour: Path) -> None:
    async with reading(harbour, (90, 20)) as reader:
        await reader.press("v")
        before = reader.lines[:-2]
        await reader.resize(140, 50)
        await reader.resize(90, 20)
        await reader.until(lambda: reader.lines[:-2] == before, "the same screen")


async def test_the_preview_stands_beside_a_wide_matrix_and_below_a_high_one(harbour: Path) -> None:
    async with reading(harbour, (120, 30)) as reader:
        grid, preview = reader.overview.grid, reader.overview.query_one("#preview")
        assert grid.region.y == preview.region.y
        assert grid.region.right <= preview.region.x
        await reader.resize(60, 30)
        await reader.until(lambda: preview.region.y >= grid.region.bottom > 0)
        await reader.resize(60, 12)
        await reader.until(lambda: not preview.display)


async def test_every_screen_opens_in_a_large_window_and_stances_differ_there_under_any_theme(harbour: Path) -> None:
    async with reading(harbour, (250, 70)) as reader:
        await reader.press(*ALL_SCREENS)
        await reader.on("Overview")
        for theme in THEMES:
            reader.app.theme = theme
            await reader.settle()
            support, oppose = reader.style_of(" + support"), reader.style_of("− oppose")
            assert support.color != oppose.color or support.bgcolor != oppose.bgcolor, theme


async def test_a_theme_can_be_asked_for_by_the_environment(harbour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_THEME", "parley-light")
    async with reading(harbour) as reader:
        assert reader.app.theme == "parley-light"


async def test_a_theme_that_was_chosen_is_there_at_the_next_start(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.command("light")
        await reader.until(lambda: reader.app.theme == "parley-light")
    async with reading(harbour) as reader:
        assert reader.app.theme == "parley-light"


@pytest.mark.parametrize("kept", [b"", b"no-such-theme\n", b"\xff\xfe", b"x" * 100_000, None])
async def test_a_broken_note_of_the_theme_does_not_stop_the_start(harbour: Path, tmp_path: Path, kept: bytes) -> None:
    note = tmp_path / "config" / "parley" / "theme"
    if kept is None:
        note.mkdir(parents=True)
    else:
        note.parent.mkdir(parents=True)
        note.write_bytes(kept)
    async with reading(harbour) as reader:
        assert reader.app.theme == "parley-dark"
        await reader.command("light")
        await reader.until(lambda: reader.app.theme == "parley-light")
        could_not = any("could not be kept for the next start" in toast for toast in reader.toasts)
        assert could_not is (kept is None)


async def test_a_theme_that_is_unknown_is_no_reason_to_stop(harbour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_THEME", "no-such-theme")
    async with reading(harbour) as reader:
        assert reader.app.theme == "parley-dark"


async def test_without_colours_stances_are_words_and_the_cursor_is_a_sign(
    harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(harbour) as reader:
        assert reader.app.no_color
        for words in ("▸+ support", "− oppose", "~ mixed", "·"):
            assert words in reader.text
        await reader.press(*ALL_SCREENS)
        await reader.on("Overview")


@pytest.mark.parametrize("width", [40, 60])
async def test_a_narrow_window_says_what_is_to_do_and_where_one_is_before_the_name_of_topic_and_file(
    ferry: Path, width: int
) -> None:
    long = ferry.read_text(encoding="utf-8").replace("title: ", "title: The long and unhappy story of ", 1)
    ferry.write_text(long, encoding="utf-8")
    ferry.with_name("seeds").mkdir(exist_ok=True)
    ferry.with_name("seeds").joinpath("new.txt").write_text("News.", encoding="utf-8")
    async with reading(ferry, (width, 20)) as reader:
        await reader.until(
            lambda: "1 new text" in reader.lines[-2] and "to review" in reader.lines[-2], "what is to do"
        )
        assert "positions.yaml" not in reader.lines[-2]
        party, issue = reader.at
        topic = reader.app.session.topic
        assert f"› {topic.parties[party].name} › {topic.issues[issue].name}" in reader.lines[0]


async def test_a_message_leaves_the_status_line_readable(harbour: Path) -> None:
    async with reading(harbour, (60, 16)) as reader:
        await reader.press("R")
        await reader.sees("has not changed")
        await reader.until(lambda: "as of 2031-03-20 · no problems · 3 gaps" in reader.lines[-2])
        assert "has not changed" not in reader.lines[-2]


async def test_help_in_a_narrow_window_gives_no_half_of_it_to_the_keys(harbour: Path) -> None:
    async with reading(harbour, (40, 12)) as reader:
        await reader.press("question_mark")
        await reader.sees("· silent: no quote and no verdict;")
        await reader.press("G")
        await reader.sees("esc close this help")
        await reader.resize(100, 40)
        await reader.sees("esc close this help")


async def test_the_key_line_never_cuts_a_key_in_two(harbour: Path) -> None:
    async with reading(harbour, (120, 30)) as reader:
        for width in range(70, 10, -3):
            await reader.resize(width, 24)
            await reader.until(lambda width=width: len(reader.lines[0]) == width and _keys_are_whole(reader))


def _keys_are_whole(reader: Reader) -> bool:
    keys = (*keys_for(Room.MATRIX), *keys_for(Room.EVERYWHERE))
    whole = {f"{key.shown.split(' ')[0]} {key.label}" for key in keys if Room.MATRIX in key.footer}
    return set(reader.lines[-1].strip().split("  ")) <= whole


async def test_what_stands_above_the_quotes_warns_first_and_can_be_read_to_its_end(example: Path) -> None:
    async with reading(example, (80, 24)) as reader:
        await reader.until(lambda: reader.app.session.offers.is_read)
        reader.overview.go_to("russia", "meetings")
        await reader.press("enter")
        await reader.on("Quotes")
        await reader.sees("! contradiction: 11 for, 8 against within 30 days")
        await reader.sees("* 2 candidates wait: press 2")
        quotes = reader.app.focused
        await reader.press("tab", "G")
        await reader.sees("67% of this party's quotes")
        assert reader.app.focused is not quotes
        await reader.press("z", "down")
        assert reader.app.focused is quotes, "what is hidden leaves the keys to the quotes"


async def test_every_difference_between_file_and_source_can_be_read_in_a_low_window(example: Path) -> None:
    text = example.read_text(encoding="utf-8").replace("Moscow is ready to work on a", "Moscow was ready for work on a")
    example.write_text(text.replace("need to find compromises", "have to seek compromises"), encoding="utf-8")
    async with reading(example, (60, 18)) as reader:
        await reader.press("enter", "G", "up", "enter")
        await reader.sees("the file differs from the source")
        assert "[+find+]" not in reader.text
        await reader.press("tab", "G")
        await reader.sees("[+find+]")


@pytest.mark.parametrize("size", [(60, 18), (40, 12)])
async def test_an_empty_cell_says_how_to_begin_in_a_small_window(example: Path, size: tuple[int, int]) -> None:
    async with reading(example, size) as reader:
        reader.overview.go_to("italy", "territory")
        await reader.press("enter")
        await reader.sees("Here, i adds a quote that you paste.")


async def test_gaps_say_what_they_are_and_which_key_goes_to_them_where_there_is_room(harbour: Path) -> None:
    gaps = "3 gaps: 2 unquoted, 1 single-source"
    async with reading(harbour, (120, 24)) as reader:
        await reader.until(lambda: gaps in reader.lines[-2])
        assert ". next gap" in reader.lines[-1]
        await reader.pilot.resize_terminal(80, 24)
        await reader.until(lambda: "2 review  ? help" in reader.lines[-1], "what is needed more often to stay")
        assert gaps not in reader.lines[-2]
        assert "3 gaps" in reader.lines[-2]


async def test_a_cell_and_what_it_rests_on_stand_in_one_line_where_that_fits(harbour: Path) -> None:
    cell, amount = "Shippers on Harbour tolls", "2 quotes from 2 sources"
    async with reading(harbour, (110, 22)) as reader:
        assert [line for line in reader.lines if f"{cell}   {amount}" in line]
        await reader.pilot.resize_terminal(120, 22)
        await reader.until(lambda: re.search(rf"{cell} *\n[^\n]*{amount}", reader.text), "two lines")


async def test_the_two_latest_quotes_are_read_whole_below_the_matrix_without_a_key(harbour: Path) -> None:
    async with reading(harbour, (110, 22)) as reader:
        await reader.sees("costs the town a ship.")
        await reader.sees("who speaks for the shippers.")
