"""What is taken up again: the issues, and the sides, of what was said before "those calls", "the proposal" or "it"."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from model.extract import grammar as g
from model.extract.hits import Hit, hits
from model.extract.turns import reversals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from model.extract.attribution import Attribution, Range
    from model.extract.finding import Finding
    from model.extract.holder import Holder
    from model.extract.speakers import Voices
    from model.extract.tokens import Tokens

Told: TypeAlias = "Sequence[tuple[Voices, Sequence[Finding]]]"
"""Sentences in their order, each with what was found in it."""

_FARTHEST = 3  # sentences back
_FARTHEST_NEWS = 6
_FARTHEST_OWNED = 10
_ASKED = g.words("asked pressed questioned quizzed")


def put_forward(tokens: Tokens, voice: Voices, place: Range, earlier: Told) -> list[tuple[str, int]]:
    """Give the one issue, with the side, of what a party named as its owner said last: "the employers' proposal"."""
    owners = {name.label.party for name in voice.clues.names if place[0] <= name.first < place[1]}
    for before, found in reversed(earlier[-_FARTHEST_OWNED:] if any(owners) else ()):
        theirs = {one.issue: one.sign for one in found if not owners.isdisjoint(one.holder.parties)}
        if theirs and not _is_told_of_before(tokens, before):
            return list(theirs.items()) if len(theirs) == 1 else []
    return []


def antecedent(
    tokens: Tokens,
    who: Holder,
    earlier: Told,
    *,
    several: bool,
    is_thing: bool,
) -> list[tuple[str, int]]:
    """Give the issues spoken of last, each with the side that was taken on it, else its own; one, unless in plural.

    Of a thing it is its own side: who opposes "the plan" that others opposed is no friend of it.
    """
    for number, (before, found) in enumerate(reversed(earlier[-_FARTHEST:])):
        issues = _sides(who, found, is_thing=is_thing) or _spoken_of(tokens, before, weak=number == 0)
        if issues and (several or len(issues) == 1):
            is_news = not _is_told_of_before(tokens, before)
            sides = issues if is_news else _in_the_news(tokens, who, earlier, issues, is_thing=is_thing)
            return list(sides.items())
        if issues:
            break
    return []


def _in_the_news(
    tokens: Tokens,
    who: Holder,
    earlier: Told,
    issues: dict[str, int],
    *,
    is_thing: bool,
) -> dict[str, int]:
    """Give the sides taken last on issues, but for what is told of times before: that is not what somebody welcomes."""
    found: dict[str, int] = {}
    for voice, each in earlier[-_FARTHEST_NEWS:]:
        if not _is_told_of_before(tokens, voice):
            found |= {one: side for one, side in _sides(who, each, is_thing=is_thing).items() if one in issues}
    return found


def _sides(who: Holder, found: Sequence[Finding], *, is_thing: bool) -> dict[str, int]:
    """Give the issues on which sides are taken, by others if there are any, with the side: of a thing its own."""
    sides = [(one, (one.thing if is_thing else 0) or one.sign) for one in found]
    others = {one.issue: side for one, side in sides if _is_anothers(one, who)}
    return others or {one.issue: side for one, side in sides}


def _is_anothers(one: Finding, who: Holder) -> bool:
    return not set(one.holder.parties) & set(who.parties)


def _is_told_of_before(tokens: Tokens, voice: Voices) -> bool:
    """Tell whether a sentence is of what was before the news: "the two had earlier offered", "a month ago he was"."""
    low = tokens.low
    if "ago" in low[voice.sentence.first : voice.sentence.last]:
        return True
    main = (one for one in voice.attributions if one.standing == "main" and not voice.sentence.in_quotes(one.cue[0]))
    return any("had" in low[max(one.cue[0] - 2, voice.sentence.first) : one.cue[0] + 1] for one in main)


def just_said(who: Holder, at: int, before: Told) -> list[tuple[str, int]]:
    """Give the one issue on which another took a side just before, with that side: what "Y refused" answers."""
    for _, found in reversed(before):
        others = {one.issue: one.sign for one in found if one.at < at and _is_anothers(one, who)}
        if others:
            return list(others.items()) if len(others) == 1 else []
    return []


def asked(tokens: Tokens, voice: Voices, at: int) -> list[tuple[str, int]]:
    """Give the one issue that a question before is about, with the side of a yes: "Asked whether it would sign"."""
    if tokens.low[voice.sentence.first] not in _ASKED:
        return []
    found: dict[str, int] = {}
    for hit in _strong_before(tokens, voice, at):
        within = [one for one in voice.attributions if one.cue[1] <= hit.first and one.covers(hit.first)]
        against = [one for one in within if (one.sign < 0) != one.negated]
        turns = len(against) + len(reversals(tokens, voice, hit, within))
        found[hit.issue] = -hit.own_side if turns % 2 else hit.own_side
    return list(found.items()) if len(found) == 1 else []


def named_here(tokens: Tokens, voice: Voices, at: int, one: Attribution) -> list[tuple[str, int]]:
    """Give the one issue whose terms stand before "it" in its own sentence, outside of what the cue governs."""
    found = {hit.issue: hit.own_side for hit in _strong_before(tokens, voice, at) if not one.covers(hit.first)}
    return list(found.items()) if len(found) == 1 else []


def _strong_before(tokens: Tokens, voice: Voices, at: int) -> Iterator[Hit]:
    """Give where a sentence speaks of issues before a token, but for weak terms."""
    for issue in dict.fromkeys(term.label.issue for term in voice.clues.terms if term.last <= at):
        yield from (hit for hit in hits(tokens, voice, issue) if hit.last <= at and not hit.is_weak)


def _spoken_of(tokens: Tokens, voice: Voices, *, weak: bool) -> dict[str, int]:
    """Give the issues whose terms a sentence holds, with the side that to be for them is."""
    issues = dict.fromkeys(term.label.issue for term in voice.clues.terms)
    return {
        hit.issue: hit.own_side for issue in issues for hit in hits(tokens, voice, issue) if weak or not hit.is_weak
    }
