"""What "those calls", "the proposal" or "it" take up again from the sentences before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.candidate import Evidence
from model.extract.resolve import NOBODY
from model.extract.stance import Finding, hits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from model.extract.attribution import Attribution
    from model.extract.resolve import Holder
    from model.extract.speakers import Voices
    from model.extract.tokens import Tokens

_FARTHEST = 3  # sentences back
_TAKEN_UP = frozenset(
    "call calls demand demands proposal proposals offer offers plan plans idea ideas initiative request requests term terms condition "
    "conditions appeal appeals suggestion suggestions ultimatum measure measures step steps move moves draft deal bid challenge "
    "invitation claim claims scheme option formula clause package road path route course hearing session approach".split()
)
_SEVERAL = frozenset(("these", "those", "both", "such", "them", "demands", "terms", "conditions", "proposals", "calls"))
_DEMONSTRATIVE = frozenset(("that", "this", "these", "those", "such"))
_NO_NOUN = g.DETERMINERS | g.PRONOUNS | g.AUXILIARIES | g.PREPOSITIONS | g.SUBORDINATORS | frozenset(("week", "month", "year", "time", "day"))
_POINTING = frozenset(("these", "those", "such", "this", "that", "the", "its", "their", "his", "her", "both"))
_ALONE = frozenset(("it", "that", "this", "them", "those", "these", "one", "him"))
_ENDS = g.PUNCTUATION | frozenset("and but or as on at in for after before during from until with because while when outright again immediately again saying".split()) | g.TIMES


def taken_up(tokens: Tokens, voice: Voices, earlier: Sequence[tuple[Voices, Sequence[Finding]]]) -> Iterator[Finding]:
    """Give findings for cues whose object points back: the issues of the nearest sentence before, and their signs."""
    for one, who in zip(voice.attributions, voice.holders, strict=True):
        if one.cue_class not in ("want", "accept", "refuse") or one.standing in ("governed", "willed"):
            continue
        if one.standing == "judged":
            who = _judge(voice, one)
            place = _judged_pointer(tokens, one)
        else:
            place = _pointer(tokens, voice, one)
        if not who:
            continue
        if place is None or any(one.covers(term.first) for term in voice.clues.terms if term.label.kind not in ("condition", "weak")):
            continue
        several = any(tokens.low[at] in _SEVERAL for at in range(*place))
        for issue, sign in _antecedent(tokens, who, earlier, several=several):
            evidence = (
                Evidence("anaphor", tokens.starts[place[0]], tokens.ends[place[1] - 1], f"takes up {issue} again"),
                Evidence(one.rule, tokens.starts[one.cue[0]], tokens.ends[one.cue[1] - 1], "is for" if one.sign > 0 else "is against"),
            )
            side = sign * one.sign * (-1 if one.negated else 1)
            yield Finding(who, issue, side, "", "indirect", evidence, frozenset(("anaphor", one.rule, who.how)), at=place[0])


def _pointer(tokens: Tokens, voice: Voices, one: Attribution) -> tuple[int, int] | None:
    """Find the words that point back: in the cue itself ("ruled it out"), or as its object."""
    low = tokens.low
    for at in range(*one.cue):
        if low[at] in _ALONE and at > one.cue[0]:
            return (at, at + 1)
    if not one.contents:
        return None
    if one.rule == "passive-agent":
        at = one.contents[0][0]
        return (at, at + 2) if low[at] in _POINTING and low[at + 1] in _TAKEN_UP else None
    at, last = one.contents[0]
    if at >= last:
        return None
    if low[at] in _ALONE and (at + 1 >= voice.sentence.last or low[at + 1] in _ENDS):
        return (at, at + 1)
    for first in range(at, min(at + 5, last)):
        if low[first] in g.PUNCTUATION:
            break
        if low[first] in ("it", "them", "that") and first + 1 < voice.sentence.last and low[first + 1] in _ENDS:
            return (first, first + 1)
        if low[first] in _POINTING:
            for end in range(first + 1, min(first + 4, last)):
                if low[end] in _TAKEN_UP:
                    return (first, end + 1) if end + 1 >= last or low[end + 1] not in ("for", "to", "of", "that") else None
            is_noun = low[first] in _DEMONSTRATIVE and first + 1 < last and low[first + 1].isalpha() and low[first + 1] not in _NO_NOUN
            if first == at and is_noun and first + 1 not in {name.first for name in voice.clues.names}:
                return (first, first + 2)
            break
    return None


def _judge(voice: Voices, judgement: Attribution) -> Holder:
    """Give whose judgement it is: of who says it, or of who speaks in the quotation marks around it."""
    for one, who in zip(voice.attributions, voice.holders, strict=True):
        if one.cue_class == "say" and one.covers(judgement.cue[0]):
            return who
    return voice.quoted if voice.sentence.in_quotes(judgement.cue[0]) else NOBODY


def _judged_pointer(tokens: Tokens, one: Attribution) -> tuple[int, int] | None:
    """Find the word that points back before a judgement: "That is unacceptable", "the plan is a trap"."""
    low = tokens.low
    for at in range(one.cue[0] - 1, max(one.cue[0] - 7, -1), -1):
        if low[at] in g.BE or g.is_adverb(low[at]) or low[at] in g.MODALS or low[at] in ("a", "an", "not", "n't"):
            continue
        if low[at] in ("that", "this") or (low[at] == "it" and low[one.cue[1]] not in ("to", "that", "for")):
            return (at, at + 1)
        if low[at] in _TAKEN_UP and low[at - 1] in _POINTING:
            return (at - 1, at + 1)
        return None
    return None


def _antecedent(
    tokens: Tokens, who: Holder, earlier: Sequence[tuple[Voices, Sequence[Finding]]], *, several: bool
) -> list[tuple[str, int]]:
    """Give the issues spoken of last, each with the side that was taken on it, else its own; one, unless in plural."""
    for number, (before, found) in enumerate(reversed(earlier[-_FARTHEST:])):
        others = {one.issue: one.sign for one in found if not set(one.holder.parties) & set(who.parties)}
        issues = others or {one.issue: one.sign for one in found} or {
            hit.issue: hit.polarity or (-1 if hit.is_inverse else 1)
            for issue in dict.fromkeys(term.label.issue for term in before.clues.terms)
            for hit in hits(tokens, before, issue)
            if number == 0 or not hit.is_weak
        }
        if issues:
            return list(issues.items()) if several or len(issues) == 1 else []
    return []
