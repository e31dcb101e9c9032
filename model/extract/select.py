"""From findings to candidates: one for each sentence, party and issue, with its confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.extract.candidate import Candidate, Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from model.extract.segment import Sentence
    from model.extract.stance import Finding
    from model.extract.tokens import Tokens


def select(
    tokens: Tokens, sentence: Sentence, found: Sequence[Finding], levels: dict[str, str], engine: str
) -> Iterator[Candidate]:
    """Give the candidates of one sentence."""
    grouped: dict[tuple[str, str], list[Finding]] = {}
    for finding in found:
        for party in finding.holder.parties:
            grouped.setdefault((party, finding.issue), []).append(finding)
    for (party, issue), group in grouped.items():
        best = max(group, key=_weight)
        yield Candidate(
            sentence.start, sentence.end, tokens.text[sentence.start : sentence.end], party, issue, levels[_stance(best)],
            best.kind, best.holder.speaker, _confidence(best), engine, best.evidence, next(iter(best.via.parties), ""),
        )


def _stance(best: Finding) -> str:
    if "no-answer" in best.marks:
        return "ambiguous"
    if (best.is_conditional and (best.sign > 0 or "threat" in best.marks)) or "left-open" in best.marks:
        return "conditional"
    return "support" if best.sign > 0 else "oppose"


# What makes a candidate more or less likely to be right than the average of them, in hundredths.
_WEIGHTS = {
    "direct": 12, "pair": 15, "together": 15, "act": 5, "person": 8, "role": 5, "adjective": 10, "noun-owner": 5,
    "pronoun": -15, "reversal": -12, "condition": -8, "modal": -12, "unsaid": -15, "no-answer": -15, "passive": -30,
    "participle": -20, "conjunct": -12, "noun": -12, "anaphor": -8, "phrase-only": -15, "will": -10, "weak": -8,
    "fate": -8, "via": -3, "will-be": -15, "headline": -5,
}  # fmt: skip
_AVERAGE = 70
_HIGH = 78
_MEDIUM = 62


def _weight(one: Finding) -> int:
    return _AVERAGE + sum(_WEIGHTS.get(mark, 0) for mark in one.marks)


def _confidence(best: Finding) -> Confidence:
    weight = _weight(best)
    return "high" if weight >= _HIGH else "medium" if weight >= _MEDIUM else "low"
