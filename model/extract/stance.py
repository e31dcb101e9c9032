"""What side is taken on an issue: the attributions around a term, multiplied out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from model.extract import grammar as g
from model.extract.candidate import Evidence
from model.extract.hits import hits
from model.extract.resolve import NOBODY, Holder, holder_of
from model.extract.turns import condition, is_hypothetical, is_needed, reversals, states_by_itself, undone_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.extract.attribution import Attribution
    from model.extract.hits import Hit
    from model.extract.speakers import Voices
    from model.extract.tokens import Tokens
    from model.schema import Kind

_FARTHEST_WEAK = 8  # words between a cue and a weak term
_FARTHEST_ACCUSED = 3  # words between "accused" and who is
_NO_ANSWER = g.words("say comment confirm answer reply respond disclose announce")
_OF_ALL = frozenset(("need", "deserve"))  # "the world needs a truce" is the view of who says so
_WARNING = frozenset(("warn", "caution"))
_LEFT_OPEN = frozenset(("rule out", "exclude"))
_ASIDE = g.words("in during at around amid after before since ahead")
_TAKING_PART = g.words(
    "part participate participating interest engage engaging interested role join confidence place sit arrive attend "
    "halt pause increase cut rise reduction"
)


class Finding(NamedTuple):
    """A holder's side on an issue in one sentence: sign 1 or -1, the words of a condition if any, with the reasons.

    `marks` are what its confidence is reckoned from: the rules and circumstances by name. `at` is the term's token.
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
    issues = dict.fromkeys(term.label.issue for term in voice.clues.terms)
    return [
        found for issue in issues for hit in hits(tokens, voice, issue) for found in _Way(tokens, voice, hit).findings()
    ]


