"""The quotes that are not, word for word, what their sources say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.plain import one_line
from model.problem import Problem, Severity
from model.quotes.anchor import Anchoring
from model.quotes.sources import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.file.document import Path
    from model.file.loader import Loaded
    from model.quotes.sources import Library
    from model.schema import Quote, Topic

_PASSAGE = 160  # code points of a source's own words shown in a hint


def quote_problems(loaded: Loaded, topic: Topic, library: Library) -> list[Problem]:
    """Check every quote of a topic against its source; a source that cannot be read is one problem, not many."""
    unread: set[str] = set()
    return [
        problem
        for party, issue, number, quote in topic.quotes()
        for problem in _problems(loaded, library, quote, ("positions", party, issue, "quotes", number), unread)
    ]


def _problems(loaded: Loaded, library: Library, quote: Quote, path: Path, unread: set[str]) -> Iterator[Problem]:
    try:
        anchor = library.anchor(quote)
    except SourceError as error:
        if quote.source not in unread:
            unread.add(quote.source)
            node = loaded.document.node(("sources", quote.source, "file"))
            yield loaded.document.problem_at(node, str(error), "correct the path, or add the text")
        return
    document = loaded.document
    match anchor.anchoring:
        case Anchoring.MISSING:
            hint = "copy the words from the source, or name the source that has them"
            yield document.problem_at(document.node((*path, "quote")), f'the quote is not in "{quote.source}"', hint)
        case Anchoring.NEAR if anchor.span is not None:
            text = library.text(quote.source)[anchor.span.start : anchor.span.end]
            passage = text if len(text) <= _PASSAGE else text[: _PASSAGE - 3] + "..."
            message = f'the quote is not word for word what "{quote.source}" says'
            yield document.problem_at(document.node((*path, "quote")), message, f"the source says: {one_line(passage)}")
        case Anchoring.AMBIGUOUS:
            message = f'the quote occurs {len(anchor.places)} times in "{quote.source}"'
            hint = "make it longer, so that it says which"
            yield document.problem_at(document.node((*path, "quote")), message, hint, severity=Severity.WARNING)
        case _:
            return
