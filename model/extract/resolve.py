"""Who is meant: the words of a source -> the parties that hold what is said, and the person who says it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.holder import NOBODY, OTHERS, Holder, Memory, holder_of, roles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.extract.attribution import Clues, Range
    from model.extract.names import Name
    from model.extract.phrases import Match
    from model.extract.tokens import Tokens

_GROUPS = g.words(
    "sides countries parties nations governments leaders capitals delegations neighbours neighbors states teams foes "
    "rivals"
)
_SHARES = g.words("percent cent % half third thirds quarter quarters tenths majority most many")
_OTHER_BODIES = g.words("council parliament senate congress court commission assembly opposition police army")
_COUNTED = g.words("both two three four the warring")
_MEMBERS = g.words("of for from in at with")  # the leaders of X, officials in X
_AFTER_NAME = g.words(", and & ( or nor join joins joined itself himself herself alone too both each")
_SENT = g.words("led headed based sent")  # a delegation led by X
_PAPERS = g.words("text draft proposal plan document memorandum memo paper blueprint roadmap bill counterproposal")
_OWN_GROUPS = g.words("company firm party country government union movement state nation team group ministry city")
_FARTHEST_GROUP = 20  # words
_OF_SEVERAL = frozenset(("they", "their", "them"))
_BARE_ROLE = 3  # words of "the foreign minister"


def resolve(tokens: Tokens, clues: Clues, source: Range, memory: Memory) -> Holder:
    """Say whom a phrase names; a holder without parties if nobody whom the topic knows."""
    first, last = source
    low = tokens.low
    if "of" in low[first:last] and not _SHARES.isdisjoint(low[first : low.index("of", first)]):
        return NOBODY  # two thirds of Norvians are not Norvia
    names = [one for one in clues.names if first <= one.first and one.last <= last]
    if last - first == 1 and low[first] in g.PRONOUNS and not names:
        return _pronoun(low, clues, first, memory)
    head = range(first, _head_end(low, source, names))
    here = [one for one in names if one.first < head.stop and _stands_for(tokens, one, head, names)]
    if here:
        return _joined(here)
    both = memory.together(low[head.start : head.stop])
    if both and _is_counted(low, head) and not any(one.first >= head.stop for one in names):
        return Holder(both.parties, "", "pair")
    if any(low[at] in roles() or low[at] in _GROUPS for at in head):
        return _by_office(tokens, clues, source, head, memory)
    return NOBODY


def _by_office(tokens: Tokens, clues: Clues, source: Range, head: range, memory: Memory) -> Holder:
    """Resolve an office without a name: of whom it is, or who was last said to hold it."""
    low = tokens.low
    names = [one for one in clues.names if source[0] <= one.first and one.last <= source[1]]
    behind = _behind(low, head.stop, names)
    if behind:
        found = _joined(behind)
        return Holder(found.parties, tokens.words(*source) if found.speaker else "", "role")
    rest = range(head.stop, source[1])
    both = memory.together(low[rest.start : rest.stop])
    if both and _is_counted(low, rest):
        return Holder(both.parties, "", "pair")
    if low[head.start] in g.POSSESSIVES:
        whose = _pronoun(low, clues, head.start, memory)
        return Holder(whose.parties, "", "pronoun") if whose else NOBODY
    if rest or low[head.start] != "the":
        return NOBODY
    office = next((low[at] for at in reversed(head) if low[at] in memory.offices), "")
    if office:
        return Holder(memory.offices[office].parties, memory.offices[office].speaker, "description")
    is_bare = len(head) <= _BARE_ROLE and bool(memory.person) and low[head[-1]] not in _OTHER_BODIES
    is_bare = is_bare and memory.may_be(memory.person, low[head[-1]])
    return Holder(memory.person.parties, memory.person.speaker, "pronoun") if is_bare else NOBODY


def _is_counted(low: list[str], words: range) -> bool:
    """Tell whether words are such as "both sides", "the two countries"."""
    return any(low[at] in _GROUPS for at in words) and any(low[at] in _COUNTED for at in words)


def _pronoun(low: list[str], clues: Clues, at: int, memory: Memory) -> Holder:
    word = low[at]
    if word in _OF_SEVERAL and (several := _several_before(low, clues, at)):
        return several
    if (word in g.POSSESSIVES or word in g.PEOPLE) and (own := _named_before(low, clues, at)):
        return own
    if word in g.SPEAKERS:
        found = memory.speaker
    elif word in g.PEOPLE:
        found = memory.person
    elif word in ("they", "their", "them") and memory.pair and not memory.group:
        found = memory.pair
    elif word in ("it", "its", "itself") and _own_group(low, at):
        found = memory.person
    elif word in ("it", "its", "itself") and len(memory.group.parties) > 1:
        found = NOBODY
    else:
        found = memory.group
    return Holder(found.parties, found.speaker, "pronoun") if found else NOBODY


def _own_group(low: list[str], at: int) -> bool:
    """Tell whether "it" takes up a person's own group: "he said his company would stand by its offer"."""
    for one in range(at - 1, max(0, at - _FARTHEST_GROUP), -1):
        if low[one] in g.STOPS:
            break
        if low[one] in _OWN_GROUPS and low[one - 1] in ("his", "her"):
            return True
    return False


