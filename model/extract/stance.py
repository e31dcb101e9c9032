"""What side is taken on an issue: the attributions around a term, multiplied out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.candidate import Evidence
from model.extract.lexicon import lexicon
from model.extract.resolve import NOBODY, Holder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from model.extract.attribution import Attribution
    from model.extract.phrases import Match
    from model.extract.speakers import Voices
    from model.extract.tokens import Tokens
    from model.extract.vocabulary import Term

_POLARITY = {"for": 1, "against": -1, "act for": 1, "act against": -1}


@dataclass(frozen=True, slots=True)
class Finding:
    """A holder's side on an issue in one sentence: sign 1 or -1, conditional or not, with the reasons."""

    holder: Holder
    issue: str
    sign: int
    is_conditional: bool
    kind: str
    evidence: tuple[Evidence, ...]
    weight: float
    via: Holder = NOBODY
    at: int = 0


def findings(tokens: Tokens, voice: Voices) -> list[Finding]:
    """Give what a sentence says of each issue, term by term."""
    found: list[Finding] = []
    for issue in dict.fromkeys(term.label.issue for term in voice.clues.terms):
        for hit in _hits(voice, issue):
            found += _of_hit(tokens, voice, hit)
    return found


@dataclass(frozen=True, slots=True)
class _Hit:
    """Where a sentence speaks of an issue: tokens, polarity (0 if a bare term), and whether a weak term only."""

    issue: str
    first: int
    last: int
    polarity: int
    is_weak: bool
    is_act: bool
    phrase: str


def _hits(voice: Voices, issue: str) -> list[_Hit]:
    """Join terms of an issue that touch; one that takes a side decides for those that it overlaps."""
    terms = [one for one in voice.clues.terms if one.label.issue == issue and one.label.kind != "condition"]
    sided = [one for one in terms if one.label.kind in _POLARITY]
    hits: list[_Hit] = []
    for one in sided:
        hits.append(_Hit(issue, one.first, one.last, _POLARITY[one.label.kind], False, one.label.kind.startswith("act"), one.label.phrase))
    for one in terms:
        if one.label.kind in _POLARITY or any(one.first < hit.last and one.last > hit.first for hit in hits):
            continue
        hits.append(_Hit(issue, one.first, one.last, 0, one.label.kind == "weak", False, one.label.phrase))
    return sorted(hits, key=lambda hit: hit.first)


def _of_hit(tokens: Tokens, voice: Voices, hit: _Hit) -> Iterator[Finding]:
    chain = _chain(voice, hit)
    sign = hit.polarity or 1
    evidence = [Evidence("act" if hit.is_act else "term", tokens.starts[hit.first], tokens.ends[hit.last - 1], hit.phrase)]
    sides = 0
    conditional = False
    threatened = False
    covered: list[tuple[int, int]] = [(hit.first, hit.last)]
    holder = NOBODY
    kind = "indirect"
    outermost: Attribution | None = None
    for number, (one, who) in enumerate(chain):
        outermost = one
        covered.append(one.cue)
        said = tokens.words(*one.cue)
        if one.cue_class == "act":
            sides += 1
            sign *= -1 if one.negated else 1
            kind = "act"
            if one.standing == "governed":
                continue
            holder = who
            break_now = True
        elif one.cue_class == "say":
            if not sides and not hit.polarity:
                return
            if not sides and hit.is_act:
                return
            holder = who
            break_now = True
            evidence.append(_because(tokens, one, said, "says"))
        elif one.standing in ("governed", "judged"):
            if one.cue_class == "accuse":
                return
            if one.rule == "modal" and one.source is not None and who and number + 1 < len(chain) and False:
                pass
            sides += 1
            sign *= one.sign * (-1 if one.negated else 1)
            evidence.append(_because(tokens, one, said, "for" if one.sign > 0 else "against"))
            continue
        else:
            sides += 1
            threatened = one.cue_class == "threaten"
            if one.cue_class == "accuse":
                holder = _accused(voice, one)
                if not holder or sides < 2:
                    return
                evidence.append(_because(tokens, one, said, "accused of it"))
            else:
                if one.cue_class == "criticise":
                    return
                sign *= one.sign * (-1 if one.negated else 1)
                evidence.append(_because(tokens, one, said, "for" if one.sign > 0 else "against"))
                holder = who
            break_now = True
        if break_now:
            break
    if not sides and not (hit.polarity and holder):
        return
    if not holder and voice.quoted and voice.sentence.in_quotes(hit.first):
        holder = voice.quoted
        evidence.append(Evidence("quotation", tokens.starts[hit.first], tokens.ends[hit.last - 1], "said in a quotation"))
    if not holder or outermost is None:
        return
    reversed_by = _reversals(tokens, voice, hit, covered)
    for at in reversed_by:
        sign = -sign
        evidence.append(Evidence("reversal", tokens.starts[at], tokens.ends[at], "reverses"))
    condition = _condition(tokens, voice, outermost, hit)
    if condition is not None:
        conditional = True
        evidence.append(condition)
    if kind != "act":
        kind = "direct" if _is_direct(voice, hit, chain) else "indirect"
    weight = 0.5 + 0.1 * (not hit.is_weak) + 0.1 * (holder.how in ("person", "party"))
    yield Finding(holder, hit.issue, sign, conditional, kind, tuple(evidence), weight, _via(chain, holder), hit.first)


