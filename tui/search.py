"""A search through all quotes and articles, as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from model.search import Index
from tui import wording
from tui.chrome import Crumbs, KeyLine, Status
from tui.keys import Room, bindings
from tui.lists import LongList
from tui.showing import Showing
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
        self._searches: tuple[Topic, Library] | None = None  # what the index was made of

    def compose(self) -> ComposeResult:
        """Put the line above the hits."""
        yield Crumbs()
        yield Input(placeholder="search all quotes and articles …", id="wanted", compact=True)
        yield Static(id="count")
        yield _Hits(id="hits", markup=False)
        yield Status()
        yield KeyLine(Room.SEARCH)

    def on_mount(self) -> None:
        """Wait for a text."""
        self.show_session()
        self.query_one(Input).focus()

    def show_session(self) -> None:
        """Search the file as it is now, anew only if file or articles are others."""
        self.query_one(Crumbs).show(self.session, "Search")
        self.query_one(Status).show(self.session)
        topic, library = self.session.topic, self.session.library
        if self._searches is not None and self._searches[0] is topic and self._searches[1] is library:
            return  # to read every article again takes long, and finds the same
        self._searches = topic, library
        self.index = Index(topic, library)
        shown = self.query_one(LongList)
        at = shown.highlighted or 0
        self._search(self.query_one(Input).value)
        if self.hits:
            shown.highlighted = min(at, len(self.hits) - 1)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._search(event.value)

    def _search(self, wanted: str) -> None:
        self.hits = self.index.search(wanted, _MOST)
        shown = self.query_one(LongList)
        shown.show([self._content(hit) for hit in self.hits])
        shown.highlighted = 0 if self.hits else None
        count = f"{len(self.hits)}{' or more' if len(self.hits) == _MOST else ''} found" if wanted.strip() else ""
        self.query_one("#count", Static).update(Content.styled(count, "$foreground-muted"))

    def _content(self, hit: Hit) -> Content:
        topic = self.session.topic
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
        at = self.query_one(LongList).highlighted
        if at is not None:
            hit = self.hits[at]
            self.app.push_screen(Article(self.session, hit.source, hit.quote, hit.span))

    def action_next_hit(self) -> None:
        """Mark the next hit, while typing too."""
        self.query_one(LongList).action_down()

    def action_previous_hit(self) -> None:
        """Mark the hit before."""
        self.query_one(LongList).action_up()

    def spot(self) -> Spot:
        """Give the place, in the file, of the hit under the cursor."""
        at = self.query_one(LongList).highlighted
        if at is None:
            return self.session.spot(())
        hit = self.hits[at]
        path = ("positions", *hit.quote[:2], "quotes", hit.quote[2]) if hit.quote else ("sources", hit.source)
        return self.session.spot(path)
