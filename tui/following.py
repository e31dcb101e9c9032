"""How the app follows its file and its articles: looks, reads, checks the quotes, and tells the screens."""

from __future__ import annotations

import asyncio
from functools import cached_property, partial
from time import monotonic
from typing import TYPE_CHECKING

from textual import work
from textual.events import Event, Key

from model.file.loader import load
from model.quotes.sources import texts_in
from tui import memory
from tui.background import in_background
from tui.going import Going
from tui.session import whole_matrix
from tui.showing import Follower
from tui.watch import Seen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.driver import Driver

    from model.file.loader import Loaded
    from tui.desk import Desk
    from tui.session import Session

_LOOKS_EVERY = 0.25  # seconds between two looks at the file
_MOMENT, _MOST_WAIT = 0.1, 1  # seconds without a key; of waiting for them


class Following(Going):
    """An app whose screens show what the file says now."""

    def __init__(self, session: Session, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self.session = session
        self.keyed = 0.0  # when the last key came, in seconds of the monotonic clock

    def _begin_to_look(self) -> None:
        """Look at the file again and again, from now on."""
        self.set_interval(_LOOKS_EVERY, self._look)

    def _look(self) -> None:
        memory.tidy(self.keyed)
        if self.session.seeds.look() is not Seen.NOTHING_NEW:
            self._look_for_texts()
        match self.session.watch.look():
            case Seen.CHANGED:
                self._read()
            case Seen.GONE:
                self.session.gone = True
                self._tell_screens()
            case Seen.NOTHING_NEW:
                pass

    async def catch_up(self) -> None:
        """Read the file now if it has changed since: what somebody types is saved into what it says now."""
        if not await in_background(self.session.is_on_disk):
            await self._read_now()

    async def read_anew(self, sources: Iterable[str]) -> None:
        """Forget what was read of the articles if one of these has changed: words are looked up in what it says now."""
        library, wanted = self.session.library, tuple(sources)
        if await in_background(lambda: any(library.has_changed(each) for each in wanted)):
            self._forget_texts()

    def _forget_texts(self) -> None:
        """Have the articles read anew, for one of them has changed, and the quotes looked up in them."""
        self.session.forget_texts()
        self._tell_screens()
        self._verify()

    def action_reload(self) -> None:
        """Read the file again now."""
        self._read(asked=True)

    @work(exclusive=True, group="read")
    async def _read(self, *, asked: bool = False) -> None:
        await self._read_now(asked=asked)

    async def _read_now(self, *, asked: bool = False) -> None:
        """Read the file again, off the event loop, and show what is new."""
        before = None
        while before is not self.session.current:  # an edit that is saved meanwhile is newer than what was read
            before = self.session.current
            loaded: Loaded = await in_background(partial(load, self.session.path, before))
            is_same = loaded is before and not asked
            matrix = None if is_same else await in_background(partial(whole_matrix, loaded))
        was_gone = self.session.gone
        is_new = self.session.adopt(loaded, matrix, anyway=asked)
        if not is_new and not asked and not was_gone:
            return
        is_read = self.session.is_current and (is_new or asked)
        if is_read:
            self.clear_notifications()  # before the screens are told, for they may have something to say of it
        self._tell_screens()
        if is_read:
            self.say(f"{self.session.name} read again" if is_new else f"{self.session.name} has not changed")
        if is_new or asked:
            self._verify()
            self._look_for_texts()
        if is_new and loaded.document.is_read:
            from model.schema_file import refresh_quietly  # noqa: PLC0415 - not needed for the first frame

            await in_background(partial(refresh_quietly, loaded))

    @work(exclusive=True, group="texts")
    async def _look_for_texts(self) -> None:
        """Look for texts in `seeds/` that are no sources yet, off the event loop."""
        before = self.session.new_texts
        self.session.note_texts(await in_background(partial(texts_in, self.session.path.parent)))
        self._tell_screens()
        if self.session.offers.is_read and self.session.new_texts != before:
            self._desk.read()

    @work(exclusive=True, group="verify")
    async def _verify(self) -> None:
        """Check the quotes against their sources, off the event loop: in a pause between keys, or after a second."""
        self._desk.watch()
        latest = monotonic() + _MOST_WAIT
        while monotonic() < min(latest, self.keyed + _MOMENT):
            await asyncio.sleep(_MOMENT / 4)
        session, topic = self.session, self.session.topic
        found = await in_background(session.verify)
        memory.begin()
        if topic is session.topic:
            session.note_verified(*found)
            self._tell_screens()
            self._desk.read()

    @cached_property
    def _desk(self) -> Desk:
        """Give what reads the articles for candidates, when the first frame has been shown."""
        from tui.desk import Desk  # noqa: PLC0415 - as it says

        return Desk(self, self._tell_screens, self._forget_texts)

    def _tell_screens(self) -> None:
        if not self.is_running:
            return  # a worker may end while the screens are being taken down
        for screen in list(self.screen_stack):
            if isinstance(screen, Follower) and screen.is_mounted:  # else it shows the session once it is
                screen.show_session()

    async def on_event(self, event: Event) -> None:
        """Remember when the last key came: slow work beside the screens waits for a pause."""
        if isinstance(event, Key):
            self.keyed = monotonic()
        await super().on_event(event)
