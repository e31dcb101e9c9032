"""The app: holds the session, watches the file, tells the screens, and does what every screen can do."""

from __future__ import annotations

import asyncio
import os
import traceback
from functools import cached_property, partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.events import Event, Key
from textual.filter import NoColor

from model.file.loader import load
from model.plain import plain
from model.quotes.sources import texts_in
from tui import memory
from tui.background import in_background
from tui.commands import Commands, Jump
from tui.going import Going
from tui.keys import Room, bindings
from tui.look import keep_theme, kept_theme
from tui.overview import Overview
from tui.palette import THEMES, theme_to_start_with, tone_variables
from tui.session import whole_matrix
from tui.showing import Showing, Telling
from tui.signals import on_hang_up
from tui.watch import Seen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence

    from textual.binding import BindingType
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.screen import Screen

    from model.file.loader import Loaded
    from model.save.draft import Draft
    from tui.desk import Desk
    from tui.editor import Editor
    from tui.session import Session

_LOOKS_EVERY = 0.25  # seconds between two looks at the file
_FIRST_FRAME = 0.05  # seconds that it takes at most
_MOMENT, _MOST_WAIT = 0.1, 1  # seconds without a key; of waiting for them
_NO_COLOUR = (NoColor(),)


class ParleyApp(Going):
    """Parley on one file."""

    TITLE = "Parley"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar = {Jump}
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.EVERYWHERE)

    def __init__(self, session: Session, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self.session = session
        self.keyed = 0.0  # when the last key came, in seconds of the monotonic clock
        for theme in THEMES:
            self.register_theme(theme)
        asked_for = os.environ.get("TEXTUAL_THEME", "")
        # In any case: Textual ignores being set to $TEXTUAL_THEME, its default.
        self.theme = theme_to_start_with(self.available_themes.get(kept_theme()), self.console.color_system)
        if asked_for in self.available_themes:
            self.theme = asked_for

    def action_command_palette(self) -> None:
        """Open the list of commands, unless it is open, be it below another screen."""
        if not any(isinstance(screen, Commands) for screen in self.screen_stack):
            self.open_field(self.push_screen, Commands(id="--command-palette"))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every theme the colours of the stances."""
        return tone_variables(self.current_theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Leave out the terminal's own colours for $NO_COLOR.

        Textual chooses how before the theme is known, and would turn each of them into black.
        """
        return _NO_COLOUR if self.no_color and self.native_ansi_color else super().get_line_filters()

    def get_default_screen(self) -> Screen[None]:
        """Open on the matrix."""
        return Overview(self.session)

    def on_mount(self) -> None:
        """Start what goes on beside the screens, after the first frame."""
        if not self.is_headless:  # else there is no terminal to give back
            on_hang_up(self.leave)
        self.set_interval(_LOOKS_EVERY, self._look)
        # Not call_after_refresh: that waits for as long as another screen covers the matrix.
        self.set_timer(_FIRST_FRAME, self._after_first_frame)
        if not self.session.is_current:
            self.action_show_problems()

    def _after_first_frame(self) -> None:
        self._verify()
        self._look_for_texts()
        self._look_beside()

    @work(group="recovery")
    async def _look_beside(self) -> None:
        """Offer what a crash left beside the file, and what was typed; looked at only where there can be something."""
        from model.save.draft import drafts  # noqa: PLC0415 - not needed for the first frame

        path = self.session.path
        try:
            names = [each.name for each in path.parent.iterdir()]
        except OSError:
            return  # what cannot be listed has nothing to offer
        if any(name.startswith(f".{path.name}.") for name in names):
            from tui.recovery import offer_leftovers  # noqa: PLC0415 - hardly ever needed

            await offer_leftovers(self)
        kept: list[Draft] = await in_background(partial(drafts, path))
        if kept and self.session.is_current:
            from tui.recovery import offer_drafts  # noqa: PLC0415 - hardly ever needed

            await offer_drafts(self)

    @work(group="recovery")
    async def _look_for_late_versions(self) -> None:
        from tui.recovery import offer_late_versions  # noqa: PLC0415 - only after an edit

        await offer_late_versions(self)

    def _fatal_error(self) -> None:
        """Show where the program broke, without the texts that were in its hands, and safe for a terminal.

        Overrides Textual's own, which prints local variables; Textual calls it for an exception nobody handled.
        """
        self.keep_drafts()
        self.panic(Text(plain(f"{traceback.format_exc()}\nParley broke. Your files are as you saved them.")))

    # The file

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
            self.session.forget_texts()
            self._tell_screens()
            self._verify()

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
        self._tell_screens()
        if self.session.is_current and (is_new or asked):
            self.clear_notifications()
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

        return Desk(self, self._tell_screens, self._verify)

    def _tell_screens(self) -> None:
        if not self.is_running:
            return  # a worker may end while the screens are being taken down
        for screen in list(self.screen_stack):
            if isinstance(screen, Showing) and screen.is_mounted:  # else it shows the session once it is
                screen.show_session()

    async def on_event(self, event: Event) -> None:
        """Remember when the last key came: slow work beside the screens waits for a pause."""
        if isinstance(event, Key):
            self.keyed = monotonic()
        await super().on_event(event)

    # What every screen can do

    def action_reload(self) -> None:
        """Read the file again now."""
        self._read(asked=True)

    def choose_theme(self, name: str) -> None:
        """Show another theme, now and at the next start."""
        self.theme = name
        try:
            keep_theme(name)
        except OSError as error:
            self.say(f"{name} could not be kept for the next start: {error.strerror}", wrong=True)

    def action_edit_file(self) -> None:
        """Open the file in the user's editor, at what the screen shows."""
        self.edit(self.screen.spot() if isinstance(self.screen, Showing) else self.session.spot(()))

    @cached_property
    def editor(self) -> Editor:
        """Give what makes edits; made when the first one comes, for the first frame does without it."""
        from tui.editor import Editor  # noqa: PLC0415 - as it says

        return Editor(self.session, self._tell_screens, self.catch_up)

    def show_edit(self, what: str) -> None:
        """Show the file as an edit has made it."""
        if not self.is_running:
            return  # the screens are being taken down
        self.clear_notifications()
        below = (screen for screen in reversed(self.screen_stack) if not screen.is_modal)  # a form is about to go
        here: Screen[object] = next(below)
        if isinstance(here, Telling) and here.is_mounted:  # an edit may be saved while the screen is being opened
            here.tell(what)
        else:
            self.say(what)
        self._verify()
        for seconds in (1, 3):
            self.set_timer(seconds, self._look_for_late_versions)

    def change(self, edit: Coroutine[None, None, None]) -> None:
        """Let a form or a question have its way with the file; keys pressed from now on are its own."""
        self.hold_keys(edit)
        self.change_beside(edit)

    @work(group="edit")
    async def change_beside(self, edit: Coroutine[None, None, None]) -> None:
        """Make an edit beside what the screen shows; not while the file cannot be read."""
        try:
            if self.session.is_current:
                await edit
            else:
                edit.close()
                self.say("The file cannot be read now: mend it first (5 shows where).", wrong=True)
        finally:
            self.call_later(self.let_keys_go, edit)

    @work(group="edit")
    async def action_undo(self) -> None:
        """Take the last edit back."""
        await self._return(self.editor.undo, "taken back")

    @work(group="edit")
    async def action_redo(self) -> None:
        """Make the last edit that was taken back again."""
        await self._return(self.editor.redo, "made again")

    async def _return(self, step: Callable[[], Awaitable[str | None]], how: str) -> None:
        from tui.editor import EDIT_ERRORS  # noqa: PLC0415 - not needed for the first frame
        from tui.saving import with_consent  # noqa: PLC0415 - likewise

        before = self.session.current
        try:
            what = await with_consent(self, step)
        except EDIT_ERRORS as error:
            if self.session.current is before:
                self.say(f"not {how}: {error}", wrong=True)
            else:
                self.show_edit(how)
                self.say(f"That is in {self.session.name}, but {error}", wrong=True)
            return
        if what is None:
            self.say(f"There is nothing more to be {how}.")
        else:
            self.show_edit(f"{how}: {what}")
