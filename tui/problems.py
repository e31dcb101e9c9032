"""What is wrong with the file, and the way to each place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from model.problem import Severity
from tui.chrome import Crumbs, KeyLine, Status
from tui.keys import Room, bindings
from tui.lists import LongList
from tui.report import WIDEST, report
from tui.terminal import Spot
from tui.wording import counted

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from model.problem import Problem
    from tui.app import ParleyApp
    from tui.session import Session

_MOST = 500  # problems listed; mending the first ones usually mends the rest


class Problems(Screen[None]):
    """Every problem with its line and a hint; Enter opens the editor there."""

    room = Room.PROBLEMS
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.PROBLEMS)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.problems: list[Problem] = []

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
        """Show the problems as they are now, the cursor on the same number."""
        self.query_one(Crumbs).show(self.session, "Problems")
        self.query_one(Status).show(self.session)
        self.query_one("#summary", Static).update(self._summary())
        shown = self.query_one(LongList)
        at = shown.highlighted or 0
        self.problems = self.session.problems[:_MOST]
        shown.show([self._content(problem) for problem in self.problems])
        shown.highlighted = min(at, len(self.problems) - 1) if self.problems else None

    def _summary(self) -> Content:
        total, errors = len(self.session.problems), len(self.session.errors)
        if not total:
            checked = "every quote is in its source" if self.session.verified else "the quotes are being checked"
            return Content.styled(f"No problems: the file can be read, {checked}.", "$text-success")
        kept = "" if self.session.is_current or self.session.is_blank else " The matrix shows the last good version."
        more = f" The first {_MOST} are listed." if total > _MOST else ""
        counts = f"{counted(errors, 'error')}, {counted(total - errors, 'warning')}"
        return Content(f"{counts}.{kept}{more} Enter opens your editor at the place.")

    def _content(self, problem: Problem) -> Content:
        first, *rest = report(problem, self.query_one(LongList).scrollable_content_region.width or WIDEST).split("\n")
        style = "bold $text-error" if problem.severity is Severity.ERROR else "bold $text-warning"
        muted = [Content.styled(line, "$foreground-muted") for line in rest]
        return Content("\n").join([Content.styled(first, style), *muted, Content("")])

    def spot(self) -> Spot:
        """Give the place of the problem under the cursor."""
        at = self.query_one(LongList).highlighted
        if at is None:
            return self.session.spot(())
        problem = self.problems[at]
        path = self.session.decisions if problem in self.session.decision_problems else self.session.path
        return Spot(path, problem.line, problem.column)

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """Open the editor at the problem."""
        if self.problems:
            cast("ParleyApp", self.app).edit(self.spot())
