"""An article, with a quote in its sentence and the topic's other quotes marked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from model.plain import one_line
from model.quotes.sentences import Taken, take
from model.quotes.sources import SourceError
from model.renamed import id_now
from tui import wording
from tui.about import about
from tui.article_text import Marked, Text, at_match, carried, marked_in, match_from, occurrences, text_of, toned
from tui.began import Began, taken_in
from tui.chrome import Crumbs, KeyLine, Status
from tui.citation import cell_clip, quote_clip
from tui.find import FindLine
from tui.fleeting import Fleeting
from tui.keys import Room, bindings
from tui.scroller import Facts
from tui.session import follow
from tui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.content import Content

    from model.cell import Evidence
    from model.quotes.folding import Span
    from tui.article_text import Sight
    from tui.programs import Spot
    from tui.session import QuoteRef, Session

_NO_QUOTE = "No quote is chosen here: J goes to the next one."
_TAKING = (("enter", "code it"), ("J K", "another sentence"), ("L H", "more, less"), ("esc", "stop"))


class Article(Fleeting):
    """A source; opens on a quote, or on a span that was searched for."""

    room = Room.ARTICLE
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.ARTICLE)

    def __init__(self, session: Session, source: str, quote: QuoteRef | None, span: Span | None = None) -> None:
        super().__init__(session)
        self.source = source
        self.quote = quote
        self.span = span
        self._topic = session.topic  # as it is shown
        self._shown_place: Span | None = None
        self._began: Began | None = None  # of the find
        self._stays_at: Sight | None = None  # what a find leaves in sight that went to no match
        self._marked: tuple[Marked, ...] = ()
        self._library = session.library  # as it is shown; the session has a new one before the screens are told
        self._text = text_of(session.library, source)  # all places are places in it
        self._taken: Taken | None = None  # what is being taken from the text as a new quote

    def compose(self) -> ComposeResult:
        """Put what is known of the source above its text."""
        yield Crumbs()
        yield Facts(id="about")
        yield Text(id="text")
        yield FindLine()
        yield Status()
        yield KeyLine(Room.ARTICLE)

    def on_mount(self) -> None:
        """Show the article at the quote."""
        self.show_session()
        self.pane.focus()

    @property
    def item(self) -> Evidence | None:
        """The quote of interest, as the file has it now."""
        return self.session.evidence(self.quote) if self.quote is not None else None

    def show_session(self) -> None:
        """Show the article anew, whatever its id is now; leave when the file no longer has it."""
        self.source = id_now("source", self.source, self._topic, self.session.topic)
        if self.is_gone:
            self.leave_what_is_gone()
            return
        self.quote = self._followed(self.quote)
        if self._began is not None:
            self._began = replace(self._began, quote=self._followed(self._began.quote))
        self._topic = self.session.topic
        self._follow_text()
        self._marked = marked_in(self._library, self.source)
        self._show(scroll=self._place() != self._shown_place)  # else a reader keeps the line that he has scrolled to

    @property
    def is_gone(self) -> bool:
        """Tell whether the file has lost the source."""
        return self.source not in self.session.topic.sources

    @property
    def what(self) -> str:
        """Name the article."""
        return wording.article_name(self._topic.sources[self.source], self.source)

    def _followed(self, quote: QuoteRef | None) -> QuoteRef | None:
        """Find a quote of the reading shown so far in the new one; None if it is no longer in this article."""
        found = None if quote is None else follow(quote, self._topic, self.session.topic)
        if found is None:
            return None
        position = self.session.topic.position(found[0], found[1])
        return found if position is not None and position.quotes[found[2]].source == self.source else None

    def _follow_text(self) -> None:
        """Find what is marked or being taken in the article as it is now; say what has gone."""
        self._library = self.session.library
        old, self._text = self._text, text_of(self._library, self.source)
        if old == self._text:
            return
        marked, taken = self.span, self._taken
        self.span, self._taken = carried(marked, old, self._text), taken_in(taken, old, self._text)
        self._began = self._began.carried(old, self._text) if self._began else None
        if taken and self._taken is None:
            self._app.say("The sentences that were taken are no longer in the article.", wrong=True)
        elif marked and self.span is None and self.quote is None:
            self._app.say("The words that were marked are no longer in the article.", wrong=True)

    def _show(self, *, scroll: bool = True) -> None:
        self._shown_place = self._place()
        self.query_one(Facts).show(self._about())
        self._show_lines()
        self.pane.show(self._text, toned(self._marked, self.session.topic), self._shown_place, scroll=scroll)

    def _show_lines(self) -> None:
        topic = self.session.topic
        names = []
        if self.quote is not None:
            names = [one_line(topic.parties[self.quote[0]].name), one_line(topic.issues[self.quote[1]].name)]
        self.query_one(Crumbs).show(self.session, *names, wording.outlet(topic.sources[self.source], self.source))
        at, count = self._at(), len(self._marked)
        what = "quote" if self.session.library.tally(self.source).quotes == count else "place"  # that some share
        notes = [f"{what} {at + 1} of {count}" if at is not None else f"{counted(count, what)} here"]
        if self._taken is not None:
            notes = [f"taking a quote: {counted(self._taken.count, 'sentence')}"]
        if self.sought:
            matches, place = occurrences(self._text, self.sought), self._place()
            which = at_match(matches, place, within=self._taken is not None)
            notes = [wording.found(self.sought, which, len(matches)), *notes]
        self.query_one(Status).show(self.session, *notes)
        self.query_one(KeyLine).offer(_TAKING if self._taken is not None else ())

    # The place of interest

    def _place(self) -> Span | None:
        """Give the span of interest: of the quote, else the one that was searched for."""
        if self._taken is not None:
            return self._taken.span
        if (item := self.item) is None:
            return self.span
        try:
            return self._library.anchor(item.quote).span
        except SourceError:
            return None

    def _here(self) -> int:
        """Give the offset of the place of interest, or of where a reader has scrolled to."""
        place, pane = self._place(), self.pane
        return place.start if place and pane.is_in_sight(place) else pane.first_in_sight()

    def _at(self) -> int | None:
        place = self._place()
        return next((number for number, marked in enumerate(self._marked) if marked.span == place), None)

    def _about(self) -> list[Content]:
        """Say what is known of the source, and how the quote of interest stands in it."""
        if self.item is None or self.quote is None or self._taken is not None:
            return about(self.session, self.source, [])
        at = self._at()
        here = self._marked[at].quotes if at is not None else ()
        others = [quote for quote in here if quote != self.quote]
        return about(self.session, self.source, [self.quote, *others])

    def spot(self) -> Spot:
        """Give the place of the quote in the file, or of the source."""
        if self.quote is None:
            return self.session.spot(("sources", self.source))
        party, issue, number = self.quote
        return self.session.spot(("positions", party, issue, "quotes", number))

    # Moving

    def action_next_quote(self) -> None:
        """Go to the next quote of this article."""
        self._step(1)

    def action_previous_quote(self) -> None:
        """Go to the previous quote of this article."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if self._taken is not None:
            self._take(lambda taken: taken.moved(step))
            return
        if not self._marked:
            return
        at = self._at()
        if at is None:
            place = self._place()
            before = sum(marked.span.start < place.start for marked in self._marked) if place else 0
            at = before - 1 if step > 0 else before
        at = max(0, min(at + step, len(self._marked) - 1))
        self.quote = self._marked[at].quotes[0]
        self._show()

    # Editing

    def action_edit_here(self) -> None:
        """Edit the quote of interest; what is known of the article when there is none."""
        from tui.edits import edit_quote  # noqa: PLC0415 - not needed until then, and takes 35 ms
        from tui.entries import edit_entry  # noqa: PLC0415 - likewise

        if self.quote is not None:
            self._app.change(edit_quote(self._app, self.quote))
        else:
            self._app.change(edit_entry(self._app, "sources", self.source))

    def action_delete_quote(self) -> None:
        """Delete the quote of interest."""
        if self.quote is None:
            self._app.say(_NO_QUOTE)
        else:
            from tui.edits import delete_quote  # noqa: PLC0415 - not needed until then, and takes 35 ms

            self._app.change(delete_quote(self._app, self.quote))

    def action_add_quote(self) -> None:
        """Begin to take sentences from the text: at the place of interest, or where a reader has scrolled to."""
        self._taken = take(self._text, self._here())
        if self._taken is None:
            self._app.say("There is no text here to take a quote from.", wrong=True)
        self._show()

    def stop(self) -> bool:
        """Stop taking sentences; False when none were being taken."""
        was_taking, self._taken = self._taken is not None, None
        if was_taking and not self.is_gone:
            self._show()
        return was_taking

    def action_more(self) -> None:
        """Take one more sentence."""
        self._take(lambda taken: taken.longer(1))

    def action_less(self) -> None:
        """Take one sentence less."""
        self._take(lambda taken: taken.longer(-1))

    def _take(self, change: Callable[[Taken], Taken]) -> None:
        if self._taken is not None:
            self._taken = change(self._taken)
            self._show()

    def action_open(self) -> None:
        """Code what was taken."""
        if self._taken is not None and (place := self._place()) is not None:
            self._app.change(self._code(self._text[place.start : place.end]))

    async def _code(self, passage: str) -> None:
        """Show the form; whoever leaves it finds the sentences still taken."""
        from tui.edits import code_passage  # noqa: PLC0415 - not needed until then, and takes 35 ms

        cell = self.quote[:2] if self.quote is not None else None
        if await code_passage(self._app, passage, self.source, cell):
            self.stop()

    # Finding

    @property
    def pane(self) -> Text:
        """The text of the article."""
        return self.query_one(Text)

    def mark_start(self) -> None:
        """Remember the place of interest, and what is in sight."""
        self._began = Began(self.quote, self.span, self._taken, self._here(), self.pane.sight)

    def go_to_start(self) -> None:
        """Make it the place of interest again."""
        if (began := self._began) is not None:
            self.quote, self.span, self._taken, self._stays_at = began.quote, began.span, began.taken, began.sight

    def go_on(self, step: int, *, first: bool = False) -> None:
        """Make a match the place of interest; while a quote is taken, take the sentence of the match."""
        matches = occurrences(self._text, self.sought)
        if not matches:
            self._stays_at = self._stays_at if first else self.pane.sight
            return
        match = match_from(matches, self._look_from(step, first=first), step, first=first)
        self._stays_at = None
        if self._taken is not None:
            self._taken = take(self._text, match.start)
        else:
            self.quote, self.span = None, match

    def _look_from(self, step: int, *, first: bool) -> int:
        """Give the offset from which a match is looked for: beyond all that is being taken, for that has been found."""
        if first and self._began is not None:
            return self._began.start
        if (place := self._place()) is None:
            return self._here()
        return place.end - 1 if self._taken is not None and step > 0 else place.start

    def show_found(self) -> None:
        """Show the place of interest; what was in sight where nothing was found."""
        self._show(scroll=self._stays_at is None)
        if self._stays_at is not None:
            self.pane.look_at(self._stays_at)

    # Copying

    def action_copy(self) -> None:
        """Copy the quote with its citation."""
        if self.quote is None or (item := self.item) is None:
            self._app.say(_NO_QUOTE)
        else:
            cell = self.session.matrix.cell(self.quote[0], self.quote[1])
            self._app.copy(quote_clip(cell, item, self.session.topic, self.session.library))

    def action_copy_cell(self) -> None:
        """Copy the cell of the quote as Markdown."""
        if self.quote is None:
            self._app.say(_NO_QUOTE)
        else:
            cell = self.session.matrix.cell(self.quote[0], self.quote[1])
            self._app.copy(cell_clip(cell, self.session.topic, self.session.library))

    def action_open_url(self) -> None:
        """Open the article's web page."""
        self._app.browse(self.session.topic.sources[self.source].url)
