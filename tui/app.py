"""The app: its start, its colours, what a crash left, and the edits that every screen can make."""

from __future__ import annotations

import os
import traceback
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.filter import NoColor

from model.plain import plain
from tui.background import in_background
from tui.commands import Commands, Jump
from tui.following import Following
from tui.keys import Room, bindings
from tui.look import keep_theme, kept_theme
from tui.overview import Overview
from tui.palette import THEMES, theme_to_start_with, tone_variables
from tui.showing import Showing, Telling
from tui.signals import on_hang_up

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Sequence

    from textual.binding import BindingType
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.screen import Screen

    from model.save.draft import Draft
    from tui.editor import Editor
    from tui.session import Session

_FIRST_FRAME = 0.05  # seconds that it takes at most
_NO_COLOUR = (NoColor(),)


class ParleyApp(Following):
    """Parley on one file."""

    TITLE = "Parley"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar = {Jump}
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.EVERYWHERE)

    def __init__(self, session: Session, driver_class: type[Driver] | None = None) -> None:
        super().__init__(session, driver_class)
        self.began = datetime.now(UTC)  # drafts of later are of forms that may be open
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

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's signature
        """Apply another theme; at the start its colours are enough, for no rule has been read yet.

        Textual would read them all, and again with those of the first screen.
        """
        if self.screen_stack:
            super().refresh_css(animate=animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

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
        self._begin_to_look()
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

    # What every screen can do

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
