"""What side is taken on an issue: the attributions around a term, multiplied out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.around import (
    accused,
    around,
    is_aside,
    is_blamed_for,
    is_condemned,
    is_in_draft,
    is_open_question,
    is_parted,
    is_ruling_out,
    is_second_judgement,
    is_supposed,
    is_told_about,
    is_unpromised,
    leaves_open,
)
from model.extract.candidate import Evidence
from model.extract.conditions import demanded_by, is_bargain, is_given, is_threat, is_while, is_without
from model.extract.finding import made
from model.extract.hits import hits
from model.extract.holder import NOBODY, Holder
from model.extract.spoken_of import comes_second, is_compromised, is_exclaimed, is_foretold, is_lacking, is_needed
from model.extract.turns import states_by_itself

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.extract.around import Chain
    from model.extract.attribution import Attribution, Range
    from model.extract.finding import Finding
    from model.extract.hits import Hit
    from model.extract.speakers import Voices
    from model.extract.tokens import Tokens

_NO_ANSWER = g.words("say comment confirm answer reply respond disclose announce")
_ASKED = g.words("why how when where what which who")
_MORE_THAN = g.words("only just merely simply")
_SAID = frozenset(("say", "claim", "suggest"))
_OF_ALL = frozenset(("need", "deserve"))  # "the world needs a truce" is the view of who says so
_DEALING = g.words("deal discuss debate decide examine study assess review consider vote rule")
_OF_OTHERS = frozenset(("accuse", "criticise"))  # classes of cues that may tell of another than their source
_DECIDING = ("decide", "take a view", "take a stance", "take a decision", "make a decision", "make up")
_WARNING = frozenset(("warn", "caution", "complain"))


def findings(tokens: Tokens, voice: Voices) -> list[Finding]:
    """Give what a sentence says of each issue, term by term."""
    issues = dict.fromkeys(term.label.issue for term in voice.clues.terms)
    return [
        found
        for issue in issues
        for hit in hits(tokens, voice, issue)
        for chain in around(voice, hit)
        if _may_be_held(voice, hit, chain)
        for found in Way(tokens, voice, hit, chain).findings()
    ]


def _may_be_held(voice: Voices, hit: Hit, chain: Chain) -> bool:
    """Tell whether there is anybody whose side it could be: around the term, accused there, or quoted."""
    if any(who or one.cue_class in _OF_OTHERS for one, who in chain):
        return True
    return bool(voice.quoted) and voice.sentence.in_quotes(hit.first)


@dataclass(slots=True)
class Way:
    """The way from a term outwards through the attributions around it, until one has a holder; what it gathers."""

    tokens: Tokens
    voice: Voices
    hit: Hit
    chain: Chain
    sign: int = field(init=False)
    sides: int = 0
    holder: Holder = NOBODY
    source: Range | None = None
    demand: int = -1
    is_closed: bool = False
    is_reported: bool = False
    marks: set[str] = field(default_factory=set)
    evidence: list[Evidence] = field(default_factory=list)
    governing: list[Attribution] = field(default_factory=list)
    supposed: list[Range] = field(default_factory=list)  # cues of what another is asked to do in return

    def __post_init__(self) -> None:
        self.sign = self.hit.own_side
        self.marks.add("phrase" if self.hit.polarity else "weak" if self.hit.is_weak else "term")
        self.sides += states_by_itself(self.tokens, self.hit) and not is_foretold(self.tokens, self.hit)
        self.sides += is_exclaimed(self.tokens, self.voice, self.hit)
        if comes_second(self.tokens, self.voice, self.hit):
            self.marks.add("left-open")
            self.sides += 1
        self.demand = demanded_by(self.tokens, self.voice, self.hit)
        if is_needed(self.tokens, self.voice, self.hit):
            self.marks.add("without")
            self.sides += 1
            if self.tokens.low[self.hit.first] == "without":  # a phrase against it: "without a dock"
                self.sign = -self.sign

    def findings(self) -> Iterator[Finding]:
        """Give the finding of the way; two where somebody accepts or refuses what another demands."""
        first = NOBODY
        for one, who in self.chain:
            if first and not self._answers(one):
                continue
            is_found_fault = one.cue_class == "criticise" and not is_condemned(self.tokens, self.hit, one)
            if is_found_fault and not is_blamed_for(self.tokens, self.voice, one):
                if self._is_called(one):
                    continue
                return
            is_depending = self.demand >= one.cue[1] and one.cue_class not in ("say", "act", "accuse")
            if is_depending and is_bargain(self.tokens, self.demand, one):
                self._pass_demand(one, who)
            else:
                self._pass(one, who)
            if self.is_closed and one.cue_class != "say" and self._is_unsaid(one):
                return  # "has never said that he was against it"
            if self.holder and self.holder.parties != first.parties:
                yield from made(self)
                if first or not one.rule.startswith(("noun", "passive")):
                    return
                first, self.holder, self.is_closed = self.holder, NOBODY, False
            elif self.is_closed:
                break
        if not first:
            yield from made(self)

    def _is_called(self, one: Attribution) -> bool:
        """Tell whether who finds fault says what he thinks of it: "slammed the tariffs as illegal"."""
        return any(other.rule == "judgement" and other.source == one.source for other, _ in self.chain)

    def _is_unsaid(self, one: Attribution) -> bool:
        """Tell whether it is told of somebody that he has not said so: not so of why he did, or of "not only"."""
        low = self.tokens.low
        outer = self.chain[next(at for at, (other, _) in enumerate(self.chain) if other is one) + 1 :]
        return any(
            other.cue_class == "say"
            and other.negated
            and other.word in _SAID
            and low[other.cue[1]] not in _ASKED
            and _MORE_THAN.isdisjoint(low[max(0, other.cue[0] - 2) : other.cue[0]])
            for other, _ in outer
        )

    def _answers(self, one: Attribution) -> bool:
        """Tell whether an attribution may be what another says to a demand: "rejected the call", "the call is bad"."""
        if one.cue_class == "say":
            return any(inner.standing == "judged" for inner in self.governing)
        return one.cue_class in ("want", "accept", "refuse") and one.standing in ("main", "shared", "judged")

    def _pass(self, one: Attribution, who: Holder) -> None:
        """Take one attribution further outwards."""
        match one.cue_class:
            case "say":
                counts = self._pass_saying(one, who)
            case "evade":
                counts = self._pass_evasion(one, who)
            case "criticise" if is_condemned(self.tokens, self.hit, one):
                counts = True
                self._pass_side(one, who)
            case "accuse" | "criticise":
                counts = one.standing in ("main", "shared")
                if counts:
                    self._close(accused(self.voice, one), None)
            case _ if is_open_question(self.tokens, one) or is_supposed(self.tokens, self.voice, one):
                counts = self._pass_supposed(one)
            case "act":
                counts = self._pass_deed(one, who)
            case _ if one.standing == "willed":
                counts = self._pass_will(one, who)
            case _:
                counts = not (is_aside(self.tokens, self.hit, one) or (one.rule == "fate" and self.hit.is_weak))
                if counts:
                    self._pass_side(one, who)
        if counts:
            self.marks.add(one.rule)
            self.governing.append(one)
            if one.rule != "act":  # which is the term itself
                self.evidence.append(self._because(one))

    def _pass_supposed(self, one: Attribution) -> bool:
        """Pass what somebody is only supposed to do; "would sign if Y suspends the toll" asks for just that."""
        if not 0 <= self.demand < one.cue[0]:
            self.marks.add("unsaid")
        else:
            side = 1 if one.cue_class == "act" else one.sign  # the side of an act is the term's own
            self.sign *= -side if one.negated else side
            self.supposed.append(one.cue)
        return False

    def _pass_saying(self, one: Attribution, who: Holder) -> bool:
        if not self.governing and is_threat(self.tokens, one.cue[1], self.demand):
            self.sign = -self.sign  # "said dockers would shut the port if it was sold"
            self.sides += 1
            self.marks |= {"in-condition", "threat"}
        if one.standing == "governed":
            self.marks.add("unsaid")
            return False
        if not who and one.standing != "main":
            return False
        self.is_reported = True
        self._close(who, one.source)
        is_judged = any(inner.standing == "judged" for inner in self.governing)
        is_only_done = any(inner.rule == "gerund" for inner in self.governing) and not is_judged
        is_bad = self.hit.polarity and not self.governing and is_foretold(self.tokens, self.hit)
        if one.word in _WARNING and (is_bad or is_only_done):
            self.sign = -self.sign  # who warns that doing it would harm is against it
            self.sides += 1
        if one.negated and one.word in _NO_ANSWER:
            self.marks.add("no-answer")
            self.sides += 1
        return True

    def _pass_evasion(self, one: Attribution, who: Holder) -> bool:
        """Pass "takes no position on"; who only will decide says nothing yet, who has not decided says that."""
        if one.word.startswith(_DECIDING) and not one.negated:
            return False
        self.marks.add("no-answer")
        self.sides += 1
        if one.standing in ("main", "shared") and who:
            self._close(who, one.source)
        return True

    def _pass_demand(self, one: Attribution, who: Holder) -> None:
        """Pass what depends on the term: who will do a thing, or refuses it, until this is done wants this done."""
        if one.standing == "governed":
            return
        between = self.tokens.low[one.cue[1] : self.demand]
        is_bad = one.sign < 0 or (one.standing == "willed" and not one.negated)
        is_refused = (is_bad != one.negated) != (not g.NEGATIONS.isdisjoint(between))
        if self.tokens.low[self.demand] == "until" and not is_refused:
            return  # a pause until the talks is no demand of talks
        if self.tokens.low[self.demand] == "if":
            self.sign *= -1 if is_refused else 1
        elif is_refused == is_while(self.tokens, self.demand) and (is_refused or is_without(self.tokens, self.demand)):
            self.sign = -self.sign  # no talks as long as the blockade lasts; a deal without a pause
        if is_given(self.tokens, self.demand, one):
            self.marks.add("left-open")
        if self.tokens.low[self.demand] == "if":
            self.marks.add("in-condition")
        self.sides += 1
        self.marks.add("demanded")
        self.governing.append(one)
        self.evidence.append(self._because(one))
        if one.standing in ("main", "shared", "willed") and who:
            self._close(who, one.source)

    def _pass_deed(self, one: Attribution, who: Holder) -> bool:
        if one.rule == "together":
            who = self._all_together(one)
            if len(who.parties) < 2:
                return False
        self.marks.add("act")
        self.sides += 1
        self.sign *= -1 if one.negated else 1
        if one.standing != "governed":
            self._close(who, one.source)
        return True

    def _pass_will(self, one: Attribution, who: Holder) -> bool:
        """Pass "will": what a speaker himself will do; who else foretells it takes no side."""
        speakers = [speaker for other, speaker in self.chain if other.cue_class == "say" and speaker]
        is_own = any(set(speaker.parties) & set(who.parties) for speaker in speakers)
        is_drafted = one.word != "will" and is_in_draft(self.tokens, self.voice)
        is_own = is_own or not (speakers or leaves_open(one) or is_drafted)  # what he may do is a guess of others
        is_dealing = not _DEALING.isdisjoint(self.tokens.low[one.cue[1] : one.cue[1] + 2])  # which side is left open
        is_weak = self.hit.is_weak and not one.negated
        if (
            is_weak
            or not is_own
            or is_dealing
            or is_told_about(self.tokens, self.hit)
            or is_parted(self.tokens, one.cue[1], self.hit.first)
        ):
            return False
        self.sign *= -1 if one.negated and not self.governing else 1  # what is governed has the same "not"
        self.sides += 1
        self.holder, self.source = who, one.source
        if leaves_open(one):
            self.marks.add("left-open")
        return True

    def _pass_side(self, one: Attribution, who: Holder) -> None:
        self.sides += 1
        is_condition = "if" in self.tokens.low[one.cue[1] : self.hit.first]
        if is_condition:
            self.marks.add("in-condition")  # what somebody else would have to do: which side that is, is a guess
        if one.rule == "effect" and is_lacking(self.tokens, self.hit):
            self.sign = -self.sign  # "a year without a truce costs lives"
        if not is_second_judgement(self.tokens, self.hit, self.governing, one):
            self.sign *= -one.sign if one.negated else one.sign
        if one.cue_class == "threaten" and is_condition:
            self.sign = -self.sign  # who threatens a thing if another happens is against that other
        if one.standing in ("main", "shared") and (who or one.word not in _OF_ALL):
            self._close(who, one.source)
            if one.cue_class == "threaten":
                self.marks.add("threat")
        is_put_off = one.sign < 0 and "decision" in self.tokens.low[one.cue[1] : self.hit.first]
        if is_unpromised(one) or is_put_off:
            self.marks.add("no-answer")
        if one.sign > 0 and is_compromised(self.tokens, self.hit):
            self.marks |= {"left-open", "compromise"}  # who seeks a compromise on a thing would give way on it
        if leaves_open(one) or (one.sign < 0 and any(is_ruling_out(inner) for inner in self.governing)):
            self.marks.add("left-open")

    def _close(self, who: Holder, source: Range | None) -> None:
        self.holder, self.source = who, source
        self.is_closed = True

    def _because(self, one: Attribution) -> Evidence:
        return Evidence(one.rule, self.tokens.starts[one.cue[0]], self.tokens.ends[one.cue[1] - 1], one.meaning)

    def _all_together(self, one: Attribution) -> Holder:
        """Join all who do something with each other by the same words."""
        who = [holder for other, holder in self.chain if other.rule == "together" and other.cue == one.cue and holder]
        parties = tuple(dict.fromkeys(party for holder in who for party in holder.parties))
        return Holder(parties, who[0].speaker if who else "", "pair")
