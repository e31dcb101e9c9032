"""What the way from a term outwards gathered, made into a finding: a holder's side on an issue, with the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from model.extract import grammar as g
from model.extract.around import is_former, is_too_weak
from model.extract.candidate import Evidence
from model.extract.conditions import condition, is_behind_if, is_hypothetical, needs_another, warned_of
from model.extract.holder import NOBODY, Holder
from model.extract.spoken_of import capped, is_foretold, is_lamented, is_only_raised, is_partial
from model.extract.turns import forbidden_after, on_the_agenda, reversals, undone_after
from model.extract.vocabulary import OTHER_AMOUNT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.extract.attribution import Attribution, Range
    from model.extract.hits import Hit
    from model.extract.stance import Way
    from model.schema import Kind


_CONTRASTS = g.words("but although though while however despite unless until")
_FARTHEST_AMOUNT = 3  # words between a thing and by how much
_LONGEST_UNNAMED = 4  # words: "could agree to this if"
_TURNING = ("reversal", "phrase")  # marks of a side that the words themselves may turn round


class Finding(NamedTuple):
    """A holder's side on an issue in one sentence: sign 1 or -1, the words of a condition if any, with the reasons.

    `thing` is what to be for the thing means for the issue, with all that is said of it: -1 for "an end to the truce".

    `marks` are what its confidence is reckoned from: the rules and circumstances by name. `at` is the term's token,
    `source` the tokens that name the holder, where there are some.
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
    source: Range | None = None
    thing: int = 0


def made(way: Way) -> Iterator[Finding]:
    """Make a finding of what was gathered, if it has a holder and a side."""
    in_quotes = way.voice.sentence.in_quotes(way.hit.first)
    if not way.holder and (way.is_closed or not (in_quotes and way.voice.quoted)):
        return
    if is_lamented(way.tokens, way.hit):
        return
    if any(is_former(way.tokens, one) for one in way.governing):
        return
    is_evaded = "no-answer" in way.marks  # "has yet to say whether" is about the thing, too
    cues = [one.cue for one in way.governing if one.cue_class != "say" or is_evaded]
    others = [one.cue for one in way.voice.attributions if _is_done_by_another(one, way.hit)]
    undone = undone_after(way.tokens, way.voice, way.hit, [*cues, *others])
    if not (way.sides or undone or _is_said(way)) or is_too_weak(way.tokens, way.voice, way.hit, cues):
        return
    holder, marks = _by_name(way, way.holder), set(way.marks)
    evidence = [_of_term(way, "act" if "act" in marks else "term", _listed(way.hit)), *way.evidence]
    if not holder:
        holder = way.voice.quoted
        marks.add("quotation")
        is_own = holder.how == "author"
        says = "in a text of their own" if is_own else "said in quotation marks"
        evidence.append(_of_term(way, "own-text" if is_own else "quotation", says))
    if "unsaid" in marks and way.governing and way.governing[-1].sign < 0:
        marks.add("no-answer")
    sign = way.sign
    is_bound = needs_another(way.tokens, way.hit, way.governing)
    turned = _turned(way, undone, is_bound=is_bound)
    for at in turned:
        sign = abs(sign) if way.hit.is_unclear and not way.hit.is_inverse else -sign
        evidence.append(Evidence("reversal", way.tokens.starts[at], way.tokens.ends[at], "turns it round"))
        marks.add("reversal")
    limit = None if way.demand >= 0 else condition(way.tokens, way.voice, way.governing, way.hit)
    if way.demand >= 0 and _is_of_the_unnamed(way):
        limit = _of_term(way, "condition", "what is accepted depends on it")
        marks.add("left-open")
    if is_bound and limit is None:
        limit = _of_term(way, "condition", "without")
    if limit is not None:
        evidence.append(limit)
        is_refused = any(one.negated or one.sign < 0 for one in way.governing) or not marks.isdisjoint(_TURNING)
        is_refused = is_refused or (sign < 0 and way.hit.is_inverse)  # "will strike unless"
        marks |= {"hypothetical"} if is_refused and is_hypothetical(way.tokens, way.voice) else set()
    if sign > 0 and (way.hit.phrase == OTHER_AMOUNT or _is_by_another(way) or is_partial(way.tokens, way.hit)):
        marks.add("left-open")  # so much is not as much as the proposition says
    kind = _kind(way, marks, holder)
    via = _via(way, holder)
    said = way.tokens.low[way.voice.sentence.first : way.voice.sentence.last]
    marks |= set() if _CONTRASTS.isdisjoint(said) else {"contrast"}
    marks |= {holder.how, kind} | ({"via"} if via else set()) | (set() if way.sides else {"phrase-only"})
    says = limit.says if limit else ""
    yield Finding(
        holder,
        way.hit.issue,
        sign,
        says,
        kind,
        tuple(evidence),
        frozenset(marks),
        via,
        way.hit.first,
        way.source,
        -way.hit.own_side if len(turned) % 2 else way.hit.own_side,
    )


