"""What side is taken on an issue: the attributions around a term, multiplied out."""

from __future__ import annotations

from dataclasses import dataclass, field
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
_FARTHEST_WEAK = 8  # words between a cue and a weak term
_FARTHEST_REVERSAL = 7  # words between what turns a term round and the term
_NO_ANSWER = frozenset(("say", "comment", "confirm", "answer", "reply", "respond", "disclose", "announce"))
_MOVES = frozenset("come comes came go goes went brought bring taken take put".split())  # ... down, off, away
_LEADING = g.AUXILIARIES | _MOVES | frozenset(("to", "be", "all", "finally", "soon"))
_LEFT_OPEN = frozenset(("rule out", "exclude"))
_ASIDE = frozenset(("in", "during", "at", "around", "amid", "after", "before", "since", "ahead"))
_TAKING_PART = frozenset(("part", "participate", "participating", "interest", "engage", "engaging", "interested", "role", "join", "confidence", "place", "sit", "arrive", "attend", "halt", "pause", "increase", "cut", "rise", "reduction"))


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
    """A holder's side on an issue in one sentence: sign 1 or -1, the words of a condition if any, with the reasons.

    `marks` are what its confidence is reckoned from: the rules and circumstances by name.
    """

    holder: Holder
    issue: str
    sign: int
    condition: str
    kind: Kind
    evidence: tuple[Evidence, ...]
    marks: frozenset[str]
    via: Holder = NOBODY
    at: int = 0


def findings(tokens: Tokens, voice: Voices) -> list[Finding]:
    """Give what a sentence says of each issue, term by term."""
    found: list[Finding] = []
    for issue in dict.fromkeys(term.label.issue for term in voice.clues.terms):
        for hit in hits(tokens, voice, issue):
            found += _of_hit(tokens, voice, hit)
    return found


def hits(tokens: Tokens, voice: Voices, issue: str) -> list[Hit]:
    """Give where a sentence speaks of an issue; a phrase that takes a side decides for the terms that it overlaps."""
    terms = [one for one in voice.clues.terms if one.label.issue == issue and one.label.kind != "condition"]
    found: list[Hit] = []
    for one in sorted(terms, key=lambda term: (term.label.kind not in _POLARITY, term.label.kind == "weak", -(term.last - term.first))):
        if any(one.first < hit.last and one.last > hit.first for hit in found):
            continue
        kind = one.label.kind
        own = one.label.phrase.split()
        is_denied = any(tokens.low[at] in g.NEGATIONS and tokens.low[at] not in own for at in range(one.first + 1, one.last - 1))
        found.append(
            Hit(issue, one.first, one.last, _POLARITY.get(kind, 0) * (-1 if is_denied else 1), kind == "weak", kind.startswith("act"), one.label.is_inverse, one.label.is_unclear, one.label.phrase)
        )
    return _merged(sorted(found, key=lambda hit: hit.first))


def _merged(found: list[Hit]) -> list[Hit]:
    """Join terms that stand side by side: in "rare earth curbs" the curbs decide what side it is."""
    joined: list[Hit] = []
    for hit in found:
        last = joined[-1] if joined else None
        if last is None or hit.first > last.last or last.polarity or hit.polarity:
            joined.append(hit)
            continue
        joined[-1] = Hit(
            hit.issue, last.first, hit.last, 0, last.is_weak and hit.is_weak, False, last.is_inverse or hit.is_inverse,
            last.is_unclear and hit.is_unclear, f"{last.phrase} {hit.phrase}",
        )  # fmt: skip
    return joined


def _of_hit(tokens: Tokens, voice: Voices, hit: Hit) -> Iterator[Finding]:
    """Go from a term outwards through the attributions around it, until one has a holder.

    A demand that somebody has may itself be accepted or refused by somebody else: both take a side.
    """
    chain = _chain(voice, hit)
    path = _Path(hit.polarity or (-1 if hit.is_inverse else 1), int(_states(tokens, hit)))
    path.marks.add("phrase" if hit.polarity else "weak" if hit.is_weak else "term")
    if _is_needed(tokens, voice, hit):
        path.sides += 1
        path.marks.add("without")
    first = NOBODY
    for one, who in chain:
        if first and (one.cue_class not in ("want", "accept", "refuse") or one.standing not in ("main", "shared")):
            continue
        if not _take(tokens, voice, hit, path, one, who, chain):
            return
        if path.holder and path.holder.parties != first.parties:
            yield from _finding(tokens, voice, hit, path, chain)
            if first or not one.rule.startswith("noun"):
                return
            first, path.holder = path.holder, NOBODY
        elif path.is_closed:
            break
    if not first:
        yield from _finding(tokens, voice, hit, path, chain)


