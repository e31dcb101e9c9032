"""The scrollbars of the matrix look and act as any others, though they are drawn in another way."""

from __future__ import annotations

from itertools import chain

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.scrollbar import ScrollBar

from tui.faces import Face, Sheet, needs_of
from tui.matrix import Grid
from tui.palette import tone_variables

FACE = Face("+", "support", "", 1, "", "for", faded=False, note="")
SHEET = Sheet((), ("row",) * 200, ("column",) * 60, lambda _row, _column: FACE, lambda _column: needs_of([FACE]))


class GridApp(App[None]):
    """A matrix too large for its window."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return tone_variables(self.current_theme)

    def compose(self) -> ComposeResult:
        yield Grid()

    def on_mount(self) -> None:
        self.grid.show(SHEET, 0, 0)

    @property
    def grid(self) -> Grid:
        return self.query_one(Grid)


def looks(bar: ScrollBar, *, drawn_by: type[ScrollBar]) -> list[tuple[str, object, object]]:
    """Give what every cell of a bar shows: its sign, its style and what the mouse does there."""
    lines = drawn_by.render_lines(bar, Region(0, 0, *bar.size))
    return [(sign, one.style, one.style and one.style.meta) for one in chain(*lines) for sign in one.text]


@pytest.mark.parametrize("mono", [False, True])
async def test_a_scrollbar_looks_and_acts_as_any_other(monkeypatch: pytest.MonkeyPatch, *, mono: bool) -> None:
    if mono:
        monkeypatch.setenv("NO_COLOR", "1")
    app = GridApp()
    async with app.run_test(size=(60, 12)) as pilot:
        bars = app.grid.vertical_scrollbar, app.grid.horizontal_scrollbar
        for place in ((0, 0), (7, 5), (90, 31), (199, 59)):
            app.grid.cursor = place
            await pilot.pause()
            for bar in bars:
                cells = looks(bar, drawn_by=type(bar))
                assert len(cells) == max(bar.size)
                assert cells == looks(bar, drawn_by=ScrollBar)


async def test_only_the_lines_asked_for_are_drawn() -> None:
    app = GridApp()
    async with app.run_test(size=(60, 12)) as pilot:
        app.grid.cursor = (90, 31)
        await pilot.pause()
        for bar in (app.grid.vertical_scrollbar, app.grid.horizontal_scrollbar):
            width, height = bar.size
            whole = [strip.text for strip in bar.render_lines(Region(0, 0, width, height))]
            part = bar.render_lines(Region(min(3, width - 1), min(3, height - 1), 1, 1))
            assert [strip.text for strip in part] == [whole[min(3, height - 1)][min(3, width - 1)]]


async def test_a_click_on_a_scrollbar_turns_a_page() -> None:
    app = GridApp()
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.click(app.grid.vertical_scrollbar, offset=(0, 9))
        await pilot.pause()
        assert app.grid.scroll_y > 0
        await pilot.click(app.grid.horizontal_scrollbar, offset=(50, 0))
        await pilot.pause()
        assert app.grid.scroll_x > 0
