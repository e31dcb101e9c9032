"""The lines around every screen: where you are, how things stand, and what the keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from tui.keys import Room, keys_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Resize

    from tui.keys import Key
    from tui.session import Session


class Crumbs(Static):
    """The line on top: from the file to what is shown."""

    DEFAULT_CSS = """
    Crumbs {
        height: 1; padding: 0 1; background: $primary 20%; color: $foreground;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def show(self, session: Session, *steps: str) -> None:
        """Show the way from the topic to here; steps are plain."""
        root = session.topic.title or session.name
        parts: list[Content] = [Content.styled(root, "bold" if not steps else "")]
        parts += [Content.styled(step, "bold" if number == len(steps) else "") for number, step in enumerate(steps, 1)]
        self.update(Content.styled(" › ", "$foreground-muted").join(parts), layout=False)


class Status(Static):
    """The line below: file, reading date, counts, and what is wrong with the file."""

    DEFAULT_CSS = """
    Status {
        height: 1; padding: 0 1; background: $panel; color: $text-muted;
        text-wrap: nowrap; text-overflow: ellipsis;
        &.-wrong { background: $error 25%; color: $foreground; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[str] = []

    def show(self, session: Session, *notes: str, lists_problems: bool = False) -> None:
        """Show how the file stands; notes are plain and come first, for what the user has just done.

        A screen that `lists_problems` needs no key that leads to them.
        """
        matrix = session.matrix
        fault = self._fault(session, "" if lists_problems else "press 5")
        self.set_class(bool(fault), "-wrong")
        self._parts = (
            [fault]
            if fault
            else [
                *notes,
                *([session.news] if session.news else []),
                session.name,
                f"as of {matrix.as_of}",
                _count(len(session.problems), "problem") if session.verified else "checking quotes",
                *([f"{len(session.waiting)} to review"] if session.waiting else []),
                *([_count(len(session.new_texts), "new text")] if session.new_texts else []),
                _count(matrix.gap_count, "gap"),
                _count(len(matrix.contradictions), "contradiction"),
                _count(matrix.quote_count, "quote"),
                f"read {session.read_at:%H:%M:%S}",
            ]
        )
        self._fit(self.size.width)

    def on_resize(self, event: Resize) -> None:
        """Show what fits the new width."""
        self._fit(event.size.width)

    def _fit(self, width: int) -> None:
        """Show as many parts as fit, none of them cut unless it is the only one."""
        line, *rest = self._parts or [""]
        for part in rest:
            if width and cell_len(f"{line} · {part}") > width - 2:
                break
            line = f"{line} · {part}"
        self.update(Content(line), layout=False)

    @staticmethod
    def _fault(session: Session, key: str) -> str:
        if session.gone:
            return f"{session.name} is gone; this is what it said at {session.read_at:%H:%M:%S}"
        if not session.is_current:
            count = len(session.errors)
            more = ": ".join(filter(None, (f"1 of {count}" if count > 1 else "", key)))
            more = f" ({more})" if more else ""
            first = session.errors[0]  # said without the folders of its file, which leave no room for the reason
            place = f"{session.name}:{first.line}:{first.column}"
            kept = "" if session.is_blank else "; the matrix is the last good one"
            return f"{place}: {first.message}{more}{kept}"
        return ""


def _count(number: int, word: str) -> str:
    if number == 0:
        return f"no {word}s"
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


class KeyLine(Static):
    """The line at the foot: as many of the screen's main keys as fit, none of them cut; help always fits."""

    DEFAULT_CSS = """
    KeyLine { height: 1; padding: 0 1; background: $surface; text-wrap: nowrap; }
    """

    def __init__(self, room: Room) -> None:
        super().__init__()
        *keys, self._help = (key for key in (*keys_for(room), *keys_for(Room.EVERYWHERE)) if room in key.footer)
        self._keys = keys
        self._room = room
        self._offered: tuple[tuple[str, str], ...] = ()

    def offer(self, keys: Sequence[tuple[str, str]] = ()) -> None:
        """Name other keys, each with what it does, while something is under way; none: the screen's own again."""
        self._offered = tuple(keys)
        self._fit(self.size.width)

    def on_resize(self, event: Resize) -> None:
        """Choose the keys for the width."""
        self._fit(event.size.width)

    def _fit(self, width: int) -> None:
        last, keys = self._named(self._help), self._offered or tuple(map(self._named, self._keys))
        shown = [last]
        for key in keys:
            if sum(cell_len(" ".join(other)) + 2 for other in (*shown, key)) > width:
                break
            shown.insert(-1, key)
        pieces = [Content.assemble((key, "bold $accent"), f" {label}") for key, label in shown]
        self.update(Content("  ").join(pieces), layout=False)

    def _named(self, key: Key) -> tuple[str, str]:
        return key.shown_in(self._room).split(" ")[0], key.label
