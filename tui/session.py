"""What the screens show: the last good topic, its matrix and texts, and what is wrong with the file now."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from model.digest import sha256
from model.file.document import Mapping, Scalar, Sequence
from model.file.kept import kept
from model.file.loader import Loaded, ReadError, load, read_bytes
from model.matrix import Matrix
from model.plain import one_line
from model.problem import Problem, Severity
from model.quotes.sources import SEEDS, Library, unlisted
from model.quotes.verify import doubtful_cells, quote_problems
from model.renamed import cell_now
from model.schema import Topic
from tui.offers import Offers
from tui.programs import Spot
from tui.watch import Watch

if TYPE_CHECKING:
    from pathlib import Path

    from model.cell import Evidence
    from model.file.document import Path as NodePath

QuoteRef = tuple[str, str, int]  # party, issue, number of the quote in the file's list


class Session:
    """One file as it is shown. Screens read it; the app alone changes it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = one_line(path.name)
        self.gone = False
        self.watch = Watch(path)  # from before it is read on, so that no change is missed
        self.read_at = datetime.now().astimezone()
        self.offers = Offers(path.parent)
        self.news = ""  # what came in beside the screens, in a few words
        self.seeds = Watch(path.parent / SEEDS)
        self._texts: tuple[str, ...] = ()
        self.current = kept(path) or load(path)
        self._is_blank = self.current.topic is None
        self._show(Matrix(self.current.topic or Topic()))

    def _show(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.topic = topic = matrix.topic
        self.library = Library(self.path.parent, topic)
        self.quote_problems: tuple[Problem, ...] = ()
        self.doubtful: frozenset[tuple[str, str]] = frozenset()  # cells with quotes that are not word for word
        self.verified = False
        self.offers.fit(topic)
        self.note_texts(self._texts)

    def adopt(self, loaded: Loaded, matrix: Matrix | None = None, *, anyway: bool = False) -> bool:
        """Take a new reading of the file; a topic that cannot be shown leaves the last good one. Tell if it is new.

        One that is not new is taken `anyway` to see articles that were changed or added. `matrix` is what
        `whole_matrix` made of the reading.
        """
        self.gone = False
        is_new = not loaded.digest or loaded.digest != self.current.digest
        if not is_new and not anyway:
            return False
        self.current = loaded
        self.read_at = datetime.now().astimezone()
        if loaded.topic is not None:
            self._is_blank = False
            self._show(matrix or Matrix(loaded.topic))
        return is_new

    def is_on_disk(self) -> bool:
        """Tell whether the file says what was read last; it is read for that."""
        try:
            return sha256(read_bytes(self.path)) == self.current.digest
        except ReadError:
            return False

    def verify(self) -> tuple[tuple[Problem, ...], frozenset[tuple[str, str]]]:
        """Check all quotes against their sources: slow, meant for a thread; hand the results to `note_verified`."""
        topic, library = self.topic, self.library
        problems = tuple(quote_problems(self.current, topic, library)) if self.is_current else ()
        return problems, doubtful_cells(topic, library)

    def note_verified(self, problems: tuple[Problem, ...], doubtful: frozenset[tuple[str, str]]) -> None:
        """Keep what `verify` found."""
        self.quote_problems, self.doubtful = problems, doubtful
        self.verified = True

    def forget_texts(self) -> None:
        """Let the articles be read anew: one of them has changed."""
        self.library = Library(self.path.parent, self.topic)
        self.verified = False

    def note_texts(self, texts: tuple[str, ...]) -> None:
        """Keep what `texts_in` the topic's folder found; those that no source names are new, once sources are known."""
        self._texts = texts
        self.new_texts = () if self.is_blank and not self.is_current else unlisted(texts, self.topic)

    @property
    def is_current(self) -> bool:
        """Tell whether what is shown is what the file says now."""
        return self.current.topic is not None

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing that the file said could be shown yet."""
        return self._is_blank

    @property
    def problems(self) -> list[Problem]:
        """Give all problems by place, those of the file of decisions last."""
        found = sorted((*self.current.problems, *self.quote_problems), key=lambda found: (found.line, found.column))
        return [*found, *self.offers.problems]

    @property
    def errors(self) -> list[Problem]:
        """Give the problems that are errors."""
        return [problem for problem in self.problems if problem.severity is Severity.ERROR]

    def evidence(self, quote: QuoteRef) -> Evidence | None:
        """Give a quote as the file has it now; None when it has gone."""
        party, issue, number = quote
        if party not in self.topic.parties or issue not in self.topic.issues:
            return None
        return next((item for item in self.matrix.cell(party, issue).evidence if item.number == number), None)

    def spot(self, path: NodePath) -> Spot:
        """Give the place of an entry in the file; of the first problem when the file cannot be read."""
        node = self.current.document.node(path)
        if isinstance(node, Scalar | Mapping | Sequence):
            line, column = self.current.document.line_and_column(node.start)
            return Spot(self.path, line, column)
        first = self.current.problems[:1]
        return Spot(self.path, first[0].line, first[0].column) if first else Spot(self.path)


def whole_matrix(loaded: Loaded) -> Matrix | None:
    """Read all cells of a file, which the screens count: slow, meant for a thread. None where it has no topic."""
    if loaded.topic is None:
        return None
    matrix = Matrix(loaded.topic)
    matrix.gap_count  # noqa: B018 - reads them, and keeps them
    return matrix


def follow(quote: QuoteRef, before: Topic, now: Topic) -> QuoteRef | None:
    """Find a quote of an earlier reading of the file in a later one, in its cell: by its words, else by its number."""
    number = quote[2]
    party, issue = cell_now(quote[0], quote[1], before, now)
    old, new = before.position(quote[0], quote[1]), now.position(party, issue)
    if old is None or new is None:
        return None
    words = [other.quote for other in new.quotes]
    wanted = old.quotes[number].quote if number < len(old.quotes) else ""
    if wanted in words and wanted not in words[number : number + 1]:
        number = words.index(wanted)
    return (party, issue, number) if number < len(words) else None
