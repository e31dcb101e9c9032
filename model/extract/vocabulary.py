"""A topic's words for extraction, made ready once: who may speak, what may be spoken of, and how."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from model.extract.lexicon import Cue, cue_phrases, lexicon
from model.extract.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.schema import Issue, Topic

TermKind = Literal["term", "weak", "for", "against", "act for", "act against", "condition"]
NameKind = Literal["person", "description", "party", "adjective", "conduit"]

# Endings that make the name of a country into its people and its adjective: Iran, Iranian; Qatar, Qatari.
_DEMONYM_ENDINGS = ("n", "an", "ian", "i", "ese", "ish", "ic")
_SHORT_WORDS = frozenset(("the", "a", "an", "of", "and", "in", "on", "to", "for"))


@dataclass(frozen=True, slots=True)
class Term:
    """What a phrase of an issue's vocabulary says: which issue, and of what kind it is."""

    issue: str
    kind: TermKind
    phrase: str


@dataclass(frozen=True, slots=True)
class Name:
    """Whom a phrase names: a party, and the person if it is one."""

    party: str
    kind: NameKind
    person: str = ""


Label = Term | Name | Cue


@dataclass(frozen=True)
class Vocabulary:
    """The parties and issues of a topic as extraction reads them; the digest changes with every word of them."""

    topic: Topic
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        words = self.topic.model_dump_json(include={"issues", "parties", "scale", "cues", "conduits", "trailers"})
        object.__setattr__(self, "digest", sha256(words.encode()).hexdigest())

    @classmethod
    def of(cls, topic: Topic) -> Vocabulary:
        """Make a topic's vocabulary ready."""
        return cls(topic)

    @cached_property
    def phrases(self) -> Phrases[Label]:
        """Give everything that is looked up in a text."""
        return Phrases((*self.terms(), *self._names(), *cue_phrases(self.topic.cues)))

    @cached_property
    def levels(self) -> dict[str, str]:
        """Map support, conditional, ambiguous and oppose to the levels of the topic's scale that lie nearest."""
        scale = self.topic.scale
        values = {level: one.value for level, one in scale.items()}
        low, high = min(values.values()), max(values.values())
        wanted = {"support": 1.0, "conditional": 0.75, "ambiguous": 0.5, "oppose": 0.0}
        return {
            name: name if name in scale else min(values, key=lambda level: abs(values[level] - low - share * (high - low)))
            for name, share in wanted.items()
        }

    def terms(self) -> Iterator[tuple[str, Term]]:
        """Give every phrase of every issue with what it stands for."""
        for key, issue in self.topic.issues.items():
            for kind, phrases in _kinds(issue):
                for phrase in phrases:
                    yield phrase, Term(key, kind, phrase)
            if not issue.terms:  # the name is better than nothing
                for phrase in _from_name(issue.name):
                    yield phrase, Term(key, "term", phrase)

    def _names(self) -> Iterator[tuple[str, Name]]:
        for key, party in self.topic.parties.items():
            for name in dict.fromkeys((party.name, *party.aliases)):
                yield name, Name(key, "party")
            taken = {word.lower() for word in (party.name, *party.aliases)}
            for word in _demonyms(party.name):
                if word.lower() not in taken:
                    yield word, Name(key, "adjective")
                    yield word + "s", Name(key, "party")
            for person, other in party.people.items():
                for name in dict.fromkeys((person, *_surname(person), *other.aliases)):
                    kind: NameKind = "description" if name.startswith(("the ", "The ")) else "person"
                    bare = name[4:] if kind == "description" else name
                    yield bare, Name(key, kind, person)
        for name in (*lexicon()["conduits"], *self.topic.conduits):
            yield name, Name("", "conduit")


def _kinds(issue: Issue) -> Iterator[tuple[TermKind, tuple[str, ...]]]:
    yield "term", issue.terms
    yield "weak", issue.weak
    yield "for", issue.for_
    yield "against", issue.against
    yield "act for", issue.acts.support
    yield "act against", issue.acts.oppose
    yield "condition", issue.conditions


def _from_name(name: str) -> Iterator[str]:
    """Make terms of an issue's name: the whole of it, and its longer words with any ending."""
    yield name
    for word in name.replace("-", " ").split():
        bare = word.strip(",.;:()").lower()
        if len(bare) > 3 and bare not in _SHORT_WORDS:
            yield bare.removesuffix("s") + "*"


def _surname(person: str) -> tuple[str, ...]:
    """Give the last name alone: texts use it after the first mention."""
    last = person.split()[-1]
    return (last,) if last != person and len(last) > 2 and last[0].isupper() else ()


def _demonyms(name: str) -> set[str]:
    """Give the words that may stand for a country's people: by the endings of English, and the exceptions."""
    known = {adjective for adjective, of in lexicon()["demonyms"].items() if name in (of if isinstance(of, list) else [of])}
    if known or " " in name or not name[:1].isupper() or name.isupper():
        return known
    stems = {name, name.rstrip("aeiouy"), name[:-1] if name.endswith(("a", "e", "y")) else name}
    return {stem + ending for stem in stems if len(stem) > 2 for ending in _DEMONYM_ENDINGS}