def _turned(way: Way, undone: int, *, is_bound: bool) -> list[int]:
    """Give the words that turn the side round, `undone` among them if it is one."""
    turned = [] if is_bound or "without" in way.marks else _reversals(way)
    undone = undone or forbidden_after(way.tokens, way.hit, way.governing)
    if way.hit.is_inverse and not (turned or undone or way.hit.polarity):
        undone = on_the_agenda(way.tokens, way.hit, way.governing) or capped(way.tokens, way.hit)
    is_told = all(one.cue_class == "say" or one.rule == "fate" for one in way.governing)
    harm = warned_of(way.tokens, way.voice, way.hit) if is_told else 0
    return [*turned, *(at for at in (undone, harm) if at)]


def _is_done_by_another(one: Attribution, hit: Hit) -> bool:
    """Tell whether somebody else does something: not the thing itself, in "wants the toll scrapped"."""
    if one.source is None or one.cue_class in ("say", "act"):
        return False
    return not one.source[0] <= hit.first < one.source[1]


def _is_of_the_unnamed(way: Way) -> bool:
    """Tell whether a term stands in the condition of a yes to what no term names: "could agree to this if the toll"."""
    yes = next((one for one in way.governing if one.cue_class == "accept" and one.cue[1] <= way.demand), None)
    if yes is None or yes.negated:
        return False
    is_short = 0 < way.demand - yes.cue[1] <= _LONGEST_UNNAMED and "," not in way.tokens.low[yes.cue[1] : way.demand]
    return is_short and not any(yes.cue[0] <= term.first < way.demand for term in way.voice.clues.terms)


def _is_said(way: Way) -> bool:
    """Tell whether a phrase that takes a side itself is somebody's word for it."""
    if not way.hit.polarity or not (way.is_reported or way.voice.sentence.in_quotes(way.hit.first)):
        return False
    if is_foretold(way.tokens, way.hit) or is_only_raised(way.tokens, way.hit):
        return False
    return not (way.demand > 0 and is_behind_if(way.tokens, way.demand))


def _by_name(way: Way, holder: Holder) -> Holder:
    """Add the person who says it of his own party: "Berg said her government would"."""
    if holder.speaker or len(holder.parties) != 1:
        return holder
    said = (who for one, who in way.chain if one.cue_class == "say" and who.parties == holder.parties)
    return holder._replace(speaker=next((who.speaker for who in said if who.speaker), ""))


def _is_by_another(way: Way) -> bool:
    """Tell whether another amount than the proposition's follows: "raised its pay offer to 11 percent"."""
    last = way.hit.last
    return any(
        term.label.phrase == OTHER_AMOUNT
        and term.label.issue == way.hit.issue
        and last <= term.first <= last + _FARTHEST_AMOUNT
        and g.SIGNS.isdisjoint(way.tokens.low[last : term.first])
        for term in way.voice.clues.terms
    )


def _reversals(way: Way) -> list[int]:
    """Give what turns the thing round, but for what another is asked to do, which has turned it already."""
    found = reversals(way.tokens, way.voice, way.hit, way.governing, way.demand)
    return [at for at in found if not any(first <= at < last for first, last in way.supposed)]


def _listed(hit: Hit) -> str:
    """Say under which heading of the issue's vocabulary a phrase stands."""
    if hit.polarity:
        return f"words {'for' if hit.polarity > 0 else 'against'} it ({hit.phrase})"
    return f"words about it{', which is to end' if hit.is_inverse else ''} ({hit.phrase})"


def _of_term(way: Way, rule: str, says: str) -> Evidence:
    return Evidence(rule, way.tokens.starts[way.hit.first], way.tokens.ends[way.hit.last - 1], says)


def _kind(way: Way, marks: set[str], holder: Holder) -> Kind:
    is_told = any(one.cue_class == "say" and one.covers(way.hit.first) for one, _ in way.chain)
    if "act" in marks and not way.is_reported and not is_told:
        return "act"
    if way.voice.quoted.how == "author":  # what a text of somebody's own says of others is told by him
        return "direct" if holder.parties == way.voice.quoted.parties else "indirect"
    in_quotes = way.voice.sentence.in_quotes
    is_direct = in_quotes(way.hit.first) or any(in_quotes(one.cue[0]) for one in way.governing)
    return "direct" if is_direct else "indirect"


def _via(way: Way, holder: Holder) -> Holder:
    """Give who reports it, if that is another party than the holder."""
    for one, who in way.chain:
        if one.cue_class in ("say", "accuse") and who and who.parties != holder.parties:
            return who
    return NOBODY
