"""Who is meant: the words of a source -> the parties that hold what is said, and the person who says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.extract.attribution import Clues, Range
    from model.extract.phrases import Match
    from model.extract.tokens import Tokens
    from model.extract.vocabulary import Name

_BOTH = frozenset(("sides", "countries", "parties", "nations", "governments", "leaders", "capitals", "delegations", "neighbours", "neighbors", "states", "teams", "foes", "rivals"))
_MEMBERS = frozenset(("of", "for", "from", "in", "at", "with"))


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a stance: parties (several if they speak as one), the person if one is named, and how that is known."""

    parties: tuple[str, ...]
    speaker: str = ""
    how: str = ""

    def __bool__(self) -> bool:
        return bool(self.parties)


NOBODY = Holder(())


@dataclass(slots=True)
class Memory:
    """Whom a text has spoken of so far: what pronouns and "both sides" stand for."""

    person: Holder = NOBODY
    speaker: Holder = NOBODY
    group: Holder = NOBODY
    pair: Holder = NOBODY
    offices: dict[str, Holder] = field(default_factory=dict)

    def note(self, holder: Holder, words: Sequence[str], *, speaks: bool) -> None:
        """Remember who was subject of a sentence, and who spoke."""
        if not holder or holder.how in ("pronoun", "pair"):
            return
        if len(holder.parties) == 2:
            self.pair = holder
        if holder.speaker:
            if speaks or holder.how == "person":
                self.person = holder
            if speaks:
                self.speaker = holder
            for word in words:
                if word in _roles():
                    self.offices[word] = holder
        else:
            self.group = holder


@lru_cache(maxsize=1)
def _roles() -> frozenset[str]:
    return frozenset(role for role in lexicon()["roles"] if " " not in role)


def resolve(tokens: Tokens, clues: Clues, source: Range, memory: Memory) -> Holder:
    """Say whom a phrase names; a holder without parties if nobody whom the topic knows."""
    first, last = source
    low = tokens.low
    names = [one for one in clues.names if first <= one.first and one.last <= last]
    if last - first == 1 and low[first] in g.PRONOUNS and not names:
        if (low[first] in g.POSSESSIVES or low[first] in g.PEOPLE) and (own := _own(low, clues, first)):
            return own
        return _pronoun(low[first], memory)
    head_end = _head_end(low, first, last, names)
    head = [one for one in names if one.first < head_end and _stands_for(low, one, head_end, names, tokens)]
    if head:
        return _holder(tokens, head)
    if any(low[at] in _BOTH for at in range(first, head_end)) and any(low[at] in ("both", "two", "the", "warring") for at in range(first, head_end)):
        if memory.pair and not any(one.first >= head_end for one in names):
            return Holder(memory.pair.parties, "", "pair")
    if any(low[at] in _roles() or (low[at] in _BOTH) for at in range(first, head_end)):
        behind = _behind(low, head_end, last, names)
        if not behind and memory.pair and head_end < last and any(low[at] in ("two", "both", "three", "four") and low[at + 1] in _BOTH for at in range(head_end, last - 1)):
            return Holder(memory.pair.parties, "", "pair")
        if behind:
            found = _holder(tokens, behind)
            return Holder(found.parties, tokens.words(first, last) if found.speaker else "", "role")
        if low[first] in g.POSSESSIVES:
            whose = resolve(tokens, clues, (first, first + 1), memory)
            return Holder(whose.parties, "", "pronoun") if whose else NOBODY
        if head_end == last and low[first] == "the":
            for at in range(head_end - 1, first, -1):
                if low[at] in memory.offices:
                    known = memory.offices[low[at]]
                    return Holder(known.parties, known.speaker, "description")
            if low[first] == "the" and last - first <= 3 and memory.person:
                return Holder(memory.person.parties, memory.person.speaker, "pronoun")
    return NOBODY


