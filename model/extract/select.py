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
    if best.is_conditional and (best.sign > 0 or "threat" in best.marks):
        return "conditional"
    return "support" if best.sign > 0 else "oppose"


def _weight(one: Finding) -> float:
    weight = 0.5
    marks = one.marks
    weight += 0.15 * bool(marks & {"act", "phrase", "term"})
    weight += 0.1 * bool(marks & {"subject-cue", "infinitive", "adjective"})
    weight -= 0.15 * bool(marks & {"pronoun", "pair", "weak", "phrase-only", "noun-subject"})
    weight -= 0.1 * bool(marks & {"reversal", "via", "fate", "passive"})
    return weight


def _confidence(best: Finding) -> Confidence:
    weight = _weight(best)
    return "high" if weight > 0.7 else "medium" if weight > 0.55 else "low"
