"""The first screen: the matrix, and what the cell under the cursor says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container

from model.arrange import Filter, count_wanted, next_gap
from model.plain import one_line
from tui.arranging import Arranging
from tui.chrome import Crumbs, KeyLine, Status
from tui.found import Found
from tui.geometry import class_at
from tui.keys import Room, bindings
from tui.matrix import Grid
from tui.preview import Preview
from tui.sheet import sheet_of
from tui.wording import counted, filter_words, no_cell, order_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from model.arrange import Layout
    from model.cell import Cell
    from model.matrix import Matrix
    from model.review.decisions import Pair
    from tui.programs import Spot
    from tui.session import Session

_WIDE, _HIGH = 116, 20  # columns from which on there is room for the preview beside the matrix, lines for it below
_A_MOMENT = 0.01  # seconds: longer than a frame takes, shorter than an eye notices
_A_PAUSE = 0.1  # while an edit is being made, which has the interpreter half of the time


class MatrixGrid(Grid):
    """The grid, with the keys that move in it; they are its own, so that a pane beside it can scroll."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.MATRIX, by_pane=True)


class Overview(Arranging):
    """Parties against issues."""

    room = Room.MATRIX
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.MATRIX)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        # The preview stands beside the matrix where it is wide, else below it where it is high; the style sheet knows.
        self.HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] = [(0, "-narrow"), (_WIDE, "-wide")]
        self.VERTICAL_BREAKPOINTS: list[tuple[int, str]] = [(0, "-low"), (8, "-medium"), (_HIGH, "-high")]
        self._shows: tuple[Matrix, Layout, Mapping[Pair, int], frozenset[Pair]] | None = None
        self._found = Found()
        self._find_began: tuple[str, str] | None = None  # party and issue
        self._following: Timer | None = None  # until the pane shows the cell under the cursor

    def compose(self) -> ComposeResult:
        """Put the preview after the grid; the style sheet decides whether that is beside or below."""
        width, height = self.app.size  # Textual sets these classes after the first frame, and lays out again
        self.add_class(class_at(width, self.HORIZONTAL_BREAKPOINTS), class_at(height, self.VERTICAL_BREAKPOINTS))
        yield Crumbs()
        with Container(id="panes"):
            yield MatrixGrid(id="grid")
            yield Preview(id="preview")
        yield Status()
        yield KeyLine(Room.MATRIX)

    def on_mount(self) -> None:
        """Show the file."""
        self._show((0, 0))
        self.grid.focus()

    # Showing

    def show_session(self) -> None:
        """Show the file anew; the cursor stays on its party and issue."""
        cell = self.cell()
        self.lay_out_now()
        place = self.layout_now.place(cell.party, cell.issue) if cell is not None else None
        self._show(place or self.grid.cursor)

    def _show(self, place: tuple[int, int]) -> None:
        shows = self.session.matrix, self.layout_now, self.session.offers.per_cell, self.session.doubtful
        if shows == self._shows:
            self.grid.cursor = place
        else:
            self._shows = shows
            self.grid.show(sheet_of(*shows), *place)
        self.look_for(self.sought)
        self._show_cell()
        self.show_found()

    @on(Grid.Moved)
    def _follow_cursor(self) -> None:
        """Show the cell a moment later, so that the cursor is seen first: saying takes longer than moving."""
        if self._following is not None:
            self._following.stop()
        self._following = self.set_timer(_A_PAUSE if self._app.is_saving else _A_MOMENT, self._show_cell)
        if self.sought:
            self.show_found()

    def _show_cell(self) -> None:
        cell = self.cell()
        topic = self.session.topic
        names = (topic.parties[cell.party].name, topic.issues[cell.issue].name) if cell is not None else ()
        self.query_one(Crumbs).show(self.session, *map(one_line, names))
        self.query_one(Preview).show(self.session, cell)
        self.set_class(cell is None, "-nothing")

    def _notes(self) -> list[str]:
        notes, now = [], self.arrangement
        if self.sought:
            notes.append(self._found.note(self.grid.cursor))
        if not now.filter.is_empty:
            cells = counted(count_wanted(self.session.matrix, self.layout_now), "cell")
            notes.append(f"only {', '.join(filter_words(now.filter, self.session.topic))}: {cells}")
        if arranged := order_words(now, self.layout_now, self.session.topic):
            notes.append(arranged)
        return notes

    # What is under the cursor

    def cell(self) -> Cell | None:
        """Give the cell under the cursor; None in an empty matrix."""
        row, column = self.grid.cursor
        if row >= len(self.layout_now.rows) or column >= len(self.layout_now.columns):
            return None
        party, issue = self.layout_now.pair(row, column)
        topic = self.session.topic
        return self.session.matrix.cell(party, issue) if party in topic.parties and issue in topic.issues else None

    def pair(self) -> tuple[str, str] | None:
        """Give party and issue of the cell under the cursor."""
        cell = self.cell()
        return (cell.party, cell.issue) if cell is not None else None

    def spot(self) -> Spot:
        """Give the place of the cell in the file, or of its party when the file says nothing of the cell."""
        cell = self.cell()
        if cell is None:
            return self.session.spot(())
        if self.session.topic.position(cell.party, cell.issue) is None:
            return self.session.spot(("parties", cell.party))
        return self.session.spot(("positions", cell.party, cell.issue))

    def go_to(self, party: str, issue: str) -> bool:
        """Put the cursor on a cell, clearing the filter if that hides it; False if there is no such cell."""
        place = self.layout_now.place(party, issue)
        if place is None and not self.arrangement.filter.is_empty:
            self.rearrange(replace(self.arrangement, filter=Filter()))
            place = self.layout_now.place(party, issue)
        if place is None:
            return False
        self.grid.cursor = place
        return True

    @on(Grid.Opened)
    def action_open(self) -> None:
        """Open the quotes of the cell; one without any says how some come in."""
        from tui.quotes import Quotes  # noqa: PLC0415 - not needed for the first frame

        if (cell := self._cell_for_a_key()) is not None:
            self.app.push_screen(Quotes(self.session, cell.party, cell.issue))

    def _cell_for_a_key(self) -> Cell | None:
        """Give the cell under the cursor; say what there is to do where a key finds none."""
        if (cell := self.cell()) is None:
            self._app.say(no_cell(self.session.topic))
        return cell

    # Finding

    @property
    def pane(self) -> Grid:
        """The grid."""
        return self.grid

    def mark_start(self) -> None:
        """Remember the cell; a pane that hides the grid would hide what is found."""
        self._find_began = self.pair()
        self.remove_class("-preview-alone")

    def go_to_start(self) -> None:
        """Go back to the cell."""
        self.grid.cursor = (self._find_began and self.layout_now.place(*self._find_began)) or self.grid.cursor

    def look_for(self, text: str) -> None:
        """Look through names, summaries, notes and quotes."""
        super().look_for(text)
        self._found.look(self.session.matrix, self.layout_now, text)

    def go_on(self, step: int, *, first: bool = False) -> None:
        """Go to a cell."""
        here = self.grid.cursor
        self.grid.cursor = self._found.first(here) if first else self._found.next(here, step)

    def show_found(self) -> None:
        """Say it in the status line."""
        self.query_one(Status).show(self.session, *self._notes())

    def action_next_gap(self) -> None:
        """Go to the next gap."""
        self._go_to_gap(1)

    def action_previous_gap(self) -> None:
        """Go to the previous gap."""
        self._go_to_gap(-1)

    def _go_to_gap(self, step: int) -> None:
        place = next_gap(self.session.matrix, self.layout_now, self.grid.cursor, step)
        if place is None:
            self._app.say("There are no gaps.")
        else:
            self.grid.cursor = place

    # Panes

    def action_preview(self) -> None:
        """Show or hide the preview; say so where it could not be seen."""
        if self.has_class("-preview-alone") or self.has_class("-grid-alone"):
            self._app.say("One pane has all the room: z gives it back.")
        elif not (self.has_class("-wide") or self.has_class("-high") or self.has_class("-nothing")):
            self._app.say(f"There is no room for the preview: it takes {_HIGH} lines, or {_WIDE} columns.")
        else:
            self.toggle_class("-without-preview")

    def action_zoom(self) -> None:
        """Give the pane in focus all between the first lines and the last, or take it back.

        Textual's own way would hide those lines, too, and with them how to come back.
        """
        alone = "-preview-alone" if self.query_one(Preview).has_focus else "-grid-alone"
        is_alone = self.has_class("-preview-alone") or self.has_class("-grid-alone")
        self.remove_class("-preview-alone", "-grid-alone")
        self.set_class(not is_alone, alone)

    # Editing

    def action_edit_here(self) -> None:
        """Edit the cell."""
        if (cell := self._cell_for_a_key()) is not None:
            from tui.edits import edit_position  # noqa: PLC0415 - not needed for the first frame

            self._app.change(edit_position(self._app, cell.party, cell.issue))

    def action_add_quote(self) -> None:
        """Add a quote to the cell."""
        if (cell := self._cell_for_a_key()) is not None:
            from tui.edits import new_quote  # noqa: PLC0415 - not needed for the first frame

            self._app.change(new_quote(self._app, cell.party, cell.issue, {}))

    # Copying

    def action_copy(self) -> None:
        """Copy the latest quote of the cell."""
        from tui.citation import quote_clip  # noqa: PLC0415 - not needed for the first frame

        cell = self.cell()
        if cell is None or not cell.evidence:
            self._app.say("There is no quote here to copy.")
        else:
            self._app.copy(quote_clip(cell, cell.latest_first[0], self.session.topic, self.session.library))

    def action_copy_cell(self) -> None:
        """Copy the cell as Markdown."""
        from tui.citation import cell_clip  # noqa: PLC0415 - not needed for the first frame

        if (cell := self._cell_for_a_key()) is not None:
            self._app.copy(cell_clip(cell, self.session.topic, self.session.library))
