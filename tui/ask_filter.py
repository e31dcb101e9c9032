"""The question which cells of the matrix are to be shown: a list to tick, narrowed by what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from model.arrange import Filter
from model.cell import Gap
from model.plain import one_line
from tui import colouring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.events import Key

    from model.schema import Topic

_Choice = tuple[str, str]  # kind, id
_PAGE = 10  # lines that a page key moves


class _Boxes(OptionList, can_focus=False):
    """The lines to tick; the screen has the keys, so that none is lost before there are lines."""

    ALLOW_SELECT = False


class AskFilter(ModalScreen[Filter | None]):
    """Which cells are of interest; None when the question was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "apply", "show these"),
        Binding("escape", "leave", "back"),
        Binding("space", "space", "tick"),
        Binding("backspace", "shorten", "one letter less"),
        Binding("delete", "clear", "clear"),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", f"move(-{_PAGE})", show=False),
        Binding("pagedown", f"move({_PAGE})", show=False),
    ]
    DEFAULT_CSS = """
    AskFilter {
        align: center middle;
        #question { width: 74; max-width: 100%; height: 100%; background: $surface;
                    border: round $primary; padding: 0 1; }
        #asked { height: 1; }
        OptionList { height: 1fr; border: none; padding: 0; background: $surface; scrollbar-size: 1 1;
                     scrollbar-background: $surface; text-wrap: nowrap; text-overflow: ellipsis; }
        OptionList > .option-list--option-highlighted {
            color: $foreground; background: $primary 30%; text-style: bold;
        }
    }
    """

    def __init__(self, topic: Topic, now: Filter) -> None:
        super().__init__()
        self._choices = dict(_choices(topic))
        self._ticked = {choice for choice in _ticked(now) if choice in self._choices}
        self._typed = ""
        self._at = 0  # of the lines on show

    def compose(self) -> ComposeResult:
        """List everything that can be asked for; what is asked for now is ticked."""
        with Vertical(id="question") as question:
            question.styles.max_height = len(self._choices) + 5
            yield Static(id="asked")
            yield _Boxes(markup=False)
            hint = "type to narrow · space ticks · enter shows · del clears · esc leaves"
            yield Static(Content.styled(hint, "$foreground-muted"))

    def on_mount(self) -> None:
        """Show what was asked, and what was typed already."""
        self._show()

    def _shown(self) -> list[_Choice]:
        """Give the choices in whose words the text typed so far occurs."""
        return [choice for choice, words in self._choices.items() if self._typed in words.plain.casefold()]

    def _show(self) -> None:
        if not self.query(_Boxes):
            return  # keys may come first
        shown = self._shown()
        boxes = self.query_one(_Boxes)
        boxes.set_options(
            Content.assemble("[x] " if choice in self._ticked else "[ ] ", self._choices[choice]) for choice in shown
        )
        boxes.highlighted = self._at if shown else None
        ticked = f" · {len(self._ticked)} ticked" if self._ticked else ""
        typed = (f" {self._typed}▏", "bold $accent") if self._typed else ""
        none = (" nothing is called so", "$foreground-muted") if not shown else ""
        self.query_one("#asked", Static).update(
            Content.assemble(("Show only …", "bold"), typed, none, (ticked, "$foreground-muted"))
        )

    def _narrow(self, typed: str) -> None:
        self._typed, self._at = typed, 0
        self._show()

    def on_key(self, event: Key) -> None:
        """Narrow the list by what is typed."""
        if event.character is not None and event.is_printable and event.character != " ":
            event.stop()
            self._narrow(self._typed + event.character.casefold())

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._at = event.option_index
        self.action_tick()

    def action_shorten(self) -> None:
        """Take back the last letter typed."""
        self._narrow(self._typed[:-1])

    def action_move(self, lines: int) -> None:
        """Move among the lines on show."""
        self._at = max(0, min(self._at + lines, len(self._shown()) - 1))
        self._show()

    def action_space(self) -> None:
        """Tick the line; behind a colon, as in "gap: stale", a space is typed."""
        if self._typed.endswith(":"):
            self._narrow(f"{self._typed} ")
        else:
            self.action_tick()

    def action_tick(self) -> None:
        """Tick the line, or untick it."""
        if shown := self._shown():
            self._ticked ^= {shown[self._at]}
            self._show()

    def action_clear(self) -> None:
        """Untick everything."""
        self._ticked.clear()
        self._narrow("")

    def action_apply(self) -> None:
        """Answer with what is ticked."""

        def ids(kind: str) -> frozenset[str]:
            return frozenset(key for chosen, key in self._ticked if chosen == kind)

        self.dismiss(
            Filter(
                stances=ids("stance"),
                mixed=bool(ids("mixed")),
                gaps=frozenset(Gap(key) for key in ids("gap")),
                contradictions=bool(ids("contradictions")),
                differing=bool(ids("differing")),
                waiting=frozenset() if ids("waiting") else None,
                parties=ids("party"),
                issues=ids("issue"),
            )
        )

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)


def _choices(topic: Topic) -> Iterator[tuple[_Choice, Content]]:
    """Give everything that can be asked for, with its words."""
    for stance in topic.scale:
        yield ("stance", stance), colouring.stance(stance, topic)
    yield ("mixed", ""), colouring.stance(None, topic, mixed=True)
    for gap in Gap:
        yield ("gap", gap.value), Content(f"gap: {gap}")
    yield ("contradictions", ""), Content("! contradictions")
    yield ("differing", ""), Content("≠ verdict and quotes differ")
    yield ("waiting", ""), Content("* candidates wait")
    for key, party in topic.parties.items():
        yield ("party", key), Content(f"party: {one_line(party.name)}")
    for key, issue in topic.issues.items():
        yield ("issue", key), Content(f"issue: {one_line(issue.name)}")


def _ticked(now: Filter) -> Iterator[_Choice]:
    """Give what a filter asks for as choices."""
    kinds = (("stance", now.stances), ("gap", now.gaps), ("party", now.parties), ("issue", now.issues))
    yield from ((kind, str(key)) for kind, keys in kinds for key in keys)
    flags = {"mixed": now.mixed, "contradictions": now.contradictions, "differing": now.differing}
    flags["waiting"] = now.waiting is not None
    yield from ((kind, "") for kind, is_ticked in flags.items() if is_ticked)
