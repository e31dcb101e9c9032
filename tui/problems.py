"""What is wrong with the file, and the way to each place; the texts that are no sources yet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.content import Content
from textual.widgets import OptionList, Static

from model.problem import Severity, gravest
from model.quotes.sources import SEEDS
from tui.background import in_background
from tui.chrome import Crumbs, KeyLine, Status
from tui.keys import Room, bindings
from tui.listing import hanging
from tui.lists import LongList
from tui.new_texts import looks, text_content
from tui.programs import Spot
from tui.report import WIDEST, report
from tui.showing import Showing, is_there
from tui.wording import counted

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from model.problem import Problem
    from tui.new_texts import Look
    from tui.session import Session

_MOST = 500  # problems listed; mending the first ones usually mends the rest


class Problems(Showing):
    """Every problem with its line and a hint, Enter opens the editor there; then the new texts, one key adds each."""

    room = Room.PROBLEMS
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.PROBLEMS)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.problems: list[Problem] = []
        self.texts: tuple[str, ...] = ()  # listed after the problems
        self._looked_at: dict[str, Look] = {}
        self._is_looking = self._is_due = False

    def compose(self) -> ComposeResult:
        """Say how many there are above the list."""
        yield Crumbs()
        yield Static(id="summary")
        yield LongList(id="problems", markup=False)
        yield Status()
        yield KeyLine(Room.PROBLEMS)

    def on_mount(self) -> None:
        """Show the problems."""
        self.show_session()
        self.query_one(LongList).focus()

    def on_resize(self) -> None:
        """Show the lines of the file as far as they fit."""
        self.call_after_refresh(self.show_session)

    def show_session(self) -> None:
        """Show problems and new texts as they are now, the cursor on the same number."""
        if not is_there(self):
            return  # a refresh, or a look at new texts, is enough to leave
        self.query_one(Crumbs).show(self.session, "Problems")
        self.query_one(Status).show(self.session, lists_problems=True)
        self.query_one("#summary", Static).update(self._summary())
        shown = self.query_one(LongList)
        at = shown.highlighted or 0
        self.problems = gravest(self.session.problems, _MOST)
        self.texts = self.session.new_texts[:_MOST]
        self._is_due = bool(self.texts)
        if self._is_due and not self._is_looking:
            self._is_looking = True
            self._look_at_texts()
        shown.show_changes([*map(self._content, self.problems), *map(self._text_content, self.texts)])
        listed = len(self.problems) + len(self.texts)
        shown.highlighted = min(at, listed - 1) if listed else None
        self.query_one(KeyLine).offer(() if listed else (("esc", "back"),))

    @work(group="texts")
    async def _look_at_texts(self) -> None:
        """Look at the texts that are new or were written since, off the event loop, for there may be hundreds."""
        while self._is_due:
            self._is_due = False
            folder, topic = self.session.path.parent, self.session.topic
            if found := await in_background(partial(looks, folder, topic, self.texts, dict(self._looked_at))):
                self._looked_at |= found
                self.show_session()
        self._is_looking = False

    def _summary(self) -> Content:
        count = len(self.session.new_texts)
        if not count:
            return self._problems_in_words()
        more = f" The first {_MOST} are listed." if count > _MOST else ""
        texts = f"{counted(count, 'new text')} in {SEEDS}/: i makes one a source, Enter opens its form.{more}"
        return Content("\n").join([self._problems_in_words(), Content(texts)])

    def _problems_in_words(self) -> Content:
        total, errors = len(self.session.problems), len(self.session.errors)
        if not total:
            checked = "every quote is in its source" if self.session.verified else "the quotes are being checked"
            return Content.styled(f"No problems: the file can be read, {checked}.", "$text-success")
        kept = "" if self.session.is_current or self.session.is_blank else " The matrix shows the last good version."
        more = f" {_MOST} are listed, errors first." if total > _MOST else ""
        counts = f"{counted(errors, 'error')}, {counted(total - errors, 'warning')}"
        return Content(f"{counts}.{kept}{more} Enter opens your editor at the place.")

    def _content(self, problem: Problem) -> Content:
        width = self.query_one(LongList).scrollable_content_region.width or WIDEST
        first, *rest = report(problem, width).split("\n")
        style = "bold $text-error" if problem.severity is Severity.ERROR else "bold $text-warning"
        muted = [Content.styled(line, "$foreground-muted") for line in rest]
        return hanging(Content("\n").join([Content.styled(first, style), *muted, Content("")]), width)

    def _text_content(self, file: str) -> Content:
        width = self.query_one(LongList).scrollable_content_region.width or WIDEST
        return text_content(file, self._looked_at.get(file), self.session.offers.offered.get(file, 0), width)

    def spot(self) -> Spot:
        """Give the place of the problem under the cursor."""
        at = self.query_one(LongList).highlighted
        if at is None or at >= len(self.problems):
            return self.session.spot(())
        problem = self.problems[at]
        path = self.session.offers.decisions if problem in self.session.offers.problems else self.session.path
        return Spot(path, problem.line, problem.column)

    @property
    def text(self) -> str | None:
        """The new text under the cursor."""
        at = self.query_one(LongList).highlighted
        return self.texts[at - len(self.problems)] if at is not None and at >= len(self.problems) else None

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """Open the editor at the problem, or the form of the new text."""
        if (file := self.text) is not None:
            from tui.entries import look_at_text  # noqa: PLC0415 - most come for the problems

            self._app.change(look_at_text(self._app, file))
        elif self.problems:
            self._app.edit(self.spot())

    def action_add_text(self) -> None:
        """Make the new text under the cursor a source."""
        if (file := self.text) is None:
            self._app.say("There is no new text under the cursor.")
        else:
            from tui.entries import add_text  # noqa: PLC0415 - as above

            self._app.change(add_text(self._app, file))
