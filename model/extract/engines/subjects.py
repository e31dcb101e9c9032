"""Where the subject of a verb stands in a sentence, found by walking left from the verb without a parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from model.extract import grammar as g

if TYPE_CHECKING:
    from model.extract.attribution import Range

_LONGEST_SUBJECT = 16  # words
_RELATIVES = frozenset(("who", "which", "that"))


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries and adverbs: the last token before it, and what was passed on the way."""

    before: int
    first: int
    auxiliary: str
    is_negated: bool
    is_infinitive: bool
    has_be: bool
    has_will: bool


def verb_group(low: list[str], verb: int, floor: int) -> VerbGroup:
    """Walk left from a verb over its helpers; `floor` is the first token of the sentence."""
    at = verb - 1
    first = verb
    auxiliary = ""
    negated = has_be = has_will = False
    while at >= floor:
        word = low[at]
        if word == "to":
            around = low[at - 1] if at > floor else ""
            if around in g.ASPECTS:
                auxiliary = auxiliary or "to"
                first = at - 1
                at -= 2
                continue
            if around in g.NEGATIONS:
                negated = True
                if at - 2 >= floor and low[at - 2] in g.ASPECTS:
                    first = at - 2
                    at -= 3
                    continue
            return VerbGroup(at - 1, at, auxiliary, negated, True, has_be, has_will)
        if word in g.NEGATIONS:
            negated = True
            first = at
            auxiliary = auxiliary or (word if word == "cannot" else "")
        elif word in g.AUXILIARIES:
            auxiliary = auxiliary or word
            has_be = has_be or word in g.BE
            has_will = has_will or word in g.WILL
            first = at
        elif not (g.is_adverb(word) or word in g.QUOTATION):
            passed = _before_time(low, at, floor)
            if passed == at:
                break
            at = passed
            continue
        at -= 1
    return VerbGroup(at, first, auxiliary, negated, False, has_be, has_will)


def _before_time(low: list[str], at: int, floor: int) -> int:
    """Step over "on Friday" or "for more than two months" that ends here; the same place if there is none."""
    if low[at] not in g.TIMES and not low[at].isdigit():
        return at
    back = at - 1
    while back >= floor and (low[back] in g.TIME_WORDS or low[back].isdigit()):
        back -= 1
    if back >= floor and low[back] in g.TIME_PREPOSITIONS:
        back -= 1
    if back >= floor and low[at].isdigit() and back + 1 == at:
        return at
    return back


def subject(
    low: list[str], end: int, floor: int, name_ends: dict[int, int], name_starts: dict[int, int], verbs: frozenset[int]
) -> Range | None:
    """Give the words that stand as subject and end with token `end`; None if the verb takes over another's subject.

    `name_ends` and `name_starts` lead from the last or first token of a name to its other end; `verbs` are tokens of
    other verbs, which no subject reaches over.
    """
    at = end
    if at >= floor and low[at] in _RELATIVES:
        at -= 1
        if at >= floor and low[at] == ",":
            at -= 1
    elif at >= floor and low[at] in (",", ")", "–", "—"):
        opening = _opening(low, at, floor)
        if opening < 0:
            return None
        inserted = next((one for one in range(opening + 1, min(opening + 6, at)) if one in name_starts), -1)
        if (opening - 1) not in name_ends and 0 <= inserted and name_starts[inserted] == at:
            return (opening + 1, at)  # its foreign minister, NAME, said
        at = opening - 1
    if at < floor or at in verbs or low[at] in g.PUNCTUATION or low[at] in g.SUBORDINATORS or low[at] in ("and", "to", "&"):
        return None
    if low[at] in g.SUBJECT_PRONOUNS:
        return (at, at + 1)
    last = at + 1
    first = last
    while at >= floor and last - at <= _LONGEST_SUBJECT:
        if at in name_ends:
            at = name_ends[at]
            first = at
            at -= 1
            continue
        word = low[at]
        if word == ")" and "(" in low[max(floor, at - 6) : at]:
            at = max(one for one in range(max(floor, at - 6), at) if low[one] == "(") - 1
            continue
        if at in verbs or word in g.STOPS or word in g.SUBORDINATORS or word in g.AUXILIARIES or word in g.SUBJECT_PRONOUNS:
            if word not in ("'s", "that") or (word == "that"):
                break
        if word in (",", "and", "&") and not _joins(low, at, floor, name_ends, name_starts):
            break
        first = at
        at -= 1
    while first < last and low[first] in (",", "and"):
        first += 1
    return (first, last) if first < last else None


def _opening(low: list[str], closing: int, floor: int) -> int:
    """Find the sign that opens an insertion which a comma, dash or bracket closes; -1 if none."""
    sign = "(" if low[closing] == ")" else low[closing]
    in_brackets = False
    for at in range(closing - 1, max(floor, closing - 25), -1):
        word = low[at]
        if word == sign and not in_brackets:
            return at
        if word in "()" and sign == ",":
            in_brackets = word == ")"
        elif sign == "," and word in g.STOPS and not in_brackets:
            return -1
    return -1


def _joins(low: list[str], at: int, floor: int, name_ends: dict[int, int], name_starts: dict[int, int]) -> bool:
    """Tell whether a comma or "and" joins two names: "Britain, France and the Union"."""
    after = at + 1
    while after in range(len(low)) and (low[after] in ("the", "and", "both", "its", "their") or low[after] == "&"):
        after += 1
    before = at - 1
    while before >= floor and low[before] in (",", ")"):
        before -= 1
    return before in name_ends and (after in name_starts or any(one in name_starts for one in range(after, after + 3)))
