"""The attributions around a term, from the nearest outwards, and what of them does not count for it."""

from __future__ import annotations

from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.holder import NOBODY, Holder, holder_of
from model.extract.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.extract.attribution import Attribution, Range
    from model.extract.hits import Hit
    from model.extract.speakers import Voices
    from model.extract.tokens import Tokens

_FARTHEST_WEAK = 8  # words between a cue and a weak term
_LONGEST_LINK = 4  # words of "on any larger" between two terms
_FARTHEST_FORMER = 4  # words between "which" and what somebody did once
_LONGEST_FORMER = 25  # words from that to what he does now
_FARTHEST_ACCUSED = 3  # words between "accused" and who is
_FARTHEST_IF = 10  # words between "if" and who is supposed to do it
_PROVIDING = frozenset(("once", "until", "provided"))
_CONSIDERING = frozenset(("consider", "weigh", "mull", "think about", "contemplate", "entertain"))
_LEFT_OPEN = frozenset(("rule out", "exclude"))
_ASIDE = g.words("in during at around amid after before since ahead")
_TALK = g.words(  # "welcomed the remarks on the truce": what they were is not said
    "word words remark remarks comment comments statement statements report reports debate question questions speech "
    "position positions stance doubt doubts ruling news letter dispute discussion discussions"
)
_ATTENDING = frozenset(  # who attends talks on the truce wants the talks
    (
        "attend",
        "take part in",
        "participate in",
        "show up for",
        "show up at",
        "turn up for",
        "turn up at",
        "appear at",
    )
)
_NEWS = _TALK | g.words(  # who hopes for a decision on the truce does not say which
    "decision decisions clarity answer answers information details explanation explanations certainty transparency "
    "study studies review verdict opinion opinions"
)
_CONDEMNING = frozenset(("condemn", "denounce", "decry", "deplore"))
_JOINING = frozenset(("and", "or", "but", ",", ";"))
_DRAFTS = g.words(
    "draft plan plans proposal proposals deal agreement terms scheme accord text compromise blueprint outline "
    "memorandum"
)
_OF_DRAFTS = frozenset(("for", "of", "on", "to"))
_FARTHEST_DRAFT = 5  # words between "under" and the draft
_PROMISES = frozenset(("promise", "commitment", "pledge", "vow"))
_TAKING_PART = g.words(
    "part participate participating interest engage engaging interested role join confidence place sit arrive attend "
    "halt pause increase cut rise reduction be being"
)


Chain = list[tuple["Attribution", "Holder"]]
"""The attributions around a term with their holders, from the nearest outwards."""


def leaves_open(one: Attribution) -> bool:
    """Tell whether somebody does not rule a thing out, or only may do it: neither for nor against it, so far."""
    if one.rule == "may":
        return True
    if one.rule in ("will", "will-be"):
        return one.word in lexicon()["mays"] and not one.negated
    return (one.negated and one.word in _LEFT_OPEN) or (
        one.word in _CONSIDERING and one.standing != "governed" and not one.negated
    )


def is_ruling_out(one: Attribution) -> bool:
    """Tell whether somebody may be said to rule a thing out: who refuses to leaves it open."""
    return one.word in _LEFT_OPEN and one.standing == "governed"


def is_second_judgement(tokens: Tokens, hit: Hit, governing: Sequence[Attribution], one: Attribution) -> bool:
    """Tell whether a judgement only adds to another of the same thing: "was a mistake and could not be justified"."""
    if one.standing != "judged":
        return False
    for inner in governing:
        first, second = sorted((inner.cue, one.cue))
        is_beside = first[0] >= hit.last or second[1] <= hit.first  # "a mistake to call the plan, ..., a trap" is not
        if inner.standing == "judged" and is_beside and not _JOINING.isdisjoint(tokens.low[first[1] : second[0]]):
            return True
    return False


