"""What a topic's words find in texts: how often each term does, and the sentences that come near a candidate."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from model.extract.clean import body
from model.extract.mentions import clues
from model.extract.segment import segment
from model.extract.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from model.extract.candidate import Candidate
    from model.extract.lexicon import Cue
    from model.extract.vocabulary import Term, TermKind, Vocabulary

_SHORTEST = 4  # letters of a word that takes a side; "for" and "let" say too little alone


@dataclass(frozen=True, slots=True)
class Sighting:
    """A sentence (code points of its text) with what stands in it: parties, terms, and words that take a side.

    Terms and sides come with their words as the text has them.
    """

    start: int
    end: int
    parties: tuple[str, ...]
    terms: tuple[tuple[Term, str], ...]
    sides: tuple[str, ...]


def sightings(text: str, vocabulary: Vocabulary) -> tuple[Sighting, ...]:
    """Give every sentence of an article that has something of the vocabulary, in order."""
    tokens = tokenize(text)
    sentences = segment(tokens, body(text, vocabulary.topic.trailers))
    found = []
    for sentence, share in zip(sentences, clues(tokens, sentences, vocabulary), strict=True):
        parties = tuple(dict.fromkeys(match.label.party for match in share.names if match.label.party))
        matches = {(match.first, *_written(match.label)): match for match in reversed(share.terms)}
        terms = tuple((match.label, tokens.words(match.first, match.last)) for match in reversed(matches.values()))
        sides = (match for match in share.cues if _takes_side(match.label))
        words = tuple(dict.fromkeys(tokens.words(match.first, match.last) for match in sides))
        if parties or terms or words:
            found.append(Sighting(sentence.start, sentence.end, parties, terms, words))
    return tuple(found)


def _takes_side(cue: Cue) -> bool:
    return cue.sign != 0 and cue.form != "modal" and len(cue.word) >= _SHORTEST


def written_terms(vocabulary: Vocabulary) -> list[Term]:
    """Give the terms as the topic's file has them, each once for an issue, without the forms made of them."""
    terms: dict[tuple[str, str], Term] = {}
    for _, term in vocabulary.terms():
        terms.setdefault(_written(term), term)
    return list(terms.values())


def kinds_of(vocabulary: Vocabulary) -> dict[Term, tuple[TermKind, ...]]:
    """Give the terms as `written_terms` does, each with all the headings under which the file has it."""
    kinds: dict[tuple[str, str], dict[TermKind, None]] = {}
    for spelling, term in vocabulary.terms():
        if spelling == term.phrase:
            kinds.setdefault(_written(term), {})[term.kind] = None
    return {term: tuple(kinds[_written(term)]) for term in written_terms(vocabulary)}


def _written(term: Term) -> tuple[str, str]:
    return term.issue, term.phrase


class Hits:
    """How often each term and each party was found, and in how many texts; add texts one after the other."""

    def __init__(self) -> None:
        self._times: Counter[tuple[str, ...]] = Counter()
        self._texts: Counter[tuple[str, ...]] = Counter()

    def add(self, seen: Iterable[Sighting]) -> None:
        """Count the terms and the parties of one text."""
        found: list[tuple[str, ...]] = []
        for sighting in seen:
            found += (_written(term) for term, _ in sighting.terms)
            found += ((party,) for party in sighting.parties)
        self._times.update(found)
        self._texts.update(set(found))

    def of(self, term: Term) -> tuple[int, int]:
        """Give how often a term was found, and in how many texts."""
        return self._times[_written(term)], self._texts[_written(term)]

    def of_party(self, party: str) -> tuple[int, int]:
        """Give in how many sentences a party was found by any of its names and people, and in how many texts."""
        return self._times[party,], self._texts[party,]


def without_issue(seen: Iterable[Sighting], candidates: Sequence[Candidate]) -> Iterator[Sighting]:
    """Give the sentences where a party is named and a side is taken, but on no issue: a term may be missing."""
    for one in seen:
        if one.parties and one.sides and not one.terms and not _issues(one, candidates):
            yield one


def not_proposed(seen: Iterable[Sighting], candidates: Sequence[Candidate]) -> Iterator[tuple[Sighting, str, str]]:
    """Give the sentences with an issue's term but no candidate on it, with the issue and what seems to be missing."""
    for one in seen:
        proposed = _issues(one, candidates)
        for issue in dict.fromkeys(term.issue for term, _ in one.terms):
            if issue not in proposed:
                yield one, issue, _missing(one, issue)


def _issues(sighting: Sighting, candidates: Sequence[Candidate]) -> set[str]:
    return {one.issue for one in candidates if one.start < sighting.end and sighting.start < one.end}


def _missing(sighting: Sighting, issue: str) -> str:
    kinds = {term.kind for term, _ in sighting.terms if term.issue == issue}
    if not sighting.sides and not kinds & {"act for", "act against"}:
        return "no word takes a side" + (", and the term is a weak one" if kinds == {"weak"} else "")
    return "no rule joins party, side and issue" if sighting.parties else "no party is named here"
