"""What extraction proposes: a quote with its party, issue and stance, and the reasons for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from model.schema import Kind

Confidence = Literal["high", "medium", "low"]
CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")


class Evidence(NamedTuple):
    """Why a rule fired: its id, the words it rests on (code points of the text), and what it makes of them."""

    rule: str
    start: int
    end: int
    says: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A machine's proposed quote: one sentence, one party, one issue. `text[start:end] == quote` in code points."""

    start: int
    end: int
    quote: str
    party: str
    issue: str
    stance: str
    kind: Kind
    speaker: str
    confidence: Confidence
    engine: str
    evidence: tuple[Evidence, ...] = ()
    via: str = ""
    doubts: tuple[str, ...] = ()  # what keeps it from high confidence: ids of `confidence.DOUBTS`, the gravest first

    @property
    def rules(self) -> tuple[str, ...]:
        """Give the ids of the rules that fired, each once, in the order in which they did."""
        return tuple(dict.fromkeys(evidence.rule for evidence in self.evidence))
