"""Filter, order, transpose, gaps, rows, panes, mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reader import Reader, reading

from model.arrange import Filter, Order
from model.cell import Gap

if TYPE_CHECKING:
    from pathlib import Path


def rows(reader: Reader) -> tuple[str, ...]:
    return reader.overview.layout_now.rows


def ticked(reader: Reader) -> list[str]:
    """Give what stands behind a ticked box on the screen."""
    return [line.partition("[x] ")[2].partition("│")[0].strip() for line in reader.lines if "[x] " in line]


async def tick(reader: Reader, *choices: tuple[str, str]) -> None:
    """Ask for a filter: go to each choice, tick it, and show."""
    await reader.press("f")
    await reader.on("AskFilter")
    values = list(reader.app.screen._choices)
    at = 0
    for choice in choices:
        moves = values.index(choice) - at
        await reader.press(*["down" if moves > 0 else "up"] * abs(moves), "space")
        at = values.index(choice)
    await reader.press("enter")
    await reader.on("Overview")


@pytest.mark.parametrize(
    ("choice", "shown", "columns", "said"),
    [
        (("stance", "oppose"), ("port-authority",), ("tolls",), "only oppose"),
        (("mixed", ""), ("dockers",), ("night-work",), "only mixed"),
        (("gap", "empty"), ("port-authority", "dockers"), ("tolls", "night-work"), "only empty"),
        (("gap", "single source"), ("shippers",), ("night-work",), "only single source"),
        (("contradictions", ""), ("dockers",), ("night-work",), "only contradictions"),
        (("differing", ""), ("port-authority",), ("tolls",), "only verdicts that differ"),
        (("party", "dockers"), ("dockers",), ("tolls", "night-work"), "only Dockers' Union"),
        (("issue", "tolls"), ("shippers", "port-authority", "dockers"), ("tolls",), "only Harbour tolls"),
    ],
)
async def test_a_filter_shows_what_was_asked_for_and_says_so(
    harbour: Path, choice: tuple[str, str], shown: tuple[str, ...], columns: tuple[str, ...], said: str
) -> None:
    async with reading(harbour) as reader:
        await tick(reader, choice)
        assert (rows(reader), reader.overview.layout_now.columns) == (shown, columns)
        assert reader.status.startswith(said)


async def test_under_a_filter_cells_that_were_not_asked_for_are_empty_and_the_cursor_is_on_one_that_was(
    harbour: Path,
) -> None:
    async with reading(harbour, (120, 16)) as reader:
        await reader.press("v", "down", "down")
        assert reader.at == ("dockers", "tolls")
        await tick(reader, ("stance", "oppose"), ("contradictions", ""))
        assert reader.status.startswith("only oppose, contradictions: 2 cells")
        assert reader.at == ("dockers", "night-work")
        port_authority, dockers = (line.split() for line in reader.lines[2:4])
        assert port_authority[:4] == ["Port", "authority", "−", "oppose"]
        assert dockers[:4] == ["Dockers'", "Union", "▸~", "mixed"]
        assert not any(sign in "".join(port_authority + dockers) for sign in "·?")


async def test_a_stale_cell_is_told_apart_without_colour_and_is_still_a_match(harbour: Path, change) -> None:
    change(harbour, "published: 2031-03-20", "published: 2031-06-20")
    async with reading(harbour) as reader:
        await reader.sees("(+ support")
        await tick(reader, ("stance", "support"), ("issue", "night-work"))
        assert reader.status.startswith("only support, Night work: 1 cell")
        await reader.press("down")
        assert "▸+ support" in reader.text, "the sign of the cursor is no bracket of a stale cell"


async def test_escape_on_the_matrix_clears_the_filter_and_keeps_the_cell(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await tick(reader, ("stance", "oppose"), ("contradictions", ""))
        assert rows(reader) == ("port-authority", "dockers")
        assert reader.status.startswith("only oppose, contradictions")
        await reader.press("down", "right")
        assert reader.at == ("dockers", "night-work")
        await reader.press("escape")
        assert rows(reader) == ("shippers", "port-authority", "dockers")
        assert reader.at == ("dockers", "night-work")
        assert "only" not in reader.status


async def test_a_filter_that_is_left_changes_nothing_and_one_in_force_is_shown_ticked(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await tick(reader, ("gap", "empty"))
        await reader.press("f")
        await reader.on("AskFilter")
        assert ticked(reader) == ["gap: empty"]
        await reader.press("down", "space", "escape")
        await reader.on("Overview")
        assert reader.overview.arrangement.filter == Filter(gaps=frozenset({Gap.EMPTY}))
        await reader.press("f", "delete", "enter")
        await reader.on("Overview")
        assert reader.overview.arrangement.filter.is_empty


async def test_ticked_and_unticked_are_told_apart_by_a_sign(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("f")
        await reader.sees("[ ] + support")
        assert ticked(reader) == []
        await reader.press("space", "down", "down", "space", "up", "up")
        assert ticked(reader) == ["+ support", "? ambiguous"]
        await reader.sees("2 ticked")
        await reader.press("space")
        assert ticked(reader) == ["? ambiguous"]
        await reader.pilot.click(offset=place_of(reader, "gap: stale"))
        assert ticked(reader) == ["? ambiguous", "gap: stale"]


async def test_typing_narrows_what_can_be_ticked_and_keeps_the_ticks(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("f", "space")
        await reader.type("Night")
        assert "issue: Night work" in reader.text
        assert "party:" not in reader.text
        await reader.press("space", *["backspace"] * 9)
        assert ticked(reader) == ["+ support", "issue: Night work"]
        await reader.type("zebra")
        await reader.sees("nothing is called so")
        await reader.press("space", "down", "enter")
        await reader.on("Overview")
        assert reader.overview.arrangement.filter == Filter(frozenset({"support"}), issues=frozenset({"night-work"}))


async def test_a_label_is_found_as_it_reads_with_its_colon_and_space(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("f")
        await reader.on("AskFilter")
        await reader.type("gap: st")
        assert "[ ] gap: stale" in reader.text
        assert "gap: empty" not in reader.text
        await reader.press("space")
        assert ticked(reader) == ["gap: stale"]
        await reader.press(*["backspace"] * 3)
        await reader.pilot.click(offset=place_of(reader, "gap: stale"))
        assert ticked(reader) == [], "a click ticks whatever was typed"


async def test_keys_typed_at_once_after_f_are_not_lost(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.rush("f", "space", "down", "down", "space")
        await reader.until(lambda: ticked(reader) == ["+ support", "? ambiguous"])


@pytest.mark.parametrize("size", [(40, 12), (60, 20)])
async def test_a_small_window_shows_what_the_keys_of_the_filter_do(harbour: Path, size: tuple[int, int]) -> None:
    async with reading(harbour, size) as reader:
        await reader.press("f")
        await reader.sees("esc leaves")
        for _ in range(3):
            await reader.press("pagedown")
        await reader.sees("issue: Night work")


async def test_a_filter_that_nothing_matches_shows_an_empty_matrix_and_the_way_out(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await tick(reader, ("stance", "ambiguous"))
        await reader.sees("The filter leaves no cell")
        await reader.press("enter", "down", "right", "t", "s", "full_stop", "y", "Y", "z", "escape", "escape")
        await reader.until(lambda: len(rows(reader)) + len(reader.overview.layout_now.columns) == 5)


async def test_the_rows_are_ordered_in_every_way_and_the_cursor_stays_on_its_cell(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("down", "right")
        assert reader.at == ("port-authority", "night-work")
        seen = {}
        for _ in range(len(Order) - 1):
            await reader.press("s")
            assert reader.at == ("port-authority", "night-work")
            seen[reader.overview.arrangement.order] = rows(reader)
            assert reader.overview.arrangement.order in reader.status
        assert seen == {
            Order.NAME: ("dockers", "port-authority", "shippers"),
            Order.QUOTES: ("shippers", "port-authority", "dockers"),
            Order.GAPS: ("shippers", "port-authority", "dockers"),
            Order.STANCE: ("shippers", "dockers", "port-authority"),
        }
        await reader.press("S")
        assert rows(reader) == ("port-authority", "dockers", "shippers")
        assert "by stance on Night work, reversed" in reader.status
        assert reader.at == ("port-authority", "night-work")
        await reader.press("s")
        assert rows(reader) == ("shippers", "port-authority", "dockers")


async def test_transposing_keeps_the_cell_under_the_cursor(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("down", "down", "right", "t")
        assert reader.at == ("dockers", "night-work")
        assert rows(reader) == ("tolls", "night-work")
        assert "issue ↓" in reader.text
        await reader.press("s")
        assert rows(reader) == ("tolls", "night-work"), "by name: Harbour tolls, Night work"
        await reader.press("enter")
        await reader.on("Quotes")
        assert "Dockers' Union › Night work" in reader.crumbs
        await reader.press("escape", "t")
        assert reader.at == ("dockers", "night-work")


async def test_goes_from_gap_to_gap_and_wraps_round(harbour: Path) -> None:
    async with reading(harbour) as reader:
        seen = []
        for key in ("full_stop", "full_stop", "full_stop", "full_stop", "comma"):
            await reader.press(key)
            seen.append(reader.at)
        single, empty, silent = ("shippers", "night-work"), ("port-authority", "night-work"), ("dockers", "tolls")
        assert seen == [single, empty, silent, single, silent]


async def test_a_matrix_without_gaps_says_so(write) -> None:
    async with reading(write("title: nothing")) as reader:
        await reader.press("full_stop", "comma")
        assert "There are no gaps." in reader.toasts


async def test_taller_rows_show_the_summaries_and_denser_rows_hide_them(harbour: Path) -> None:
    async with reading(harbour, (80, 16)) as reader:
        await reader.press("v", "minus")
        assert "Want the tolls cut" not in reader.text
        await reader.press("plus")
        await reader.sees("Want the tolls cut")
        await reader.press("plus", "plus", "down", "down", "right")
        assert reader.at == ("dockers", "night-work")
        assert "▸~ mixed" in reader.text
        await reader.press("minus", "minus")
        await reader.until(lambda: "Want the tolls cut" not in reader.text)


async def test_the_preview_follows_the_cursor_and_can_be_hidden(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.sees("every month of the old tolls costs the town a ship")
        await reader.press("down", "down", "right")
        await reader.sees("! contradiction: 1 for, 1 against within 30 days")
        await reader.press("v")
        await reader.until(lambda: "contradiction: 1 for" not in reader.flat)
        await reader.press("v")
        await reader.sees("contradiction: 1 for")


async def test_a_preview_that_there_is_no_room_for_is_not_hidden_unseen_but_said_to_have_none(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.sees("every month of the old tolls costs the town a ship")
        await reader.press("z", "v")
        assert "One pane has all the room: z gives it back." in reader.toasts
        await reader.press("z")
        await reader.sees("every month of the old tolls costs the town a ship")
        await reader.resize(60, 19)
        await reader.until(lambda: not reader.overview.query_one("#preview").display)
        await reader.press("v")
        assert "There is no room for the preview: it takes 20 lines, or 116 columns." in reader.toasts
        await reader.resize(60, 32)
        await reader.sees("every month of the old tolls costs the town a ship")


async def test_the_keys_still_move_when_the_preview_is_hidden_while_it_has_the_focus(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("tab", "v", "down")
        assert reader.at == ("port-authority", "tolls")


async def test_the_keys_still_move_when_the_preview_goes_for_want_of_room(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("tab")
        await reader.resize(50, 12)
        await reader.until(lambda: reader.overview.grid.has_focus, "the focus to go to the matrix")
        await reader.press("down")
        assert reader.at == ("port-authority", "tolls")


async def test_zoom_gives_the_matrix_the_whole_screen_and_back(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.until(lambda: reader.app.session.offers.is_read, "the last marks")
        before = reader.lines[:-2]
        await reader.press("z")
        await reader.until(lambda: reader.overview.grid.size.width == 120, "the matrix alone")
        assert "Want the tolls cut before the summer." not in reader.flat
        assert "enter open" in reader.lines[-1], "how to go on can still be read"
        await reader.press("down", "up", "z")
        await reader.until(lambda: reader.lines[:-2] == before, "the screen as it was")
        await reader.press("tab", "z")
        await reader.until(lambda: not reader.overview.grid.display, "the pane beside the matrix alone")
        await reader.sees("Want the tolls cut before the summer.")
        await reader.press("slash")
        await reader.until(lambda: reader.overview.grid.display, "the matrix, for something is looked for in it")


async def test_find_works_in_a_zoomed_pane(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("z", "slash")
        await reader.type("final")
        assert reader.at == ("dockers", "night-work")
        assert "final" in reader.lines[-1] + reader.lines[-2] + reader.lines[-3], "what is typed can be seen"
        await reader.press("enter", "up")
        assert reader.at == ("port-authority", "night-work")


async def test_zoom_in_the_quotes_hides_what_is_above_them_and_brings_it_back(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter")
        await reader.sees("Want the tolls cut before the summer.")
        await reader.press("z")
        await reader.until(lambda: "Want the tolls cut before the summer." not in reader.flat)
        await reader.press("z")
        await reader.sees("Want the tolls cut before the summer.")


# Mouse


def place_of(reader: Reader, words: str) -> tuple[int, int]:
    for y, line in enumerate(reader.lines):
        if words in line and y > 0:  # the first line repeats the names of the cell
            return line.index(words), y
    raise AssertionError(f"{words!r} is not on the screen:\n{reader.text}")


async def test_a_click_goes_to_a_cell_and_a_second_click_opens_it(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.pilot.click(offset=place_of(reader, "~ mixed"))
        assert reader.at == ("dockers", "night-work")
        assert reader.screen == "Overview"
        await reader.pilot.click(offset=place_of(reader, "▸~ mixed"))
        await reader.on("Quotes")
        assert "Dockers' Union › Night work" in reader.crumbs
        await reader.pilot.click(offset=place_of(reader, "We are ready to work at night"))
        await reader.on("Article")
        await reader.sees("We are ready to work at night")


async def test_a_click_on_a_column_head_orders_by_it_and_again_reverses(harbour: Path) -> None:
    async with reading(harbour) as reader:
        head = place_of(reader, "Harbour tolls")
        await reader.pilot.click(offset=head)
        assert rows(reader) == ("shippers", "port-authority", "dockers")
        assert "by stance on Harbour tolls" in reader.status
        await reader.pilot.click(offset=head)
        assert rows(reader) == ("dockers", "port-authority", "shippers")
        await reader.pilot.click(offset=place_of(reader, "Night work"))
        assert rows(reader) == ("shippers", "dockers", "port-authority")


async def test_no_order_is_told_while_the_column_that_makes_it_is_hidden_and_no_issue_for_a_party(
    harbour: Path,
) -> None:
    harbour.write_text(harbour.read_text(encoding="utf-8").replace("night-work", "dockers"), encoding="utf-8")
    async with reading(harbour) as reader:
        await reader.pilot.click(offset=place_of(reader, "Harbour tolls"))
        await tick(reader, ("party", "dockers"), ("issue", "dockers"))
        assert "by stance" not in reader.status
        assert reader.status.startswith("only Dockers' Union, Night work: 1 cell")
        await reader.press("escape")
        assert "by stance on Harbour tolls" in reader.status


async def test_a_click_on_a_row_head_goes_to_the_row(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("right")
        await reader.pilot.click(offset=place_of(reader, "Dockers' Union"))
        assert reader.at == ("dockers", "night-work")
