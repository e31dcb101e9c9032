"""Parties against issues at a date: every cell, and the questions asked of all of them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from model.cell import Cell, Gap, read_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from model.schema import Topic


class Matrix:
    """A topic read at a date, by default that of its latest quote or verdict. Cells are read once, when asked for."""

    def __init__(self, topic: Topic, as_of: date | None = None) -> None:
        self.topic = topic
        self.as_of = as_of or latest_date(topic)
        self.parties = tuple(topic.parties)
        self.issues = tuple(topic.issues)
        self._cells: dict[tuple[str, str], Cell] = {}

    def cell(self, party: str, issue: str) -> Cell:
        """Give the cell of a party on an issue."""
        key = (party, issue)
        cell = self._cells.get(key)
        if cell is None:
            cell = self._cells[key] = read_cell(self.topic, party, issue, self.as_of)
        return cell

    def cells(self) -> Iterator[Cell]:
        """Give all cells, party by party."""
        return (self.cell(party, issue) for party in self.parties for issue in self.issues)

    def positions(self) -> Iterator[Cell]:
        """Give the cells of which the file says something, party by party."""
        for party, positions in self.topic.positions.items():
            for issue in positions:
                yield self.cell(party, issue)

    @cached_property
    def contradictions(self) -> list[Cell]:
        """Give the cells whose quotes clash."""
        return [cell for cell in self.positions() if cell.contradiction is not None]

    @cached_property
    def gaps(self) -> Mapping[Gap, int]:
        """Count the cells that are empty, stale or rest on a single source: of each kind that there is."""
        kinds = Counter(cell.gap for cell in self.positions())
        covered = kinds.total() - kinds[Gap.EMPTY]
        counts = {Gap.EMPTY: len(self.parties) * len(self.issues) - covered}
        counts |= {gap: kinds[gap] for gap in (Gap.STALE, Gap.SINGLE_SOURCE)}
        return {gap: count for gap, count in counts.items() if count}

    @property
    def gap_count(self) -> int:
        """Count the cells that are empty, stale or rest on a single source."""
        return sum(self.gaps.values())

    @cached_property
    def quote_count(self) -> int:
        """Count the quotes that the matrix rests on."""
        return sum(len(cell.evidence) for cell in self.positions())

    def salience(self, party: str, issue: str) -> float | None:
        """Give the party's share of quotes on an issue (0 to 1), None without quotes.

        Manifesto Project: quotes of the party on the issue / all quotes of the party.
        """
        total = sum(len(self.cell(party, other).evidence) for other in self.topic.positions.get(party, {}))
        return len(self.cell(party, issue).evidence) / total if total else None


def latest_date(topic: Topic) -> date:
    """Give the day that the latest quote or verdict surely has reached, so that all of them count.

    Where no quote is dated, the latest source stands for them; without any date it is today.
    """
    dates = [found.first for *_, quote in topic.quotes() if (found := topic.date_of(quote)) is not None]
    dates = dates or [source.published.first for source in topic.sources.values() if source.published is not None]
    dates += [
        position.since.first
        for row in topic.positions.values()
        for position in row.values()
        if position.stance is not None and position.since is not None
    ]
    return max(dates) if dates else date.today()  # noqa: DTZ011 - the user's own calendar day is meant
