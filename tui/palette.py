"""What colours tones take from any theme, and Parley's own two themes.

Blue is for and orange is against, after Okabe and Ito, so that nobody has to tell red from green. A tone's colours are
mixed from the theme's own background, so they sit in every theme and always reach `READABLE`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.color import Color
from textual.theme import Theme

from tui.tones import TONES

if TYPE_CHECKING:
    from collections.abc import Mapping

READABLE: Final = 5.0
"""Contrast of text on its paper: WCAG's 4.5 and some room for terminals that round colours."""

# Muted words take 76 % of the foreground: Textual's own 60 % reaches no 4.5 : 1 on a surface in the light theme, nor on
# the highlighted line of a list in either.
PARLEY_DARK: Final = Theme(
    name="parley-dark",
    primary="#93a1b0",
    secondary="#66788c",
    accent="#e3cf8a",
    warning="#e6a23c",
    error="#f0785a",
    success="#4fbf9b",
    foreground="#d7dade",
    background="#15171a",
    surface="#1c1e22",
    panel="#272a2f",
    dark=True,
    variables={"foreground-muted": "#d7dadec2"},
)
PARLEY_LIGHT: Final = Theme(
    name="parley-light",
    primary="#3f566e",
    secondary="#5f7387",
    accent="#7a5c00",
    warning="#8f5400",
    error="#b03a1a",
    success="#00664b",
    foreground="#23282f",
    background="#fbfaf7",
    surface="#f2f1ec",
    panel="#e6e6e1",
    dark=False,
    variables={"foreground-muted": "#23282fc2"},
)

THEMES: Final = (PARLEY_DARK, PARLEY_LIGHT)

# Tone -> hue, how much of it the paper takes, how much of it the text keeps. The shares are also chosen so that the
# papers stay apart, and their text readable, when a terminal rounds them to 256 colours.
_DARK: Final[Mapping[str, tuple[str, float, float]]] = {
    "for": ("#2088e2", 0.45, 0.35),
    "lean-for": ("#3f8fe9", 0.16, 0.65),
    "neutral": ("#9aa3ad", 0.14, 0.90),
    "lean-against": ("#e69f00", 0.19, 0.60),
    "against": ("#e28820", 0.47, 0.28),
    "mixed": ("#cc79a7", 0.23, 0.55),
    "silent": ("#9aa3ad", 0.00, 0.80),
}
_LIGHT: Final[Mapping[str, tuple[str, float, float]]] = {
    "for": ("#2a8fdd", 0.40, 0.45),
    "lean-for": ("#2a8fdd", 0.16, 0.55),
    "neutral": ("#7b848e", 0.14, 0.70),
    "lean-against": ("#e69f00", 0.22, 0.45),
    "against": ("#d55e00", 0.38, 0.45),
    "mixed": ("#c050a8", 0.22, 0.50),
    "silent": ("#7b848e", 0.00, 0.80),
}
# The terminal's own colours cannot be mixed or measured: only text is coloured, in pairs that differ for everyone.
_ANSI_DARK: Final = ("bright_blue", "cyan", "default", "yellow", "bright_yellow", "bright_magenta", "default")
_ANSI_LIGHT: Final = ("blue", "blue", "default", "red", "red", "magenta", "default")


def theme_to_start_with(chosen: Theme | None, colour_system: str | None) -> str:
    """Name the theme to start with, given the one that the user chose and rich's name for what the terminal can show.

    16 colours cannot be mixed: there it is the terminal's own, light or dark as the chosen one is.
    """
    if colour_system == "standard" and not (chosen is not None and chosen.ansi):
        return "ansi-dark" if chosen is None or chosen.dark else "ansi-light"
    return (chosen or PARLEY_DARK).name


def tone_variables(theme: Theme) -> dict[str, str]:
    """Give the tones' CSS variables for a theme: what `App.get_theme_variable_defaults` has to return."""
    background = Color.parse(theme.background or ("#121212" if theme.dark else "#efefef"))
    if theme.ansi or background.ansi is not None:
        names = zip(TONES, _ANSI_DARK if theme.dark else _ANSI_LIGHT, strict=True)
        inks = {f"tone-{name}": f"ansi_{colour}" for name, colour in names}
        return inks | {f"{name}-background": "ansi_default" for name in inks} | {"tone-note": "ansi_default"}
    pole = Color.parse("white" if theme.dark else "black")
    variables = {}
    for name, (hue, paper_share, ink_share) in (_DARK if theme.dark else _LIGHT).items():
        colour = Color.parse(hue)
        paper = background.blend(colour, paper_share, alpha=1)
        variables[f"tone-{name}"] = _readable(pole.blend(colour, ink_share), paper, pole).hex
        variables[f"tone-{name}-background"] = paper.hex
    papers = [Color.parse(variables[f"tone-{name}-background"]) for name in TONES]
    note = background.blend(pole, 0.72, alpha=1)
    for paper in papers:
        note = _readable(note, paper, pole)
    return variables | {"tone-note": note.hex}


def _readable(ink: Color, paper: Color, pole: Color) -> Color:
    """Move the ink towards black or white until it can be read on the paper."""
    for _ in range(20):
        if contrast(ink, paper) >= READABLE:
            break
        ink = ink.blend(pole, 0.15)
    return ink


def contrast(one: Color, other: Color) -> float:
    """Measure the contrast of two opaque colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    """Weigh the linear light of the three channels (WCAG 2.2, "relative luminance")."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
