"""What a reader sees of the grid, as text: a frame is the screen's lines, trailing blanks cut."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown

from tui.faces import Face, Needs, Sheet, needs_of
from tui.matrix import Grid
from tui.palette import tone_variables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.message import Message
    from textual.pilot import Pilot

ROWS = ("Russia", "Ukraine", "Coalition of the willing", "日本 Japan")
COLUMNS = ("Ceasefire", "Territory", "Security guarantees and NATO", "Direct meetings")
SILENT = Face("·", "", "", 0, "", "silent", faded=False, note="")


def face(glyph: str, word: str, count: int, marks: str = "", note: str = "", *, faded: bool = False) -> Face:
    return Face(glyph, word, "", count, marks, "for", faded=faded, note=note)


CELLS = (
    (
        face("±", "conditional", 12, "!≠", 'A truce only as a result of negotiations on the "root causes".'),
        face("−", "oppose", 7, note="Crimea and the four annexed regions are not negotiable."),
        face("−", "oppose", 9, "^", "Ukraine outside NATO, neutral, no foreign troops."),
        face("+", "support", 6, note="Direct talks."),
    ),
    (
        face("+", "support", 14, note="Full and unconditional, for at least 30 days."),
        face("−", "oppose", 8, "!"),
        face("+", "support", 105),
        face("±", "conditional", 1, "*"),
    ),
    (face("~", "mixed", 2, "!≠*"), SILENT, SILENT, face("?", "ambiguous", 3, faded=True)),
    (face("賛", "賛成", 1, note="停戦を支持する。和平交渉を急ぐべきだ。"), SILENT, SILENT, SILENT),
)
SHEET = Sheet(
    ("party \\ issue",), ROWS, COLUMNS, lambda row, column: CELLS[row][column],
    lambda column: needs_of(row[column] for row in CELLS),
)  # fmt: skip


def numbered(rows: int, columns: int) -> Sheet:
    """Make a sheet whose faces tell their place: row * 1000 + column + 1 quotes."""
    return Sheet(
        ("r \\ c",),
        tuple(f"row {row}" for row in range(rows)),
        tuple(f"column {column}" for column in range(columns)),
        lambda row, column: face("+", "", row * 1000 + column + 1),
        lambda column: needs_of([face("+", "", (rows - 1) * 1000 + column + 1)]),
    )


class GridApp(App[None]):
    """A grid alone on the screen, and the messages that it sent."""

    def __init__(self, sheet: Sheet, row: int = 0, column: int = 0, row_height: int = 1) -> None:
        super().__init__()
        self.start = (sheet, row, column, row_height)
        self.sent: list[tuple[object, ...]] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return tone_variables(self.current_theme)

    def compose(self) -> ComposeResult:
        yield Grid()

    @property
    def grid(self) -> Grid:
        return self.query_one(Grid)

    def on_mount(self) -> None:
        sheet, row, column, row_height = self.start
        self.grid.row_height = row_height
        self.grid.show(sheet, row, column)
        self.grid.focus()

    def note(self, message: Message, *parts: object) -> None:
        assert message.control is self.grid
        self.sent.append((type(message).__name__, *parts))

    def on_grid_moved(self, message: Grid.Moved) -> None:
        self.note(message, message.row, message.column)

    def on_grid_opened(self, message: Grid.Opened) -> None:
        self.note(message, message.row, message.column)

    def on_grid_head_pressed(self, message: Grid.HeadPressed) -> None:
        self.note(message, message.axis, message.index)


def lines(grid: Grid) -> list[str]:
    """Read the grid without its scrollbars, and check that every line fills it exactly."""
    size = grid.scrollable_content_region.size
    shown = [strip.text for strip in grid.render_lines(size.region)]
    assert {cell_len(line) for line in shown} <= {size.width}
    return [line.rstrip() for line in shown]


async def frame(sheet: Sheet, size: tuple[int, int], row_height: int = 1, cursor: tuple[int, int] = (0, 0)) -> str:
    app = GridApp(sheet, *cursor, row_height)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        return "\n" + "\n".join(lines(app.grid)).rstrip()


def on_show(grid: Grid) -> list[int]:
    """Read the counts on the screen."""
    return [int(count) for count in re.findall(r"\+ +(\d+)", "\n".join(lines(grid)))]


# Frames


async def test_a_phone_sized_window_shows_heads_glyphs_and_counts() -> None:
    assert (
        await frame(SHEET, (20, 8))
        == """
 party
 \\ is…  Ceasefire
 Russ… ▸± 12!≠
 Ukra…  + 14
 Coal…  ~  2!≠*
 日本…  賛 1"""
    )


async def test_a_narrow_window_shows_whole_columns() -> None:
    assert (
        await frame(SHEET, (40, 9))
        == """
 party \\
 issue         Ceasefire    Territory
 Russia       ▸± 12!≠       − oppose 7
 Ukraine       + 14         − oppose 8!
 Coalition o…  ~  2!≠*      ·
 日本 Japan    賛 1         ·"""
    )


async def test_a_usual_window_shows_all_columns_and_words_where_they_fit() -> None:
    assert (
        await frame(SHEET, (80, 9), cursor=(1, 1))
        == """
                                                   Security       Direct
 party \\ issue       Ceasefire      Territory      guarantees a…  meetings
 Russia              ± 12!≠         − oppose  7    − oppose   9^  + 6
 Ukraine             + 14          ▸− oppose  8!   + support 105  ± 1*
 Coalition of the…   ~  2!≠*        ·              ·             (? 3)
 日本 Japan          賛 1           ·              ·              ·"""
    )


async def test_two_lines_a_row_begin_the_note_and_wrap_the_name() -> None:
    assert (
        await frame(SHEET, (80, 12), 2, (0, 2))
        == """
                                                   Security
                                                   guarantees     Direct
 party \\ issue       Ceasefire      Territory      and NATO       meetings
 Russia              ± 12!≠         − oppose  7   ▸− oppose   9^  + 6
                     A truce onl…   Crimea and…    Ukraine out…   Direct talk…
 Ukraine             + 14           − oppose  8!   + support 105  ± 1*
                     Full and un…
 Coalition of the    ~  2!≠*        ·              ·             (? 3)
 willing
 日本 Japan          賛 1           ·              ·              ·
                     停戦を支持…"""
    )


async def test_three_lines_a_row_wrap_the_note() -> None:
    assert (
        await frame(SHEET, (80, 16), 3, (2, 3))
        == """
                                                   Security
                                                   guarantees     Direct
 party \\ issue       Ceasefire      Territory      and NATO       meetings
 Russia              ± 12!≠         − oppose  7    − oppose   9^  + 6
                     A truce only   Crimea and     Ukraine        Direct
                     as a result…   the four an…   outside NAT…   talks.
 Ukraine             + 14           − oppose  8!   + support 105  ± 1*
                     Full and
                     uncondition…
 Coalition of the    ~  2!≠*        ·              ·             ▸? 3
 willing

 日本 Japan          賛 1           ·              ·              ·
                     停戦を支持す
                     る。和平交…"""
    )


async def test_a_wide_window_shows_everything_in_full_and_columns_do_not_grow_without_end() -> None:
    assert (
        await frame(SHEET, (200, 8))
        == """
                                                                                  Security guarantees and
 party \\ issue              Ceasefire                  Territory                  NATO                       Direct meetings
 Russia                    ▸± conditional  12!≠        − oppose  7                − oppose     9^            + support      6
 Ukraine                    + support      14          − oppose  8!               + support  105             ± conditional  1*
 Coalition of the willing   ~ mixed         2!≠*       ·                          ·                         (? ambiguous    3)
 日本 Japan                 賛 賛成         1          ·                          ·                          ·"""  # noqa: E501 - a frame is as wide as its window
    )


async def test_a_wide_window_gives_notes_more_room() -> None:
    assert (
        await frame(SHEET, (200, 9), 2, (0, 1))
        == """
 party \\ issue              Ceasefire                            Territory                            Security guarantees and NATO         Direct meetings
 Russia                     ± conditional  12!≠                 ▸− oppose  7                          − oppose     9^                      + support      6
                            A truce only as a result of negot…   Crimea and the four annexed regio…   Ukraine outside NATO, neutral, no…   Direct talks.
 Ukraine                    + support      14                    − oppose  8!                         + support  105                       ± conditional  1*
                            Full and unconditional, for at le…
 Coalition of the willing   ~ mixed         2!≠*                 ·                                    ·                                   (? ambiguous    3)

 日本 Japan                 賛 賛成         1                    ·                                    ·                                    ·
                            停戦を支持する。和平交渉を急ぐべ…"""  # noqa: E501 - a frame is as wide as its window
    )


async def test_a_big_sheet_shows_the_cells_around_the_cursor_under_their_own_heads() -> None:
    assert (
        await frame(numbered(100, 90), (60, 7), cursor=(50, 40))
        == """
 r \\ c    column 37    column 38    column 39    column 40
 row 46   + 46038      + 46039      + 46040      + 46041
 row 47   + 47038      + 47039      + 47040      + 47041
 row 48   + 48038      + 48039      + 48040      + 48041
 row 49   + 49038      + 49039      + 49040      + 49041
 row 50   + 50038      + 50039      + 50040     ▸+ 50041"""
    )
    assert (
        await frame(numbered(100, 90), (60, 7), cursor=(99, 89))
        == """
 r \\ c    column 86    column 87    column 88    column 89
 row 95   + 95087      + 95088      + 95089      + 95090
 row 96   + 96087      + 96088      + 96089      + 96090
 row 97   + 97087      + 97088      + 97089      + 97090
 row 98   + 98087      + 98088      + 98089      + 98090
 row 99   + 99087      + 99088      + 99089     ▸+ 99090"""
    )


async def test_a_sheet_without_rows_or_columns_shows_the_heads_that_there_are() -> None:
    for rows, columns, size in (((), (), (60, 5)), (ROWS, (), (60, 7)), ((), COLUMNS, (60, 5))):
        app = GridApp(Sheet(("party \\ issue",), rows, columns, lambda _row, _column: SILENT, lambda _column: Needs()))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            shown = "\n".join(lines(app.grid))
            assert all(name in shown for name in rows)
            assert all(name.split()[0] in shown for name in columns)
            for action in ACTIONS:
                getattr(app.grid, f"action_{action}")()
            await pilot.pause()
            assert app.grid.cursor == (0, 0)
            assert app.sent == []


@pytest.mark.parametrize("size", [(1, 1), (2, 1), (1, 5), (3, 2), (5, 3), (9, 4), (16, 5), (250, 1)])
async def test_the_smallest_window_still_shows_the_glyph_under_the_cursor(size: tuple[int, int]) -> None:
    app = GridApp(SHEET, 1, 1, row_height=3)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "−" in "".join(lines(app.grid))


async def test_what_the_signs_mean_stands_below_the_rows_where_lines_are_free_and_nowhere_else() -> None:
    seen: list[bool] = []

    def meanings(faces: Sequence[Face], in_words: bool) -> list[str]:
        seen.append(in_words)
        return [f"{mark} meaning" for mark in sorted({mark for face in faces for mark in face.marks})]

    sheet = replace(SHEET, legend=meanings)
    tight, one_free, free = [(await frame(sheet, (40, height))).split("\n")[1:] for height in (6, 8, 12)]
    assert "meaning" not in "".join(tight)
    assert one_free[-1] == " ! meaning  * meaning  ≠ meaning"
    assert free[-2:] == ["", one_free[-1]], "an empty line before it, if there is one"
    assert (await frame(sheet, (24, 12))).split("\n")[-2:] == [" ! meaning  * meaning", " ≠ meaning"]
    assert not seen[0], "the first column shows no words"


# Moving


ACTIONS = (
    "up", "down", "left", "right", "top", "bottom", "first_column", "last_column",
    "page_up", "page_down", "half_page_up", "half_page_down", "taller", "denser", "open",
)  # fmt: skip


async def test_whatever_one_does_the_cursor_stays_in_sight_under_its_heads() -> None:
    app = GridApp(numbered(40, 12))
    dice = random.Random(7)  # noqa: S311 - the same journey every time
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid
        for _ in range(40):
            if dice.random() < 0.3:
                await pilot.resize_terminal(dice.randint(14, 130), dice.randint(2, 30))
            for action in dice.choices(ACTIONS, k=3):
                getattr(grid, f"action_{action}")()
            await pilot.pause()
            row, column = grid.cursor
            shown = lines(grid)
            (line,) = [line for line in shown if "▸" in line]
            assert line.partition("▸")[2].split()[1] == str(row * 1000 + column + 1)
            assert line.startswith(f" row {row}"[:4])
            assert grid.size.height < 3 or f"{column}" in "".join(shown[: grid._geometry.top])
            assert len(shown) - shown.index(line) >= grid._geometry.row_height


async def test_each_action_goes_where_it_says() -> None:
    app = GridApp(numbered(100, 30))
    async with app.run_test(size=(80, 22)) as pilot:
        await pilot.pause()
        grid = app.grid
        page = len({number // 1000 for number in on_show(grid)})
        for action, target in (
            ("down", (1, 0)), ("right", (1, 1)), ("up", (0, 1)), ("left", (0, 0)),
            ("up", (0, 0)), ("left", (0, 0)),
            ("last_column", (0, 29)), ("bottom", (99, 29)), ("down", (99, 29)), ("right", (99, 29)),
            ("first_column", (99, 0)), ("top", (0, 0)),
            ("page_down", (page, 0)), ("half_page_down", (page + page // 2, 0)),
            ("page_up", (page // 2, 0)), ("half_page_up", (0, 0)),
        ):  # fmt: skip
            getattr(grid, f"action_{action}")()
            assert grid.cursor == target, action


async def test_a_page_moves_the_window_along_with_the_cursor() -> None:
    app = GridApp(numbered(100, 3), 2, 1)
    async with app.run_test(size=(80, 22)) as pilot:
        await pilot.pause()
        before = on_show(app.grid)
        app.grid.action_page_down()
        await pilot.pause()
        assert min(on_show(app.grid)) // 1000 == max(before) // 1000 + 1
        app.grid.action_page_up()
        await pilot.pause()
        assert on_show(app.grid) == before


async def test_taller_and_denser_rows_stop_at_three_lines_and_one() -> None:
    app = GridApp(SHEET)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        heights = [app.grid.row_height]
        for action in ("taller", "taller", "taller", "denser", "denser", "denser"):
            getattr(app.grid, f"action_{action}")()
            heights.append(app.grid.row_height)
        assert heights == [1, 2, 3, 3, 2, 1, 1]


async def test_a_start_in_the_middle_shows_the_top_where_all_fits() -> None:
    app = GridApp(numbered(9, 4), 3, 3)
    async with app.run_test(size=(80, 22)) as pilot:
        await pilot.pause()
        assert on_show(app.grid)[0] == 1


async def test_a_reload_keeps_the_place_and_says_nothing() -> None:
    app = GridApp(numbered(100, 30), 50, 10)
    async with app.run_test(size=(80, 22)) as pilot:
        await pilot.pause()
        before = on_show(app.grid)
        app.grid.show(numbered(99, 30), 49, 9)
        await pilot.pause()
        assert on_show(app.grid) == before
        app.grid.show(numbered(3, 2), 51, 10)
        await pilot.pause()
        assert app.grid.cursor == (2, 1)
        assert on_show(app.grid) == [1, 2, 1001, 1002, 2001, 2002]
        assert app.sent == []


async def test_a_move_repaints_the_row_it_left_and_the_row_it_reached_and_nothing_else() -> None:
    app = GridApp(numbered(100, 30), 3, 3)
    async with app.run_test(size=(80, 22)) as pilot:
        grid = app.grid
        for _ in range(3):  # until the screen is still
            await pilot.pause()
        top = grid._geometry.top
        for action, repainted in (
            ("down", {top + 3, top + 4}),
            ("up", {top + 3, top + 4}),
            ("left", {*range(top), top + 3}),
            ("page_down", set(range(22))),
        ):
            assert not grid._repaint_regions
            getattr(grid, f"action_{action}")()
            asked = {y for region in grid._repaint_regions for y in region.line_range}
            assert asked & set(range(22)) == repainted, action
            await pilot.pause()


async def test_only_cells_in_sight_are_asked_for() -> None:
    asked: set[tuple[int, int]] = set()
    plain = numbered(1000, 200)

    def face_of(row: int, column: int) -> Face:
        asked.add((row, column))
        return plain.face(row, column)

    app = GridApp(Sheet((), plain.rows, plain.columns, face_of, plain.needs), 500, 100)
    async with app.run_test(size=(80, 22)) as pilot:
        await pilot.pause()
        assert 0 < len(asked) <= 22 * 8


# Messages and mouse


async def test_enter_and_moves_are_told() -> None:
    app = GridApp(SHEET)
    async with app.run_test(size=(80, 9)) as pilot:
        app.grid.action_down()
        await pilot.pause()
        app.grid.action_right()
        await pilot.pause()
        app.grid.action_open()
        await pilot.pause()
        assert app.sent == [("Moved", 1, 0), ("Moved", 1, 1), ("Opened", 1, 1)]


async def test_a_held_key_tells_only_the_last_place() -> None:
    app = GridApp(numbered(100, 30))
    async with app.run_test(size=(80, 9)) as pilot:
        for _ in range(10):
            app.grid.action_down()
        await pilot.pause()
        assert app.sent[-1] == ("Moved", 10, 0)
        assert len(app.sent) < 10


async def click(pilot: Pilot[None], text: str, nth: int = 0) -> None:
    """Click on the nth place where the screen reads so."""
    app = pilot.app
    assert isinstance(app, GridApp)
    places = [(cell_len(line[: line.index(text)]), y) for y, line in enumerate(lines(app.grid)) if text in line]
    await pilot.click(offset=places[nth])
    await pilot.pause()


async def test_the_first_click_moves_and_the_second_opens() -> None:
    app = GridApp(SHEET)
    async with app.run_test(size=(80, 12)) as pilot:
        await click(pilot, "105")
        assert app.grid.cursor == (1, 2)
        await click(pilot, "105")
        assert app.sent == [("Moved", 1, 2), ("Opened", 1, 2)]


async def test_a_click_on_a_head_tells_which() -> None:
    app = GridApp(numbered(100, 30), 99, 29, row_height=2)
    async with app.run_test(size=(80, 12)) as pilot:
        await click(pilot, "row 98")
        await click(pilot, "column 28")
        await click(pilot, "r \\ c")
        assert app.sent == [("HeadPressed", "row", 98), ("HeadPressed", "column", 28)]


async def test_a_click_on_nothing_does_nothing() -> None:
    app = GridApp(numbered(3, 2))
    async with app.run_test(size=(200, 20)) as pilot:
        for offset in ((5, 15), (150, 2), (150, 15)):
            await pilot.click(offset=offset)
        await pilot.pause()
        assert app.sent == []
        assert app.grid.cursor == (0, 0)


async def test_the_wheel_scrolls_and_leaves_the_cursor_which_the_next_key_brings_back() -> None:
    app = GridApp(numbered(100, 30), row_height=2)
    async with app.run_test(size=(80, 22)) as pilot:
        for _ in range(8):
            await pilot._post_mouse_events([MouseScrollDown], widget=app.grid, offset=(30, 10))
        app.grid.scroll_to(y=app.grid.scroll_target_y, animate=False)
        await pilot.pause()
        assert app.grid.cursor == (0, 0)
        assert 1 not in on_show(app.grid)
        app.grid.action_right()
        await pilot.pause()
        assert 2 in on_show(app.grid)


async def test_scrollbars_tell_that_there_is_more() -> None:
    app = GridApp(SHEET)
    async with app.run_test(size=(80, 12)) as pilot:
        for size, bars in (((80, 12), (False, False)), ((80, 5), (False, True)), ((40, 12), (True, False)),
                           ((40, 5), (True, True)), ((200, 50), (False, False))):  # fmt: skip
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert (app.grid.show_horizontal_scrollbar, app.grid.show_vertical_scrollbar) == bars, size


async def test_the_cursor_is_seen_without_colour_and_knows_whether_it_has_the_keys() -> None:
    app = GridApp(SHEET)
    async with app.run_test(size=(80, 9)) as pilot:
        await pilot.pause()
        for focused in (True, False, True):
            app.grid.focus() if focused else app.screen.set_focus(None)
            await pilot.pause()
            (style,) = [
                segment.style for strip in app.grid.render_lines(app.grid.size.region) for segment in strip
                if segment.text.startswith("▸")
            ]  # fmt: skip
            assert style is not None
            assert style.bold
            assert bool(style.reverse) is focused
