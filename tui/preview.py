"""What a cell says, beside or below the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from model.plain import one_line
from tui import colouring, wording
from tui.scroller import ByKeys

if TYPE_CHECKING:
    from textual.selection import Selection

    from model.cell import Cell
    from tui.session import Session

_QUOTES = 3  # the latest quotes shown; Enter shows all


class Preview(ScrollView, ByKeys, can_focus=True):
    """The pane that follows the cursor.

    It draws its own lines, so that another text never lays out the screen anew: that takes far longer than the text.
    """

    DEFAULT_CSS = """
    Preview {
        border-left: outer $panel; padding: 0 0 0 1; background: $surface;
        overflow: hidden scroll; scrollbar-size: 1 1; scrollbar-background: $surface;
        &:focus { border-left: outer $primary; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._text = Content()
        self._of: tuple[Session, Cell | None] | None = None
        self._strips: list[Strip] = []
        self._strips_width = -1  # for which they were drawn; -1 if they have to be drawn anew

    def show(self, session: Session, cell: Cell | None) -> None:
        """Show a cell, or what to do when there is none."""
        before, self._of = self._of, (session, cell)
        self._write()
        if before is None or _pair(before[1]) != _pair(cell):
            self.scroll_home(animate=False)  # else somebody may be reading further down

    def render(self) -> Content:
        """Give the whole text, of which Textual copies what is selected."""
        return self._text

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        strips, line = self._wrapped(), self.scroll_offset.y + y
        return strips[line] if line < len(strips) else Strip.blank(self.size.width, self.visual_style.rich_style)

    def on_resize(self) -> None:
        """Wrap anew."""
        self._write()

    def notify_style_update(self) -> None:
        """Draw anew in the colours of another theme."""
        super().notify_style_update()
        self._strips_width = -1

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw anew what is selected."""
        self._strips_width = -1
        super().selection_updated(selection)

    def _write(self) -> None:
        """Write what is shown for the width there is."""
        if self._of is not None:
            session, cell = self._of
            lines = _lines(session, cell, self._room) if cell is not None else [_nothing(session)]
            self._text = Content("\n").join(lines)
            self._strips_width = -1
            self._fit()

    @property
    def _room(self) -> int:
        return self.size.width - self.scrollbar_size_vertical

    def _fit(self) -> None:
        """Make the scrollbar fit the text."""
        height = len(self._wrapped())
        self.set_reactive(Preview.virtual_size, Size(self.size.width, height))  # setting it would lay out the screen
        self.vertical_scrollbar.window_virtual_size = height
        if self.scroll_y > self.max_scroll_y:
            self.scroll_to(y=self.max_scroll_y, animate=False)
        self.refresh()

    def _wrapped(self) -> list[Strip]:
        """Give the text as lines of the window's width."""
        width = self._room
        if self._strips_width != width:
            self._strips = Visual.to_strips(self, self._text, width, None, self.visual_style, pad=True)
            self._strips_width = width
        return self._strips


def _pair(cell: Cell | None) -> tuple[str, str] | None:
    return (cell.party, cell.issue) if cell is not None else None


def _nothing(session: Session) -> Content:
    return Content.styled(wording.no_cell(session.topic), "$foreground-muted")


def _lines(session: Session, cell: Cell, width: int) -> list[Content]:
    topic = session.topic
    issue = topic.issues[cell.issue]
    position = topic.position(cell.party, cell.issue)
    lines = _head(session, cell, width)
    if issue.proposition:
        lines.append(Content.styled(one_line(issue.proposition), "$foreground-muted italic"))
    lines += colouring.judgement(cell, topic)
    lines += [Content(position.summary)] if position is not None and position.summary else []
    lines += colouring.warnings(cell)
    lines += _members(session, cell)
    is_doubtful = session.verified and (cell.party, cell.issue) in session.doubtful
    for item in cell.latest_first[:_QUOTES]:
        lines += [
            Content(""),
            Content.assemble(
                colouring.stance(item.quote.stance, topic),
                "  ",
                (wording.attribution(item, topic), "$foreground-muted"),
                *(("  ", colouring.anchoring(item.quote, session.library)) if is_doubtful else ()),
            ),
            Content(item.quote.quote),
            *([Content.styled(f"note: {item.quote.note}", "$foreground-muted")] if item.quote.note else []),
        ]
    if len(cell.evidence) > _QUOTES:
        rest = len(cell.evidence) - _QUOTES
        lines += [Content(""), Content.styled(f"enter: {rest} more", "$foreground-muted")]
    return lines


def _head(session: Session, cell: Cell, width: int) -> list[Content]:
    """Name the cell and say how much it rests on: in one line if it fits, for the first proof is to stand high."""
    waiting = session.offers.per_cell.get((cell.party, cell.issue), 0)
    title, amount = colouring.title(cell, session.topic), Content.styled(wording.amount(cell), "$foreground-muted")
    rests_on = [amount, *([Content.styled(f"* {waiting} to review", "$text-accent")] if waiting else [])]
    line = Content("   ").join([title, *rests_on])
    return [line] if line.cell_length <= width else [title, Content("   ").join(rests_on)]


def _members(session: Session, cell: Cell) -> list[Content]:
    """Say where a bloc's members stand: the bloc's own cell does not speak for them, nor they for it."""
    topic = session.topic
    lines = []
    for member in topic.parties[cell.party].members:
        theirs = session.matrix.cell(member, cell.issue)
        stance = colouring.stance(theirs.stance, topic, mixed=theirs.mixed)
        lines.append(Content.assemble(stance, " ", one_line(topic.parties[member].name)))
    return [Content(""), Content.styled("its members:", "$foreground-muted"), *lines] if lines else []
