"""Where the subject of a verb stands in a sentence, found by walking left from the verb without a parse."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from model.extract import grammar as g

if TYPE_CHECKING:
    from model.extract.attribution import Range
    from model.extract.engines.scene import Scene

_LONGEST_SUBJECT = 16  # words
_LONGEST_CLAUSE = 30  # words between a name and its verb
_FAILING = frozenset(("fail", "fails", "failed", "failing"))
_CLAUSE_OPENERS = frozenset(("who", "which", "whose"))
_CLOSING = frozenset((",", ")", "–", "—"))
_BEGINNING = frozenset(("the", "a", "an", "its", "his", "her", "their"))
_BEFORE_BEGINNING = g.PREPOSITIONS | {",", "and", "&", "nor", "both", "all", "half", "not", "even", "only"}
_NEVER_IN_SUBJECT = (g.STOPS | g.SUBORDINATORS | g.AUXILIARIES | g.SUBJECT_PRONOUNS) - {"'s", "nor"}
_JOINING = frozenset((",", "and", "&", "nor"))


class VerbGroup(NamedTuple):
    """A verb with its auxiliaries and adverbs: the last token before it, and what was passed on the way."""

    before: int
    first: int
    auxiliary: str
    is_negated: bool
    has_be: bool
    is_infinitive: bool = False


def verb_group(low: list[str], verb: int, floor: int) -> VerbGroup:
    """Walk left from a verb over its helpers; `floor` is the first token of the sentence."""
    at = verb - 1
    first = verb
    auxiliary = ""
    negated = has_be = False
    while at >= floor:
        word = low[at]
        if word == "to":
            around = low[at - 1] if at > floor else ""
            if (aspect := _aspect(low, at, floor)) >= 0:
                auxiliary = auxiliary or "to"
                first, at = aspect, aspect - 1
                continue
            if around in _FAILING:
                negated = True
                auxiliary = auxiliary or "to"
                first = at - 1
                at -= 2
                continue
            if around == "yet":  # has yet to say
                negated = True
                first = at - 1
                at -= 2
                continue
            if around in g.NEGATIONS:
                negated = True
                if at - 2 >= floor and low[at - 2] in g.ASPECTS:
                    auxiliary = auxiliary or "to"
                    first = at - 2
                    at -= 3
                    continue
            return VerbGroup(at - 1, at, auxiliary, negated, has_be, is_infinitive=True)
        if word in g.NEGATIONS and word not in g.NOBODY:
            negated = True
            first = at
            auxiliary = auxiliary or (word if word == "cannot" else "")
        elif word in g.AUXILIARIES:
            auxiliary = auxiliary or word
            has_be = has_be or word in g.BE
            first = at
        elif not (g.is_adverb(word) or word in g.QUOTATION):
            passed = _before_aside(low, at, floor)
            if passed == at:
                break
            at = passed
            continue
        at -= 1
    return VerbGroup(at, first, auxiliary, negated, has_be)


def _aspect(low: list[str], to: int, floor: int) -> int:
    """Find the verb before "to" that only tells when or how: "continues to", "voted 24 to 19 to"; -1 if none."""
    at = to - 1
    if at >= floor and low[at] in g.ASPECTS:
        return at
    while at > floor and g.is_count(low[at]):
        at -= 1
    return at if at < to - 1 and low[at] in ("voted", "votes", "vote") else -1


def _before_aside(low: list[str], at: int, floor: int) -> int:
    """Step over "on Friday" or "for its part" that ends here; the same place if there is none."""
    if low[at] == "part" and low[at - 1] in g.POSSESSIVES and low[at - 2] == "for" and at - 2 >= floor:
        return at - 3
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


def subject(scene: Scene, end: int) -> Range | None:
    """Give the words that stand as subject and end with token `end`; None if the verb takes over another's subject."""
    at = end
    if scene.word(at) in g.RELATIVES:
        at -= 2 if scene.word(at - 1) == "," else 1
        if scene.word(at) == "those" and scene.word(at - 1) in ("among", "of"):  # is among those who want
            return scene.clause_subject(at - 1, over_verbs=True)
    elif scene.word(at) in _CLOSING:
        return _subject_around(scene, at)
    return _subject_up_to(scene, at)


def _subject_around(scene: Scene, closing: int) -> Range | None:
    """Give the subject before an insertion, or the one that is the insertion: "its minister, NAME, said"."""
    opening = insertion(scene.low, closing, scene.first)
    if opening >= 0 and scene.word(opening - 1) in g.RELATIVES:
        return subject(scene, opening - 1)  # X, which, he added, wants
    if opening >= 0 and opening - 1 not in scene.name_ends:
        if inserted := _name_up_to(scene, opening + 1, closing):
            first = _phrase_start(scene, opening - 1)
            return (first, closing) if "and" in scene.low[first:opening] else inserted  # X and Y's minister, NAME,
        opening = _relative_clause(scene, opening)
    found = _subject_up_to(scene, opening - 1) if opening >= 0 else None
    is_office = found is not None and scene.word(found[0]) in g.DETERMINERS and not scene.has_name(found)
    apposed = found and is_office and scene.word(found[0] - 1) == "," and _name_before(scene, found[0])
    return apposed or found  # NAME, the minister, who ..., said


