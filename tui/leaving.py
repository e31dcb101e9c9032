"""How the app ends: behind the keys before, once what was asked for is in the file; what is being typed is kept."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual import work
from textual.worker import WorkerError

from tui.outward import Outward
from tui.showing import Typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.dom import DOMNode
    from textual.worker import Worker


class Leaving(Outward):
    """An app that loses nothing by being left."""

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
        self._quit_behind((self.screen.focused or self.screen).ancestors_with_self)

    def _quit_behind(self, way: Sequence[DOMNode]) -> None:
        """Go the way that keys go, from queue to queue, so as not to overtake one."""
        if way:
            way[0].call_later(self._quit_behind, way[1:])
        else:
            self.quit_when_saved()

    def quit_when_saved(self) -> None:
        """Quit, at once or when the edits under way are in the file."""
        saving = [worker for worker in self.workers if worker.group == "edit" and not worker.is_finished]
        if saving and not self.screen.is_modal:  # which may be what they wait for
            self._quit_after(saving)
        else:
            self.exit(return_code=0)

    @work(group="quit", exclusive=True)
    async def _quit_after(self, saving: list[Worker[object]]) -> None:
        with suppress(WorkerError):
            await self.workers.wait_for_complete(saving)
        self.exit(return_code=0)
