"""From findings to candidates: one for each sentence, party and issue, with its confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.extract.candidate import Candidate, Evidence
from model.extract.confidence import sureness, weight

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
        stance = _stance(best)
        sure = sureness(best, stance)
        yield Candidate(
            start,
            end,
            tokens.text[start:end],
            party,
            issue,
            levels[stance],
            best.kind,
            best.holder.speaker_for(party),
            sure.confidence,
            engine,
            (*best.evidence, *_who(tokens, best, vocabulary.topic.parties[party].name)),
            next(iter(best.via.parties), ""),
            sure.doubts,
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
    """Choose the likeliest; of two that contradict each other the one after "although ..., " or "but".

    What is asked for in return yields to what is given for it: "agreed to the mission on condition that the monitors".
    """
    if len(group) == 1:
        return group[0]
    best = max(group, key=weight)
    if "demanded" in best.marks:
        best = max((one for one in group if one.condition and one.sign > 0), key=weight, default=best)
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