def around(voice: Voices, hit: Hit) -> list[Chain]:
    """Give the attributions around a term, the innermost first: the nearer the cue, the further in.

    A relative clause is a statement of its own: "rejected the truce that Y wants".

    What is said lies further out than whatever stands within it, also after a term: "a truce, he said, was vital"; and
    what is judged after a demand judges the demand: "their call for a truce was rejected".
    """
    found = []
    for one, who in zip(voice.attributions, voice.holders, strict=True):
        if one.cue_class == "act":
            if hit.first <= one.cue[0] and one.cue[1] <= hit.last and one.issue == hit.issue:
                found.append((0, one, who))
        elif (one.cue[0] >= hit.last or one.cue[1] <= hit.first) and (
            one.covers(hit.first) or one.covers(hit.last - 1)
        ):
            far = hit.first - one.cue[0] if one.cue[0] < hit.first else one.cue[0] - hit.last
            found.append((far + _layer(voice, hit, one), one, who))
    chain = [(one, who) for _, one, who in sorted(found, key=itemgetter(0))]
    relative = [[each] for each in chain if each[0].rule == "relative"]
    return [[each for each in chain if each[0].rule != "relative"], *relative]


def _is_saying(one: Attribution) -> bool:
    return one.cue_class == "say" and one.standing != "governed"


def _layer(voice: Voices, hit: Hit, one: Attribution) -> int:
    """Give how far out an attribution lies, whatever the distance: what is said, then what is judged, then the rest."""
    if _is_saying(one):
        said = (other for other in voice.attributions if _is_saying(other))
        return 1000 * (1 + sum(one is not other and one.covers(other.cue[0]) for other in said))
    if one.cue[0] < hit.last:
        return 1
    for inner, who in zip(voice.attributions, voice.holders, strict=True):
        is_inner = inner.cue[1] <= hit.first and inner.cue_class != "say" and inner.covers(hit.first) and bool(who)
        if is_inner and one.covers(inner.cue[0]):
            return 500
    return 1


def accused(voice: Voices, accusation: Attribution) -> Holder:
    """Give whom somebody accuses: who is named just behind."""
    start = accusation.cue[1]
    for name in voice.clues.names:
        if start <= name.first <= start + _FARTHEST_ACCUSED and name.label.party:
            return holder_of(name)
    return NOBODY


def is_blamed_for(tokens: Tokens, voice: Voices, one: Attribution) -> bool:
    """Tell whether somebody is blamed for what follows: "criticised Y for blocking the deal"."""
    start = one.cue[1]
    names = (name.last for name in voice.clues.names if start <= name.first <= start + _FARTHEST_ACCUSED)
    return any(tokens.low[last] == "for" for last in names)


def is_condemned(tokens: Tokens, hit: Hit, one: Attribution) -> bool:
    """Tell whether the thing itself is what somebody condemns: "denounced the toll", not "condemned talk of it"."""
    between = range(one.cue[1], hit.first)
    words = tokens.low[between.start : between.stop]
    if any(word in g.PUNCTUATION or word == "'s" for word in words):
        return False
    if any(word in _DRAFTS and after in _OF_DRAFTS for word, after in pairwise(words)):
        return True  # "criticised the plans for a toll"
    return one.word in _CONDEMNING and g.PREPOSITIONS.isdisjoint(set(words) - {"of"})


def is_in_draft(tokens: Tokens, voice: Voices) -> bool:
    """Tell whether a sentence tells what a draft has somebody do: "Under the latest plan, X would"."""
    low, first = tokens.low, voice.sentence.first
    return low[first] == "under" and not _DRAFTS.isdisjoint(low[first : first + _FARTHEST_DRAFT])


def _belongs_to_other(tokens: Tokens, voice: Voices, hit: Hit) -> bool:
    """Tell whether a weak term only says more of another issue's: "cameras on boats"."""
    near = range(hit.first - 1, max(voice.sentence.first, hit.first - _LONGEST_LINK), -1)
    link = next((at for at in near if tokens.low[at] in g.PREPOSITIONS), -1)
    return any(
        term.last == link and term.label.issue != hit.issue and term.label.kind != "condition"
        for term in voice.clues.terms
    )


