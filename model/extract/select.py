"""From findings to candidates: one for each sentence, party and issue, with its confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from model.extract.candidate import Candidate, Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from model.extract.segment import Sentence
    from model.extract.stance import Finding
    from model.extract.tokens import Tokens
    from model.schema import Kind


def select(
    tokens: Tokens, sentence: Sentence, found: Sequence[Finding], levels: dict[str, str], engine: str
) -> Iterator[Candidate]:
    """Give the candidates of one sentence."""
    grouped: dict[tuple[str, str], list[Finding]] = {}
    for finding in found:
        for party in finding.holder.parties:
            grouped.setdefault((party, finding.issue), []).append(finding)
    for (party, issue), group in grouped.items():
        best = max(group, key=lambda one: one.weight)
        stance = _stance(best)
        yield Candidate(
            sentence.start, sentence.end, tokens.text[sentence.start : sentence.end], party, issue, levels[stance],
            cast("Kind", best.kind), best.holder.speaker, _confidence(best), engine, best.evidence,
            next(iter(best.via.parties), ""),
        )


def _stance(best: Finding) -> str:
    if best.is_conditional and best.sign > 0:
        return "conditional"
    return "support" if best.sign > 0 else "oppose"


def _confidence(best: Finding) -> Confidence:
    return "high" if best.weight > 0.65 else "medium" if best.weight > 0.5 else "low"
