"""A topic's words for extraction, made ready once: who may speak, what may be spoken of, and how."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from model.digest import text_digest
from model.extract.inverse import inverse_votes, is_how_much, is_mostly_inverse
from model.extract.kin import kin
from model.extract.lexicon import PARTICLES, Cue, cue_phrases, lexicon
from model.extract.names import SHORT_WORDS, Name, named_bodies, names_of
from model.extract.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from model.schema import Issue, Topic

TermKind = Literal["term", "weak", "for", "against", "act for", "act against", "condition"]

_SHORTEST_FORM = 3  # letters

_AMOUNT = re.compile(r"(\d+(?:[.,]\d+)?) ?(?:%|per ?cent\b)")
THE_AMOUNT = "the amount"
OTHER_AMOUNT = "another amount"

_KNOWN_BY_MOST = 6  # letters; of shorter names too many are near to others


@dataclass(frozen=True, slots=True)
class Term:
    """What a phrase of an issue's vocabulary says: which issue, and of what kind it is.

    A term is inverse if the proposition is against it: where a strike is to end, who backs the strike opposes. A weak
    term that is unclear in this may be either: "stop the bloodshed" is for a truce, "a lull" as well.
    """

    issue: str
    kind: TermKind
    phrase: str
    is_inverse: bool = False
    is_unclear: bool = False


Label = Term | Name | Cue


@dataclass(frozen=True)
class Vocabulary:
    """The parties and issues of a topic as extraction reads them; the digest changes with every word of them."""

    topic: Topic
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        topic = self.topic
        words = repr((topic.issues, topic.parties, topic.scale, topic.cues, topic.conduits, topic.trailers))
        object.__setattr__(self, "digest", text_digest(words))

    @classmethod
    def of(cls, topic: Topic) -> Vocabulary:
        """Make a topic's vocabulary ready."""
        return cls(topic)

    @cached_property
    def phrases(self) -> Phrases[Label]:
        """Give everything that is looked up in a text."""
        phrases: tuple[tuple[str, Label], ...] = (
            *self.terms(),
            *self._kin(),
            *self.names,
            *cue_phrases(self.topic.cues),
        )
        return Phrases(phrases, joins=_is_term)

    @cached_property
    def names(self) -> tuple[tuple[str, Name], ...]:
        """Give every name with whom it stands for."""
        return tuple(names_of(self.topic, self.bodies))

    @cached_property
    def bodies(self) -> Mapping[str, tuple[str, ...]]:
        """Give the parties whose names tell that they are a government, a union and the like, by that word."""
        return named_bodies(self.topic)

    @cached_property
    def spellings(self) -> dict[str, dict[str, Name]]:
        """Give the names of one word that are long enough to be known when they are misspelt, by their first letters.

        All of it is in small letters.
        """
        found: dict[str, dict[str, Name]] = {}
        for phrase, name in self.names:
            is_long = phrase.isalpha() and len(phrase) >= _KNOWN_BY_MOST
            if is_long and phrase[0].isupper() and name.kind in ("person", "party"):
                found.setdefault(phrase[0].lower(), {})[phrase.lower()] = name
        return found

    @cached_property
    def misspelt(self) -> dict[str, Name | None]:
        """Give whose names words were found to be near to; it fills as texts are read, again and again the same."""
        return {}

    @cached_property
    def own_words(self) -> frozenset[str]:
        """Give every word of names, terms and offices, in small letters."""
        offices = (*lexicon()["roles"], *lexicon()["titles"])
        phrases = (*(phrase for phrase, _ in (*self.names, *self.terms())), *offices)
        return frozenset(word.strip("*") for phrase in phrases for word in phrase.lower().replace("-", " ").split())

    @cached_property
    def short_forms(self) -> dict[str, Term]:
        """Give the last words of the longer names of things, of one issue only: "levy" for a carbon border levy."""
        found: dict[str, Term] = {}
        several: set[str] = set()
        whole = {(term.issue, term.phrase): term for _, term in self.terms() if term.kind == "term"}
        for key, issue in self.topic.issues.items():
            vote = inverse_votes(issue, (issue.name,))[issue.name]
            most = sum(1 if whole[key, phrase].is_inverse else -1 for phrase in issue.terms)
            is_inverse = vote > 0 or (vote == 0 and most > 0)
            for phrase in (issue.name, *issue.terms):
                *first, last = phrase.replace("-", " ").lower().removesuffix("*").split() or ("",)
                if not first or len(last) < _SHORTEST_FORM or last not in f"{issue.name} {issue.proposition}".lower():
                    continue
                short = whole.get((key, phrase), Term(key, "term", phrase, is_inverse))
                for word in (last, last.removesuffix("s"), f"{last.removesuffix('s')}s"):
                    if found.setdefault(word, short).issue != key:
                        several.add(word)
        return {word: term for word, term in found.items() if word not in several}

    @cached_property
    def amounts(self) -> tuple[Term, Term, frozenset[str]] | None:
        """Give the terms that the amount of the one issue about percentages is, and any other one, and that amount."""
        found = [
            (key, amounts)
            for key, issue in self.topic.issues.items()
            if (amounts := _AMOUNT.findall(f"{issue.name} {issue.proposition}"))
        ]
        if len(found) != 1:
            return None
        ((key, amounts),) = found
        is_inverse = not is_how_much(self.topic.issues[key].proposition) and any(
            term.is_inverse for _, term in self.terms() if term.issue == key and term.kind == "term"
        )
        return (
            Term(key, "term", THE_AMOUNT, is_inverse),
            Term(key, "term", OTHER_AMOUNT, is_inverse),
            frozenset(amounts),
        )

    @cached_property
    def levels(self) -> dict[str, str]:
        """Map support, conditional, ambiguous and oppose to the levels of the topic's scale that lie nearest.

        Of two that are as near it is the one nearer to the middle: never more certain than the evidence.
        """
        scale = self.topic.scale
        values = {level: one.value for level, one in scale.items()}
        low, high = min(values.values()), max(values.values())
        at = {level: (value - low) / ((high - low) or 1) for level, value in values.items()}
        wanted = {"support": 1.0, "conditional": 0.75, "ambiguous": 0.5, "oppose": 0.0}
        return {
            name: name
            if name in scale
            else min(values, key=lambda level: (abs(at[level] - share), abs(at[level] - 0.5)))
            for name, share in wanted.items()
        }

    def terms(self) -> Iterator[tuple[str, Term]]:
        """Give every phrase of every issue with what it stands for."""
        for key, issue in self.topic.issues.items():
            names = tuple(_from_name(issue.name)) if not issue.terms else ()  # the name is better than nothing
            votes = inverse_votes(issue, (*issue.terms, *issue.weak, *names))
            ends = any(vote > 0 for vote in votes.values())
            mostly = is_mostly_inverse(issue.proposition, votes.values())
            for kind, phrases in (*_kinds(issue), ("term", names)):
                for phrase in phrases:
                    vote = votes.get(phrase, 0) if kind in ("term", "weak") else -1
                    is_unclear = kind == "weak" and vote == 0 and ends
                    yield phrase, Term(key, kind, phrase, vote > 0 or (vote == 0 and mostly), is_unclear)
                    if kind not in ("term", "weak", "condition") and (done := _passive(phrase)):
                        side: TermKind = "for" if kind in ("for", "act for") else "against"
                        yield done, Term(key, side, phrase)

    def _kin(self) -> Iterator[tuple[str, Term]]:
        whole = {(term.issue, term.phrase): term for _, term in self.terms() if term.kind == "term"}
        for key, term, other in kin({key: issue.terms or (issue.name,) for key, issue in self.topic.issues.items()}):
            yield other, whole[key, term]


def _is_term(label: Label) -> bool:
    return isinstance(label, Term)


def _kinds(issue: Issue) -> Iterator[tuple[TermKind, tuple[str, ...]]]:
    yield "term", issue.terms
    yield "weak", issue.weak
    yield "for", issue.for_
    yield "against", issue.against
    yield "act for", issue.acts.support
    yield "act against", issue.acts.oppose
    yield "condition", issue.conditions


def _passive(phrase: str) -> str:
    """Give the passive order of a verb with an open end and its object: cut* off * fuel, fuel * cut* off."""
    verb, *rest = phrase.split()
    if rest and rest[0] in PARTICLES:
        verb = f"{verb} {rest.pop(0)}"
    while rest and rest[0] == "*":
        rest = rest[1:]
    is_verb = verb.split()[0].endswith("*")
    return " ".join((*rest, "*", verb)) if is_verb and rest and "*" not in rest else ""


def _from_name(name: str) -> Iterator[str]:
    """Make terms of an issue's name: the whole of it, and its longer words with any ending."""
    yield name
    for word in name.replace("-", " ").split():
        bare = word.strip(",.;:()").lower()
        if len(bare) > 3 and bare not in SHORT_WORDS:
            yield bare.removesuffix("s") + "*"