@dataclass(slots=True)
class _Way:
    """The way from a term outwards through the attributions around it, until one has a holder; what it gathers."""

    tokens: Tokens
    voice: Voices
    hit: Hit
    chain: list[tuple[Attribution, Holder]] = field(init=False)
    sign: int = field(init=False)
    sides: int = 0
    holder: Holder = NOBODY
    is_closed: bool = False
    is_reported: bool = False
    marks: set[str] = field(default_factory=set)
    evidence: list[Evidence] = field(default_factory=list)
    governing: list[Attribution] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chain = _around(self.voice, self.hit)
        self.sign = self.hit.own_side
        self.marks.add("phrase" if self.hit.polarity else "weak" if self.hit.is_weak else "term")
        self.sides += states_by_itself(self.tokens, self.hit)
        if is_needed(self.tokens, self.voice, self.hit):
            self.marks.add("without")
            self.sides += 1

    def findings(self) -> Iterator[Finding]:
        """Give the finding of the way; two where somebody accepts or refuses what another demands."""
        first = NOBODY
        for one, who in self.chain:
            if first and (one.cue_class not in ("want", "accept", "refuse") or one.standing not in ("main", "shared")):
                continue
            if one.cue_class == "criticise":
                return
            self._pass(one, who)
            if self.holder and self.holder.parties != first.parties:
                yield from self._finding()
                if first or not one.rule.startswith("noun"):
                    return
                first, self.holder = self.holder, NOBODY
            elif self.is_closed:
                break
        if not first:
            yield from self._finding()

    def _pass(self, one: Attribution, who: Holder) -> None:
        """Take one attribution further outwards."""
        match one.cue_class:
            case "say":
                counts = self._pass_saying(one, who)
            case "act":
                counts = self._pass_deed(one, who)
            case "accuse":
                counts = one.standing in ("main", "shared")
                if counts:
                    self._close(_accused(self.voice, one))
            case _ if one.standing == "willed":
                counts = self._pass_will(one, who)
            case _ if self._is_open_question(one):
                self.marks.add("unsaid")
                counts = False
            case _:
                counts = not (self._is_aside(one) or (one.rule == "fate" and self.hit.is_weak))
                if counts:
                    self._pass_side(one, who)
        if counts:
            self.marks.add(one.rule)
            self.governing.append(one)
            if one.rule != "act":  # which is the term itself
                self.evidence.append(self._because(one))

    def _pass_saying(self, one: Attribution, who: Holder) -> bool:
        if one.standing == "governed":
            self.marks.add("unsaid")
            return False
        if not who and one.standing != "main":
            return False
        self.is_reported = True
        self._close(who)
        if one.word in _WARNING and any(inner.rule == "gerund" for inner in self.governing):
            self.sign = -self.sign  # who warns that doing it would harm is against it
        if one.negated and one.word in _NO_ANSWER:
            self.marks.add("no-answer")
            self.sides += 1
        return True

    def _pass_deed(self, one: Attribution, who: Holder) -> bool:
        if one.rule == "together":
            who = self._all_together(one)
            if len(who.parties) < 2:
                return False
        self.marks.add("act")
        self.sides += 1
        self.sign *= -1 if one.negated else 1
        if one.standing != "governed":
            self._close(who)
        return True

    def _pass_will(self, one: Attribution, who: Holder) -> bool:
        """Pass "will": what a speaker himself will do; who else foretells it takes no side."""
        speakers = [speaker for other, speaker in self.chain if other.cue_class == "say"]
        if self.hit.is_weak or not any(set(speaker.parties) & set(who.parties) for speaker in speakers):
            return False
        self.sign *= -1 if one.negated and not self.sides else 1  # what is governed has the same "not"
        self.sides += 1
        self.holder = who
        return True

    def _pass_side(self, one: Attribution, who: Holder) -> None:
        self.sides += 1
        self.sign *= -one.sign if one.negated else one.sign
        if one.standing in ("main", "shared") and (who or one.word not in _OF_ALL):
            self._close(who)
            if one.cue_class == "threaten":
                self.marks.add("threat")
            if leaves_open(one):
                self.marks.add("left-open")

    def _close(self, who: Holder) -> None:
        self.holder = who
        self.is_closed = True

    def _finding(self) -> Iterator[Finding]:
        """Make a finding of what was gathered, if it has a holder and a side."""
        in_quotes = self.voice.sentence.in_quotes(self.hit.first)
        if not self.holder and (self.is_closed or not in_quotes):
            return
        cues = [one.cue for one in self.governing if one.cue_class != "say"]
        undone = undone_after(self.tokens, self.voice, self.hit, cues)
        if not (self.sides or undone or (self.hit.polarity and in_quotes)) or self._is_too_weak(cues):
            return
        holder, marks = self.holder, set(self.marks)
        evidence = [self._of_term("act" if "act" in marks else "term", self.hit.phrase), *self.evidence]
        if not holder:
            holder = self.voice.quoted
            marks.add("quotation")
            evidence.append(self._of_term("quotation", "said in quotation marks"))
        if not holder:
            return
        if "unsaid" in marks and self.governing and self.governing[-1].sign < 0:
            marks.add("no-answer")
        sign = self.sign
        turned = [] if "without" in marks else reversals(self.tokens, self.voice, self.hit, cues)
        for at in (*turned, *([undone] if undone else ())):
            sign = abs(sign) if self.hit.is_unclear and not self.hit.is_inverse else -sign
            evidence.append(Evidence("reversal", self.tokens.starts[at], self.tokens.ends[at], "turns it round"))
            marks.add("reversal")
        limit = condition(self.tokens, self.voice, self.governing, self.hit)
        if limit is not None:
            evidence.append(limit)
            marks |= {"hypothetical"} if is_hypothetical(self.tokens, self.voice) else set()
        kind = self._kind(marks)
        via = self._via(holder)
        marks |= {holder.how, kind} | ({"via"} if via else set()) | (set() if self.sides else {"phrase-only"})
        says = limit.says if limit else ""
        yield Finding(holder, self.hit.issue, sign, says, kind, tuple(evidence), frozenset(marks), via, self.hit.first)

    def _of_term(self, rule: str, says: str) -> Evidence:
        return Evidence(rule, self.tokens.starts[self.hit.first], self.tokens.ends[self.hit.last - 1], says)

    def _because(self, one: Attribution) -> Evidence:
        says = "says" if one.cue_class == "say" else ("is for", "is said of another", "is against")[1 - one.sign]
        not_ = "not: " if one.negated else ""
        return Evidence(one.rule, self.tokens.starts[one.cue[0]], self.tokens.ends[one.cue[1] - 1], f"{not_}{says}")

    def _is_too_weak(self, cues: list[tuple[int, int]]) -> bool:
        """Tell whether a weak term stands too far from every cue, or only belongs to another issue's term."""
        hit = self.hit
        if not hit.is_weak:
            return False
        others = [
            term.first
            for term in self.voice.clues.terms
            if term.label.issue != hit.issue and term.label.kind not in ("weak", "condition")
        ]
        is_behind = any(last <= other < hit.first for _, last in cues for other in others)
        return is_behind or not any(
            min(abs(hit.first - last), abs(first - hit.last)) <= _FARTHEST_WEAK for first, last in cues
        )

    def _is_open_question(self, one: Attribution) -> bool:
        """Tell whether an attribution is what is asked: "whether Y accepts"."""
        return one.source is not None and self.tokens.low[one.source[0] - 1] == "whether"

    def _is_aside(self, one: Attribution) -> bool:
        """Tell whether a term only says where: "ruled out a breakthrough in the talks"."""
        hit, low = self.hit, self.tokens.low
        if one.cue[1] >= hit.first or hit.polarity:
            return False
        at = hit.first - 1
        while at > one.cue[1] and low[at] not in _ASIDE and hit.first - at <= 4:
            if low[at] in g.PUNCTUATION or low[at] in g.PREPOSITIONS:
                return False
            at -= 1
        return low[at] in _ASIDE and at - 1 > one.cue[1] and low[at - 1] not in _TAKING_PART

    def _all_together(self, one: Attribution) -> Holder:
        """Join all who do something with each other by the same words."""
        who = [holder for other, holder in self.chain if other.rule == "together" and other.cue == one.cue and holder]
        parties = tuple(dict.fromkeys(party for holder in who for party in holder.parties))
        return Holder(parties, who[0].speaker if who else "", "pair")

    def _kind(self, marks: set[str]) -> Kind:
        if "act" in marks and not self.is_reported:
            return "act"
        in_quotes = self.voice.sentence.in_quotes
        is_direct = in_quotes(self.hit.first) or any(in_quotes(one.cue[0]) for one in self.governing)
        return "direct" if is_direct else "indirect"

    def _via(self, holder: Holder) -> Holder:
        """Give who reports it, if that is another party than the holder."""
        for one, who in self.chain:
            if one.cue_class in ("say", "accuse") and who and who.parties != holder.parties:
                return who
        return NOBODY


