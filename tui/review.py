"""The review: what the articles propose, one candidate after the other, beside the sentence it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container, Vertical
from textual.widgets import OptionList, Static

from model.plain import one_line
from model.quotes.sources import SourceError
from model.review.review import Order
from tui.agenda import Agenda
from tui.article_text import Text, again, text_of
from tui.candidate import about, summary
from tui.chrome import Crumbs, KeyLine, Status
from tui.deciding import accept, accept_sure, amend, is_meant_after_all, let_wait, reject
from tui.keys import Room, bindings
from tui.queue import Queue
from tui.scroller import Scroller
from tui.sheet import stance_look
from tui.showing import Showing, is_there

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from model.quotes.folding import Span
    from model.review.decisions import Pair
    from model.review.review import Waiting
    from tui.app import ParleyApp
    from tui.programs import Spot
    from tui.session import Session

_A_MOMENT = 0.01  # seconds: the cursor is seen first, the article a moment later


class Review(Showing):
    """Candidates left, their article right. What is decided here stays in sight until the screen is left."""

    room = Room.REVIEW
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.REVIEW)

    def __init__(self, session: Session, first: Pair | None = None, order: Order | None = None) -> None:
        super().__init__(session)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]
        self.agenda = Agenda(session, first, order or Order.CONFIDENCE)
        self._shown: Waiting | None = None
        self._sight: tuple[str, list[tuple[Span, str]], Span | None] | None = None  # what the article pane shows
        self._done = ""  # what was done last, in words

    def compose(self) -> ComposeResult:
        """Put the list above what is known of the candidate, and both beside the article, or above it."""
        yield Crumbs()
        yield Static(id="summary")
        with Container(id="review"):
            with Vertical(id="candidates"):
                yield Queue("queue")
                with Scroller(id="candidate"):
                    yield Static(id="about-candidate")
            yield Text(id="text")
        yield Status()
        yield KeyLine(Room.REVIEW)

    def on_mount(self) -> None:
        """Show what waits, the cursor on the first."""
        self.session.news = ""
        self.show_session()
        self.queue.focus()

    def on_resize(self) -> None:
        """Show as much of each line as fits."""
        self.call_after_refresh(self.show_session)

    @property
    def queue(self) -> Queue:
        """The list of candidates."""
        return self.query_one(Queue)

    @property
    def item(self) -> Waiting | None:
        """The candidate under the cursor."""
        at, items = self.queue.at, self.agenda.items
        return items[at] if at is not None and at < len(items) else None

    # Showing

    def show_session(self) -> None:
        """Show what waits now, the cursor on the same candidate, or on one whose decision was taken back."""
        if not is_there(self):
            return  # a refresh is enough to leave
        wanted, at = self.item, self.queue.at or 0
        wanted = self.agenda.renew() or wanted
        items = self.agenda.items
        places = [number for number, each in enumerate(items) if wanted and each.identity == wanted.identity]
        self.queue.show_rows(self.agenda.rows(self.queue.scrollable_content_region.width))
        self.queue.go_to(places[0] if places else at)
        self.query_one("#summary", Static).update(summary(self.session, self.agenda.order, self.agenda.first))
        self.query_one("#review").display = bool(items)
        self.set_class(not items, "-empty")
        self.query_one(Crumbs).show(self.session, "Review")
        self._show_item()

    @on(OptionList.OptionHighlighted)
    def _follow_cursor(self) -> None:
        if self.item is not self._shown:
            self.set_timer(_A_MOMENT, self._show_item)

    def _show_item(self) -> None:
        """Show the candidate under the cursor, and its article at the sentence."""
        if not is_there(self):
            return  # a moment is enough to leave
        item = self.item
        idle = frozenset() if self._app.editor.can_undo else frozenset("u")
        self.query_one(KeyLine).offer(() if self.agenda.items else _WITHOUT_CANDIDATES, idle=idle)
        at = [f"candidate {(self.queue.at or 0) + 1} of {len(self.agenda.items)}"] if item is not None else []
        self.query_one(Status).show(self.session, *([self._done] if self._done else []), *at)
        if item is None:
            return
        is_other = self._shown is None or self._shown.identity != item.identity
        self._shown = item
        self.query_one("#about-candidate", Static).update(about(item, self.session))
        if is_other:
            self.query_one("#candidate", Scroller).scroll_home(animate=False)
        try:
            text, marks = self.session.library.text(item.source), self._marks(item.source)
        except SourceError as error:
            text, marks = str(error), []
        sight = (text, marks, place_of(item, text))
        if sight != self._sight:  # to wrap a long article takes longer than all the rest
            self._sight = sight
            self.query_one(Text).show(*sight, scroll=is_other)

    def _marks(self, source: str) -> list[tuple[Span, str]]:
        """Give the places of the quotes that the file has from an article, and their tones."""
        topic = self.session.topic
        passages = self.session.library.quotes_in(source)
        return [(at, stance_look(each.quote.stance, topic)[2]) for each in passages if (at := each.anchor.span)]

    def tell(self, what: str) -> None:
        """Say in the status line what was done, until something else is."""
        self._done = one_line(what)
        self._show_item()

    def spot(self) -> Spot:
        """Give the place of the candidate's source in the file."""
        return self.session.spot(("sources", self.item.source) if self.item is not None else ())

    # Moving

    def action_next_candidate(self) -> None:
        """Go to the next candidate."""
        self.queue.action_down()

    def action_previous_candidate(self) -> None:
        """Go to the previous candidate."""
        self.queue.action_up()

    def action_rank(self) -> None:
        """Order the candidates the other way; the cursor stays on its candidate."""
        agenda = self.agenda
        agenda.order = Order.ARTICLE if agenda.order is Order.CONFIDENCE else Order.CONFIDENCE
        self._app.review_order = agenda.order
        self.show_session()

    def action_decided(self) -> None:
        """Show what was decided, too, or only what waits; the cursor stays on its candidate."""
        self.agenda.shows_decided = not self.agenda.shows_decided
        self.show_session()
        if self.agenda.shows_decided and not any(map(self.agenda.is_decided, self.agenda.items)):
            self._app.say("There is no decision to show.")

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """Open the article at the sentence."""
        from tui.source import Article  # noqa: PLC0415 - not all look closer

        if (item := self.item) is not None:
            place = place_of(item, text_of(self.session.library, item.source))
            self.app.push_screen(Article(self.session, item.source, None, place))

    def action_open_url(self) -> None:
        """Open the web page of the candidate's article."""
        if (item := self.item) is not None:
            self._app.browse(self.session.topic.sources[item.source].url)

    # Deciding

    def action_accept(self) -> None:
        """Accept the candidate, be it after all, go on to the next."""
        if (item := self.item) is None:
            return
        if self.agenda.is_refused(item):
            self.agenda.touch([item])
            self._app.change(self._accept_after_all(item))
        elif self._is_open(item):
            self._decide(accept, item)

    async def _accept_after_all(self, item: Waiting) -> None:
        if await is_meant_after_all(self._app, item) and is_there(self) and self.agenda.is_refused(item):
            self._decide(accept, item)

    def action_reject(self) -> None:
        """Reject the candidate, go on to the next."""
        if (item := self.item) is not None and self._is_open(item):
            self._decide(reject, item)

    def action_let_wait(self) -> None:
        """Let a rejected candidate wait again; the cursor stays on it."""
        if (item := self.item) is None:
            return
        if self.agenda.is_refused(item):
            self._decide(let_wait, item)
            self.queue.go_to(self.agenda.items.index(item))
        elif self.agenda.is_open(item):
            self._app.say("This candidate waits already.")
        else:
            self._is_open(item)

    def action_amend(self) -> None:
        """Edit the candidate in a form, then accept it, go on to the next."""
        if (item := self.item) is not None and (self.agenda.is_refused(item) or self._is_open(item)):
            self.agenda.touch([item])
            self._app.change(self._amend(item))

    async def _amend(self, item: Waiting) -> None:
        await amend(self._app, item)
        is_here = is_there(self) and self.item is not None and self.item.identity == item.identity
        if is_here and not self.agenda.is_open(item):
            self.queue.go_to(self.agenda.next_open(self.queue.at or 0))

    def action_accept_sure(self) -> None:
        """Accept candidates of high confidence in this article, after showing them."""
        if (here := self.item) is None:
            return
        waiting = [each for each in self.agenda.items if each.source == here.source and self.agenda.is_open(each)]
        sure = tuple(each for each in waiting if each.candidate.confidence == "high")
        if sure:
            self.agenda.touch(sure)
            self._app.change(accept_sure(self._app, sure))
        else:
            self._app.say("No candidate of high confidence waits in this article.")

    def _is_open(self, item: Waiting) -> bool:
        """Tell whether a candidate is still to be decided; say so if it is not."""
        if not self.agenda.is_open(item):
            mark = self.agenda.mark(item)
            self._app.say(_SETTLED[mark])
            return False
        return True

    def _decide(
        self, how: Callable[[ParleyApp, Sequence[Waiting]], Coroutine[None, None, None]], item: Waiting
    ) -> None:
        """Decide a candidate beside the screen; the cursor is on the next one already."""
        if not self.session.is_current:
            self._app.say("The file cannot be read now: mend it first (5 shows where).", wrong=True)
            return

        async def decide() -> None:
            try:
                await how(self._app, (item,))
            finally:
                self.agenda.saving.discard(item.identity)
                self.show_session()

        self.agenda.touch([item])
        self.agenda.saving.add(item.identity)
        self.show_session()
        self.queue.go_to(self.agenda.next_open(self.queue.at or 0))
        self._app.change_beside(decide())


_WITHOUT_CANDIDATES = (("d", "decided"), ("u", "undo"), ("esc", "back"))
_SETTLED = {
    "…": "This candidate is being saved.",
    "✓": "This candidate is accepted: u takes back the last change, d on the quote in its article deletes it.",
    "✗": "This candidate is rejected: a accepts it after all, w lets it wait again.",
}


def place_of(waiting: Waiting, text: str) -> Span | None:
    """Give the place of a candidate in its article as it is now; None when the words have gone."""
    return again(waiting.candidate.quote, waiting.candidate.start, text)
