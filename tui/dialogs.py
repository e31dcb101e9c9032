"""Questions to the user, each a screen that returns the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import SelectionList, Static

from model.arrange import Filter
from model.cell import Gap
from model.plain import one_line
from tui.wording import stance_content

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from model.schema import Topic

_Choice = tuple[str, str]  # kind, id


class AskFilter(ModalScreen[Filter | None]):
    """Which cells are of interest; None when the question was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "apply", "show these", priority=True),
        Binding("escape", "leave", "back"),
        Binding("backspace,delete", "clear", "clear"),
        Binding("j", "down", show=False),
        Binding("k", "up", show=False),
    ]
    DEFAULT_CSS = """
    AskFilter {
        align: center middle;
        #question { width: 60; max-width: 100%; height: auto; max-height: 100%; background: $surface;
                    border: round $primary; padding: 0 1; }
        SelectionList { height: auto; max-height: 24; border: none; background: $surface; }
        SelectionList:focus { border: none; }
    }
    """

    def __init__(self, topic: Topic, now: Filter) -> None:
        super().__init__()
        self.topic = topic
        self.now = now

    def compose(self) -> ComposeResult:
        """List everything that can be asked for; what is asked for now is ticked."""
        with Vertical(id="question"):
            yield Static(Content.styled("Show only …", "bold"))
            yield SelectionList[_Choice](*self._choices(), compact=True)
            hint = "space ticks · enter shows · backspace clears · esc leaves it"
            yield Static(Content.styled(hint, "$foreground-muted"))

    def _choices(self) -> list[tuple[Content, _Choice, bool]]:
        topic, now = self.topic, self.now
        choices: list[tuple[Content, _Choice, bool]] = [
            (stance_content(stance, topic), ("stance", stance), stance in now.stances) for stance in topic.scale
        ]
        choices.append((stance_content(None, topic, mixed=True), ("mixed", ""), now.mixed))
        choices += [(Content(f"gap: {gap}"), ("gap", gap.value), gap in now.gaps) for gap in Gap]
        choices.append((Content("! contradictions"), ("contradictions", ""), now.contradictions))
        choices += [
            (Content(f"party: {one_line(party.name)}"), ("party", key), key in now.parties)
            for key, party in topic.parties.items()
        ]
        choices += [
            (Content(f"issue: {one_line(issue.name)}"), ("issue", key), key in now.issues)
            for key, issue in topic.issues.items()
        ]
        return choices

    def action_apply(self) -> None:
        """Answer with what is ticked."""
        ticked: list[_Choice] = self.query_one(SelectionList).selected

        def ids(kind: str) -> frozenset[str]:
            return frozenset(key for chosen, key in ticked if chosen == kind)

        self.dismiss(
            Filter(
                stances=ids("stance"),
                mixed=bool(ids("mixed")),
                gaps=frozenset(Gap(key) for key in ids("gap")),
                contradictions=bool(ids("contradictions")),
                parties=ids("party"),
                issues=ids("issue"),
            )
        )

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)

    def action_clear(self) -> None:
        """Untick everything."""
        self.query_one(SelectionList).deselect_all()

    def action_down(self) -> None:
        """Move down."""
        self.query_one(SelectionList).action_cursor_down()

    def action_up(self) -> None:
        """Move up."""
        self.query_one(SelectionList).action_cursor_up()
