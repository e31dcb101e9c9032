"""The candidates that the review shows: what the articles offer, what was decided of it, what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from model.problem import Problem
    from model.review.decision_file import Decisions
    from model.review.decisions import Decision, Identity, Latest, Pair
    from model.review.review import Proposed, Waiting
    from model.schema import Topic


class Offers:
    """The candidates of one topic's articles. Screens read it; the app alone changes it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.is_read = False
        self.candidates: tuple[Waiting, ...] = ()  # of the articles, but for quotes that nobody has decided
        self.lost: frozenset[Identity] = frozenset()  # those accepted whose quotes are not in the file any more
        self.latest: Latest = {}  # what was decided of them
        self.problems: tuple[Problem, ...] = ()  # of the file of decisions
        self.waiting: tuple[Waiting, ...] = ()  # the candidates that nobody has decided, and those that are lost
        self.per_cell: Mapping[Pair, int] = {}  # how many of them wait in each cell
        self.offered: Mapping[str, int] = {}  # how many candidates each new text would bring

    @property
    def decisions(self) -> Path:
        """Give the file that keeps what was decided of candidates."""
        from model.review.decision_file import NAME  # noqa: PLC0415 - not needed for the first frame

        return self._folder / NAME

    def note_read(self, proposed: Proposed, decisions: Decisions, offered: Mapping[str, int], topic: Topic) -> None:
        """Keep the candidates of the articles, what was decided of them, and how many each new text would bring."""
        self.offered = offered
        (self.candidates, self.lost), (self.latest, self.problems) = proposed, decisions
        self.is_read = True
        self.fit(topic)

    def note_decisions(self, latest: Latest, topic: Topic) -> None:
        """Keep what has been decided just now, unless somebody else has decided it since."""
        own = {
            key: taken for key, taken in latest.items() if key not in self.latest or self.latest[key].time <= taken.time
        }
        self.latest = {**self.latest, **own}
        self.lost -= own.keys()
        self.fit(topic)

    def fit(self, topic: Topic) -> None:
        """Leave out the candidates that a topic has no place for any more, and count those that wait."""
        if self.candidates:
            from model.review.review import fitting, per_cell, undecided  # noqa: PLC0415 - not needed for the first frame

            self.candidates = fitting(self.candidates, topic)
            self.waiting = undecided(self.candidates, self.latest, self.lost)
            self.per_cell = per_cell(self.waiting)
        else:
            self.waiting, self.per_cell = (), {}

    def decision(self, candidate: Identity) -> Decision | None:
        """Give the decision in force on a candidate; None while it waits, be it that its quote is lost."""
        found = self.latest.get(candidate)
        return None if found is None or found.decision == "undo" or candidate in self.lost else found