def _own(low: list[str], clues: Clues, at: int) -> Holder | None:
    """Find whose it is in the same sentence: "Trump is pinning his hopes"."""
    wants_person = low[at] in g.PEOPLE
    for one in clues.names:
        if one.last > at:
            return None
        is_person = one.label.kind in ("person", "description")
        after = low[one.last] if one.last < len(low) else ""
        before = low[one.first - 1] if one.first else ""
        if is_person == wants_person and one.label.party and after != "'s" and before not in g.PREPOSITIONS and one.label.kind != "adjective":
            return Holder((one.label.party,), one.label.person, "person" if is_person else "party")
    return None


def _pronoun(word: str, memory: Memory) -> Holder:
    if word in g.SPEAKERS:
        found = memory.speaker
    elif word in g.PEOPLE:
        found = memory.person
    elif word in ("they", "their", "them") and memory.pair and not memory.group:
        found = memory.pair
    else:
        found = memory.group
    return Holder(found.parties, found.speaker, "pronoun") if found else NOBODY


def _head_end(low: list[str], first: int, last: int, names: Sequence[Match[Name]]) -> int:
    """Give where the part before the first preposition ends; a preposition that begins the phrase is passed over."""
    inside = {at for one in names for at in range(one.first, one.last)}
    for at in range(first, last):
        if low[at] in g.PREPOSITIONS and at not in inside:
            if at == first:
                return last
            return at
    return last


def _stands_for(low: list[str], name: Match[Name], head_end: int, names: Sequence[Match[Name]], tokens: Tokens) -> bool:
    """Tell whether a name in the head of a phrase is the holder: itself, or by an office that goes with it."""
    kind = name.label.kind
    if kind == "conduit":
        return False
    rest = range(name.last, head_end)
    follows = low[name.last] if name.last < head_end else ""
    others_after = any(other.first > name.first and other.first < head_end and other.label.kind != "conduit" for other in names)
    if follows == "'s":
        if others_after and follows == "'s":
            return any(low[at] in ("and", ",") for at in range(name.last + 1, head_end)) and _office(low, rest)
        return _office(low, rest)
    if kind in ("person", "description"):
        return not (follows and follows not in (",", "and", "&", "(", "himself", "herself", "too", "both", "or") and _other_noun(low, rest))
    if kind == "adjective":
        if others_after and not any(low[at] in ("and", ",") for at in rest):
            return False
        return _office(low, rest) or (bool(follows) and name.last < head_end and tokens.is_capital(name.last))
    if not follows or follows in (",", "and", "&", "or", "itself", "(", "both", "each"):
        return True
    if any(other.first == name.last and other.label.kind in ("person", "description") for other in names):
        return False
    return _office(low, rest)


def _office(low: list[str], rest: range) -> bool:
    return any(low[at] in _roles() for at in rest)


def _other_noun(low: list[str], rest: range) -> bool:
    """Tell whether words that are no office follow: "the Smith campaign"."""
    return not _office(low, rest) and bool(len(rest)) and low[rest[0]].isalpha() and low[rest[0]] not in g.ADVERBS


def _behind(low: list[str], at: int, last: int, names: Sequence[Match[Name]]) -> list[Match[Name]]:
    """Give the names after the preposition that follows an office: "the leaders of Britain, France and Italy"."""
    if at >= last or low[at] not in _MEMBERS:
        return []
    found: list[Match[Name]] = []
    for one in names:
        if one.first < at or one.label.kind == "conduit":
            continue
        between = low[found[-1].last : one.first] if found else low[at + 1 : one.first]
        if any(word in g.PREPOSITIONS and word != "of" for word in between):
            break
        if found and one.label.kind == "person" and found[-1].label.party == one.label.party:
            found[-1] = one
            continue
        found.append(one)
    return found


def _holder(tokens: Tokens, names: Sequence[Match[Name]]) -> Holder:
    parties = tuple(dict.fromkeys(one.label.party for one in names))
    people = [one for one in names if one.label.person]
    if people:
        kind = "description" if people[0].label.kind == "description" else "person"
        return Holder(parties, people[0].label.person, kind)
    return Holder(parties, "", "role" if any(one.label.kind == "adjective" for one in names) else "party")
