"""One cell: a party on an issue, what the analyst says of it and what its quotes say, kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from model.schema import PartialDate, Quote, Stance, Topic

WINDOW_DAYS = 30  # quotes as far apart as this still clash; a cell without younger ones is stale

# Full support against full opposition clashes, a condition does not: levels clash across zero when they lie
# further apart than this share of the scale.
_CLASH = 0.75


class Gap(StrEnum):
    """Why a cell deserves more reading."""

    EMPTY = "empty"
    STALE = "stale"
    SINGLE_SOURCE = "single source"


class Evidence(NamedTuple):
    """A quote with its number in the file's list (from 0) and its date, by default its source's."""

    number: int
    quote: Quote
    date: PartialDate | None


@dataclass(frozen=True, slots=True)
class Derived:
    """The stance that follows from the quotes, and the rule that gave it. Mixed quotes give none.

    `latest` is what the latest quotes say, if they agree, whatever those before them said.
    """

    stance: str | None
    mixed: bool
    rule: str
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Quotes of one party on one issue that clash within the window."""

    supporting: tuple[Evidence, ...]
    opposing: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A party on an issue, read at a date.

    `evidence` is ordered by date, undated quotes first; of one day, what others tell stands first and the party's own
    words last.
    """

    party: str
    issue: str
    verdict: str | None
    derived: Derived
    evidence: tuple[Evidence, ...]
    contradiction: Contradiction | None
    gap: Gap | None

    @property
    def latest_first(self) -> tuple[Evidence, ...]:
        """The quotes, the latest first; of one day the party's own words first; what is alike as in the file."""
        return tuple(sorted(self.evidence, key=_order, reverse=True))

    @property
    def stance(self) -> str | None:
        """Give the stance in force: the verdict, else the derived one; None if silent or mixed."""
        return self.verdict or self.derived.stance

    @property
    def mixed(self) -> bool:
        """Tell whether the quotes disagree and no verdict settles it."""
        return self.verdict is None and self.derived.mixed

    @property
    def differs(self) -> bool:
        """Tell whether the verdict is another than what the latest quotes say."""
        return self.verdict is not None and self.derived.latest not in (None, self.verdict)

    @property
    def silent(self) -> bool:
        """Tell whether there is neither verdict nor quote."""
        return self.verdict is None and not self.evidence


def read_cell(topic: Topic, party: str, issue: str, as_of: date) -> Cell:
    """Read a cell at a date: quotes that are not surely later count, a verdict counts from its `since`.

    Undated quotes count whatever the date. What was said before a verdict's `since` no longer contradicts what came
    after: the date says that the party has turned.
    """
    position = topic.position(party, issue)
    if position is None:
        return Cell(party, issue, None, _NO_QUOTES, (), None, Gap.EMPTY)
    dated = (Evidence(number, quote, topic.date_of(quote)) for number, quote in enumerate(position.quotes))
    evidence = tuple(sorted((item for item in dated if item.date is None or item.date.first <= as_of), key=_order))
    verdict = position.stance if position.since is None or position.since.first <= as_of else None
    settled = position.since.first if verdict is not None and position.since is not None else None
    contradiction = find_contradiction(evidence if settled is None else _from(evidence, settled), topic.scale)
    derived = derive(evidence, contradiction, topic.scale)
    return Cell(party, issue, verdict, derived, evidence, contradiction, _gap(evidence, as_of))


_NO_QUOTES = Derived(None, mixed=False, rule="no quotes")


def derive(evidence: Sequence[Evidence], contradiction: Contradiction | None, scale: Mapping[str, Stance]) -> Derived:
    """Derive the stance of quotes ordered by date: that of all that may be the latest, unless they are mixed."""
    if not evidence:
        return _NO_QUOTES
    latest = _from(evidence, evidence[-1].date.first) if evidence[-1].date else evidence
    dates = list(dict.fromkeys(str(item.date) for item in latest if item.date))
    day = f"of {dates[0]}" if dates else "without a date"
    if len(dates) > 1:
        day = f"of which any may be the latest ({', '.join(dates)})"
    quotes = f"the {len(latest)} quotes" if len(latest) > 1 else "the quote"
    stances = list(dict.fromkeys(item.quote.stance for item in latest))
    if len(stances) > 1:
        words = ", ".join(scale[stance].label for stance in stances)
        return Derived(None, mixed=True, rule=f"{quotes} {day} disagree ({words})")
    if contradiction is not None:
        sides = (contradiction.supporting[-1], contradiction.opposing[-1])
        words = " and ".join(scale[item.quote.stance].label for item in sides)
        return Derived(None, mixed=True, rule=f"{words} within {WINDOW_DAYS} days", latest=stances[0])
    agree = "agree" if len(latest) > 1 else "decides"
    rule = f"{quotes} {day}, the latest, {agree}" if len(dates) == 1 else f"{quotes} {day} {agree}"
    return Derived(stances[0], mixed=False, rule=rule, latest=stances[0])


def find_contradiction(evidence: Sequence[Evidence], scale: Mapping[str, Stance]) -> Contradiction | None:
    """Find quotes that clash, or may clash, within the window that ends with the latest quote."""
    if not evidence:
        return None
    latest = evidence[-1].date
    recent = _from(evidence, _window_to(latest.first)) if latest else list(evidence)
    values = [scale[item.quote.stance].value for item in recent]
    top, bottom = max(values), min(values)
    if not clash(top, bottom, scale):
        return None
    return Contradiction(
        tuple(item for item, value in zip(recent, values, strict=True) if clash(value, bottom, scale)),
        tuple(item for item, value in zip(recent, values, strict=True) if clash(top, value, scale)),
    )


def clash(one: float, other: float, scale: Mapping[str, Stance]) -> bool:
    """Tell whether two values of the scale contradict each other."""
    levels = [level.value for level in scale.values()]
    return one * other < 0 and abs(one - other) > _CLASH * (max(levels) - min(levels))


def _from(evidence: Iterable[Evidence], day: date) -> list[Evidence]:
    """Give the quotes that may be of a day or later: a month or a year is as late as its last day."""
    return [item for item in evidence if item.date is not None and item.date.last >= day]


def _window_to(day: date) -> date:
    """Give the first day of the window that ends with a day."""
    return day - min(timedelta(days=WINDOW_DAYS), day - date.min)  # there is no day before the year 1


def _order(item: Evidence) -> tuple[date, date, int]:
    first, last = (item.date.first, item.date.last) if item.date is not None else (date.min, date.min)
    is_told, is_direct = bool(item.quote.via), item.quote.kind == "direct"
    return first, last, 0 if is_told else 1 + is_direct


def _gap(evidence: Sequence[Evidence], as_of: date) -> Gap | None:
    if not evidence:
        return Gap.EMPTY
    if evidence[-1].date is not None and not _from(evidence, _window_to(as_of)):
        return Gap.STALE
    return Gap.SINGLE_SOURCE if len({item.quote.source for item in evidence}) == 1 else None
