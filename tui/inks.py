"""How the parts of a grid look in a theme.

Style sheets could say so, too, but Textual then finds out how each of the parts looks twice before the first frame and
whenever the grid gets the focus or loses it: a millisecond each time.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from textual.style import Style

from tui.tones import TONES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.style import Style as RichStyle

_INKS = {
    "head": "$foreground on $panel",
    "head-cursor": "bold $foreground on $primary 35%",
    "corner": "$foreground on $panel",
    "legend": "$foreground on $background",
    "cursor": "bold reverse",
    "cursor-elsewhere": "bold",  # a pane beside the grid has the focus
    "faded": "italic on $background",
    "note": "$tone-note on $background",
    "note-cursor": "$foreground on $primary 35%",
} | {tone: f"$tone-{tone} on $tone-{tone}-background" for tone in TONES}
_MUTED = frozenset(("corner", "legend"))  # black or white, and let some of their paper through
_UNMIXED = dict.fromkeys(("head-cursor", "note-cursor"), "bold reverse $foreground on ansi_default")


def ink(parts: tuple[str, ...], variables: Mapping[str, str], *, mixed: bool) -> RichStyle:
    """Give the style of parts, one upon the other, under a theme's variables.

    The terminal's own colours cannot be `mixed`.
    """
    inks = _INKS if mixed else _INKS | _UNMIXED
    paper = Style.parse("on $background", dict(variables))
    style = reduce(Style.__add__, (Style.parse(inks[part], dict(variables)) for part in parts), paper)
    if mixed and style.background is not None and not _MUTED.isdisjoint(parts):
        style += Style(foreground=style.background.get_contrast_text(0.6))
    return style.rich_style
