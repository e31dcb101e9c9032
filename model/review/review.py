"""What waits for review: the candidates of a topic's articles that are neither in the file nor decided."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from model.edit.operations import Add, add_quote
from model.extract.candidate import CONFIDENCES
from model.quotes.sources import SourceError
from model.review.decisions import Identity, identity, is_open, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from model.extract.candidate import Candidate
    from model.quotes.folding import Span
    from model.quotes.sources import Library
    from model.review.decisions import Latest
    from model.schema import Topic

Pair = tuple[str, str]  # party, issue


class Order(StrEnum):
    """How candidates are ordered."""

    CONFIDENCE = "surest first"
    ARTICLE = "by article"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A candidate, the source whose text it stands in, its identity, and the other sources that print the same."""

    source: str
    candidate: Candidate
    identity: Identity
    repeats: tuple[str, ...] = ()

    @property
    def cell(self) -> Pair:
        """Give party and issue."""
        return self.candidate.party, self.candidate.issue


class _Printed(NamedTuple):
    """The quotes of the file as they are recognised: in their sources by place, elsewhere by their words."""

    places: Mapping[str, frozenset[tuple[Pair, Span]]]
    words: frozenset[tuple[Pair, str]]


def proposed(found: Mapping[str, Sequence[Candidate]], topic: Topic, library: Library) -> tuple[Waiting, ...]:
    """Give the candidates that the file does not have yet, in the order of its sources and their texts.

    The file has a candidate when a quote of the same party and issue overlaps with it in its source, or has its words
    anywhere. What several sources print is one candidate.
    """
    printed = _printed(found, topic, library)
    first: dict[Identity, Waiting] = {}
    for source in (source for source in topic.sources if source in found):
        for one in found[source]:
            key = identity(one.party, one.issue, one.stance, one.quote)
            if _is_in_file(one, printed.places[source]) or ((one.party, one.issue), key.words) in printed.words:
                continue
            twin = first.setdefault(key, Waiting(source, one, key))
            if source not in (twin.source, *twin.repeats):
                first[key] = replace(twin, repeats=(*twin.repeats, source))
    return tuple(first.values())


def _is_in_file(one: Candidate, places: Iterable[tuple[Pair, Span]]) -> bool:
    pair = (one.party, one.issue)
    return any(other == pair and span.start < one.end and one.start < span.end for other, span in places)


def _printed(found: Mapping[str, Sequence[Candidate]], topic: Topic, library: Library) -> _Printed:
    cells = {(one.party, one.issue) for candidates in found.values() for one in candidates}
    positions = [(pair, position) for pair in cells if (position := topic.position(*pair)) is not None]
    words = {(pair, words_of(quote.quote)) for pair, position in positions for quote in position.quotes}
    return _Printed({source: frozenset(_places(library, source)) for source in found}, frozenset(words))


def _places(library: Library, source: str) -> Iterator[tuple[Pair, Span]]:
    with suppress(SourceError):  # which the problems tell of
        for passage in library.quotes_in(source):
            for span in passage.anchor.places:
                yield (passage.party, passage.issue), span


def fitting(candidates: Iterable[Waiting], topic: Topic) -> tuple[Waiting, ...]:
    """Leave out the candidates whose party, issue, stance or source a topic no longer has."""
    return tuple(
        each
        for each in candidates
        if each.source in topic.sources
        and each.candidate.party in topic.parties
        and each.candidate.issue in topic.issues
        and each.candidate.stance in topic.scale
    )


def undecided(candidates: Iterable[Waiting], known: Latest) -> tuple[Waiting, ...]:
    """Leave out the candidates that somebody has decided."""
    return tuple(each for each in candidates if is_open(each.identity, known))


def ordered(
    candidates: Iterable[Waiting], order: Order, sources: Iterable[str], first: Pair | None = None
) -> tuple[Waiting, ...]:
    """Order candidates, within an order as the sources and their texts have them.

    Those of the cell `first` come before all others.
    """
    place = {source: number for number, source in enumerate(sources)}

    def rank(each: Waiting) -> tuple[bool, int, int, int, Pair]:
        sure = CONFIDENCES.index(each.candidate.confidence) if order is Order.CONFIDENCE else 0
        return each.cell != first, sure, place.get(each.source, len(place)), each.candidate.start, each.cell

    return tuple(sorted(candidates, key=rank))


def per_cell(candidates: Iterable[Waiting]) -> Mapping[Pair, int]:
    """Count the candidates of each cell."""
    return Counter(each.cell for each in candidates)


def per_source(candidates: Iterable[Waiting]) -> Mapping[str, int]:
    """Count the candidates of each source."""
    return Counter(each.source for each in candidates)


def accepted(waiting: Waiting, topic: Topic, coder: str) -> Add:
    """Give the edit that puts a candidate into the file, as a quote verbatim.

    The coder is named where quotes of the file name theirs; `decisions.jsonl` does so in any case.
    """
    one = waiting.candidate
    fields = {
        "quote": one.quote,
        "source": waiting.source,
        "speaker": one.speaker,
        "stance": one.stance,
        "kind": one.kind,
        "via": one.via,
        "coder": coder if _names_coders(topic) else "",
    }
    return add_quote(one.party, one.issue, {key: value for key, value in fields.items() if value})


def _names_coders(topic: Topic) -> bool:
    positions = (position for row in topic.positions.values() for position in row.values())
    return any(quote.coder for position in positions for quote in position.quotes)
