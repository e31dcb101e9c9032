"""What a reader loses if these fail: telling for from against, in any theme, on any terminal, with any eyes."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.app import App, ComposeResult
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from tui.faces import Face, Sheet, needs_of
from tui.matrix import Grid
from tui.palette import PARLEY_DARK, PARLEY_LIGHT, THEMES, contrast, theme_to_start_with, tone_variables
from tui.tones import TONES, tone

SIDES = ("for", "lean-for", "neutral", "lean-against", "against")
MIXED_THEMES = [*THEMES, *(theme for theme in BUILTIN_THEMES.values() if not theme.ansi)]


def name(theme: Theme) -> str:
    return theme.name


def rounded(colour: str, system: ColorSystem) -> Color:
    return Color(*RichColor.parse(colour).downgrade(system).get_truecolor())


def pair(theme: Theme, tone_name: str) -> tuple[str, str]:
    variables = tone_variables(theme)
    return variables[f"tone-{tone_name}"], variables[f"tone-{tone_name}-background"]


@pytest.mark.parametrize(
    ("low", "high", "values"),
    [
        (-1, 1, {1: "for", 0.5: "lean-for", 0: "neutral", -0.5: "lean-against", -1: "against"}),
        (-2, 2, {2: "for", 1: "lean-for", 0: "neutral", -1: "lean-against", -2: "against"}),
        (0, 1, {1: "for", 0: "against"}),
        (1, 3, {3: "for", 2: "neutral", 1: "against"}),
        (0, 100, {100: "for", 60: "neutral", 65: "lean-for", 20: "lean-against", 5: "against"}),
    ],
)
def test_every_level_of_a_scale_has_the_tone_that_its_value_says(
    low: float, high: float, values: dict[float, str]
) -> None:
    assert {value: tone(value, low, high) for value in values} == values


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_scale_read_backwards_swaps_for_and_against_and_nothing_else(a: float, b: float, c: float) -> None:
    low, value, high = sorted((a, b, c))
    mirrored = tone(-value, -high, -low)
    assert mirrored == SIDES[::-1][SIDES.index(tone(value, low, high))]


def test_a_scale_of_one_level_takes_no_side() -> None:
    assert tone(1, 1, 1) == "neutral"


def test_contrast_is_the_one_of_the_accessibility_guidelines() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)  # their own example
    assert contrast(Color.parse("#123"), Color.parse("#123")) == pytest.approx(1)


@pytest.mark.parametrize("theme", MIXED_THEMES, ids=name)
def test_every_tone_can_be_read_in_every_theme(theme: Theme) -> None:
    variables = tone_variables(theme)
    paper = Color.parse(variables["tone-silent-background"])
    for tone_name in TONES:
        ink, own_paper = (Color.parse(colour) for colour in pair(theme, tone_name))
        assert contrast(ink, own_paper) >= 4.5, tone_name
        assert contrast(ink, paper) >= 4.5, f"{tone_name}, faded"
        assert contrast(ink.monochrome, own_paper.monochrome) >= 4.5, f"{tone_name}, NO_COLOR"
    assert contrast(Color.parse(variables["tone-note"]), paper) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=name)
def test_muted_words_can_be_read_on_every_ground_and_on_the_highlighted_line_of_a_list(theme: Theme) -> None:
    colours = {key: Color.parse(colour) for key, colour in theme.to_color_system().generate().items() if "#" in colour}
    grounds = [colours["background"], colours["surface"], colours["panel"]]
    grounds += [ground.blend(colours["primary"], 0.3, alpha=1) for ground in grounds[:2]]  # as lists.py highlights
    muted = [ground + colours["foreground-muted"] for ground in grounds]
    assert min(map(contrast, muted, grounds)) >= 4.5
    assert contrast(colours["foreground"], muted[0]) >= 1.5, "told from other words"


@pytest.mark.parametrize("theme", MIXED_THEMES, ids=name)
def test_no_two_tones_look_the_same_and_sides_are_blue_and_orange(theme: Theme) -> None:
    pairs = {tone_name: pair(theme, tone_name) for tone_name in TONES}
    assert len(set(pairs.values())) == len(TONES)
    for tone_name, cold in {"for": True, "lean-for": True, "lean-against": False, "against": False}.items():
        ink = Color.parse(pairs[tone_name][0])
        assert (ink.b > ink.r) is cold, tone_name


@pytest.mark.parametrize("theme", THEMES, ids=name)
def test_our_themes_survive_a_terminal_with_256_colours(theme: Theme) -> None:
    papers = {}
    for tone_name in TONES:
        ink, paper = (rounded(colour, ColorSystem.EIGHT_BIT) for colour in pair(theme, tone_name))
        assert contrast(ink, paper) >= 4, tone_name
        papers[tone_name] = paper
    for one, other in itertools.combinations(("for", "lean-for", "lean-against", "against", "mixed", "silent"), 2):
        assert papers[one] != papers[other], (one, other)


def test_the_theme_that_was_chosen_is_the_one_to_start_with() -> None:
    for system in ("256", "truecolor", None):
        assert theme_to_start_with(None, system) == PARLEY_DARK.name
        assert theme_to_start_with(PARLEY_LIGHT, system) == PARLEY_LIGHT.name


def test_a_terminal_with_16_colours_shows_its_own() -> None:
    assert theme_to_start_with(None, "standard") == theme_to_start_with(PARLEY_DARK, "standard") == "ansi-dark"
    assert theme_to_start_with(PARLEY_LIGHT, "standard") == "ansi-light"
    assert theme_to_start_with(BUILTIN_THEMES["ansi-light"], "standard") == "ansi-light"
    for theme in (BUILTIN_THEMES["ansi-dark"], BUILTIN_THEMES["ansi-light"]):
        variables = tone_variables(theme)
        assert {variables[f"tone-{side}-background"] for side in TONES} == {"ansi_default"}
        sides = [variables[f"tone-{side}"] for side in ("for", "neutral", "against", "mixed")]
        assert len(set(sides)) == 4
        assert not any("green" in colour for colour in sides)


class OneCell(App[None]):
    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return tone_variables(self.current_theme)

    def compose(self) -> ComposeResult:
        yield Grid()

    def on_mount(self) -> None:
        face = Face("+", "support", "", 3, "", "for", faded=False, note="")
        self.query_one(Grid).show(
            Sheet((), ("a", "b"), ("x",), lambda _row, _column: face, lambda _column: needs_of([face])), 0, 0
        )


async def test_a_change_of_theme_repaints_the_cells_in_every_theme() -> None:
    app = OneCell()
    async with app.run_test(size=(40, 6)) as pilot:
        for theme in (*THEMES, *BUILTIN_THEMES.values()):
            app.theme = theme.name
            await pilot.pause()
            ink, paper = pair(theme, "for")
            strip = app.query_one(Grid).render_line(2)
            style = next(segment.style for segment in strip if "support" in segment.text)
            assert style is not None, theme.name
            assert style.color == Color.parse(ink).rich_color, theme.name
            assert style.bgcolor == Color.parse(paper).rich_color, theme.name
