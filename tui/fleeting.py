"""Screens of what the file may lose while they are open."""

from __future__ import annotations

from tui.find import Finding


class Fleeting(Finding):
    """A screen that leaves, and says so, when the file no longer has what it shows; which that is, is its own."""

    @property
    def is_gone(self) -> bool:
        """Tell whether the file has lost what is shown."""
        raise NotImplementedError

    @property
    def what(self) -> str:
        """Name what is shown, as it was shown last."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Leave when it was lost while another screen was on top."""
        self.leave_what_is_gone()

    def leave_what_is_gone(self) -> None:
        """Leave, unless another screen is on top."""
        if self.is_gone and self.app.screen is self:  # the file may be told of before this screen is on top, too
            self.app.pop_screen()
            self._app.say(f"{self.what}: no longer in the file")