@dataclass(slots=True)
class _Path:
    """What has been gathered on the way from a term outwards."""

    sign: int
    sides: int
    holder: Holder = NOBODY
    is_closed: bool = False
    is_reported: bool = False
    marks: set[str] = field(default_factory=set)
    evidence: list[Evidence] = field(default_factory=list)
    governing: list[Attribution] = field(default_factory=list)


def _take(
    tokens: Tokens, voice: Voices, hit: Hit, path: _Path, one: Attribution, who: Holder, chain: Sequence[tuple[Attribution, Holder]]
) -> bool:
    """Take one attribution further outwards; False if it makes an end of the matter without a holder."""
    negated = -1 if one.negated else 1
    if one.cue_class == "say":
        if one.standing == "governed":
            path.marks.add("unsaid")
            return True
        if not who and one.standing != "main":
            return True
        path.is_reported = path.is_closed = True
        path.holder = who
        if one.negated and one.word in _NO_ANSWER:
            path.marks.add("no-answer")
            path.sides += 1
    elif one.cue_class == "act":
        if one.rule == "together" and len(who.parties) < 2 and "together" not in path.marks and not _with_another(chain, one, who):
            return True
        path.marks.add("act")
        path.sides += 1
        path.sign *= negated
        if one.standing != "governed":
            path.holder = who
            path.is_closed = True
    elif one.standing == "willed":
        if hit.is_weak or not (who and _speaks(chain, who)):
            return True
        path.sign *= negated if not path.sides else 1  # what is governed has the same "not"
        path.sides += 1
        path.holder = who
    elif one.cue_class == "accuse":
        if one.standing not in ("main", "shared"):
            return True
        path.holder = _accused(voice, one)
        path.is_closed = True
    elif one.cue_class == "criticise":
        return False
    elif _is_aside(tokens, hit, one):
        return one.standing in ("governed", "judged")
    else:
        path.sides += 1
        path.sign *= one.sign * negated
        if one.standing in ("main", "shared"):
            path.holder = who
            path.is_closed = True
            if one.cue_class == "threaten":
                path.marks.add("threat")
            if one.negated and one.word in _LEFT_OPEN:
                path.marks.add("left-open")
    path.marks.add(one.rule)
    path.governing.append(one)
    path.evidence.append(_because(tokens, one))
    return True


def _finding(
    tokens: Tokens, voice: Voices, hit: Hit, path: _Path, chain: Sequence[tuple[Attribution, Holder]]
) -> Iterator[Finding]:
    """Make a finding of a path, if it has a holder and a side."""
    cues = [one.cue for one in path.governing if one.cue_class != "say"]
    in_quotes = voice.sentence.in_quotes(hit.first)
    if hit.is_weak and any(_between(cues, hit, term.first) for term in voice.clues.terms if term.label.issue != hit.issue and term.label.kind not in ("weak", "condition")):
        return
    if hit.is_weak and not any(min(abs(hit.first - last), abs(first - hit.last)) <= _FARTHEST_WEAK for first, last in cues):
        return
    if not path.sides and not (hit.polarity and in_quotes):
        return
    holder = path.holder
    evidence = [Evidence("act" if "act" in path.marks else "term", tokens.starts[hit.first], tokens.ends[hit.last - 1], hit.phrase), *path.evidence]
    marks = set(path.marks)
    if not holder and not path.is_closed and in_quotes:
        holder = voice.quoted
        marks.add("quotation")
        evidence.append(Evidence("quotation", tokens.starts[hit.first], tokens.ends[hit.last - 1], "said in quotation marks"))
    if not holder:
        return
    sign = path.sign
    if "unsaid" in marks and path.governing and path.governing[-1].sign < 0:
        marks.add("no-answer")
    for at in [] if "without" in marks else _reversals(tokens, voice, hit, cues):
        sign = abs(sign) if hit.is_unclear and not hit.is_inverse else -sign
        evidence.append(Evidence("reversal", tokens.starts[at], tokens.ends[at], "reverses what follows"))
        marks.add("reversal")
    condition = _condition(tokens, voice, path.governing, hit)
    if condition is not None:
        evidence.append(condition)
        marks.add("condition")
    kind = "act" if "act" in marks and not path.is_reported else "direct" if _is_direct(voice, hit, path.governing) else "indirect"
    via = _via(chain, holder)
    marks |= {holder.how, kind} | ({"via"} if via else set()) | (set() if path.sides else {"phrase-only"})
    yield Finding(holder, hit.issue, sign, condition.says if condition else "", cast("Kind", kind), tuple(evidence), frozenset(marks), via, hit.first)


