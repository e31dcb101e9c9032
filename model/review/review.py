"""What waits for review: the candidates of a topic's articles that are neither in the file nor decided."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from model.extract.candidate import CONFIDENCES, Candidate
from model.quotes.anchor import Anchoring
from model.quotes.folding import Span
from model.quotes.proposal import propose
from model.quotes.sources import SourceError
from model.review.decisions import Identity, identity, is_open, words_of
from model.schema import Quote

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from model.quotes.sources import Library
    from model.review.decisions import Decision, Latest, Pair
    from model.schema import Topic


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


class Proposed(NamedTuple):
    """The candidates that the file does not have or that were decided; and of which an accepted quote is missing."""

    candidates: tuple[Waiting, ...]
    lost: frozenset[Identity]


class _Printed:
    """The quotes of the file as they are recognised: in their sources by place, elsewhere by their words."""

    def __init__(self, topic: Topic, library: Library) -> None:
        self.topic, self.library = topic, library
        self._words = lru_cache(None)(self._words_now)
        self._places = lru_cache(None)(self._places_now)

    def has(self, one: Candidate, source: str) -> bool:
        """Tell whether the file has a candidate: what overlaps with it in its source, or its words anywhere."""
        pair = one.party, one.issue
        return self._overlaps(pair, source, [Span(one.start, one.end)]) or words_of(one.quote) in self._words(pair)

    def has_come_of(self, decision: Decision) -> bool:
        """Tell whether the file has the quote of an acceptance; in any cell where its own has another id by now."""
        is_known = decision.cell[0] in self.topic.parties and decision.cell[1] in self.topic.issues
        pair, source = decision.cell if is_known else None, decision.fields["source"]
        is_there = words_of(decision.fields["quote"]) in self._words(pair)
        return is_there or self._overlaps(pair, source, places_in(decision, self.library))

    def _overlaps(self, pair: Pair | None, source: str, spans: Sequence[Span]) -> bool:
        return any(
            pair in (other, None) and span.start < at.end and at.start < span.end
            for other, span in self._places(source)
            for at in spans
        )

    def _words_now(self, pair: Pair | None) -> frozenset[str]:
        if pair is None:
            return frozenset(words_of(quote.quote) for *_, quote in self.topic.quotes())
        position = self.topic.position(*pair)
        return frozenset(words_of(quote.quote) for quote in (position.quotes if position else ()))

    def _places_now(self, source: str) -> tuple[tuple[Pair, Span], ...]:
        try:
            passages = self.library.quotes_in(source)
        except SourceError:  # which the problems tell of
            return ()
        return tuple(((each.party, each.issue), span) for each in passages for span in each.anchor.places)


def proposed(found: Mapping[str, Sequence[Candidate]], topic: Topic, library: Library, known: Latest) -> Proposed:
    """Give the candidates that the file does not have yet or that were decided, as its sources and their texts go.

    What several sources print is one candidate. One that was accepted is lost when its quote is not in the file any
    more; it is remembered by what was decided where the articles do not propose it today.
    """
    printed = _Printed(topic, library)
    first: dict[Identity, Waiting] = {}
    there: set[Identity] = set()
    for source in (source for source in topic.sources if source in found):
        for one in found[source]:
            key = identity(one.party, one.issue, one.stance, one.quote)
            if printed.has(one, source):
                there.add(key)
                if is_open(key, known):
                    continue
            twin = first.setdefault(key, Waiting(source, one, key))
            if source not in (twin.source, *twin.repeats):
                first[key] = replace(twin, repeats=(*twin.repeats, source))
    gone = [
        each for key, each in known.items() if each.is_acceptance and key not in there and not printed.has_come_of(each)
    ]
    unasked = [remembered(each, topic, library) for each in gone if each.identity not in first]
    first |= {each.identity: each for each in fitting((one for one in unasked if one is not None), topic)}
    return Proposed(tuple(first.values()), frozenset(each.identity for each in gone if each.identity in first))


def is_in_file(waiting: Waiting, topic: Topic, library: Library) -> bool:
    """Tell whether the file has the quote of a candidate."""
    return _Printed(topic, library).has(waiting.candidate, waiting.source)


def remembered(decision: Decision, topic: Topic, library: Library) -> Waiting | None:
    """Make a candidate again of what was decided, without its reasons; None where its source lacks the words."""
    one = replace(decision, instead={})
    places = places_in(one, library)
    if not places:
        return None
    quote = library.text(one.source)[places[0].start : places[0].end]
    likely = propose(topic, quote)
    candidate = Candidate(
        *(places[0].start, places[0].end),
        quote=quote,
        party=one.party,
        issue=one.issue,
        stance=one.stance,
        kind=likely.kind,
        speaker=likely.speaker if likely.party == one.party else "",
        confidence=next((each for each in CONFIDENCES if each == one.confidence), "low"),
        engine="",
    )
    return Waiting(one.source, candidate, one.identity)


def places_in(decision: Decision, library: Library) -> tuple[Span, ...]:
    """Give the places of what was accepted in its source, word for word but for typography."""
    try:
        accepted = decision.fields
        words, source, stance = accepted["quote"], accepted["source"], accepted["stance"]
        anchor = library.anchor(Quote(quote=words, source=source, stance=stance))
    except SourceError:
        return ()
    return () if anchor.anchoring is Anchoring.NEAR else anchor.places


def fitting(candidates: Iterable[Waiting], topic: Topic) -> tuple[Waiting, ...]:
    """Leave out the candidates whose party, issue, stance or source a topic no longer has, and such repeats."""
    return tuple(
        each
        if topic.sources.keys() >= set(each.repeats)
        else replace(each, repeats=tuple(source for source in each.repeats if source in topic.sources))
        for each in candidates
        if each.source in topic.sources
        and each.candidate.party in topic.parties
        and each.candidate.issue in topic.issues
        and each.candidate.stance in topic.scale
    )


def undecided(candidates: Iterable[Waiting], known: Latest, lost: Container[Identity] = ()) -> tuple[Waiting, ...]:
    """Leave out the candidates that somebody has decided, but for those whose accepted quotes are lost."""
    return tuple(each for each in candidates if is_open(each.identity, known) or each.identity in lost)


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
