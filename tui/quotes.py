"""The quotes behind one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content
from textual.widgets import OptionList

from model.plain import one_line
from model.renamed import cell_now
from model.search import pattern_of
from tui import colouring, wording
from tui.chrome import Crumbs, KeyLine, Status
from tui.citation import cell_clip, quote_clip
from tui.fleeting import Fleeting
from tui.keys import Room, bindings
from tui.lists import LongList
from tui.scroller import Facts
from tui.session import follow

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from model.cell import Cell, Evidence
    from tui.programs import Spot
    from tui.session import Session

_NO_QUOTES = Content("6 lists the articles: in one, i takes sentences as a quote. Here, i adds a quote that you paste.")


class Quotes(Fleeting):
    """Summary and verdict of a cell, then its quotes, the latest first."""

    room = Room.QUOTES
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.QUOTES)

    def __init__(self, session: Session, party: str, issue: str, number: int | None = None) -> None:
        super().__init__(session)
        self.party, self.issue = party, issue
        self._opens_on = number
        self._topic = session.topic  # as it is shown
        self._numbers: list[int] = []  # of the quotes, as they are listed
        self._find_began: int | None = None  # the number of a quote

    def compose(self) -> ComposeResult:
        """Put what the analyst says above what the sources say."""
        yield Crumbs()
        yield Facts(id="judgement")
        yield LongList(id="quotes", markup=False)
        yield Status()
        yield KeyLine(Room.QUOTES)

    def on_mount(self) -> None:
        """Show the cell, on the quote that was asked for or else the latest."""
        self.show_session()
        self.quotes.focus()

    @property
    def quotes(self) -> LongList:
        """The list of quotes."""
        return self.query_one(LongList)

    @property
    def cell(self) -> Cell:
        """The cell as the file has it now."""
        return self.session.matrix.cell(self.party, self.issue)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The quotes as they are listed: the latest first, as in the preview, those without a date last."""
        return self.cell.latest_first

    @property
    def item(self) -> Evidence | None:
        """The quote under the cursor."""
        at, evidence = self.quotes.highlighted, self.evidence
        return evidence[at] if at is not None and at < len(evidence) else None

    def show_session(self) -> None:
        """Show the cell anew, whatever its ids are now, the cursor on the same quote; leave when the cell is gone."""
        topic = self.session.topic
        if self.is_gone:
            self.leave_what_is_gone()
            return
        wanted, self._find_began = self._wanted(), self._followed(self._find_began)
        self.party, self.issue = cell_now(self.party, self.issue, self._topic, topic)
        cell = self.cell
        self._topic, self._numbers = topic, [item.number for item in self.evidence]
        names = one_line(topic.parties[self.party].name), one_line(topic.issues[self.issue].name)
        self.query_one(Crumbs).show(self.session, *names)
        self.show_found()
        self.query_one(Facts).show(self._judgement(cell))
        self.set_class(not cell.evidence, "-empty")
        shown = [colouring.quote_content(item, topic, self.session.library) for item in self.evidence]
        self.quotes.show([Content("\n").join([text, Content("")]) for text in shown])
        if shown:
            self.quotes.highlighted = self._numbers.index(wanted) if wanted in self._numbers else 0

    @property
    def is_gone(self) -> bool:
        """Tell whether the file has lost the party or the issue."""
        topic = self.session.topic
        party, issue = cell_now(self.party, self.issue, self._topic, topic)
        return party not in topic.parties or issue not in topic.issues

    @property
    def what(self) -> str:
        """Name the cell."""
        return wording.cell_name(self.party, self.issue, self._topic)

    def _wanted(self) -> int | None:
        """Give the number, in the file as it is now, of the quote under the cursor or to open on."""
        at = self.quotes.highlighted
        return self._followed(self._opens_on if at is None else self._numbers[at])

    def _followed(self, number: int | None) -> int | None:
        """Give the number, in the file as it is now, of a quote of the reading shown so far."""
        if number is None:
            return None
        quote = follow((self.party, self.issue, number), self._topic, self.session.topic)
        return quote[2] if quote is not None else None

    def _judgement(self, cell: Cell) -> list[Content]:
        """Say what is to be known of the cell: first where it stands and what asks for something to be done."""
        topic, issue = self.session.topic, self.session.topic.issues[self.issue]
        lines = [Content.styled(one_line(issue.proposition), "$foreground-muted italic")] if issue.proposition else []
        lines += colouring.judgement(cell, topic)
        lines += colouring.warnings(cell) + colouring.waits(self.session.offers.per_cell, cell)
        lines += [] if cell.evidence else [_NO_QUOTES]
        position = topic.position(self.party, self.issue)
        if position is not None:
            lines += [Content(position.summary)] if position.summary else []
            lines += [Content.styled(f"note: {position.note}", "$foreground-muted")] if position.note else []
        if cell.evidence:
            lines.append(Content.styled(wording.counts_and_share(cell, self.session.matrix), "$foreground-muted"))
        return lines

    def pair(self) -> tuple[str, str]:
        """Give party and issue of the cell."""
        return self.party, self.issue

    def spot(self) -> Spot:
        """Give the place of the quote in the file, or of the cell."""
        cell = ("positions", self.party, self.issue)
        return self.session.spot((*cell, "quotes", self.item.number) if self.item is not None else cell)

    # Moving

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """Open the article at the quote."""
        from tui.source import Article  # noqa: PLC0415 - only this screen leads there

        if (item := self.item) is not None:
            self.app.push_screen(Article(self.session, item.quote.source, (self.party, self.issue, item.number)))

    def action_next_quote(self) -> None:
        """Go to the next quote."""
        self.quotes.action_down()

    def action_previous_quote(self) -> None:
        """Go to the previous quote."""
        self.quotes.action_up()

    def action_zoom(self) -> None:
        """Give the list the whole screen, or take it back."""
        judgement = self.query_one(Facts)
        if judgement.has_focus:
            self.quotes.focus()
        judgement.display = not judgement.display

    # Editing

    def action_edit_here(self) -> None:
        """Edit the quote; the cell when it has none."""
        from tui.edits import edit_position, edit_quote  # noqa: PLC0415 - not needed until then, and takes 35 ms

        if (item := self.item) is not None:
            self._app.change(edit_quote(self._app, (self.party, self.issue, item.number)))
        else:
            self._app.change(edit_position(self._app, self.party, self.issue))

    def action_add_quote(self) -> None:
        """Add a quote to the cell, by default from the source of the one under the cursor."""
        from tui.edits import new_quote  # noqa: PLC0415 - not needed until then, and takes 35 ms

        given = {"source": self.item.quote.source} if self.item is not None else {}
        self._app.change(new_quote(self._app, self.party, self.issue, given))

    def action_delete_quote(self) -> None:
        """Delete the quote."""
        from tui.edits import delete_quote  # noqa: PLC0415 - not needed until then, and takes 35 ms

        if (item := self.item) is not None:
            self._app.change(delete_quote(self._app, (self.party, self.issue, item.number)))

    # Finding

    @property
    def pane(self) -> LongList:
        """The list of quotes."""
        return self.quotes

    def mark_start(self) -> None:
        """Remember the quote."""
        self._find_began = self.item.number if self.item is not None else None

    def go_to_start(self) -> None:
        """Go back to the quote."""
        if self._find_began in self._numbers:
            self.quotes.highlighted = self._numbers.index(self._find_began)

    def go_on(self, step: int, *, first: bool = False) -> None:
        """Go to a quote."""
        found, count = self._matches(), len(self.evidence)
        start = (self.quotes.highlighted or 0) - (1 if first else 0)
        if found:
            self.quotes.highlighted = min(found, key=lambda at: (step * (at - start) - 1) % count)

    def show_found(self) -> None:
        """Say it in the status line."""
        matches, at = self._matches(), self.quotes.highlighted
        notes = [wording.found(self.sought, matches.index(at) if at in matches else None, len(matches))]
        self.query_one(Status).show(self.session, *(notes if self.sought else []))

    def _matches(self) -> list[int]:
        """Give the places, in the list, of the quotes that have the text to find."""
        pattern = pattern_of(self.sought)
        if pattern is None:
            return []
        return [
            at
            for at, item in enumerate(self.evidence)
            if pattern.search(item.quote.quote) or pattern.search(item.quote.speaker)
        ]

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        if self.sought:
            self.show_found()

    # Copying

    def action_copy(self) -> None:
        """Copy the quote with its citation."""
        if (item := self.item) is not None:
            self._app.copy(quote_clip(self.cell, item, self.session.topic, self.session.library))

    def action_copy_cell(self) -> None:
        """Copy the cell as Markdown."""
        self._app.copy(cell_clip(self.cell, self.session.topic, self.session.library))

    def action_open_url(self) -> None:
        """Open the web page of the quote's article."""
        if (item := self.item) is not None:
            self._app.browse(self.session.topic.sources[item.quote.source].url)