def _between(cues: Sequence[tuple[int, int]], hit: Hit, at: int) -> bool:
    return any(last <= at < hit.first for _, last in cues)


def _is_needed(tokens: Tokens, voice: Voices, hit: Hit) -> bool:
    """Tell whether a sentence says that nothing goes without the thing: "no progress without a meeting"."""
    low = tokens.low
    for at in range(max(voice.sentence.first, hit.first - 7), hit.first):
        if low[at] == "without":
            return any(word in g.NEGATIONS or word == "only" for word in low[max(voice.sentence.first, at - 9) : at])
    return False


def _with_another(chain: Sequence[tuple[Attribution, Holder]], one: Attribution, who: Holder) -> bool:
    """Tell whether a meeting of one party is with another that the same words name."""
    return any(other.rule == "together" and other is not one and other.cue == one.cue and set(them.parties) - set(who.parties) for other, them in chain)


def _is_aside(tokens: Tokens, hit: Hit, one: Attribution) -> bool:
    """Tell whether a term only says where: "ruled out a breakthrough in the talks"."""
    if one.cue[1] >= hit.first or hit.polarity:
        return False
    low = tokens.low
    at = hit.first - 1
    while at > one.cue[1] and low[at] not in _ASIDE and hit.first - at <= 4:
        if low[at] in g.PUNCTUATION or low[at] in g.PREPOSITIONS:
            return False
        at -= 1
    return low[at] in _ASIDE and at - 1 > one.cue[1] and low[at - 1] not in _TAKING_PART


def _states(tokens: Tokens, hit: Hit) -> bool:
    """Tell whether a term says by itself that something is to be done: "stop the killing"."""
    single, _ = _reversing()
    return " " in hit.phrase and any(tokens.low[at] in single or tokens.low[at] in ("must", "should", "needs") for at in range(hit.first, hit.last))


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
    start = max([*(last for _, last in cues if last <= hit.first), max(voice.sentence.first, hit.first - _FARTHEST_REVERSAL)])
    signs = [at for at in range(start, hit.first) if tokens.low[at] in g.PUNCTUATION - g.QUOTATION]
    start = signs[-1] + 1 if signs else start
    single, several = _reversing()
    before = [
        at
        for at in range(start, hit.first)
        if tokens.low[at] in single
        or tokens.low[at] in g.NEGATIONS
        or any(tuple(tokens.low[at : at + len(words)]) == words for words in several)
    ]
    return before + ([after] if (after := _undone_after(tokens, voice, hit, cues)) else [])


def _undone_after(tokens: Tokens, voice: Voices, hit: Hit, cues: Sequence[tuple[int, int]]) -> int:
    """Find what undoes a thing after its name: "the tariffs [must be] lifted", "wants the tariffs brought down"."""
    single, _ = _reversing()
    low = tokens.low
    for at in range(hit.last, min(hit.last + 6, voice.sentence.last)):
        word = low[at]
        if any(first <= at < last for first, last in cues) and word not in g.MODALS and not word.startswith(("need", "ha")):
            return 0
        if word in single and word.endswith(("ed", "t")) and not hit.polarity:
            return at
        if word in ("down", "off", "away") and low[at - 1] in _MOVES and not hit.polarity:
            return at
        if word == "-" and low[at + 1] == "free":
            return at + 1
        is_placed = word in g.PREPOSITIONS or low[at - 1] in g.PREPOSITIONS  # "the tariffs on cars"
        if not (word in _LEADING or g.is_adverb(word) or is_placed):
            return 0
    return 0


@lru_cache(maxsize=1)
def _conditions() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in lexicon()["conditions"]:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return found


def _condition(tokens: Tokens, voice: Voices, governing: Sequence[Attribution], hit: Hit) -> Evidence | None:
    """Find the words of a condition in what is said, or one of the issue's own conditions.

    Whether another is serious is no condition of what is demanded of him.
    """
    if any(one.rule == "modal" and one.sign > 0 and not one.negated for one in governing):
        return None
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
