"""How the app goes from screen to screen, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.keys import Room
from tui.leaving import Leaving
from tui.overview import Overview
from tui.showing import OfCell, Showing, Stoppable, Typed

if TYPE_CHECKING:
    from textual.screen import Screen

    from model.review.review import Order
    from tui.session import Session


class Going(Leaving):
    """An app that knows the way to its screens; those that the first frame does without are imported on it."""

    session: Session
    review_order: Order | None = None  # of the candidates, as it was chosen last

    def action_go_back(self) -> None:
        """End what is under way in the screen, or leave it; the matrix clears its find and filter instead."""
        if isinstance(self.screen, Stoppable) and self.screen.stop():
            return
        if len(self.screen_stack) > 1:
            self._leave_screen()
        elif isinstance(self.screen, Overview):
            self.screen.clear()

    def _leave_screen(self) -> None:
        """Leave the screen on top; whoever waits for its answer gets none, and what is typed into it is kept."""
        if isinstance(self.screen, Typed):
            self.screen.keep_draft()
        if self.screen.is_modal:
            self.screen.dismiss(None)
        else:
            self.pop_screen()

    def action_close(self) -> None:
        """Leave the screen; quit on the matrix."""
        if len(self.screen_stack) > 1:
            self._leave_screen()
        else:
            self.quit_when_saved()

    def action_show_matrix(self) -> None:
        """Go back to the matrix from wherever this is."""
        while len(self.screen_stack) > 1:
            self._leave_screen()

    def go_to(self, party: str, issue: str, quote: int | None = None) -> None:
        """Show a cell in the matrix, or its quotes with the cursor on one of them."""
        self.action_show_matrix()
        overview = self.screen_stack[0]
        if isinstance(overview, Overview) and overview.go_to(party, issue) and quote is not None:
            from tui.quotes import Quotes  # noqa: PLC0415 - not needed for the first frame

            self.push_screen(Quotes(self.session, party, issue, quote))

    def action_show_problems(self) -> None:
        """Show the problems of the file."""
        from tui.problems import Problems  # noqa: PLC0415 - not needed for the first frame

        self._go_to_only(Problems(self.session))

    def action_show_review(self) -> None:
        """Show the candidates that wait, those of the cell that is shown first."""
        from tui.review import Review  # noqa: PLC0415 - not needed for the first frame

        self._go_to_only(
            Review(self.session, self.screen.pair() if isinstance(self.screen, OfCell) else None, self.review_order)
        )

    def action_help(self) -> None:
        """Show the keys of this screen and of all."""
        from tui.help import Help  # noqa: PLC0415 - not needed for the first frame

        if not isinstance(self.screen, Help):
            room = self.screen.room if isinstance(self.screen, Showing) else Room.MATRIX
            self.push_screen(Help(room))

    def action_search(self) -> None:
        """Search all quotes and articles, or go on with the search that lies below what is shown."""
        self.open_field(self._search)

    def _search(self) -> None:
        from tui.search import Search  # noqa: PLC0415 - not needed for the first frame

        if self._went_back_to(Search) and isinstance(self.screen, Search):
            self.screen.search_again()
        else:
            self.push_screen(Search(self.session))

    def action_show_articles(self) -> None:
        """Show the topic's articles."""
        from tui.article_list import Articles  # noqa: PLC0415 - not needed for the first frame

        self._go_to_only(Articles(self.session))

    def action_show_contents(self) -> None:
        """Show the topic's title, parties, issues and events, the cursor on the party of the cell that is shown."""
        from tui.contents import Contents  # noqa: PLC0415 - not needed for the first frame

        cell = self.screen.pair() if isinstance(self.screen, OfCell) else None
        self._go_to_only(Contents(self.session, ("parties", cell[0]) if cell else None))

    def _go_to_only(self, wanted: Screen[None]) -> None:
        """Show a screen, or go back to the one of its kind that lies below what is shown."""
        if not self._went_back_to(type(wanted)):
            self.push_screen(wanted)

    def _went_back_to(self, kind: type[Screen[None]]) -> bool:
        """Leave all that lies on a screen of this kind; False when there is none."""
        if not any(isinstance(screen, kind) for screen in self.screen_stack):
            return False
        while not isinstance(self.screen, kind):
            self._leave_screen()
        return True

    def open_article(self, source: str) -> None:
        """Open an article, to be read from its start, in the place of one that is shown."""
        from tui.source import Article  # noqa: PLC0415 - not needed for the first frame

        if isinstance(self.screen, Article):
            self._leave_screen()
        self.push_screen(Article(self.session, source, None))
