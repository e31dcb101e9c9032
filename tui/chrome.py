"""The lines around every screen: where you are, and how things stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from tui.session import Session


class Crumbs(Static):
    """The line on top: from the file to what is shown."""

    DEFAULT_CSS = """
    Crumbs {
        dock: top; height: 1; padding: 0 1; background: $panel; color: $foreground;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def show(self, session: Session, *steps: str) -> None:
        """Show the way from the topic to here; steps are plain."""
        root = session.topic.title or session.name
        parts: list[Content] = [Content.styled(root, "bold" if not steps else "")]
        parts += [Content.styled(step, "bold" if number == len(steps) else "") for number, step in enumerate(steps, 1)]
        self.update(Content.styled(" › ", "$text-muted").join(parts))


class Status(Static):
    """The line below: file, reading date, counts, and what is wrong with the file."""

    DEFAULT_CSS = """
    Status {
        dock: bottom; height: 1; padding: 0 1; background: $panel; color: $text-muted;
        text-wrap: nowrap; text-overflow: ellipsis;
        &.-wrong { background: $error 25%; color: $foreground; }
    }
    """

    def show(self, session: Session, *notes: str) -> None:
        """Show how the file stands; notes are plain and come first, for what the user has just done."""
        matrix = session.matrix
        fault = self._fault(session)
        self.set_class(bool(fault), "-wrong")
        if fault:
            self.update(Content(fault))
            return
        parts = [
            *notes,
            session.name,
            f"as of {matrix.as_of}",
            _count(matrix.quote_count(), "quote"),
            _count(matrix.gap_count(), "gap"),
            _count(len(matrix.contradictions()), "contradiction"),
            _count(len(session.problems), "problem") if session.verified else "checking quotes",
            f"read {session.read_at:%H:%M:%S}",
        ]
        self.update(Content(" · ".join(part for part in parts if part)))

    @staticmethod
    def _fault(session: Session) -> str:
        if session.gone:
            return f"{session.name} is gone; this is what it said at {session.read_at:%H:%M:%S}"
        if not session.is_current:
            count = len(session.errors)
            more = f" (1 of {count}: press 5)" if count > 1 else " (press 5)"
            return f"{session.errors[0]}{more}; the matrix is the last good one"
        return ""


def _count(number: int, word: str) -> str:
    if number == 0:
        return f"no {word}s"
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
