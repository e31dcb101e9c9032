"""A search through all quotes and articles, as it is typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from model.search import Index
from tui import wording
from tui.background import in_background
from tui.chrome import Crumbs, KeyLine, Status
from tui.keys import Room, bindings
from tui.lists import LongList
from tui.showing import Showing, is_there
from tui.source import Article

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key

    from model.quotes.sources import Library
    from model.schema import Topic
    from model.search import Hit
    from tui.programs import Spot
    from tui.session import Session

_PATIENCE = 5.0  # seconds that keys wait for the hit that Enter is to open
_MOST = 200  # hits shown; a longer list calls for another word


class _Hits(LongList):
    """The hits; what is typed while the cursor is among them goes on in the line above."""

    def on_key(self, event: Key) -> None:
        """Let no letter be a command here: `u` would take back the last edit."""
        if event.is_printable and event.character is not None:
            event.stop()
            line = self.screen.query_one(Input)
            line.insert_text_at_cursor(event.character)
            self.screen.set_focus(line)


class Search(Showing):
    """A line to type into, and the hits below it; Enter opens the article at the hit that is marked."""

    room = Room.SEARCH
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.SEARCH)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.hits: list[Hit] = []
        self._searches: tuple[Topic, Library] | None = None  # what the index is made of, as soon as it is there
        self._index: Index | None = None
        self._topic = session.topic  # of the hits
        self._is_reading = False
        self._ahead = 0  # steps down the list of hits that were taken before it was there
        self._opening: object = None  # holds the keys behind Enter until its hit is there

    def compose(self) -> ComposeResult:
        """Put the line above the hits."""
        yield Crumbs()
        yield Input(placeholder="search all quotes and articles …", id="wanted")
        yield Static(id="count")
        yield _Hits(id="hits", markup=False)
        yield Status()
        yield KeyLine(Room.SEARCH)

    def on_mount(self) -> None:
        """Wait for a text."""
        self.show_session()
        self.query_one(Input).focus()

    def show_session(self) -> None:
        """Search the file as it is now, anew only if file or articles are others: to read them all takes long."""
        self.query_one(Crumbs).show(self.session, "Search")
        self.query_one(Status).show(self.session)
        topic, library = self.session.topic, self.session.library
        if self._searches is not None and self._searches[0] is topic and self._searches[1] is library:
            return
        self._searches = topic, library
        self._is_reading = True
        self._read(topic, library)

    @work(exclusive=True, group="index")
    async def _read(self, topic: Topic, library: Library) -> None:
        """Read every article, beside the keys, and search for what was typed by then."""
        self._index = await in_background(partial(Index, topic, library))
        self._topic, self._is_reading = topic, False
        if not is_there(self):
            return
        shown = self.query_one(LongList)
        at, self._ahead = (shown.highlighted or 0) + self._ahead, 0
        self._search(self.query_one(Input).value)
        if self.hits:
            shown.highlighted = min(at, len(self.hits) - 1)
        opening, self._opening = self._opening, None
        if opening is not None and self._app.is_held_by(opening):
            self._open()
            self._app.let_keys_go_behind(opening)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._ahead = 0
        self._search(event.value)

    def _search(self, wanted: str) -> None:
        if self._index is None:
            self.query_one("#count", Static).update(Content.styled("reading the articles …", "$foreground-muted"))
            return
        self.hits = self._index.search(wanted, _MOST)
        shown = self.query_one(LongList)
        shown.show([self._content(hit) for hit in self.hits])
        shown.highlighted = 0 if self.hits else None
        count = f"{len(self.hits)}{' or more' if len(self.hits) == _MOST else ''} found" if wanted.strip() else ""
        self.query_one("#count", Static).update(Content.styled(count, "$foreground-muted"))

    def _content(self, hit: Hit) -> Content:
        topic = self._topic
        where = wording.article_name(topic.sources[hit.source], hit.source)
        if hit.quote is not None:
            party, issue, _ = hit.quote
            where = f"{wording.cell_name(party, issue, topic)}, {where}"
        line = Content(hit.line).stylize("bold reverse", hit.start, hit.end)
        return Content.assemble((where, "$foreground-muted"), "\n", line)

    def search_again(self) -> None:
        """Put the cursor into the line, for another text in the place of the one that is there."""
        line = self.query_one(Input)
        self.set_focus(line)
        line.action_select_all()

    def action_open(self) -> None:
        """Open the article at the hit under the cursor, once all that was typed has been searched for."""
        self._app.leave_field(self._open)

    @on(OptionList.OptionSelected)
    def _open(self) -> None:
        if self._is_reading:  # the hits are those of before, or not there yet
            self._opening = self._app.hold_keys_for(_PATIENCE)
            return
        at = self.query_one(LongList).highlighted
        if at is not None and self.is_current:
            hit = self.hits[at]
            self.app.push_screen(Article(self.session, hit.source, hit.quote, hit.span))

    def action_next_hit(self) -> None:
        """Mark the next hit, while typing too."""
        self._ahead += self._index is None
        self.query_one(LongList).action_down()

    def action_previous_hit(self) -> None:
        """Mark the hit before."""
        self._ahead -= self._ahead > 0
        self.query_one(LongList).action_up()

    def spot(self) -> Spot:
        """Give the place, in the file, of the hit under the cursor."""
        at = self.query_one(LongList).highlighted
        if at is None or self._is_reading:  # the hits are of an earlier reading of the file
            return self.session.spot(())
        hit = self.hits[at]
        path = ("positions", *hit.quote[:2], "quotes", hit.quote[2]) if hit.quote else ("sources", hit.source)
        return self.session.spot(path)
