"""What the review lists: which candidates, in which order, under which headings, and how each of them stands."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from textual.content import Content

from model.review.review import Order, fitting, ordered
from tui.candidate import columns, line
from tui.queue import Row
from tui.wording import cell_name, outlet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from model.review.decisions import Identity, Pair
    from model.review.review import Waiting
    from tui.session import Session

MOST = 500  # candidates listed; who has decided these sees the next

_LOST, _WAITING, _DECIDED = range(3)
_HEADINGS = ("accepted before, no longer in the file", "waiting", "decided")


class Agenda:
    """The candidates of a review. What is touched in it stays in its place."""

    def __init__(self, session: Session, first: Pair | None, order: Order) -> None:
        self.session = session
        self.first = first  # the cell whose candidates come first
        self.order = order
        self.shows_decided = False
        self.items: tuple[Waiting, ...] = ()  # as listed
        self.saving: set[Identity] = set()
        self._touched: dict[Identity, tuple[Waiting, int]] = {}  # decided here, and where they stood then
        self._was_decided: set[Identity] = set()  # of those touched, when last listed

    def touch(self, chosen: Iterable[Waiting]) -> None:
        """Keep candidates in sight, and in their places, whatever becomes of them."""
        for each in chosen:
            self._touched.setdefault(each.identity, (each, self._group(each)))

    def renew(self) -> Waiting | None:
        """List what is to be seen now; give one whose decision was taken back since the last time."""
        known = self.session.topic.sources
        touched = fitting((each for each, _ in self._touched.values()), self.session.topic)
        listed = {each.identity: each for each in touched}
        listed |= {each.identity: each for each in self.session.offers.waiting}
        if self.shows_decided:
            listed |= {each.identity: each for each in self.session.offers.candidates if self.is_decided(each)}
        items = ordered(listed.values(), self.order, known, self.first)
        if self.order is Order.CONFIDENCE:
            items = tuple(sorted(items, key=self._group))
        self.items = items[:MOST]
        back = [key for key in self._was_decided if key in listed and not self.is_decided(listed[key])]
        self._was_decided = {key for key in self._touched if key in listed and self.is_decided(listed[key])}
        return listed[back[0]] if back else None

    def _group(self, each: Waiting) -> int:
        if each.identity in self._touched:
            return self._touched[each.identity][1]
        if each.identity in self.session.offers.lost:
            return _LOST
        return _DECIDED if self.is_decided(each) else _WAITING

    def is_decided(self, each: Waiting) -> bool:
        """Tell whether a decision on a candidate is in force."""
        return self.session.offers.decision(each.identity) is not None

    def is_open(self, each: Waiting) -> bool:
        """Tell whether a candidate waits for a decision."""
        return each.identity not in self.saving and not self.is_decided(each)

    def is_refused(self, each: Waiting) -> bool:
        """Tell whether a candidate was rejected, or its quote deleted: both can be thought better of."""
        decision = self.session.offers.decision(each.identity)
        return each.identity not in self.saving and decision is not None and not decision.is_acceptance

    def mark(self, each: Waiting) -> str:
        """Say with a sign how a candidate stands: it waits (! again), is being saved, was accepted or rejected."""
        if each.identity in self.saving:
            return "…"
        decision = self.session.offers.decision(each.identity)
        if decision is None:
            return "!" if each.identity in self.session.offers.lost else " "
        return "✓" if decision.is_acceptance else "✗"

    def next_open(self, at: int) -> int:
        """Give the number of the next candidate to be decided, else of the first one, else the same."""
        numbers = [*range(at + 1, len(self.items)), *range(at)]
        return next((number for number in numbers if self.is_open(self.items[number])), at)

    def rows(self, width: int) -> list[Row]:
        """Give the lines of the list: by article under the names of the articles, else by how the candidates stand."""
        heading_of = self._article if self.order is Order.ARTICLE else lambda each: _HEADINGS[self._group(each)]
        groups = [(heading, list(items)) for heading, items in groupby(self.items, heading_of)]
        found: list[Row] = []
        names = columns(self.items, self.session, width)
        for heading, items in groups:
            if len(groups) > 1 or heading != _HEADINGS[_WAITING]:
                words = Content.styled(f"{heading} ({len(items)})", "bold $accent")
                found.append(Row(words.truncate(width, ellipsis=True) if width else words, is_heading=True))
            found += [Row(line(each, self.session, self.mark(each), names, width)) for each in items]
        return found

    def _article(self, each: Waiting) -> str:
        """Name the article of a candidate; of the cell that comes first, the cell."""
        topic = self.session.topic
        if each.cell == self.first:
            return cell_name(*each.cell, topic)
        source = topic.sources[each.source]
        return f"{outlet(source, each.source)}, {source.published or 'undated'}"
