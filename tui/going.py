"""How the app goes to the lists of a topic and into an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.leaving import Leaving
from tui.showing import OfCell

if TYPE_CHECKING:
    from tui.listing import Listing
    from tui.session import Session


class Going(Leaving):
    """An app with lists of what its topic consists of."""

    session: Session

    def action_show_articles(self) -> None:
        """Show the topic's articles."""
        from tui.contents import Articles  # noqa: PLC0415 - not needed for the first frame

        self._go_to_list(Articles(self.session))

    def action_show_contents(self) -> None:
        """Show the topic's title, parties, issues and events, the cursor on the party of the cell that is shown."""
        from tui.contents import Contents  # noqa: PLC0415 - not needed for the first frame

        cell = self.screen.pair() if isinstance(self.screen, OfCell) else None
        self._go_to_list(Contents(self.session, ("parties", cell[0]) if cell else None))

    def _go_to_list(self, wanted: Listing) -> None:
        """Show a list, or go back to it where it lies below what is shown."""
        if any(isinstance(screen, type(wanted)) for screen in self.screen_stack):
            while not isinstance(self.screen, type(wanted)):
                self.pop_screen()
        else:
            self.push_screen(wanted)

    def open_article(self, source: str) -> None:
        """Open an article, to be read from its start."""
        from tui.source import Article  # noqa: PLC0415 - not needed for the first frame

        self.push_screen(Article(self.session, source, None))
