"""What every screen that shows the session is, and what the app asks of some of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from textual.screen import Screen

if TYPE_CHECKING:
    from tui.app import ParleyApp
    from tui.keys import Room
    from tui.programs import Spot
    from tui.session import Session


@runtime_checkable
class Follower(Protocol):
    """A screen that is told when the file was read again."""

    def show_session(self) -> None:
        """Show the session as it is now."""


class Showing(Screen[None]):
    """A screen that shows what is in the file, and follows it."""

    room: Room

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    @property
    def _app(self) -> ParleyApp:
        return cast("ParleyApp", self.app)

    def show_session(self) -> None:
        """Show the session as it is now; called when the file was read again."""
        raise NotImplementedError

    def spot(self) -> Spot:
        """Give the place, in the file, of what the user looks at."""
        raise NotImplementedError


@runtime_checkable
class OfCell(Protocol):
    """A screen that shows a cell, perhaps among others."""

    def pair(self) -> tuple[str, str] | None:
        """Give the cell's party and issue."""


@runtime_checkable
class Stoppable(Protocol):
    """A screen in which something can be under way."""

    def stop(self) -> bool:
        """End what is under way; False when nothing is."""


@runtime_checkable
class Telling(Protocol):
    """A screen with a place of its own for what has just been done, so that no message covers it."""

    def tell(self, what: str) -> None:
        """Say it there."""


@runtime_checkable
class Typed(Protocol):
    """A screen in which something can be typed that is not saved yet."""

    def keep_draft(self) -> None:
        """Keep it for the next start, now."""


def is_there(screen: Screen[None]) -> bool:
    """Tell whether a screen can still show something: what it does a moment later may find it left."""
    return screen.is_attached and screen.app.is_running and screen in screen.app.screen_stack
