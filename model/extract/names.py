"""The names of a topic's parties and people, in all the forms in which texts have them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from model.extract.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from model.schema import Topic

NameKind = Literal["person", "description", "party", "adjective", "conduit"]

# Endings that make the name of a country into its people and its adjective: Iran, Iranian; Qatar, Qatari.
_DEMONYM_ENDINGS = ("n", "an", "ian", "i", "ese", "ish", "ic")
SHORT_WORDS = frozenset(("the", "a", "an", "of", "and", "in", "on", "to", "for"))


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


def names_of(topic: Topic, bodies: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Name]]:
    """Give every phrase that names a party, a person or a conduit, and whom; `bodies` are those of `named_bodies`."""
    yield from _short_names(bodies)
    for key, party in topic.parties.items():
        for name in dict.fromkeys((party.name, *party.aliases)):
            bare = name.removeprefix("the ").removeprefix("The ")
            if bare[:1].isupper():
                yield bare, Name(key, "party", is_proper=not _is_common(bare))
            else:  # "the operator" is the party, an operator is not; "Growers reject toll" is how headlines have it
                yield name, Name(key, "party", is_proper=False)
                if name.startswith("the ") and bare.endswith("s"):
                    yield bare, Name(key, "party")
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
    for name in (*lexicon()["conduits"], *topic.conduits):
        yield name, Name("", "conduit", is_proper=name[:1].isupper())


def _short_names(bodies: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Name]]:
    """Give "the union" for the one party whose name ends so: the Dockers' Union."""
    for last, (key, *others) in bodies.items():
        if not others:
            yield f"the {last}", Name(key, "party", is_proper=False)
            yield last, Name(key, "adjective", is_proper=False)


def named_bodies(topic: Topic) -> dict[str, tuple[str, ...]]:
    """Give, for every word such as "union", the parties whose names end with it or begin with it and "of"."""
    bodies = frozenset(lexicon()["bodies"])
    ends: dict[str, set[str]] = {}
    for key, party in topic.parties.items():
        for name in (party.name, *party.aliases):
            for last in bodies.intersection(name.lower().split()[-1:]):
                ends.setdefault(last, set()).add(key)
        for word, of, _ in (name.split(maxsplit=2) for name in (party.name, *party.aliases) if " of " in name):
            if of == "of" and word.lower() in _places():  # the City of Halden is the city
                ends.setdefault(word.lower(), set()).add(key)
    return {word: tuple(sorted(parties)) for word, parties in ends.items()}


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return frozenset(("city", "town", "county", "province", "state", "kingdom", "republic", *lexicon()["bodies"]))


def _is_common(name: str) -> bool:
    """Tell whether a name is made of common words, which texts write small: Port authority, Shippers; not Norvia."""
    _, *rest = name.split()
    of_several = any(word[:1].islower() and word not in SHORT_WORDS for word in rest)
    return of_several or (not rest and name.endswith("s") and name[1:].islower())


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
