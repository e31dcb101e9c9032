"""What the screens show: the last good topic, its matrix and texts, and what is wrong with the file now."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from model.sources import Library

from model.document import Mapping, Scalar, Sequence
from model.loader import Loaded, load
from model.matrix import Matrix
from model.plain import one_line
from model.problem import Problem, Severity
from model.schema import Topic
from model.verify import quote_problems
from tui.terminal import Spot

if TYPE_CHECKING:
    from pathlib import Path

    from model.document import Path as NodePath


class Session:
    """One file as it is shown. Screens read it; the app alone changes it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = one_line(path.name)
        self.gone = False
        self.read_at = datetime.now().astimezone()
        self.current = load(path)
        self._show(self.current.topic or Topic())

    def _show(self, topic: Topic) -> None:
        self.topic = topic
        self.matrix = Matrix(topic)
        self.library = Library(self.path.parent, topic)
        self.quote_problems: tuple[Problem, ...] = ()
        self.verified = False

    def adopt(self, loaded: Loaded) -> bool:
        """Take a new reading of the file; a topic that cannot be shown leaves the last good one. Tell if it is new."""
        self.gone = False
        if loaded.digest and loaded.digest == self.current.digest:
            return False
        self.current = loaded
        self.read_at = datetime.now().astimezone()
        if loaded.topic is not None:
            self._show(loaded.topic)
        return True

    def verify(self) -> tuple[Problem, ...]:
        """Check all quotes against their sources: slow, meant for a thread; hand the result to `note_verified`."""
        return tuple(quote_problems(self.current, self.topic, self.library)) if self.is_current else ()

    def note_verified(self, problems: tuple[Problem, ...]) -> None:
        """Keep what `verify` found."""
        self.quote_problems = problems
        self.verified = True

    @property
    def is_current(self) -> bool:
        """Tell whether what is shown is what the file says now."""
        return self.current.topic is not None

    @property
    def problems(self) -> list[Problem]:
        """Give all problems by place."""
        return sorted((*self.current.problems, *self.quote_problems), key=lambda found: (found.line, found.column))

    @property
    def errors(self) -> list[Problem]:
        """Give the problems that are errors."""
        return [problem for problem in self.problems if problem.severity is Severity.ERROR]

    def spot(self, path: NodePath) -> Spot:
        """Give the place of an entry in the file; of the first problem when the file cannot be read."""
        node = self.current.document.node(path)
        if isinstance(node, Scalar | Mapping | Sequence):
            line, column = self.current.document.line_and_column(node.start)
            return Spot(self.path, line, column)
        first = self.current.problems[:1]
        return Spot(self.path, first[0].line, first[0].column) if first else Spot(self.path)
