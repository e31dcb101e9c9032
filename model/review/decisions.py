"""What people decided of candidates: which candidate, what of it, who and when; of several the latest counts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from model.plain import plain
from model.quotes.folding import fold

if TYPE_CHECKING:
    from model.extract.candidate import Candidate
    from model.review.renames import Rename

Action = Literal["accept", "reject", "edit", "delete", "undo"]
Pair = tuple[str, str]  # party, issue

TICK = timedelta(microseconds=1)  # the least by which a later decision is later


class Identity(NamedTuple):
    """What makes a candidate the same one after articles, offsets and extractor have changed: what it claims.

    `words` is the quote with its typography made even. The source does not belong to it: a text that two outlets
    print is one claim.
    """

    party: str
    issue: str
    stance: str
    words: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on a candidate: what was proposed, and in `instead` the fields that a person gave another value."""

    time: datetime
    coder: str
    decision: Action
    source: str
    party: str
    issue: str
    stance: str
    quote: str
    confidence: str = ""
    rules: tuple[str, ...] = ()
    instead: Mapping[str, str] = field(default_factory=dict)

    @property
    def identity(self) -> Identity:
        """Tell which candidate was decided."""
        return identity(self.party, self.issue, self.stance, self.quote)

    @property
    def is_acceptance(self) -> bool:
        """Tell whether a quote of the file came of it."""
        return self.decision in ("accept", "edit")

    @property
    def fields(self) -> Mapping[str, str]:
        """Give party, issue, stance, source and words as they were accepted."""
        what = ("party", "issue", "stance", "source", "quote")
        return {key: self.instead.get(key) or getattr(self, key) for key in what}

    @property
    def cell(self) -> Pair:
        """Give party and issue as they were accepted."""
        return self.fields["party"], self.fields["issue"]

    @property
    def is_as_proposed(self) -> bool:
        """Tell whether it was accepted as who was proposed to say what about what."""
        return self.is_acceptance and not self.instead.keys() & {"party", "issue", "stance"}


Latest = Mapping[Identity, Decision]  # the decision in force for each candidate; an `undo` leaves it open again


def identity(party: str, issue: str, stance: str, quote: str) -> Identity:
    """Give the identity of what is claimed with a quote."""
    return Identity(party, issue, stance, words_of(quote))


def words_of(quote: str) -> str:
    """Give the words of a quote, whatever its typography and the white space around it."""
    return fold(plain(quote.strip())).text


def decide(decision: Action, candidate: Candidate, source: str, coder: str) -> Decision:
    """Make the decision on a candidate of a source, taken now."""
    one = candidate
    what = (source, one.party, one.issue, one.stance, one.quote)
    return Decision(datetime.now(UTC), coder, decision, *what, one.confidence, one.rules)


def taken_back(decision: Decision, before: Decision | None) -> Decision:
    """Make the decision that takes another one back: what was decided before holds again, else the candidate is open.

    An acceptance holds again only where its quote comes back, too: when it was deleted, or moved to another cell.
    """
    if before is None or before.decision == "undo":
        return replace(decision, decision="undo", instead={})
    comes_back = decision.decision == "delete" or decision.cell != before.cell
    if before.is_acceptance and not comes_back:
        return replace(decision, decision="undo", instead={})
    return replace(before, coder=decision.coder)


def latest(decisions: Iterable[Decision]) -> dict[Identity, Decision]:
    """Give the latest decision on each candidate, whatever the order in which they are told, and how often."""
    found: dict[Identity, Decision] = {}
    for decision in decisions:
        before = found.setdefault(decision.identity, decision)
        if _rank(decision) > _rank(before):
            found[decision.identity] = decision
    return found


def _rank(decision: Decision) -> tuple[datetime, str]:
    return decision.time, line_of(decision)  # of two in the same microsecond, always the same one


def line_of(decision: Decision | Rename) -> str:
    """Give the line of JSON that says it; fields without a value are left out, but for the coder."""
    fields = asdict(decision) | {"time": decision.time.astimezone(UTC).isoformat().replace("+00:00", "Z")}
    return json.dumps({key: value for key, value in fields.items() if value or key == "coder"}, ensure_ascii=False)


def is_open(candidate: Identity, known: Latest) -> bool:
    """Tell whether a candidate still has to be decided."""
    found = known.get(candidate)
    return found is None or found.decision == "undo"


def stamped(decisions: Iterable[Decision], known: Latest) -> tuple[Decision, ...]:
    """Give decisions the time of now; later, in any case, than what is known: clocks differ, and are set back."""
    now = datetime.now(UTC)

    def time(decision: Decision) -> datetime:
        before = known.get(decision.identity)
        return max(now, before.time + TICK) if before is not None else now

    return tuple(replace(decision, time=time(decision)) for decision in decisions)


def shares(known: Latest) -> dict[str, tuple[int, int]]:
    """Count, for each confidence, the candidates whose party, issue and stance were accepted, and all decided."""
    found: dict[str, tuple[int, int]] = {}
    for decision in known.values():
        if decision.decision != "undo":
            taken, decided = found.get(decision.confidence, (0, 0))
            found[decision.confidence] = taken + decision.is_as_proposed, decided + 1
    return found
