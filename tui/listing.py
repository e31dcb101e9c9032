"""What the lists of a topic's entries share: the cursor, and edit, rename, delete and add for what is under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual import on
from textual.content import Content
from textual.widgets import OptionList, Static

from model.edit.operations import KINDS
from tui.chrome import Crumbs, KeyLine, Status
from tui.lists import LongList
from tui.showing import Showing, is_there

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from model.edit.operations import Section
    from tui.entries import Key
    from tui.keys import Room
    from tui.programs import Spot
    from tui.session import Session


class Row(NamedTuple):
    """A line of the list: an entry by its section and key; no key where a section has none yet; neither: the title."""

    section: Section | None
    key: Key | None
    shown: Content


def hanging(shown: Content, width: int) -> Content:
    """Wrap the lines that begin with blanks so that all of each begins with them."""
    lines: list[Content] = []
    for line in shown.split("\n"):
        indent = len(line.plain) - len(line.plain.lstrip(" "))
        is_hanging = indent and line.cell_length > width > 2 * indent
        lines += [line[:indent] + part for part in line[indent:].wrap(width - indent)] if is_hanging else [line]
    return Content("\n").join(lines)


class Listing(Showing):
    """Entries one below the other; what they are, their subclass says."""

    room: Room
    usual: Section  # what is added to a list of nothing

    def __init__(self, session: Session, opens_on: tuple[Section, Key] | None = None) -> None:
        super().__init__(session)
        self._opens_on = opens_on
        self._rows: tuple[Row, ...] = ()

    def compose(self) -> ComposeResult:
        """Say how many there are above the list."""
        yield Crumbs()
        yield Static(id="summary")
        yield LongList(id="entries", markup=False)
        yield Status()
        yield KeyLine(self.room)

    def on_mount(self) -> None:
        """Show the entries."""
        self.show_session()
        self._list.focus()

    def on_resize(self) -> None:
        """Wrap the entries anew."""
        self.call_after_refresh(self.show_session)  # once the list has its width

    def rows(self) -> tuple[Row, ...]:
        """Give the entries of the session."""
        raise NotImplementedError

    def summary(self) -> Content:
        """Say what stands above the list."""
        raise NotImplementedError

    def show_session(self) -> None:
        """Show the entries as they are now, the cursor on the same one, else on the same line."""
        if not is_there(self):
            return  # a refresh is enough to leave
        row, at = self.row, self._list.highlighted or 0
        wanted = (row.section, row.key) if row is not None else self._opens_on
        self._rows = self.rows()
        self.query_one(Crumbs).show(self.session, self.room.value)
        self.query_one(Status).show(self.session)
        self.query_one("#summary", Static).update(self.summary())
        width = self._list.scrollable_content_region.width
        self._list.show_changes([hanging(row.shown, width) for row in self._rows])
        places = [(row.section, row.key) for row in self._rows]
        at = places.index(wanted) if wanted in places else min(at, len(places) - 1)
        self._list.highlighted = at if places else None

    @property
    def _list(self) -> LongList:
        return self.query_one(LongList)

    @property
    def row(self) -> Row | None:
        """What is under the cursor."""
        at = self._list.highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def spot(self) -> Spot:
        """Give the place, in the file, of what is under the cursor."""
        row = self.row
        if row is None or row.section is None or row.key is None:
            return self.session.spot(("title",) if row is not None and row.section is None else ())
        return self.session.spot((row.section, row.key))

    @on(OptionList.OptionSelected)
    def _enter(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Go into what is under the cursor: edit it."""
        self.action_edit_entry()

    def action_edit_entry(self) -> None:
        """Edit what is under the cursor; add the first where there is none."""
        from tui.entries import edit_entry, edit_title  # noqa: PLC0415 - not needed until then

        row = self.row
        if row is None or row.section is None:
            if row is not None:
                self._app.change(edit_title(self._app))
        elif row.key is None:
            self.action_add_entry()
        else:
            self._app.change(edit_entry(self._app, row.section, row.key))

    def action_add_entry(self) -> None:
        """Add another of what is under the cursor."""
        from tui.entries import new_entry  # noqa: PLC0415 - not needed until then

        section = self.row.section if self.row is not None else self.usual
        if section is None:
            self._app.say("A topic has one title. Go to a party, an issue or an event to add another.")
        else:
            self._app.change(new_entry(self._app, section))

    def action_rename_entry(self) -> None:
        """Give what is under the cursor another id."""
        row = self.row
        kind = KINDS.get(row.section) if row is not None and row.section is not None else None
        if row is None or kind is None or not isinstance(row.key, str):
            self._app.say("What is under the cursor has no id: e changes it.")
        else:
            from tui.entries import rename_entry  # noqa: PLC0415 - not needed until then

            self._app.change(rename_entry(self._app, kind, row.key))

    def action_delete_entry(self) -> None:
        """Delete what is under the cursor, after a question."""
        from tui.deleting import delete_entry, delete_event  # noqa: PLC0415 - not needed until then

        row = self.row
        if row is None or row.section is None or row.key is None:
            self._app.say("There is nothing under the cursor that could be deleted.")
        elif isinstance(row.key, int):
            self._app.change(delete_event(self._app, row.key))
        else:
            self._app.change(delete_entry(self._app, KINDS[row.section], row.key))
