"""Words that make a side depend on something: whose yes is "yes, if", and what is demanded in return."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.candidate import Evidence
from model.extract.lexicon import lexicon
from model.extract.tokens import places
from model.extract.turns import by_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.extract.attribution import Attribution
    from model.extract.hits import Hit
    from model.extract.speakers import Voices
    from model.extract.tokens import Tokens

_FARTHEST = 7  # words between what turns a term round and the term
_IN_CONDITION = 8  # words that a condition reaches over at least
_LONGEST_CONDITION = 16  # words between "provided" and a term
_AROUND_DATES = g.words("the end start middle beginning of late early mid - at least next last after this")
_HYPOTHETICAL = frozenset(("if", "unless", "until", "before"))  # "will not sign until" is a yes, if
_DEMANDING = frozenset(("unless", "until", "once", "provided", "providing", "only", "as", "so"))
_ADVERBIAL = frozenset(
    ("in principle", "in stages", "phased", "partial", "partially", "partly", "in part", "gradually", "step by step")
)
_IN_RETURN = frozenset((("in", "return", "for"), ("in", "exchange", "for")))
_DEMANDING_PHRASES = _IN_RETURN | {("on", "condition", "that")}
_ASKING = frozenset(
    ("want", "demand", "seek", "ask", "ask for", "request", "insist on", "call for", "push for", "need")
)
_WITHOUT = g.words("without no free not drop dropped lift lifted")
_NO_BARGAIN = g.words("even as what only know see ask asked say wonder decide unclear clear sure")
_GIVING = frozenset(("adjective", "subject-cue", "subject-cue-end", "may", "infinitive", "noun", "conjunct"))
_FARTHEST_WITHOUT = 4  # words between "free of" and the preconditions
_TAKING_UP = frozenset(("it", "this", "them"))
_RESUMING = frozenset((",", ";", "but", "only", "–", "—"))  # what ends a reason
_IS = frozenset(("is", "are", "'s", "'re"))  # "were to pay" is a condition
_HAVING = frozenset(("has", "have", "had"))
_LONGEST_PURPOSE = 9  # words from "if" to "is to"
_LONGEST_OPENING = 9  # words of "without a new dock" before the comma
_FIRST = frozenset(("first", "beforehand"))
_WHILE = frozenset(("as", "so"))  # as long as
_AFTER_IDLE_IF = g.words("need necessary needed required possible anything not ever only any")  # "if need be"


@lru_cache(maxsize=1)
def _conditions() -> dict[str, list[tuple[str, ...]]]:
    return by_first(lexicon()["conditions"])


@lru_cache(maxsize=1)
def _opening() -> frozenset[str]:
    """Give the words with which a condition may begin, or what follows begins anew."""
    return frozenset((*_conditions(), "that"))


def demanded_by(tokens: Tokens, voice: Voices, hit: Hit) -> int:
    """Give the first word of the condition a term stands in, -1 if in none: "will sign once the toll is lifted"."""
    low, conditions = tokens.low, _conditions()
    start = max(voice.sentence.first, hit.first - _LONGEST_CONDITION)
    if conditions.keys().isdisjoint(low[start : hit.first]) and "without" not in low[start : hit.first]:
        return -1
    for at in range(hit.first - 1, start - 1, -1):
        word = low[at]
        if word in g.SIGNS:
            break
        if word == "without":
            return at if hit.first - at <= _FARTHEST else -1
        if word == "if":
            return at if low[at - 1] not in _NO_BARGAIN and at > voice.sentence.first else -1
        if word in conditions and any(tuple(low[at : at + len(words)]) == words for words in conditions[word]):
            return at if word in _DEMANDING or tuple(low[at : at + 3]) in _DEMANDING_PHRASES else -1
    return -1


def is_while(tokens: Tokens, at: int) -> bool:
    """Tell whether a condition is "as long as": what a refusal lasts as long as is what is refused."""
    return tokens.low[at] in _WHILE and tokens.low[at + 1 : at + 2] == ["long"]


def is_bargain(tokens: Tokens, at: int, one: Attribution) -> bool:
    """Tell whether what stands behind "if" is asked for in return: "is ready to lower the toll if Y opens the port".

    Or is to be prevented: "would vote against the budget if the toll was raised". What somebody will do if another
    thing happens may as well be a threat.
    """
    if one.standing == "willed" and not one.negated and is_threat(tokens, one.cue[1] - 1, at):
        return True  # "would end the visits if the toll was raised"
    is_plain = one.sign != 0 and one.cue_class != "threaten" and not one.negated and one.standing != "willed"
    return tokens.low[at] != "if" or (is_plain and one.rule in _GIVING)


def is_threat(tokens: Tokens, first: int, at: int) -> bool:
    """Tell whether something bad is to come before an "if": "dockers would shut the port if it was sold"."""
    low = tokens.low
    modals = (modal for modal in range(first, at) if low[modal] in ("will", "would", "'ll"))
    done = next((one + 1 + g.is_adverb(low[one + 1]) for one in modals), -1)
    return low[at] == "if" and 0 < done < at and low[done] in _drastic()


def warned_of(tokens: Tokens, voice: Voices, hit: Hit) -> int:
    """Find the harm that comes of what a sentence begins with, 0 if none does: "If the dock closes, we will lose"."""
    low, first = tokens.low, voice.sentence.first
    first += low[first] in g.QUOTATION
    if low[first] != "if" or "," in low[first : hit.first]:
        return 0
    end = next((at for at in range(hit.last, voice.sentence.last) if low[at] == ","), voice.sentence.last)
    harm = next((at for at in range(end, voice.sentence.last) if low[at] in g.HARMS), 0)
    return harm if g.NEGATIONS.isdisjoint(low[end:harm]) else 0


@lru_cache(maxsize=1)
def _drastic() -> frozenset[str]:
    return frozenset((*lexicon()["verbs"]["refuse"], *lexicon()["reverse"], *lexicon()["drastic"]))


def is_behind_if(tokens: Tokens, at: int) -> bool:
    """Tell whether a condition is an "if" behind what depends on it, which says of nothing that it is so."""
    return tokens.low[at] == "if" and tokens.low[at - 1].isalpha()


def is_without(tokens: Tokens, at: int) -> bool:
    """Tell whether a condition is "without": who refuses a deal without a thing wants it, who accepts one does not."""
    return tokens.low[at] == "without"


def is_given(tokens: Tokens, at: int, one: Attribution) -> bool:
    """Tell whether somebody asks for another thing in return for this one, which he then would give."""
    return tuple(tokens.low[at : at + 3]) in _IN_RETURN and one.word in _ASKING


def needs_another(tokens: Tokens, hit: Hit, governing: Sequence[Attribution]) -> bool:
    """Tell whether a thing is refused only as long as another lacks: "no truce without", "won't accept one without"."""
    low = tokens.low
    is_accepted = any(one.cue_class == "accept" and one.negated for one in governing)
    return (is_accepted or low[hit.first - 1 : hit.first] == ["no"]) and low[hit.last : hit.last + 1] == ["without"]


def is_hypothetical(tokens: Tokens, voice: Voices) -> bool:
    """Tell whether a sentence speaks of what would change a refusal: "not until", "unless"."""
    said = tokens.low[voice.sentence.first : voice.sentence.last]
    is_while_so = "long" in said and any(
        is_while(tokens, at) for at in range(voice.sentence.first, voice.sentence.last)
    )
    return not _HYPOTHETICAL.isdisjoint(said) or is_while_so or _opening_without(tokens, voice) > 0


def _opening_without(tokens: Tokens, voice: Voices) -> int:
    """Give where what a sentence begins with ends: "Without a dock, we will not", "Without a dock there"; else 0."""
    first = voice.sentence.first + (tokens.low[voice.sentence.first] in g.QUOTATION)
    if tokens.low[first : first + 1] != ["without"]:
        return 0
    near = range(first, min(first + _LONGEST_OPENING, voice.sentence.last))
    return next((at for at in near if tokens.low[at] == "," or tokens.low[at] == "there"), 0)


def _is_date(low: list[str], at: int) -> bool:
    """Tell whether "until" is followed by when, not by what: "until at least the end of June"."""
    while at < len(low) and low[at] in _AROUND_DATES:
        at += 1
    return at < len(low) and (low[at] in g.TIMES or low[at].isdigit())


def condition(tokens: Tokens, voice: Voices, governing: Sequence[Attribution], hit: Hit) -> Evidence | None:
    """Find the words of a condition in what is said, or one of the issue's own conditions.

    Whether another is serious is no condition of what is demanded of him, and a term in the condition itself has none.
    """
    modals = [one for one in governing if one.rule == "modal" and not one.negated]
    is_demanded = any(not one.word.startswith("there ") for one in modals)  # "there will be no" demands nothing
    for term in voice.clues.terms:
        is_own = term.label.kind == "condition" and term.label.issue == hit.issue
        if is_own and not (term.first < hit.last and term.last > hit.first):
            return Evidence("own-condition", tokens.starts[term.first], tokens.ends[term.last - 1], term.label.phrase)
    low, (first, last) = tokens.low, (voice.sentence.first, voice.sentence.last)
    if (at := _but_first(low, hit.last, last)) > 0:
        return Evidence("condition", tokens.starts[at], tokens.ends[at], f"but {low[at]}")
    if 0 < (comma := _opening_without(tokens, voice)) < hit.first and not g.NEGATIONS.isdisjoint(low[comma:last]):
        return Evidence("condition", tokens.starts[first], tokens.ends[comma - 1], "without")
    conditions = _conditions()
    if is_demanded or conditions.keys().isdisjoint(low[first:last]):
        return None
    last = min((one.cue[0] for one in governing if one.rule.endswith("-end") and hit.last <= one.cue[0]), default=last)
    for at in places(low, _opening(), first, last):
        is_anew = low[at] == "that" and hit.last < at and low[at - 1] == "and"
        if is_anew and _TAKING_UP.isdisjoint(low[at:last]):
            break  # "that there was no way around it and that she would resign if"
        if "because" in low[hit.last : at] and _RESUMING.isdisjoint(low[low.index("because", hit.last) : at + 1]):
            break  # "rejects the ban because 300 firms depend on it"
        if "but" in low[hit.last : at] and _turns_elsewhere(voice, low.index("but", hit.last), at, hit):
            break  # "will not close the plant but would allow inspections if"
        for words in conditions.get(low[at], ()):
            is_there = tuple(low[at : at + len(words)]) == words
            if (
                is_there
                and not _holds(low, at, words, hit)
                and not _is_idle(low, at, hit)
                and not (low[at] == "until" and _dates(voice, low, at, governing))
            ):
                return Evidence("condition", tokens.starts[at], tokens.ends[at + len(words) - 1], " ".join(words))
    return None


def _turns_elsewhere(voice: Voices, but: int, at: int, hit: Hit) -> bool:
    """Tell whether another issue is spoken of between "but" and a condition, which then is about that."""
    return any(but < term.first < at and term.label.issue != hit.issue for term in voice.clues.terms)


def _but_first(low: list[str], first: int, last: int) -> int:
    """Find "first" in "is ready to talk, but wants the list first"; 0 if it is not there."""
    if "but" not in low[first:last]:
        return 0
    ends = (at for at in range(low.index("but", first), last - 1) if low[at] in _FIRST)
    return next((at for at in ends if low[at + 1] in g.PUNCTUATION), 0)


def _is_idle(low: list[str], at: int, hit: Hit) -> bool:
    """Tell whether a condition makes nothing depend on anything.

    "Even if", "if need be", "if it comes to that"; "free of preconditions"; what is to be before another thing does
    not depend on that, but what is not to be does.
    """
    match low[at]:
        case "if":
            after = low[at + 1 : at + 3]
            is_idle = not _AFTER_IDLE_IF.isdisjoint(after[:1]) or after == ["it", "comes"] or _is_purpose(low, at)
            return low[at - 1] == "even" or is_idle
        case "precondition" | "preconditions":
            is_set = hit.last <= at and low[at - 2 : at] == ["as", "a"]  # a truce as a precondition for talks
            return is_set or not _WITHOUT.isdisjoint(low[max(0, at - _FARTHEST_WITHOUT) : at])
        case "before":
            is_refused = hit.first < at and not g.NEGATIONS.isdisjoint(low[max(0, hit.first - _FARTHEST) : at])
            return not is_refused or _is_date(low, at + 1)
        case _:
            return False


def _is_purpose(low: list[str], at: int) -> bool:
    """Tell whether an "if" says what for, or as a last resort: "if the port is to grow", "if it has to"."""
    for to in range(at + 2, min(at + _LONGEST_PURPOSE, len(low))):
        if low[to] in g.STOPS:
            return False
        if low[to] == "to":
            is_last = to + 1 >= len(low) or low[to + 1] in g.SIGNS
            return (low[to - 1] in _IS and low[at - 1] != "only") or (low[to - 1] in _HAVING and is_last)
    return False


def _holds(low: list[str], at: int, words: tuple[str, ...], hit: Hit) -> bool:
    """Tell whether the term stands in the condition, or there is none: "at once"."""
    is_set_for = words == ("precondition",) and low[at + 1 : at + 2] in (["for"], ["of"], ["to"])
    is_clause = " ".join(words) not in _ADVERBIAL and not is_set_for
    return low[at - 1] == "at" or (is_clause and at < hit.first < at + _IN_CONDITION and "," not in low[at : hit.first])


def _dates(voice: Voices, low: list[str], at: int, governing: Sequence[Attribution]) -> bool:
    """Tell whether "until" only tells when; what is refused until then is a yes, if."""
    is_refused = any(one.negated or one.sign < 0 for one in governing)
    is_refused = is_refused or not g.NEGATIONS.isdisjoint(low[voice.sentence.first : voice.sentence.last])
    return not is_refused or _is_date(low, at + 1)
