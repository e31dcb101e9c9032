"""The quotes that are not, word for word, what their sources say."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from model.file.document import Scalar
from model.plain import one_line
from model.problem import Problem, Severity
from model.quotes.anchor import Anchoring, difference, marked
from model.quotes.sources import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from model.file.document import Path
    from model.file.loader import Loaded
    from model.quotes.anchor import Anchor, Edit
    from model.quotes.sources import Library
    from model.schema import Quote, Topic

_DOUBTS = {Anchoring.NEAR: "not word for word in its article", Anchoring.MISSING: "not in its article"}
_AROUND = 25  # code points of what both have that are shown before and after a difference


def doubtful_cells(topic: Topic, library: Library) -> frozenset[tuple[str, str]]:
    """Give (party, issue) of the cells with a quote that its source does not have so: fast once quotes were checked."""
    return frozenset((party, issue) for party, issue, _, quote in topic.quotes() if doubt(quote, library))


def doubt(quote: Quote, library: Library) -> str:
    """Say why the words cannot be trusted to stand so in their source; empty where they do."""
    try:
        return _DOUBTS.get(library.anchor(quote).anchoring, "")
    except SourceError:
        return "not checked, for its article cannot be read"


def quote_problems(loaded: Loaded, topic: Topic, library: Library) -> list[Problem]:
    """Check every quote of a topic against its source; a source that cannot be read is one problem, not many."""
    unread: dict[str, str] = {}
    problems: list[Problem] = []
    looked_at = set()
    for party, issue, number, quote in topic.quotes():
        looked_at.add(quote.source)
        try:
            anchor = library.anchor(quote)
        except SourceError as error:
            unread[quote.source] = str(error)
        else:
            path = ("positions", party, issue, "quotes", number)
            problems += _problems_of(loaded, library, quote, path, anchor)
    for source in topic.sources.keys() - looked_at:
        try:
            library.text(source)
        except SourceError as error:
            unread[source] = str(error)
    nodes = {source: loaded.document.node(("sources", source, "file")) for source in unread}
    hint = "correct the path, or add the text"
    return problems + [loaded.document.problem_at(nodes[source], said, hint) for source, said in unread.items()]


def _problems_of(loaded: Loaded, library: Library, quote: Quote, path: Path, anchor: Anchor) -> Iterator[Problem]:
    text = quote.quote
    match anchor.anchoring:
        case Anchoring.MISSING:
            hint = "copy the words from the source, or name the source that has them"
            yield _problem(loaded, path, (0, len(text)), f'the quote is not in "{quote.source}"', hint)
        case Anchoring.NEAR if anchor.span is not None:
            passage = library.text(quote.source)[anchor.span.start : anchor.span.end]
            edits = difference(text.strip(), passage)
            hint = f"[-in the file-] [+in the source+]: {one_line(marked(edits, _AROUND))}"
            place, length = _first_difference(edits)
            place += len(text) - len(text.lstrip())
            message = f'the quote is not word for word what "{quote.source}" says'
            yield _problem(loaded, path, (place, length), message, hint)
        case Anchoring.AMBIGUOUS:
            message = f'the quote occurs {len(anchor.places)} times in "{quote.source}"'
            hint = "make it longer, so that it says which"
            yield _problem(loaded, path, (0, len(text)), message, hint, severity=Severity.WARNING)
        case _:
            return


def _problem(  # noqa: PLR0913 - the parts of a problem
    loaded: Loaded,
    path: Path,
    letters: tuple[int, int],
    message: str,
    hint: str,
    *,
    severity: Severity = Severity.ERROR,
) -> Problem:
    """Make a problem of a quote at some of its letters: the first, from 0, and how many."""
    node = loaded.document.node((*path, "quote"))
    place = loaded.document.place_in(node, letters[0]) if isinstance(node, Scalar) else 0
    return loaded.document.problem(place, message, hint, length=letters[1], severity=severity)


def _first_difference(edits: Sequence[Edit]) -> tuple[int, int]:
    """Give the first letter of the quote, from 0, that the source does not have there, and how many; 1 if some lack."""
    begins = accumulate((len(edit.quote) for edit in edits), initial=0)
    differ = zip(begins, edits, strict=False)  # the last beginning is the end
    return next(
        ((at, max(1, len(edit.quote.strip()))) for at, edit in differ if not (edit.quote and edit.source)), (0, 1)
    )
