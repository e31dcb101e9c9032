"""How sure a reading is, and what keeps it from being surer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from model.extract.candidate import Candidate, Confidence
    from model.extract.finding import Finding

# How much each mark adds to the odds that a candidate is right, stance and all: logarithms, in twentieths. A ridge
# regression over some thousand candidates of 18 coded topics gave them; docs/extraction.md says what bands come of it.
_WEIGHTS = {
    "phrase": 15, "pair": 8, "adjective": 8, "judgement": 7, "direct": 6, "person": 5, "term": 5, "noun": 5,
    "together": 4, "act": 3, "will": 3, "gerund": 3, "fate": 3, "left-open": 3, "noun-owner": 2, "conjunct": 2,
    "description": -1, "party": -1, "threat": -1, "unsaid": -1, "role": -1, "via": -2, "participle": -3,
    "noun-subject": -3, "passive": -3, "will-be": -3, "may": -3, "reversal": -5, "quotation": -6, "demanded": -7,
    "phrase-only": -7, "pronoun": -9, "anaphor": -9, "weak": -12,
}  # fmt: skip
_OF_STANCE = {"conditional": 4, "support": 3, "ambiguous": 1, "oppose": -8}
_UNSURE = frozenset((
    "adjective", "compromise", "contrast", "effect", "in-condition", "noun", "noun-subject", "passive", "phrase-only",
    "quotation", "unsaid", "via", "will", "will-be",
))  # fmt: skip
_POINTING_BACK = frozenset(("anaphor", "gone-on"))
_HIGH = 14
_MEDIUM = -6
_SLIGHT = -2  # from which on a weight says little by itself
_MOST = 3  # doubts said of one candidate

DOUBTS: Mapping[str, str] = {
    "act": "it tells what was done, not what was said",
    "adjective": "it only says how somebody stands to it, such as “ready to” or “opposed to”",
    "anaphor": "it points back to what was said before, such as “the plan”",
    "contrast": "a “but” or an “although” stands in it",
    "compromise": "it seeks a compromise",
    "conditional": "it depends on a condition",
    "demanded": "it is asked for in return for something else",
    "description": "who speaks is described, not named",
    "effect": "it tells what would come of it",
    "few": "few words speak for it",
    "gone-on": "it takes no side itself, and goes on with what was said before",
    "in-condition": "it stands within a condition or a threat",
    "may": "it is only something that might be accepted",
    "near": "a name is spelt otherwise",
    "noun": "a demand or a refusal is spoken of, not made",
    "noun-subject": "a demand or a refusal is spoken of, not made",
    "oppose": "“no” is misread more often than “yes”",
    "participle": "it is said in passing",
    "party": "nobody who speaks for the party is named",
    "passive": "it does not say who would do it",
    "phrase-only": "no word such as “wants” or “rejects” takes a side",
    "pronoun": "who speaks is a “he”, “she”, “it” or “they”",
    "quotation": "who is quoted is named elsewhere",
    "reversal": "a word turns the sense round",
    "role": "an office speaks, and no person is named",
    "threat": "it is a threat",
    "unsaid": "it is about what might be said or done",
    "via": "somebody else tells it",
    "weak": "only a vague word for the issue stands there",
    "will": "it says what somebody will or will not do",
    "will-be": "it foretells what will be done",
}
"""What may keep a reading from being surer, by its id, in words for those who review."""


def doubts_in_words(one: Candidate) -> str:
    """Say what keeps a candidate from being surer: the gravest first, and no more than is read at once."""
    return "; ".join(DOUBTS[doubt] for doubt in one.doubts[:_MOST] if doubt in DOUBTS)


class Sureness(NamedTuple):
    """How sure a reading is, and the ids of what keeps it from being surer, the gravest first."""

    confidence: Confidence
    doubts: tuple[str, ...]


def weight(one: Finding) -> int:
    """Give the odds that a finding is right, whatever its stance."""
    return sum(_WEIGHTS.get(mark, 0) for mark in one.marks)


def sureness(best: Finding, stance: str) -> Sureness:
    """Reckon how sure the finding that decides a candidate of a stance is."""
    confidence = _confidence(best, stance)
    return Sureness(confidence, () if confidence == "high" else tuple(_doubts(best, stance)))


def _confidence(best: Finding, stance: str) -> Confidence:
    odds = weight(best) + _OF_STANCE[stance]
    if _is_low(best):
        return "low"
    return "high" if odds >= _HIGH and not any(_bars(best, stance)) else "medium" if odds >= _MEDIUM else "low"


def _is_low(best: Finding) -> bool:
    return not _POINTING_BACK.isdisjoint(best.marks) or ("in-condition" in best.marks and "demanded" not in best.marks)


def _bars(best: Finding, stance: str) -> Iterator[str]:
    """Give what a stance may not be called sure with: on coded topics, each was wrong twice as often as the rest."""
    yield from sorted(_UNSURE & best.marks)
    if best.holder.how == "near":
        yield "near"
    if "act" in best.marks and "together" not in best.marks:
        yield "act"
    if stance == "conditional" and "left-open" not in best.marks:
        yield "conditional"


def _doubts(best: Finding, stance: str) -> Iterator[str]:
    """Give what makes a finding low, what bars it from high, and what weighs against it; what is slight only alone."""
    weighs = {mark: _WEIGHTS[mark] for mark in best.marks if _WEIGHTS.get(mark, 0) < 0}
    against = sorted(weighs, key=lambda mark: (weighs[mark], mark))
    grave = [mark for mark in against if weighs[mark] < _SLIGHT]
    lows = [mark for mark in ("anaphor", "gone-on", "in-condition") if _is_low(best) and mark in best.marks]
    found = dict.fromkeys((*lows, *_bars(best, stance), *grave))
    yield from found or (["oppose"] if stance == "oppose" else against or ["few"])
