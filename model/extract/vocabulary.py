"""A topic's words for extraction, made ready once: who may speak, what may be spoken of, and how."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from model.digest import sha256
from model.extract.inverse import inverse_votes, is_how_much, is_mostly_inverse
from model.extract.kin import kin
from model.extract.lexicon import PARTICLES, Cue, cue_phrases, lexicon
from model.extract.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.schema import Issue, Topic

TermKind = Literal["term", "weak", "for", "against", "act for", "act against", "condition"]
NameKind = Literal["person", "description", "party", "adjective", "conduit"]

# Endings that make the name of a country into its people and its adjective: Iran, Iranian; Qatar, Qatari.
_DEMONYM_ENDINGS = ("n", "an", "ian", "i", "ese", "ish", "ic")
_SHORTEST_FORM = 3  # letters
_SHORT_WORDS = frozenset(("the", "a", "an", "of", "and", "in", "on", "to", "for"))

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


@dataclass(frozen=True, slots=True)
class Name:
    """Whom a phrase names: a party, and the person if it is one; a proper name begins with a capital in the text.

    A name that is near is spelt otherwise than the topic has it.
    """

    party: str
    kind: NameKind
    person: str = ""
    is_proper: bool = True
    is_near: bool = False


Label = Term | Name | Cue


@dataclass(frozen=True)
class Vocabulary:
    """The parties and issues of a topic as extraction reads them; the digest changes with every word of them."""

    topic: Topic
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        topic = self.topic
        words = repr((topic.issues, topic.parties, topic.scale, topic.cues, topic.conduits, topic.trailers))
        object.__setattr__(self, "digest", sha256(words.encode()))

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
        return tuple(self._names())

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
            is_inverse = sum(1 if whole[key, phrase].is_inverse else -1 for phrase in issue.terms) > 0
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

    def _short_names(self) -> Iterator[tuple[str, Name]]:
        """Give "the union" for the one party whose name ends so: the Dockers' Union."""
        bodies = frozenset(lexicon()["bodies"])
        ends: dict[str, set[str]] = {}
        for key, party in self.topic.parties.items():
            for name in (party.name, *party.aliases):
                for last in bodies.intersection(name.lower().split()[-1:]):
                    ends.setdefault(last, set()).add(key)
            for word, of, _ in (name.split(maxsplit=2) for name in (party.name, *party.aliases) if " of " in name):
                if of == "of" and word.lower() in _places():  # the City of Halden is the city
                    ends.setdefault(word.lower(), set()).add(key)
        for last, (key, *others) in ends.items():
            if not others:
                yield f"the {last}", Name(key, "party", is_proper=False)

    def _names(self) -> Iterator[tuple[str, Name]]:
        yield from self._short_names()
        for key, party in self.topic.parties.items():
            for name in dict.fromkeys((party.name, *party.aliases)):
                bare = name.removeprefix("the ").removeprefix("The ")
                if bare[:1].isupper():
                    yield bare, Name(key, "party", is_proper=not _is_common(bare))
                else:  # "the operator" is the party, an operator is not
                    yield name, Name(key, "party", is_proper=False)
            taken = {word.lower() for word in (party.name, *party.aliases)}
            for word in {*_demonyms(party.name), *(word for alias in party.aliases for word in _known_demonyms(alias))}:
                if word.lower() not in taken:
                    yield word, Name(key, "adjective")
                    yield word + "s", Name(key, "party")
            for person, other in party.people.items():
                for name in dict.fromkeys((person, *_surname(person), *other.aliases)):
                    kind: NameKind = "description" if name.startswith(("the ", "The ")) else "person"
                    bare = name[4:] if kind == "description" else name
                    yield bare, Name(key, kind, person, is_proper=kind == "person" and bare[:1].isupper())
        for name in (*lexicon()["conduits"], *self.topic.conduits):
            yield name, Name("", "conduit", is_proper=name[:1].isupper())


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return frozenset(("city", "town", "county", "province", "state", "kingdom", "republic", *lexicon()["bodies"]))


def _is_common(name: str) -> bool:
    """Tell whether a name is made of common words, which texts write small: Port authority, Shippers; not Norvia."""
    _, *rest = name.split()
    of_several = any(word[:1].islower() and word not in _SHORT_WORDS for word in rest)
    return of_several or (not rest and name.endswith("s") and name[1:].islower())


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
        if len(bare) > 3 and bare not in _SHORT_WORDS:
            yield bare.removesuffix("s") + "*"


def _surname(person: str) -> tuple[str, ...]:
    """Give the last name alone: texts use it after the first mention."""
    last = person.rsplit(maxsplit=1)[-1]
    return (last,) if last != person and len(last) > 2 and last[0].isupper() else ()


def _known_demonyms(name: str) -> set[str]:
    """Give the words for a country's people that no rule of English makes: Dutch, British."""
    return {word for word, of in lexicon()["demonyms"].items() if name in (of if isinstance(of, list) else [of])}


def _demonyms(name: str) -> set[str]:
    """Give the words that may stand for a country's people: by the endings of English, and the exceptions."""
    known = _known_demonyms(name)
    if known or " " in name or not name[:1].isupper() or name.isupper():
        return known
    stems = {name, name.rstrip("aeiouy"), name[:-1] if name.endswith(("a", "e", "y")) else name}
    return {stem + ending for stem in stems if len(stem) > 2 for ending in _DEMONYM_ENDINGS}
