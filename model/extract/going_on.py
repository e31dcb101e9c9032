"""What a quotation adds once its speaker has taken a side: it takes none by itself, but is about the same matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.extract.candidate import Evidence
from model.extract.finding import Finding
from model.extract.hits import hits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from model.extract.antecedent import Told
    from model.extract.speakers import Voices
    from model.extract.tokens import Tokens

_OF_STANCE = frozenset(("left-open", "no-answer", "hypothetical", "threat"))  # marks that make a side what it is
_MOSTLY = 0.5  # of a sentence


def gone_on(tokens: Tokens, voice: Voices, here: Sequence[Finding], earlier: Told) -> Iterator[Finding]:
    """Give for a quotation the side that its speaker took before: in the article, where it names the issue again.

    Else in the sentence just before, if that is about one issue: what was said is told, and then quoted. In a text of
    somebody's own it is not.
    """
    sentence, who = voice.sentence, voice.quoted
    if who.how == "author" or len(who.parties) != 1 or sentence.quoted <= _MOSTLY * (sentence.last - sentence.first):
        return
    (party,) = who.parties
    done = {one.issue for one in here if party in one.holder.parties}
    named = [issue for issue in _named(tokens, voice) if issue not in done]
    sides = {issue: side for issue in named if (side := _side(party, issue, earlier)) is not None}
    if not here and (before := _just_told(voice, party, named, earlier)) is not None:
        sides.setdefault(before.issue, before)
    for issue, side in sides.items():
        first, last = sentence.quotes[0]
        words = Evidence("gone-on", tokens.starts[first], tokens.ends[last - 1], "goes on with what was said before")
        marks = {"gone-on", "direct", who.how} | (side.marks & _OF_STANCE)
        yield Finding(who, issue, side.sign, side.condition, "direct", (words,), frozenset(marks), at=first)


def _named(tokens: Tokens, voice: Voices) -> list[str]:
    """Give the issues that are named in quotation marks, not only hinted at, in the order of the sentence."""
    in_quotes = voice.sentence.in_quotes
    issues = dict.fromkeys(term.label.issue for term in voice.clues.terms)
    return [
        issue for issue in issues if any(not hit.is_weak and in_quotes(hit.first) for hit in hits(tokens, voice, issue))
    ]


def _side(party: str, issue: str, earlier: Told) -> Finding | None:
    """Give what a party said last on an issue."""
    said = (one for _, found in reversed(earlier) for one in reversed(found))
    return next((one for one in said if one.issue == issue and party in one.holder.parties), None)


def _just_told(voice: Voices, party: str, named: Sequence[str], earlier: Told) -> Finding | None:
    """Give the side that a party took on one issue in the sentence before, told without quotation marks."""
    before, found = earlier[-1] if earlier else (voice, ())
    mine = {one.issue: one for one in found if party in one.holder.parties}
    if len(mine) != 1 or before.sentence.quoted or not mine.keys() >= set(named):
        return None
    is_hinted_at = any(term.label.issue in mine for term in voice.clues.terms)
    is_near = before.sentence.paragraph == voice.sentence.paragraph
    return next(iter(mine.values())) if is_near or is_hinted_at else None
