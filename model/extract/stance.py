"""What side is taken on an issue: the attributions around a term, multiplied out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from model.extract import grammar as g
from model.extract.candidate import Evidence
from model.extract.lexicon import lexicon
from model.extract.resolve import NOBODY, Holder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from model.extract.attribution import Attribution
    from model.extract.speakers import Voices
    from model.extract.tokens import Tokens
    from model.schema import Kind

_POLARITY = {"for": 1, "against": -1, "act for": 1, "act against": -1}
_FARTHEST_WEAK = 5  # words between a cue and a weak term


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a sentence speaks of an issue: tokens, polarity (0 for a bare term), and what kind of term it is."""

    issue: str
    first: int
    last: int
    polarity: int
    is_weak: bool
    is_act: bool
    is_inverse: bool
    is_unclear: bool
    phrase: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A holder's side on an issue in one sentence: sign 1 or -1, conditional or not, with the reasons.

    `marks` are what its confidence is reckoned from: the rules and circumstances by name.
    """

    holder: Holder
    issue: str
    sign: int
    is_conditional: bool
    kind: Kind
    evidence: tuple[Evidence, ...]
    marks: frozenset[str]
    via: Holder = NOBODY
    at: int = 0


def findings(tokens: Tokens, voice: Voices) -> list[Finding]:
    """Give what a sentence says of each issue, term by term."""
    found: list[Finding] = []
    for issue in dict.fromkeys(term.label.issue for term in voice.clues.terms):
        for hit in hits(voice, issue):
            found += _of_hit(tokens, voice, hit)
    return found


def hits(voice: Voices, issue: str) -> list[Hit]:
    """Give where a sentence speaks of an issue; a phrase that takes a side decides for the terms that it overlaps."""
    terms = [one for one in voice.clues.terms if one.label.issue == issue and one.label.kind != "condition"]
    found: list[Hit] = []
    for one in sorted(terms, key=lambda term: (term.label.kind not in _POLARITY, term.label.kind == "weak", -(term.last - term.first))):
        if any(one.first < hit.last and one.last > hit.first for hit in found):
            continue
        kind = one.label.kind
        found.append(
            Hit(issue, one.first, one.last, _POLARITY.get(kind, 0), kind == "weak", kind.startswith("act"), one.label.is_inverse, one.label.is_unclear, one.label.phrase)
        )
    return sorted(found, key=lambda hit: hit.first)


@dataclass(slots=True)
class _Sum:
    """What has been gathered on the way from a term outwards."""

    sign: int
    sides: int = 0
    evidence: list[Evidence] | None = None
    cues: list[tuple[int, int]] | None = None


def _of_hit(tokens: Tokens, voice: Voices, hit: Hit) -> Iterator[Finding]:
    """Go from a term outwards through the attributions around it, until one has a holder."""
    chain = _chain(voice, hit)
    sign = hit.polarity or (-1 if hit.is_inverse else 1)
    evidence = [Evidence("act" if hit.is_act else "term", tokens.starts[hit.first], tokens.ends[hit.last - 1], hit.phrase)]
    marks = {"act" if hit.is_act else "phrase" if hit.polarity else "weak" if hit.is_weak else "term"}
    sides = int(hit.is_act or _states(tokens, hit))
    cues: list[tuple[int, int]] = []
    governing: list[Attribution] = []
    holder = NOBODY
    reported = False
    for one, who in chain:
        if one.cue_class == "act":
            sides += 1
            marks.add("act")
            sign *= -1 if one.negated else 1
            if one.standing != "governed":
                holder = who
                governing.append(one)
                break
            continue
        if one.cue_class == "say":
            if one.standing == "governed":
                marks.add("unsaid")
                continue
            reported = True
            if not who and one.standing != "main":
                continue
            holder = who
            governing.append(one)
            evidence.append(_because(tokens, one))
            break
        if one.standing == "willed":
            if hit.is_weak or not (who and _speaks(chain, who)):
                continue
            sides += 1
            sign *= -1 if one.negated else 1
            holder = who
            marks.add("will")
        elif one.standing in ("governed", "judged"):
            sides += 1
            sign *= one.sign * (-1 if one.negated else 1)
        elif one.cue_class == "accuse":
            holder = _accused(voice, one)
            marks.add("accused")
        elif one.cue_class == "criticise":
            return
        else:
            sides += 1
            sign *= one.sign * (-1 if one.negated else 1)
            holder = who
            if one.cue_class == "threaten":
                marks.add("threat")
        marks.add(one.rule)
        cues.append(one.cue)
        governing.append(one)
        evidence.append(_because(tokens, one))
        if holder or one.standing in ("main", "shared"):
            break
    if hit.is_weak and (not cues or min(abs(hit.first - last) for _, last in cues) > _FARTHEST_WEAK):
        return
    if not sides and not hit.polarity:
        return
    if not holder and (not governing or governing[-1].standing in ("judged", "governed", "willed")) and voice.sentence.in_quotes(hit.first):
        holder = voice.quoted
        marks.add("quotation")
        evidence.append(Evidence("quotation", tokens.starts[hit.first], tokens.ends[hit.last - 1], "said in quotation marks"))
    if not sides:
        marks.add("phrase-only")
        if not voice.sentence.in_quotes(hit.first):
            return
    if not holder:
        return
    if "unsaid" in marks and sign and governing[-1].sign < 0:
        marks.add("no-answer")
    for at in _reversals(tokens, voice, hit, cues):
        sign = abs(sign) if hit.is_unclear and not hit.is_inverse else -sign
        evidence.append(Evidence("reversal", tokens.starts[at], tokens.ends[at], "reverses what follows"))
        marks.add("reversal")
    condition = _condition(tokens, voice, governing, hit)
    if condition is not None:
        evidence.append(condition)
        marks.add("condition")
    kind = "act" if "act" in marks and not reported else "direct" if _is_direct(voice, hit, governing) else "indirect"
    marks |= {holder.how, kind}
    via = _via(chain, holder)
    if via:
        marks.add("via")
    yield Finding(holder, hit.issue, sign, condition is not None, cast("Kind", kind), tuple(evidence), frozenset(marks), via, hit.first)


def _states(tokens: Tokens, hit: Hit) -> bool:
    """Tell whether a term says by itself that something is to be done: "stop the killing"."""
    single, _ = _reversing()
    return hit.last - hit.first > 1 and any(tokens.low[at] in single or tokens.low[at] in ("must", "should", "needs") for at in range(hit.first, hit.last))


def _because(tokens: Tokens, one: Attribution) -> Evidence:
    says = "says" if one.cue_class == "say" else "is for" if one.sign > 0 else "is against" if one.sign < 0 else "is said of another"
    not_ = "not: " if one.negated else ""
    return Evidence(one.rule, tokens.starts[one.cue[0]], tokens.ends[one.cue[1] - 1], f"{not_}{says}")


def _chain(voice: Voices, hit: Hit) -> list[tuple[Attribution, Holder]]:
    """Give the attributions around a term, the innermost first: the nearer the cue, the further in."""
    around = []
    for one, who in zip(voice.attributions, voice.holders, strict=True):
        if one.cue_class == "act":
            if one.cue == (hit.first, hit.last) and one.issue == hit.issue:
                around.append((0, one, who))
        elif (one.cue[0] >= hit.last or one.cue[1] <= hit.first) and (one.covers(hit.first) or one.covers(hit.last - 1)):
            far = abs(hit.first - one.cue[0]) if one.cue[0] < hit.first else abs(one.cue[0] - hit.last)
            # What is said before its verb ("..., he said") lies further out than whatever stands within it.
            around.append((far + (1000 if one.cue_class == "say" and one.cue[0] > hit.first else 1), one, who))
    return [(one, who) for _, one, who in sorted(around, key=lambda each: each[0])]


def _speaks(chain: Sequence[tuple[Attribution, Holder]], who: Holder) -> bool:
    """Tell whether somebody is the speaker of what surrounds a term, or nobody else is."""
    speakers = [speaker for one, speaker in chain if one.cue_class == "say" and speaker]
    return any(set(speaker.parties) & set(who.parties) for speaker in speakers)


def _accused(voice: Voices, accusation: Attribution) -> Holder:
    for name in voice.clues.names:
        if accusation.cue[1] <= name.first <= accusation.cue[1] + 3 and name.label.party:
            return Holder((name.label.party,), name.label.person, "person" if name.label.person else "party")
    return NOBODY


@lru_cache(maxsize=1)
def _reversing() -> tuple[frozenset[str], tuple[tuple[str, ...], ...]]:
    words = lexicon()["reverse"]
    return frozenset(w for w in words if " " not in w), tuple(tuple(w.split()) for w in words if " " in w)


def _reversals(tokens: Tokens, voice: Voices, hit: Hit, cues: Sequence[tuple[int, int]]) -> list[int]:
    """Give the words between the nearest cue and the term that turn it round: "an end to the boycott"."""
    start = max([*(last for _, last in cues if last <= hit.first), max(voice.sentence.first, hit.first - 4)])
    single, several = _reversing()
    return [
        at
        for at in range(start, hit.first)
        if tokens.low[at] in single
        or tokens.low[at] in g.NEGATIONS
        or any(tuple(tokens.low[at : at + len(words)]) == words for words in several)
    ]


@lru_cache(maxsize=1)
def _conditions() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in lexicon()["conditions"]:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return found


def _condition(tokens: Tokens, voice: Voices, governing: Sequence[Attribution], hit: Hit) -> Evidence | None:
    """Find the words of a condition in what is said, or one of the issue's own conditions."""
    for term in voice.clues.terms:
        if term.label.kind == "condition" and term.label.issue == hit.issue and not (term.first < hit.last and term.last > hit.first):
            return Evidence("own-condition", tokens.starts[term.first], tokens.ends[term.last - 1], term.label.phrase)
    low = tokens.low
    conditions = _conditions()
    for at in range(voice.sentence.first, voice.sentence.last):
        for words in conditions.get(low[at], ()):
            if tuple(low[at : at + len(words)]) == words and not (at < hit.first < at + 8 and not _clause_between(low, at, hit.first)):
                return Evidence("condition", tokens.starts[at], tokens.ends[at + len(words) - 1], " ".join(words))
    return None


def _clause_between(low: list[str], first: int, last: int) -> bool:
    """Tell whether a comma stands between: then what follows is not part of the condition."""
    return "," in low[first:last]


def _is_direct(voice: Voices, hit: Hit, governing: Sequence[Attribution]) -> bool:
    return voice.sentence.in_quotes(hit.first) or any(voice.sentence.in_quotes(one.cue[0]) for one in governing)


def _via(chain: Sequence[tuple[Attribution, Holder]], holder: Holder) -> Holder:
    """Give who reports it, if that is another party than the holder."""
    for one, who in chain:
        if one.cue_class in ("say", "accuse") and who and who.parties != holder.parties:
            return who
    return NOBODY
