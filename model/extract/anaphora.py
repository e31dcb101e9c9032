"""What "those calls", "the proposal" or "it" take up again from the sentences before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.antecedent import antecedent, asked, just_said, named_here, put_forward
from model.extract.around import is_open_question, is_supposed, leaves_open
from model.extract.candidate import Evidence
from model.extract.conditions import condition, is_hypothetical
from model.extract.finding import Finding
from model.extract.hits import Hit
from model.extract.holder import NOBODY
from model.extract.turns import undone_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from model.extract.antecedent import Told
    from model.extract.attribution import Attribution, Range
    from model.extract.holder import Holder
    from model.extract.speakers import Voices
    from model.extract.tokens import Tokens
    from model.schema import Kind

_LONGEST_LEAD = 5  # words between a cue and what points back: "willing to go down that road"
_LONGEST_POINTER = 4
_TAKEN_UP = g.words(
    "call calls demand demands proposal proposals offer offers plan plans idea ideas initiative request requests term "
    "terms condition conditions appeal appeals suggestion suggestions ultimatum measure measures step steps move moves "
    "draft deal bid challenge invitation claim claims scheme option formula clause package road path route course "
    "hearing session approach point points arrangement agreement accord text document resolution gesture "
    "vote decision announcement speech remarks pledge bill law pact"
)
_SEVERAL = g.words("these those both such them demands terms conditions proposals calls")
_DEMONSTRATIVE = g.words("that this these those such")
_POINTING = _DEMONSTRATIVE | g.words("the its their his her both")
_ALONE = g.words("it that this them those these one him")
_NO_NOUN = g.DETERMINERS | g.PRONOUNS | g.AUXILIARIES | g.PREPOSITIONS | g.SUBORDINATORS | g.TIMES
_ENDS = (
    g.PUNCTUATION
    | g.TIMES
    | g.words(
        "and but or as on at in for after before during from until with because while when outright again immediately "
        "all saying if unless only provided"
    )
)
_ANSWERS = g.words(
    "accept agree refuse decline reject resist object consent approve balk oppose disagree attend join"
) | {
    "in favour",
    "in favor",
    "take part",
}
_OF_SIDES = g.words("want accept refuse evade criticise")  # classes of cues
_SPEECH = g.words("comment say answer discuss confirm")  # who declines to comment declines nothing else
_ENDS_ANSWER = g.words(". ; , ! but and saying in on only if provided unless")
_GOES_ON = g.words("for to of that")  # "the call for": no pointer, for what is called for follows
_SAYING_WHAT = g.words("to that for if")  # "found it unfair to"
_THINGS = g.words(
    "plan proposal idea deal draft bill law text package scheme project compromise agreement accord initiative"
)
_PASSED = g.BE | g.MODALS | g.words("a an not n't")


def taken_up(tokens: Tokens, voice: Voices, here: Sequence[Finding], earlier: Told) -> Iterator[Finding]:
    """Give findings for cues whose object points back: the issues of the nearest sentence before, and their signs.

    `here` are the findings of the sentence itself: "X proposed a truce; Y refused".
    """
    for one, who in _pointing(tokens, voice):
        judged = one.standing == "judged"
        place = _before_judgement(tokens, one) if judged else _called(tokens.low, one) or _object(tokens, voice, one)
        if place is None or any(
            one.covers(term.first) for term in voice.clues.terms if term.label.kind not in ("condition", "weak")
        ):
            continue
        several = any(word in _SEVERAL for word in tokens.low[slice(*place)])
        if place == one.cue:
            found = asked(tokens, voice, place[0]) or just_said(who, place[0], [*earlier[-1:], (voice, here)])
        else:
            before = [finding for finding in here if finding.at < place[0]]
            said = tokens.low[slice(*place)]
            is_thing = said == ["it"] or not _THINGS.isdisjoint(said)
            found = (
                just_said(who, place[0], [(voice, before)])
                or named_here(tokens, voice, place[0], one)
                or put_forward(tokens, voice, place, earlier)
                or antecedent(tokens, who, earlier, several=several, is_thing=is_thing)
            )
        for issue, sign in found:
            evidence: tuple[Evidence, ...] = (
                _evidence(tokens, "anaphor", place, f"takes up {issue} again"),
                _evidence(tokens, one.rule, one.cue, one.meaning),
            )
            side = sign * (-one.sign if one.negated else one.sign or 1)
            if undone := _undone(tokens, voice, one, place):
                side = -side
                evidence = (*evidence, _evidence(tokens, "reversal", (undone, undone + 1), "turns it round"))
            marks = {"anaphor", one.rule, who.how}
            if leaves_open(one):
                marks.add("left-open")
            if one.cue_class == "evade" or is_open_question(tokens, one):
                marks.add("no-answer")
            if (limit := _limit(tokens, voice, one, place)) is not None:
                evidence = (*evidence, limit)
                marks |= {"hypothetical"} if side < 0 and is_hypothetical(tokens, voice) else set()
            kind: Kind = "direct" if any(map(voice.sentence.in_quotes, (place[0], one.cue[0]))) else "indirect"
            says = limit.says if limit else ""
            yield Finding(who, issue, side, says, kind, evidence, frozenset(marks), at=place[0], source=one.source)


def _undone(tokens: Tokens, voice: Voices, one: Attribution, place: Range) -> int:
    """Find what undoes the thing that is taken up, 0 if nothing does: "called for the plan to be dropped"."""
    return undone_after(tokens, voice, _thing(place), [one.cue]) if place != one.cue else 0


def _thing(place: Range) -> Hit:
    return Hit("", *place, polarity=0, phrase="", is_weak=False, is_inverse=False, is_unclear=False)


def _limit(tokens: Tokens, voice: Voices, one: Attribution, place: Range) -> Evidence | None:
    """Find a condition in what a cue governs, or that a sentence begins with: "Until they do, we are against it"."""
    found = condition(tokens, voice, [one], _thing(place))
    if found is None:
        return None
    starts = [tokens.starts[first] for first, _ in one.contents]
    ends = [tokens.ends[last - 1] for _, last in one.contents]
    is_governed = any(start <= found.start < end for start, end in zip(starts, ends, strict=True))
    return found if is_governed or found.start <= tokens.starts[voice.sentence.first + 1] else None


def _evidence(tokens: Tokens, rule: str, place: Range, says: str) -> Evidence:
    return Evidence(rule, tokens.starts[place[0]], tokens.ends[place[1] - 1], says)


def _pointing(tokens: Tokens, voice: Voices) -> Iterator[tuple[Attribution, Holder]]:
    """Give the attributions whose object may point back, with who holds them."""
    for one, who in zip(voice.attributions, voice.holders, strict=True):
        if one.standing == "governed" or one.cue_class not in _OF_SIDES or one.word == "deny":
            continue  # who denies this says that it is not so
        if one.standing == "willed" and not _is_whole(tokens.low, one):
            continue
        is_judged = one.standing == "judged" or (one.standing == "willed" and not who)
        holder = _judge(voice, one) if is_judged else who
        if holder and not is_supposed(tokens, voice, one):
            yield one, holder


def _is_whole(low: list[str], one: Attribution) -> bool:
    """Tell whether nothing follows a cue: "Y refused.", "Y said it would not."."""
    first, last = one.contents[0] if one.contents else (0, 0)
    return bool(one.contents) and (first >= last or low[first] in _ENDS_ANSWER)


def _judge(voice: Voices, judgement: Attribution) -> Holder:
    """Give whose judgement it is: of who says it, or of who speaks in the quotation marks around it."""
    for one, who in zip(voice.attributions, voice.holders, strict=True):
        if one.cue_class == "say" and one.covers(judgement.cue[0]):
            return who
    return voice.quoted if voice.sentence.in_quotes(judgement.cue[0]) else NOBODY


def _before_judgement(tokens: Tokens, one: Attribution) -> Range | None:
    """Find the word that points back before a judgement: "That is unacceptable", "the plan is a trap"."""
    low = tokens.low
    at = one.cue[0] - 1
    while at > 0 and one.cue[0] - at <= _LONGEST_LEAD and (low[at] in _PASSED or g.is_adverb(low[at])):
        at -= 1
    following = {*low[one.cue[1] : one.cue[1] + 1], low[one.cue[1] - 1]}
    is_expletive = low[at] == "it" and ({"to", "that", "for"} & following or _goes_on(low, one.cue[1]))
    begins = at == 0 or low[at - 1] in g.PUNCTUATION  # else "that" only joins: "said that there would be"
    is_placed = at > 0 and low[at - 1] in g.PREPOSITIONS  # "pressure on it must"
    if (
        low[at] in ("this", "it", "that")
        and not (is_expletive or is_placed)
        and (low[at] != "that" or begins or (low[at + 1] in _PASSED and _is_object(low, at)))
    ):
        return (at, at + 1)
    return (at - 1, at + 1) if low[at] in _TAKEN_UP and low[at - 1] in _POINTING else None


def _goes_on(low: list[str], at: int) -> bool:
    """Tell whether "that" follows behind who says so: "it cannot be ruled out, he said, that"."""
    return low[at : at + 1] == [","] and "that" in low[at : at + _LONGEST_LEAD]


def _is_object(low: list[str], at: int) -> bool:
    """Tell whether "that" is what somebody says something of: "said that would be", not "ideas that are"."""
    return low[at - 1].endswith(("ed", "said", "says", "ing")) or low[at - 1] in ("and", "but", "think", "say", "told")


def _called(low: list[str], one: Attribution) -> Range | None:
    """Find the "it" that somebody calls something: "called it a mistake", not "found it unfair to"."""
    before, after = one.cue[0] - 1, low[one.cue[1] : one.cue[1] + 1]
    is_called = one.rule == "judgement" and low[before] == "it" and not one.negated
    return (before, before + 1) if is_called and not _SAYING_WHAT.issuperset(after) else None


def _object(tokens: Tokens, voice: Voices, one: Attribution) -> Range | None:
    """Find the words that point back: in the cue itself ("ruled it out"), or as its object."""
    low = tokens.low
    inside = next((at for at in range(one.cue[0] + 1, one.cue[1]) if low[at] in _ALONE), None)
    if inside is not None:
        return (inside, inside + 1)
    first, last = one.contents[0] if one.contents else (0, 0)
    is_answer = one.standing == "willed" or (one.word in _ANSWERS and one.standing in ("main", "shared"))
    if is_answer and _is_whole(low, one):
        return one.cue  # "Y refused."
    if (owned := _owned(low, voice, first, last)) is not None:
        return owned
    for at in range(first, min(first + _LONGEST_LEAD, last)):
        if low[at] in g.PUNCTUATION or low[at] in _SPEECH:
            break
        is_alone = low[at] in _ALONE and (at + 1 >= voice.sentence.last or low[at + 1] in _ENDS)
        is_alone = is_alone or (low[at] in ("it", "them") and _undone(tokens, voice, one, (at, at + 1)) == at + 1)
        if is_alone or low[at - 1 : at + 1] == ["do", "so"]:
            return (at, at + 1)
        if low[at] in _POINTING and not (at > first and low[first] == "that"):
            return _pointer(tokens, voice, at, last, is_first=at == first)
    return None


def _owned(low: list[str], voice: Voices, at: int, last: int) -> Range | None:
    """Read "Norvia's proposal", "Norvia's latest offer"; not "Norvia's call for"."""
    start = next((name.last for name in voice.clues.names if name.first == at), at)
    if not {"'s", "'"}.intersection(low[start : start + 1]):
        return None
    end = next((one for one in range(start + 1, min(start + 3, last)) if low[one] in _TAKEN_UP), None)
    return None if end is None or not (_GOES_ON | {"on"}).isdisjoint(low[end + 1 : end + 2]) else (at, end + 1)


def _pointer(tokens: Tokens, voice: Voices, at: int, last: int, *, is_first: bool) -> Range | None:
    """Read "those calls", "that language", "the revised proposal"; not "the call for"."""
    low = tokens.low
    is_name = any(name.first == at + 1 for name in voice.clues.names)
    if low[at] == "that" and (is_name or low[at + 1 : at + 2] in (["such"], ["the"], ["a"], ["any"])):
        return None  # "the regions that Norvia claims", "denied that the offer was made"
    for end in range(at + 1, min(at + _LONGEST_POINTER, last)):
        if low[end] == "to":
            break  # "called on the ministers to promise"
        if low[end] in _TAKEN_UP:
            is_whole = end + 1 >= last or low[end + 1] not in _GOES_ON or low[end + 1 : end + 3] == ["to", "be"]
            return (at, end + 1) if is_whole else None
    is_joining = low[at] == "that" and at + 2 < last and low[at + 2] not in _ENDS  # "insisted that members remained"
    is_noun = at + 1 < last and low[at + 1].isalpha() and low[at + 1] not in _NO_NOUN and not is_joining
    return (at, at + 2) if is_first and low[at] in _DEMONSTRATIVE and is_noun and not is_name else None