def _several_before(low: list[str], clues: Clues, at: int) -> Holder:
    """Find the two with whom a sentence begins: "Berg and Stein repeated their call"."""
    names = [one for one in clues.names if one.last <= at and one.label.party]
    for one, other in pairwise(names):
        is_alike = bool(one.label.person) == bool(other.label.person) and one.label.party != other.label.party
        if low[one.last : other.first] == ["and"] and is_alike:
            return Holder(tuple(dict.fromkeys((one.label.party, other.label.party))), "", "pair")
    return NOBODY


def _named_before(low: list[str], clues: Clues, at: int) -> Holder:
    """Find whom a pronoun takes up in its own sentence: "the president is pinning his hopes"."""
    wants_person = low[at] in g.PEOPLE
    for one in clues.names:
        if one.last > at:
            break
        is_person = one.label.kind in ("person", "description")
        is_subject = low[one.last] != "'s" and (not one.first or low[one.first - 1] not in g.PREPOSITIONS)
        if is_person == wants_person and one.label.party and is_subject and one.label.kind != "adjective":
            return holder_of(one)
    return NOBODY


def _head_end(low: list[str], source: Range, names: Sequence[Match[Name]]) -> int:
    """Give where the part before the first preposition ends; a preposition that begins the phrase is passed over."""
    first, last = source
    inside = {at for one in names for at in range(one.first, one.last)}
    preposition = next((at for at in range(first, last) if low[at] in g.PREPOSITIONS and at not in inside), last)
    return last if preposition == first else preposition


def _stands_for(tokens: Tokens, name: Match[Name], head: range, names: Sequence[Match[Name]]) -> bool:
    """Tell whether a name in the head of a phrase is the holder: itself, or by an office that goes with it."""
    low = tokens.low
    rest = range(name.last, head.stop)
    follows = low[name.last] if rest else ""
    others = [one for one in names if name.first < one.first < head.stop and one.label.kind != "conduit"]
    joins = any(low[at] in ("and", ",", "nor") for at in rest)
    has_office = any(low[at] in roles() or low[at] in _PAPERS for at in rest)
    if follows == "'s":
        return has_office and (joins or not others)
    match name.label.kind:
        case "conduit":
            return False
        case "person" | "description":
            return has_office or not follows or follows in _AFTER_NAME or not follows.isalpha() or g.is_adverb(follows)
        case "adjective":
            is_named = bool(follows) and tokens.is_capital(name.last)
            is_whole = head == range(name.first, name.last)  # Norvian demands
            return is_whole or ((joins or not others) and (has_office or is_named))
        case _:
            is_of_person = any(one.first == name.last and one.label.person for one in others)
            is_whole = not follows or follows in _AFTER_NAME or follows in _SENT
            return is_whole or (has_office and not is_of_person)


def _behind(low: list[str], at: int, names: Sequence[Match[Name]]) -> list[Match[Name]]:
    """Give the names after the preposition that follows an office: "the leaders of Britain, France and Italy"."""
    found: list[Match[Name]] = []
    if at >= len(low) or low[at] not in _MEMBERS:
        return found
    for one in names:
        if one.first < at or one.label.kind == "conduit":
            continue
        if low[one.last : one.last + 1] == ["'s"] and not OTHERS.isdisjoint(low[one.last + 1 : one.last + 4]):
            continue  # its backers are others
        between = low[found[-1].last : one.first] if found else low[at + 1 : one.first]
        if any(word in g.PREPOSITIONS and word not in ("of", low[at]) for word in between):
            break
        if found and one.label.kind == "person" and found[-1].label.party == one.label.party:
            found.pop()
        found.append(one)
    return found


def _joined(names: Sequence[Match[Name]]) -> Holder:
    parties = tuple(dict.fromkeys(one.label.party for one in names))
    person = next((one for one in names if one.label.person), None)
    if person is not None:
        people = tuple((one.label.party, one.label.person) for one in reversed(names) if one.label.person)
        return Holder(parties, person.label.person, holder_of(person).how, people)
    how = "role" if any(one.label.kind == "adjective" for one in names) else "party"
    return Holder(parties, "", "near" if any(one.label.is_near for one in names) else how)