def _because(tokens: Tokens, one: Attribution, said: str, what: str) -> Evidence:
    return Evidence(one.rule, tokens.starts[one.cue[0]], tokens.ends[one.cue[1] - 1], f"{one.word}: {what}")


def _chain(voice: Voices, hit: _Hit) -> list[tuple[Attribution, Holder]]:
    """Give the attributions around a term, the innermost first."""
    around = []
    for one, who in zip(voice.attributions, voice.holders, strict=True):
        if one.cue_class == "act":
            if one.cue == (hit.first, hit.last) and hit.is_act and one.issue == hit.issue:
                around.append((0, one, who))
            continue
        if one.cue[0] < hit.last and one.cue[1] > hit.first:
            continue
        spans = [last - first for first, last in one.contents if first <= hit.first < last or first < hit.last <= last]
        if spans:
            around.append((1 + abs(hit.first - one.cue[0]), one, who))
    around.sort(key=lambda each: each[0])
    return [(one, who) for _, one, who in around]


def _accused(voice: Voices, accusation: Attribution) -> Holder:
    for name in voice.clues.names:
        if accusation.cue[1] <= name.first <= accusation.cue[1] + 3 and name.label.party:
            return Holder((name.label.party,), name.label.person, "person" if name.label.person else "party")
    return NOBODY


@lru_cache(maxsize=1)
def _reversing() -> tuple[frozenset[str], tuple[tuple[str, ...], ...]]:
    words = lexicon()["reverse"]
    return frozenset(w for w in words if " " not in w), tuple(tuple(w.split()) for w in words if " " in w)


def _reversals(tokens: Tokens, voice: Voices, hit: _Hit, covered: Sequence[tuple[int, int]]) -> list[int]:
    """Give the words between the nearest cue and the term that turn it round: "an end to the boycott"."""
    cues = [last for first, last in covered[1:] if last <= hit.first]
    start = max([*cues, max(voice.sentence.first, hit.first - 4)])
    single, several = _reversing()
    found = []
    for at in range(start, hit.first):
        word = tokens.low[at]
        if any(first <= at < last for first, last in covered):
            continue
        if word in single or (word in g.NEGATIONS):
            found.append(at)
        elif any(tuple(tokens.low[at : at + len(words)]) == words for words in several):
            found.append(at)
    return found


@lru_cache(maxsize=1)
def _conditions() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in lexicon()["conditions"])


def _condition(tokens: Tokens, voice: Voices, outermost: Attribution, hit: _Hit) -> Evidence | None:
    """Find the words of a condition in what is said, or one of the issue's own conditions."""
    for term in voice.clues.terms:
        if term.label.kind == "condition" and term.label.issue == hit.issue:
            return Evidence("own-condition", tokens.starts[term.first], tokens.ends[term.last - 1], term.label.phrase)
    low = tokens.low
    first = min([outermost.cue[0], *(a for a, _ in outermost.contents)])
    last = voice.sentence.last
    for at in range(first, last):
        for words in _conditions():
            if low[at] == words[0] and tuple(low[at : at + len(words)]) == words:
                return Evidence("condition", tokens.starts[at], tokens.ends[at + len(words) - 1], " ".join(words))
    return None


def _is_direct(voice: Voices, hit: _Hit, chain: Sequence[tuple[Attribution, Holder]]) -> bool:
    if voice.sentence.in_quotes(hit.first):
        return True
    return any(voice.sentence.in_quotes(one.cue[0]) for one, _ in chain)


def _via(chain: Sequence[tuple[Attribution, Holder]], holder: Holder) -> Holder:
    """Give who reports it, if that is another party than the holder."""
    for one, who in chain:
        if one.cue_class in ("say", "accuse") and who and who.parties != holder.parties:
            return who
    return NOBODY