def _subject_up_to(scene: Scene, at: int) -> Range | None:
    word = scene.word(at)
    if not word or at in scene.verbs or word in g.PUNCTUATION or word in g.SUBORDINATORS or word in ("and", "to", "&"):
        return None
    if word in g.SUBJECT_PRONOUNS:
        return (at, at + 1)
    first = _phrase_start(scene, at)
    if first == at and scene.word(first - 1) == "whose":  # X, whose party wants
        return _name_before(scene, first - 1)
    return (first, at + 1) if first <= at else None


def _name_before(scene: Scene, end: int) -> Range | None:
    """Give the name that ends before a token, or before the comma before it."""
    end -= scene.word(end - 1) == ","
    return (scene.name_ends[end - 1], end) if end - 1 in scene.name_ends else None


def _relative_clause(scene: Scene, comma: int) -> int:
    """Give the comma after a name where a clause about it begins that has commas itself; else the same comma."""
    for at in range(comma - 1, max(scene.first, comma - _LONGEST_CLAUSE), -1):
        if scene.low[at] in g.STOPS:
            break
        if scene.low[at] == "," and at - 1 in scene.name_ends and scene.low[at + 1] in _CLAUSE_OPENERS:
            return at
    return comma


def _name_up_to(scene: Scene, first: int, last: int) -> Range | None:
    """Give an insertion that is a name: "its foreign minister, NAME, said"."""
    name = next((at for at in range(first, min(first + 5, last)) if at in scene.name_starts), -1)
    return (first, last) if name >= 0 and scene.name_starts[name] == last else None


def _phrase_start(scene: Scene, end: int) -> int:
    """Walk left over the words of a subject: names, what belongs to them, and further names joined to them."""
    low, floor = scene.low, scene.first
    first = end + 1
    at = end
    while at >= floor and end - at < _LONGEST_SUBJECT:
        word = low[at]
        if at in scene.term_ends and at < end and first in scene.name_starts and first - 1 == at:
            break  # "the plan X has rejected"
        if at in scene.name_ends:
            at = scene.name_ends[at]
        elif word == ")" and (bracket := insertion(low, at, floor)) >= 0:
            at = bracket - 1
            continue
        elif (
            at in scene.verbs
            or word in _NEVER_IN_SUBJECT
            or (word.endswith("ed") and scene.word(at + 1) in g.DETERMINERS)  # "thanked the envoy"
            or (word in _JOINING and not _joins(scene, at, end))
        ):
            break
        first = at
        at -= 1
        if word in _BEGINNING and scene.word(at) not in _BEFORE_BEGINNING and at not in scene.name_ends:
            break  # "did not please the union"
    return first


def insertion(low: list[str], closing: int, floor: int) -> int:
    """Find the sign that opens an insertion which a comma, dash or bracket closes; -1 if none."""
    sign = "(" if low[closing] == ")" else low[closing]
    in_brackets = False
    for at in range(closing - 1, max(floor, closing - 25), -1):
        word = low[at]
        if word == sign and not in_brackets:
            return at
        if word in "()" and sign == ",":
            in_brackets = word == ")"
        elif sign == "," and word in g.STOPS and not in_brackets and not (word == "." and len(low[at - 1]) == 1):
            return -1  # but for the dot of an initial
    return -1


def _joins(scene: Scene, at: int, end: int) -> bool:
    """Tell whether a comma or "and" joins two names: "Britain, France and the Union"; in a headline "A, B meet"."""
    is_headline = scene.name_ends.get(at - 1) == scene.first and scene.name_starts.get(at + 1) == end + 1
    if scene.low[at] == "," and "and" not in scene.low[at:end] and not is_headline:
        return False
    before = at - 1
    while scene.word(before) in (",", ")"):
        opening = insertion(scene.low, before, scene.first) if scene.word(before) == ")" else -1
        before = (opening if opening >= 0 else before) - 1
    after = at + 1
    while scene.word(after) in ("the", "and", "both", "its", "their", "&"):
        after += 1
    is_unknown = scene.low[at] == "and" and at + 1 == end and scene.tokens.is_capital(end)  # Norvia, Sudland and Rome
    is_listed = scene.low[at] == "and" and before in scene.name_ends and _begins_list(scene, before)
    return before in scene.name_ends and (
        is_unknown or is_listed or any(one in scene.name_starts for one in range(at + 1, after + 3))
    )


def _begins_list(scene: Scene, end: int) -> bool:
    """Tell whether a name comes after others or begins the sentence: "Norvia, the union and the fishermen"."""
    start = scene.name_ends[end]
    start -= scene.word(start - 1) == "the"
    return start == scene.first or (scene.word(start - 1) == "," and start - 2 in scene.name_ends)
