"""An article, with a quote in its sentence and the topic's other quotes marked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from model.plain import one_line
from model.quotes.sentences import take
from model.renamed import id_now
from tui import wording
from tui.about import about
from tui.article_text import Text, at_match, match_from, occurrences
from tui.chrome import Crumbs, KeyLine, Status
from tui.citation import cell_clip, quote_clip
from tui.fleeting import Fleeting
from tui.interest import Began, Interest, shown_article
from tui.keys import Room, bindings
from tui.scroller import Facts
from tui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from model.quotes.folding import Span
    from model.quotes.sentences import Taken
    from tui.article_text import Sight
    from tui.interest import ShownArticle
    from tui.programs import Spot
    from tui.session import QuoteRef, Session

_NO_QUOTE = "No quote is chosen here: J goes to the next one."
_TAKING = (("enter", "code it"), ("↓ ↑", "another sentence"), ("L H", "more, less"), ("esc", "stop"))
_BY_SENTENCE = (Binding("down,j", "next_quote", show=False), Binding("up,k", "previous_quote", show=False))
"""What the keys that scroll by a line do while a quote is taken: the pane leaves them then."""


class Article(Fleeting):
    """A source; opens on a quote, or on a span that was searched for."""

    room = Room.ARTICLE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Room.ARTICLE), *_BY_SENTENCE]

    def __init__(self, session: Session, source: str, quote: QuoteRef | None, span: Span | None = None) -> None:
        super().__init__(session)
        self._shown = shown_article(session, source)
        self._shown_place: Span | None = None
        self._interest = Interest(quote, span)
        self._began: Began | None = None  # of the find
        self._stays_at: Sight | None = None  # what a find leaves in sight that went to no match

    def compose(self) -> ComposeResult:
        """Put what is known of the source above its text."""
        yield Crumbs()
        yield Facts(id="about")
        yield Text(id="text")
        yield Status()
        yield KeyLine(Room.ARTICLE)

    def on_mount(self) -> None:
        """Show the article at the quote."""
        self.show_session()
        self.pane.focus()

    @property
    def source(self) -> str:
        """The id of the article, as it is shown."""
        return self._shown.source

    @property
    def quote(self) -> QuoteRef | None:
        """The quote of interest."""
        return self._interest.quote

    def show_session(self) -> None:
        """Show the article anew, whatever its id is now; leave when the file no longer has it."""
        source = id_now("source", self.source, self._shown.topic, self.session.topic)
        if source not in self.session.topic.sources:
            self.leave_what_is_gone()
            return
        self._follow(shown_article(self.session, source))
        self._show(scroll=self._place() != self._shown_place)  # else a reader keeps the line that he has scrolled to

    @property
    def is_gone(self) -> bool:
        """Tell whether the file has lost the source."""
        return self.source not in self.session.topic.sources

    @property
    def what(self) -> str:
        """Name the article."""
        return wording.article_name(self._shown.topic.sources[self.source], self.source)

    def _follow(self, now: ShownArticle) -> None:
        """Find what is of interest in the article as it is now; say what has gone from its text."""
        old, self._shown = self._shown, now
        was, self._interest = self._interest, self._interest.carried(old, now)
        self._began = self._began.carried(old, now) if self._began else None
        if was.taken and self._interest.taken is None:
            self._app.say("The sentences that were taken are no longer in the article.", wrong=True)
        elif was.span and self._interest.span is None and self.quote is None:
            self._app.say("The words that were marked are no longer in the article.", wrong=True)

    def _show(self, *, scroll: bool = True) -> None:
        shown, self._shown_place = self._shown, self._place()
        quote = self.quote if self._interest.taken is None else None
        codes = [quote, *shown.beside(quote)] if quote is not None else []
        self.query_one(Facts).show(about(self.session, self.source, codes))
        self.pane.leaves_lines = self._interest.taken is not None
        self._show_lines()
        self.pane.show(shown.text, shown.tones(), self._shown_place, scroll=scroll)

    def _show_lines(self) -> None:
        topic = self.session.topic
        names = []
        if self.quote is not None:
            names = [one_line(topic.parties[self.quote[0]].name), one_line(topic.issues[self.quote[1]].name)]
        self.query_one(Crumbs).show(self.session, *names, wording.outlet(topic.sources[self.source], self.source))
        place, taken = self._place(), self._interest.taken
        at, count = self._shown.at(place), len(self._shown.marked)
        what = "quote" if self.session.library.tally(self.source).quotes == count else "place"  # that some share
        notes = [f"{what} {at + 1} of {count}" if at is not None else f"{counted(count, what)} here"]
        if taken is not None:
            notes = [f"taking a quote: {counted(taken.count, 'sentence')}"]
        if self.sought:
            matches = occurrences(self._shown.text, self.sought)
            which = at_match(matches, place, within=taken is not None)
            notes = [wording.found(self.sought, which, len(matches)), *notes]
        self.query_one(Status).show(self.session, *notes)
        self.query_one(KeyLine).offer(_TAKING if taken is not None else ())

    # The place of interest

    def _place(self) -> Span | None:
        return self._interest.place(self._shown)

    def _here(self) -> int:
        """Give the offset of the place of interest, or of where a reader has scrolled to."""
        place, pane = self._place(), self.pane
        return place.start if place and pane.is_in_sight(place) else pane.first_in_sight()

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
        if self._interest.taken is not None:
            self._take(lambda taken: taken.moved(step))
        elif quote := self._shown.quote_from(self._place(), step):
            self._interest = replace(self._interest, quote=quote)
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
        self._interest = replace(self._interest, taken=take(self._shown.text, self._here()))
        if self._interest.taken is None:
            self._app.say("There is no text here to take a quote from.", wrong=True)
        self._show()

    def stop(self) -> bool:
        """Stop taking sentences; False when none were being taken."""
        was_taking = self._interest.taken is not None
        self._interest = replace(self._interest, taken=None)
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
        if (taken := self._interest.taken) is not None:
            self._interest = replace(self._interest, taken=change(taken))
            self._show()

    def action_open(self) -> None:
        """Code what was taken."""
        if (taken := self._interest.taken) is not None:
            self._app.change(self._code(self._shown.text[taken.span.start : taken.span.end]))

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
        self._began = Began(self._interest, self._here(), self.pane.sight)

    def go_to_start(self) -> None:
        """Make it the place of interest again."""
        if (began := self._began) is not None:
            self._interest, self._stays_at = began.interest, began.sight

    def go_on(self, step: int, *, first: bool = False) -> None:
        """Make a match the place of interest; while a quote is taken, take the sentence of the match."""
        matches = occurrences(self._shown.text, self.sought)
        if not matches:
            self._stays_at = self._stays_at if first else self.pane.sight
            return
        match = match_from(matches, self._look_from(step, first=first), step, first=first)
        self._stays_at = None
        if self._interest.taken is not None:
            self._interest = replace(self._interest, taken=take(self._shown.text, match.start))
        else:
            self._interest = Interest(span=match)

    def _look_from(self, step: int, *, first: bool) -> int:
        """Give the offset from which a match is looked for: beyond all that is being taken, for that has been found."""
        if first and self._began is not None:
            return self._began.start
        if (place := self._place()) is None:
            return self._here()
        return place.end - 1 if self._interest.taken is not None and step > 0 else place.start

    def show_found(self) -> None:
        """Show the place of interest; what was in sight where nothing was found."""
        self._show(scroll=self._stays_at is None)
        if self._stays_at is not None:
            self.pane.look_at(self._stays_at)

    # Copying

    def action_copy(self) -> None:
        """Copy the quote with its citation."""
        if self.quote is None or (item := self.session.evidence(self.quote)) is None:
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
