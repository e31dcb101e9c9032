"""What a cell says, beside or below the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from model.plain import one_line
from tui import wording

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from model.cell import Cell
    from tui.session import Session

_QUOTES = 3  # the latest quotes shown; Enter shows all


class Preview(VerticalScroll):
    """The pane that follows the cursor."""

    DEFAULT_CSS = """
    Preview {
        border-left: outer $panel; padding: 0 0 0 1; background: $surface;
        scrollbar-size: 1 1;
        &:focus { border-left: outer $primary; }
    }
    """

    def compose(self) -> ComposeResult:
        """Hold one text."""
        yield Static(id="preview-text")

    def show(self, session: Session, cell: Cell | None) -> None:
        """Show a cell, or what to do when there is none."""
        text = Content("\n").join(_lines(session, cell)) if cell is not None else _NOTHING
        self.query_one("#preview-text", Static).update(text)
        self.scroll_home(animate=False)


_NOTHING = Content.styled(
    "Nothing to show here. Clear the filter, or add parties and issues to the file.", "$foreground-muted"
)


def _lines(session: Session, cell: Cell) -> list[Content]:
    topic = session.topic
    issue = topic.issues[cell.issue]
    position = topic.position(cell.party, cell.issue)
    lines = [wording.title(cell, topic)]
    if issue.proposition:
        lines.append(Content.styled(one_line(issue.proposition), "$foreground-muted italic"))
    lines += [Content(""), *wording.judgement(cell, topic)]
    if position is not None and position.summary:
        lines += [Content(""), Content(position.summary)]
    lines += [Content(""), Content.styled(wording.counts(cell, session.matrix), "$foreground-muted"), *wording.warnings(cell)]
    lines += _members(session, cell)
    for item in reversed(cell.evidence[-_QUOTES:]):
        lines += [
            Content(""),
            Content.assemble(
                wording.stance_content(item.quote.stance, topic),
                "  ",
                (wording.attribution(item, topic), "$foreground-muted"),
            ),
            Content(item.quote.quote),
        ]
    if len(cell.evidence) > _QUOTES:
        rest = len(cell.evidence) - _QUOTES
        lines += [Content(""), Content.styled(f"enter: {rest} more", "$foreground-muted")]
    return lines


def _members(session: Session, cell: Cell) -> list[Content]:
    """Say where a bloc's members stand: the bloc's own cell does not speak for them, nor they for it."""
    topic = session.topic
    lines = []
    for member in topic.parties[cell.party].members:
        theirs = session.matrix.cell(member, cell.issue)
        stance = wording.stance_content(theirs.stance, topic, mixed=theirs.mixed)
        lines.append(Content.assemble(stance, " ", one_line(topic.parties[member].name)))
    return [Content(""), Content.styled("its members:", "$foreground-muted"), *lines] if lines else []
