"""From findings to candidates: one for each sentence, party and issue, with its confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.extract.candidate import Candidate, Confidence, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from model.extract.finding import Finding
    from model.extract.segment import Sentence
    from model.extract.tokens import Tokens
    from model.extract.vocabulary import Vocabulary

_MARKS = (('"', '"'), ("“", "”"), ("«", "»"))
_CONCESSIVE = frozenset(("although", "though", "while", "despite", "after"))


def select(
    tokens: Tokens, sentence: Sentence, found: Sequence[Finding], vocabulary: Vocabulary, engine: str
) -> Iterator[Candidate]:
    """Give the candidates of one sentence."""
    if not found:
        return
    levels = vocabulary.levels
    start, end = _without_lone_mark(tokens.text, sentence.start, sentence.end)
    grouped: dict[tuple[str, str], list[Finding]] = {}
    for finding in found:
        for party in finding.holder.parties:
            grouped.setdefault((party, finding.issue), []).append(finding)
    for (party, issue), group in grouped.items():
        best = _decisive(tokens, sentence, group)
        yield Candidate(
            start,
            end,
            tokens.text[start:end],
            party,
            issue,
            levels[_stance(best)],
            best.kind,
            best.holder.speaker_for(party),
            _confidence(best),
            engine,
            (*best.evidence, *_who(tokens, best, vocabulary.topic.parties[party].name)),
            next(iter(best.via.parties), ""),
        )


def _without_lone_mark(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out a quotation mark at an end of a sentence when the other one stands in another sentence."""
    said = text[start:end]
    for opening, closing in _MARKS:
        open_still = said.count(opening) % 2 if opening == closing else said.count(opening) - said.count(closing)
        if open_still > 0 and said.startswith(opening):
            return start + 1, end
        if open_still and said.endswith(closing):
            return start, end - 1
    return start, end


def _who(tokens: Tokens, best: Finding, name: str) -> Iterator[Evidence]:
    """Say why it is this party's stance: which words name it, and whom they were taken to mean."""
    if best.source is None:
        return
    first, last = best.source
    holder = best.holder
    says = {
        "author": f"is {holder.speaker or name}, who speaks here",
        "pronoun": f"taken to be {holder.speaker or name}, spoken of before",
        "pair": f"taken to be {name} and others, named together before",
        "party": f"is {name}",
        "near": f"taken to be {holder.speaker or name}, spelt otherwise",
    }
    start, end = tokens.starts[first], tokens.ends[last - 1]
    yield Evidence("holder", start, end, says.get(holder.how, f"speaks for {name}"))


def _decisive(tokens: Tokens, sentence: Sentence, group: Sequence[Finding]) -> Finding:
    """Choose the likeliest; of two that contradict each other the one after "although ..., " or "but"."""
    if len(group) == 1:
        return group[0]
    best = max(group, key=_weight)
    if len({one.sign for one in group}) > 1:
        low = tokens.low[sentence.first : sentence.last]
        if low[0] in _CONCESSIVE or "but" in low:
            return max(group, key=lambda one: one.at)
    return best


def _stance(best: Finding) -> str:
    if "no-answer" in best.marks:
        return "ambiguous"
    depends = best.sign > 0 or bool({"threat", "hypothetical"} & best.marks)
    if "left-open" in best.marks or (best.condition and depends):
        return "conditional"
    return "support" if best.sign > 0 else "oppose"


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
_UNSURE = frozenset(("adjective", "against", "but", "in-condition", "judgement", "passive", "unsaid", "weak", "will"))
_HIGH = 14
_MEDIUM = -6


def _weight(one: Finding) -> int:
    return sum(_WEIGHTS.get(mark, 0) for mark in one.marks)


def _confidence(best: Finding) -> Confidence:
    weight = _weight(best) + _OF_STANCE[_stance(best)]
    if "anaphor" in best.marks or ("in-condition" in best.marks and "demanded" not in best.marks):
        return "low"
    return "high" if weight >= _HIGH and _is_plain(best) else "medium" if weight >= _MEDIUM else "low"


def _is_plain(best: Finding) -> bool:
    """Tell whether a stance may be called sure: on coded topics, each of these was wrong twice as often as the rest."""
    is_lone_act = "act" in best.marks and "together" not in best.marks
    is_unsure = best.holder.how == "near" or is_lone_act or not _UNSURE.isdisjoint(best.marks)
    return not is_unsure and (_stance(best) != "conditional" or "left-open" in best.marks)
