"""The review: what the articles propose, one candidate after the other, beside the sentence it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.containers import Container, Vertical
from textual.screen import Screen
from textual.widgets import OptionList, Static

from model.plain import one_line
from model.quotes.folding import Span
from model.quotes.sources import SourceError
from model.review.review import Order, fitting, ordered
from tui.article_text import Text
from tui.candidate import MOST, about, line, summary
from tui.chrome import Crumbs, KeyLine, Status
from tui.deciding import accept, accept_sure, amend, reject
from tui.keys import Room, bindings
from tui.lists import LongList
from tui.scroller import Scroller
from tui.sheet import stance_look

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from model.review.decisions import Identity
    from model.review.review import Pair, Waiting
    from tui.app import ParleyApp
    from tui.session import Session
    from tui.terminal import Spot

_A_MOMENT = 0.01  # seconds: the cursor is seen first, the article a moment later


class Review(Screen[None]):
    """Candidates left, their article right. What is decided here stays in sight until the screen is left."""

    room = Room.REVIEW
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.REVIEW)

    def __init__(self, session: Session, first: Pair | None = None) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]
        self.session = session
        self.first = first  # the cell whose candidates come first
        self.order = Order.CONFIDENCE
        self.items: tuple[Waiting, ...] = ()  # as listed
        self._touched: dict[Identity, Waiting] = {}  # decided here: they stay where they are
        self._saving: set[Identity] = set()
        self._was_decided: set[Identity] = set()  # when last shown
        self._shown: Waiting | None = None
        self._sight: tuple[str, list[tuple[Span, str]], Span | None] | None = None  # what the article pane shows
        self._done = ""  # what was done last, in words

    def compose(self) -> ComposeResult:
        """Put the list above what is known of the candidate, and both beside the article, or above it."""
        yield Crumbs()
        yield Static(id="summary")
        with Container(id="review"):
            with Vertical(id="candidates"):
                yield LongList(id="queue", markup=False)
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
    def queue(self) -> LongList:
        """The list of candidates."""
        return self.query_one("#queue", LongList)

    @property
    def item(self) -> Waiting | None:
        """The candidate under the cursor."""
        at = self.queue.highlighted
        return self.items[at] if at is not None and at < len(self.items) else None

    @property
    def _is_there(self) -> bool:
        return self.app.is_running and self in self.app.screen_stack

    @property
    def _app(self) -> ParleyApp:
        return cast("ParleyApp", self.app)

    # Showing

    def show_session(self) -> None:
        """Show what waits now, the cursor on the same candidate, or on one whose decision was taken back."""
        wanted, at = self._returned() or self.item, self.queue.highlighted or 0
        self._list()
        places = [number for number, each in enumerate(self.items) if wanted and each.identity == wanted.identity]
        self._show_list(places[0] if places else at)
        self._show_item()

    def _list(self) -> None:
        touched = {each.identity: each for each in fitting(self._touched.values(), self.session.topic)}
        now = {each.identity: each for each in self.session.waiting}
        listed = ordered((touched | now).values(), self.order, self.session.topic.sources, self.first)
        self.items = listed[:MOST]

    def _show_list(self, at: int) -> None:
        width = self.queue.scrollable_content_region.width
        lines = [line(each, self.session, self.mark(each), width) for each in self.items]
        self.queue.show_changes(lines)
        self.queue.highlighted = max(0, min(at, len(self.items) - 1)) if self.items else None
        self._was_decided = {each.identity for each in self._touched.values() if self._is_decided(each)}
        self.query_one("#summary", Static).update(summary(self.session, self.order, self.first))
        self.query_one("#review").display = bool(self.items)
        self.query_one(Crumbs).show(self.session, "Review")

    def _returned(self) -> Waiting | None:
        """Give the candidate whose decision was taken back since the list was shown."""
        back = [key for key in self._was_decided if key in self._touched and not self._is_decided(self._touched[key])]
        return self._touched[back[0]] if back else None

    def _is_decided(self, each: Waiting) -> bool:
        decision = self.session.latest.get(each.identity)
        return decision is not None and decision.decision != "undo"

    def mark(self, each: Waiting) -> str:
        """Say with a sign how a candidate stands: it waits, it is being saved, it was accepted or rejected."""
        if each.identity in self._saving:
            return "…"
        if not self._is_decided(each):
            return " "
        return "✗" if self.session.latest[each.identity].decision == "reject" else "✓"

    @on(OptionList.OptionHighlighted)
    def _follow_cursor(self) -> None:
        if self.item is not self._shown:
            self.set_timer(_A_MOMENT, self._show_item)

    def _show_item(self) -> None:
        """Show the candidate under the cursor, and its article at the sentence."""
        if not self._is_there:
            return  # a moment is enough to leave
        item = self.item
        at = [f"candidate {self.items.index(item) + 1} of {len(self.items)}"] if item is not None else []
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
        self.order = Order.ARTICLE if self.order is Order.CONFIDENCE else Order.CONFIDENCE
        self.show_session()

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """Open the article at the sentence."""
        from tui.source import Article  # noqa: PLC0415 - not all look closer

        if (item := self.item) is not None:
            one = item.candidate
            self.app.push_screen(Article(self.session, item.source, None, Span(one.start, one.end)))

    def action_open_url(self) -> None:
        """Open the web page of the candidate's article."""
        if (item := self.item) is not None:
            self._app.browse(self.session.topic.sources[item.source].url)

    # Deciding

    def action_accept(self) -> None:
        """Accept the candidate, go on to the next."""
        if (item := self._open_item()) is not None:
            self._decide(accept, (item,))

    def action_reject(self) -> None:
        """Reject the candidate, go on to the next."""
        if (item := self._open_item()) is not None:
            self._decide(reject, (item,))

    def action_amend(self) -> None:
        """Edit the candidate in a form, then accept it."""
        if (item := self._open_item()) is not None:
            self._touched[item.identity] = item
            self._app.change(amend(self._app, item))

    def action_accept_sure(self) -> None:
        """Accept all candidates of high confidence in this article, after showing them."""
        if (here := self.item) is None:
            return
        waiting = [each for each in self.items if each.source == here.source and self.mark(each) == " "]
        sure = tuple(each for each in waiting if each.candidate.confidence == "high")
        if sure:
            self._touched |= {each.identity: each for each in sure}
            self._app.change(accept_sure(self._app, sure))
        else:
            self._app.say("No candidate of high confidence waits in this article.")

    def _open_item(self) -> Waiting | None:
        """Give the candidate under the cursor if it is still to be decided; say so if it is not."""
        item = self.item
        if item is not None and self.mark(item) != " ":
            self._app.say("This candidate is decided: u takes the last decision back.")
            return None
        return item

    def _decide(
        self, how: Callable[[ParleyApp, Sequence[Waiting]], Coroutine[None, None, None]], chosen: tuple[Waiting, ...]
    ) -> None:
        """Decide candidates beside the screen; the cursor is on the next one already."""
        if not self.session.is_current:
            self._app.say("The file cannot be read now: mend it first (5 shows where).", wrong=True)
            return
        keys = {each.identity for each in chosen}

        async def decide() -> None:
            try:
                await how(self._app, chosen)
            finally:
                self._saving -= keys
                if self._is_there:
                    self.show_session()

        self._saving |= keys
        self._touched |= {each.identity: each for each in chosen}
        self.show_session()
        self.queue.highlighted = self._next_open(self.queue.highlighted or 0)
        self._app.change(decide())

    def _next_open(self, at: int) -> int:
        """Give the number of the next candidate to be decided, else of the first one, else the same."""
        numbers = [*range(at + 1, len(self.items)), *range(at)]
        return next((number for number in numbers if self.mark(self.items[number]) == " "), at)


def place_of(waiting: Waiting, text: str) -> Span | None:
    """Give the place of a candidate in its article as it is now; None when the words have gone."""
    start, words = waiting.candidate.start, waiting.candidate.quote
    if not text.startswith(words, start):
        start = text.find(words)
    return Span(start, start + len(words)) if start >= 0 else None