def leaves_open(one: Attribution) -> bool:
    """Tell whether somebody does not rule a thing out: neither for nor against it, so far."""
    return one.negated and one.word in _LEFT_OPEN


def _around(voice: Voices, hit: Hit) -> list[tuple[Attribution, Holder]]:
    """Give the attributions around a term, the innermost first: the nearer the cue, the further in.

    What is said lies further out than whatever stands within it, also after a term: "a truce, he said, was vital".
    """
    found = []
    for one, who in zip(voice.attributions, voice.holders, strict=True):
        if one.cue_class == "act":
            if one.cue == (hit.first, hit.last) and one.issue == hit.issue:
                found.append((0, one, who))
        elif (one.cue[0] >= hit.last or one.cue[1] <= hit.first) and (
            one.covers(hit.first) or one.covers(hit.last - 1)
        ):
            far = abs(hit.first - one.cue[0]) if one.cue[0] < hit.first else one.cue[0] - hit.last
            is_outer = one.cue_class == "say" and one.standing != "governed"
            found.append((far + (1000 if is_outer else 1), one, who))
    return [(one, who) for _, one, who in sorted(found, key=lambda each: each[0])]


def _accused(voice: Voices, accusation: Attribution) -> Holder:
    start = accusation.cue[1]
    for name in voice.clues.names:
        if start <= name.first <= start + _FARTHEST_ACCUSED and name.label.party:
            return holder_of(name)
    return NOBODY