def is_too_weak(tokens: Tokens, voice: Voices, hit: Hit, cues: Sequence[Range]) -> bool:
    """Tell whether a weak term stands too far from every cue, or only belongs to another issue's term."""
    if not hit.is_weak:
        return False
    others = [
        term.first
        for term in voice.clues.terms
        if term.label.issue != hit.issue and term.label.kind not in ("weak", "condition")
    ]
    is_behind = any(last <= other < hit.first for _, last in cues for other in others)
    return (
        is_behind
        or _belongs_to_other(tokens, voice, hit)
        or not any(min(abs(hit.first - last), abs(first - hit.last)) <= _FARTHEST_WEAK for first, last in cues)
    )


def is_open_question(tokens: Tokens, one: Attribution) -> bool:
    """Tell whether an attribution is what is asked: "whether Y accepts"."""
    return one.source is not None and tokens.low[one.source[0] - 1] == "whether"


def is_former(tokens: Tokens, one: Attribution) -> bool:
    """Tell whether a relative clause tells what somebody did once: "X, which had refused the toll, will pay"."""
    low, at = tokens.low, one.cue[0] - 1
    near = range(at, max(0, at - _FARTHEST_FORMER), -1)
    which = next((back for back in near if low[back] in ("who", "which")), -1)
    if which > 0 and "now" in low[one.cue[1] : one.cue[1] + _LONGEST_FORMER] and low[one.cue[0]].endswith("ed"):
        return True  # "X, which for years opposed the toll, now backs it"
    while at > 1 and g.is_adverb(low[at]):
        at -= 1
    if low[at] != "had":
        return False
    at -= 1
    while at > 0 and g.is_adverb(low[at]):
        at -= 1
    return low[at] in ("who", "which")


def is_unpromised(one: Attribution) -> bool:
    """Tell whether somebody only makes no promise: "made no commitment on the toll"."""
    return one.negated and one.rule.startswith("noun") and one.word in _PROMISES


def is_supposed(tokens: Tokens, voice: Voices, one: Attribution) -> bool:
    """Tell whether an attribution is only supposed: "if Y insists on it"."""
    if one.source is None:
        return one.standing == "shared" and is_parted(tokens, voice.sentence.first, one.cue[0])
    low, first = tokens.low, max(voice.sentence.first, one.source[0] - _FARTHEST_IF)
    if low[one.source[0] - 1] == "should" and one.source[0] > voice.sentence.first + 1:
        return True  # "should Y turn it down"
    for at in range(one.source[0] - 1, first - 1, -1):
        if low[at] in g.PUNCTUATION:
            break
        if low[at] in ("if", "unless") or (low[at] in _PROVIDING and at == one.source[0] - 1):
            return low[at - 1] not in ("as", "even", "at")
    return False


def is_parted(tokens: Tokens, cue: int, term: int) -> bool:
    """Tell whether a term stands in what is only supposed behind a cue: "will come if Y wants the truce"."""
    low = tokens.low
    return any(low[at] in ("if", "unless") and low[at - 1] not in ("as", "even", "it") for at in range(cue + 1, term))


def is_told_about(tokens: Tokens, hit: Hit) -> bool:
    """Tell whether a thing is only what somebody will say something about: "will give its opinion on the toll"."""
    low, at = tokens.low, hit.first - 1
    while at > 1 and low[at] in g.DETERMINERS:
        at -= 1
    return low[at] in g.ABOUT and low[at - 1] in _NEWS


def is_aside(tokens: Tokens, hit: Hit, one: Attribution) -> bool:
    """Tell whether a term only says where: "ruled out a breakthrough in the talks"."""
    low = tokens.low
    if one.cue[1] >= hit.first or hit.polarity:
        return False
    at = hit.first - 1
    while at > one.cue[1] and low[at] not in _ASIDE and hit.first - at <= 4:
        if low[at] in g.PUNCTUATION or low[at] in g.PREPOSITIONS:
            return one.word in _ATTENDING or (low[at] in g.ABOUT and low[at - 1] in (_NEWS if one.sign > 0 else _TALK))
        at -= 1
    return low[at] in _ASIDE and at - 1 > one.cue[1] and low[at - 1] not in _TAKING_PART
