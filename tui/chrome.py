"""The lines around every screen: where you are, how things stand, and what the keys do."""

from __future__ import annotations

from enum import IntEnum, auto
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from model.cell import Gap
from model.plain import one_line
from tui.faces import shorten
from tui.keys import Room, keys_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.events import Resize

    from tui.keys import Key
    from tui.session import Session


_STEP = " › "
_GAPS = {Gap.EMPTY: "unquoted", Gap.STALE: "stale", Gap.SINGLE_SOURCE: "single-source"}
_READABLE = 8  # cells of a name; fewer tell nobody what it is


class Crumbs(Static):
    """The line on top: from the file to what is shown."""

    DEFAULT_CSS = """
    Crumbs {
        height: 1; padding: 0 1; background: $primary 20%; color: $foreground;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._way: list[str] = []

    def show(self, session: Session, *steps: str) -> None:
        """Show the way from the topic to here; steps are plain."""
        self._way = [one_line(session.topic.title) or session.name, *steps]
        self._fit()

    def on_resize(self) -> None:
        """Show what fits the new width."""
        self._fit()

    def _fit(self) -> None:
        width = self.size.width
        *way, here = fitted_way(self._way, width) if width and self._way else self._way or [""]
        parts = [*map(Content, way), Content.styled(here, "bold")]
        self.update(Content.styled(_STEP, "$foreground-muted").join(parts), layout=False)


def fitted_way(way: Sequence[str], room: int) -> list[str]:
    """Shorten a way from the topic to what is shown: first the topic, then the longest steps; all stay readable.

    Where even that leaves too little of each, the first steps go.
    """
    root, *steps = way
    left = room - cell_len(_STEP.join(("", *steps)))
    if left >= min(_READABLE, cell_len(root)) or not steps:
        return [shorten(root, left), *steps]
    while (most := _share(steps, room)) < _READABLE and len(steps) > 1:
        del steps[0]
    return [shorten(step, most) for step in steps]


def _share(steps: Sequence[str], room: int) -> int:
    """Give the most cells that each step may have for all of them to fit."""
    lengths = [cell_len(step) for step in steps]
    left = room - cell_len(_STEP) * (len(steps) - 1)
    return next((most for most in range(max(lengths), 0, -1) if sum(min(most, each) for each in lengths) <= left), 1)


class _Kept(IntEnum):
    """How long a part of the status line is kept where room is scarce: longest what asks for something to be done."""

    LONGEST = auto()
    LONG = auto()
    STATE = auto()
    DATE = auto()
    DETAIL = auto()
    FILE = auto()
    AMOUNT = auto()
    TIME = auto()


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
        self._parts: list[tuple[_Kept, str]] = []

    def show(self, session: Session, *notes: str, lists_problems: bool = False) -> None:
        """Show how the file stands; notes are plain and come first, for what the user has just done.

        A screen that `lists_problems` needs no key that leads to them.
        """
        matrix = session.matrix
        fault = self._fault(session, "" if lists_problems else "press 5")
        is_older = not (session.gone or session.is_current or session.is_blank)
        self.set_class(bool(fault), "-wrong")
        problems = _count(len(session.problems), "problem") if session.verified else "checking quotes"
        self._parts = (
            [(_Kept.LONGEST, fault), *([(_Kept.STATE, "the matrix is the last good one")] if is_older else [])]
            if fault
            else [
                *((_Kept.LONGEST, note) for note in (*notes, session.news) if note),
                (_Kept.FILE, session.name),
                (_Kept.DATE, f"as of {matrix.as_of}"),
                (_Kept.LONG if session.verified and session.problems else _Kept.STATE, problems),
                *([(_Kept.LONG, f"{len(session.offers.waiting)} to review")] if session.offers.waiting else []),
                *([(_Kept.LONG, _count(len(session.new_texts), "new text"))] if session.new_texts else []),
                (_Kept.STATE, _count(matrix.gap_count, "gap")),
                *([(_Kept.DETAIL, _gaps(matrix.gaps))] if matrix.gaps else []),
                (_Kept.STATE, _count(len(matrix.contradictions), "contradiction")),
                (_Kept.AMOUNT, _count(matrix.quote_count, "quote")),
                (_Kept.TIME, f"read {session.read_at:%H:%M:%S}"),
            ]
        )
        self._fit()

    def on_resize(self) -> None:
        """Show what fits the new width."""
        self._fit()

    def _fit(self) -> None:
        """Show as many parts as fit, none of them cut unless it is the only one."""
        parts, width = list(self._parts), self.size.width
        while width and len(parts) > 1 and cell_len(_line(parts)) > width:
            least = max(kept for kept, _ in parts)
            del parts[max(at for at, (kept, _) in enumerate(parts) if kept is least)]
        self.update(Content(_line(parts)), layout=False)

    @staticmethod
    def _fault(session: Session, key: str) -> str:
        if session.gone:
            return f"{session.name} is gone; this is what it said at {session.read_at:%H:%M:%S}"
        if not session.is_current:
            count = len(session.errors)
            more = ": ".join(filter(None, (f"1 of {count}" if count > 1 else "", key)))
            more = f" ({more})" if more else ""
            first = session.errors[0]  # said without the folders of its file, which leave no room for the reason
            return f"{session.name}:{first.line}:{first.column}{more}: {first.message}"
        return ""


def _line(parts: Sequence[tuple[_Kept, str]]) -> str:
    return "".join(
        f"{': ' if kept is _Kept.DETAIL else ' · ' if at else ''}{part}" for at, (kept, part) in enumerate(parts)
    )


def _gaps(counts: Mapping[Gap, int]) -> str:
    return ", ".join(f"{count} {_GAPS[gap]}" for gap, count in counts.items())


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
        self._keys = sorted(keys, key=lambda key: key.spare)
        self._room = room
        self._offered: tuple[tuple[str, str], ...] = ()
        self._idle: frozenset[str] = frozenset()  # keys that would do nothing now

    def offer(self, keys: Sequence[tuple[str, str]] = (), *, idle: frozenset[str] = frozenset()) -> None:
        """Name other keys, each with what it does, while something is under way; none: the screen's own again.

        Keys that are `idle` are not named: they would do nothing now.
        """
        self._offered, self._idle = tuple(keys), idle
        self._fit(self.outer_size.width)

    def on_resize(self, event: Resize) -> None:
        """Choose the keys for the width."""
        self._fit(event.size.width)

    def _fit(self, width: int) -> None:
        last, keys = self._named(self._help), self._offered or tuple(map(self._named, self._keys))
        shown = [last]
        for key in (key for key in keys if key[0] not in self._idle):
            if sum(cell_len(" ".join(other)) + 2 for other in (*shown, key)) > width:
                break
            shown.insert(-1, key)
        pieces = [Content.assemble((key, "bold $accent"), f" {label}") for key, label in shown]
        self.update(Content("  ").join(pieces), layout=False)

    def _named(self, key: Key) -> tuple[str, str]:
        return key.shown_in(self._room).split(" ")[0], key.label
