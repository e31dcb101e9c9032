"""How the app ends: behind the keys before, once what was asked for is in the file; what is being typed is kept."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from textual import work
from textual.worker import get_current_worker

from tui.opening import Opening
from tui.showing import Typed

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.screen import Screen
    from textual.worker import Worker


Answer = TypeVar("Answer")

_MOMENT = 0.01  # seconds
_WAITED_FOR = ("edit", "copy")  # what is under way when somebody quits


class Leaving(Opening):
    """An app that loses nothing by being left."""

    def __init__(self, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self._asking: set[Worker[Any]] = set()  # what waits for an answer

    def exit(self, *arguments: Any, **named: Any) -> None:
        """End the program; what is being typed into a form is kept."""
        self.keep_drafts()
        super().exit(*arguments, **named)

    def keep_drafts(self) -> None:
        """Keep what is being typed for the next start."""
        for screen in self.screen_stack:
            if isinstance(screen, Typed):
                screen.keep_draft()

    def leave(self, status: int) -> None:
        """End at once: the terminal is going away."""
        self.exit(return_code=status)

    async def action_quit(self) -> None:
        """Quit, once the keys before this one have been heard and what they ask for is in the file."""
        self._go_behind(self._way_of_keys(), self.quit_when_saved)

    async def answer_of(self, screen: Screen[Answer]) -> Answer:
        """Show a screen and wait for its answer; quitting does not wait for who waits here."""
        worker = get_current_worker()
        self._asking.add(worker)
        screen.call_later(self.call_later, self.let_keys_go)  # once it is mounted and has its focus
        try:
            return await self.push_screen_wait(screen)
        finally:
            self._asking.discard(worker)

    @property
    def is_saving(self) -> bool:
        """Tell whether an edit is on its way into the file."""
        return self._goes_on("edit")

    def _goes_on(self, *groups: str) -> bool:
        return any(
            worker.group in groups and not worker.is_finished and worker not in self._asking for worker in self.workers
        )

    def quit_when_saved(self) -> None:
        """Quit, at once or when the edits under way are in the file, and what was copied in the clipboard."""
        if self._goes_on(*_WAITED_FOR):
            self._quit_after()
        else:
            self.exit(return_code=0)

    @work(group="quit", exclusive=True)
    async def _quit_after(self) -> None:
        while self._goes_on(*_WAITED_FOR):  # each of them may begin to ask, or end with an error
            await asyncio.sleep(_MOMENT)
        self.exit(return_code=0)
